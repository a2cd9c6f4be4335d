package txt

import (
	"bytes"
	"strings"
)

// NextLine is the start of the line after the one at offset.
func NextLine(b []byte, at int) int {
	for at < len(b) && b[at] != '\n' && b[at] != '\r' {
		at++
	}
	switch {
	case at == len(b):
		return at
	case b[at] == '\r' && at+1 < len(b) && b[at+1] == '\n':
		return at + 2
	}
	return at + 1
}

// NextLF is nextLine in a text without CR.
func NextLF(b []byte, at int) int {
	if n := bytes.IndexByte(b[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(b)
}

// StartOfLine is where the line of the byte at offset begins.
func StartOfLine(source []byte, at int) int {
	return bytes.LastIndexAny(source[:at], "\r\n") + 1
}

// EndOfText is where the line of the byte at offset ends, before its ending.
func EndOfText(source []byte, at int) int {
	if i := bytes.IndexAny(source[at:], "\r\n"); i >= 0 {
		return at + i
	}
	return len(source)
}

// Ending is the line ending of the line that holds the byte at offset, else
// that of the line before; LF in a source of one line.
func Ending(source []byte, at int) string {
	i := bytes.IndexAny(source[at:], "\r\n")
	if i >= 0 {
		i += at
	} else if i = bytes.LastIndexAny(source[:at], "\r\n"); i < 0 {
		return "\n"
	} else if source[i] == '\n' && i > 0 && source[i-1] == '\r' {
		i--
	}
	switch {
	case source[i] == '\n':
		return "\n"
	case i+1 < len(source) && source[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}

// IsBlank reports whether the line at offset has nothing but blanks.
func IsBlank(source []byte, at int) bool {
	return len(bytes.TrimSpace(source[at:NextLine(source, at)])) == 0
}

// BulletMark returns the column of a line's first character, and the length of
// the bullet there with what stands before it, or 0.
func BulletMark(text string) (column, width int) {
	i := 0
	for ; i < len(text) && (text[i] == ' ' || text[i] == '\t'); i++ {
		if column++; text[i] == '\t' {
			column = (column + 3) / 4 * 4
		}
	}
	start := i
	for i < len(text) && IsDigit(text[i]) && i-start < 9 {
		i++
	}
	switch {
	case i == len(text), i == start && strings.IndexByte("-*+", text[i]) < 0, i > start && text[i] != '.' && text[i] != ')':
		return column, 0
	case i+1 == len(text):
		return column, i + 1
	case text[i+1] == ' ' || text[i+1] == '\t':
		return column, i + 2
	}
	return column, 0
}
