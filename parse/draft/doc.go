// Package draft holds what other programs know of people before it is a note: drafts
// of notes (draft.go), and what their files have in common, such as encodings
// (foreign.go).
package draft
