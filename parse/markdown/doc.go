// Package markdown takes the text of a note apart: headings, bullets and the lines of
// paragraphs, each with its place, without code, comments and HTML.
//
//	body.go      the text, its blocks, and the block parser
//	plain.go     the scanner of texts that need none
//	flatten.go   what is blanked before: comments, marks of a merge, deep nesting
//	linetext.go  the text of a block, that knows where each piece stood
//	parts.go     headings, sections, lists: a note taken apart for changing it
package markdown
