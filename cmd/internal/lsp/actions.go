package lsp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report"
)

// codeAction offers what may be done at a place: each is an edit of parse, which
// has proven that nothing else would read differently.
func (r *request) codeAction() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return []codeAction{}, err
	}
	v.at = r.offset(v.doc, v.Range.Start)
	a := &acting{view: v, alone: v.ix.Reader().Note(v.doc.path, v.doc.text), list: []codeAction{}}
	for _, offer := range []struct {
		kind string
		do   func()
	}{{"quickfix", a.fixes}, {"quickfix", a.link}, {"quickfix", a.ghost}, {"quickfix", a.stranger}, {"refactor", a.promise}, {"refactor", a.plan}, {"refactor", a.day}, {"refactor", a.lines}} {
		if a.wants(offer.kind) {
			offer.do()
		}
	}
	return a.list, nil
}

// acting gathers actions.
type acting struct {
	*view
	alone *parse.Note // the note as it is read alone
	list  []codeAction
}

// wants reports whether the client asks for a kind of action.
func (a *acting) wants(kind string) bool {
	return len(a.Context.Only) == 0 || slices.ContainsFunc(a.Context.Only, func(only string) bool {
		return only == "" || only == kind || strings.HasPrefix(kind, only+".") || strings.HasPrefix(only, kind+".")
	})
}

// offer adds an action that makes of a document the text of a note; an edit that
// was refused or changes nothing is none.
func (a *acting) offer(kind, title string, d *document, after *parse.Note, err error) *codeAction {
	if err != nil || after == nil || string(after.Source()) == string(d.text) {
		return nil
	}
	e := editing{view: a.view}
	e.change(d, after.Source())
	return a.offerEdit(kind, title, &e)
}

func (a *acting) offerEdit(kind, title string, e *editing) *codeAction {
	a.list = append(a.list, codeAction{Title: title, Kind: kind, Edit: e.edit()})
	return &a.list[len(a.list)-1]
}

// problems are those of the note at the place, with what mends them.
func (a *acting) problems() []report.Problem {
	a.mutex.Lock()
	last := a.said[a.doc.uri]
	a.mutex.Unlock()
	if last.doc == a.doc {
		return last.problems
	}
	return slices.Collect(report.MakeCheckOf(a.ix, a.today, map[string]bool{a.doc.path: true}).Rows)
}

// fixes offers what mends the problems in the range.
func (a *acting) fixes() {
	from, to := a.doc.lines.Line(a.at), a.doc.lines.Line(a.offset(a.doc, a.Range.End))
	for _, p := range a.problems() {
		if p.EndLine < from || p.Line > to {
			continue
		}
		at := txt.Span{Start: a.doc.place(p.Line, p.Col), End: a.doc.place(p.EndLine, p.EndCol)}
		diag := a.diagnostic(a.doc, p)
		said := txt.Problem{Span: at, Code: p.Code, Text: p.Text, Start: txt.Position{Line: p.Line, Col: p.Col}}
		for i, fix := range p.Edits {
			after, err := edit.Mend(a.ix.Reader(), a.alone, said, fix)
			if act := a.offer("quickfix", a.fixTitle(fix), a.doc, after, err); act != nil {
				act.Diagnostics, act.IsPreferred = []diagnostic{diag}, i == 0 && fix.Certain
			}
		}
		if act := a.newNote(p); act != nil {
			act.Diagnostics = []diagnostic{diag}
		}
		if p.Code == txt.UndatedLine && len(p.Edits) == 0 {
			fix, title := a.dated(at)
			after, err := edit.Mend(a.ix.Reader(), a.alone, said, fix)
			if act := a.offer("quickfix", title, a.doc, after, err); act != nil {
				act.Diagnostics = []diagnostic{diag}
			}
		}
	}
}

// dated gives a line its day: the one that its first words mean, else today.
func (a *acting) dated(line txt.Span) (fix txt.Fix, title string) {
	text := string(a.doc.text[line.Start:line.End])
	when, n, err := date.SpokenDay(a.ix.Reader().Dates, text, a.today, date.Past)
	if n > 0 && err == nil && when.IsDay() && !when.From.After(a.today) && (n == len(text) || strings.ContainsRune(" \t:,", rune(text[n]))) {
		fix = txt.Fix{At: txt.Span{Start: line.Start, End: line.Start + n}, Text: when.From.String()}
		return fix, a.fixTitle(fix)
	}
	return txt.Fix{At: txt.Span{Start: line.Start, End: line.Start}, Text: a.today.String() + " "}, "Date this line today, " + a.today.String()
}

func (a *acting) fixTitle(fix txt.Fix) string {
	was, now := clip(string(a.doc.text[fix.At.Start:min(fix.At.End, len(a.doc.text))])), clip(fix.Text)
	switch {
	case was == "":
		return "Add " + now
	case now == "":
		return "Remove " + was
	}
	return was + " → " + now
}

// clip is a text for a menu.
func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if c := []rune(s); len(c) > 50 {
		return string(c[:49]) + "…"
	}
	return s
}

// newNote offers to make the note of somebody named who has none.
func (a *acting) newNote(p report.Problem) *codeAction {
	name := ""
	switch p.Code {
	case index.Ghost:
		name, _, _ = strings.Cut(p.Text, " has no note")
	case txt.UnknownPerson:
		name = string(a.doc.text[a.doc.place(p.Line, p.Col):a.doc.place(p.EndLine, p.EndCol)])
		if n := len(strings.Fields(name)); n < 2 || n > maxNameWords {
			return nil // a first name alone makes no note
		}
	}
	return a.makeNote(name, p.Line)
}

// ghost offers to make the note of whom a link names without one, also where no
// problem tells of it: in prose, and in what stands below a line.
func (a *acting) ghost() {
	for _, l := range a.ix.Reader().LinksOf(a.note) {
		if within(l.Span, a.at) && !l.IsPath && !l.Embed && len(a.ix.Link(l, a.note)) == 0 && !a.offers(l.Target) {
			a.makeNote(l.Target, a.doc.lines.Line(a.at))
		}
	}
}

// offers reports whether the note of a name is offered already.
func (a *acting) offers(name string) bool {
	return slices.ContainsFunc(a.list, func(act codeAction) bool { return strings.HasPrefix(act.Title, noteOf+name+" (") })
}

// noteOf begins the title of an action that makes a note.
const noteOf = "Make a note of "

// stranger offers to make the note of somebody with a full name who is only words
// to the line, behind "with".
func (a *acting) stranger() {
	e, at := a.entry()
	if e == nil || e.Kind == logline.Remark || at > len(e.Raw)-len(e.Text) {
		return
	}
	words := wordsOf(e.Raw[:len(e.Raw)-len(e.Text)])
	for i := 1; i < len(words); i++ {
		if !a.preposition(e.Raw[words[i-1].Start:words[i-1].End]) {
			continue
		}
		last := i - 1
		for last+1 < len(words) && startsUpper(e.Raw[words[last+1].Start:]) && (last < i || e.Raw[words[last].End:words[last+1].Start] == " ") {
			last++
		}
		name := e.Raw[words[i].Start:words[max(i, last)].End]
		found, _ := a.ix.Find(name, hasName)
		if n := last - i + 1; n >= 2 && n <= maxNameWords && within(txt.Span{Start: words[i-1].Start, End: words[last].End}, at) && len(found) == 0 && !a.offers(name) {
			a.makeNote(name, e.Line)
		}
	}
}

func startsUpper(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(c)
}

// makeNote offers to make the note of somebody who stands in a line.
func (a *acting) makeNote(name string, line int) *codeAction {
	if name == "" || !a.canFile("create") || a.NewNote == nil {
		return nil
	}
	file, source, err := a.NewNote(a.doc.folder.root, a.ix, name, a.metOn(name, line))
	if err != nil || a.ix.NoteAt(file) != nil {
		return nil
	}
	e := editing{view: a.view}
	e.create(a.doc.folder.uri(file), source)
	return a.offerEdit("quickfix", noteOf+name+" ("+file+")", &e)
}

// metOn is the day of the meeting with somebody of which a line tells, or none.
func (a *acting) metOn(name string, line int) date.Date {
	for i := range a.note.Entries() {
		e := &a.note.Entries()[i]
		if e.Line == line && e.Kind == logline.Meet && !e.Planned && !e.Off && e.When.IsDay() && slices.ContainsFunc(e.People, func(l txt.Link) bool { return txt.NameKey(l.Target) == txt.NameKey(name) }) {
			return e.When.From
		}
	}
	return date.Date{}
}

// link offers the link for a full name in a line.
func (a *acting) link() {
	t, ok := a.thing()
	e, _ := a.entry()
	if !ok || e == nil || t.link || t.title || t.note == nil {
		return
	}
	i, j := t.at.Start-e.Span.Start, t.at.End-e.Span.Start
	if j > len(e.Raw) || e.Raw[i:j] != t.name {
		return
	}
	link := a.ix.LinkTo(a.note, t.note)
	after, err := edit.ReplaceEntry(a.ix.Reader(), a.alone, e.Raw, e.Raw[:i]+link+e.Raw[j:])
	a.offer("quickfix", "Link "+t.note.Name, a.doc, after, err)
}

// promise offers what may become of the promise in the line.
func (a *acting) promise() {
	line := a.doc.lines.Line(a.at)
	for i := range a.alone.Promises() {
		p := &a.alone.Promises()[i]
		if p.Line != line {
			continue
		}
		reader := a.ix.Reader()
		if p.State != task.Open {
			after, err := edit.Reopen(reader, a.alone, p)
			a.offer("refactor.rewrite", "Open this promise again", a.doc, after, err)
			continue
		}
		after, err := edit.Tick(reader, a.alone, p, a.today, a.ix.Settings.TaskStyle)
		a.offer("refactor.rewrite", "Done today", a.doc, after, err)
		after, err = edit.Cancel(reader, a.alone, p)
		a.offer("refactor.rewrite", "Cancel this promise", a.doc, after, err)
	}
}

// plan offers to say that what was planned took place.
func (a *acting) plan() {
	if e, _ := a.entry(); e != nil && e.Planned && !e.When.From.After(a.today) {
		after, err := edit.DropPlanned(a.ix.Reader(), a.alone, e)
		a.offer("refactor.rewrite", "It took place", a.doc, after, err)
	}
}

// day offers to write a word for a day as the day that it means.
func (a *acting) day() {
	spot := a.ix.Reader().SpotAt(a.note, a.at)
	line := string(a.doc.text[spot.Line.Start:spot.Line.End])
	for _, m := range dayWords().FindAllStringSubmatchIndex(line, -1) {
		word := txt.Span{Start: m[2], End: m[3]}
		if !within(txt.Span{Start: spot.Line.Start + m[0], End: spot.Line.Start + m[1]}, a.at) {
			continue
		}
		from := a.today
		number := a.doc.lines.Line(a.at)
		for i := range a.note.Entries() {
			if a.note.Entries()[i].Line == number {
				from = a.note.Entries()[i].When.Day(a.today)
			}
		}
		for i := range a.note.Promises() {
			if p := &a.note.Promises()[i]; p.Line == number {
				if from = p.From; from.IsZero() {
					return // its words for days are not read
				}
			}
		}
		day, ok := a.dayFrom(line[word.Start:word.End], from)
		if !ok {
			continue
		}
		after, left := edit.Rewrite(a.ix.Reader(), a.alone, []edit.Replacement{{Span: txt.Span{Start: spot.Line.Start + word.Start, End: spot.Line.Start + word.End}, Text: day.String()}})
		if len(left) == 0 {
			a.offer("refactor.rewrite", line[word.Start:word.End]+" → "+day.String(), a.doc, after, nil)
		}
	}
}

// lines offers lines for the log of the note's person, or of the one at the
// place.
func (a *acting) lines() {
	n := a.note
	if t, ok := a.thing(); ok && t.note != nil && t.note.Kind == parse.ContactNote {
		n = t.note
	}
	if n.Kind != parse.ContactNote {
		return
	}
	d := a.doc.folder.document(a.st, n)
	if n.Path == a.doc.path {
		d = a.doc
	}
	alone := a.ix.Reader().Note(d.path, d.text)
	for _, l := range [][2]string{
		{"Log a line for " + n.Name + " today", "note: …"},
		{"Rest " + n.Name + " for a week", "snooze -> " + a.today.AddDays(7).String()},
		{"Rest " + n.Name + " for a month", "snooze -> " + a.today.AddMonths(1).String()},
		{"Skip " + n.Name + " this time", "skip"},
	} {
		after, err := edit.InsertEntry(a.ix.Reader(), alone, a.today.String()+" "+l[1])
		a.offer("refactor", l[0], d, after, err)
	}
}
