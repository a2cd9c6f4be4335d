// Package form writes what a report says: lines for a terminal of any width, for a
// pipe or a voice (text.go, text_fold.go, table.go), the words of its sentences
// (sentence.go), who and why (people.go, evidence.go), and values as JSON and CSV
// (values.go). It knows no report.
package form
