package exchange

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"netnotes/parse"
	"netnotes/parse/draft"
	"netnotes/parse/intake/vcard"
)

// FuzzVCards writes any note as a card and reads it. The properties: there is
// one card, read whole; its lines are no longer than 75 octets and end with
// CRLF; and every field comes back as it stands in the note, on one line.
func FuzzVCards(f *testing.F) {
	f.Add("---\nname: Ada; Park\\, \"X\"\naliases: [a, 'b, c', d]\nbirthday: 04-12\nurl: https://x.example/a,b;c\\n\nlinkedin: [in/ada, https://linkedin.com/in/ada]\nhandles: '@a'\ntags: ['a b', '#c']\nmy_key: x\nrole: [a, b]\n---\n", true)
	f.Add("---\nplace: 'a; b'\nphone: 'tel:1'\nemail: 'mailto:x'\norg: ['a;b', '[[c]]', '']\nnote: \"a\\nb\"\nprivate: false\n---\n# Bo\n", false)
	r := parse.NewReader(parse.Config{})
	f.Fuzz(func(t *testing.T, source string, older bool) {
		n := r.Note("contacts/x.md", []byte(source))
		out := VCards([]*parse.Note{n}, older)
		for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
				t.Errorf("line %q", line)
			}
		}
		if n.Kind != parse.ContactNote {
			return
		}
		read, err := vcard.Read(out)
		if err != nil || read.Records != 1 {
			t.Fatalf("%v: %d cards in\n%s", err, read.Records, out)
		}
		if draft.OneLine(n.Name) == "" {
			return
		}
		if len(read.Drafts) != 1 || len(read.Unread) > 0 || read.Drafts[0].Name != draft.OneLine(n.Name) {
			t.Fatalf("%+v in\n%s", read, out)
		}
		for _, name := range newFieldNames().own {
			if want := trimmed(n.List(name)); len(want) > 0 && !slices.Equal(want, read.Drafts[0].Values(name)) {
				t.Errorf("%s: %q, want %q in\n%s", name, read.Drafts[0].Values(name), want, out)
			}
		}
	})
}
