package cli

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"netnotes/examples"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/index/intake"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// noteKinds are the kinds of note that "new" makes, each with its folder.
func noteKinds() []parse.NoteKind {
	return []parse.NoteKind{parse.ContactNote, parse.EventNote, parse.OrgNote, parse.GroupNote, parse.LeadNote}
}

func (a *app) newNote() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new contact|event|org|group|lead|targets NAME",
		Short: "Make a note for a person, an event, an organisation, a group or an opening",
		Long: `Makes a note from the template of its kind: templates/contact.md in your folder,
or the one built in. Each field is a flag. A note that is there is never
overwritten. "new targets" asks three questions.`,
		Example: "  netnotes new contact \"Imani Vance\" --met-at \"ALA Annual 2026\" --cue \"yellow raincoat\"\n  netnotes new event \"Small Archives Day\" --start 2027-03-04 --goals \"meet someone who digitises maps\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage("netnotes new contact \"Ada Park\"", "there is no kind of note %q", args[0])
		},
	}
	for _, kind := range noteKinds() {
		cmd.AddCommand(a.newKind(kind))
	}
	cmd.AddCommand(a.newTargets())
	return cmd
}

// newKind is "new" for one kind of note, with a flag for each of its fields.
func (a *app) newKind(kind parse.NoteKind) *cobra.Command {
	values := map[string]*[]string{}
	cmd := &cobra.Command{
		Use:     string(kind) + " NAME",
		Short:   "Make the note of " + article(string(kind)),
		Example: "  netnotes new " + string(kind) + " \"" + map[parse.NoteKind]string{parse.ContactNote: "Imani Vance", parse.EventNote: "Small Archives Day", parse.OrgNote: "Fox Hollow Public Library", parse.GroupNote: "Metadata Ethics Working Group", parse.LeadNote: "Archivist at Marlowe"}[kind] + "\"",
		Args:    minArgs(1, txt.Command("new "+string(kind), "NAME")),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.write(cmd, func(w *writing) error { return w.make(cmd, kind, strings.Join(args, " "), values) })
		},
	}
	flags := cmd.Flags()
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(strings.ReplaceAll(name, "_", "-"))
	})
	for _, info := range parse.FieldsOf(kind) {
		if slices.Contains([]string{"name", "type", "title", "categories"}, info.Name) {
			continue
		}
		values[info.Name] = flags.StringArray(info.Name, nil, cmp.Or(info.Help, "the field "+info.Name))
		_ = cmd.RegisterFlagCompletionFunc(info.Name, a.complete(func(c completing) []string { return fieldWords(c, info.Type) }))
	}
	if kind == parse.ContactNote {
		flags.Bool("yes", false, "make the note, though somebody may be there already")
	}
	return dryRunFlag(cmd)
}

// thereAlready says who may be the person that is to get a note: somebody of the
// same email or profile, or of nearly the same name. On a terminal it asks, and
// elsewhere it wants --yes.
func (w *writing) thereAlready(name string, values map[string][]string, yes bool) error {
	draft := parse.Draft{Name: name}
	for _, field := range []string{"email", "phone", "linkedin", "url", "org"} {
		draft.Add(field, values[field]...)
	}
	who, path, why := intake.MayBe(w.ix, draft)
	if who == "" || yes || w.confirm(saidNo, "%s may be there already: %s, %s (%s); make a note all the same?", name, who, path, why) {
		return nil
	}
	return usage("open that note: "+txt.Command("edit", path)+"; if it is somebody else: "+txt.Command("new contact", name)+" --yes", "%s may be there already: %s, %s (%s)", name, who, path, why)
}

// make makes a new note.
func (w *writing) make(cmd *cobra.Command, kind parse.NoteKind, name string, flags map[string]*[]string) error {
	name = strings.Join(strings.Fields(txt.PlainText(name)), " ")
	if name == "" {
		return usage(txt.Command("new "+string(kind), "NAME"), "a note needs a name")
	}
	for _, n := range w.ix.Notes() {
		if n.Kind == kind && txt.FoldName(n.Name) == txt.FoldName(name) {
			return usage("give the other one a longer name, or open the note: "+txt.Command("edit", n.Path), "%s has a note: %s", n.Name, n.Path)
		}
	}
	values := map[string][]string{"name": {name}}
	for field, given := range flags {
		for _, v := range *given {
			if v = strings.TrimSpace(v); v == "" {
				continue
			}
			link, err := w.named(kind, field, w.ix.Reader().SpokenField(kind, field, v, w.today))
			if err != nil {
				return err
			}
			values[field] = append(values[field], link)
		}
	}
	if kind == parse.ContactNote {
		yes, _ := cmd.Flags().GetBool("yes")
		if err := w.thereAlready(name, values, yes); err != nil {
			return err
		}
		w.setMet(name, values)
	}
	n, err := w.fill(kind, name, values)
	if err != nil {
		return err
	}
	if n, err = w.withoutRoom(n, values); err != nil {
		return err
	}
	for _, p := range n.Problems() {
		if p.Severity == txt.Error {
			return usage(p.Hint, "%s", p.Text)
		}
		w.hint("%s; %s", p.Text, p.Hint)
	}
	if kind == parse.ContactNote {
		if n, err = w.spread(n); err != nil {
			return err
		}
	}
	if kind == parse.LeadNote && len(values["heard_from"]) > 0 && len(values["heard"]) == 0 {
		w.hint("when did you hear of it? %s", txt.Command("set", n.Path, "heard=today"))
	}
	w.others = append(w.others, disk.Change{Path: n.Path, New: n.Source()})
	return nil
}

// withoutRoom takes out the room that a template has for the day of a meeting,
// where nothing is said of one.
func (w *writing) withoutRoom(n *parse.Note, values map[string][]string) (*parse.Note, error) {
	if n.Kind != parse.ContactNote || len(values["met"]) > 0 || n.Field("met") != nil {
		return n, nil
	}
	return edit.RemoveField(w.ix.Reader(), n, "met")
}

// setMet settles when somebody was met, who gets a note: on the day that was
// told, at an event that has begun, or today, if the user says so. Nobody else was
// met, and of a wish it is never written.
func (w *writing) setMet(name string, values map[string][]string) {
	told := values["met"]
	delete(values, "met")
	if status := values["status"]; len(status) > 0 && txt.FoldName(status[0]) == string(parse.Wish) {
		if len(told) > 0 {
			w.hint("%s is somebody to meet, so no day of meeting is written", name)
		}
		return
	}
	if len(told) > 0 {
		values["met"] = told
		return
	}
	day := w.metAt(values["met_at"])
	if day.IsZero() && w.canAsk() && w.confirm(saidNo, "did you meet %s today?", name) {
		day = w.today
	}
	if !day.IsZero() {
		values["met"] = []string{day.String()}
		w.hint("met on %s; another day: %s", day, txt.Command("set", name, "met=YYYY-MM-DD"))
	}
}

// metAt is the day of a meeting at an event: today while it lasts, else its last
// day; the zero day for an event to come and for anything else.
func (w *writing) metAt(at []string) date.Date {
	if len(at) == 0 {
		return date.Date{}
	}
	place := w.ix.Place(at[0])
	if place == nil {
		return date.Date{}
	}
	e := w.ix.EventOf(place)
	if e == nil {
		return date.Date{}
	}
	first, last, ok := e.Days()
	switch {
	case !ok || w.today.Before(first):
		return date.Date{}
	case w.today.Before(last):
		return w.today
	}
	return last
}

// fill makes the note from its template and adds the fields for which the
// template has no place.
func (w *writing) fill(kind parse.NoteKind, name string, values map[string][]string) (*parse.Note, error) {
	reader := w.ix.Reader()
	one := func(key string) string {
		switch txt.FoldKey(key) {
		case "title":
			return name
		case "date", "today":
			return w.today.String()
		}
		for field, list := range values {
			if txt.FoldKey(field) == txt.FoldKey(key) {
				return list[0]
			}
		}
		return ""
	}
	n, used := edit.Fill(reader, folder.NewPath(w.folderOf(kind), name), w.template(kind), one)
	var err error
	if n.Kind != kind {
		if n, err = edit.SetField(reader, n, "type", string(kind)); err != nil {
			return nil, err
		}
	}
	if n.Name != name {
		if n, err = edit.SetField(reader, n, "name", name); err != nil {
			return nil, err
		}
	}
	for _, info := range parse.FieldsOf(kind) {
		list := values[info.Name]
		for i, v := range list {
			if text, hint := reader.NotAWord(kind, info.Name, v); text != "" {
				return nil, usage(hint, "%s", text)
			}
			switch {
			case info.Name == "name" || i == 0 && used[txt.FoldKey(info.Name)]:
			case i == 0 && (!info.Type.HoldsLinks() || info.Name == "introduced_by"):
				n, err = edit.SetField(reader, n, info.Name, v)
			default:
				n, err = edit.AddItem(reader, n, info.Name, v)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return n, nil
}

// template is the folder's template of a kind, or the one built in.
func (w *writing) template(kind parse.NoteKind) []byte {
	if source, err := w.store.Read("templates/" + string(kind) + ".md"); err == nil {
		return source
	}
	source, _ := examples.Template(string(kind)) // embedded for every kind
	return source
}

// folderOf is where notes of a kind lie: where most of them are, else the
// folder of the kind's own name, to which the folders within it belong.
func (w *writing) folderOf(kind parse.NoteKind) string {
	own := string(kind) + "s"
	count, best := map[string]int{}, own
	for _, n := range w.ix.Notes() {
		if n.Kind != kind {
			continue
		}
		if strings.HasPrefix(n.Path, own+"/") {
			count[own]++
		} else {
			count[path.Dir(n.Path)]++
		}
	}
	for dir, n := range count {
		if n > count[best] || n == count[best] && best != own && dir < best {
			best = dir
		}
	}
	return best
}

// named turns a name typed for a field of links into a link: to the person that
// it means, as anywhere on the command line, or to the place that has exactly
// this name. A name that nobody has stays as it is; one that several have is
// refused.
func (w *writing) named(kind parse.NoteKind, field, value string) (string, error) {
	if strings.HasPrefix(value, "[") {
		return value, nil
	}
	var found []*parse.Note
	switch field {
	case "introduced_by", "knows", "knows_not", "members", "attendees", "heard_from":
		if found = w.ix.Resolve(value, isContact); len(found) > 1 {
			_, err := one(w.ix, "show", value, isContact)
			return "", err
		}
	case "org", "met_at", "groups", "school":
		found = slices.DeleteFunc(slices.Clone(w.ix.Link(txt.Link{Target: value}, &parse.Note{})), func(n *parse.Note) bool { return !n.Kind.IsPlace() })
	}
	if len(found) != 1 {
		return value, nil
	}
	return w.link(&parse.Note{Path: folder.NewPath(w.folderOf(kind), "new")}, found[0]), nil
}

// spread snoozes a new contact who would be due at once.
func (w *writing) spread(n *parse.Note) (*parse.Note, error) {
	ix := w.ix.With([]disk.Change{{Path: n.Path, New: n.Source()}})
	if !due.StartsLate(ix, n.Path, w.today) {
		return n, nil
	}
	line, until := due.FirstHello(n.Name, w.today)
	w.hint("the first hello is due on %s, so that those of many do not come at once", form.DayName(until, w.today))
	return edit.InsertEntry(w.ix.Reader(), n, line)
}
