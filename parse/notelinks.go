package parse

import (
	"bytes"
	"slices"
	"strings"
)

// LinksOf are the links of a note with their places in its source: those of its
// fields and of its text, outside code, comments and HTML. The line that says
// where "[Ada][a]" leads is a link whose span is the target alone.
func (r *Reader) LinksOf(n *Note) []Link {
	var out []Link
	eachValue(n.Fields(), func(v Value) {
		if v.Span.End > len(n.Source()) {
			return
		}
		for _, l := range LinksIn(string(n.Source()[v.Span.Start:v.Span.End])) {
			l.Span = Span{l.Span.Start + v.Span.Start, l.Span.End + v.Span.Start}
			out = append(out, l)
		}
	})
	if body := n.Source()[n.Front().End:]; bytes.IndexByte(body, '[') < 0 && bytes.IndexByte(body, '@') < 0 {
		return out
	}
	r.EachText(n, func(t LineText, _ int) bool {
		out = append(out, n.References().linksOf(t)...)
		return true
	})
	slices.SortStableFunc(out, func(a, b Link) int { return a.Span.Start - b.Span.Start })
	return out
}

// eachValue visits the values of fields, also of those within others.
func eachValue(fields []Field, visit func(Value)) {
	for i := range fields {
		for _, v := range fields[i].Values {
			visit(v)
		}
		eachValue(fields[i].Sub, visit)
	}
}

// linksOf are the links of a block's text, and of those that a reference leads.
func (r References) linksOf(t LineText) []Link {
	out := LinksIn(t.Raw)
	for i := range out {
		out[i].Span = t.Span(out[i].Span.Start, out[i].Span.End)
	}
	if len(r) == 0 {
		return out
	}
	for _, l := range r.uses(t.Raw) {
		l.Span = t.Span(l.Span.Start, l.Span.End)
		out = append(out, l)
	}
	return out
}

// uses are the links of a text that a reference leads, and the targets of
// references that stand in it.
func (r References) uses(raw string) (out []Link) {
	for i := 0; i < len(raw); i++ {
		if raw[i] == '`' {
			n, _ := codeSpan(raw[i:])
			i += n - 1
			continue
		}
		closing := -1
		if raw[i] == '[' {
			closing = matching(raw, i, '[', ']')
		}
		if closing < 0 {
			continue
		}
		text, rest := raw[i+1:closing], raw[closing+1:]
		switch {
		case strings.HasPrefix(rest, "["):
			end := matching(raw, closing+1, '[', ']')
			if end < 0 {
				continue
			}
			label := raw[closing+2 : end]
			if strings.TrimSpace(label) == "" {
				label = text
			}
			if target := linkTarget(r.target(label)); target != "" {
				out = append(out, Link{Target: target, Text: text, Span: Span{i, end + 1}, IsPath: true})
			}
			i = end
		case strings.HasPrefix(rest, ":") && r.target(text) != "":
			start := closing + 2 + len(rest[1:]) - len(strings.TrimLeft(rest[1:], " \t"))
			if word, _, _ := strings.Cut(raw[start:], " "); linkTarget(word) != "" {
				out = append(out, Link{Target: linkTarget(word), Span: Span{start, start + len(word)}, IsPath: true})
				i = start + len(word) - 1
			}
		}
	}
	return out
}

// Places are where a link's target and its text stand in it as it is written,
// the target without a heading and a title. A span is empty where there is
// nothing: a link by name shows its target.
func (l Link) Places(raw string) (target, text Span) {
	switch {
	case strings.HasPrefix(raw, "@"):
		return Span{1, len(raw)}, Span{}
	case strings.HasPrefix(raw, "[["):
		inner := strings.TrimSuffix(raw[2:], "]]")
		if at := strings.IndexByte(inner, '|'); at >= 0 {
			text = trimmed(raw, Span{2 + at + 1, 2 + len(inner)})
			inner = strings.TrimSuffix(inner[:at], `\`)
		}
		if at := strings.IndexAny(inner, "#^"); at >= 0 {
			inner = inner[:at]
		}
		return trimmed(raw, Span{2, 2 + len(inner)}), text
	case !strings.HasPrefix(raw, "["): // the target of a reference
		return pathIn(raw, Span{0, len(raw)}), Span{}
	}
	closing := matching(raw, 0, '[', ']')
	if closing < 0 || closing+1 >= len(raw) {
		return Span{}, Span{}
	}
	if text = (Span{1, closing}); raw[closing+1] != '(' {
		return Span{}, text
	}
	return pathIn(raw, Span{closing + 2, len(raw) - 1}), text
}

// pathIn is the place of a path in what stands between a link's brackets.
func pathIn(raw string, at Span) Span {
	if at = trimmed(raw, at); at.End > at.Start && raw[at.Start] == '<' {
		at.Start++
		if end := strings.IndexByte(raw[at.Start:at.End], '>'); end >= 0 {
			at.End = at.Start + end
		}
	} else if before, title, ok := strings.Cut(raw[at.Start:at.End], " "); ok && strings.ContainsAny(title[:min(1, len(title))], `"'(`) {
		at.End = at.Start + len(before)
	}
	if end := strings.IndexByte(raw[at.Start:at.End], '#'); end >= 0 {
		at.End = at.Start + end
	}
	return at
}

func trimmed(s string, at Span) Span {
	for at.Start < at.End && (s[at.Start] == ' ' || s[at.Start] == '\t') {
		at.Start++
	}
	for at.End > at.Start && (s[at.End-1] == ' ' || s[at.End-1] == '\t') {
		at.End--
	}
	return at
}
