package csv

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnotes/parse"
)

// LinkedIn reads Connections.csv. A row without a name, of a person who has
// left, is counted; one whose date cannot be read is kept, and the date
// reported.
func LinkedIn(source []byte) (parse.Foreign, error) {
	out := parse.Foreign{From: "LinkedIn"}
	source, err := parse.ForeignUTF8(source, "LinkedIn's Connections.csv")
	if err != nil {
		return out, err
	}
	t, ok := find(string(source), isLinkedIn)
	if !ok {
		hint := "expected columns such as First Name, Last Name, URL, Company, Position and Connected On"
		if _, google := find(string(source), isGoogle); google {
			hint = "this is Google's: netnotes import google FILE"
		}
		return out, &parse.ForeignError{Text: "the file is not LinkedIn's Connections.csv", Hint: hint}
	}
	return t.read(out, func(out *parse.Foreign, r row) { linkedInRow(out, t, r) })
}

func isLinkedIn(has func(string) bool) bool {
	return has("First Name") && has("Last Name") && (has("Connected On") || has("Position") && has("Company"))
}

func linkedInRow(out *parse.Foreign, t table, r row) {
	d := parse.Draft{Line: r.line, Name: parse.OneLine(t.cell(r, "First Name") + " " + t.cell(r, "Last Name"))}
	d.Add("linkedin", t.cell(r, "URL"))
	d.Add("email", t.cell(r, "Email Address"))
	d.Add("org", t.cell(r, "Company"))
	d.Add("role", t.cell(r, "Position"))
	others(&d, t, r, "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
	on := t.cell(r, "Connected On")
	if d.Name == "" && len(d.Fields) == 0 && len(d.Details) == 0 {
		out.Empty++
		return
	}
	if day, ok := linkedInDay(on); ok {
		d.Log = append(d.Log, day.String()+" connected on LinkedIn")
	} else if on != "" {
		out.Unread = append(out.Unread, parse.Unread{Line: r.line, Text: on, Why: fmt.Sprintf("not a day that can be read; %s is kept without it", d.Name)})
	}
	keep(out, r, d)
}

// others tells every cell under a column that is not among the known ones.
func others(d *parse.Draft, t table, r row, known ...string) {
	for k, cell := range r.cells {
		label := "column " + strconv.Itoa(k+1)
		if k < len(t.names) && parse.OneLine(t.names[k]) != "" {
			label = t.names[k]
		}
		isKnown := func(name string) bool { return parse.FoldKey(name) == parse.FoldKey(label) }
		if strings.TrimSpace(cell) != "" && !slices.ContainsFunc(known, isKnown) {
			d.Tell(label, cell)
		}
	}
}

// linkedInDay reads "26 Jun 2026", or a day in the order of the standard.
func linkedInDay(s string) (parse.Date, bool) {
	if day, ok := parse.ParseDay(s); ok {
		return day, true
	}
	words := strings.Fields(strings.ReplaceAll(s, "-", " "))
	if len(words) != 3 || len(words[1]) < 3 {
		return parse.Date{}, false
	}
	day, errDay := strconv.Atoi(words[0])
	year, errYear := strconv.Atoi(words[2])
	month := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(words[1][:3]))
	if errDay != nil || errYear != nil || month < 0 || month%3 != 0 || len(words[2]) != 4 {
		return parse.Date{}, false
	}
	return parse.NewDate(year, month/3+1, day)
}
