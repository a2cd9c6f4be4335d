// Package content reads content lines, the form that address books (vCard) and
// calendars (iCalendar) share: folding, soft breaks of quoted-printable,
// parameters, encodings and charsets. Nothing is dropped: a line that cannot be
// read comes back with the reason.
package content

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// Property is one content line: group.NAME;PARAM=value:value.
type Property struct {
	Line   int // where it begins, from 1
	Group  string
	Name   string // in upper case
	Params []Param
	Value  string // decoded, but its backslashes still there
	Binary bool   // base64 that is no text: Value is empty
	Raw    string // as it stood in the file, unfolded
	Doubt  string // why the value may not be what was meant; empty where it is
}

// Param is a parameter of a property; a bare one, as vCard 2.1 has them, is a
// TYPE.
type Param struct{ Name, Value string }

// Param is the first value of a parameter.
func (p *Property) Param(name string) string {
	for _, param := range p.Params {
		if param.Name == name {
			return param.Value
		}
	}
	return ""
}

// Types are the values of TYPE in lower case.
func (p *Property) Types() []string {
	var out []string
	for _, param := range p.Params {
		if param.Name == "TYPE" {
			for t := range strings.SplitSeq(param.Value, ",") {
				if t = strings.ToLower(strings.TrimSpace(t)); t != "" {
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// Text is the value without its backslashes.
func (p *Property) Text() string { return Unescape(p.Value) }

// Parts splits a structured value at the semicolons no backslash guards.
func (p *Property) Parts() []string { return Split(p.Value, ';') }

// Split cuts at a separator that no backslash guards, and unescapes the parts.
func Split(s string, sep byte) []string {
	var out []string
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case sep:
			out = append(out, Unescape(s[start:i]))
			start = i + 1
		}
	}
	return append(out, Unescape(s[start:]))
}

// Unescape reads \n, \, \; \: and \\; any other backslash is itself.
func Unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		case ',', ';', ':', '\\':
			b.WriteByte(s[i])
		default:
			b.WriteByte('\\')
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// Scanner goes through a file's lines.
type Scanner struct {
	lines [][]byte // without their ends
	next  int
}

// NewScanner takes a file apart; lines may end in LF, CRLF or CR.
func NewScanner(source []byte) *Scanner {
	source = bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))
	source = bytes.ReplaceAll(source, []byte("\r"), []byte("\n"))
	return &Scanner{lines: bytes.Split(bytes.TrimSuffix(source, []byte("\n")), []byte("\n"))}
}

// Logical takes the next line with those that continue it: folded ones, the
// soft breaks of quoted-printable, and base64 that was wrapped without folding.
func (s *Scanner) Logical() (raw []byte, line int, ok bool) {
	if s.next >= len(s.lines) {
		return nil, 0, false
	}
	line = s.next + 1
	raw = s.lines[s.next]
	s.next++
	head := raw
	if i := bytes.IndexByte(raw, ':'); i >= 0 {
		head = raw[:i]
	}
	upper := bytes.ToUpper(head)
	if bytes.Contains(upper, []byte("QUOTED-PRINTABLE")) {
		return s.soft(raw), line, true
	}
	owned := false
	for s.next < len(s.lines) {
		more := s.lines[s.next]
		switch {
		case len(more) > 0 && (more[0] == ' ' || more[0] == '\t'):
			more = more[1:]
		case bytes.Contains(upper, []byte("BASE64")) && onlyBase64(more):
		default:
			return raw, line, true
		}
		if !owned {
			raw, owned = bytes.Clone(raw), true
		}
		raw = append(raw, more...)
		s.next++
	}
	return raw, line, true
}

// soft joins the lines of a quoted-printable value. A line after a soft break
// goes on as it is; a folded one without its first blank.
func (s *Scanner) soft(first []byte) []byte {
	raw := bytes.Clone(first)
	for s.next < len(s.lines) {
		more := s.lines[s.next]
		switch {
		case bytes.HasSuffix(bytes.TrimRight(raw, " \t"), []byte("=")) && !isEnd(more):
			raw = bytes.TrimRight(raw, " \t")
			raw = raw[:len(raw)-1]
		case len(more) > 0 && (more[0] == ' ' || more[0] == '\t'):
			more = more[1:]
		default:
			return raw
		}
		raw = append(raw, more...)
		s.next++
	}
	return raw
}

// isEnd reports whether a line ends a card or an event, whatever the line
// before promised.
func isEnd(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 4 && bytes.EqualFold(line[:4], []byte("END:"))
}

func onlyBase64(line []byte) bool {
	for _, c := range line {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '+' && c != '/' && c != '=' {
			return false
		}
	}
	return len(line) > 0
}

// Read reads one content line, or says why it cannot.
func Read(raw []byte, line int) (p Property, why string) {
	p = Property{Line: line, Raw: strings.ToValidUTF8(string(raw), "\uFFFD")}
	colon := valueColon(raw)
	if colon < 0 {
		return p, "a line without a colon"
	}
	head, value := western(raw[:colon]), raw[colon+1:]
	name, params := cutParams(head)
	if group, rest, ok := strings.Cut(name, "."); ok {
		p.Group, name = strings.ToLower(strings.TrimSpace(group)), rest
	}
	p.Name = strings.ToUpper(strings.TrimSpace(name))
	if !isName(p.Name) {
		return p, "a line that does not begin with a property's name"
	}
	p.Params = params
	return p, p.decode(value)
}

// valueColon finds the colon that ends the parameters: the first one outside
// quotes, or where a quote is not closed, the first one.
func valueColon(raw []byte) int {
	quoted := false
	for i, c := range raw {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ':' && !quoted:
			return i
		}
	}
	return bytes.IndexByte(raw, ':')
}

// isName reports whether s can be a property's name. Some programs write more
// than the letters, digits and hyphens of the standards.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') && strings.IndexByte("-_/", c) < 0 {
			return false
		}
	}
	return s != ""
}

// cutParams splits a head into its name and its parameters.
func cutParams(head string) (string, []Param) {
	parts := splitQuoted(head, ';')
	var params []Param
	for _, part := range parts[1:] {
		name, value, ok := strings.Cut(part, "=")
		name, value = strings.ToUpper(strings.TrimSpace(name)), paramText(value)
		switch {
		case ok:
		case name == "QUOTED-PRINTABLE" || name == "BASE64" || name == "B" || name == "8BIT" || name == "7BIT":
			name, value = "ENCODING", name
		default:
			name, value = "TYPE", strings.ToLower(strings.TrimSpace(part))
		}
		if value != "" {
			params = append(params, Param{name, value})
		}
	}
	return parts[0], params
}

// splitQuoted splits outside double quotes.
func splitQuoted(s string, sep byte) []string {
	var out []string
	start, quoted := 0, false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// paramText is a parameter's value without quotes, its ^n ^' ^^ and
// backslashes read.
func paramText(s string) string {
	s = strings.TrimSpace(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\"`, `"`), `"`, "")
	return Unescape(strings.NewReplacer("^n", "\n", "^'", `"`, "^^", "^").Replace(s))
}

// decode fills the value in: quoted-printable and base64 undone, in UTF-8.
func (p *Property) decode(value []byte) (why string) {
	switch strings.ToUpper(p.Param("ENCODING")) {
	case "QUOTED-PRINTABLE", "Q":
		text, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(value)))
		if err != nil {
			text, p.Doubt = value, "not the quoted-printable it says it is, so it is taken as it stands"
		}
		value = text
	case "BASE64", "B":
		return p.decodeBase64(value)
	}
	p.decodeCharset(value)
	return ""
}

// western is a text in UTF-8, or what it says as Windows-1252.
func western(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	decoded, _ := charmap.Windows1252.NewDecoder().Bytes(text)
	return string(decoded)
}

func (p *Property) decodeBase64(value []byte) (why string) {
	packed := bytes.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '=' {
			return -1
		}
		return r
	}, value)
	text, err := base64.RawStdEncoding.DecodeString(string(packed))
	switch {
	case p.Media():
		p.Binary = true
	case err != nil:
		p.Doubt = "not the base64 it says it is, so it is taken as it stands"
		p.decodeCharset(value)
	case utf8.Valid(text) && !bytes.ContainsRune(text, 0):
		p.Value = string(text)
	default:
		p.Binary = true
	}
	return ""
}

// Media reports whether a property is a picture, a sound or a key.
func (p *Property) Media() bool {
	switch p.Name {
	case "PHOTO", "LOGO", "SOUND", "KEY":
		return true
	}
	return false
}

// decodeCharset makes UTF-8 of the value by its CHARSET. Without one, what is
// no UTF-8 can only be an old western file.
func (p *Property) decodeCharset(value []byte) {
	charset := p.Param("CHARSET")
	if charset != "" && !strings.EqualFold(charset, "UTF-8") {
		if enc, err := htmlindex.Get(charset); err == nil {
			if text, err := enc.NewDecoder().Bytes(value); err == nil {
				p.Value = string(text)
				if strings.ContainsRune(p.Value, utf8.RuneError) {
					p.Doubt = "some bytes are not " + charset
				}
				return
			}
		}
		if !utf8.Valid(value) {
			p.Doubt = "the charset " + charset + " is not known here"
		}
	}
	if utf8.Valid(value) {
		p.Value = string(value)
		return
	}
	p.Value = western(value)
	if p.Doubt == "" {
		p.Doubt = "not UTF-8, so it is read as Windows-1252"
	}
}
