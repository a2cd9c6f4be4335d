package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/vcard"
)

// VCards writes people as an address book, in vCard 4.0, or in 3.0 for older
// programs. Fields that vCard has no place for stand in properties of our own,
// so that importing the file gives the same fields again.
func VCards(notes []*parse.Note, older bool) []byte {
	var out contentLines
	for _, n := range notes {
		if n.Kind == parse.ContactNote {
			out.b.Write(card(n, older))
		}
	}
	return out.b.Bytes()
}

// card is one person's card.
func card(n *parse.Note, older bool) []byte {
	var c contentLines
	version, pronouns, profile := "4.0", "PRONOUNS", "SOCIALPROFILE;VALUE=text"
	if older {
		version, pronouns, profile = "3.0", "X-PRONOUNS", "X-SOCIALPROFILE"
	}
	c.line("BEGIN", "VCARD")
	c.line("VERSION", version)
	c.line("PRODID", "-//netnotes//netnotes//EN")
	c.line("UID", "urn:uuid:"+uuid(n.Path))
	c.text("FN", parse.OneLine(n.Name))
	c.line("N", nameParts(n.Name))
	c.list("NICKNAME", n.List("aliases"))
	for _, org := range n.List("org") {
		c.text("ORG", parse.PlainText(org))
	}
	c.text("TITLE", n.Plain("role"))
	for _, email := range n.List("email") {
		c.text("EMAIL", email)
	}
	for _, phone := range n.List("phone") {
		c.text("TEL", phone)
	}
	c.urls(n, profile)
	for _, handle := range n.List("handles") {
		c.text(profile, handle)
	}
	if place := n.Plain("place"); place != "" {
		c.line("ADR", ";;;"+escapeText(place)+";;;")
	}
	c.birthday(n, older)
	c.text(pronouns, n.Text("pronouns"))
	c.list("CATEGORIES", n.Tags())
	c.ours(n)
	c.line("END", "VCARD")
	return c.b.Bytes()
}

// urls writes addresses of the web. A profile that does not say itself that it
// is one at LinkedIn is marked as such.
func (c *contentLines) urls(n *parse.Note, profile string) {
	for _, field := range []string{"linkedin", "url"} {
		for _, url := range n.List(field) {
			switch {
			case !strings.Contains(url, "."):
			case parse.URLField(url) == field:
				c.line("URL", strings.ReplaceAll(parse.OneLine(url), `\`, `\\`))
			case field == "linkedin":
				c.text(profile+";TYPE=linkedin", url)
			}
		}
	}
}

// nameParts is N: the last word as the family name, the others as given ones.
func nameParts(name string) string {
	name = parse.OneLine(name)
	i := strings.LastIndexByte(name, ' ')
	if i < 0 {
		return ";" + escapeText(name) + ";;;"
	}
	return escapeText(name[i+1:]) + ";" + escapeText(name[:i]) + ";;;"
}

// list writes values with commas between them.
func (c *contentLines) list(head string, values []string) {
	var escaped []string
	for _, v := range values {
		escaped = append(escaped, escapeText(v))
	}
	if len(escaped) > 0 {
		c.line(head, strings.Join(escaped, ","))
	}
}

func (c *contentLines) birthday(n *parse.Note, older bool) {
	b, ok := parse.ParseBirthday(n.Text("birthday"))
	switch {
	case !ok:
	case b.Year == 0 && older:
		c.line("BDAY", fmt.Sprintf("--%02d-%02d", b.Month, b.Day))
	case b.Year == 0:
		c.line("BDAY", fmt.Sprintf("--%02d%02d", b.Month, b.Day))
	case older:
		c.line("BDAY", fmt.Sprintf("%04d-%02d-%02d", b.Year, b.Month, b.Day))
	default:
		c.line("BDAY", fmt.Sprintf("%04d%02d%02d", b.Year, b.Month, b.Day))
	}
}

// ours adds the fields that reading the card so far would not give back as they
// stand in the note.
func (c *contentLines) ours(n *parse.Note) {
	read, _ := vcard.Read(append(slices.Clone(c.b.Bytes()), "END:VCARD\r\n"...))
	var draft parse.Draft
	if len(read.Drafts) > 0 {
		draft = read.Drafts[0]
	}
	for _, f := range contactValues(n) {
		if slices.Equal(f.Values, draft.Values(f.Name)) {
			continue
		}
		for _, v := range f.Values {
			head := "X-NETNOTES-" + strings.ToUpper(strings.ReplaceAll(f.Name, "_", "-"))
			if !knownContactField(f.Name) {
				head = `X-NETNOTES-FIELD;X-KEY="` + f.Name + `"`
			}
			c.text(head, v)
		}
	}
}

// contactValues are a contact's fields under their own names, those of other
// programs last; what a card says by itself is left out.
func contactValues(n *parse.Note) []parse.DraftField {
	var out []parse.DraftField
	known := map[string]bool{"private": true, "type": true, "name": true, "firstname": true, "lastname": true}
	for _, info := range parse.ContactFields() {
		for _, spelling := range append(strings.Fields(info.Also), info.Name) {
			known[parse.FoldKey(spelling)] = true
		}
		if values := trimmed(n.List(info.Name)); len(values) > 0 && info.Name != "name" && info.Name != "type" && info.Name != "private" {
			out = append(out, parse.DraftField{Name: info.Name, Values: values})
		}
	}
	for i := range n.Fields {
		f := &n.Fields[i]
		if values := trimmed(f.Texts()); len(values) > 0 && !known[parse.FoldKey(f.Key)] && parse.IsFieldName(f.Key) {
			out = append(out, parse.DraftField{Name: f.Key, Values: values})
		}
	}
	return out
}

// trimmed are the values that are more than blanks, each once and on one line.
func trimmed(values []string) []string {
	var d parse.Draft
	d.Add("x", values...)
	return d.Values("x")
}

func knownContactField(name string) bool {
	return slices.ContainsFunc(parse.ContactFields(), func(i parse.FieldInfo) bool { return i.Name == name })
}

// Selected are the notes that a query selects, as they may leave the folder, by
// path. Without a query it is all of them.
func Selected(ix *index.Index, public *index.Public, today parse.Date, q index.Query) []*parse.Note {
	var out []*parse.Note
	for _, n := range ix.Notes {
		var clocks *index.Clocks
		if p := ix.Person(n); p != nil && !q.IsZero() {
			c := ix.Clocks(p, today)
			clocks = &c
		}
		if after := public.Note(n.Path); after != nil && (q.IsZero() || ix.Match(q, n, clocks, today)) {
			out = append(out, after)
		}
	}
	return out
}
