package txt

import (
	"bytes"
	"strings"
)

// References are the targets of links that stand elsewhere in a note, by label:
// "[Ada][a]" and further down "[a]: contacts/ada-park.md".
type References []Reference

// Reference is the target of a label.
type Reference struct {
	Label  string // folded
	Target string // as written
}

func (r References) target(label string) string {
	key := labelKey(label)
	for i := range r {
		if r[i].Label == key {
			return r[i].Target
		}
	}
	return ""
}

// maxReferences is how many targets of one note are known.
const maxReferences = 200

// FindReferences finds the targets of a body, if a link in it may want one.
func FindReferences(body []byte) References {
	if !bytes.Contains(body, []byte("][")) {
		return nil
	}
	var out References
	for line := range bytes.Lines(body) {
		text := strings.TrimSpace(string(line[:min(len(line), MaxLink)]))
		if !strings.HasPrefix(text, "[") || len(out) == maxReferences {
			continue
		}
		label, target, ok := strings.Cut(text[1:], "]:")
		if key := labelKey(label); ok && key != "" && out.target(key) == "" && !strings.ContainsAny(label, "[]") {
			out = append(out, Reference{key, strings.TrimSpace(target)})
		}
	}
	return out
}

// labelKey makes two spellings of a label equal.
func labelKey(label string) string { return Fold(strings.Join(strings.Fields(label), " ")) }

// Expand writes the targets into a line, as if its links held them. What looks
// like such a link and has no target is text.
func (r References) Expand(line string) string {
	if len(r) == 0 || !strings.Contains(line, "][") {
		return line
	}
	var b strings.Builder
	done := 0
	for i := 0; i < len(line); i++ {
		if line[i] == '`' {
			n, _ := CodeSpan(line[i:])
			i += n - 1
			continue
		}
		if line[i] != '[' {
			continue
		}
		closing := Matching(line, i, '[', ']')
		if closing < 0 || !strings.HasPrefix(line[closing+1:], "[") {
			continue
		}
		end := Matching(line, closing+1, '[', ']')
		if end < 0 {
			continue
		}
		label := line[closing+2 : end]
		if strings.TrimSpace(label) == "" {
			label = line[i+1 : closing]
		}
		if target := r.target(label); target != "" {
			b.WriteString(line[done : closing+1])
			b.WriteString("(" + target + ")")
			done = end + 1
		}
		i = end
	}
	if done == 0 {
		return line
	}
	return b.String() + line[done:]
}

// Uses are the links of a text that a reference leads, and the targets of
// references that stand in it.
func (r References) Uses(raw string) (out []Link) {
	for i := 0; i < len(raw); i++ {
		if raw[i] == '`' {
			n, _ := CodeSpan(raw[i:])
			i += n - 1
			continue
		}
		closing := -1
		if raw[i] == '[' {
			closing = Matching(raw, i, '[', ']')
		}
		if closing < 0 {
			continue
		}
		text, rest := raw[i+1:closing], raw[closing+1:]
		switch {
		case strings.HasPrefix(rest, "["):
			end := Matching(raw, closing+1, '[', ']')
			if end < 0 {
				continue
			}
			label := raw[closing+2 : end]
			if strings.TrimSpace(label) == "" {
				label = text
			}
			if target := linkTarget(r.target(label)); target != "" {
				out = append(out, Link{Target: target, Text: text, Span: At(i, end+1), IsPath: true})
			}
			i = end
		case strings.HasPrefix(rest, ":") && r.target(text) != "":
			start := closing + 2 + len(rest[1:]) - len(strings.TrimLeft(rest[1:], " \t"))
			if word, _, _ := strings.Cut(raw[start:], " "); linkTarget(word) != "" {
				out = append(out, Link{Target: linkTarget(word), Span: At(start, start+len(word)), IsPath: true})
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
		return At(1, len(raw)), Span{}
	case strings.HasPrefix(raw, "[["):
		inner := strings.TrimSuffix(raw[2:], "]]")
		if at := strings.IndexByte(inner, '|'); at >= 0 {
			text = trimmed(raw, At(2+at+1, 2+len(inner)))
			inner = strings.TrimSuffix(inner[:at], `\`)
		}
		if at := strings.IndexAny(inner, "#^"); at >= 0 {
			inner = inner[:at]
		}
		return trimmed(raw, At(2, 2+len(inner))), text
	case !strings.HasPrefix(raw, "["): // the target of a reference
		return pathIn(raw, At(0, len(raw))), Span{}
	}
	closing := Matching(raw, 0, '[', ']')
	if closing < 0 || closing+1 >= len(raw) {
		return Span{}, Span{}
	}
	if text = (At(1, closing)); raw[closing+1] != '(' {
		return Span{}, text
	}
	return pathIn(raw, At(closing+2, len(raw)-1)), text
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
