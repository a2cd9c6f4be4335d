// Package past reads the folder as it was at a commit, and as the next one would
// make it.
//
//	history.go   the commit of a moment, and the folder there
//	ancestor.go  the version of a note that two copies come from
package past
