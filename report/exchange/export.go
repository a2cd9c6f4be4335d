package exchange

import (
	"bytes"
	"strings"

	"netnotes/index/public"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// ExportVersion counts the changes to the shape of Export that a program could
// trip over. Fields may be added without one.
const ExportVersion = 1

// Export is every selected note as data, under the names of the note format.
type Export struct {
	Format  string       `json:"format"`  // netnotes
	Version int          `json:"version"` // ExportVersion
	Notes   []ExportNote `json:"notes"`   // by path
}

// ExportNote is one note.
type ExportNote struct {
	Path      string              `json:"path"`
	Kind      string              `json:"kind"`
	Name      string              `json:"name"`
	Fields    map[string][]string `json:"fields"` // raw values; known fields under their own names
	Entries   []ExportEntry       `json:"entries"`
	Promises  []ExportPromise     `json:"promises"`
	Questions []ExportQuestion    `json:"questions"`
	ToMeet    []ExportMeeting     `json:"to_meet"`
}

// ExportEntry is one dated line.
type ExportEntry struct {
	Line        int         `json:"line"`
	From        date.Date   `json:"from"` // of one day, the same as To
	To          date.Date   `json:"to"`
	Precision   string      `json:"precision,omitempty"` // month or year
	Approximate bool        `json:"approximate,omitempty"`
	Time        string      `json:"time,omitempty"`
	Minutes     int         `json:"minutes,omitempty"`
	Kind        string      `json:"kind"`
	Class       string      `json:"class"`
	Direction   string      `json:"direction,omitempty"`
	Planned     bool        `json:"planned,omitempty"`
	Counted     bool        `json:"counted"` // moves a clock
	Owner       bool        `json:"owner"`   // the note's owner takes part
	People      []ExportWho `json:"people"`  // who else takes part
	Tags        []string    `json:"tags"`
	Next        date.Date   `json:"next,omitzero"`
	NextReason  string      `json:"next_reason,omitempty"`
	Text        string      `json:"text"` // the line as typed
}

// ExportWho is somebody a line names; Path is empty where they have no note.
type ExportWho struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"`
}

// ExportPromise is a task.
type ExportPromise struct {
	Line    int         `json:"line"`
	Text    string      `json:"text"`
	State   string      `json:"state"` // open, done or cancelled
	Due     date.Date   `json:"due,omitzero"`
	Start   date.Date   `json:"start,omitzero"`
	DoneOn  date.Date   `json:"done_on,omitzero"`
	Waiting bool        `json:"waiting,omitempty"`
	People  []ExportWho `json:"people"`
}

// ExportQuestion is a question to ask.
type ExportQuestion struct {
	Line  int    `json:"line"`
	Text  string `json:"text"`
	Asked bool   `json:"asked"`
}

// ExportMeeting is somebody to meet at an event.
type ExportMeeting struct {
	Line   int    `json:"line"`
	Person string `json:"person"`
	Text   string `json:"text"`
	Done   bool   `json:"done"`
}

// MakeExport makes data of the selected notes. Nothing in it depends on the
// day.
func MakeExport(public *public.Folder, notes []*parse.Note) Export {
	e := Export{Format: "netnotes", Version: ExportVersion, Notes: []ExportNote{}}
	for _, n := range notes {
		e.Notes = append(e.Notes, exportNote(public, n))
	}
	return e
}

func exportNote(public *public.Folder, n *parse.Note) ExportNote {
	out := ExportNote{Path: n.Path, Kind: string(n.Kind), Name: n.Name, Fields: exportFields(n), Entries: []ExportEntry{}, Promises: []ExportPromise{}, Questions: []ExportQuestion{}, ToMeet: []ExportMeeting{}}
	who := func(links []txt.Link) []ExportWho {
		people := []ExportWho{}
		for _, l := range links {
			w := ExportWho{Name: l.Text}
			if found := public.Link(l, n); len(found) == 1 {
				w = ExportWho{found[0].Name, found[0].Path}
			}
			people = append(people, w)
		}
		return people
	}
	for i := range n.Entries() {
		e := &n.Entries()[i]
		if e.FromFields {
			continue
		}
		out.Entries = append(out.Entries, ExportEntry{Line: e.Line, From: e.When.From, To: e.When.To, Precision: string(e.When.Precision), Approximate: e.When.Approximate, Time: e.Time, Minutes: e.Minutes,
			Kind: string(e.Kind), Class: e.Class.String(), Direction: string(e.Direction), Planned: e.Planned, Counted: e.Counted(), Owner: e.WithOwner, People: who(e.People),
			Tags: form.List(e.Tags), Next: e.Next, NextReason: e.NextReason, Text: e.Raw})
	}
	for i := range n.Promises() {
		p := &n.Promises()[i]
		out.Promises = append(out.Promises, ExportPromise{p.Line, p.Text, string(p.State), p.Due, p.Start, p.DoneOn, p.IsTheirs(), who(p.People)})
	}
	for _, q := range n.Questions() {
		out.Questions = append(out.Questions, ExportQuestion{q.Line, q.Text, q.Asked})
	}
	for _, m := range n.ToMeet() {
		out.ToMeet = append(out.ToMeet, ExportMeeting{m.Line, m.Person.Text, m.Text, m.Done})
	}
	return out
}

// exportFields are a note's fields, known ones under their own names.
func exportFields(n *parse.Note) map[string][]string {
	out := map[string][]string{}
	for _, info := range parse.FieldsOf(n.Kind) {
		if values := n.List(info.Name); len(values) > 0 {
			out[info.Name] = values
		}
	}
	for _, key := range n.OwnKeys() {
		out[key] = n.Named(key)
	}
	return out
}

// ExportRow is one contact as a row of a table. Several values of a field stand
// in one cell with "; " between them.
type ExportRow struct {
	Name         string    `json:"name"`
	Org          string    `json:"org"`
	Role         string    `json:"role"`
	Email        string    `json:"email"`
	Phone        string    `json:"phone"`
	LinkedIn     string    `json:"linkedin"`
	URL          string    `json:"url"`
	Handles      string    `json:"handles"`
	Birthday     string    `json:"birthday"`
	Place        string    `json:"place"`
	Aliases      string    `json:"aliases"`
	Pronouns     string    `json:"pronouns"`
	Say          string    `json:"say"`
	Cue          string    `json:"cue"`
	Level        string    `json:"level"`
	Sector       string    `json:"sector"`
	Skills       string    `json:"skills"`
	Interests    string    `json:"interests"`
	Groups       string    `json:"groups"`
	School       string    `json:"school"`
	Relation     string    `json:"relation"`
	Tier         string    `json:"tier"`
	Cadence      string    `json:"cadence"`
	Met          string    `json:"met"`
	MetAt        string    `json:"met_at"`
	MetHow       string    `json:"met_how"`
	IntroducedBy string    `json:"introduced_by"`
	Knows        string    `json:"knows"`
	Status       string    `json:"status"`
	Tags         string    `json:"tags"`
	Spoke        date.Date `json:"spoke"`
	Touch        date.Date `json:"touch"`
	Path         string    `json:"path"`

	note *parse.Note // with the keys of the user's own
}

func (r ExportRow) OwnKeys() []string { return r.note.OwnKeys() }

func (r ExportRow) OwnCell(key string) string { return form.PlainTexts(r.note.Named(key), "; ") }

// MakeExportRows makes a table of the selected contacts. The last
// conversations are those of lines that may leave the folder.
func MakeExportRows(public *public.Folder, notes []*parse.Note, today date.Date) []ExportRow {
	rows := []ExportRow{}
	for _, n := range notes {
		p := public.Person(n)
		if p == nil {
			continue
		}
		c := public.Days(p, today)
		all := func(field string) string { return form.PlainTexts(n.List(field), "; ") }
		rows = append(rows, ExportRow{Name: n.Name, Org: all("org"), Role: all("role"), Email: all("email"), Phone: all("phone"), LinkedIn: all("linkedin"), URL: all("url"), Handles: all("handles"),
			Birthday: all("birthday"), Place: all("place"), Aliases: all("aliases"), Pronouns: all("pronouns"), Say: all("say"), Cue: all("cue"), Level: all("level"), Sector: all("sector"),
			Skills: all("skills"), Interests: all("interests"), Groups: all("groups"), School: all("school"), Relation: all("relation"), Tier: all("tier"), Cadence: all("cadence"), Met: all("met"),
			MetAt: all("met_at"), MetHow: all("met_how"), IntroducedBy: all("introduced_by"), Knows: all("knows"), Status: all("status"), Tags: strings.Join(n.Tags(), "; "), Spoke: c.Spoke, Touch: c.Touch, Path: n.Path, note: n})
	}
	return rows
}

// ExportCSV is the table as CSV; cells that a spreadsheet would run are
// defused unless raw.
func ExportCSV(rows []ExportRow, raw bool) ([]byte, error) {
	var b bytes.Buffer
	err := form.CSV(&b, rows, raw)
	return b.Bytes(), err
}

// ExportJSON is the data as indented JSON.
func ExportJSON(e Export) ([]byte, error) { return form.Encode(e, "  ") }
