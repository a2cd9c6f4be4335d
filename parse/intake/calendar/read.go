// Package calendar reads calendars (iCalendar, .ics): with whom the user met or
// will meet.
//
// read.go takes a file apart into events by the content lines that address
// books share, times.go reads days, times and zones and lays repetitions out,
// happen.go says what of it concerns people.
package calendar

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/intake/content"
)

// Options are what a calendar alone does not tell.
type Options struct {
	Me    intake.Me
	Zone  *time.Location // of the user's calendar
	Today date.Date
	Since date.Date // nothing before it is taken
}

// horizon is how many days ahead of today meetings are taken.
const horizon = 60

// reader gathers the events of one or more files, so that a change in one is
// held against the event in another.
type reader struct {
	options Options
	out     intake.File
	events  []*event
	series  map[string][]*event // by UID
	zones   map[string]*time.Location
	strange map[string]bool // zones that are not known here, said once
	barren  int             // rules that gave no day
}

// event is one VEVENT.
type event struct {
	row    int
	line   int
	uid    string
	method string // of its calendar: CANCEL calls off all that is in it
	props  []content.Property
}

// Source is one file of a calendar.
type Source struct {
	Name string
	Text []byte
}

// Read reads one calendar in one or more files.
func Read(files []Source, o Options) (intake.File, error) {
	r := reader{options: o, series: map[string][]*event{}, zones: map[string]*time.Location{}, strange: map[string]bool{}}
	r.out.What, r.out.Row = "a calendar", "event"
	for _, f := range files {
		source, how, err := draft.ForeignUTF8(f.Text, "a calendar in iCalendar form")
		if err != nil {
			return r.out, err
		}
		if how != "" && !slices.Contains(r.out.How, how) {
			r.out.How = append(r.out.How, how)
		}
		r.file(source, f.Name, len(files) > 1)
	}
	if r.out.Rows == 0 {
		return r.out, &draft.ForeignError{Text: "there is no event in it", Hint: "a calendar begins with BEGIN:VCALENDAR; export it as iCalendar (.ics)"}
	}
	r.tell()
	return r.out, nil
}

// maxShown is how much of a line is reported, in bytes.
const maxShown = 400

// file takes the events out of one file. An event in whose middle the file ends
// or the next one begins is read as far as it goes, and said.
func (r *reader) file(source []byte, name string, several bool) {
	lines := content.NewScanner(source)
	var in []string // the components around
	var e *event
	method := ""
	report := func(line int, text, why string) {
		if several {
			why = name + ": " + why
		}
		r.out.Unread = append(r.out.Unread, draft.Unread{Line: line, Text: intake.Clip(text, maxShown), Why: why})
	}
	for {
		raw, line, ok := lines.Logical()
		if !ok {
			break
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		p, why := content.Read(raw, line)
		if why != "" {
			if e != nil || len(in) == 0 {
				report(line, p.Raw, why)
			}
			continue
		}
		switch value := strings.ToUpper(strings.TrimSpace(p.Value)); {
		case p.Name == "BEGIN" && value == "VEVENT":
			if e != nil {
				report(line, "", "an event without its end; the next one begins here")
				r.keep(e)
			}
			e = &event{row: r.out.Rows + 1, line: line, method: method}
			r.out.Rows++
			in = append(in[:0], "VCALENDAR", value)
		case p.Name == "BEGIN":
			in = append(in, value)
		case p.Name == "END" && value == "VEVENT" && e != nil:
			r.keep(e)
			e, in = nil, in[:max(0, len(in)-1)]
		case p.Name == "END":
			in = in[:max(0, len(in)-1)]
		case e != nil && len(in) > 0 && in[len(in)-1] == "VEVENT":
			if p.Doubt != "" {
				report(line, p.Raw, p.Doubt)
			}
			e.props = append(e.props, p)
		case e == nil && p.Name == "METHOD":
			method = value
		}
	}
	if e != nil {
		report(e.line, "", "the file ends in the middle of this event")
		r.out.Unread[len(r.out.Unread)-1].Record = true
		r.out.CutShort = e.line
	}
}

func (r *reader) keep(e *event) {
	e.uid = e.text("UID")
	r.events = append(r.events, e)
	r.series[e.uid] = append(r.series[e.uid], e)
}

// first is the first property of a name, or nil.
func (e *event) first(name string) *content.Property {
	for i := range e.props {
		if e.props[i].Name == name {
			return &e.props[i]
		}
	}
	return nil
}

// all are the properties of a name.
func (e *event) all(name string) []*content.Property {
	var out []*content.Property
	for i := range e.props {
		if e.props[i].Name == name {
			out = append(out, &e.props[i])
		}
	}
	return out
}

// text is the value of the first property of a name, on one line.
func (e *event) text(name string) string {
	if p := e.first(name); p != nil {
		return draft.OneLine(p.Text())
	}
	return ""
}
