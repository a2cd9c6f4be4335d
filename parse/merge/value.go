package merge

import (
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// cutFields makes fields of the lines of a front matter, or of a part of it
// that stands further in: a key with its lines, an item of a list, a comment.
// Comments right above a key are its own.
func cutFields(lines []*unit, column int) []*unit {
	var out, comments []*unit
	seen := map[string]int{}
	for i := 0; i < len(lines); {
		u := lines[i]
		i++
		text := strings.TrimSpace(u.text)
		at, width := txt.BulletMark(u.text)
		isKey := at == column && yaml.KeyLine(text) >= 0
		if text[0] == '#' {
			u.kind, u.key, u.fact = commentUnit, text, text
			comments = append(comments, u)
			continue
		}
		u.fact, u.key = text, text
		if isKey || at == column && width > 0 {
			start := i
			for i < len(lines) && belongs(lines[i], column, isKey) {
				i++
			}
			u.cutValue(lines[start:i], isKey)
		}
		if isKey {
			u.lead, comments = comments, nil
			u.key = txt.FoldKey(u.name())
			if seen[u.key]++; seen[u.key] > 1 {
				u.key += strings.Repeat("+", seen[u.key]) // written twice: two fields
			}
		}
		out = append(append(out, comments...), u)
		comments = nil
	}
	return append(out, comments...)
}

// belongs reports whether a line goes on with the key, or the item, at column.
func belongs(u *unit, column int, key bool) bool {
	at, width := txt.BulletMark(u.text)
	return at > column || key && at == column && width > 0
}

// cutValue fills a field or an item with the lines below it.
func (u *unit) cutValue(lines []*unit, isKey bool) {
	u.kind = itemUnit
	if isKey {
		u.kind = fieldUnit
	} else {
		_, width := txt.BulletMark(u.text)
		v := splitValue(u.text[width:])
		u.key = "- " + plainValue(v.raw)
		if len(lines) == 0 {
			u.fact = u.key
		}
	}
	for _, line := range lines {
		if text := strings.TrimSpace(line.text); text[0] == '#' {
			continue
		} else if at, width := txt.BulletMark(line.text); isKey && u.parts().raw == "" && (width > 0 || yaml.KeyLine(text) >= 0) {
			u.kids = cutFields(lines, at)
			return
		}
		break
	}
	for _, line := range lines {
		line.fact = strings.TrimRight(line.text, " \t")
		line.key = line.fact
	}
	u.kids = lines
}

// name is a field's key as written, without quotes.
func (u *unit) name() string {
	text := strings.TrimSpace(u.text)
	return strings.Trim(strings.TrimSpace(text[:max(yaml.KeyLine(text), 0)]), `"'`)
}

// parts takes a field's line apart.
func (u *unit) parts() valueParts {
	indent := len(u.text) - len(strings.TrimLeft(u.text, " \t"))
	colon := indent + yaml.KeyLine(strings.TrimSpace(u.text)) + 1
	v := splitValue(u.text[colon:])
	v.lead = u.text[:colon] + v.lead
	return v
}

// valueParts is a value with what stands around it on its line.
type valueParts struct {
	lead, raw, tail string
	whole           bool // the value ends on this line
}

func splitValue(text string) valueParts {
	raw := strings.TrimLeft(text, " \t")
	v := valueParts{lead: text[:len(text)-len(raw)], whole: true}
	end := plainEnd(raw)
	if raw != "" {
		switch raw[0] {
		case '"', '\'':
			end = yaml.ClosingQuote([]byte(raw))
		case '[', '{':
			if items, n := splitFlow(raw); n > 0 && !strings.HasPrefix(raw, "[[") || len(items) == 1 {
				end = n
			}
		}
	}
	v.raw, v.tail = raw[:end], raw[end:]
	if rest := strings.TrimLeft(v.tail, " \t"); end == 0 && raw != "" && raw[0] != '#' || rest != "" && (rest[0] != '#' || len(rest) == len(v.tail) && end > 0) {
		v.raw, v.tail, v.whole = strings.TrimRight(raw, " \t"), "", false
	}
	return v
}

// plainEnd is where an unquoted value ends: before a comment and blanks.
func plainEnd(s string) int {
	if strings.HasPrefix(s, "#") {
		return 0
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '#' && (s[i-1] == ' ' || s[i-1] == '\t') {
			s = s[:i]
			break
		}
	}
	return len(strings.TrimRight(s, " \t"))
}

// splitFlow splits the list in brackets at the start of s and says how long it
// is, or 0 where it does not end.
func splitFlow(s string) (items []string, length int) {
	depth, start := 0, 1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"', '\'':
			if before := strings.TrimRight(s[:i], " "); strings.IndexByte("[,{:", before[len(before)-1]) < 0 {
				continue // an apostrophe within a word
			}
			n := yaml.ClosingQuote([]byte(s[i:]))
			if n == 0 {
				return nil, 0
			}
			i += n - 1
		case '[', '{':
			depth++
		case ']', '}', ',':
			if s[i] == ',' && depth > 1 {
				continue
			}
			if s[i] != ',' {
				depth--
			}
			if item := strings.TrimSpace(s[min(start, i):i]); depth == 0 || s[i] == ',' {
				if item != "" {
					items = append(items, item)
				}
				start = i + 1
			}
			if depth == 0 {
				return items, i + 1
			}
		}
	}
	return nil, 0
}

// plainValue is what a scalar says, whatever its quotes.
func plainValue(raw string) string {
	fields, _ := parse.Fields([]byte("k: " + raw + "\n"))
	if len(fields) == 1 && len(fields[0].Values) == 1 && !fields[0].List {
		return fields[0].Values[0].Text
	}
	return raw
}

// listStyle is how a field's list is written.
type listStyle byte

const (
	noList    listStyle = iota // of several lines, or a mapping
	emptyList                  // no value at all
	oneValue                   // a single value, which is a list of one
	flowList                   // [a, b]
	blockList                  // one item a line
)

// items are the units of a field's list.
func (u *unit) items() ([]*unit, listStyle) {
	if u == nil {
		return nil, emptyList
	}
	v := u.parts()
	if len(u.kids) > 0 {
		for _, kid := range u.kids {
			if kid.kind != commentUnit && kid.kind != itemUnit {
				return nil, noList
			}
		}
		return u.kids, blockList
	}
	item := func(raw string) *unit {
		key := "- " + plainValue(raw)
		return &unit{kind: itemUnit, key: key, fact: key, text: raw, index: nowhere}
	}
	switch {
	case !v.whole || strings.HasPrefix(v.raw, "{") || strings.HasPrefix(v.raw, "|") || strings.HasPrefix(v.raw, ">"):
		return nil, noList
	case v.raw == "" || v.raw == "[]":
		if v.raw == "[]" {
			return nil, flowList
		}
		return nil, emptyList
	case v.raw[0] == '[' && !strings.HasPrefix(v.raw, "[["):
		raws, _ := splitFlow(v.raw)
		var out []*unit
		for _, raw := range raws {
			out = append(out, item(raw))
		}
		return out, flowList
	}
	return []*unit{item(v.raw)}, oneValue
}
