// Package lsp is netnotes in an editor: a language server (LSP 3.17) over
// stdin and stdout. It knows no format and writes no file: what it tells comes
// from index and report, what it changes are the edits of parse, which the
// editor makes.
//
// The way of a message: stream.go frames it, server.go keeps the order of things
// and hands it to a feature. connection.go is what every part knows of,
// documents.go holds the texts that are open, folder.go lays them over the notes
// on the disk. Each feature is a file of its own, from a view (view.go): an open
// note as it is this moment, read in its folder.
package lsp
