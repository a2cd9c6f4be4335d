// Package bring tells what an import does: to whom (import.go), to the attendees of
// an event (importevent.go), what it makes due (importdue.go), and what it made of
// the messages and tables it read (importtold.go).
package bring
