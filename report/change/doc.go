// Package change tells what differs: what a command wrote (written.go, made.go, with
// the diff of linediff.go), what came and went between two days of the folder
// (changes.go, changestext.go, what versions.go finds in two versions of a note, and
// a note as facts.go tells it to git), which lines
// name a note that goes (mentions.go), and what of a capture is understood
// (capture.go, capturewho.go).
package change
