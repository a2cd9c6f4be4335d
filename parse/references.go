package parse

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

// references finds the targets of a body, if a link in it may want one.
func references(body []byte) References {
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

// expand writes the targets into a line, as if its links held them. What looks
// like such a link and has no target is text.
func (r References) expand(line string) string {
	if len(r) == 0 || !strings.Contains(line, "][") {
		return line
	}
	var b strings.Builder
	done := 0
	for i := 0; i < len(line); i++ {
		if line[i] == '`' {
			n, _ := codeSpan(line[i:])
			i += n - 1
			continue
		}
		if line[i] != '[' {
			continue
		}
		closing := matching(line, i, '[', ']')
		if closing < 0 || !strings.HasPrefix(line[closing+1:], "[") {
			continue
		}
		end := matching(line, closing+1, '[', ']')
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
