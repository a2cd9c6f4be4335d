package lsp

import (
	"fmt"
	"strings"
	"unicode"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report"
)

func (r *request) hover() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return nil, err
	}
	if t, ok := v.thing(); ok {
		return v.shown(t.at, v.card(t)), nil
	}
	for _, look := range []func() (txt.Span, []string){v.ofField, v.ofDay, v.ofKind} {
		if at, lines := look(); len(lines) > 0 {
			return v.shown(at, func(text) []string { return lines }), nil
		}
	}
	return nil, nil
}

// text is a form of words: as Markdown, or as they are.
type text struct{ markdown bool }

// name writes a name so that none of its signs is one of Markdown's.
func (t text) name(s string) string {
	if !t.markdown {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		if c < unicode.MaxASCII && strings.ContainsRune("\\`*_{}[]<>()#+-.!|~&=^$:@", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func (t text) bold(s string) string {
	if !t.markdown {
		return s
	}
	return "**" + t.name(s) + "**"
}

// markdownFirst reports whether a client takes Markdown, and not plain text
// rather.
func markdownFirst(formats []string) bool { return len(formats) > 0 && formats[0] == "markdown" }

func (t text) join(lines []string) markup {
	if t.markdown {
		return markup{"markdown", strings.Join(lines, "  \n")}
	}
	return markup{"plaintext", strings.Join(lines, "\n")}
}

// shown is a hover at a place.
func (v *view) shown(at txt.Span, lines func(text) []string) hover {
	form := text{markdownFirst(v.can.TextDocument.Hover.ContentFormat)}
	where := v.textRange(v.doc, at)
	return hover{form.join(lines(form)), &where}
}

// card is what to know of somebody, or of a name that no note bears.
func (v *view) card(t thing) func(text) []string {
	return func(form text) []string {
		if t.note == nil {
			return []string{form.bold(t.name), form.name("no note bears this name, or several do")}
		}
		return cardOf(form, report.MakeGlance(v.ix, t.note, v.today))
	}
}

func cardOf(form text, g report.Glance) []string {
	head := form.bold(g.Name)
	if g.What != "" {
		head += " · " + form.name(g.What)
	}
	lines := []string{head}
	for _, line := range g.Lines {
		lines = append(lines, form.name(line))
	}
	return lines
}

// ofKind says what the line at the place counts.
func (v *view) ofKind() (txt.Span, []string) {
	e, at := v.entry()
	if e == nil || at > len(e.Raw)-len(e.Text) {
		return txt.Span{}, nil
	}
	for _, word := range wordsOf(e.Raw) {
		if !within(word, at) {
			continue
		}
		kind := v.kindOf(e.Raw[word.Start:word.End])
		if kind == "" || kind == logline.Remark && e.Kind != logline.Remark {
			return txt.Span{}, nil
		}
		return txt.Span{Start: e.Span.Start + word.Start, End: e.Span.Start + word.End}, []string{counts(e)}
	}
	return txt.Span{}, nil
}

// kindOf is the kind that a word begins; empty where it is none.
func (v *view) kindOf(word string) logline.Kind {
	e, _ := v.ix.Entry(v.note, v.today.String()+" "+word)
	if e == nil || e.Kind == logline.Remark && !strings.EqualFold(word, "note") || e.Kind == logline.Other {
		return ""
	}
	return e.Kind
}

// counts says what a line counts.
func counts(e *logline.Entry) string {
	what := string(e.Kind)
	if e.Direction != logline.NoDirection && e.Direction != "" {
		what += " " + string(e.Direction)
	}
	switch {
	case e.Off:
		return what + ": it did not take place, so it counts nothing"
	case e.Planned:
		return what + ": planned, so it counts once it took place"
	case e.Direction == logline.With && e.Counted():
		return what + ": spoke, and touch"
	case e.Class == logline.Async:
		return what + ": touch, not spoke"
	case e.Class == logline.Ambient:
		return what + ": neither touch nor spoke"
	}
	return what + ": shown, and counts nothing"
}

// ofDay says which day stands at the place, and how far it is.
func (v *view) ofDay() (txt.Span, []string) {
	line := v.ix.Reader().SpotAt(v.note, v.at).Line
	raw := string(v.note.Source()[line.Start:line.End])
	start, end := v.at-line.Start, v.at-line.Start
	part := func(c byte) bool { return c >= '0' && c <= '9' || strings.IndexByte("-/._", c) >= 0 }
	for start > 0 && part(raw[start-1]) {
		start--
	}
	for end < len(raw) && part(raw[end]) {
		end++
	}
	if word := strings.Trim(raw[start:end], "-/._"); len(word) >= 8 {
		if when, err := date.Parse(word); err == nil && when.IsDay() {
			return txt.Span{Start: line.Start + start, End: line.Start + end}, []string{report.DayInWords(when.From, v.today)}
		}
	}
	return txt.Span{}, nil
}

// ofField says what the field at the place means; of a rhythm, when it asks for
// the next touch.
func (v *view) ofField() (txt.Span, []string) {
	info, _ := v.field()
	if info.Name == "" {
		return txt.Span{}, nil
	}
	if info.Type.IsDate() {
		if at, lines := v.ofDay(); len(lines) > 0 {
			return at, lines
		}
	}
	lines := []string{fmt.Sprintf("%s: %s", info.Name, info.Help)}
	if info.Help == "" {
		lines[0] = info.Name
	}
	if p := v.ix.Person(v.own()); p != nil && (info.Type == parse.TierField || info.Type == parse.CadenceField) {
		if now := report.MakeNow(v.ix, p, v.today); !now.Next.IsZero() {
			lines = append(lines, "next: "+report.DayInWords(now.Next, v.today), now.Why)
		}
	}
	for i := range v.note.Fields() {
		if f := &v.note.Fields()[i]; within(f.Span, v.at) {
			return f.At, lines
		}
	}
	return txt.Span{}, nil
}
