package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
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
	Spoke        parse.Date   `json:"spoke,omitzero"`
	Touch        parse.Date   `json:"touch,omitzero"`
	Warmth       index.Warmth `json:"warmth,omitempty"`
	Tier         string       `json:"tier,omitempty"`
	Cadence      string       `json:"cadence,omitempty"`
	Status       string       `json:"status,omitempty"`
	Tags         []string     `json:"tags"`

	noteKind parse.NoteKind
	metOn    parse.When
	when     parse.When
}

// List is who the user knows.
type List struct {
	Today parse.Date
	Rows  []Row
	Empty string // why there are no rows, where there are none
}

// MakeList lists the notes that a query selects: contacts, unless it names a
// type; without those who are no part of the network any more, unless it names
// a status.
func MakeList(ix *index.Index, today parse.Date, q index.Query) List {
	l := List{Today: today, Rows: []Row{}}
	if q.Has("type") {
		for _, n := range ix.Notes() {
			if n.Kind != parse.ContactNote && ix.Match(q, n, nil, today) {
				l.Rows = append(l.Rows, noteRow(n))
			}
		}
	}
	parts := make([][]Row, len(ix.People())/peopleAtOnce+1)
	index.Each(len(ix.People()), peopleAtOnce, func(start, end int) {
		for _, p := range ix.People()[start:end] {
			c := ix.Clocks(p, today)
			if (q.Has("status") || listed(c.Status)) && ix.Match(q, p.Note, &c, today) {
				parts[start/peopleAtOnce] = append(parts[start/peopleAtOnce], personRow(p, &c))
			}
		}
	})
	l.Rows = append(l.Rows, slices.Concat(parts...)...)
	l.sort(byName)
	if len(l.Rows) == 0 {
		l.Empty = whyEmpty(ix, today, q)
	}
	return l
}

func listed(s parse.Status) bool {
	switch s {
	case parse.Archived, parse.Deceased, parse.DoNotContact, parse.Imported:
		return false
	}
	return true
}

func noteRow(n *parse.Note) Row {
	return Row{Name: n.Name, Path: n.Path, Kind: string(n.Kind), Org: n.Plain("org"), Sector: n.Text("sector"), Status: n.Text("status"), Tags: tagsOf(n), noteKind: n.Kind, when: n.When("start")}
}

func tagsOf(n *parse.Note) []string {
	if tags := n.Tags(); tags != nil {
		return tags
	}
	return []string{}
}

func personRow(p *index.Person, c *index.Clocks) Row {
	return Row{Name: p.Name, Path: p.Path, Org: p.Plain("org"), Role: p.Plain("role"), Level: p.Text("level"), Sector: p.Text("sector"),
		Met: p.Text("met"), MetAt: p.Plain("met_at"), MetHow: p.Text("met_how"), IntroducedBy: p.Plain("introduced_by"), Spoke: c.Spoke, Touch: c.Touch,
		Warmth: c.Warmth, Tier: c.Tier, Cadence: c.Cadence.String(), Status: string(c.Status), Tags: tagsOf(p.Note), noteKind: p.Kind, metOn: p.When("met")}
}

func byName(a, b Row) int {
	return cmp.Or(strings.Compare(parse.FoldName(a.Name), parse.FoldName(b.Name)), strings.Compare(a.Path, b.Path))
}

// sortKeys are the keys of --sort.
func sortKeys() map[string]func(a, b Row) int {
	text := func(get func(Row) string) func(a, b Row) int {
		return func(a, b Row) int {
			x, y := parse.FoldName(get(a)), parse.FoldName(get(b))
			if (x == "") != (y == "") {
				return strings.Compare(y, x) // the unknown last
			}
			return strings.Compare(x, y)
		}
	}
	return map[string]func(a, b Row) int{
		"name": byName,
		"org":  text(func(r Row) string { return r.Org }),
		"role": text(func(r Row) string { return r.Role }),
		"level": func(a, b Row) int {
			return slices.Index(parse.Levels(), a.Level) - slices.Index(parse.Levels(), b.Level)
		},
		"sector": text(func(r Row) string { return r.Sector }),
		"tier":   text(func(r Row) string { return r.Tier }),
		"warmth": func(a, b Row) int { return warmthRank(a.Warmth) - warmthRank(b.Warmth) },
		"status": text(func(r Row) string { return r.Status }),
		"met":    func(a, b Row) int { return b.metOn.From.Compare(a.metOn.From) },
		"spoke":  func(a, b Row) int { return b.Spoke.Compare(a.Spoke) },
		"touch":  func(a, b Row) int { return b.Touch.Compare(a.Touch) },
	}
}

func warmthRank(w index.Warmth) int {
	return slices.Index([]index.Warmth{index.New, index.Warm, index.Cooling, index.Cold, index.Dormant, index.Latent}, w)
}

// SortKeys lists the keys of --sort.
func SortKeys() []string {
	return []string{"name", "org", "role", "level", "sector", "tier", "warmth", "status", "met", "spoke", "touch"}
}

// SortBy sorts by a key, newest first for dates; a "-" before the key turns
// the order. It returns false for an unknown key.
func (l *List) SortBy(key string) bool {
	key, reverse := strings.CutPrefix(key, "-")
	less := sortKeys()[key]
	if less == nil {
		return false
	}
	l.sort(func(a, b Row) int {
		c := less(a, b)
		if reverse {
			c = -c
		}
		return cmp.Or(c, byName(a, b))
	})
	return true
}

func (l *List) sort(compare func(a, b Row) int) { slices.SortStableFunc(l.Rows, compare) }

// column is one column of the table.
type column struct {
	name, title string
	text        func(r Row, today parse.Date) string
}

func columns() []column {
	field := func(get func(Row) string) func(Row, parse.Date) string {
		return func(r Row, _ parse.Date) string { return get(r) }
	}
	return []column{
		{"name", "NAME", field(func(r Row) string { return r.Name })},
		{"org", "ORG", field(func(r Row) string { return r.Org })},
		{"how", "HOW YOU MET", field(howMet)},
		{"spoke", "LAST SPOKE", func(r Row, today parse.Date) string { return fullDay(r.Spoke) }},
		{"warmth", "", field(func(r Row) string { return string(r.Warmth) })},
		{"role", "ROLE", field(func(r Row) string { return r.Role })},
		{"level", "LEVEL", field(func(r Row) string { return r.Level })},
		{"sector", "SECTOR", field(func(r Row) string { return r.Sector })},
		{"met", "MET", field(func(r Row) string { return r.Met })},
		{"met_at", "MET AT", field(func(r Row) string { return r.MetAt })},
		{"met_how", "HOW", field(func(r Row) string { return r.MetHow })},
		{"introduced_by", "INTRODUCED BY", field(func(r Row) string { return r.IntroducedBy })},
		{"touch", "LAST TOUCH", func(r Row, today parse.Date) string { return fullDay(r.Touch) }},
		{"tier", "TIER", field(func(r Row) string { return r.Tier })},
		{"cadence", "CADENCE", field(func(r Row) string { return r.Cadence })},
		{"status", "STATUS", field(func(r Row) string { return r.Status })},
		{"tags", "TAGS", field(func(r Row) string { return strings.Join(r.Tags, " ") })},
		{"path", "PATH", field(func(r Row) string { return r.Path })},
		{"kind", "KIND", field(func(r Row) string { return string(r.noteKind) })},
		{"date", "DATE", func(r Row, today parse.Date) string { return fullDay(r.when.From) }},
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

// howMet says in a few words how the user met somebody.
func howMet(r Row) string {
	var parts []string
	switch {
	case r.MetAt != "":
		parts = append(parts, r.MetAt)
	case r.MetHow != "" && r.MetHow != "unknown":
		parts = append(parts, r.MetHow)
	}
	if !r.metOn.IsZero() && !strings.Contains(r.MetAt, fmt.Sprint(r.metOn.From.Year)) {
		month := ""
		if r.metOn.Precision != parse.ByYear {
			month = monthName(r.metOn.From.Month) + " "
		}
		parts = append(parts, fmt.Sprintf("%s%d", month, r.metOn.From.Year))
	}
	if r.IntroducedBy != "" {
		first, _, _ := strings.Cut(r.IntroducedBy, " ")
		parts = append(parts, "through "+first)
	}
	return strings.Join(parts, ", ")
}

// Table is the list's cells; names chooses the columns, and nil is the usual
// ones. It returns the first name that is no column.
func (l List) Table(names []string) (titles []string, cells [][]string, unknown string) {
	if len(names) == 0 {
		names = []string{"name", "org", "how", "spoke", "warmth"}
		if slices.ContainsFunc(l.Rows, func(r Row) bool { return r.Kind != "" }) {
			names = []string{"name", "kind", "date", "path"}
		}
	}
	all := columns()
	var chosen []column
	for _, name := range names {
		i := slices.IndexFunc(all, func(c column) bool { return c.name == name })
		if i < 0 {
			return nil, nil, name
		}
		chosen = append(chosen, all[i])
		titles = append(titles, all[i].title)
	}
	for _, r := range l.Rows {
		var row []string
		for _, c := range chosen {
			row = append(row, cut(inline(c.text(r, l.Today)), maxCell))
		}
		cells = append(cells, row)
	}
	return titles, cells, ""
}

// maxCell is the widest cell of a table, in columns: one long name must not
// push the others off every screen.
const maxCell = 300

// TableText aligns cells; where the terminal is too narrow, the widest columns
// give way first.
func TableText(titles []string, cells [][]string, style Style) []byte {
	p := painter{Style: style}
	widths := make([]int, len(titles))
	for i, title := range titles {
		widths[i] = width(title)
	}
	for _, row := range cells {
		for i, cell := range row {
			widths[i] = max(widths[i], width(cell))
		}
	}
	for style.Width > 0 && sum(widths)+2*(len(widths)-1) > style.Width {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] <= 8 {
			break
		}
		widths[widest]--
	}
	write := func(row []string, code string) {
		var b strings.Builder
		for i, cell := range row {
			if i > 0 {
				b.WriteString("  ")
			}
			b.WriteString(pad(cut(cell, widths[i]), widths[i]))
		}
		p.line(p.mark(code, strings.TrimRight(b.String(), " ")))
	}
	write(titles, dim)
	for _, row := range cells {
		write(row, "")
	}
	return p.b.Bytes()
}

func sum(ns []int) int {
	total := 0
	for _, n := range ns {
		total += n
	}
	return total
}
