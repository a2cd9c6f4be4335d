package intake

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/draft"
	"netnotes/parse/edit"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// join gives what a draft says to the person it is about.
func (im *importer) join(d *draft.Note, s *subject, by, from string) {
	if s.newAt >= 0 {
		im.unite(d, s, by)
		return
	}
	e := im.notes[s.path]
	if e == nil {
		e = &recipient{subject: s}
		im.notes[s.path] = e
		im.order = append(im.order, e)
	}
	s.learns(d)
	im.remember(s)
	e.drafts, e.out = append(e.drafts, d), append(e.out, Imported{turn: im.turn, Draft: *d, Path: s.path, Name: s.name, By: by})
}

// fillNotes works out what becomes of the drafts that are about people with notes.
func (im *importer) fillNotes(from string, drafts int) {
	var telling sync.Mutex
	done := drafts
	for _, e := range im.order {
		done -= len(e.drafts)
	}
	parallel.Each(len(im.order), 16, func(start, end int) {
		for _, e := range im.order[start:end] {
			im.fillNote(e, from)
			if im.options.Step != nil {
				telling.Lock()
				done += len(e.drafts)
				im.options.Step(done)
				telling.Unlock()
			}
		}
	})
	for _, e := range im.order {
		for _, out := range e.out {
			switch {
			case len(out.Perhaps) > 0:
				im.out.Doubtful = append(im.out.Doubtful, out)
			case len(out.Adds) > 0:
				im.out.Changed = append(im.out.Changed, out)
			default:
				im.out.Same = append(im.out.Same, out)
			}
		}
	}
}

// fillNote adds to a note what its drafts say, one after the other. What it cannot
// take leaves a draft doubtful.
func (im *importer) fillNote(e *recipient, from string) {
	note := e.note
	for i, d := range e.drafts {
		f := noteFiller{Index: im.Index, note: note, out: e.out[i]}
		if err := f.fillWith(d, from, im.options); err != nil {
			e.out[i] = Imported{turn: e.out[i].turn, Draft: *d, Name: d.Name, Perhaps: []Perhaps{{e.name, e.path, "the note cannot take it: " + err.Error()}}}
			continue
		}
		note, e.out[i] = f.note, f.out
	}
	if note != e.note {
		e.after = note.Source()
	}
}

// saysAll finds a note that a draft adds nothing to: somebody set apart before.
func (im *importer) saysAll(d *draft.Note, candidates []candidate, from string) *candidate {
	for i, c := range candidates {
		if c.note == nil || !c.sameName {
			continue
		}
		f := noteFiller{Index: im.Index, note: c.note}
		if err := f.fill(d, from); err == nil && len(f.out.Adds)+len(f.out.Differs) == 0 {
			return &candidates[i]
		}
	}
	return nil
}

// unite joins a draft to an earlier one of the same file. A second value where
// a note has room for one becomes a detail.
func (im *importer) unite(d *draft.Note, s *subject, by string) {
	into := &im.out.New[s.newAt].Draft
	if d.Name != into.Name {
		into.Add("aliases", d.Name)
	}
	for _, f := range d.Fields {
		for _, v := range f.Values {
			if isList(f.Name) {
				into.Add(f.Name, v)
			} else if f.Name != "status" {
				into.AddOne(f.Name, v)
			}
		}
	}
	for _, line := range d.Log {
		if !slices.Contains(into.Log, line) {
			into.Log = append(into.Log, line)
		}
	}
	for _, task := range d.Tasks {
		if !slices.Contains(into.Tasks, task) {
			into.Tasks = append(into.Tasks, task)
		}
	}
	for _, detail := range d.Details {
		into.Tell(detail.Label, detail.Text)
	}
	im.out.Same = append(im.out.Same, Imported{turn: im.turn, Draft: *d, Path: s.path, Name: s.name, By: by})
	*s = *subjectOfDraft(into, s.path, s.newAt)
	im.remember(s)
}

// isList reports whether a contact's field holds several values.
func isList(field string) bool {
	for _, info := range parse.ContactFields() {
		if info.Name == field {
			return info.Type.IsList() && field != "org" && field != "introduced_by"
		}
	}
	return true
}

// noteFiller adds to one existing note what a draft has beyond it. What is there
// stays.
type noteFiller struct {
	*index.Index
	note *parse.Note
	out  Imported
}

// fillWith is fill for a source that knows of new posts: those are told as what
// they are, and taken over where they should be.
func (f *noteFiller) fillWith(d *draft.Note, from string, o Options) error {
	if o.TakeJob == nil {
		return f.fill(d, from)
	}
	if f.out.Job = f.job(d); f.out.Job == nil {
		return f.fill(d, from)
	}
	if o.TakeJob(f.note.Path) {
		if err := f.takeJob(f.out.Job, o.Today); err != nil {
			return err
		}
	}
	rest := *d
	rest.Fields = slices.DeleteFunc(slices.Clone(d.Fields), func(field draft.Field) bool { return slices.Contains(jobFields(), field.Name) })
	return f.fill(&rest, from)
}

func (f *noteFiller) fill(d *draft.Note, from string) error {
	if !slices.ContainsFunc(f.note.Names(), func(name string) bool { return txt.NameKey(name) == txt.NameKey(d.Name) }) {
		f.differs("name", f.note.Name, d.Name)
	}
	for _, field := range d.Fields {
		for _, v := range field.Values {
			if err := f.value(field.Name, v); err != nil {
				return err
			}
		}
	}
	for _, line := range d.Log {
		if err := f.line(line); err != nil {
			return err
		}
	}
	for _, task := range d.Tasks {
		if f.holds(task) {
			continue
		}
		if err := f.take("promise", task, func() (*parse.Note, error) { return edit.AddPromise(f.Reader(), f.note, task) }); err != nil {
			return err
		}
	}
	for _, detail := range d.Details {
		if err := f.detail(detail, from); err != nil {
			return err
		}
	}
	return nil
}

// take makes an edit and remembers what it added. The note is read for itself: the
// folder's own would be kept with all that is in it.
func (f *noteFiller) take(field, value string, edit func() (*parse.Note, error)) error {
	if len(f.out.Adds) == 0 {
		f.note = f.Reader().Note(f.note.Path, f.note.Source())
	}
	n, err := edit()
	if err != nil {
		return err
	}
	f.note = n
	i := slices.IndexFunc(f.out.Adds, func(a draft.Field) bool { return a.Name == field })
	if i < 0 {
		f.out.Adds = append(f.out.Adds, draft.Field{Name: field})
		i = len(f.out.Adds) - 1
	}
	f.out.Adds[i].Values = append(f.out.Adds[i].Values, value)
	return nil
}

func (f *noteFiller) differs(field, have, value string) {
	f.out.Differs = append(f.out.Differs, Difference{field, have, value})
}

// value fills an empty field, or adds to a list of addresses and names. A
// rhythm and how one met are the user's own to say.
func (f *noteFiller) value(field, v string) error {
	if field == "status" {
		return nil
	}
	have := f.note.Named(field)
	if slices.ContainsFunc(have, func(h string) bool { return sameValue(field, h, v) }) || f.holds(field+": "+v) {
		return nil
	}
	switch field {
	case "tier", "cadence", "snooze", "last_contact", "met":
		f.differs(field, strings.Join(have, ", "), v)
		return nil
	case "aliases":
		if txt.FoldName(v) == txt.FoldName(f.note.Name) {
			return nil
		}
	}
	switch {
	case isList(field) && field != "linkedin":
		return f.take(field, v, func() (*parse.Note, error) { return edit.AddItem(f.Reader(), f.note, field, v) })
	case len(have) == 0:
		return f.take(field, v, func() (*parse.Note, error) { return edit.SetField(f.Reader(), f.note, field, v) })
	}
	f.differs(field, strings.Join(have, ", "), v)
	return nil
}

// sameValue reports whether a note's value says what the file's does.
func sameValue(field, have, v string) bool {
	if key := facts.Identity(field, v); slices.Contains(identifying(), field) && key != "" {
		return facts.Identity(field, have) == key
	}
	a, okA := parse.ParseBirthday(have)
	b, okB := parse.ParseBirthday(v)
	return field == "birthday" && okA && okB && a == b || txt.FoldName(txt.PlainText(have)) == txt.FoldName(txt.PlainText(v))
}

// line adds a log line, unless it is there; who is connected already is not
// connected again.
func (f *noteFiller) line(line string) error {
	e, _ := f.Reader().Entry(line, logline.Setting{Scope: logline.Scope{InLog: true}, Owner: parse.NewOwner(f.note)})
	for i := range f.note.Entries() {
		have := &f.note.Entries()[i]
		if have.Raw == line || e != nil && e.Kind == logline.Connect && have.Kind == logline.Connect {
			return nil
		}
	}
	return f.take("log", line, func() (*parse.Note, error) { return edit.InsertEntries(f.Reader(), f.note, []string{line}) })
}

// detail adds what has no field, on one line.
func (f *noteFiller) detail(d draft.Detail, from string) error {
	line := d.Label + ": " + strings.ReplaceAll(d.Text, "\n", " / ")
	if f.holds(line) || f.holds(strings.TrimSuffix(d.Bullet(), "\n")) {
		return nil
	}
	return f.take("note", line, func() (*parse.Note, error) {
		return edit.AddBullet(f.Reader(), f.note, draft.DetailsHeading(from), line)
	})
}

// holds reports whether a text stands in the note, whatever its line endings.
func (f *noteFiller) holds(text string) bool {
	return bytes.Contains(bytes.ReplaceAll(f.note.Source(), []byte("\r\n"), []byte("\n")), []byte(text))
}
