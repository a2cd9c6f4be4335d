package tell

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/quick"
	"netnotes/parse/txt"
	"netnotes/report/change"
	"netnotes/report/form"
)

// captureName is how --as names a capture: its file without folder and ending, and
// its line where the file holds several.
func captureName(row change.CaptureRow) string {
	base := path.Base(row.Path)
	base = strings.TrimSuffix(base, path.Ext(base))
	if row.Line > 0 {
		base += ":" + strconv.Itoa(row.Line)
	}
	return base
}

// named reports whether --as says whom a capture is about.
func named(row *change.CaptureRow, as []string) bool {
	return slices.ContainsFunc(as, func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return isOf(name, *row)
	})
}

func isOf(name string, row change.CaptureRow) bool {
	return name == captureName(row) || row.Line == 0 && (name == path.Base(row.Path) || name == row.Path)
}

// answered takes over what --as says.
func answered(w *app.Writing, rows []change.CaptureRow, as []string) error {
	for _, s := range as {
		name, answer, ok := strings.Cut(s, "=")
		i := slices.IndexFunc(rows, func(r change.CaptureRow) bool { return isOf(name, r) })
		if !ok || i < 0 {
			return app.Usage("--as '2026-06-27-1641=Ada Park', with the name of a file in inbox/", "there is no capture %q", name)
		}
		if !readAnswer(w, &rows[i], answer) {
			return app.Usage("--as="+txt.ShellWord(name+"=Ada Park")+", or --as="+txt.ShellWord(name+"=2026-06-27 Ada Park, Bo Lindqvist"), "%q names nobody for certain", answer)
		}
	}
	return nil
}

// readAnswer sets the people of a capture, and its day, from an answer: names with
// commas between them, perhaps after a date.
func readAnswer(w *app.Writing, row *change.CaptureRow, answer string) bool {
	c := quick.Line(w.Index.Reader(), answer, w.Today)
	if c.BadDate != "" {
		return false
	}
	if !c.When.IsZero() {
		row.On, answer = c.When.To, c.Start
	}
	var people []change.Captured
	for name := range strings.SplitSeq(answer, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		link := txt.FieldLink(name)
		switch found := w.Index.Resolve(link.Target, app.IsContact); {
		case len(found) == 1:
			people = append(people, change.Captured{Name: found[0].Name, Path: found[0].Path, Known: true})
		case len(found) == 0:
			people = append(people, change.Captured{Name: link.Target})
		default:
			return false
		}
	}
	if len(people) == 0 {
		return false
	}
	row.People, row.Certain, row.Why = people, true, ""
	return true
}

// meantAll confirms the names of an answer that are too short to be certain.
func meantAll(w *app.Writing, answer string, people []change.Captured) bool {
	typed := strings.Split(answer, ",")
	for i, p := range people {
		var names []string
		if p.Known {
			names = w.Index.PersonAt(p.Path).Names()
		}
		if len(typed) == len(people) && !w.Meant(strings.TrimSpace(typed[i]), p.Name, names) {
			return false
		}
	}
	return true
}

// askCapture asks about one capture. Enter and yes take what is offered.
func askCapture(w *app.Writing, n, of int, row *change.CaptureRow) {
	offer := row.Guess()
	state := "new"
	if len(row.People) > 0 && row.People[0].Known {
		state = "known"
	}
	if row.Certain {
		offer = row.People[0].Name
	} else {
		state = row.Doubt()
	}
	heading := fmt.Sprintf("%d of %d  %s", n, of, strings.Join(strings.Fields(string(row.Source())), " "))
	fmt.Fprintf(form.SafeWriter{To: w.Env.Stderr}, "\n%s\n", strings.Join(form.Folded(heading, w.Env.Width), "\n"))
	for {
		choices := "a name, [s]kip, [q]uit"
		if offer != "" {
			choices = "[Enter] " + offer + ", another name, [s]kip, [q]uit"
		}
		before := *row
		said, answer := w.Ask("        %s  %s:", state, choices)
		switch {
		case said == app.SaidQuit, said == app.SaidGone:
			w.Ended, row.Certain, row.Why = true, false, cmp.Or(row.Why, "left for later")
		case said == app.SaidWords && !readAnswer(w, row, answer):
			state = fmt.Sprintf("%q could be several people", answer)
			continue
		case said == app.SaidWords && !meantAll(w, answer, row.People):
			state, *row = "somebody else", before
			continue
		case said == app.SaidWords:
		case said == app.SaidSkip, said == app.SaidNo, offer == "":
			row.Certain, row.Why = false, cmp.Or(row.Why, "skipped")
		case !row.Certain:
			readAnswer(w, row, offer)
		}
		return
	}
}

// taking writes captures into notes.
type taking struct {
	*app.Writing
	made  map[string]*parse.Note // new notes by folded name
	order []string
	taken map[string][]txt.Span // what was taken of each capture's file
}

// finish hands the new notes over for writing.
func (t *taking) finish() {
	for _, key := range t.order {
		n := t.made[key]
		t.Others = append(t.Others, disk.Change{Path: n.Path, New: n.Source()})
	}
	for _, file := range slices.Sorted(maps.Keys(t.taken)) {
		n := t.Index.NoteAt(file)
		change := disk.Change{Path: file, Old: n.Source()}
		if spans := t.taken[file]; len(spans) < len(quick.Notes(t.Index.Reader(), n)) {
			change.New = cutOut(n.Source(), spans)
		}
		t.Others = append(t.Others, change)
	}
}

// cutOut is a file without some parts of it.
func cutOut(source []byte, spans []txt.Span) []byte {
	slices.SortFunc(spans, func(a, b txt.Span) int { return a.Start - b.Start })
	var out []byte
	at := 0
	for _, s := range spans {
		out = append(out, source[at:s.Start]...)
		at = s.End
	}
	return append(out, source[at:]...)
}

// take writes one capture; what cannot be written stays as it is, and says so.
func (t *taking) take(row *change.CaptureRow) {
	saved, made, order := slices.Clone(t.Notes), maps.Clone(t.made), slices.Clone(t.order)
	if err := t.write1(row); err != nil {
		t.Notes, t.made, t.order = saved, made, order
		row.Certain, row.Why = false, err.Error()
		if refusal := new(disk.Refusal); errors.As(err, &refusal) {
			t.Late = cmp.Or(t.Late, app.Refused(err))
		}
		return
	}
	row.Taken = true
	t.taken[row.Path] = append(t.taken[row.Path], row.Span)
}

func (t *taking) write1(row *change.CaptureRow) error {
	var people []*parse.Note
	for i, who := range row.People {
		n, err := t.person(row, who)
		if err != nil {
			return err
		}
		row.People[i].Path = n.Path
		people = append(people, n)
	}
	if err := t.line(row, people); err != nil {
		return err
	}
	if row.EventNote == nil {
		return nil
	}
	for _, n := range people {
		if err := t.bullet(row.EventNote.Note.Path, n); err != nil {
			return err
		}
	}
	return nil
}

// person is the note of somebody, made where there is none.
func (t *taking) person(row *change.CaptureRow, who change.Captured) (*parse.Note, error) {
	if who.Known {
		return t.Fresh(who.Path)
	}
	key := txt.FoldName(who.Name)
	if n := t.made[key]; n != nil {
		return n, nil
	}
	if t.Index.Unread().Any() {
		return nil, fmt.Errorf("%s may have a note that could not be read", who.Name)
	}
	values := map[string][]string{"name": {who.Name}, "met": {row.On.String()}}
	if title := row.Title; title != "" && len(row.People) == 1 {
		values["aliases"] = []string{strings.ToUpper(title[:1]) + title[1:] + " " + who.Name}
	}
	if row.EventNote != nil {
		values["met_at"] = []string{t.linkTo(&parse.Note{Path: "contacts/new.md"}, row.EventNote.Note)}
		values["met_how"] = []string{"event"}
	}
	if row.Pronouns != "" && len(row.People) == 1 {
		values["pronouns"] = []string{row.Pronouns}
	}
	n, err := Fill(t.Writing, parse.ContactNote, who.Name, values)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(t.Index.Notes(), func(o *parse.Note) bool { return o.Path == n.Path }) {
		return nil, fmt.Errorf("%s is there already, about somebody else", n.Path)
	}
	t.made[key] = n
	t.order = append(t.order, key)
	return n, nil
}

// linkTo is a link to a note, known or new.
func (t *taking) linkTo(from, to *parse.Note) string {
	if t.made[txt.FoldName(to.Name)] == to && t.Index.Settings.Links != "markdown" && len(t.Index.Link(txt.Link{Target: to.Name}, from)) == 0 && !strings.ContainsAny(to.Name, "[]|#^") {
		return "[[" + to.Name + "]]"
	}
	return t.Index.LinkTo(from, to)
}

// keep takes an edited note over.
func (t *taking) keep(before, after *parse.Note) {
	key := txt.FoldName(before.Name)
	if t.made[key] == before {
		t.made[key] = after
		return
	}
	t.Put(before, after)
}

// line writes the line of a capture into the first person's note. The tasks
// among its other lines become promises.
func (t *taking) line(row *change.CaptureRow, people []*parse.Note) error {
	n, reader := people[0], t.Index.Reader()
	var nested, tasks []string
	for _, l := range row.Lines {
		if task, ok := strings.CutPrefix(l, "[ ] "); ok {
			tasks = append(tasks, task)
		} else {
			nested = append(nested, l)
		}
	}
	text := row.On.String() + " " + t.sentence(row, n, people[1:])
	after, err := edit.InsertEntry(reader, n, text, nested...)
	if err != nil && len(nested) > 0 { // a line that would not stay a plain bullet
		after, err = edit.InsertEntry(reader, n, text+" / "+strings.Join(nested, " / "))
	}
	if err != nil {
		return err
	}
	for _, task := range tasks {
		if after, err = edit.AddPromise(reader, after, task); err != nil {
			return err
		}
	}
	t.keep(n, after)
	people[0] = after
	return nil
}

// sentence is what a capture says as a line of a log.
func (t *taking) sentence(row *change.CaptureRow, n *parse.Note, others []*parse.Note) string {
	head := row.Verb
	if head == "" {
		head = "met"
		if row.EventNote == nil && row.People[0].Known {
			head = "note"
		}
	}
	if row.EventNote != nil {
		head += " at " + t.linkTo(n, row.EventNote.Note)
	}
	for i, o := range others {
		joint := " and "
		if i == 0 {
			joint = " with "
		}
		head += joint + t.linkTo(n, o)
	}
	if row.Hook == "" {
		return head
	}
	if sentence := row.Hook; head == "note" && t.isKind(n, row, sentence) {
		return sentence
	}
	if _, problems := t.Index.Entry(n, row.On.String()+" "+head+": "+row.Hook); len(problems) > 0 {
		return head + ": " + strings.ReplaceAll(row.Hook, "->", "→") // an arrow with no date after it
	}
	return head + ": " + row.Hook
}

// isKind reports whether a hook is a sentence of a log: a word for what
// happened, and a colon.
func (t *taking) isKind(n *parse.Note, row *change.CaptureRow, sentence string) bool {
	e, problems := t.Index.Entry(n, row.On.String()+" "+sentence)
	return e != nil && len(problems) == 0 && e.Counted() && e.Kind != logline.Other && e.Text != "" && len(strings.Fields(e.Head)) <= 3
}

// bullet adds a person to the event's "## Met", unless they stand there.
func (t *taking) bullet(event string, n *parse.Note) error {
	e, err := t.Fresh(event)
	if err != nil {
		return err
	}
	link := t.linkTo(e, n)
	key := txt.FoldName(txt.FieldLink(link).Target)
	for i := range e.Entries() {
		if e.Entries()[i].Met && slices.ContainsFunc(e.Entries()[i].People, func(l txt.Link) bool {
			return txt.FoldName(l.Target) == key || means(t.Writing, l, e, n)
		}) {
			return nil
		}
	}
	after, err := edit.AddBullet(t.Index.Reader(), e, "Met", link)
	if err != nil {
		return err
	}
	t.Put(e, after)
	return nil
}

// met makes the notes of those under "## Met" who have none.
func (t *taking) met(e *index.Event) ([]change.Captured, error) {
	var made []change.Captured
	for i := range e.Entries() {
		entry := &e.Entries()[i]
		if !entry.Met || len(t.Index.Link(entry.People[0], e.Note)) > 0 || entry.People[0].IsPath {
			continue
		}
		on := entry.When.Day(t.Today)
		who := change.Captured{Name: path.Base(entry.People[0].Target)}
		if t.Index.Unread().Any() {
			t.Hint("%s may have a note that could not be read, and gets none now", who.Name)
			continue
		}
		n, err := t.person(&change.CaptureRow{On: on, EventNote: e}, who)
		if err != nil {
			return nil, err
		}
		who.Path = n.Path
		made = append(made, who)
	}
	return made, nil
}
