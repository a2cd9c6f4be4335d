package csv

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/draft"
	"netnotes/parse/txt"
)

// Google reads the CSV export of Google Contacts, with its header of before
// 2024 (Given Name, E-mail 1 - Type) or of today (First Name, E-mail 1 -
// Label), in UTF-8 or UTF-16.
func Google(source []byte) (draft.Foreign, error) {
	out := draft.Foreign{From: "Google Contacts"}
	source, how, err := draft.ForeignUTF8(source, "a CSV export of Google Contacts")
	if err != nil {
		return out, err
	}
	out.Said(how)
	t, ok := find(string(source), isGoogle)
	if !ok {
		return out, notFound(string(source), &draft.ForeignError{Text: "the file is not an export of Google Contacts; its columns are " + headers(string(source)),
			Hint: "expected columns such as First Name, Last Name, E-mail 1 - Value and Phone 1 - Value; export as Google CSV"})
	}
	return t.read(out, func(out *draft.Foreign, r row) {
		g := googleRow{table: t, row: r, draft: draft.Note{Line: r.line}, used: map[int]bool{}}
		g.read()
		out.Photos += g.photos
		keep(out, r, g.draft)
	})
}

func isGoogle(has func(string) bool) bool {
	name := has("First Name") || has("Given Name") || has("Name")
	return name && (has("E-mail 1 - Value") || has("Phone 1 - Value") || has("Group Membership") || has("File As") && has("Labels"))
}

// googleRow is one person, and the columns already taken from their row.
type googleRow struct {
	table
	row
	draft  draft.Note
	used   map[int]bool
	photos int
}

// take is the cell under the first of some names that has one.
func (g *googleRow) take(names ...string) string {
	text := ""
	for _, name := range names {
		for _, k := range g.columns[txt.FoldKey(name)] {
			g.used[k] = true
			if k < len(g.cells) && text == "" {
				text = strings.TrimSpace(g.cells[k])
			}
		}
	}
	return text
}

func (g *googleRow) read() {
	d := &g.draft
	g.names()
	g.reach()
	for n := 1; g.has(fmt.Sprintf("Organization %d - Name", n)); n++ {
		g.org(fmt.Sprintf("Organization %d - ", n))
	}
	g.org("Organization ")
	d.Add("role", g.take("Occupation"))
	if birthday := g.take("Birthday"); birthday != "" {
		d.AddBirthday(strings.ReplaceAll(birthday, " ", ""))
	}
	d.Tell("note", g.take("Notes"))
	for _, label := range several(g.take("Labels", "Group Membership")) {
		if label = strings.TrimSpace(strings.TrimLeft(label, "* ")); label != "" && label != "myContacts" && label != "My Contacts" {
			d.AddTag(label)
		}
	}
	if photo := g.take("Photo"); photo != "" {
		g.photos++
		d.Tell("photo", photo)
	}
	for k, cell := range g.cells {
		if !g.used[k] && strings.TrimSpace(cell) != "" {
			label := fmt.Sprintf("column %d", k+1)
			if k < len(g.table.names) && draft.OneLine(g.table.names[k]) != "" {
				label = strings.ToLower(g.table.names[k])
			}
			d.Tell(label, strings.Join(several(cell), "\n"))
		}
	}
}

// names finds the name in its parts, or what may stand for it.
func (g *googleRow) names() {
	d := &g.draft
	first, middle, last := g.take("First Name", "Given Name"), g.take("Middle Name", "Additional Name"), g.take("Last Name", "Family Name")
	prefix, suffix := g.take("Name Prefix"), g.take("Name Suffix")
	nickname, fileAs, whole := g.take("Nickname"), g.take("File As"), g.take("Name")
	d.Name = draft.OneLine(draft.FullName(prefix, first, middle, last, suffix))
	for _, name := range []string{whole, fileAs, nickname, g.peek("Organization Name", "Organization 1 - Name"), g.peek("E-mail 1 - Value")} {
		if d.Name == "" {
			d.Name = draft.OneLine(name)
		}
	}
	if nickname != d.Name {
		d.Add("aliases", nickname)
	}
	for _, name := range []string{whole, fileAs} {
		if name != "" && !sameWords(name, d.Name) {
			d.Tell("file as", name)
		}
	}
	d.Add("say", draft.FullName(g.take("Phonetic First Name", "Given Name Yomi"), g.take("Phonetic Middle Name", "Additional Name Yomi"), g.take("Phonetic Last Name", "Family Name Yomi")))
	if yomi := g.take("Yomi Name"); len(d.Values("say")) == 0 {
		d.Add("say", yomi)
	}
}

// peek is a cell that stays to be taken.
func (g *googleRow) peek(names ...string) string {
	for _, name := range names {
		if cells := several(g.cell(g.row, name)); len(cells) > 0 {
			return cells[0]
		}
	}
	return ""
}

// sameWords reports whether two names have the same words in any order.
func sameWords(a, b string) bool {
	words := func(s string) []string {
		w := strings.FieldsFunc(txt.Fold(s), func(r rune) bool { return r == ' ' || r == ',' })
		slices.Sort(w)
		return w
	}
	return slices.Equal(words(a), words(b))
}

// reach takes the addresses. One cell may hold several values.
func (g *googleRow) reach() {
	d := &g.draft
	g.numbered("E-mail", "Value", func(label, value string) {
		d.Add("email", value)
		g.label("email", label, value)
	})
	g.numbered("Phone", "Value", func(label, value string) {
		d.Add("phone", value)
		g.label("phone", label, value)
	})
	g.numbered("Website", "Value", func(label, value string) {
		d.Add(draft.URLField(value), value)
		g.label("url", label, value)
	})
	g.numbered("IM", "Value", func(label, value string) {
		d.Add("handles", value)
		g.label("handle", label, value)
	})
	for _, kind := range []string{"Event", "Relation", "Custom Field"} {
		g.numbered(kind, "Value", func(label, value string) {
			if label == "" {
				label = strings.ToLower(kind)
			}
			d.Tell(label, value)
		})
	}
	g.addresses()
}

// numbered hands on every value of "KIND n - PART" with its label. One cell may
// hold several, between ":::".
func (g *googleRow) numbered(kind, part string, add func(label, value string)) {
	for n := 1; ; n++ {
		head := fmt.Sprintf("%s %d - ", kind, n)
		if !g.has(head + part) {
			return
		}
		label := strings.TrimSpace(strings.TrimLeft(g.take(head+"Label", head+"Type"), "* "))
		for _, value := range several(g.take(head + part)) {
			add(label, value)
		}
	}
}

// label tells what sort of address a value is.
func (g *googleRow) label(kind, label, value string) {
	if label != "" && !strings.EqualFold(label, "other") {
		g.draft.Tell(kind+" ("+label+")", value)
	}
}

// several splits a cell that holds several values.
func several(cell string) []string {
	var out []string
	for value := range strings.SplitSeq(cell, ":::") {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, value)
		}
	}
	return out
}

// addresses tells each address as it is written on an envelope; the first
// one's town is the place.
func (g *googleRow) addresses() {
	for n := 1; ; n++ {
		head := fmt.Sprintf("Address %d - ", n)
		if !g.has(head+"Formatted") && !g.has(head+"Street") && !g.has(head+"City") {
			return
		}
		label, formatted := g.take(head+"Label", head+"Type"), g.take(head+"Formatted")
		town := g.take(head + "City")
		parts := draft.FullName(g.take(head+"Street"), g.take(head+"Extended Address"), g.take(head+"PO Box"), town, g.take(head+"Region"), g.take(head+"Postal Code"), g.take(head+"Country"))
		if formatted == "" {
			formatted = parts
		}
		name := "address"
		if label = strings.TrimSpace(strings.TrimLeft(label, "* ")); label != "" {
			name += " (" + label + ")"
		}
		for _, one := range several(formatted) {
			g.draft.Tell(name, one)
		}
		if len(several(town)) > 0 && len(g.draft.Values("place")) == 0 {
			g.draft.Add("place", several(town)[0])
		}
		g.missing(name, formatted, parts)
	}
}

// missing tells the parts of an address when its formatted text lacks one.
func (g *googleRow) missing(name, formatted, parts string) {
	for word := range strings.FieldsSeq(parts) {
		if !strings.Contains(formatted, word) {
			g.draft.Tell(name+" in parts", parts)
			return
		}
	}
}

// org takes an organisation with what the person does there.
func (g *googleRow) org(head string) {
	d := &g.draft
	for _, name := range several(g.take(head + "Name")) {
		d.Add("org", name)
	}
	for _, title := range several(g.take(head + "Title")) {
		d.AddOne("role", title)
	}
	for _, part := range []string{"Department", "Location", "Job Description", "Symbol", "Yomi Name"} {
		d.Tell(strings.ToLower(part), strings.Join(several(g.take(head+part)), "\n"))
	}
	g.take(head+"Type", head+"Label")
}
