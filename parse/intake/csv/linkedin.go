package csv

import (
	"fmt"
	"strconv"
	"strings"

	"netnotes/parse/draft"
)

// LinkedIn reads Connections.csv. A row without a name, of a person who has
// left, is counted; one whose date cannot be read is kept, and the date
// reported. known is the order of dates in numbers, where no row decides it.
func LinkedIn(source []byte, known Order) (draft.Foreign, error) {
	out := draft.Foreign{From: "LinkedIn"}
	source, how, err := draft.ForeignUTF8(source, "LinkedIn's Connections.csv")
	if err != nil {
		return out, err
	}
	out.Said(how)
	t, ok := find(string(source), isLinkedIn)
	if !ok {
		return out, notFound(string(source), &draft.ForeignError{Text: "the file is not LinkedIn's Connections.csv; its columns are " + headers(string(source)),
			Hint: "expected columns such as First Name, Last Name, URL, Company, Position and Connected On"})
	}
	order, err := orderOf(t.column("Connected On"), known)
	if err != nil {
		return out, err
	}
	others := t.besides("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
	return t.read(out, func(out *draft.Foreign, r row) { linkedInRow(out, t, r, order, others) })
}

func isLinkedIn(has func(string) bool) bool {
	return has("First Name") && has("Last Name") && (has("Connected On") || has("Position") && has("Company"))
}

func linkedInRow(out *draft.Foreign, t table, r row, order Order, others []int) {
	d := draft.Note{Line: r.line, Name: draft.OneLine(t.cell(r, "First Name") + " " + t.cell(r, "Last Name"))}
	d.Add("linkedin", t.cell(r, "URL"))
	d.Add("email", t.cell(r, "Email Address"))
	d.Add("org", t.cell(r, "Company"))
	d.Add("role", t.cell(r, "Position"))
	tellOthers(&d, t, r, others)
	on := t.cell(r, "Connected On")
	if d.Name == "" && len(d.Fields) == 0 && len(d.Details) == 0 {
		out.Empty++
		return
	}
	if day, ok := order.day(on); ok {
		d.Log = append(d.Log, day.String()+" connected on LinkedIn")
	} else if on != "" {
		why := fmt.Sprintf("not a day that can be read; %s is kept without it", d.Name)
		if _, open := cutSlashed(on); open && order == NoOrder {
			why = fmt.Sprintf("day or month first? --dates dmy or --dates mdy; %s is kept without it", d.Name)
		}
		out.Unread = append(out.Unread, draft.Unread{Line: r.line, Text: on, Why: why})
	}
	keep(out, r, d)
}

// tellOthers tells every cell under a column that is not read, and those beyond
// the header.
func tellOthers(d *draft.Note, t table, r row, others []int) {
	for k := len(t.names); k < len(r.cells); k++ {
		others = append(others[:len(others):len(others)], k)
	}
	for _, k := range others {
		if k >= len(r.cells) || strings.TrimSpace(r.cells[k]) == "" {
			continue
		}
		label := "column " + strconv.Itoa(k+1)
		if k < len(t.names) && draft.OneLine(t.names[k]) != "" {
			label = t.names[k]
		}
		d.Tell(label, r.cells[k])
	}
}
