// Package parse turns bytes into notes. It is pure: it opens no file, reads no
// clock, and gives the same note for the same bytes.
//
// A note is a Markdown file. Between a first line "---" and the next one stand
// its fields, as YAML writes them; they are read as raw text, so that 0312 stays
// "0312". What YAML rejects is salvaged field by field. The kind of a note
// follows from its type, its tags and categories, or its folder.
//
// In the body, a dated bullet under a heading such as "Log" is an entry:
//
//   - 2026-06-27 14:30 met at her poster: storage costs; Bo introduced us -> +6w
//
// The date comes first, then perhaps a time; the first word says what happened;
// "with", "to" and "from" say with whom and in which direction; the words after
// the first colon are the user's own; "->" sets a date. Elsewhere a dated bullet
// counts only where a link names a person. A task is a promise. What stands in
// code, quotes, comments or HTML is not read.
//
// Nothing here fails. What is wrong with a note is a Problem with its place,
// and everything else in the note is read all the same.
//
// The way through the files: the ground is parse/txt and parse/date; parse/yaml
// reads the front matter, parse/markdown and bullets.go the text,
// parse/logline one line of a log and parse/task one promise. targets.go reads the
// network the user wants; reader.go, recognise.go and fieldcheck.go put the note
// together. What is no note yet is read by parse/quick and parse/draft; what changes
// notes is in parse/edit.
package parse
