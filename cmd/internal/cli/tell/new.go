package tell

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"netnotes/cmd/internal/cli/app"
	"netnotes/examples"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/index/intake"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// NoteKinds are the kinds of note that "new" makes, each with its folder.
func NoteKinds() []parse.NoteKind {
	return []parse.NoteKind{parse.ContactNote, parse.EventNote, parse.OrgNote, parse.GroupNote, parse.LeadNote}
}

// New is netnotes new.
func New(a *app.App) *cobra.Command {
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
			return app.Usage("netnotes new contact \"Ada Park\"", "there is no kind of note %q", args[0])
		},
	}
	for _, kind := range NoteKinds() {
		cmd.AddCommand(newKind(a, kind))
	}
	cmd.AddCommand(newTargets(a))
	return cmd
}

// newKind is "new" for one kind of note, with a flag for each of its fields.
func newKind(a *app.App, kind parse.NoteKind) *cobra.Command {
	values := map[string]*[]string{}
	cmd := &cobra.Command{
		Use:     string(kind) + " NAME",
		Short:   "Make the note of " + app.Article(string(kind)),
		Example: "  netnotes new " + string(kind) + " \"" + map[parse.NoteKind]string{parse.ContactNote: "Imani Vance", parse.EventNote: "Small Archives Day", parse.OrgNote: "Fox Hollow Public Library", parse.GroupNote: "Metadata Ethics Working Group", parse.LeadNote: "Archivist at Marlowe"}[kind] + "\"",
		Args:    app.MinArgs(1, txt.Command("new "+string(kind), "NAME")),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error { return makeNote(w, cmd, kind, strings.Join(args, " "), values) })
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
		_ = cmd.RegisterFlagCompletionFunc(info.Name, a.Complete(func(c app.Completing) []string { return app.FieldWords(c, info.Type) }))
	}
	if kind == parse.ContactNote {
		flags.Bool("yes", false, "make the note, though somebody may be there already")
	}
	return app.DryRunFlag(cmd)
}

// thereAlready says who may be the person that is to get a note: somebody of the
// same email or profile, or of nearly the same name. On a terminal it asks, and
// elsewhere it wants --yes.
func thereAlready(w *app.Writing, name string, values map[string][]string, yes bool) error {
	draft := draft.Note{Name: name}
	for _, field := range []string{"email", "phone", "linkedin", "url", "org"} {
		draft.Add(field, values[field]...)
	}
	who, path, why := intake.MayBe(w.Index, draft)
	if who == "" || yes || w.Confirm(app.SaidNo, "%s may be there already: %s, %s (%s); make a note all the same?", name, who, path, why) {
		return nil
	}
	return app.Usage("open that note: "+txt.Command("edit", path)+"; if it is somebody else: "+txt.Command("new contact", name)+" --yes", "%s may be there already: %s, %s (%s)", name, who, path, why)
}

// makeNote makes a new note.
func makeNote(w *app.Writing, cmd *cobra.Command, kind parse.NoteKind, name string, flags map[string]*[]string) error {
	name = strings.Join(strings.Fields(txt.PlainText(name)), " ")
	if name == "" {
		return app.Usage(txt.Command("new "+string(kind), "NAME"), "a note needs a name")
	}
	for _, n := range w.Index.Notes() {
		if n.Kind == kind && txt.FoldName(n.Name) == txt.FoldName(name) {
			return app.Usage("give the other one a longer name, or open the note: "+txt.Command("edit", n.Path), "%s has a note: %s", n.Name, n.Path)
		}
	}
	values := map[string][]string{"name": {name}}
	for field, given := range flags {
		for _, v := range *given {
			if v = strings.TrimSpace(v); v == "" {
				continue
			}
			link, err := linked(w, kind, field, w.Index.Reader().SpokenField(kind, field, v, w.Today))
			if err != nil {
				return err
			}
			values[field] = append(values[field], link)
		}
	}
	if kind == parse.ContactNote {
		yes, _ := cmd.Flags().GetBool("yes")
		if err := thereAlready(w, name, values, yes); err != nil {
			return err
		}
		setMet(w, name, values)
	}
	n, err := Fill(w, kind, name, values)
	if err != nil {
		return err
	}
	if n, err = withoutRoom(w, n, values); err != nil {
		return err
	}
	for _, p := range n.Problems() {
		if p.Severity == txt.Error {
			return app.Usage(p.Hint, "%s", p.Text)
		}
		w.Hint("%s; %s", p.Text, p.Hint)
	}
	if kind == parse.ContactNote {
		if n, err = spreadFirst(w, n); err != nil {
			return err
		}
	}
	if kind == parse.LeadNote && len(values["heard_from"]) > 0 && len(values["heard"]) == 0 {
		w.Hint("when did you hear of it? %s", txt.Command("set", n.Path, "heard=today"))
	}
	w.Others = append(w.Others, disk.Change{Path: n.Path, New: n.Source()})
	return nil
}

// withoutRoom takes out the room that a template has for the day of a meeting,
// where nothing is said of one.
func withoutRoom(w *app.Writing, n *parse.Note, values map[string][]string) (*parse.Note, error) {
	if n.Kind != parse.ContactNote || len(values["met"]) > 0 || n.Field("met") != nil {
		return n, nil
	}
	return edit.RemoveField(w.Index.Reader(), n, "met")
}

// setMet settles when somebody was met, who gets a note: on the day that was
// told, at an event that has begun, or today, if the user says so. Nobody else was
// met, and of a wish it is never written.
func setMet(w *app.Writing, name string, values map[string][]string) {
	told := values["met"]
	delete(values, "met")
	if status := values["status"]; len(status) > 0 && txt.FoldName(status[0]) == string(parse.Wish) {
		if len(told) > 0 {
			w.Hint("%s is somebody to meet, so no day of meeting is written", name)
		}
		return
	}
	if len(told) > 0 {
		values["met"] = told
		return
	}
	day := metAt(w, values["met_at"])
	if day.IsZero() && w.CanAsk() && w.Confirm(app.SaidNo, "did you meet %s today?", name) {
		day = w.Today
	}
	if !day.IsZero() {
		values["met"] = []string{day.String()}
		w.Hint("met on %s; another day: %s", day, txt.Command("set", name, "met=YYYY-MM-DD"))
	}
}

// metAt is the day of a meeting at an event: today while it lasts, else its last
// day; the zero day for an event to come and for anything else.
func metAt(w *app.Writing, at []string) date.Date {
	if len(at) == 0 {
		return date.Date{}
	}
	place := w.Index.Place(at[0])
	if place == nil {
		return date.Date{}
	}
	e := w.Index.EventOf(place)
	if e == nil {
		return date.Date{}
	}
	first, last, ok := e.Days()
	switch {
	case !ok || w.Today.Before(first):
		return date.Date{}
	case w.Today.Before(last):
		return w.Today
	}
	return last
}

// Fill makes the note from its template and adds the fields for which the
// template has no place.
func Fill(w *app.Writing, kind parse.NoteKind, name string, values map[string][]string) (*parse.Note, error) {
	reader := w.Index.Reader()
	one := func(key string) string {
		switch txt.FoldKey(key) {
		case "title":
			return name
		case "date", "today":
			return w.Today.String()
		}
		for field, list := range values {
			if txt.FoldKey(field) == txt.FoldKey(key) {
				return list[0]
			}
		}
		return ""
	}
	n, used := edit.Fill(reader, folder.NewPath(w.FolderOf(kind), name), template(w, kind), one)
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
				return nil, app.Usage(hint, "%s", text)
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
func template(w *app.Writing, kind parse.NoteKind) []byte {
	if source, err := w.Store.Read("templates/" + string(kind) + ".md"); err == nil {
		return source
	}
	source, _ := examples.Template(string(kind)) // embedded for every kind
	return source
}

// linked turns a name typed for a field of links into a link: to the person that
// it means, as anywhere on the command line, or to the place that has exactly
// this name. A name that nobody has stays as it is; one that several have is
// refused.
func linked(w *app.Writing, kind parse.NoteKind, field, value string) (string, error) {
	if strings.HasPrefix(value, "[") {
		return value, nil
	}
	var found []*parse.Note
	switch field {
	case "introduced_by", "knows", "knows_not", "members", "attendees", "heard_from":
		if found = w.Index.Resolve(value, app.IsContact); len(found) > 1 {
			_, err := app.One(w.Index, "show", value, app.IsContact)
			return "", err
		}
	case "org", "met_at", "groups", "school":
		found = slices.DeleteFunc(slices.Clone(w.Index.Link(txt.Link{Target: value}, &parse.Note{})), func(n *parse.Note) bool { return !n.Kind.IsPlace() })
	}
	if len(found) != 1 {
		return value, nil
	}
	return w.Index.LinkTo(&parse.Note{Path: folder.NewPath(w.FolderOf(kind), "new")}, found[0]), nil
}

// spreadFirst snoozes a new contact who would be due at once.
func spreadFirst(w *app.Writing, n *parse.Note) (*parse.Note, error) {
	ix := w.Index.With([]disk.Change{{Path: n.Path, New: n.Source()}})
	if !due.StartsLate(ix, n.Path, w.Today) {
		return n, nil
	}
	line, until := due.FirstHello(n.Name, w.Today)
	w.Hint("the first hello is due on %s, so that those of many do not come at once", form.DayName(until, w.Today))
	return edit.InsertEntry(w.Index.Reader(), n, line)
}
