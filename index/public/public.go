package public

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// Folder is what of a folder may leave it: no private note, no line tagged
// #private, and nothing that names a private note, by a link or in words.
type Folder struct {
	*index.Index // of the redacted notes
	hidden       map[string][]int
	notes        map[string]*parse.Note
}

// Of makes the part of the folder that may leave it.
func Of(ix *index.Index) *Folder {
	p := &Folder{hidden: map[string][]int{}, notes: map[string]*parse.Note{}}
	names := privateNames(ix.Notes())
	hide := func(text string) bool { return edit.HasPrivateTag(text) || names.in(text) }
	var kept []*parse.Note
	for i, n := range ix.Notes() {
		base := ix.Base(i)
		switch {
		case isPrivate(n):
			continue
		case names.none() && !edit.HasPrivateTag(txt.View(n.Source())):
		default:
			if after, hidden := edit.Redact(ix.Reader(), n, hide); after != n {
				base, p.hidden[n.Path] = after, hidden
			}
		}
		kept = append(kept, base)
	}
	p.Index = ix.Again(kept, nil)
	for _, n := range p.Index.Notes() {
		p.notes[n.Path] = n
	}
	return p
}

// isPrivate reports whether a note says of itself that it must not leave: by
// its field, or by the tag in its front matter.
func isPrivate(n *parse.Note) bool {
	return n.Private() || slices.ContainsFunc(n.Tags(), func(tag string) bool { return strings.EqualFold(tag, "private") })
}

// Note is a note as it may leave the folder; nil where it may not.
func (p *Folder) Note(file string) *parse.Note { return p.notes[file] }

// Hidden reports whether a line of a note does not leave.
func (p *Folder) Hidden(file string, line int) bool {
	_, found := slices.BinarySearch(p.hidden[file], line)
	return found
}

// secretNames are the names of private notes. One of several words is found in
// any spelling; one of a single word only as it is written, or in a link.
type secretNames struct {
	long  []string // folded
	short []string // as written, and folded behind the beginning of a link
	links []string
}

func privateNames(notes []*parse.Note) secretNames {
	var s secretNames
	for _, n := range notes {
		if !isPrivate(n) {
			continue
		}
		file := strings.TrimSuffix(path.Base(n.Path), path.Ext(n.Path))
		for _, name := range append(n.Names(), file) {
			folded := txt.FoldName(name)
			switch {
			case folded == "":
			case strings.Contains(folded, " "):
				s.long = append(s.long, folded)
			default:
				s.links = append(s.links, "[["+folded, "@"+folded, "("+folded+".md", "/"+folded+".md")
				if name != file || name != strings.ToLower(name) {
					s.short = append(s.short, strings.TrimSpace(name))
				}
			}
		}
	}
	return s
}

func (s secretNames) none() bool { return len(s.long)+len(s.links) == 0 }

// in reports whether a text names a private note.
func (s secretNames) in(text string) bool {
	if s.none() {
		return false
	}
	folded := txt.FoldName(text)
	return slices.ContainsFunc(s.long, func(name string) bool { return hasWords(folded, name) }) ||
		slices.ContainsFunc(s.links, func(name string) bool { return hasWords(folded, name) }) ||
		slices.ContainsFunc(s.short, func(name string) bool { return hasWords(text, name) })
}

// hasWords reports whether words stand in a text, not as a part of longer ones.
func hasWords(text, words string) bool {
	for i := 0; ; {
		at := strings.Index(text[i:], words)
		if at < 0 {
			return false
		}
		start, end := i+at, i+at+len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		first, _ := utf8.DecodeRuneInString(words)
		if (!isWord(first) || !isWord(before)) && !isWord(after) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		i = start + size
	}
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
