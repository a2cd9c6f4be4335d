package draft

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	unicode16 "golang.org/x/text/encoding/unicode"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// ForeignText is another program's file as bytes without a BOM, UTF-16 as
// UTF-8. What is no text at all is refused with what it seems to be; want says
// what was expected.
func ForeignText(source []byte, want string) ([]byte, error) {
	if enc, ok := wide(source); ok {
		text, err := enc.NewDecoder().Bytes(source)
		if err != nil {
			return nil, &ForeignError{Text: "the file is not whole UTF-16", Hint: "save it as UTF-8, or export it again"}
		}
		source = text
	}
	source = bytes.TrimPrefix(source, []byte(txt.BOM))
	for _, magic := range [...][3]string{
		{"PK\x03\x04", "a zip archive", "unpack it and name the file in it"}, {"\x1f\x8b", "a gzip archive", "unpack it and name the file in it"},
		{"%PDF-", "a PDF", ""}, {"\xd0\xcf\x11\xe0", "an old Office file", ""}, {"SQLite format 3", "a database", ""},
	} {
		if bytes.HasPrefix(source, []byte(magic[0])) {
			hint := magic[2]
			if hint == "" {
				hint = "export it again as " + want
			}
			return nil, &ForeignError{Text: "the file is " + magic[1] + ", not " + want, Hint: hint}
		}
	}
	if len(bytes.TrimSpace(source)) == 0 {
		return nil, &ForeignError{Text: "the file is empty", Hint: "export it again as " + want}
	}
	if bytes.IndexByte(source, 0) >= 0 {
		return nil, &ForeignError{Text: "the file holds NUL bytes, so it is not " + want, Hint: "export it again as " + want}
	}
	return source, nil
}

// ForeignUTF8 is ForeignText for files that are UTF-8 or UTF-16, or were saved
// once by a spreadsheet in Windows' western code. how says that it was so.
func ForeignUTF8(source []byte, want string) (text []byte, how string, err error) {
	text, err = ForeignText(source, want)
	if err != nil || utf8.Valid(text) {
		return text, "", err
	}
	text, err = charmap.Windows1252.NewDecoder().Bytes(text)
	return text, "read as Windows-1252, since it is not UTF-8", err
}

// wide tells UTF-16 by its mark, or by NULs in its first characters.
func wide(source []byte) (encoding.Encoding, bool) {
	switch {
	case bytes.HasPrefix(source, []byte{0xff, 0xfe}) || nulsAt(source, 1):
		return unicode16.UTF16(unicode16.LittleEndian, unicode16.UseBOM), true
	case bytes.HasPrefix(source, []byte{0xfe, 0xff}) || nulsAt(source, 0):
		return unicode16.UTF16(unicode16.BigEndian, unicode16.UseBOM), true
	}
	return nil, false
}

// nulsAt reports whether the first four characters are Latin ones in UTF-16,
// whose NULs stand first or second.
func nulsAt(source []byte, at int) bool {
	if len(source) < 8 {
		return false
	}
	for i := range 8 {
		if (source[i] == 0) != (i%2 == at) {
			return false
		}
	}
	return true
}

// IsLinkedIn reports whether an address is a profile at LinkedIn.
func IsLinkedIn(address string) bool {
	return strings.Contains(strings.ToLower(address), "linkedin.com/")
}

// URLField is the field that an address of the web belongs to.
func URLField(address string) string {
	if IsLinkedIn(address) {
		return "linkedin"
	}
	return "url"
}

// IsFieldName reports whether a key from elsewhere may stand in front matter as
// it is.
func IsFieldName(key string) bool {
	for i := range len(key) {
		if c := key[i]; !txt.IsLetter(c) && (i == 0 || !txt.IsDigit(c) && c != '_' && c != '-') {
			return false
		}
	}
	return key != "" && len(key) <= 64
}

// AddTag adds a label that groups people as a tag. What a tag cannot hold is
// told as a detail.
func (d *Note) AddTag(label string) {
	tag := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == ',' {
			return '-'
		}
		return r
	}, strings.TrimLeft(OneLine(label), "#")), "-")
	if tag != OneLine(label) {
		d.Tell("category", label)
	}
	d.Add("tags", tag)
}

// AddBirthday sets the birthday as written, or tells it where it is no day.
func (d *Note) AddBirthday(text string) {
	if _, ok := parse.ParseBirthday(text); ok {
		d.AddOne("birthday", text)
		return
	}
	d.Tell("birthday", text)
}

// FullName joins the parts of a name that are there.
func FullName(parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return strings.TrimSpace(s) == "" }), " ")
}
