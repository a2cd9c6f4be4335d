package report

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"netnotes/index"
	"netnotes/parse"
)

// Gaps is what is missing in the network, relative to the one the user wants.
type Gaps struct {
	Today    parse.Date   `json:"today"`
	Me       GapsMe       `json:"me"`
	Findings []Finding    `json:"findings"`
	Withheld []Withheld   `json:"withheld"`
	More     int          `json:"more"` // findings left out by the limit
	CouldUse []CouldUse   `json:"could_use"`
	Search   []SearchRow  `json:"search,omitempty"` // only while searching for a job
	Metrics  *GapsMetrics `json:"metrics,omitempty"`

	id      string
	calm    []string // why there is nothing to say, of one kind of finding
	targets string   // the note's path
	until   parse.When
	people  int
	live    int
	why     bool
	all     bool
}

// GapsMe is the user as targets.md describes them.
type GapsMe struct {
	Name     string     `json:"name,omitempty"`
	Email    []string   `json:"email,omitempty"`
	LinkedIn string     `json:"linkedin,omitempty"`
	Org      string     `json:"org,omitempty"`
	Since    parse.Date `json:"since,omitzero"`
	Level    string     `json:"level,omitempty"`
	Sector   string     `json:"sector,omitempty"`
	School   []string   `json:"school,omitempty"`
}

// Finding is one thing that is missing: a sentence, the people it is about,
// the numbers behind it, and one thing to do.
type Finding struct {
	ID         string         `json:"id"`
	Severity   float64        `json:"severity"`
	Unchanged  bool           `json:"unchanged"` // the same a week ago
	Title      string         `json:"title"`
	Text       string         `json:"text"`
	People     []GapPerson    `json:"people"`
	Numbers    map[string]any `json:"numbers"`
	Quarter    string         `json:"quarter,omitempty"`
	Candidates []Candidate    `json:"candidates,omitzero"` // nil where a kind of finding has none
	Do         string         `json:"do"`                  // a command
	Why        []Evidence     `json:"why,omitempty"`       // the arithmetic, with --why

	about string // which of several findings of one kind
}

// GapPerson is somebody a finding is about; the path is absent for a name
// without a note.
type GapPerson struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"`
}

// Withheld is a finding that cannot be made, and why.
type Withheld struct {
	ID  string `json:"id"`
	Why string `json:"why"`
	Do  string `json:"do,omitempty"`
}

// GapsOptions narrow the report.
type GapsOptions struct {
	ID      string // one kind of finding only
	All     bool   // no limit
	Why     bool   // with the arithmetic
	Metrics bool   // with the measures of structure
}

const (
	maxFindings   = 5 // a run shows
	unchangedDays = 7 // what was said so long ago as well comes last
)

// gapFamily is one kind of finding. The asked ones are made only when their
// name is given.
type gapFamily struct {
	id    string
	make  func(*gapper)
	asked bool
	all   bool // also with --all
}

// gapFamilies are all kinds of finding, in the order of equal severity.
func gapFamilies() []gapFamily {
	return []gapFamily{
		{id: "targets", make: (*gapper).targets},
		{id: "paths", make: (*gapper).targetPaths, asked: true},
		{id: "fragile", make: (*gapper).fragile},
		{id: "oneway", make: (*gapper).oneway},
		{id: "circles", make: (*gapper).circles},
		{id: "seniority", make: (*gapper).seniority},
		{id: "insular", make: (*gapper).insular},
		{id: "mentors", make: (*gapper).mentors},
		{id: "references", make: (*gapper).references},
		{id: "meeting", make: (*gapper).meeting},
		{id: "budget", make: (*gapper).budget},
		{id: "interview", make: (*gapper).interview},
		{id: "groups", make: (*gapper).groups},
		{id: "reconnect", make: (*gapper).reconnect, asked: true},
		{id: "introduce", make: (*gapper).introduce, asked: true, all: true},
	}
}

// GapIDs lists the kinds of finding.
func GapIDs() []string {
	var ids []string
	for _, f := range gapFamilies() {
		ids = append(ids, f.id)
	}
	return ids
}

// gapper works the findings out.
type gapper struct {
	*index.Network
	me        parse.Me
	wants     []wantState
	graph     *index.Graph // of known ties among live people
	alive     []*index.Member
	parts     [][]int // components of graph
	known     coverage
	findings  []Finding
	withheld  []Withheld
	calmly    []string
	today     parse.Date
	targetsIn bool
}

// MakeGaps works out what is missing on a day.
func MakeGaps(ix *index.Index, today parse.Date, o GapsOptions) Gaps {
	g := newGapper(ix, today)
	r := Gaps{Today: today, Me: g.gapsMe(), id: o.ID, why: o.Why, all: o.All, live: len(g.alive)}
	for _, m := range g.People {
		if m.Counts {
			r.people++
		}
	}
	g.find(o)
	if len(g.findings) > 0 {
		before := newGapper(ix, today.AddDays(-unchangedDays))
		before.find(o)
		g.compare(before.findings)
	}
	r.Findings = g.sorted()
	if o.ID == "" && !o.All && len(r.Findings) > maxFindings {
		r.More = len(r.Findings) - maxFindings
		r.Findings = r.Findings[:maxFindings]
	}
	if !o.Why {
		for i := range r.Findings {
			r.Findings[i].Why = nil
		}
	}
	r.calm = g.calmly
	r.fromTargets(g, o)
	if o.Metrics {
		g.try("metrics", func() { r.Metrics = g.metrics() })
	}
	r.Withheld = append([]Withheld{}, g.withheld...)
	return r
}

// find makes the findings that are asked for.
func (g *gapper) find(o GapsOptions) {
	for _, f := range gapFamilies() {
		if f.id == o.ID || o.ID == "" && (!f.asked || f.all && o.All) {
			g.try(f.id, func() { f.make(g) })
		}
	}
}

// compare marks what the notes of a week ago said as well, with the same
// numbers.
func (g *gapper) compare(before []Finding) {
	for i := range g.findings {
		f := &g.findings[i]
		f.Unchanged = slices.ContainsFunc(before, func(b Finding) bool {
			return b.ID == f.ID && b.about == f.about && reflect.DeepEqual(withoutDays(b.Numbers), withoutDays(f.Numbers))
		})
	}
}

// withoutDays are the numbers that do not change by themselves.
func withoutDays(numbers map[string]any) map[string]any {
	rest := maps.Clone(numbers)
	delete(rest, "days")
	delete(rest, "days_left")
	return rest
}

// try works one finding out. Where that fails the finding is withheld, with
// the reason, and the others stand.
func (g *gapper) try(id string, work func()) {
	defer func() {
		if what := recover(); what != nil {
			g.withhold(id, fmt.Sprintf("could not be worked out: %v", what), "")
		}
	}()
	work()
}

// fromTargets adds what only the targets note can tell.
func (r *Gaps) fromTargets(g *gapper, o GapsOptions) {
	r.CouldUse = []CouldUse{}
	if g.Targets() == nil {
		return
	}
	r.targets = g.Targets().Note.Path
	if o.ID == "" || o.ID == "targets" {
		g.try("could use", func() { r.CouldUse = g.couldUse() })
	}
	if g.Targets().Mode.SearchingOn(g.today) {
		r.until = g.Targets().Mode.When
		if o.ID == "" {
			g.try("search", func() { r.Search = g.search(o.All) })
		}
	}
}

func newGapper(ix *index.Index, today parse.Date) *gapper {
	g := &gapper{Network: ix.Network(today), today: today}
	g.alive = g.Live()
	if ix.Targets() != nil {
		g.me, g.targetsIn = ix.Targets().Me, true
	}
	nodes := make([]int, len(g.alive))
	for i, m := range g.alive {
		nodes[i] = m.ID
	}
	g.graph = g.Ties.Graph(nodes)
	g.parts = g.graph.Components()
	g.known = g.covered()
	return g
}

func (g *gapper) gapsMe() GapsMe {
	me := GapsMe{Name: g.me.Name, Email: g.me.Emails, LinkedIn: g.me.LinkedIn, Since: g.me.Since.From, Level: g.me.Level, Sector: g.me.Sector}
	if len(g.me.Orgs) > 0 {
		me.Org = parse.PlainText(g.me.Orgs[0])
	}
	for _, s := range g.me.Schools {
		me.School = append(me.School, parse.PlainText(s))
	}
	return me
}

// sorted puts what is new first, then what weighs most.
func (g *gapper) sorted() []Finding {
	slices.SortStableFunc(g.findings, func(a, b Finding) int {
		return cmp.Or(count(a.Unchanged)-count(b.Unchanged), cmp.Compare(b.Severity, a.Severity))
	})
	return append([]Finding{}, g.findings...)
}

// add keeps a finding.
func (g *gapper) add(f Finding, people ...*index.Member) {
	if f.People == nil {
		f.People = []GapPerson{}
	}
	for _, m := range people {
		f.People = append(f.People, gapPerson(m))
	}
	if f.Numbers == nil {
		f.Numbers = map[string]any{}
	}
	g.findings = append(g.findings, f)
}

func gapPerson(m *index.Member) GapPerson { return GapPerson{m.Name, m.Path} }

// calm says with numbers why there is nothing to say; it is shown to whoever
// asks for this kind of finding alone.
func (g *gapper) calm(format string, args ...any) {
	g.calmly = append(g.calmly, fmt.Sprintf(format, args...))
}

// withhold says why a finding cannot be made.
func (g *gapper) withhold(id, why, do string) {
	if w := (Withheld{id, why, do}); !slices.Contains(g.withheld, w) {
		g.withheld = append(g.withheld, w)
	}
}

// needsTargets withholds a finding where there is nothing to compare with.
func (g *gapper) needsTargets(id string) bool {
	if !g.targetsIn {
		g.withhold(id, "there is no targets.md to compare with", parse.Command("help", "gaps"))
	}
	return !g.targetsIn
}

// rank is a level's place in a career, or -1; emeritus counts as senior.
func rank(level string) int {
	level = parse.FoldName(level)
	if level == "emeritus" {
		level = "senior"
	}
	return slices.Index(parse.Levels(), level)
}

// tell is a line of arithmetic.
func tell(format string, args ...any) Evidence { return Evidence{Text: fmt.Sprintf(format, args...)} }

// tellAt is a line of arithmetic about a log line.
func tellAt(l *index.Line, format string, args ...any) Evidence {
	e := at(l)
	e.Text = fmt.Sprintf(format, args...)
	return e
}

// who is the argument that names a member and nobody else.
func (g *gapper) who(m *index.Member) string {
	if found := g.Resolve(m.Name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return m.Name
	}
	return m.Path
}
