package change

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/quick"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Days around an event within which a capture without a word of its own about
// when is taken for one of it.
const (
	captureBefore = 1
	captureAfter  = 2
)

// CaptureRow is a capture of the inbox and what would become of it.
type CaptureRow struct {
	Path    string     `json:"path"`
	Line    int        `json:"line,omitempty"` // where the file holds several
	People  []Captured `json:"people"`         // where it is not certain: whom it may mean
	On      date.Date  `json:"on"`
	Verb    string     `json:"verb,omitempty"` // what happened, as typed
	Hook    string     `json:"hook,omitempty"` // what is worth remembering
	Lines   []string   `json:"lines"`          // the other lines of the capture
	Event   string     `json:"event,omitempty"`
	Certain bool       `json:"certain"`
	Why     string     `json:"why,omitempty"` // why it is not certain
	Taken   bool       `json:"taken"`

	Note      *parse.Note  `json:"-"`
	EventNote *index.Event `json:"-"`
	Pronouns  string       `json:"-"`
	Title     string       `json:"-"` // "dr.", before a name
	Span      txt.Span     `json:"-"` // in the file
	Promised  bool         `json:"-"` // a promise in it was found
}

// Captured is somebody a capture names.
type Captured struct {
	Name  string `json:"name"`
	Path  string `json:"path,omitempty"` // absent for somebody new
	Known bool   `json:"known"`
}

// Source is what the file says of this capture.
func (row CaptureRow) Source() []byte {
	if row.Line == 0 {
		return row.Note.Source()
	}
	return row.Note.Source()[row.Span.Start:row.Span.End]
}

// nameless is why a capture is not certain that names nobody.
const nameless = "no name at its start"

// ReadCaptures reads the captures of an event, or of the whole inbox where
// event is nil.
func ReadCaptures(ix *index.Index, event *index.Event, today date.Date) []CaptureRow {
	rows := []CaptureRow{}
	for _, n := range ix.Notes() {
		if !IsCapture(n) {
			continue
		}
		for _, c := range quick.Notes(ix.Reader(), n) {
			e := eventOfCapture(ix, event, n, c)
			if e == nil && event != nil {
				continue
			}
			row := captureRow(ix, e, n, c, today)
			if last := len(rows) - 1; c.Part && row.Why == nameless && !strings.Contains(c.Start, ": ") && last >= 0 && rows[last].Path == n.Path && len(rows[last].People) > 0 {
				row.People = rows[last].People[:1]
				row.Why = "perhaps about " + row.People[0].Name
			}
			rows = append(rows, row)
		}
	}
	firstNames(rows)
	return rows
}

// IsCapture reports whether a note is a capture: it lies in inbox/ and is
// nothing else.
func IsCapture(n *parse.Note) bool {
	folder, _, ok := strings.Cut(n.Path, "/")
	return ok && strings.EqualFold(folder, "inbox") && n.Kind == parse.OtherNote && !strings.EqualFold(path.Base(n.Path), "readme.md")
}

// eventOfCapture is the event a capture belongs to: of those it may name the
// one, and for the event that is asked for also by its day.
func eventOfCapture(ix *index.Index, asked *index.Event, n *parse.Note, c quick.Note) *index.Event {
	on := c.When.To
	near := func(e *index.Event) bool {
		return on.IsZero() || e.Start.IsZero() || !on.Before(e.Start.AddDays(-captureBefore)) && !on.After(e.End.AddDays(captureAfter))
	}
	text := " " + due.TopicKey(string(n.Source())) + " "
	names := func(e *index.Event) bool {
		return slices.ContainsFunc(e.Names(), func(name string) bool { return strings.Contains(text, " "+due.TopicKey(name)+" ") })
	}
	if asked != nil {
		if other := slices.ContainsFunc(ix.Events(), func(e *index.Event) bool { return e != asked && near(e) && names(e) }); names(asked) || near(asked) && !other {
			return asked
		}
		return nil
	}
	for _, e := range ix.Events() {
		if !e.Start.IsZero() && !on.IsZero() && near(e) && names(e) {
			return e
		}
	}
	return nil
}

func captureRow(ix *index.Index, e *index.Event, n *parse.Note, c quick.Note, today date.Date) CaptureRow {
	row := CaptureRow{Path: n.Path, Hook: c.Text, Verb: c.Verb, Lines: form.List(c.More), Note: n, EventNote: e, Pronouns: c.Pronouns, People: []Captured{}}
	row.On, row.Span, row.Title = c.When.To, c.Span, c.Title
	if c.Part {
		row.Line = 1 + bytes.Count(n.Source()[:row.Span.Start], []byte("\n"))
	}
	if row.On.IsZero() || row.On.After(today) {
		row.On = today
	}
	row.who(ix, c)
	if row.Why == "" {
		row.doubt(ix, c)
	}
	if e != nil {
		row.Event = e.Name
		row.dropEvent(e)
		row.within(e, c.When.To, c, today)
	}
	row.promote()
	if c.BadDate != "" {
		row.unsure(fmt.Sprintf("%q may be a date, else it is %s", c.BadDate, form.Day(row.On, today)))
	}
	row.Certain = row.Why == ""
	return row
}

// dropEvent leaves the event's name out at the start of a hook, since the line
// says where it was. A hook of nothing else gives way to the next line.
func (row *CaptureRow) dropEvent(e *index.Event) {
	small := []string{"at", "the", "from", "during", "@"}
	for hook := strings.TrimSpace(row.Hook); ; {
		for _, name := range e.Names() {
			if len(hook) < len(name) || txt.FoldName(hook[:len(name)]) != txt.FoldName(name) {
				continue
			}
			if rest := strings.TrimLeft(hook[len(name):], " "); rest == "" || strings.ContainsAny(rest[:1], ",:;.-") {
				row.Hook = strings.TrimLeft(rest, " ,:;.-")
				return
			}
		}
		word, rest, ok := strings.Cut(hook, " ")
		if !ok || !slices.Contains(small, txt.Fold(word)) {
			return
		}
		hook = rest
	}
}

// promote makes a hook of the next line where the first has none.
func (row *CaptureRow) promote() {
	if row.Hook == "" && len(row.Lines) > 0 && !strings.HasPrefix(row.Lines[0], "[") {
		row.Hook, row.Lines = row.Lines[0], row.Lines[1:]
	}
}

// within sets the day of a meeting at an event: a day of the event, the last
// one where nothing says another.
func (row *CaptureRow) within(e *index.Event, said date.Date, c quick.Note, today date.Date) {
	if e.End.IsZero() {
		return
	}
	outside := said.Before(e.Start) || said.After(e.End)
	switch {
	case said.IsZero(), said.After(e.End):
		row.On = e.End
	case said.Before(e.Start):
		row.On = e.Start
	}
	if row.On.After(today) {
		row.On = today
	}
	if !c.When.IsZero() && !c.Given && outside {
		row.On = said
		row.unsure(form.Day(said, today) + " is no day of the event")
	}
}

// unsure adds a reason to ask.
func (row *CaptureRow) unsure(why string) {
	if row.Why != "" {
		why = row.Why + "; " + why
	}
	row.Why = why
}

// Doubt is why a capture is not certain, with whom it may mean.
func (row CaptureRow) Doubt() string {
	guess := row.Guess()
	if guess == "" || strings.Contains(row.Why, guess) {
		return row.Why
	}
	return row.Why + ": " + guess + "?"
}

// Guess is the answer to a capture's question that a person may just accept:
// the names it may mean, where there is one way to mean them.
func (row CaptureRow) Guess() string {
	if strings.HasPrefix(row.Why, "could be") || strings.Contains(row.Why, "no person") || len(row.People) == 0 || strings.HasPrefix(row.Why, "only a first name") {
		return ""
	}
	var names []string
	for _, p := range row.People {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

func (row CaptureRow) Whom() string {
	if !row.Certain && !row.Taken {
		return form.Inline(strings.TrimPrefix(row.Path, "inbox/"))
	}
	var names []string
	for _, who := range row.People {
		names = append(names, who.Name)
	}
	return form.Inline(strings.Join(names, ", "))
}
