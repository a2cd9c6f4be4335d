package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// lineOctets is the longest line of an address book or a calendar, in bytes
// without its end. A longer one goes on in the next, behind a blank.
const lineOctets = 75

// contentLines writes the lines of vCard and iCalendar.
type contentLines struct{ b bytes.Buffer }

// line writes one content line, folded between characters, ended by CRLF.
func (c *contentLines) line(head, value string) {
	rest, room := head+":"+value, lineOctets
	for len(rest) > room {
		end := room
		for end > 0 && !utf8.RuneStart(rest[end]) {
			end--
		}
		c.b.WriteString(rest[:end] + "\r\n ")
		rest, room = rest[end:], lineOctets-1
	}
	c.b.WriteString(rest + "\r\n")
}

// text writes a line whose value is text; without one, nothing.
func (c *contentLines) text(head, value string) {
	if value != "" {
		c.line(head, escapeText(value))
	}
}

// escapeText guards what has a meaning in a text value. Characters that no
// value may hold become blanks.
func escapeText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s))
}

// stableID is an identifier that is the same as long as what it names is.
func stableID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// uuid is an identifier in the form of a UUID, of version 8: made by rules of
// our own.
func uuid(parts ...string) string {
	b := []byte(stableID(parts...))
	b[12], b[16] = '8', '8'
	return string(b[:8]) + "-" + string(b[8:12]) + "-" + string(b[12:16]) + "-" + string(b[16:20]) + "-" + string(b[20:])
}
