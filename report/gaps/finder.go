package gaps

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Finder works the findings out.
type Finder struct {
	*network.Network
	Me        parse.Me
	wants     []WantState
	alive     []*network.Member
	structure func() structure // worked out once, when it is asked for
	known     func() coverage  // the same
	findings  []Finding
	only      []Finding              // of whose kinds findings are wanted; nil for all
	telling   bool                   // whether the arithmetic is asked for
	mentor    func() *network.Member // the likeliest, sought once
	withheld  []Withheld
	calmly    []string
	Today     date.Date
	targetsIn bool
}

func New(ix *index.Index, today date.Date) *Finder { return Of(network.New(ix, today)) }

// Of is for a network that is worked out already.
func Of(w *network.Network) *Finder {
	g := &Finder{Network: w, Today: w.Today}
	g.alive = g.Live()
	if g.Targets() != nil {
		g.Me, g.targetsIn = g.Targets().Me, true
	}
	g.structure, g.known, g.mentor = sync.OnceValue(g.structured), sync.OnceValue(g.covered), sync.OnceValue(g.likeliestMentor)
	return g
}

// structure is the graph of known ties among live people.
type structure struct {
	graph *network.Graph
	parts [][]int // its components
}

func (g *Finder) structured() structure {
	nodes := make([]int, len(g.alive))
	for i, m := range g.alive {
		nodes[i] = m.ID
	}
	graph := g.Ties.Graph(nodes)
	return structure{graph, graph.Components()}
}

// Finding is one thing that is missing: a sentence, the people it is about,
// the numbers behind it, and one thing to do.
type Finding struct {
	ID         string          `json:"id"`
	Severity   float64         `json:"severity"`
	Unchanged  bool            `json:"unchanged"` // the same a week ago
	Title      string          `json:"title"`
	Text       string          `json:"text"`
	People     []Person        `json:"people"`
	Numbers    map[string]any  `json:"numbers"`
	Quarter    string          `json:"quarter,omitempty"`
	Candidates []Candidate     `json:"candidates,omitzero"` // nil where a kind of finding has none
	Do         string          `json:"do"`                  // a command
	Why        []form.Evidence `json:"why,omitempty"`       // the arithmetic, with --why

	about string         // which of several findings of one kind
	words func(*Finding) // sets the sentences and the people of one that is shown; nil where they are set
}

// Person is somebody a finding is about; the path is absent for a name
// without a note.
type Person struct {
	Name string `json:"name"`
	Path string `json:"path,omitempty"`
}

// Withheld is a finding that cannot be made, and why.
type Withheld struct {
	ID  string `json:"id"`
	Why string `json:"why"`
	Do  string `json:"do,omitempty"`
}

// Report is what is missing in the network, relative to the one the user wants.
type Report struct {
	Today    date.Date   `json:"today"`
	Me       Me          `json:"me"`
	Findings []Finding   `json:"findings"`
	Withheld []Withheld  `json:"withheld"`
	More     int         `json:"more"` // findings left out by the limit
	CouldUse []CouldUse  `json:"could_use"`
	Search   []SearchRow `json:"search,omitempty"` // only while searching for a job
	Metrics  *Metrics    `json:"metrics,omitempty"`

	id      string
	calm    []string // why there is nothing to say, of one kind of finding
	targets string   // the note's path
	until   date.When
	people  int
	live    int
	why     bool
	all     bool
}

// Me is the user as targets.md describes them.
type Me struct {
	Name     string    `json:"name,omitempty"`
	Email    []string  `json:"email,omitempty"`
	LinkedIn string    `json:"linkedin,omitempty"`
	Org      string    `json:"org,omitempty"`
	Since    date.Date `json:"since,omitzero"`
	Level    string    `json:"level,omitempty"`
	Sector   string    `json:"sector,omitempty"`
	School   []string  `json:"school,omitempty"`
}

// add keeps a finding.
func (g *Finder) add(f Finding, people ...*network.Member) {
	if f.People == nil {
		f.People = []Person{}
	}
	f.name(people...)
	if f.Numbers == nil {
		f.Numbers = map[string]any{}
	}
	g.findings = append(g.findings, f)
}

// name adds those whom a finding is about.
func (f *Finding) name(people ...*network.Member) {
	f.People = slices.Grow(f.People, len(people))
	for _, m := range people {
		f.People = append(f.People, gapPerson(m))
	}
}

func gapPerson(m *network.Member) Person { return Person{m.Name, m.Path} }

// calm says with numbers why there is nothing to say; it is shown to whoever
// asks for this kind of finding alone.
func (g *Finder) calm(format string, args ...any) {
	g.calmly = append(g.calmly, fmt.Sprintf(format, args...))
}

// withhold says why a finding cannot be made.
func (g *Finder) withhold(id, why, do string) {
	if w := (Withheld{id, why, do}); !slices.Contains(g.withheld, w) {
		g.withheld = append(g.withheld, w)
	}
}

// needsTargets withholds a finding where there is nothing to compare with.
func (g *Finder) needsTargets(id string) bool {
	if !g.targetsIn {
		g.withhold(id, "there is no targets.md to compare with", txt.Command("help", "gaps"))
	}
	return !g.targetsIn
}

// Rank is a level's place in a career, or -1; emeritus counts as senior.
func Rank(level string) int {
	level = txt.FoldName(level)
	if level == "emeritus" {
		level = "senior"
	}
	return slices.Index(parse.Levels(), level)
}

// tell is a line of arithmetic.
func tell(format string, args ...any) form.Evidence {
	return form.Evidence{Text: fmt.Sprintf(format, args...)}
}

// tellAt is a line of arithmetic about a log line.
func tellAt(l *index.Line, format string, args ...any) form.Evidence {
	e := form.At(l)
	e.Text = fmt.Sprintf(format, args...)
	return e
}

// who is the argument that names a member and nobody else.
func (g *Finder) who(m *network.Member) string {
	if found := g.Resolve(m.Name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return m.Name
	}
	return m.Path
}

// byCloseness orders people by strength, then by who spoke last.
func byCloseness(a, b *network.Member) int {
	if x, y := distance(a), distance(b); x != y {
		return x - y
	}
	return strings.Compare(a.Name, b.Name)
}

// distance is a number by which people are ordered before their names: less is
// closer.
func distance(m *network.Member) int {
	return int((1-m.Strength.Weight())*10)<<32 + m.Ago
}

// coverage is how much is recorded of who knows whom.
type coverage struct {
	tied, people int // of those who count: with a known tie, and all
}

func (c coverage) percent() int { return form.Percent(c.tied, c.people) }

// Metrics are the measures of structure: the graph is the user and those
// they talk with, with their known ties. The measures of the user need somebody
// to measure.
type Metrics struct {
	N             int      `json:"n"`
	T             int      `json:"t"`
	EffectiveSize float64  `json:"effective_size"`
	Efficiency    float64  `json:"efficiency"`
	Constraint    float64  `json:"constraint"`
	Hierarchy     *float64 `json:"hierarchy,omitempty"`           // none with one person
	Weighted      *float64 `json:"constraint_weighted,omitempty"` // with the strengths of the ties
	Bridges       *int     `json:"bridges,omitempty"`             // ties that alone hold two parts of a circle together
	Circles       []int    `json:"circles"`
}

// SearchRow is somebody at an organisation the user would like to work for.
type SearchRow struct {
	Name  string           `json:"name"`
	Path  string           `json:"path"`
	Org   string           `json:"org"`
	Tie   network.Strength `json:"tie"`
	Spoke date.Date        `json:"spoke,omitzero"`

	days  int
	heard string
}

// Candidate is somebody who may be one of those the user looks for: words in
// the notes say so, and no field. They never count.
type Candidate struct {
	Name string `json:"name"`
	Path string `json:"path"` // where the words stand
	Line int    `json:"line"`
	Word string `json:"word"` // the first of them
	Do   string `json:"do"`   // makes it a fact
}

// InCell is the candidate in a cell of a table.
func (c Candidate) InCell() string { return c.Name }

// CouldUse is something the user could use, and who could help with it.
type CouldUse struct {
	Text   string   `json:"text"`
	People []Person `json:"people"`
}

const (
	maxFindings   = 5 // a run shows
	unchangedDays = 7 // what was said so long ago as well comes last
)

// try works one finding out. Where that fails the finding is withheld, with
// the reason, and the others stand.
func (g *Finder) try(id string, work func()) (ok bool) {
	defer func() {
		if what := recover(); what != nil {
			g.withhold(id, fmt.Sprintf("could not be worked out: %v", what), "")
		}
	}()
	work()
	return true
}
