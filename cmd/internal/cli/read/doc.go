// Package read has the commands that answer from the notes and leave them alone: show,
// why, prep, list, gaps, path, diff, export, page and their like. A file is a command:
// it reads its arguments, asks for a report, and writes it in the form that was asked
// for. Two of them write where that is asked for: check --fix and share --add.
package read
