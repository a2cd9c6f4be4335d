package rename

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Relink finds the links that led to the note at from and no longer lead to the
// one at to once the changes are made, and makes them do so. What it cannot
// mend is in left, as path:line.
func Relink(ix *index.Index, changes []disk.Change, from, to string) (more []disk.Change, left []string) {
	after := ix.With(changes)
	changed := map[string]bool{}
	for _, c := range changes {
		changed[c.Path] = true
	}
	for _, n := range ix.Notes() {
		if changed[n.Path] || !bytes.Contains(n.Source(), []byte("[")) {
			continue
		}
		r := relinker{ix: ix, after: after, note: n, from: from, to: to}
		source := r.mend()
		left = append(left, r.left...)
		if !bytes.Equal(source, n.Source()) {
			more = append(more, disk.Change{Path: n.Path, Old: n.Source(), New: source})
		}
	}
	return more, left
}

type relinker struct {
	ix, after *index.Index
	note      *parse.Note
	from, to  string
	left      []string
}

// mend is the note's source with its lost links led to their new place.
func (r *relinker) mend() []byte {
	var out []byte
	source := r.note.Source()
	for i := 0; i < len(source); {
		link, n := linkAt(source[i:])
		if n == 0 {
			out = append(out, source[i])
			i++
			continue
		}
		text := string(source[i : i+n])
		if r.lost(link) {
			if text = r.led(text, link); text == string(source[i:i+n]) {
				r.left = append(r.left, fmt.Sprintf("%s:%d", r.note.Path, txt.NewLines(source).Line(i)))
			}
		}
		out = append(out, text...)
		i += n
	}
	return out
}

// linkAt reads a link at the start of a text.
func linkAt(source []byte) (txt.Link, int) {
	if source[0] != '[' {
		return txt.Link{}, 0
	}
	link := txt.FieldLink(string(source[:min(len(source), 2048)]))
	if link.Span.End == 0 || link.Target == "" {
		return txt.Link{}, 0
	}
	return link, link.Span.End
}

// lost reports whether a link leads to the old note and will not lead to the
// new one.
func (r *relinker) lost(l txt.Link) bool {
	is, will := r.ix.Link(l, r.note), r.after.Link(l, r.note)
	return len(is) == 1 && is[0].Path == r.from && (len(will) != 1 || will[0].Path != r.to)
}

// led is a link's text with the new note in place of the old one.
func (r *relinker) led(text string, l txt.Link) string {
	if !l.IsPath {
		return strings.Replace(text, l.Target, strings.TrimSuffix(r.to, path.Ext(r.to)), 1)
	}
	open := strings.LastIndex(text, "](")
	if open < 0 {
		return text
	}
	up := strings.Count(path.Dir(r.note.Path)+"/", "/")
	if path.Dir(r.note.Path) == "." {
		up = 0
	}
	target := strings.Repeat("../", up) + r.to
	if path.Dir(r.note.Path) == path.Dir(r.to) {
		target = path.Base(r.to)
	}
	return text[:open+2] + strings.ReplaceAll(target, " ", "%20") + ")"
}
