package intake

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/intake"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// Happened is what the things that happened, as other programs' files tell
// them, would write: each happening stands in one of the lists, is counted in
// LeftOut, or adds to a line of another.
type Happened struct {
	Lines   []NewLine   // lines to be written, by note and day
	Known   int         // happenings that stand in the notes already
	Moved   []MovedLine // planned lines that change, and held ones that only differ
	Events  []intake.Happening
	Offered []NewAddress      // people known by name, whose address is new
	Doubted []DoubtedAddress  // people of whom it is not certain who they are
	Unknown []intake.Somebody // people without a note, each once
	LeftOut intake.Reasons
	Changes []disk.Change
}

// NewLine is a line that a note gets.
type NewLine struct {
	Name, Path string
	Line       string // without its bullet
	Rows       []int
	Planned    bool // it lies ahead
}

// MovedLine is a line of the calendar that the calendar tells otherwise now.
type MovedLine struct {
	Path     string
	Line     int
	Old, New string
	Held     bool // it is only shown: what was held is the user's to change
}

// NewAddress is an address that a known person wrote from.
type NewAddress struct{ Name, Path, Email string }

// DoubtedAddress is somebody whom the file names by an address that several
// notes have, or that is one person's under another's name; or whom nothing but
// the title of a row names.
type DoubtedAddress struct {
	Who    intake.Somebody // of a row its title is the name
	People []*index.Person // whose address or name it is
	Row    int             // whose title names them, else 0
}

// Key is what stands for it in HappenedOptions.Same.
func (d *DoubtedAddress) Key() string {
	if d.Row > 0 {
		return strconv.Itoa(d.Row)
	}
	return cmp.Or(d.Who.Email, d.Who.LinkedIn)
}

// HappenedOptions settle what neither the files nor the notes tell.
type HappenedOptions struct {
	ByName   bool     // a full name is enough to know who is meant
	Standing bool     // take repeated meetings of many people
	Same     []string // ADDRESS=WHO or ROW=WHO: who is meant where it is doubtful; "all" by titles
	Unticked []Occasion
}

// Occasion is a row of a file on a day: of a series each day is one.
type Occasion struct {
	Row int
	Day string // YYYY-MM-DD
}

// Why a happening is left out.
const (
	NewOnes       = "new addresses of people known by name"
	Doubted       = "people of whom it is not certain who they are"
	StandingTalks = "standing meetings of many people (--standing takes them)"
	NobodyListed  = "nobody else is listed"
	Unticked      = "not taken by you"
)

// maxUnknown is how many people without a note are listed.
const maxUnknown = 5000

// teller holds happenings against the notes.
type teller struct {
	*index.Index
	options HappenedOptions
	out     Happened
	by      map[string][]*index.Person        // by "email:…" and "linkedin:…"
	meant   map[intake.Somebody]*index.Person // asked before
	doubted map[intake.Somebody]bool
	offered map[intake.Somebody]bool
	unknown map[intake.Somebody]bool // that are listed
	marks   map[string]marked        // the lines of a calendar, by their block's id
	talks   map[talk]*merged
	sorts   map[talk]*logline.Entry // by kind and direction alone
	order   []*merged
	edits   map[string]*edited
}

// marked is a line that bears the id of a calendar's event.
type marked struct {
	line *logline.Entry
	note *parse.Note
}

// talk is what makes several messages one line: a person, a day, who wrote and
// in which way.
type talk struct {
	who  *index.Person
	day  date.Date
	kind string
	from bool
}

// merged is one line in the making.
type merged struct {
	owner  *index.Person
	key    string // the owner's name, folded
	others []*index.Person
	last   intake.Happening
	rows   []int
}

// PlanHappened finds out whom the happenings of a file are about, which of them
// the notes tell already, and what the notes would be afterwards.
func PlanHappened(ix *index.Index, f intake.File, o HappenedOptions) (Happened, error) {
	t := teller{Index: ix, options: o, by: byAddress(ix), meant: map[intake.Somebody]*index.Person{}, doubted: map[intake.Somebody]bool{}, offered: map[intake.Somebody]bool{}, unknown: map[intake.Somebody]bool{},
		marks: marks(ix), talks: map[talk]*merged{}, sorts: map[talk]*logline.Entry{}, edits: map[string]*edited{}}
	for _, h := range f.Happenings {
		t.take(h)
	}
	if err := t.write(); err != nil {
		return t.out, err
	}
	return t.out, nil
}

// take finds out what becomes of one happening.
func (t *teller) take(h intake.Happening) {
	if m, ok := t.marks[h.ID]; ok && h.ID != "" {
		t.again(h, m)
		return
	}
	people := t.people(h)
	if h.Guessed && !h.Gathering && len(people) > 0 {
		if people = t.byTitle(h, people); len(people) == 0 {
			t.out.LeftOut.Add(Doubted)
			return
		}
	}
	if h.Gathering {
		t.out.Events = append(t.out.Events, h)
		return
	}
	if why := t.leftOut(h, people); why != "" {
		t.out.LeftOut.Add(why)
		return
	}
	if h.ID != "" {
		if t.known(people[0], h) {
			t.out.Known++
			return
		}
		t.order = append(t.order, &merged{owner: people[0], key: txt.FoldName(people[0].Name), others: people[1:], last: h, rows: []int{h.Row}})
		return
	}
	known := 0
	for _, p := range people { // a letter to several is a line of each
		if t.known(p, h) {
			known++
			continue
		}
		t.merge(p, h)
	}
	if known == len(people) {
		t.out.Known++
	}
}

// leftOut is why nothing is told of what happened with some people; empty where
// it is.
func (t *teller) leftOut(h intake.Happening, people []*index.Person) string {
	is := func(of map[intake.Somebody]bool) bool {
		return slices.ContainsFunc(h.People, func(who intake.Somebody) bool { return of[who] })
	}
	switch nobody := len(people) == 0; {
	case nobody && h.Guessed:
		return NobodyListed
	case nobody && is(t.doubted):
		return Doubted
	case nobody && is(t.offered):
		return NewOnes
	case nobody:
		t.unknownTo(h.People)
		return intake.Unknown
	case h.Cancelled:
		return "called off before it was noted"
	case h.Standing && !t.options.Standing:
		return StandingTalks
	case slices.Contains(t.options.Unticked, Occasion{h.Row, h.Day.String()}):
		return Unticked
	}
	return ""
}

// unknownTo lists people whom no note knows.
func (t *teller) unknownTo(people []intake.Somebody) {
	for _, who := range people {
		if !t.unknown[who] && len(t.out.Unknown) < maxUnknown {
			t.unknown[who] = true
			t.out.Unknown = append(t.out.Unknown, who)
		}
	}
}

// known reports whether a person's story has the thing already: a line of that
// day, of its class and direction.
func (t *teller) known(p *index.Person, h intake.Happening) bool {
	e := t.entryOf(p, h)
	return e != nil && slices.ContainsFunc(p.Lines(), func(l *index.Line) bool {
		return l.Class == e.Class && l.Direction == e.Direction && l.When.Precision == date.ByDay && (l.When.From == h.Day || l.When.From == h.Also)
	})
}

// entryOf is a line of the happening's kind, as it would be read: its class and
// direction are the same for everybody.
func (t *teller) entryOf(p *index.Person, h intake.Happening) *logline.Entry {
	sort := talk{kind: h.Kind, from: h.From}
	e, ok := t.sorts[sort]
	if !ok {
		e, _ = t.Entry(p.Note, t.sentence(&merged{owner: p, last: intake.Happening{Day: h.Day, Kind: h.Kind, From: h.From}}))
		t.sorts[sort] = e
	}
	return e
}

// merge adds a message to the line of its person, day and direction.
func (t *teller) merge(p *index.Person, h intake.Happening) {
	key := talk{p, h.Day, h.Kind, h.From}
	m := t.talks[key]
	if m == nil {
		m = &merged{owner: p, key: txt.FoldName(p.Name), last: h}
		t.talks[key] = m
		t.order = append(t.order, m)
	} else if isLater(h, m.last) {
		m.last = h // whether it wants an answer is for the last word to say
	}
	m.rows = append(m.rows, h.Row)
}

// isLater reports whether a word came after another, in whatever order they
// stand in the file; of two of one moment the one that wants an answer.
func isLater(a, b intake.Happening) bool {
	if !a.At.Equal(b.At) {
		return a.At.After(b.At)
	}
	if a.NoReply != b.NoReply {
		return b.NoReply
	}
	return a.Text > b.Text
}

// sentence is a happening as a log line of its owner's note.
func (t *teller) sentence(m *merged) string {
	h := m.last
	line := h.Day.String()
	if h.Time != "" {
		line += " " + h.Time
	}
	if h.Planned {
		line += " planned"
	}
	line += " " + h.Kind
	switch {
	case h.From:
		line += " from " + t.called(m.owner)
	case h.ID != "":
		line += " with " + t.LinkTo(m.owner.Note, m.owner.Note)
		for _, p := range m.others {
			line += " and " + t.LinkTo(m.owner.Note, p.Note)
		}
	}
	if h.Text != "" {
		line += ": " + strings.ReplaceAll(strings.ReplaceAll(h.Text, "->", "→"), "#", "＃")
	}
	if h.NoReply {
		line += " #noreply"
	}
	if h.ID != "" {
		line += " ^" + h.ID
	}
	return line
}

// again holds an event against the line that bears its mark: a planned line
// follows the calendar, a held one is the user's.
func (t *teller) again(h intake.Happening, m marked) {
	after := moved(m.line.Raw, h, m.line)
	if after == m.line.Raw {
		t.out.Known++
		return
	}
	t.out.Moved = append(t.out.Moved, MovedLine{Path: m.note.Path, Line: m.line.Line, Old: m.line.Raw, New: after, Held: !m.line.Planned})
}

// moved is a marked line as the calendar tells it now: its day and time, and
// whether it lies ahead or was called off. The words stay as they are.
func moved(raw string, h intake.Happening, e *logline.Entry) string {
	_, rest, _ := strings.Cut(raw, " ")
	if e.Time != "" {
		rest = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rest), e.Time))
	}
	planned := false
	if after, ok := strings.CutPrefix(rest, "planned "); ok {
		rest, planned = after, true
	}
	line := h.Day.String()
	if h.Time != "" {
		line += " " + h.Time
	}
	switch {
	case h.Cancelled && strings.HasPrefix(rest, "cancelled "):
	case h.Cancelled:
		rest = "cancelled " + rest
	case h.Planned || !planned && e.Planned:
		line += " planned"
	}
	return line + " " + rest
}

// told is what one note gets.
type told struct {
	owner *index.Person
	list  []*merged
	note  *parse.Note // afterwards
	lines []NewLine
	err   error
}

// write makes the lines, each proven by how it reads.
func (t *teller) write() error {
	slices.SortStableFunc(t.order, func(a, b *merged) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.owner.Path, b.owner.Path), a.last.Day.Compare(b.last.Day),
			a.last.At.Compare(b.last.At), cmp.Compare(a.last.Time, b.last.Time), cmp.Compare(a.last.Kind, b.last.Kind))
	})
	var all []told
	for _, m := range t.order {
		if len(all) == 0 || all[len(all)-1].owner != m.owner {
			all = append(all, told{owner: m.owner, note: m.owner.Note})
		}
		last := &all[len(all)-1]
		last.list = append(last.list, m)
	}
	parallel.Each(len(all), 16, func(start, end int) {
		for i := start; i < end; i++ {
			all[i].err = t.writeLines(&all[i], all[i].list)
		}
	})
	for i := range all {
		if all[i].err != nil {
			return all[i].err
		}
		t.edit(all[i].owner.Note).after = all[i].note
		t.out.Lines = append(t.out.Lines, all[i].lines...)
	}
	for _, m := range t.out.Moved {
		if m.Held {
			continue
		}
		i := slices.IndexFunc(t.Notes(), func(n *parse.Note) bool { return n.Path == m.Path })
		e := t.edit(t.Notes()[i])
		after, err := edit.ReplaceEntry(t.Reader(), e.after, m.Old, m.New)
		if err != nil {
			return err
		}
		e.after = after
	}
	for _, file := range slices.Sorted(maps.Keys(t.edits)) {
		e := t.edits[file]
		t.out.Changes = append(t.out.Changes, disk.Change{Path: file, Old: e.before.Source(), New: e.after.Source()})
	}
	t.out.Changes = disk.Changed(t.out.Changes)
	return nil
}

// writeLines makes the lines of one note in one edit. Where that is refused, it
// makes them in two halves, down to the line that is to blame: that one is
// written without its words, which would not stay words.
func (t *teller) writeLines(to *told, list []*merged) error {
	lines := make([]string, len(list))
	for i, m := range list {
		lines[i] = t.sentence(m)
	}
	after, err := edit.InsertEntries(t.Reader(), to.note, lines)
	switch {
	case err == nil:
		to.note = after
		for i, m := range list {
			slices.Sort(m.rows)
			l := NewLine{Name: m.owner.Name, Path: m.owner.Path, Line: lines[i], Rows: m.rows, Planned: m.last.Planned}
			to.lines = append(to.lines, l)
		}
		return nil
	case len(list) > 1:
		half := len(list) / 2
		if err := t.writeLines(to, list[:half]); err != nil {
			return err
		}
		return t.writeLines(to, list[half:])
	case list[0].last.Text != "":
		list[0].last.Text = ""
		return t.writeLines(to, list)
	}
	return err
}

func (t *teller) edit(n *parse.Note) *edited {
	if t.edits[n.Path] == nil {
		t.edits[n.Path] = &edited{n, n}
	}
	return t.edits[n.Path]
}
