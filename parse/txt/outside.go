package txt

import "strings"

// Outside finds the first mark in s that is not in brackets, parentheses or
// code, from a place on that is in none; -1 where there is none. A bracket that
// nothing closes is a plain character.
func Outside(s, mark string, from int) int {
	first := strings.IndexByte(s[from:], mark[0])
	if first >= 0 && len(mark) > 1 {
		first = strings.Index(s[from:], mark)
	}
	if first < 0 {
		return -1
	}
	if !opens(s[from : from+first]) {
		return from + first
	}
	backticks, brackets := FewMarks(s, "`"), FewMarks(s, "[") && FewMarks(s, "(")
	for i := from; i < len(s); {
		switch c := s[i]; {
		case IsLetter(c) || c == ' ':
		case c == mark[0] && strings.HasPrefix(s[i:], mark):
			return i
		case c == '`' && backticks:
			n, _ := CodeSpan(s[i:])
			i += n
			continue
		case (c == '[' || c == '(') && brackets:
			closer := byte(']')
			if c == '(' {
				closer = ')'
			}
			if end := Matching(s, i, c, closer); end > 0 {
				i = end + 1
				continue
			}
		}
		i++
	}
	return -1
}

// opens reports whether a text holds a byte that may begin what outside passes
// over.
func opens(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == '(' || c == '[' || c == '`' {
			return true
		}
	}
	return false
}

// CutBlockID is the text without the name that other programs give a block:
// " ^word" at the end.
func CutBlockID(s string) string {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || i+2 > len(s) || s[i+1] != '^' || strings.ContainsFunc(s[i+2:], func(r rune) bool { return !isIDRune(r) }) {
		return s
	}
	return strings.TrimRight(s[:i], " \t")
}

func isIDRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-'
}

func AppendLinks(to, links []Link) []Link {
	for _, link := range links {
		known := false
		for _, k := range to {
			known = known || k.Target == link.Target
		}
		if !known {
			to = append(to, link)
		}
	}
	return to
}

// WikiLinks writes names as links.
func WikiLinks(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, "[["+name+"]]")
	}
	return out
}

func TooLong(at Span) Problem {
	return Problem{Span: at, Code: TooMuch, Severity: Warning, Text: "the line is longer than 16 KiB; people, tags and dates are sought at its beginning only", Hint: "make several lines of it"}
}
