package parse

import (
	"encoding/binary"
	"unicode/utf8"
)

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func digitAt(s string, i int) bool { return i < len(s) && isDigit(s[i]) }

func digits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// Atoi reads a few digits that are known to be digits.
func Atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isLetterOrDigit(c byte) bool { return isLetter(c) || isDigit(c) }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// cutWord splits at the first blanks.
func cutWord(s string) (word, rest string) {
	i := 0
	for i < len(s) && s[i] != ' ' && s[i] != '\t' {
		i++
	}
	return s[:i], trimBlanks(s[i:])
}

// trimBlanks is the text without the blanks and tabs before it.
func trimBlanks(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	return s
}

func wordByte(c byte) bool {
	return isLetterOrDigit(c) || c == '_' || c >= 0x80 || c == '.' || c == '/' || c == '@'
}

// clip cuts a text at maxLine, between two characters.
func clip(s string) string { return cutAt(s, maxLine) }

// printableASCII reports whether every byte is one from the blank to "~".
func printableASCII(line []byte) bool {
	for ; len(line) >= 8; line = line[8:] {
		if x := binary.LittleEndian.Uint64(line); (x|(x-blanks)|(x+ones))&highs != 0 {
			return false
		}
	}
	for _, c := range line {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// maxLine is how much of a line is searched for people, tags and dates, in
// bytes; the rest of a longer one is text. It bounds the time that a line made
// for the purpose can take.
const maxLine = 16 << 10

func Blank(b []byte) {
	for i, c := range b {
		if c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
}

// A byte in each of eight: one, a blank, and the bit that no ASCII byte has.
const (
	ones   = 0x0101010101010101
	blanks = ' ' * ones
	highs  = 0x80 * ones
)

// cutAt is the beginning of a text, cut between two characters.
func cutAt(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// untilBlank is the text up to the first blank.
func untilBlank(s string) string {
	word, _ := cutWord(s)
	return word
}
