package txt

import (
	"encoding/binary"
	"unicode/utf8"
)

func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

func DigitAt(s string, i int) bool { return i < len(s) && IsDigit(s[i]) }

func Digits(s string) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
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

func IsLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func IsLetterOrDigit(c byte) bool { return IsLetter(c) || IsDigit(c) }

func IsASCII(s string) bool {
	for ; len(s) >= 8; s = s[8:] {
		if s[0]|s[1]|s[2]|s[3]|s[4]|s[5]|s[6]|s[7] >= 0x80 {
			return false
		}
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func Lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// CutWord splits at the first blanks.
func CutWord(s string) (word, rest string) {
	i := 0
	for i < len(s) && s[i] != ' ' && s[i] != '\t' {
		i++
	}
	return s[:i], TrimBlanks(s[i:])
}

// TrimBlanks is the text without the blanks and tabs before it.
func TrimBlanks(s string) string {
	for s != "" && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	return s
}

func WordByte(c byte) bool {
	return IsLetterOrDigit(c) || c == '_' || c >= 0x80 || c == '.' || c == '/' || c == '@'
}

// Clip cuts a text at maxLine, between two characters.
func Clip(s string) string { return CutAt(s, MaxLine) }

// PrintableASCII reports whether every byte is one from the blank to "~".
func PrintableASCII(line []byte) bool {
	for ; len(line) >= 8; line = line[8:] {
		if x := binary.LittleEndian.Uint64(line); (x|(x-Blanks)|(x+ones))&Highs != 0 {
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

// MaxLine is how much of a line is searched for people, tags and dates, in
// bytes; the rest of a longer one is text. It bounds the time that a line made
// for the purpose can take.
const MaxLine = 16 << 10

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
	Blanks = ' ' * ones
	Highs  = 0x80 * ones
)

// CutAt is the beginning of a text, cut between two characters.
func CutAt(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// UntilBlank is the text up to the first blank.
func UntilBlank(s string) string {
	word, _ := CutWord(s)
	return word
}
