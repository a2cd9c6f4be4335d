package merge

import (
	"slices"
	"strings"

	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// field merges a field that both sides have.
func (m *merger) field(p triple) []outLine {
	var lead, kids []*unit
	if p.base != nil {
		lead, kids = p.base.lead, p.base.kids
	}
	out := m.sequence(lead, p.ours.lead, p.theirs.lead)
	_, a := p.ours.items()
	_, b := p.theirs.items()
	_, o := p.base.items()
	head, headOK := p.head()
	block := func(s listStyle) bool { return s == blockList || s == emptyList }
	switch {
	case p.base != nil && sameFacts(p.base, p.ours):
		return append(out, m.whole(p, p.theirs, theirsSide)...)
	case p.base != nil && sameFacts(p.base, p.theirs), sameFacts(p.ours, p.theirs):
		return append(out, m.whole(p, p.ours, oursSide)...)
	case block(a) && block(b) && block(o) && headOK && sameColumn(p):
		return append(append(out, m.out(p, head, fieldUnit)), m.sequence(kids, p.ours.kids, p.theirs.kids)...)
	case isMapping(p.ours) && isMapping(p.theirs) && headOK && sameColumn(p):
		return append(append(out, m.out(p, head, fieldUnit)), m.sequence(kids, p.ours.kids, p.theirs.kids)...)
	case a != noList && b != noList && o != noList && max(a, b) > oneValue:
		return append(out, m.list(p)...)
	case a <= oneValue && b <= oneValue && a != noList && b != noList:
		if text, ok := p.scalar(); ok {
			return append(out, m.out(p, text, fieldUnit))
		}
	case p.base != nil:
		if lines := m.sequence(below(p.base), below(p.ours), below(p.theirs)); conflicts(lines) == 0 {
			return append(out, lines...)
		}
	}
	return append(out, m.conflict(flatten(bare(p.ours), oursSide), flatten(bare(p.theirs), theirsSide)))
}

// bare is a unit without its comments above.
func bare(u *unit) []*unit {
	c := *u
	c.lead = nil
	return []*unit{&c}
}

// below is a unit and the lines below it as lines of words.
func below(u *unit) []*unit {
	var out []*unit
	walk(bare(u), func(u *unit) {
		out = append(out, &unit{key: u.text, fact: u.text, text: u.text, index: u.index})
	})
	return out
}

func isMapping(u *unit) bool {
	return len(u.kids) > 0 && u.parts().raw == "" && !slices.ContainsFunc(u.kids, func(k *unit) bool { return k.kind != fieldUnit && k.kind != commentUnit })
}

// sameColumn reports whether the lines below a field begin in one column on all
// sides, so that they can stand under each other.
func sameColumn(p triple) bool {
	column := -1
	for _, u := range []*unit{p.ours, p.theirs} {
		for _, kid := range u.kids {
			if kid.kind == commentUnit {
				continue
			}
			if at, _ := txt.BulletMark(kid.text); column >= 0 && at != column {
				return false
			} else {
				column = at
			}
		}
	}
	return true
}

// whole is a field as one side wrote it.
func (m *merger) whole(p triple, u *unit, side int) []outLine {
	return append([]outLine{m.out(p, u.text, fieldUnit)}, flatten(u.kids, side)...)
}

// head merges the line of a field whose value stands below it.
func (p triple) head() (string, bool) {
	base := ""
	if p.base != nil {
		base = p.base.text
	}
	if text, ok := three(base, p.ours.text, p.theirs.text); ok {
		return text, true
	}
	return p.scalar()
}

// scalar merges the line of a field with one value: the value apart from the
// comment behind it.
func (p triple) scalar() (string, bool) {
	var o valueParts
	if p.base != nil {
		o = p.base.parts()
	}
	a, b := p.ours.parts(), p.theirs.parts()
	if !a.whole || !b.whole || len(p.ours.kids)+len(p.theirs.kids) > 0 && a.raw+b.raw != "" {
		return "", false
	}
	old, x, y := plainValue(o.raw), plainValue(a.raw), plainValue(b.raw)
	value, ok := three(old, x, y)
	if !ok {
		return "", false
	}
	raw := a.raw
	switch {
	case x != value, y == value && p.base != nil && a.raw == o.raw:
		raw = b.raw
	case y == value && b.raw != o.raw && a.raw != b.raw:
		raw = min(a.raw, b.raw)
	}
	tail, ok := three(strings.TrimSpace(o.tail), strings.TrimSpace(a.tail), strings.TrimSpace(b.tail))
	if !ok {
		return "", false
	}
	full := a
	if strings.TrimSpace(a.tail) != tail || strings.TrimSpace(a.tail) == strings.TrimSpace(o.tail) && x != value {
		full = b
	}
	if raw != "" && strings.HasSuffix(full.lead, ":") {
		full.lead += " "
	}
	if tail != "" && raw != "" && strings.HasPrefix(full.tail, "#") {
		full.tail = " " + full.tail
	}
	return full.lead + raw + full.tail, true
}

// list merges lists of which not all are written one item a line.
func (m *merger) list(p triple) []outLine {
	o, _ := p.base.items()
	a, styleA := p.ours.items()
	b, styleB := p.theirs.items()
	shape := p.ours
	if styleB > styleA || p.base != nil && p.base.text == p.ours.text && styleB > oneValue {
		shape = p.theirs
	}
	bareItems := func(units []*unit) []*unit {
		var out []*unit
		for _, u := range units {
			if u.kind == itemUnit {
				out = append(out, &unit{kind: itemUnit, key: u.key, fact: u.key, text: rawItem(u), index: nowhere})
			}
		}
		return out
	}
	var raws []string
	for _, line := range m.sequence(bareItems(o), bareItems(a), bareItems(b)) {
		raws = append(raws, line.text)
	}
	return m.writeList(p, shape, raws)
}

// rawItem is an item's value as written.
func rawItem(u *unit) string {
	if u.index == nowhere {
		return u.text
	}
	_, width := txt.BulletMark(u.text)
	return splitValue(u.text[width:]).raw
}

// writeList writes a list in the shape of one side's.
func (m *merger) writeList(p triple, shape *unit, raws []string) []outLine {
	v := shape.parts()
	if _, style := shape.items(); style == blockList {
		out := []outLine{m.out(p, shape.text, fieldUnit)}
		column := 0
		for _, kid := range shape.kids {
			if kid.kind == itemUnit {
				column = len(kid.text) - len(strings.TrimLeft(kid.text, " \t"))
			}
		}
		for _, raw := range raws {
			out = append(out, m.out(triple{}, strings.Repeat(" ", column)+"- "+raw, itemUnit))
		}
		return out
	}
	for i, raw := range raws {
		if raw[0] != '"' && raw[0] != '\'' && strings.ContainsAny(raw, ",[]{}#:\"'") {
			if items, n := splitFlow("[" + raw + "]"); n != len(raw)+2 || len(items) != 1 || strings.ContainsAny(raw, "#:") {
				raws[i] = yaml.Quoted(raw)
			}
		}
	}
	if strings.HasSuffix(v.lead, ":") {
		v.lead += " "
	}
	return []outLine{m.out(p, v.lead+"["+strings.Join(raws, ", ")+"]"+v.tail, fieldUnit)}
}

// removedField is a field that one side removed and the other changed: of a
// list stays what was added, of a value that was empty all.
func (m *merger) removedField(p triple, u *unit, side int) ([]outLine, bool) {
	_, old := p.base.items()
	_, style := u.items()
	switch {
	case style == emptyList:
		return nil, true
	case old == emptyList:
		return flatten([]*unit{u}, side), true
	case old == noList || style == noList || max(old, style) == oneValue:
		return nil, false
	}
	gone := &unit{kind: fieldUnit, text: u.parts().lead, index: nowhere}
	q := triple{p.base, u, gone}
	if side == theirsSide {
		q = triple{p.base, gone, u}
	}
	lines := m.list(q)
	if len(lines) == 1 && strings.Contains(lines[0].text, "[]") || len(lines) == 1 && style == blockList {
		return nil, true
	}
	return append(flatten(u.lead, side), lines...), true
}
