// Package task reads promises: a box, a text, and the days in it, in whichever
// style they are written.
//
//	promise.go   what a promise is, and when two are one
//	box.go       the sign before it: [ ], [x], TODO, a ballot box
//	texts.go     a promise out of the text behind its box
//	due.go       the days in a text that a mark stands before: 📅, due:, [due:: …]
//	duewords.go  those without one: by Friday
//	repeat.go    the rule by which it comes back
//	whose.go     with whom its text begins, and who is to do it
//	taskline.go  a bullet taken apart for merging
package task
