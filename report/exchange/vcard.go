package exchange

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/cards"
	"netnotes/index/public"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/intake/vcard"
	"netnotes/parse/txt"
)

// VCards writes people as an address book, in vCard 4.0, or in 3.0 for older
// programs. Fields that vCard has no place for stand in properties of our own,
// so that importing the file gives the same fields again.
func VCards(notes []*parse.Note, older bool) []byte {
	var out contentLines
	for _, c := range Cards(notes, older) {
		out.b.Write(c.Text)
	}
	return out.b.Bytes()
}

// Cards writes a card of each person.
func Cards(notes []*parse.Note, older bool) []cards.Card {
	var out []cards.Card
	fields := newFieldNames()
	for _, n := range notes {
		if n.Kind == parse.ContactNote {
			out = append(out, cards.Card{UID: cardUID(n), Text: card(n, older, fields)})
		}
	}
	return out
}

// cardUID is by what other programs know a person's card: what an imported card
// came with, else an identifier made of the note's path.
func cardUID(n *parse.Note) string {
	for i := range n.Fields() {
		if uid := draft.OneLine(n.Fields()[i].Text()); txt.FoldKey(n.Fields()[i].Key) == "uid" && uid != "" {
			return uid
		}
	}
	return "urn:uuid:" + uuid(n.Path)
}

// fieldNames are the fields of a contact and all their spellings.
type fieldNames struct {
	own       []string
	spellings map[string]bool
}

func newFieldNames() fieldNames {
	f := fieldNames{spellings: map[string]bool{"firstname": true, "lastname": true, "uid": true}}
	for _, info := range parse.ContactFields() {
		for _, spelling := range append(strings.Fields(info.Also), info.Name) {
			f.spellings[txt.FoldKey(spelling)] = true
		}
		if info.Name != "name" && info.Name != "type" && info.Name != "private" {
			f.own = append(f.own, info.Name)
		}
	}
	return f
}

// card is one person's card.
func card(n *parse.Note, older bool, fields fieldNames) []byte {
	var c contentLines
	version, pronouns, profile := "4.0", "PRONOUNS", "SOCIALPROFILE;VALUE=text"
	if older {
		version, pronouns, profile = "3.0", "X-PRONOUNS", "X-SOCIALPROFILE"
	}
	c.line("BEGIN", "VCARD")
	c.line("VERSION", version)
	c.line("PRODID", "-//netnotes//netnotes//EN")
	c.text("UID", cardUID(n))
	c.text("FN", draft.OneLine(n.Name))
	c.line("N", nameParts(n.Name))
	c.list("NICKNAME", n.List("aliases"))
	for _, org := range n.List("org") {
		c.text("ORG", txt.PlainText(org))
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
	c.ours(n, fields)
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
			case draft.URLField(url) == field:
				c.line("URL", strings.ReplaceAll(draft.OneLine(url), `\`, `\\`))
			case field == "linkedin":
				c.text(profile+";TYPE=linkedin", url)
			}
		}
	}
}

// nameParts is N: the last word as the family name, the others as given ones.
func nameParts(name string) string {
	name = draft.OneLine(name)
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
func (c *contentLines) ours(n *parse.Note, fields fieldNames) {
	read, _ := vcard.Read(append(slices.Clone(c.b.Bytes()), "END:VCARD\r\n"...))
	var told draft.Note
	if len(read.Drafts) > 0 {
		told = read.Drafts[0]
	}
	for _, name := range fields.own {
		if values := trimmed(n.List(name)); !slices.Equal(values, told.Values(name)) {
			for _, v := range values {
				c.text("X-NETNOTES-"+strings.ToUpper(strings.ReplaceAll(name, "_", "-")), v)
			}
		}
	}
	for i := range n.Fields() {
		f := &n.Fields()[i]
		if fields.spellings[txt.FoldKey(f.Key)] || !draft.IsFieldName(f.Key) {
			continue
		}
		for _, v := range trimmed(f.Texts()) {
			c.text(`X-NETNOTES-FIELD;X-KEY="`+f.Key+`"`, v)
		}
	}
}

// trimmed are the values that are more than blanks, each once and on one line.
func trimmed(values []string) []string {
	var d draft.Note
	d.Add("x", values...)
	return d.Values("x")
}

// Selected are the notes that a query selects, as they may leave the folder, by
// path. Without a query it is all of them.
func Selected(ix *index.Index, public *public.Folder, today date.Date, q query.Query) []*parse.Note {
	var out []*parse.Note
	for _, n := range ix.Notes() {
		var clocks *index.Days
		if p := ix.Person(n); p != nil && !q.IsZero() {
			c := ix.Days(p, today)
			clocks = &c
		}
		if after := public.Note(n.Path); after != nil && (q.IsZero() || ix.Match(q, n, clocks, today)) {
			out = append(out, after)
		}
	}
	return out
}
