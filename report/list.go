package report

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Row is one note of a list.
type Row struct {
	Name         string       `json:"name"`
	Path         string       `json:"path"`
	Kind         string       `json:"kind,omitempty"` // only where it is no contact
	Org          string       `json:"org,omitempty"`
	Role         string       `json:"role,omitempty"`
	Level        string       `json:"level,omitempty"`
	Sector       string       `json:"sector,omitempty"`
	Met          string       `json:"met,omitempty"` // as written
	MetAt        string       `json:"met_at,omitempty"`
	MetHow       string       `json:"met_how,omitempty"`
	IntroducedBy string       `json:"introduced_by,omitempty"`
	Spoke        date.Date    `json:"spoke,omitzero"`
	Touch        date.Date    `json:"touch,omitzero"`
	Warmth       index.Warmth `json:"warmth,omitempty"`
	Tier         string       `json:"tier,omitempty"`
	Cadence      string       `json:"cadence,omitempty"`
	Status       string       `json:"status,omitempty"`
	Tags         []string     `json:"tags"`

	noteKind parse.NoteKind
	metOn    date.When
	when     date.When
	note     *parse.Note
	asked    []string // columns that the row has not by itself
}

// MarshalJSON adds the columns that were asked for, as they are written: a text,
// or a list of texts.
func (r Row) MarshalJSON() ([]byte, error) {
	type row Row // without this method
	out, err := form.Encode(row(r), "")
	for _, key := range r.asked {
		texts := r.note.Named(key)
		if len(texts) == 0 || err != nil {
			continue
		}
		var value any = texts
		if len(texts) == 1 && !r.note.IsList(key) {
			value = texts[0]
		}
		var more []byte
		more, err = form.Encode(map[string]any{key: value}, "")
		out = slices.Concat(bytes.TrimSuffix(bytes.TrimSpace(out), []byte("}")), []byte(","), more[1:])
	}
	return out, err
}

// List is who the user knows.
type List struct {
	Today date.Date
	Rows  []Row
	Empty string // why there are no rows, where there are none
	ix    *index.Index

	chosen []column
}

// MakeList lists the notes that a query selects: contacts, unless it names a
// type; without those who are no part of the network any more, unless it names
// a status.
func MakeList(ix *index.Index, today date.Date, q query.Query) List {
	l := List{Today: today, Rows: []Row{}, ix: ix}
	if q.Has("type") {
		for _, n := range ix.Notes() {
			if n.Kind != parse.ContactNote && ix.Match(q, n, nil, today) {
				l.Rows = append(l.Rows, noteRow(n))
			}
		}
	}
	people := ix.People()
	rows, kept := make([]Row, len(people)), make([]bool, len(people)) // those of nobody listed are not touched
	parallel.Each(len(people), parallel.Batch, func(start, end int) {
		for i, p := range people[start:end] {
			c := ix.Days(p, today)
			if (q.Has("status") || index.Listed(c.Status)) && ix.Match(q, p.Note, &c, today) {
				rows[start+i], kept[start+i] = PersonRow(p, &c), true
			}
		}
	})
	n := 0
	for i := range rows {
		if kept[i] {
			rows[n] = rows[i]
			n++
		}
	}
	l.Rows = append(l.Rows, rows[:n]...)
	l.sort(sortKeys()["name"], false)
	if len(l.Rows) == 0 {
		l.Empty = due.WhyEmpty(ix, today, q)
	}
	return l
}

func noteRow(n *parse.Note) Row {
	return Row{Name: n.Name, Path: n.Path, Kind: string(n.Kind), Org: n.Plain("org"), Sector: n.Text("sector"), Status: n.Text("status"), Tags: tagsOf(n), noteKind: n.Kind, when: n.When("start"), note: n}
}

func tagsOf(n *parse.Note) []string {
	if tags := n.Tags(); tags != nil {
		return tags
	}
	return []string{}
}

func PersonRow(p *index.Person, c *index.Days) Row {
	return Row{Name: p.Name, Path: p.Path, Org: p.Plain("org"), Role: p.Plain("role"), Level: p.Text("level"), Sector: p.Text("sector"),
		Met: p.Text("met"), MetAt: p.Plain("met_at"), MetHow: p.Text("met_how"), IntroducedBy: p.Plain("introduced_by"), Spoke: c.Spoke, Touch: c.Touch,
		Warmth: c.Warmth, Tier: c.Tier, Cadence: c.Cadence.String(), Status: string(c.Status), Tags: tagsOf(p.Note), noteKind: p.Kind, metOn: p.When("met"), note: p.Note}
}

// sortKey is by what rows are sorted: a number, then a text.
type sortKey struct {
	number int
	text   string
}

// textKey sorts as people sort names; the unknown stand last.
func textKey(text string) sortKey {
	if text == "" {
		return sortKey{number: 1}
	}
	return sortKey{text: txt.FoldName(text)}
}

// dayKey sorts the newest first.
func dayKey(d date.Date) sortKey { return sortKey{number: -d.Days()} }

// sortKeys are the keys of --sort.
func sortKeys() map[string]func(r *Row) sortKey {
	return map[string]func(r *Row) sortKey{
		"name":   func(r *Row) sortKey { return sortKey{text: txt.NameKey(r.Name) + "\x00" + r.Path} },
		"org":    func(r *Row) sortKey { return textKey(r.Org) },
		"role":   func(r *Row) sortKey { return textKey(r.Role) },
		"level":  func(r *Row) sortKey { return sortKey{number: slices.Index(parse.Levels(), r.Level)} },
		"sector": func(r *Row) sortKey { return textKey(r.Sector) },
		"tier":   func(r *Row) sortKey { return textKey(r.Tier) },
		"warmth": func(r *Row) sortKey { return sortKey{number: warmthRank(r.Warmth)} },
		"status": func(r *Row) sortKey { return textKey(r.Status) },
		"met":    func(r *Row) sortKey { return dayKey(r.metOn.From) },
		"spoke":  func(r *Row) sortKey { return dayKey(r.Spoke) },
		"touch":  func(r *Row) sortKey { return dayKey(r.Touch) },
	}
}

func warmthRank(w index.Warmth) int {
	return slices.Index([]index.Warmth{index.New, index.Warm, index.Cooling, index.Cold, index.Dormant, index.Latent}, w)
}

// SortKeys lists the keys of --sort, beside which any key of the notes may stand.
func SortKeys() []string {
	return []string{"name", "org", "role", "level", "sector", "tier", "warmth", "status", "met", "spoke", "touch"}
}

// SortBy sorts by a key, newest first for dates; a "-" before the key turns
// the order. It returns false for an unknown key.
func (l *List) SortBy(key string) bool {
	key, reverse := strings.CutPrefix(key, "-")
	of := sortKeys()[key]
	if of == nil {
		if !l.ix.IsKey(key) {
			return false
		}
		of = func(r *Row) sortKey { return textKey(r.named(key, ", ")) }
	}
	l.sort(of, reverse)
	return true
}

// sort sorts by keys, each made once. Rows of one key stay as they stand: by name.
func (l *List) sort(of func(r *Row) sortKey, reverse bool) {
	type place struct {
		sortKey
		row int
	}
	places := make([]place, len(l.Rows))
	parallel.Each(len(places), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			places[i] = place{of(&l.Rows[i]), i}
		}
	})
	slices.SortFunc(places, func(a, b place) int {
		c := cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.text, b.text))
		if reverse {
			c = -c
		}
		return cmp.Or(c, a.row-b.row)
	})
	sorted := make([]Row, len(places))
	for i, p := range places {
		sorted[i] = l.Rows[p.row]
	}
	l.Rows = sorted
}

// column is one column of the table.
type column struct {
	name, title string
	text        func(r *Row, today date.Date) string
}

func columns() []column {
	field := func(get func(*Row) string) func(*Row, date.Date) string {
		return func(r *Row, _ date.Date) string { return get(r) }
	}
	return []column{
		{"name", "NAME", field(func(r *Row) string { return r.Name })},
		{"org", "ORG", field(func(r *Row) string { return r.Org })},
		{"how", "HOW YOU MET", field(func(r *Row) string { return r.HowMet() })},
		{"spoke", "LAST SPOKE", func(r *Row, today date.Date) string { return form.FullDay(r.Spoke) }},
		{"warmth", "", field(func(r *Row) string { return string(r.Warmth) })},
		{"role", "ROLE", field(func(r *Row) string { return r.Role })},
		{"level", "LEVEL", field(func(r *Row) string { return r.Level })},
		{"sector", "SECTOR", field(func(r *Row) string { return r.Sector })},
		{"met", "MET", field(func(r *Row) string { return r.Met })},
		{"met_at", "MET AT", field(func(r *Row) string { return r.MetAt })},
		{"met_how", "HOW", field(func(r *Row) string { return r.MetHow })},
		{"introduced_by", "INTRODUCED BY", field(func(r *Row) string { return r.IntroducedBy })},
		{"touch", "LAST TOUCH", func(r *Row, today date.Date) string { return form.FullDay(r.Touch) }},
		{"tier", "TIER", field(func(r *Row) string { return r.Tier })},
		{"cadence", "CADENCE", field(func(r *Row) string { return r.Cadence })},
		{"status", "STATUS", field(func(r *Row) string { return r.Status })},
		{"tags", "TAGS", field(func(r *Row) string { return strings.Join(r.Tags, " ") })},
		{"path", "PATH", field(func(r *Row) string { return r.Path })},
		{"kind", "KIND", field(func(r *Row) string { return string(r.noteKind) })},
		{"date", "DATE", func(r *Row, today date.Date) string { return form.FullDay(r.when.From) }},
	}
}

// ColumnNames lists the columns of --columns.
func ColumnNames() []string {
	var names []string
	for _, c := range columns() {
		names = append(names, c.name)
	}
	return names
}

// Choose takes the columns of the table; none are the usual ones. A column is
// one of ColumnNames, a field, or any key of the notes. It returns the first name
// that is none.
func (l *List) Choose(names []string) (unknown string) {
	if len(names) == 0 {
		names = []string{"name", "org", "how", "spoke", "warmth"}
		if slices.ContainsFunc(l.Rows, func(r Row) bool { return r.Kind != "" }) {
			names = []string{"name", "kind", "date", "path"}
		}
	}
	all := columns()
	l.chosen = nil
	var asked []string
	for _, name := range names {
		i := slices.IndexFunc(all, func(c column) bool { return c.name == name })
		switch {
		case i >= 0:
			l.chosen = append(l.chosen, all[i])
			continue
		case !l.ix.IsKey(name):
			return name
		}
		asked = append(asked, name)
		l.chosen = append(l.chosen, column{name, strings.ToUpper(strings.ReplaceAll(name, "_", " ")), func(r *Row, _ date.Date) string { return r.named(name, ", ") }})
	}
	for i := range l.Rows {
		l.Rows[i].asked = asked
	}
	return ""
}

// named are the values of a key for people.
func (r *Row) named(key, between string) string {
	return form.PlainTexts(r.note.Named(key), between)
}

// Table is the list's cells in the chosen columns.
func (l List) Table() (titles []string, cells [][]string) {
	for _, c := range l.chosen {
		titles = append(titles, c.title)
	}
	cells = make([][]string, len(l.Rows))
	all := make([]string, len(l.Rows)*len(l.chosen))
	parallel.Each(len(l.Rows), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			cells[i] = all[i*len(l.chosen) : (i+1)*len(l.chosen)]
			for at, c := range l.chosen {
				cells[i][at] = form.Cut(form.Inline(c.text(&l.Rows[i], l.Today)), maxCell)
			}
		}
	})
	return titles, cells
}

// CSV writes the chosen columns under their names, days as YYYY-MM-DD.
func (l List) CSV(w io.Writer, raw bool) error {
	var names []string
	for _, c := range l.chosen {
		names = append(names, c.name)
	}
	rows := [][]string{names}
	for _, r := range l.Rows {
		plain := map[string]any{"kind": string(r.noteKind), "date": r.when.From}
		value := reflect.ValueOf(r)
		for _, f := range reflect.VisibleFields(value.Type()) {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && plain[name] == nil {
				plain[name] = value.FieldByIndex(f.Index).Interface()
			}
		}
		var row []string
		for _, c := range l.chosen {
			v, ok := plain[c.name]
			if !ok {
				v = c.text(&r, l.Today)
			}
			if slices.Contains(r.asked, c.name) {
				v = r.named(c.name, "; ")
			}
			row = append(row, form.Cell(v, raw))
		}
		rows = append(rows, row)
	}
	out := csv.NewWriter(w)
	return out.WriteAll(rows)
}

// maxCell is the widest cell of a table, in columns: one long name must not
// push the others off every screen.
const maxCell = 300

// HowMet says in a few words how the user met somebody.
func (r Row) HowMet() string {
	var parts []string
	switch {
	case r.MetAt != "":
		parts = append(parts, r.MetAt)
	case r.MetHow != "" && r.MetHow != "unknown":
		parts = append(parts, r.MetHow)
	}
	if !r.metOn.IsZero() && !strings.Contains(r.MetAt, fmt.Sprint(r.metOn.From.Year)) {
		month := ""
		if r.metOn.Precision != date.ByYear {
			month = form.MonthName(r.metOn.From.Month) + " "
		}
		parts = append(parts, fmt.Sprintf("%s%d", month, r.metOn.From.Year))
	}
	if r.IntroducedBy != "" {
		first, _, _ := strings.Cut(r.IntroducedBy, " ")
		parts = append(parts, "through "+first)
	}
	return strings.Join(parts, ", ")
}
