package parse

import (
	"strings"

	"netnotes/parse/txt"
)

// meansLine reports whether a line below a log heading is meant to be one of
// the log: no field, no picture, no row of a table, no address of a link.
func meansLine(raw string) bool {
	switch word, _ := txt.CutWord(raw); word {
	case "TODO", "DOING", "NOW", "LATER", "WAITING", "DONE", "CANCELLED", "CANCELED", "☐", "☑", "☒":
		return false
	}
	if raw == "" || strings.Contains(raw, "~~") {
		return false
	}
	switch raw[0] {
	case '|', '^', '<':
		return false
	case '!':
		if strings.HasPrefix(raw, "![") {
			return false
		}
	case '[':
		if len(raw) > 3 && raw[2] == ']' {
			return false
		}
		if end := strings.IndexByte(raw, ']'); end > 0 && strings.HasPrefix(raw[end:], "]:") && raw[1] != '^' {
			return false
		}
	}
	key, _, field := strings.Cut(strings.Trim(raw, "*_ "), "::")
	return !field || len(strings.Fields(key)) > 3
}

// firstWords is the beginning of a line, for a hint.
func firstWords(raw string) string {
	words := strings.Fields(txt.CutAt(raw, 60))
	return strings.Join(words[:min(len(words), 5)], " ")
}
