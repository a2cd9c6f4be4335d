package parse

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// Named is a note as it reads where it is known who is who: lines that name
// somebody in words, and those in which a link turns out to be a place, are read
// again. A note with no such line is returned as it is.
func (r *Reader) Named(n *Note, names logline.Names) *Note {
	if n.whole().alone != nil {
		n = n.alone
	}
	again := func(e *logline.Entry) bool {
		return e.Unsure || slices.ContainsFunc(e.HeadLinks, names.IsPlace) || slices.ContainsFunc(e.People, names.IsPlace)
	}
	if len(n.maybe) == 0 && !slices.ContainsFunc(n.Entries(), func(e logline.Entry) bool { return again(&e) }) {
		return n
	}
	room := r.rooms.Get().(*bodyRoom)
	defer r.rooms.Put(room)
	out := n.copied()
	out.alone, out.entries, out.problems = n, make([]logline.Entry, 0, len(n.Entries())+len(n.maybe)), txt.Problems{List: slices.Clone(n.Problems())}
	s := rereading{reader: r, names: names, note: &out, room: room, owner: NewOwner(n)}
	maybe := n.maybe
	for i := range n.Entries() {
		e := &n.Entries()[i]
		for len(maybe) > 0 && maybe[0].Span.Start < e.Span.Start {
			s.read(&maybe[0], false)
			maybe = maybe[1:]
		}
		switch {
		case !again(e):
			out.entries = append(out.Entries(), *e)
		case e.Met || e.FromFields:
			copied := *e
			copied.People = slices.DeleteFunc(slices.Clone(e.People), names.IsPlace)
			out.entries = append(out.Entries(), copied)
		case i > 0 && e.Planned && n.Entries()[i-1].Raw == e.Raw && !n.Entries()[i-1].MovedTo.IsZero():
			// the plan of the line before, which is read with it
		default:
			s.read(e, true)
		}
	}
	for i := range maybe {
		s.read(&maybe[i], false)
	}
	out.place()
	return &out
}

// rereading reads lines of a note again.
type rereading struct {
	reader *Reader
	names  logline.Names
	note   *Note
	room   *bodyRoom
	owner  *logline.Owner
}

// read reads a line again. One that was an entry stays one.
func (s *rereading) read(old *logline.Entry, was bool) {
	if old.Met {
		s.met(old)
		return
	}
	in := logline.Setting{Scope: old.Scope, Owner: s.owner, Names: s.names, References: s.note.References(), Room: &s.room.line}
	if old.Given {
		in.Given = old.When
	}
	var e logline.Entry
	raw := old.Raw
	if old.Present {
		_, list, _ := strings.Cut(raw, ":")
		raw = "meeting with " + strings.TrimLeft(list, " *_")
	}
	ok, problems := s.reader.ReadEntry(&e, raw, in)
	if !ok {
		return
	}
	if old.Present {
		e.Head, e.Text, e.Raw, problems = old.Raw, "", old.Raw, nil
	}
	e.Span, e.Line = old.Span, old.Line
	if was && len(old.Text) > len(e.Text) {
		e.Text = old.Text // with what stands below a heading
	}
	if old.Unsure {
		for _, p := range append(problems, s.room.line.MistakeOf(&e)...) {
			p.Span.Start, p.Span.End = min(old.Span.Start+p.Span.Start, old.Span.End), min(old.Span.Start+p.Span.End, old.Span.End)
			s.note.problems.Add(p)
		}
	}
	if !was && e.Kind == logline.Remark {
		return
	}
	s.note.entries = append(s.note.Entries(), e)
	if !e.MovedTo.IsZero() {
		s.note.entries = append(s.note.Entries(), e.Plan())
	}
}

// maxMetName is the most words of a name at the start of a bullet.
const maxMetName = 4

// met reads a bullet of "## Met" that begins with words: the longest name there
// that one contact bears.
func (s *rereading) met(old *logline.Entry) {
	var ends []int // of the words of a name
	for at := 0; len(ends) < maxMetName; {
		word, rest := txt.CutWord(old.Head[at:])
		bare := strings.TrimRight(word, ",:;–—-")
		if bare == "" || bare[0] == '(' {
			break
		}
		ends = append(ends, at+len(bare))
		if bare != word {
			break
		}
		at = len(old.Head) - len(rest)
	}
	if len(ends) == 0 {
		ends = []int{len(old.Head)}
	}
	name := old.Head[:ends[len(ends)-1]]
	p := txt.Problem{Code: txt.UnknownPerson, Severity: txt.Warning, Text: fmt.Sprintf("%q is nobody known here, so the line counts for nobody", name), Hint: "begin it with a link such as [[Ada Park]]"}
	if txt.NameWord(txt.FirstWord(name)) {
		p.Hint = "write a link such as [[" + name + "]]"
	}
	size := len(name)
	for n := len(ends); n > 0; n-- {
		name := old.Head[:ends[n-1]]
		called := s.names.Called(name)
		switch {
		case len(called.People) == 1 && called.Rank <= 2:
			e := *old
			e.SetPerson(old.Head, txt.Link{Target: called.People[0], Text: name, Span: txt.At(0, len(name))}, len(name))
			s.note.entries = append(s.note.Entries(), e)
			return
		case len(called.People) > 0 && p.Code == txt.UnknownPerson:
			p.Code, p.Text, size = txt.UnlinkedPerson, fmt.Sprintf("%q is no whole name, so nobody is taken for it", name), len(name)
			links := txt.WikiLinks(called.Names[:min(3, len(called.Names))])
			p.Hint, p.Fixes = "write "+strings.Join(links, " or "), txt.Maybe(links...)
		case called.Near != "" && p.Code == txt.UnknownPerson:
			p.Hint, p.Fixes = "did you mean [["+called.Near+"]]?", txt.Maybe("[["+called.Near+"]]")
		}
	}
	at := old.Span.Start + max(strings.Index(old.Raw, old.Head), 0)
	p.Span = txt.At(min(at, old.Span.End), min(at+size, old.Span.End))
	s.note.problems.Add(p)
}
