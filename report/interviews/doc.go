// Package interviews tells how far each informational interview has come: interviews.go
// reads the rounds out of a contact's lines, state.go says where each stands.
package interviews
