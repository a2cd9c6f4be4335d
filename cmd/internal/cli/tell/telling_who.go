package tell

import (
	"slices"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// namedAt is a name in a sentence, and whom it may mean.
type namedAt struct {
	txt.Span
	name  string
	found []*parse.Note
}

// named finds the names of a sentence, in places where people are named: full
// ones, or a first or a last name.
func (t *telling) named(sentence string) []namedAt {
	prefix := t.Today.String() + " "
	var out []namedAt
	for _, at := range t.Index.NamesIn(t.owner(), prefix+sentence) {
		at = txt.Span{Start: at.Start - len(prefix), End: at.End - len(prefix)}
		if at.Start < 0 {
			continue
		}
		name := logline.BareName(sentence[at.Start:at.End])
		found, rank := t.Index.Find(name, app.IsContact)
		if rank > facts.ByWords || len([]rune(name)) < 2 {
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
		case t.Index.Reader().IsName(at.name) && t.Index.Place(at.name) == nil && !t.Index.IsOrg(at.name):
			strangers = append(strangers, at.name)
		}
	}
	slices.Reverse(found)
	slices.Reverse(strangers)
	if t.owner() == nil && len(found) == 0 {
		for _, link := range txt.Links(t.sentence) {
			if linked := t.Index.Link(link, &parse.Note{}); len(found) == 0 && len(linked) == 1 && app.IsContact(linked[0]) {
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
	if n := t.Which(at.name, at.found); n != nil {
		return n, nil
	}
	_, err := app.One(t.Index, "show", at.name, app.IsContact)
	whole := at.found[0].Name
	if len(t.Index.Resolve(whole, app.IsContact)) > 1 {
		whole = t.Index.LinkTo(&parse.Note{}, at.found[0])
	}
	return nil, app.WithHint(err, t.again("", "", t.sentence[:at.Start]+whole+t.sentence[at.End:]))
}

// settlePeople decides whose line it is, and makes notes for those who have none
// where somebody says so.
func (t *telling) settlePeople(found []*parse.Note, strangers []string) error {
	for _, name := range strangers {
		if !t.CanAsk() {
			continue
		}
		if t.Confirm(map[bool]app.Reply{true: app.SaidYes, false: app.SaidNo}[len(found) == 0 && t.owner() == nil], "%s is nobody yet; make a note?", name) {
			n, err := newPerson(t.Writing, name)
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
		if len(t.Index.Resolve(name, app.IsContact)) == 0 && strings.Contains(name, " ") {
			t.Hint("%s has no note yet, so the line does not count for them: %s", name, txt.Command("new contact", name))
		}
	}
}

// introducesMe reports whether somebody who is not named introduced the user.
func (t *telling) introducesMe() bool {
	e := t.read(t.sentence)
	return e != nil && e.Kind == logline.Intro && e.Direction == logline.From && len(e.People) == 0
}

// askWho asks whose line it is. Where nobody answers nothing is written.
func (t *telling) askWho(strangers []string) error {
	for t.CanAsk() {
		said, answer := t.Ask("who was it? (a name, [q]uit)")
		if said == app.SaidEnter || said == app.SaidYes {
			continue
		}
		if said != app.SaidWords {
			break
		}
		if people := whom(t.Writing, answer); len(people) > 0 {
			t.people, t.typed = people, people[0].Name
			return nil
		}
	}
	if len(strangers) > 0 {
		return app.Usage(txt.Command("new contact", strangers[0]), "%s has no note yet", strangers[0])
	}
	if name, after, _ := strings.Cut(t.rest, " "); len(t.Index.Resolve(name, app.IsContact)) > 1 { // "an coffee"
		_, err := theOne(t.Writing, t.Index.Resolve(name, app.IsContact), name, "", after)
		return err
	}
	return app.Usage("begin with the name: "+txt.Command("log WHO", strings.Fields(t.rest)...), "nobody who has a note is named in %q", t.rest)
}

// whom reads the names of an answer; nobody where one of them is not settled.
func whom(w *app.Writing, answer string) []*parse.Note {
	var out []*parse.Note
	for _, name := range names(strings.ReplaceAll(answer, " and ", ",")) {
		var n *parse.Note
		switch found := w.Index.Resolve(name, app.IsContact); {
		case len(found) > 1:
			n = w.Which(name, found)
		case len(found) == 1 && w.Meant(name, found[0].Name, found[0].Names()):
			n = found[0]
		case len(found) == 0 && w.Confirm(app.SaidYes, "%s is nobody yet; make a note?", name):
			var err error
			if n, err = newPerson(w, name); err != nil {
				w.Complain(err)
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
	return t.Index.LinkTo(from, n)
}
