// Package rename leads the links of a folder along when a note gets another name
// or another place.
//
//	rename.go    another name for a note, its file and every link to it
//	relink.go    links that would lead nowhere, or elsewhere, after other changes
//	mentions.go  where a note is named
package rename
