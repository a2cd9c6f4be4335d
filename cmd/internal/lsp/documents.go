package lsp

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// document is an open text at one version. It never changes; another version is
// another document.
type document struct {
	uri     string
	version int
	text    []byte
	lines   txt.Lines
	folder  *workspace // nil where the file is in none
	path    string     // slash-separated, from the folder's root
	// touched is the line, from 1, that was changed last and is perhaps still
	// being written; 0 once another was, or the document is saved.
	touched int
}

// maxNote is the size from which on a file is not read, in bytes, as on the
// disk.
const maxNote = 16 << 20

// isRead reports whether the text would be read if it stood on the disk.
func (d *document) isRead() bool {
	ext := strings.ToLower(filepath.Ext(d.path))
	return d.folder != nil && (ext == ".md" || ext == ".markdown") && len(d.text) <= maxNote && bytes.IndexByte(d.text, 0) < 0
}

// encoding is how columns are counted.
type encoding struct{ utf8 bool }

// width is how many columns a rune takes.
func (e encoding) width(c rune, size int) int {
	switch {
	case e.utf8:
		return size
	case c > 0xffff:
		return 2
	}
	return 1
}

// offset is the byte of a position: past the end of a line it is its end, and
// inside a rune its start.
func (e encoding) offset(d *document, p position) int {
	if p.Line < 0 {
		return 0
	}
	if p.Line >= d.lines.Count() {
		return len(d.text)
	}
	at, column := d.lines.Start(p.Line+1), 0
	line := d.lines.Text(p.Line + 1)
	for i := 0; i < len(line); {
		c, size := utf8.DecodeRune(line[i:])
		if column += e.width(c, size); column > p.Character {
			return at + i
		}
		i += size
	}
	return at + len(line)
}

// position is the place of a byte. A byte inside a rune is that of its start.
func (e encoding) position(d *document, offset int) position {
	offset = min(max(offset, 0), len(d.text))
	line := d.lines.Line(offset)
	text, column := d.lines.Text(line), 0
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if d.lines.Start(line)+i+size > offset {
			break
		}
		column += e.width(c, size)
		i += size
	}
	return position{line - 1, column}
}

func (e encoding) textRange(d *document, at txt.Span) textRange {
	return textRange{e.position(d, at.Start), e.position(d, at.End)}
}

// newDocument is a text at a version.
func newDocument(uri string, version int, text []byte) *document {
	return &document{uri: uri, version: version, text: text, lines: txt.NewLines(text)}
}

// with is the document with another text.
func (d *document) with(version int, text []byte, touched int) *document {
	next := newDocument(d.uri, version, text)
	next.folder, next.path, next.touched = d.folder, d.path, touched
	return next
}

// changed is the document after some changes, one after the other.
func (d *document) changed(e encoding, c didChange) *document {
	version := d.version
	if c.TextDocument.Version != nil {
		version = *c.TextDocument.Version
	}
	for _, change := range c.ContentChanges {
		if change.Range == nil {
			d = d.with(version, []byte(change.Text), 0)
			continue
		}
		start, end := e.offset(d, change.Range.Start), e.offset(d, change.Range.End)
		if end < start {
			start, end = end, start
		}
		text := make([]byte, 0, len(d.text)-(end-start)+len(change.Text))
		text = append(append(append(text, d.text[:start]...), change.Text...), d.text[end:]...)
		line := d.lines.Line(start) + strings.Count(change.Text, "\n")
		d = d.with(version, text, line)
	}
	return d
}

// edits are the least changes that make one text of another: where only single
// lines differ, each by itself.
func (e encoding) edits(d *document, after []byte) []textEdit {
	before := d.text
	a, b := bytes.SplitAfter(before, []byte("\n")), bytes.SplitAfter(after, []byte("\n"))
	if len(a) != len(b) {
		return e.edit(d, 0, before, after)
	}
	var out []textEdit
	at := 0
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			out = append(out, e.edit(d, at, a[i], b[i])...)
		}
		at += len(a[i])
	}
	return out
}

// edit is the change of a text that begins at a byte of the document.
func (e encoding) edit(d *document, at int, before, after []byte) []textEdit {
	head := 0
	for head < len(before) && head < len(after) && before[head] == after[head] {
		head++
	}
	tail := 0
	for tail < len(before)-head && tail < len(after)-head && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	cut := func(i, j int) bool { return splits(before, i) || splits(after, j) }
	for head > 0 && cut(head, head) {
		head--
	}
	for tail > 0 && cut(len(before)-tail, len(after)-tail) {
		tail--
	}
	if head+tail == len(before) && len(before) == len(after) {
		return nil
	}
	return []textEdit{{e.textRange(d, txt.Span{Start: at + head, End: at + len(before) - tail}), string(after[head : len(after)-tail])}}
}

// splits reports whether a place is inside a rune or a line ending, where no
// edit can begin or end.
func splits(text []byte, at int) bool {
	return at > 0 && at < len(text) && (!utf8.RuneStart(text[at]) || text[at-1] == '\r' && text[at] == '\n')
}
