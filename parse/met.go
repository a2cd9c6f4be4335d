package parse

import (
	"fmt"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
)

// met reads a bullet of "## Met": a person, before whom a date may stand, and
// the hook, what was talked about. Without a date it is a meeting of the
// event's last day. It reports whether the person is a link; words are a person
// where somebody is called so.
func (b *bodyReader) met(t *markdown.LineText) (logline.Entry, bool) {
	n := b.note
	rest, when := t.Raw, date.When{}
	if day := b.reader.Dates.Scan(rest); day.Err == nil && day.End > 0 && day.End < len(rest) {
		when, rest = day.When, strings.TrimLeft(strings.TrimPrefix(rest[day.End:], ":"), " \t")
	}
	e := logline.Entry{When: when, Kind: logline.Meet, Class: logline.Sync, Direction: logline.With, Scope: logline.Scope{InLog: true}, Met: true, Raw: t.Raw}
	e.Links, e.Tags = txt.ScanLinks(t.Raw, nil, nil)
	if when.IsZero() {
		end := n.When("end")
		if end.IsZero() {
			end = n.When("start")
		}
		e.When = date.When{From: end.To, To: end.To}
		e.Undated = true
	}
	link, size := txt.ScanLink(rest)
	if size == 0 || link.Target == "" {
		e.Head = strings.TrimSpace(rest)
		return e, false
	}
	e.SetPerson(rest, link, size)
	return e, true
}

// tells reports whether a bullet of "## Met" is a dated line of a kind.
func (b *bodyReader) tells(t *markdown.LineText, in spot) bool {
	if !date.MayBegin(t.Raw) {
		return false
	}
	e := logline.Entry{}
	ok, _ := b.reader.ReadEntry(&e, t.Raw, b.setting(in))
	return !ok && e.When.IsZero() || ok && (e.Kind != logline.Remark || e.Unsure)
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
