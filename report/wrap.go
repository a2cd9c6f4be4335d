package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/change"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Wrap is what became of the captures of an event, or of the whole inbox.
type Wrap struct {
	Today    date.Date            `json:"today"`
	Event    string               `json:"event,omitempty"`
	Path     string               `json:"path,omitempty"`
	Captures []change.CaptureRow  `json:"captures"`
	Other    int                  `json:"other"` // captures that are not of this event
	Made     []change.Captured    `json:"made"`  // notes for people under "## Met" who had none
	Goals    []WrapGoal           `json:"goals"`
	NoHook   []form.PersonRef     `json:"no_hook"` // met there, and nothing noted of it
	Thanks   []WrapThanks         `json:"thanks"`
	Changes  []change.WrittenLine `json:"changes"`

	written bool
}

// WrapGoal is a goal of the event, with the people met there whose skills,
// interests or level it names.
type WrapGoal struct {
	Text   string           `json:"text"`
	People []form.PersonRef `json:"people"`
	Want   int              `json:"want,omitempty"` // where the goal says a number
}

// WrapThanks are the thank-yous due on a day.
type WrapThanks struct {
	Due    date.Date        `json:"due"`
	People []form.PersonRef `json:"people"`
}

// Captures counts what lies in the inbox.
func Captures(ix *index.Index) int {
	n := 0
	for _, note := range ix.Notes() {
		n += form.Count(change.IsCapture(note))
	}
	return n
}

// MakeWrap gathers what follows from the captures: event is nil for the inbox
// as a whole, and after is the folder as it is once they are written.
func MakeWrap(after *index.Index, event *parse.Note, rows []change.CaptureRow, made []change.Captured, written change.Written, today date.Date) Wrap {
	w := Wrap{Today: today, Captures: rows, Made: made, Goals: []WrapGoal{}, NoHook: []form.PersonRef{}, Thanks: []WrapThanks{}, Changes: written.Changes, written: len(written.Changes) > 0}
	if w.Made == nil {
		w.Made = []change.Captured{}
	}
	if event == nil {
		return w
	}
	w.Event, w.Path = event.Name, event.Path
	e := after.EventAt(event.Path)
	if e == nil {
		return w
	}
	w.goals(after, e)
	w.thank(after, e)
	return w
}

// goals compares the goals with the people met, and names those of whom
// nothing is noted.
func (r *Wrap) goals(ix *index.Index, e *index.Event) {
	var met []*index.Person
	for _, p := range ix.People() {
		w := look(ix, p, r.Today)
		t, ok := w.metAt(e)
		if !ok {
			continue
		}
		met = append(met, p)
		if (t.Line == nil || hook(t.Line) == "") && !w.twinHook() && w.Text("cue") == "" {
			r.NoHook = append(r.NoHook, form.RefOf(p))
		}
	}
	r.NoHook = form.SortRefs(r.NoHook)
	r.Goals = goalsOf(e, met)
}

// goalsOf are an event's goals, each with whom of those met there it names.
func goalsOf(e *index.Event, met []*index.Person) []WrapGoal {
	out := []WrapGoal{}
	for _, text := range plainList(e.Note, "goals") {
		g := WrapGoal{Text: text, People: []form.PersonRef{}, Want: numberIn(text)}
		for _, p := range met {
			if fits(p, text) {
				g.People = append(g.People, form.RefOf(p))
			}
		}
		g.People = form.SortRefs(g.People)
		out = append(out, g)
	}
	return out
}

// numberIn is the first number of a goal, in figures or a word; 0 without one.
func numberIn(text string) int {
	for _, word := range strings.Fields(due.TopicKey(text)) {
		if n := slices.Index([]string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}, word); n > 0 {
			return n
		}
		n := 0
		if _, err := fmt.Sscanf(word, "%d", &n); err == nil && n > 0 && n < 1000 {
			return n
		}
	}
	return 0
}

// fits reports whether a goal names a skill, an interest, the level or the
// sector of a person. A goal with "outside" or "not" says whom it does not
// mean, which words alone cannot tell.
func fits(p *index.Person, goal string) bool {
	key := " " + due.TopicKey(goal) + " "
	for _, word := range []string{" not ", " outside ", " non ", " no ", " without "} {
		if strings.Contains(key, word) {
			return false
		}
	}
	for _, field := range []string{"skills", "interests", "level", "sector"} {
		for _, text := range p.List(field) {
			if k := due.TopicKey(text); k != "" && k != "other" && strings.Contains(key, " "+k+" ") {
				return true
			}
		}
	}
	return strings.Contains(key, " "+due.TopicKey(p.Name)+" ")
}

// thank gathers the open thank-yous of an event.
func (r *Wrap) thank(ix *index.Index, e *index.Event) {
	for _, p := range ix.People() {
		for _, it := range examine(ix, p, r.Today).Items {
			if it.Step != "thanks" || it.Status == due.Snoozed || it.After() != e.Name {
				continue
			}
			i := slices.IndexFunc(r.Thanks, func(t WrapThanks) bool { return t.Due == it.Due })
			if i < 0 {
				r.Thanks = append(r.Thanks, WrapThanks{Due: it.Due})
				i = len(r.Thanks) - 1
			}
			r.Thanks[i].People = append(r.Thanks[i].People, form.RefOf(p))
		}
	}
	slices.SortFunc(r.Thanks, func(a, b WrapThanks) int { return a.Due.Compare(b.Due) })
	for i := range r.Thanks {
		r.Thanks[i].People = form.SortRefs(r.Thanks[i].People)
	}
}

// Text writes what was taken, what is to be decided, and what comes next.
func (r Wrap) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(p.Mark(form.Bold, r.title()))
	wide := 0
	for _, row := range r.Captures {
		wide = max(wide, min(form.Width(row.Whom()), 40))
	}
	n := 0
	for _, taken := range []bool{true, false} {
		for _, row := range r.Captures {
			if (row.Certain || row.Taken) == taken {
				n++
				r.row(&p, n, row, wide)
			}
		}
	}
	for _, m := range r.Made {
		p.Line("    ", form.Pad(form.Inline(m.Name), wide), "  from ## Met  ", p.Mark(form.Dim, form.Inline(m.Path)))
	}
	r.after(&p)
	return p.Bytes()
}

// title counts the captures.
func (r Wrap) title() string {
	fresh, known, open := map[string]bool{}, map[string]bool{}, 0
	for _, row := range r.Captures {
		if !row.Certain && !row.Taken {
			open++
			continue
		}
		for _, who := range row.People {
			if who.Known {
				known[who.Path] = true
			} else {
				fresh[txt.FoldName(who.Name)] = true
			}
		}
	}
	text := form.Plural(len(r.Captures), "capture", "captures") + " in inbox"
	if len(r.Captures) == 0 {
		if r.Event != "" {
			return "No captures in inbox for " + r.Event
		}
		return "The inbox is empty"
	}
	var parts []string
	if len(fresh) > 0 {
		parts = append(parts, fmt.Sprintf("%d new %s", len(fresh), map[bool]string{true: "person", false: "people"}[len(fresh) == 1]))
	}
	if len(known) > 0 {
		parts = append(parts, fmt.Sprintf("%d known", len(known)))
	}
	if open > 0 {
		parts = append(parts, fmt.Sprintf("%d to decide", open))
	}
	return text + ": " + strings.Join(parts, ", ")
}

func (r Wrap) row(p *form.Painter, n int, row change.CaptureRow, wide int) {
	state := "known"
	if len(row.People) > 0 && !row.People[0].Known {
		state = "new"
	}
	text := `"` + form.Inline(row.Hook) + `"`
	if row.Hook == "" {
		text = "no hook"
	}
	if !row.Certain && !row.Taken {
		first := row.Source()
		if lines := captureText(first); lines != "" {
			text = `"` + lines + `"`
		}
		p.Line(fmt.Sprintf("%2d  ", n), form.Pad(row.Whom(), wide), "  ", p.Cut(text, 60))
		p.Line("      ", form.Inline(row.Doubt()))
		return
	}
	where := ""
	if row.Taken && len(row.People) > 0 {
		where = "  " + row.People[0].Path
	}
	p.Line(fmt.Sprintf("%2d  ", n), form.Pad(p.Cut(row.Whom(), 40), wide), "  ", form.Pad(state, 6), "  ", p.Cut(text, 60), p.Mark(form.Dim, where))
}

// captureText is the first words of a capture.
func captureText(source []byte) string {
	return form.Inline(strings.ToValidUTF8(string(source[:min(len(source), 400)]), ""))
}

// after says what follows: goals, hooks that are missing, thank-yous, and what
// to type.
func (r Wrap) after(p *form.Painter) {
	if len(r.Goals)+len(r.NoHook)+len(r.Thanks)+r.Other > 0 {
		p.Line()
	}
	for i, g := range r.Goals {
		text := form.Inline(g.Text)
		switch {
		case len(g.People) > 0 && g.Want > 0:
			text += fmt.Sprintf(": %d of %d, %s", len(g.People), g.Want, form.Naming(g.People, namesShown))
		case len(g.People) > 0:
			text += ": " + form.Naming(g.People, namesShown)
		}
		p.Line(form.Pad(form.First("Goals", i), 9), text)
	}
	if len(r.NoHook) > 0 {
		p.Line("No hook yet: ", form.Naming(r.NoHook, namesShown), ". What did you talk about?")
	}
	for _, t := range r.Thanks {
		p.Line("Thank-yous due ", sinceDay(t.Due, r.Today), ": ", fmt.Sprint(len(t.People)), " (", form.Naming(t.People, namesShown), ")")
	}
	if r.Other > 0 {
		p.Line(form.Plural(r.Other, "capture is", "captures are"), " of other days: netnotes inbox")
	}
}

// sinceDay is a day ahead, or one from which something has been due.
func sinceDay(d, today date.Date) string {
	if d.Before(today) {
		return "since " + form.Day(d, today)
	}
	return form.NearDay(d, today)
}
