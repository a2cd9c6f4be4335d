package report

import (
	"fmt"
	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
	"slices"
)

// gapper works the findings out.
type gapper struct {
	*network.Network
	me        parse.Me
	wants     []wantState
	graph     *network.Graph // of known ties among live people
	alive     []*network.Member
	parts     [][]int // components of graph
	known     coverage
	findings  []Finding
	only      []Finding // of whose kinds findings are wanted; nil for all
	withheld  []Withheld
	calmly    []string
	today     parse.Date
	targetsIn bool
}

func newGapper(ix *index.Index, today parse.Date) *gapper { return gapperOf(network.New(ix, today)) }

// gapperOf is for a network that is worked out already.
func gapperOf(w *network.Network) *gapper {
	g := &gapper{Network: w, today: w.Today}
	g.alive = g.Live()
	if g.Targets() != nil {
		g.me, g.targetsIn = g.Targets().Me, true
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

// add keeps a finding.
func (g *gapper) add(f Finding, people ...*network.Member) {
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

func gapPerson(m *network.Member) GapPerson { return GapPerson{m.Name, m.Path} }

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
func (g *gapper) who(m *network.Member) string {
	if found := g.Resolve(m.Name, func(n *parse.Note) bool { return n.Kind == parse.ContactNote }); len(found) == 1 {
		return m.Name
	}
	return m.Path
}
