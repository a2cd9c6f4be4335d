// Package folder is a folder of notes on the disk, before anything is known of
// whom the notes tell: where it begins, what its settings say, which of its files
// are notes, and what of it could not be read.
//
//	folder.go    a Listing: the files of a folder as they are found and read
//	settings.go  netnotes.yaml, one table of all settings
//	copies.go    copies that sync programs made of notes, and translations
//	slug.go      the names of new files
//	issue.go     what is wrong with a folder
package folder
