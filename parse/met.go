package parse

import (
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
