// Package txt is the ground that reading and changing notes stand on: what can be
// said of a piece of text without knowing what a note is.
//
//	span.go        a range of bytes, and the line and column that people see
//	lines.go       where lines begin and end
//	letters.go     digits, letters and the words between blanks
//	fold.go        when two texts are the same but for case and accents
//	nearest.go     when one is nearly the other: "did you mean"
//	name.go        how people's names are written, and which are the same
//	nameparts.go   what a written name is made of: titles, suffixes, what stands in brackets
//	namewords.go   names in a sentence, known by how they are written
//	link.go        [[wikilinks]], [links](of/markdown.md), @mentions and #tags
//	references.go  links whose target stands elsewhere in the note
//	outside.go     what stands in no brackets and no code
//	problem.go     what is wrong at a place, and what would mend it
//	shell.go       words that paste into a shell
//	words.go, slab.go  a table of words and room for small lists, for speed
//
// It is called txt because what it is about is called text by everybody.
package txt
