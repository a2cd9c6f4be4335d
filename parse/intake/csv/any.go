package csv

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/txt"
)

// Pair says what a column of a table becomes.
type Pair struct{ Column, Target string }

// TableOptions say how a table is read.
type TableOptions struct {
	Map     []Pair                 // what columns become; the rest by their headers
	Order   Order                  // of dates in numbers, where no row decides it
	IsField func(name string) bool // fields the folder knows besides those of a contact
}

// partTargets are the targets that are no field of a note.
func partTargets() []string {
	return []string{"name", "first", "middle", "last", "prefix", "suffix", "note", "skip", "date", "kind", "text"}
}

// knownTable is a program's table: the columns that tell it from others, and
// what its columns become.
type knownTable struct {
	what    string
	has     []string
	columns map[string]string // folded by parse.FoldKey
}

// knownTables are the tables whose columns need no map. An attendee list is
// known by nothing but a name, so it stands last.
func knownTables() []knownTable {
	return []knownTable{
		{"Outlook", []string{"First Name", "Last Name", "E-mail Address"}, columnMap(map[string]string{
			"first": "First Name", "middle": "Middle Name", "last": "Last Name", "prefix": "Title", "suffix": "Suffix",
			"role": "Job Title", "org": "Company", "email": "E-mail Address|E-mail 2 Address|E-mail 3 Address",
			"phone": "Mobile Phone|Business Phone|Business Phone 2|Home Phone|Home Phone 2|Primary Phone|Other Phone|Company Main Phone",
			"place": "Business City", "birthday": "Birthday", "url": "Web Page|Personal Web Page", "aliases": "Nickname", "tags": "Categories", "note": "Notes"})},
		{"an attendee list", nil, columnMap(map[string]string{
			"name": "Name|Full Name|Attendee|Attendee Name|Participant|Speaker", "first": "First Name|First|Given Name|Forename", "last": "Last Name|Last|Family Name|Surname",
			"org":  "Organization|Organisation|Institution|Affiliation|Library|Company|Employer",
			"role": "Title|Position|Job Title|Role", "email": "Email|E-mail|Email Address|E-mail Address|Mail", "phone": "Phone|Telephone|Mobile",
			"place": "City|Location|Place", "linkedin": "LinkedIn|LinkedIn URL|LinkedIn Profile", "url": "Website|URL", "pronouns": "Pronouns"})},
	}
}

// columnMap turns targets with their columns round.
func columnMap(targets map[string]string) map[string]string {
	out := map[string]string{}
	for target, columns := range targets {
		for column := range strings.SplitSeq(columns, "|") {
			out[txt.FoldKey(column)] = target
		}
	}
	return out
}

// Table reads any table with a row a person: columns become fields as the map
// says, and as their headers say where they are known.
func Table(source []byte, o TableOptions) (draft.Foreign, error) {
	out := draft.Foreign{From: "a table"}
	text, how, err := draft.ForeignUTF8(source, "a table (CSV)")
	if err != nil {
		return out, err
	}
	out.Said(how)
	t, known, ok := findTable(string(text), o)
	if !ok {
		return out, notFound(string(text), &draft.ForeignError{Text: "no column of it says who is meant; its columns are " + headers(string(text)),
			Hint: "say what they become: --map 'Full Name=name,Employer=org'", Usage: true})
	}
	targets, err := t.targets(known, o)
	if err != nil {
		return out, err
	}
	if known.what != "" {
		out.From = known.what
	}
	x := anyTable{table: t, targets: targets}
	for k, target := range targets {
		if target == "date" || target == "birthday" || target == "met" {
			order, err := orderOf(t.cellsAt(k), o.Order)
			if err != nil {
				return out, err
			}
			x.orders = append(x.orders, order)
		} else {
			x.orders = append(x.orders, NoOrder)
		}
		if target == "" && t.used(k) {
			x.idle = append(x.idle, draft.OneLine(t.names[k]))
		}
	}
	if len(x.idle) > 0 {
		out.Said("not taken: the columns " + intake.Clip(strings.Join(x.idle, ", "), maxHeaders))
	}
	return t.read(out, x.row)
}

// findTable finds the header: the row that has the columns of the map, or those
// of a known table.
func findTable(text string, o TableOptions) (table, knownTable, bool) {
	for _, known := range knownTables() {
		t, ok := find(text, func(has func(string) bool) bool {
			for _, pair := range o.Map {
				if !has(pair.Column) {
					return false
				}
			}
			for _, column := range known.has {
				if !has(column) {
					return false
				}
			}
			return namesSomebody(known, o, has)
		})
		if ok {
			return t, known, true
		}
	}
	if len(o.Map) > 0 { // a column of the map is missing: the first row is the header
		t, ok := find(text, func(has func(string) bool) bool { return has(o.Map[0].Column) })
		return t, knownTable{}, ok
	}
	return table{}, knownTable{}, false
}

// namesSomebody reports whether a header has a column of which the map or the
// known table makes a name.
func namesSomebody(known knownTable, o TableOptions, has func(string) bool) bool {
	isName := func(target string) bool { return target == "name" || target == "first" || target == "last" }
	if slices.ContainsFunc(o.Map, func(p Pair) bool { return isName(p.Target) }) {
		return true
	}
	for column, target := range known.columns {
		if isName(target) && has(column) {
			return true
		}
	}
	return false
}

// headers lists the cells of the first row that is not blank.
func headers(text string) string {
	for _, r := range rows(text, ',') {
		if !r.blank() {
			return intake.Clip(r.text(), maxHeaders)
		}
	}
	return "none"
}

// maxHeaders is how much of a header is named, in bytes.
const maxHeaders = 200

// targets is what each column becomes; empty for one that nothing asks for.
func (t table) targets(known knownTable, o TableOptions) ([]string, error) {
	out := make([]string, len(t.names))
	for k, name := range t.names {
		out[k] = known.columns[txt.FoldKey(name)]
		if out[k] == "" && slices.ContainsFunc(parse.ContactFields(), func(f parse.FieldInfo) bool { return f.Name == txt.FoldKey(name) }) && known.what != "Outlook" {
			out[k] = txt.FoldKey(name)
		}
	}
	for _, pair := range o.Map {
		at := t.columns[txt.FoldKey(pair.Column)]
		if len(at) == 0 {
			return nil, &draft.ForeignError{Text: fmt.Sprintf("there is no column %q", draft.OneLine(pair.Column)), Hint: nearestOf(pair.Column, t.names, "its columns are "+intake.Clip(strings.Join(t.names, ", "), maxHeaders)), Usage: true}
		}
		target := txt.FoldKey(pair.Target)
		if !o.isTarget(target) {
			if near := txt.Nearest(target, o.allTargets()); near != "" {
				return nil, &draft.ForeignError{Text: fmt.Sprintf("a column cannot become %q", draft.OneLine(pair.Target)), Hint: "did you mean " + near + "?", Usage: true}
			}
			if !draft.IsFieldName(target) {
				return nil, &draft.ForeignError{Text: fmt.Sprintf("a column cannot become %q", draft.OneLine(pair.Target)), Hint: "letters, digits and _: " + strings.Join(partTargets(), ", ") + " or a field", Usage: true}
			}
		}
		for _, k := range at {
			out[k] = target
		}
	}
	return out, nil
}

func nearestOf(word string, among []string, otherwise string) string {
	if near := txt.Nearest(word, among); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}

func (o TableOptions) isTarget(target string) bool {
	return slices.Contains(o.allTargets(), target) || o.IsField != nil && o.IsField(target)
}

func (o TableOptions) allTargets() []string {
	out := partTargets()
	for _, f := range parse.ContactFields() {
		out = append(out, f.Name)
	}
	return out
}

// used reports whether a column holds anything.
func (t table) used(k int) bool { return len(t.cellsAt(k)) > 0 }

func (t table) cellsAt(k int) []dated {
	var out []dated
	for _, r := range t.rows {
		if k < len(r.cells) && strings.TrimSpace(r.cells[k]) != "" {
			out = append(out, dated{r.line, r.cells[k]})
		}
	}
	return out
}

// anyTable is a table with what its columns become.
type anyTable struct {
	table
	targets []string
	orders  []Order  // of dates, by column
	idle    []string // columns that nothing asks for
}

// row makes a draft of one row.
func (x anyTable) row(out *draft.Foreign, r row) {
	d := draft.Note{Line: r.line}
	parts, line := map[string]string{}, map[string]string{}
	for k, cell := range r.cells {
		if k >= len(x.targets) || strings.TrimSpace(cell) == "" {
			continue
		}
		switch target := x.targets[k]; target {
		case "", "skip":
		case "name", "first", "middle", "last", "prefix", "suffix":
			if parts[target] == "" {
				parts[target] = draft.OneLine(cell)
			}
		case "note":
			d.Tell("note", cell)
		case "kind", "text":
			line[target] = draft.OneLine(cell)
		case "date", "birthday", "met":
			x.day(out, &d, line, k, r, cell)
		default:
			x.field(&d, target, cell)
		}
	}
	d.Name = parts["name"]
	if d.Name == "" {
		d.Name = draft.OneLine(draft.FullName(parts["first"], parts["middle"], parts["last"]))
	} else {
		d.Name = turned(d.Name)
	}
	if entry := logLine(line); entry != "" {
		d.Log = append(d.Log, entry)
	}
	keep(out, r, d)
}

// day takes a date. 0/0/00 is how Outlook writes that there is none.
func (x anyTable) day(out *draft.Foreign, d *draft.Note, line map[string]string, k int, r row, cell string) {
	if strings.Trim(cell, "0/.- ") == "" {
		return
	}
	target := x.targets[k]
	day, ok := x.orders[k].day(cell)
	if _, isBirthday := parse.ParseBirthday(strings.TrimSpace(cell)); !ok && target == "birthday" && isBirthday {
		d.AddBirthday(strings.TrimSpace(cell))
		return
	}
	switch {
	case !ok:
		out.Unread = append(out.Unread, draft.Unread{Line: r.line, Text: draft.OneLine(cell), Why: "not a day that can be read (" + draft.OneLine(x.names[k]) + "); the row is kept without it"})
	case target == "date":
		line["date"] = day.String()
	default:
		d.AddOne(target, day.String())
	}
}

// field takes a value of a field; of a list the parts between semicolons, and
// between ::: as Google joins what it has several of.
func (x anyTable) field(d *draft.Note, target, cell string) {
	switch target {
	case "email", "phone":
		d.Add(target, strings.FieldsFunc(strings.ReplaceAll(cell, " ::: ", ";"), func(r rune) bool { return r == ';' || r == '\n' || r == ',' })...)
		return
	case "tags":
		for _, tag := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == ',' }) {
			d.AddTag(strings.TrimSpace(tag))
		}
		return
	}
	if listField(target) {
		d.Add(target, strings.Split(cell, ";")...)
		return
	}
	d.AddOne(target, cell)
}

// listField reports whether a field of a contact holds several values.
func listField(name string) bool {
	for _, f := range parse.ContactFields() {
		if f.Name == name {
			return f.Type.IsList()
		}
	}
	return false
}

// turned writes "Last, First" the way people are called. What follows the
// comma is a name where it is one or two words of more than capitals.
func turned(name string) string {
	last, first, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(first, ",") || first == strings.ToUpper(first) || len(strings.Fields(first)) > 3 {
		return name
	}
	return strings.TrimSpace(first) + " " + strings.TrimSpace(last)
}

// logLine is the row's log line: a day, what happened, and what about.
func logLine(line map[string]string) string {
	if line["date"] == "" || line["kind"] == "" && line["text"] == "" {
		return ""
	}
	kind := line["kind"]
	if kind == "" {
		kind = "note"
	}
	if line["text"] == "" {
		return line["date"] + " " + kind
	}
	return line["date"] + " " + kind + ": " + line["text"]
}
