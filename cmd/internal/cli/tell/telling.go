package tell

import (
	"fmt"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// telling is one sentence of "log" on its way into a note.
type telling struct {
	*app.Writing
	address
	logOptions
	sentence string    // without its day, and with its people as links
	when     date.When // the day
	time     string    // of the day, as typed
	said     string    // the words for the day, where the sentence names one
}

// line is what is written: the day, the time, and the sentence.
func (t *telling) line() string {
	return strings.Join(strings.Fields(t.when.String()+" "+t.time), " ") + " " + t.sentence
}

// understand finds the day and the people of the sentence, and settles what is
// unsure about them.
func (t *telling) understand() error {
	if err := t.findDay(); err != nil {
		return err
	}
	if err := t.findPeople(); err != nil {
		return err
	}
	var err error
	if t.sentence, err = t.decorate(t.sentence); err != nil {
		return err
	}
	t.plan()
	return nil
}

// findDay takes the day out of the sentence. Without one it is that of --date,
// else today. A sentence that is a mere note keeps its words.
func (t *telling) findDay() error {
	t.when = date.When{From: t.Today, To: t.Today}
	asked := date.When{}
	if t.date != "" {
		var err error
		if asked, err = app.Spoken(t.Index.Reader(), t.date, t.Today, date.Past, "--date "+app.PastForms); err != nil {
			return err
		}
		t.when = asked
	}
	first, _, _ := strings.Cut(strings.ToLower(t.sentence), " ")
	var names []txt.Span
	for _, at := range t.named(t.sentence) {
		if len(at.found) > 0 {
			names = append(names, at.Span)
		}
	}
	told, bad := t.Index.Reader().Tell(t.sentence, t.Today, first == "planned", names)
	if bad != nil {
		return app.Usage(bad.Hint, "%s", bad.Text)
	}
	if len(told.Days) > 1 {
		return t.whichDay(told)
	}
	if told.Aside != "" {
		t.Hint("%q is not taken for the day of this line; if it is: %s", told.Aside, t.again("--date=", told.Aside, t.rest))
	}
	if told.Vague != "" && told.When.IsZero() && asked.IsZero() {
		day := t.Today.AddDays(-7).String()
		t.Hint("%q is no certain day, so the line is of today; of another day, such as %s: %s", told.Vague, day, t.again("--date=", day, t.rest))
	}
	switch {
	case told.When.IsZero(), !strings.HasPrefix(t.sentence, told.Said) && !t.belongs(told):
		return nil
	case !asked.IsZero() && asked != told.When:
		return app.Usage(t.again("--date=", t.date, told.Text), "--date says %s, and the sentence %s", form.WhenName(asked, t.Today), form.WhenName(told.When, t.Today))
	}
	t.when, t.time, t.said, t.sentence = told.When, told.Time, told.Said, told.Text
	return nil
}

// belongs reports whether a day is that of the sentence: not where it would be a
// mere note, and not a day to come of what is told as over.
func (t *telling) belongs(told logline.Told) bool {
	e := t.read(t.linked(told.Text))
	if e == nil || e.Kind == logline.Remark {
		return false
	}
	if !told.When.From.After(t.Today) || e.Planned {
		return true
	}
	if e.Class == logline.NoClass || t.Index.Reader().TellsOfPast(told.Text) {
		t.Hint("%q is ahead, so the line is of today", told.Said)
		return false
	}
	return true
}

// read reads a sentence as a line of today, of whomever it may be.
func (t *telling) read(sentence string) *logline.Entry {
	raw := t.Today.String() + " " + sentence
	if n := t.owner(); n != nil {
		e, _ := t.Index.Entry(n, raw)
		return e
	}
	return t.Index.TypedEntry(raw)
}

// owner is whose note the line goes into, once that is known.
func (t *telling) owner() *parse.Note {
	if len(t.people) == 0 {
		return nil
	}
	return t.people[0]
}

// whichDay settles which of several days is that of the sentence, whose words then
// stay as they are.
func (t *telling) whichDay(told logline.Told) error {
	var names []string
	for _, d := range told.Days {
		names = append(names, strings.TrimPrefix(form.WhenName(d, t.Today), "on "))
	}
	for said := app.SaidWords; said == app.SaidWords && t.CanAsk(); {
		var answer string
		if said, answer = t.Ask("on %s? (a day, [q]uit)", strings.Join(names, " or ")); said != app.SaidWords {
			break
		}
		when, err := app.Spoken(t.Index.Reader(), answer, t.Today, date.Past, app.PastForms)
		if err == nil {
			t.when, t.said = when, answer
			return nil
		}
	}
	return app.Usage("write a line for each day", "the sentence names several days: %s", strings.Join(names, ", "))
}

// again is the command with a flag, perhaps one that ends in "=" and its value, and
// another sentence.
func (t *telling) again(flag, value, sentence string) string {
	words := strings.Fields(t.typed + " " + sentence)
	if value != "" {
		words = append([]string{value}, words...)
	}
	return txt.Command(strings.TrimSpace("log "+flag), words...)
}

// plan makes a plan of a line whose day is ahead.
func (t *telling) plan() {
	if !t.when.From.After(t.Today) {
		return
	}
	if e := t.read(t.sentence); e != nil && !e.Planned && e.Class != logline.NoClass && e.Kind != logline.Remark {
		t.sentence = "planned " + t.sentence
	}
}

// insert writes the line into the first person's note, with the promises.
func (t *telling) insert() error {
	n, err := t.Fresh(t.people[0].Path)
	if err != nil {
		return err
	}
	t.people[0] = n
	if done, err := t.onlyPromise(n); done || err != nil {
		return err
	}
	date := strings.TrimSuffix(t.line(), " "+t.sentence)
	if err = t.understood(n, date); err != nil {
		return err
	}
	if len(t.people) > 1 {
		if t.sentence, err = together(t.Writing, n, t.people[1:], date, t.sentence); err != nil {
			return err
		}
	}
	t.awaits(n)
	after, err := edit.InsertEntry(t.Index.Reader(), n, t.line())
	if err != nil {
		return err
	}
	if after == n {
		t.Hint("%s has this line already, and the same line counts once: add what was different", n.Path)
		return nil
	}
	aside(t.Writing, n, t.line())
	t.tellWhom(n)
	t.Put(n, after)
	return t.promiseAll(after)
}

// awaits settles whether an answer is awaited to what the words of a line ask, and
// its kind does not.
func (t *telling) awaits(n *parse.Note) {
	e, _ := t.Index.Entry(n, t.line())
	switch {
	case e == nil || !e.AsksInWords():
	case !t.CanAsk() && t.DryRun:
		t.Hint("if you wait for an answer, say so: %s", t.again("--tag=", "asked", t.rest))
	case !t.CanAsk():
		t.Hint("if you wait for an answer, say so: netnotes undo; %s", t.again("--tag=", "asked", t.rest))
	case t.Confirm(app.SaidYes, "do you wait for an answer? then the line says #asked"):
		t.sentence = tagged(t.sentence, []string{"asked"})
	}
}

// tellWhom says how the line was understood: on which day, and with whom. What
// was typed so plainly that nothing had to be understood is not said again.
func (t *telling) tellWhom(n *parse.Note) {
	e, _ := t.Index.Entry(n, t.line())
	if e == nil {
		return
	}
	var people []string
	if e.WithOwner && n.Kind == parse.ContactNote {
		people = append(people, n.Name)
	}
	for _, link := range e.People {
		if found := t.Index.Link(link, n); len(found) == 1 {
			people = append(people, found[0].Name)
		}
	}
	said := form.WhenName(t.when, t.Today)
	if e.Planned {
		said = "planned " + strings.TrimPrefix(said, "on ")
	}
	if len(people) > 0 && e.Class != logline.NoClass {
		said += ", " + fmt.Sprint(e.Direction) + " " + app.Listed(people, "and")
	}
	if t.said != "" || t.date != "" || len(people) != 1 || people[0] != n.Name || len(t.people) == 0 || t.typed == "" {
		t.Writing.Said = append(t.Writing.Said, said)
	}
}
