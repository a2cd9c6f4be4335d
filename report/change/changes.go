package change

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
)

// Changes is what changed in the network from one moment to another.
type Changes struct {
	From          Point           `json:"from"`
	To            Point           `json:"to"`
	New           []ChangedPerson `json:"new"`
	Removed       []ChangedPerson `json:"removed"`
	Renamed       []ChangedField  `json:"renamed"` // another name
	Moved         []Move          `json:"moved"`   // another role or organisation
	Tiers         []ChangedField  `json:"tiers"`
	Statuses      []ChangedField  `json:"statuses"`
	Conversations int             `json:"conversations"` // one with several people counts once
	Spoke         []SpokeWith     `json:"spoke"`         // most first
	Promises      PromiseCounts   `json:"promises"`
	Quiet         []QuietPerson   `json:"quiet"` // warm then, and not spoken to since for longer than their rhythm

	today date.Date
}

// Point is one end of the comparison: a commit, or the folder as it is.
type Point struct {
	Name   string    `json:"name"` // as it was asked for; empty for the folder as it is
	Commit string    `json:"commit,omitempty"`
	Day    date.Date `json:"day"` // whose evening it is
	asked  bool      // the day was asked for, not a commit
}

// AskedDay is a point that was named by its day.
func (p Point) AskedDay() Point {
	p.asked = true
	return p
}

// ChangedPerson is somebody who is new or gone.
type ChangedPerson struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	MetAt string `json:"met_at,omitempty"`
}

// ChangedField is a field that says something else.
type ChangedField struct {
	Name string `json:"name"`
	Path string `json:"path"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Move is somebody's new role or organisation.
type Move struct {
	Name    string `json:"name"`
	Path    string `json:"path"`
	FromOrg string `json:"from_org,omitempty"`
	Org     string `json:"org,omitempty"`
	Was     string `json:"from_role,omitempty"`
	Role    string `json:"role,omitempty"`
}

// SpokeWith counts the conversations with one person.
type SpokeWith struct {
	Name          string    `json:"name"`
	Path          string    `json:"path"`
	Conversations int       `json:"conversations"`
	Last          date.Date `json:"last"`
}

// PromiseCounts are the promises of the time between.
type PromiseCounts struct {
	Made    []ChangedPromise `json:"made"`
	Kept    []ChangedPromise `json:"kept"`
	Dropped []ChangedPromise `json:"dropped"`
	Open    []ChangedPromise `json:"open"` // of those made
}

// ChangedPromise is a promise with whom it was given to.
type ChangedPromise struct {
	Name    string    `json:"name"`
	Path    string    `json:"path"`
	Line    int       `json:"line"`
	Text    string    `json:"text"`
	Due     date.Date `json:"due,omitzero"`
	Waiting bool      `json:"waiting,omitempty"` // theirs
}

// QuietPerson is somebody who has become quiet.
type QuietPerson struct {
	Name  string    `json:"name"`
	Path  string    `json:"path"`
	Since date.Date `json:"since"`
	tier  string
}

// MakeChanges compares two readings of a folder. Clocks are those of each
// point's day.
func MakeChanges(before, after *index.Index, from, to Point) Changes {
	c := Changes{From: from, To: to, today: to.Day, New: []ChangedPerson{}, Removed: []ChangedPerson{}, Renamed: []ChangedField{}, Moved: []Move{}, Tiers: []ChangedField{},
		Statuses: []ChangedField{}, Spoke: []SpokeWith{}, Quiet: []QuietPerson{}, Promises: PromiseCounts{[]ChangedPromise{}, []ChangedPromise{}, []ChangedPromise{}, []ChangedPromise{}}}
	w := comparison{Changes: &c, before: before, after: after, talks: map[*logline.Entry]bool{}, promises: map[*task.Promise]bool{}}
	people := slices.DeleteFunc(samePeople(before.People(), after.People()), w.unchanged)
	slices.SortStableFunc(people, func(a, b twoReadings) int { return txt.CompareNames(a.name(), b.name()) })
	for _, p := range people {
		w.person(p.before, p.after)
	}
	w.events()
	c.Conversations = len(w.talks)
	slices.SortStableFunc(c.Spoke, func(a, b SpokeWith) int { return cmp.Compare(b.Conversations, a.Conversations) })
	slices.SortStableFunc(c.Quiet, func(a, b QuietPerson) int { return cmp.Or(strings.Compare(a.tier, b.tier), a.Since.Compare(b.Since)) })
	return c
}

// comparison is one at work.
type comparison struct {
	*Changes
	before, after *index.Index
	talks         map[*logline.Entry]bool // conversations that were counted
	promises      map[*task.Promise]bool
}

// person compares one person; a nil one was not there.
func (w *comparison) person(before, after *index.Person) {
	switch {
	case before == nil:
		w.New = append(w.New, ChangedPerson{after.Name, after.Path, after.Plain("met_at")})
	case after == nil && w.after.Hidden(before.Path):
		return // nobody can tell
	case after == nil:
		w.Removed = append(w.Removed, ChangedPerson{before.Name, before.Path, before.Plain("met_at")})
		return
	default:
		w.fields(before.Note, after.Note)
	}
	w.spoke(before, after)
	w.compare(promisesOf(before), promisesOf(after), after.Name, func(p *task.Promise) string { return noteOf(after.Promises(), p) })
	w.quiet(before, after)
}

// unchanged reports whether nothing at all is to be said of somebody.
func (w *comparison) unchanged(p twoReadings) bool {
	return p.before != nil && p.after != nil && index.SameStory(p.before, p.after) && !w.isQuiet(p.before, p.after)
}

// fields compares what the fields say.
func (w *comparison) fields(before, after *parse.Note) {
	changed := func(c FieldChange) ChangedField { return ChangedField{after.Name, after.Path, c.From, c.To} }
	if before.Name != after.Name {
		w.Renamed = append(w.Renamed, changed(FieldChange{From: before.Name, To: after.Name}))
	}
	org, role := DiffField(before, after, "org"), DiffField(before, after, "role")
	if org.Changed() || role.Changed() {
		w.Moved = append(w.Moved, Move{after.Name, after.Path, org.From, org.To, role.From, role.To})
	}
	if tier := DiffField(before, after, "tier"); tier.Changed() {
		w.Tiers = append(w.Tiers, changed(tier))
	}
	if status := DiffField(before, after, "status"); status.Changed() {
		w.Statuses = append(w.Statuses, changed(status))
	}
}

// spoke counts the conversations since the first point that the later reading
// knows and the earlier one does not.
func (w *comparison) spoke(before, after *index.Person) {
	then := map[date.Date]bool{}
	if before != nil {
		for _, day := range w.before.Clocks(before, w.To.Day).Conversations {
			then[day] = true
		}
	}
	clocks := w.after.Clocks(after, w.To.Day)
	with := SpokeWith{Name: after.Name, Path: after.Path}
	for _, day := range clocks.Conversations {
		if then[day] || day.Before(w.From.Day) {
			continue
		}
		with.Conversations++
		with.Last = day
		w.talks[talkOf(clocks, day)] = true
	}
	if with.Conversations > 0 {
		w.Spoke = append(w.Spoke, with)
	}
}

// talkOf is the line that a day's conversation is known by, so that one with
// several people is told from several.
func talkOf(c index.Clocks, day date.Date) *logline.Entry {
	var found *logline.Entry
	for _, d := range c.Counted {
		if d.Day != day {
			continue
		}
		if found == nil || d.Class == logline.Sync || d.Direction == logline.With {
			found = d.Entry
		}
	}
	return found
}

func promisesOf(p *index.Person) []*task.Promise {
	if p == nil {
		return nil
	}
	return unwrap(p.Promises())
}

func unwrap(list []index.Promise) []*task.Promise {
	var out []*task.Promise
	for _, p := range list {
		out = append(out, p.Promise)
	}
	return out
}

func noteOf(list []index.Promise, p *task.Promise) string {
	for _, q := range list {
		if q.Promise == p {
			return q.Note.Path
		}
	}
	return ""
}

// compare counts promises made, kept and dropped; one given to two people
// counts once.
func (w *comparison) compare(before, after []*task.Promise, name string, path func(*task.Promise) string) {
	for _, c := range DiffPromises(before, after) {
		if c.After == nil || w.promises[c.After] {
			continue
		}
		w.promises[c.After] = true
		p := ChangedPromise{name, path(c.After), c.After.Line, c.After.Text, c.After.Due, c.After.Theirs}
		if c.Made() {
			w.Promises.Made = append(w.Promises.Made, p)
			if c.Open() {
				w.Promises.Open = append(w.Promises.Open, p)
			}
		}
		if c.Kept() {
			w.Promises.Kept = append(w.Promises.Kept, p)
		}
		if c.Dropped() {
			w.Promises.Dropped = append(w.Promises.Dropped, p)
		}
	}
}

// events compares the promises that stand in event notes for nobody in
// particular.
func (w *comparison) events() {
	old := map[string]*index.Event{}
	for _, e := range w.before.Events() {
		old[e.Path] = e
	}
	for _, e := range w.after.Events() {
		var before []*task.Promise
		if o := old[e.Path]; o != nil {
			if index.SameTasks(o, e) {
				continue
			}
			before = unwrap(o.Promises())
		}
		w.compare(before, unwrap(e.Promises()), e.Name, func(*task.Promise) string { return e.Path })
	}
}

// quiet tells of somebody who has gone quiet.
func (w *comparison) quiet(before, after *index.Person) {
	if before != nil && w.isQuiet(before, after) {
		now := w.after.Days(after, w.To.Day)
		w.Quiet = append(w.Quiet, QuietPerson{after.Name, after.Path, now.Spoke, due.TierRank(now.Tier)})
	}
}

// isQuiet reports whether somebody was warm at the first point and has since been
// silent for longer than their rhythm.
func (w *comparison) isQuiet(before, after *index.Person) bool {
	if w.From.Day.IsZero() {
		return false
	}
	now := w.after.Days(after, w.To.Day)
	if now.Status != parse.Active || now.Spoke.After(w.From.Day) || now.Warmth != index.Cooling && now.Warmth != index.Cold && now.Warmth != index.Dormant {
		return false
	}
	then := w.before.Days(before, w.From.Day)
	return then.Warmth == index.Warm || then.Warmth == index.New
}

// twoReadings is one person in two readings of the folder.
type twoReadings struct{ before, after *index.Person }

// samePeople pairs the people of two readings: by the path of the note; else,
// where the file was renamed, by the name; else, where both were, by the log,
// of which most is still the same.
func samePeople(before, after []*index.Person) []twoReadings {
	out := make([]twoReadings, 0, len(after))
	var fresh, gone []*index.Person
	for len(before) > 0 || len(after) > 0 { // both are given by path
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].Path < after[0].Path:
			gone, before = append(gone, before[0]), before[1:]
		case len(before) == 0 || after[0].Path < before[0].Path:
			fresh, after = append(fresh, after[0]), after[1:]
		default:
			out = append(out, twoReadings{before[0], after[0]})
			before, after = before[1:], after[1:]
		}
	}
	for _, p := range fresh {
		i := renamed(gone, p)
		if i < 0 {
			out = append(out, twoReadings{nil, p})
			continue
		}
		out = append(out, twoReadings{gone[i], p})
		gone = slices.Delete(gone, i, i+1)
	}
	for _, p := range gone {
		out = append(out, twoReadings{p, nil})
	}
	return out
}

// renamed finds who of those gone is now another file: by the name, else by the
// log.
func renamed(gone []*index.Person, p *index.Person) int {
	if i := slices.IndexFunc(gone, func(o *index.Person) bool { return txt.FoldName(o.Name) == txt.FoldName(p.Name) }); i >= 0 {
		return i
	}
	return slices.IndexFunc(gone, func(o *index.Person) bool {
		common := CommonEntries(o.Note, p.Note)
		return common > 0 && 2*common >= len(o.Entries())
	})
}

func (p twoReadings) name() string {
	if p.after != nil {
		return p.after.Name
	}
	return p.before.Name
}
