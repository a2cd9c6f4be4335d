package report

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
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
	People  []Captured `json:"people"` // where it is not certain: whom it may mean
	On      parse.Date `json:"on"`
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
}

// Captured is somebody a capture names.
type Captured struct {
	Name  string `json:"name"`
	Path  string `json:"path,omitempty"` // absent for somebody new
	Known bool   `json:"known"`
}

// ReadCaptures reads the captures of an event, or of the whole inbox where
// event is nil.
func ReadCaptures(ix *index.Index, event *index.Event, today parse.Date) []CaptureRow {
	rows := []CaptureRow{}
	for _, n := range ix.Notes {
		if !isCapture(n) {
			continue
		}
		c := ix.Reader().Capture(n)
		if e := eventOfCapture(ix, event, n, c); e != nil || event == nil {
			rows = append(rows, captureRow(ix, e, n, c, today))
		}
	}
	firstNames(rows)
	return rows
}

// isCapture reports whether a note is a capture: it lies in inbox/ and is
// nothing else.
func isCapture(n *parse.Note) bool {
	folder, _, ok := strings.Cut(n.Path, "/")
	return ok && strings.EqualFold(folder, "inbox") && n.Kind == parse.OtherNote && !strings.EqualFold(path.Base(n.Path), "readme.md")
}

// eventOfCapture is the event a capture belongs to: of those it may name the
// one, and for the event that is asked for also by its day.
func eventOfCapture(ix *index.Index, asked *index.Event, n *parse.Note, c parse.Capture) *index.Event {
	on := dayOfCapture(n, c)
	near := func(e *index.Event) bool {
		return on.IsZero() || e.Start.IsZero() || !on.Before(e.Start.AddDays(-captureBefore)) && !on.After(e.End.AddDays(captureAfter))
	}
	text := " " + topicKey(string(n.Source)) + " "
	names := func(e *index.Event) bool {
		return slices.ContainsFunc(e.Names(), func(name string) bool { return strings.Contains(text, " "+topicKey(name)+" ") })
	}
	if asked != nil {
		if other := slices.ContainsFunc(ix.Events, func(e *index.Event) bool { return e != asked && near(e) && names(e) }); names(asked) || near(asked) && !other {
			return asked
		}
		return nil
	}
	for _, e := range ix.Events {
		if !e.Start.IsZero() && !on.IsZero() && near(e) && names(e) {
			return e
		}
	}
	return nil
}

// dayOfCapture is the day in the capture, else the one its file is named after.
func dayOfCapture(n *parse.Note, c parse.Capture) parse.Date {
	if !c.When.IsZero() {
		return c.When.To
	}
	base := path.Base(n.Path)
	day, _ := parse.ParseDay(base[:min(len(base), 10)])
	return day
}

func captureRow(ix *index.Index, e *index.Event, n *parse.Note, c parse.Capture, today parse.Date) CaptureRow {
	row := CaptureRow{Path: n.Path, Hook: c.Text, Verb: c.Verb, Lines: some(c.More), Note: n, EventNote: e, Pronouns: c.Pronouns, People: []Captured{}}
	row.On = dayOfCapture(n, c)
	if row.On.IsZero() || row.On.After(today) {
		row.On = today
	}
	row.who(ix, c)
	if e != nil {
		row.Event = e.Name
		row.dropEvent(e)
		row.within(e, dayOfCapture(n, c), c, today)
	}
	row.promote()
	if c.BadDate != "" {
		row.unsure(fmt.Sprintf("%q may be a date", c.BadDate))
	}
	row.Certain = row.Why == ""
	return row
}

// dropEvent leaves the event's name out at the start of a hook, since the line
// says where it was. A hook of nothing else gives way to the next line.
func (row *CaptureRow) dropEvent(e *index.Event) {
	hook := strings.TrimSpace(row.Hook)
	for _, name := range e.Names() {
		if len(hook) < len(name) || parse.FoldName(hook[:len(name)]) != parse.FoldName(name) {
			continue
		}
		rest := strings.TrimLeft(hook[len(name):], " ")
		if rest == "" {
			row.Hook = ""
		} else if strings.ContainsAny(rest[:1], ",:;.-") {
			row.Hook = strings.TrimLeft(rest, " ,:;.-")
		}
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
func (row *CaptureRow) within(e *index.Event, said parse.Date, c parse.Capture, today parse.Date) {
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
	if !c.When.IsZero() && outside {
		row.On = said
		row.unsure(day(said, today) + " is no day of the event")
	}
}

// unsure adds a reason to ask.
func (row *CaptureRow) unsure(why string) {
	if row.Why != "" {
		why = row.Why + "; " + why
	}
	row.Why = why
}

func isContact(n *parse.Note) bool { return n.Kind == parse.ContactNote }

func captured(n *parse.Note) Captured { return Captured{n.Name, n.Path, true} }

// who finds out whom a capture names.
func (row *CaptureRow) who(ix *index.Index, c parse.Capture) {
	if !c.Linked {
		if known, words, rest := knownAt(ix, c.Start); known != nil {
			row.known(known, words, rest, c)
			return
		}
	}
	switch len(c.Names) {
	case 0:
		row.nameless(ix, c)
	case 1:
		row.one(ix, c)
	default:
		for _, name := range c.Names {
			row.People = append(row.People, person1(ix, name))
		}
		if c.Linked {
			return
		}
		row.unsure("names " + fmt.Sprint(len(c.Names)) + " people")
	}
}

// person1 is somebody of an exact name, known or new.
func person1(ix *index.Index, name string) Captured {
	found := slices.DeleteFunc(slices.Clone(ix.Link(parse.Link{Target: name}, &parse.Note{})), func(n *parse.Note) bool { return !isContact(n) })
	if len(found) == 1 {
		return captured(found[0])
	}
	return Captured{Name: name}
}

// knownAt finds the longest name of a contact at the start of a text.
func knownAt(ix *index.Index, text string) (n *parse.Note, words int, rest string) {
	fields := strings.Fields(text)
	for k := min(len(fields), 6); k > 0; k-- {
		name := strings.TrimRight(strings.Join(fields[:k], " "), ",:;.!?-–—")
		found := slices.DeleteFunc(slices.Clone(ix.Link(parse.Link{Target: name}, &parse.Note{})), func(n *parse.Note) bool { return !isContact(n) })
		if len(found) == 1 {
			rest = text
			for range k {
				rest = strings.TrimLeft(rest, " \t")
				rest = rest[len(strings.Fields(rest)[0]):]
			}
			return found[0], len(strings.Fields(name)), strings.TrimLeft(rest, " \t,:;.–—-")
		}
	}
	return nil, 0, ""
}

// known takes somebody whose name stands at the start, unless the name goes on
// or another follows.
func (row *CaptureRow) known(n *parse.Note, words int, rest string, c parse.Capture) {
	row.People, row.Hook = []Captured{captured(n)}, rest
	switch {
	case len(c.Names) > 1:
		for _, name := range c.Names[1:] {
			row.People = append(row.People, Captured{Name: name})
		}
		row.Hook = c.Text
		row.unsure("names " + fmt.Sprint(len(c.Names)) + " people")
	case strings.HasPrefix(parse.Fold(rest), "and ") || strings.HasPrefix(rest, "& ") || strings.HasPrefix(rest, "+ "):
		row.unsure("may name somebody else as well")
	case len(c.Names) == 1 && len(strings.Fields(c.Names[0])) > words:
		row.People, row.Hook = []Captured{{Name: c.Names[0]}, captured(n)}, c.Text
		row.unsure("could be " + c.Names[0] + " or " + n.Name)
	}
}

// nameless is a capture that begins with no name, or with one in small letters.
func (row *CaptureRow) nameless(ix *index.Index, c parse.Capture) {
	if fields := strings.Fields(c.Start); len(fields) > 0 {
		if word := strings.Trim(fields[0], ",:;.!?()"); len([]rune(word)) > 2 {
			row.guesses(ix.Resolve(word, isContact))
		}
		if len(row.People) > 0 {
			row.Hook = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(c.Start, " "), fields[0]), " \t,:;.–—-")
		}
	}
	switch {
	case c.Text == "" && len(c.More) == 0:
		row.Why = "empty"
	case len(row.People) == 0:
		row.Why = "no name at its start"
	}
}

// guesses offers the people whom a part of a name may mean.
func (row *CaptureRow) guesses(found []*parse.Note) {
	var names []string
	for i, n := range found {
		if i == 4 {
			break
		}
		row.People, names = append(row.People, captured(n)), append(names, n.Name)
	}
	switch len(names) {
	case 0:
	case 1:
		row.Why = "only a part of a name: " + names[0] + "?"
	default:
		row.Why = "could be " + strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
	}
}

// one is a capture of one name that no note has.
func (row *CaptureRow) one(ix *index.Index, c parse.Capture) {
	name := c.Names[0]
	found := slices.Clone(ix.Link(parse.Link{Target: name}, &parse.Note{}))
	if c.Linked && len(found) == 1 && isContact(found[0]) {
		row.People = []Captured{captured(found[0])}
		return
	}
	words := strings.Fields(name)
	short := len(words) == 1 && !c.Linked || len([]rune(strings.TrimSuffix(words[len(words)-1], "."))) < 2
	switch near := ix.Resolve(name, isContact); {
	case len(found) > 0 && !isContact(found[0]):
		row.Why = name + " is the name of another note: " + found[0].Path
	case len(near) > 0:
		row.guesses(near)
	case short:
		row.People = []Captured{{Name: name}}
		row.Why = "only a first name"
	default:
		row.People = []Captured{{Name: name}}
		if like := similar(ix, name); like != nil {
			row.People = append(row.People, captured(like))
			row.Why = "could be " + like.Name
		}
	}
}

// similar is a contact whose name is nearly the same.
func similar(ix *index.Index, name string) *parse.Note {
	var names []string
	for _, p := range ix.People {
		names = append(names, p.Name)
	}
	near := parse.Nearest(name, names)
	i := slices.IndexFunc(ix.People, func(p *index.Person) bool { return p.Name == near })
	if near == "" || i < 0 {
		return nil
	}
	return ix.People[i].Note
}

// firstNames looks for those named by a part of their name among the new
// people of the other captures.
func firstNames(rows []CaptureRow) {
	for i := range rows {
		row := &rows[i]
		if row.Why != "only a first name" {
			continue
		}
		short := parse.FoldName(row.People[0].Name)
		for _, other := range rows {
			if other.Certain && !other.People[0].Known && strings.HasPrefix(parse.FoldName(other.People[0].Name), strings.TrimSuffix(short, ".")) {
				row.People = []Captured{other.People[0]}
				row.Why = "only a part of a name: " + other.People[0].Name + "?"
			}
		}
	}
}

// Guess is the answer to a capture's question that a person may just accept:
// the names it may mean, where there is one way to mean them.
func (row CaptureRow) Guess() string {
	if strings.HasPrefix(row.Why, "could be") || len(row.People) == 0 || strings.HasPrefix(row.Why, "only a first name") {
		return ""
	}
	var names []string
	for _, p := range row.People {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}
