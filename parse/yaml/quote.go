package yaml

import (
	"fmt"
	"strings"
	"unicode"
)

// Written YAML is what every reader takes for what was meant.
//
// The readers differ: "no" is false to one of YAML 1.1 and a text to one of
// 1.2, 12:30 is 750 minutes, 1e3 and 0o7 are numbers of 1.2 alone. So a text
// stands without quotes only where none of them could see anything else in it.

// Text writes a text as the value of a key or as an item below it.
func Text(s string) string {
	if plain(s) && !means(s) {
		return s
	}
	return Quoted(s)
}

// Item writes a text as an item of a list in brackets.
func Item(s string) string {
	if plain(s) && !means(s) && !strings.ContainsAny(s, ",[]{}?:") {
		return s
	}
	return Quoted(s)
}

// Typed is Text for a value that may be more than a text: a day, a truth value
// and a number, as everybody writes them, stay what they are.
func Typed(s string) string {
	if s == "true" || s == "false" || isDay(s) || s == "0" || digits(s) && s[0] != '0' {
		return s
	}
	return Text(s)
}

// Quoted writes a text in double quotes, on one line.
func Quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < 0x100 && unprinted(c), placeholder(s[i:]):
			fmt.Fprintf(&b, `\x%02x`, c)
		case unprinted(c):
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// Single writes a text in single quotes, where these can hold it.
func Single(s string) (string, bool) {
	if strings.ContainsFunc(s, unprinted) || marked(s) {
		return "", false
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'", true
}

// unprinted reports whether YAML takes a character only as its number, or some
// readers take it for the end of a line.
func unprinted(c rune) bool {
	return c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe || c == 0xffff
}

// placeholder reports whether a text begins as the place does that a template
// leaves open, by which a note is known for a template.
func placeholder(s string) bool { return strings.HasPrefix(s, "{{") || strings.HasPrefix(s, "<%") }

func marked(s string) bool { return strings.Contains(s, "{{") || strings.Contains(s, "<%") }

// plain reports whether a text without quotes is one scalar, and is whole.
func plain(s string) bool {
	if s == "" || s != strings.TrimSpace(s) || strings.ContainsFunc(s, unprinted) || marked(s) {
		return false
	}
	switch s[0] {
	case '-':
		if len(s) == 1 || s[1] == ' ' {
			return false
		}
	case '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	}
	for i := 1; i < len(s); i++ {
		space := func(at int) bool { return at == len(s) || s[at] == ' ' }
		if s[i] == ':' && space(i+1) || s[i] == '#' && s[i-1] == ' ' {
			return false
		}
	}
	return true
}

// means reports whether a plain scalar is more than a text to a reader of YAML
// 1.1 or 1.2: nothing, a truth value, a number, a time, a day, or a mark of
// YAML's own.
func means(s string) bool {
	switch strings.ToLower(s) {
	case "~", "null", "y", "n", "yes", "no", "true", "false", "on", "off", "=", "<<", ".nan":
		return true
	}
	unsigned := strings.TrimLeft(s, "+-")
	return len(s)-len(unsigned) < 2 && isNumber(strings.ToLower(strings.ReplaceAll(unsigned, "_", ""))) || isDay(s)
}

// isNumber reads a number without its sign, in any base and notation: also
// hours, minutes and seconds, which are numbers of base 60.
func isNumber(s string) bool {
	if s == ".inf" {
		return true
	}
	if len(s) > 2 && s[0] == '0' && strings.IndexByte("xob", s[1]) >= 0 && strings.Trim(s[2:], "0123456789abcdef") == "" {
		return true
	}
	parts := strings.Split(s, ":")
	last := len(parts) - 1
	for _, part := range parts[:last] {
		if !digits(part) {
			return false
		}
	}
	whole, exponent, hasExponent := strings.Cut(parts[last], "e")
	before, after, _ := strings.Cut(whole, ".")
	if before+after == "" || strings.Trim(before+after, "0123456789") != "" {
		return false
	}
	return !hasExponent || strings.Trim(strings.TrimLeft(exponent, "+-"), "0123456789") == ""
}

// isDay reports whether a text begins with the day of a timestamp and goes on,
// if at all, with its time.
func isDay(s string) bool {
	parts := strings.SplitN(s, "-", 3)
	if len(parts) < 3 || len(parts[0]) != 4 || !digits(parts[0]) || len(parts[1]) > 2 || !digits(parts[1]) {
		return false
	}
	n := len(parts[2]) - len(strings.TrimLeftFunc(parts[2], unicode.IsDigit))
	rest := parts[2][n:]
	return (n == 1 || n == 2) && (rest == "" || rest[0] == 'T' || rest[0] == 't' || rest[0] == ' ' || rest[0] == '\t')
}

// digits reports whether a text is digits and nothing else.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
