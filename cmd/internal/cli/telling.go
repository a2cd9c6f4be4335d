package cli

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// telling is one sentence of "log" on its way into a note.
type telling struct {
	*writing
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
	t.when = date.When{From: t.today, To: t.today}
	asked := date.When{}
	if t.date != "" {
		var err error
		if asked, err = spoken(t.ix.Reader(), t.date, t.today, date.Past, "--date "+pastForms); err != nil {
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
	told, bad := t.ix.Reader().Tell(t.sentence, t.today, first == "planned", names)
	if bad != nil {
		return usage(bad.Hint, "%s", bad.Text)
	}
	if len(told.Days) > 1 {
		return t.whichDay(told)
	}
	if told.Aside != "" {
		t.hint("%q is not taken for the day of this line; if it is: %s", told.Aside, t.again("--date=", told.Aside, t.rest))
	}
	if told.Vague != "" && told.When.IsZero() && asked.IsZero() {
		day := t.today.AddDays(-7).String()
		t.hint("%q is no certain day, so the line is of today; of another day, such as %s: %s", told.Vague, day, t.again("--date=", day, t.rest))
	}
	switch {
	case told.When.IsZero(), !strings.HasPrefix(t.sentence, told.Said) && !t.belongs(told):
		return nil
	case !asked.IsZero() && asked != told.When:
		return usage(t.again("--date=", t.date, told.Text), "--date says %s, and the sentence %s", form.WhenName(asked, t.today), form.WhenName(told.When, t.today))
	}
	t.when, t.time, t.said, t.sentence = told.When, told.Time, told.Said, told.Text
	return nil
}

// belongs reports whether a day is that of the sentence: not where it would be a
// mere note, and not a day to come of what is told as over.
func (t *telling) belongs(told parse.Told) bool {
	e := t.read(t.linked(told.Text))
	if e == nil || e.Kind == parse.Remark {
		return false
	}
	if !told.When.From.After(t.today) || e.Planned {
		return true
	}
	if e.Class == parse.NoClass || t.ix.Reader().TellsOfPast(told.Text) {
		t.hint("%q is ahead, so the line is of today", told.Said)
		return false
	}
	return true
}

// read reads a sentence as a line of today, of whomever it may be.
func (t *telling) read(sentence string) *parse.Entry {
	raw := t.today.String() + " " + sentence
	if n := t.owner(); n != nil {
		e, _ := t.ix.Entry(n, raw)
		return e
	}
	return t.ix.TypedEntry(raw)
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
func (t *telling) whichDay(told parse.Told) error {
	var names []string
	for _, d := range told.Days {
		names = append(names, strings.TrimPrefix(form.WhenName(d, t.today), "on "))
	}
	for said := saidWords; said == saidWords && t.canAsk(); {
		var answer string
		if said, answer = t.ask("on %s? (a day, [q]uit)", strings.Join(names, " or ")); said != saidWords {
			break
		}
		when, err := spoken(t.ix.Reader(), answer, t.today, date.Past, pastForms)
		if err == nil {
			t.when, t.said = when, answer
			return nil
		}
	}
	return usage("write a line for each day", "the sentence names several days: %s", strings.Join(names, ", "))
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

// namedAt is a name in a sentence, and whom it may mean.
type namedAt struct {
	txt.Span
	name  string
	found []*parse.Note
}

// named finds the names of a sentence, in places where people are named: full
// ones, or a first or a last name.
func (t *telling) named(sentence string) []namedAt {
	prefix := t.today.String() + " "
	var out []namedAt
	for _, at := range t.ix.NamesIn(t.owner(), prefix+sentence) {
		at = txt.Span{Start: at.Start - len(prefix), End: at.End - len(prefix)}
		if at.Start < 0 {
			continue
		}
		name := parse.BareName(sentence[at.Start:at.End])
		found, rank := t.ix.Find(name, isContact)
		if rank > index.ByWords || len([]rune(name)) < 2 {
			found = nil
		}
		out = append(out, namedAt{at, name, found})
	}
	return out
}

// isOwner reports whether a name means whose line it is: so do several, one of
// whom that is.
func (t *telling) isOwner(at namedAt) bool {
	return t.owner() != nil && slices.ContainsFunc(at.found, func(n *parse.Note) bool { return n.Path == t.owner().Path })
}

// linked is a sentence with links for the names that mean one person.
func (t *telling) linked(sentence string) string {
	for _, at := range slices.Backward(t.named(sentence)) {
		if len(at.found) == 1 && !t.isOwner(at) {
			sentence = t.withLink(sentence, at, at.found[0])
		}
	}
	return sentence
}

// withLink is a sentence with a link in the place of a name. "Ada's question"
// stays: with a link it would be the question that is meant.
func (t *telling) withLink(sentence string, at namedAt, n *parse.Note) string {
	if at.Start+len(at.name) < at.End {
		return sentence
	}
	return sentence[:at.Start] + t.linkFor(n) + sentence[at.End:]
}

// findPeople writes those as links whom the sentence names in plain words. Where
// nobody was named before it, the first of them is whose line it is.
func (t *telling) findPeople() error {
	var found []*parse.Note
	var strangers []string
	for _, at := range slices.Backward(t.named(t.sentence)) {
		switch {
		case t.isOwner(at):
		case len(at.found) > 0:
			n, err := t.oneNamed(at)
			if err != nil {
				return err
			}
			found = append(found, n)
			t.sentence = t.withLink(t.sentence, at, n)
		case t.ix.Reader().IsName(at.name) && t.ix.Place(at.name) == nil && !t.ix.IsOrg(at.name):
			strangers = append(strangers, at.name)
		}
	}
	slices.Reverse(found)
	slices.Reverse(strangers)
	if t.owner() == nil && len(found) == 0 {
		for _, link := range txt.Links(t.sentence) {
			if linked := t.ix.Link(link, &parse.Note{}); len(found) == 0 && len(linked) == 1 && isContact(linked[0]) {
				found = linked
			}
		}
	}
	return t.settlePeople(found, strangers)
}

// oneNamed is the one whom a name means. Of several a person is asked for.
func (t *telling) oneNamed(at namedAt) (*parse.Note, error) {
	if len(at.found) == 1 {
		return at.found[0], nil
	}
	if n := t.which(at.name, at.found); n != nil {
		return n, nil
	}
	_, err := one(t.ix, "show", at.name, isContact)
	whole := at.found[0].Name
	if len(t.ix.Resolve(whole, isContact)) > 1 {
		whole = t.ix.LinkTo(&parse.Note{}, at.found[0])
	}
	return nil, withHint(err, t.again("", "", t.sentence[:at.Start]+whole+t.sentence[at.End:]))
}

// settlePeople decides whose line it is, and makes notes for those who have none
// where somebody says so.
func (t *telling) settlePeople(found []*parse.Note, strangers []string) error {
	for _, name := range strangers {
		if !t.canAsk() {
			continue
		}
		if t.confirm(map[bool]reply{true: saidYes, false: saidNo}[len(found) == 0 && t.owner() == nil], "%s is nobody yet; make a note?", name) {
			n, err := t.newPerson(name)
			if err != nil {
				return err
			}
			t.sentence = strings.Replace(t.sentence, name, t.linkFor(n), 1)
			found = append(found, n)
		}
	}
	if t.owner() != nil {
		t.sayStrangers(strangers)
		return nil
	}
	if len(found) == 0 || t.introducesMe() {
		return t.askWho(strangers)
	}
	t.people = found[:1]
	t.sayStrangers(strangers)
	return nil
}

// sayStrangers says who of a line has no note.
func (t *telling) sayStrangers(names []string) {
	for _, name := range names {
		if len(t.ix.Resolve(name, isContact)) == 0 && strings.Contains(name, " ") {
			t.hint("%s has no note yet, so the line does not count for them: %s", name, txt.Command("new contact", name))
		}
	}
}

// introducesMe reports whether somebody who is not named introduced the user.
func (t *telling) introducesMe() bool {
	e := t.read(t.sentence)
	return e != nil && e.Kind == parse.Intro && e.Direction == parse.From && len(e.People) == 0
}

// askWho asks whose line it is. Where nobody answers nothing is written.
func (t *telling) askWho(strangers []string) error {
	for t.canAsk() {
		said, answer := t.ask("who was it? (a name, [q]uit)")
		if said == saidEnter || said == saidYes {
			continue
		}
		if said != saidWords {
			break
		}
		if people := t.whom(answer); len(people) > 0 {
			t.people, t.typed = people, people[0].Name
			return nil
		}
	}
	if len(strangers) > 0 {
		return usage(txt.Command("new contact", strangers[0]), "%s has no note yet", strangers[0])
	}
	if name, after, _ := strings.Cut(t.rest, " "); len(t.ix.Resolve(name, isContact)) > 1 { // "an coffee"
		_, err := t.oneOf(t.ix.Resolve(name, isContact), name, "", after)
		return err
	}
	return usage("begin with the name: "+txt.Command("log WHO", strings.Fields(t.rest)...), "nobody who has a note is named in %q", t.rest)
}

// whom reads the names of an answer; nobody where one of them is not settled.
func (w *writing) whom(answer string) []*parse.Note {
	var out []*parse.Note
	for _, name := range names(strings.ReplaceAll(answer, " and ", ",")) {
		var n *parse.Note
		switch found := w.ix.Resolve(name, isContact); {
		case len(found) > 1:
			n = w.which(name, found)
		case len(found) == 1 && w.meant(name, found[0].Name, found[0].Names()):
			n = found[0]
		case len(found) == 0 && w.confirm(saidYes, "%s is nobody yet; make a note?", name):
			var err error
			if n, err = w.newPerson(name); err != nil {
				w.complain(err)
			}
		}
		if n == nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// names are those in an answer that may be several with commas between them.
func names(text string) []string {
	var out []string
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// linkFor is a link to somebody in the line of whoever it will be.
func (t *telling) linkFor(n *parse.Note) string {
	from := t.owner()
	if from == nil {
		from = &parse.Note{Path: n.Path}
	}
	return t.ix.LinkTo(from, n)
}

// plan makes a plan of a line whose day is ahead.
func (t *telling) plan() {
	if !t.when.From.After(t.today) {
		return
	}
	if e := t.read(t.sentence); e != nil && !e.Planned && e.Class != parse.NoClass && e.Kind != parse.Remark {
		t.sentence = "planned " + t.sentence
	}
}

// insert writes the line into the first person's note, with the promises.
func (t *telling) insert() error {
	n, err := t.fresh(t.people[0].Path)
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
		if t.sentence, err = t.together(n, t.people[1:], date, t.sentence); err != nil {
			return err
		}
	}
	t.awaits(n)
	after, err := edit.InsertEntry(t.ix.Reader(), n, t.line())
	if err != nil {
		return err
	}
	if after == n {
		t.hint("%s has this line already, and the same line counts once: add what was different", n.Path)
		return nil
	}
	t.aside(n, t.line())
	t.tellWhom(n)
	t.put(n, after)
	return t.promiseAll(after)
}

// awaits settles whether an answer is awaited to what the words of a line ask, and
// its kind does not.
func (t *telling) awaits(n *parse.Note) {
	e, _ := t.ix.Entry(n, t.line())
	switch {
	case e == nil || !e.AsksInWords():
	case !t.canAsk() && t.dryRun:
		t.hint("if you wait for an answer, say so: %s", t.again("--tag=", "asked", t.rest))
	case !t.canAsk():
		t.hint("if you wait for an answer, say so: netnotes undo; %s", t.again("--tag=", "asked", t.rest))
	case t.confirm(saidYes, "do you wait for an answer? then the line says #asked"):
		t.sentence = tagged(t.sentence, []string{"asked"})
	}
}

// tellWhom says how the line was understood: on which day, and with whom. What
// was typed so plainly that nothing had to be understood is not said again.
func (t *telling) tellWhom(n *parse.Note) {
	e, _ := t.ix.Entry(n, t.line())
	if e == nil {
		return
	}
	var people []string
	if e.WithOwner && n.Kind == parse.ContactNote {
		people = append(people, n.Name)
	}
	for _, link := range e.People {
		if found := t.ix.Link(link, n); len(found) == 1 {
			people = append(people, found[0].Name)
		}
	}
	said := form.WhenName(t.when, t.today)
	if e.Planned {
		said = "planned " + strings.TrimPrefix(said, "on ")
	}
	if len(people) > 0 && e.Class != parse.NoClass {
		said += ", " + fmt.Sprint(e.Direction) + " " + listed(people, "and")
	}
	if t.said != "" || t.date != "" || len(people) != 1 || people[0] != n.Name || len(t.people) == 0 || t.typed == "" {
		t.writing.said = append(t.writing.said, said)
	}
}
