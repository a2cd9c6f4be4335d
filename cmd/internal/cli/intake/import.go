package intake

import (
	"cmp"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/intake"
	"netnotes/parse"
	"netnotes/parse/draft"
	foreign "netnotes/parse/intake"
	"netnotes/parse/intake/csv"
	"netnotes/parse/intake/friends"
	"netnotes/parse/intake/monica"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/bring"
	"netnotes/report/form"
)

// source is a program, or a form of file, that can be imported.
type source struct {
	name, what string
	args       string // what it is called with
	read       func(r *importing) (incoming, error)
	flags      func(cmd *cobra.Command, o *importOptions)
}

// incoming is what a source's files hold: people, what happened with them, or
// both.
type incoming struct {
	people draft.Foreign
	told   foreign.File
}

func sources() []source {
	return []source{
		{"linkedin", "LinkedIn's archive: the ZIP, its folder, or one of its files", "FILE|ZIP|DIR", readLinkedIn, linkedInFlags},
		{"google", "a CSV export of Google Contacts", "FILE", people(csv.Google), nil},
		{"vcard", "an address book in vCard 2.1, 3.0 or 4.0, or a folder of cards", "FILE|DIR", readCards, nil},
		{"ics", "a calendar in iCalendar form, or a folder of them", "FILE|DIR", readCalendar, calendarFlags},
		{"mail", "the headers of mail: a maildir, an mbox, or a folder of .eml files", "DIR|FILE", readMail, mailFlags},
		{"csv", "any table with a row a person: Outlook's, an attendee list, your own", "FILE", readTable, tableFlags},
		{"monica", "Monica's JSON export", "FILE", people(monica.Read), nil},
		{"friends", "a friends.md", "FILE", people(friends.Read), nil},
	}
}

// importOptions are the flags of import.
type importOptions struct {
	yes, partial, all    bool
	same, apart          []string
	me                   []string
	dates, since         string
	text, standing, take bool
	others               bool // --new
	maps, meet           []string
	event                string
}

// importing is an import under way.
type importing struct {
	*app.Writing
	source   source
	file     string // as typed
	options  importOptions
	jobs     []string          // paths of those whose new job is taken over
	unticked []intake.Occasion // meetings that are not taken
}

// Import is netnotes import.
func Import(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import SOURCE FILE",
		Short: "Take people, and what happened with them, over from other programs",
		Long: `Shows what the file would add, and writes it when you say so, or with --yes: a
note for everybody who is new, what an existing note lacks, and a line for each
day on which you wrote to each other or met. Nothing that stands in a note is
replaced; what differs is shown. People are recognised by their LinkedIn address,
email, phone or card, then by name together with organisation. Whoever has only
the name in common is doubtful, asked about, and left out until you say --same or
--apart. Importing a file twice changes nothing, and netnotes undo takes it back.

Imported people have status: imported and are never due until you note a
conversation or give them a tier. What has no field of its own stands at the end
of the note. Pictures are counted and left out, and so is what a card says of
itself (VERSION, REV, PRODID). No body of a mail and no description of a meeting
is ever kept.`,
		Example: "  netnotes import linkedin Connections.csv\n  netnotes import ics calendar.ics\n  netnotes import mail ~/Maildir --me you@elm.example\n  netnotes import csv attendees.csv --event 'ALA Annual 2026'",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			var names []string
			for _, s := range sources() {
				names = append(names, s.name)
			}
			return app.Usage("netnotes import --help", "cannot import from %q; from %s", args[0], strings.Join(names, ", "))
		},
	}
	for _, s := range sources() {
		cmd.AddCommand(importFrom(a, s))
	}
	return cmd
}

func importFrom(a *app.App, s source) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:     s.name + " " + s.args,
		Short:   "Take over " + s.what,
		Example: "  netnotes import " + s.name + " FILE\n  netnotes import " + s.name + " FILE --yes",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return app.Usage(txt.Command("import "+s.name, "FILE"), "import %s needs one file: %s", s.name, s.what)
			}
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			return importFile(a, s, args[0], o, dryRun)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.yes, "yes", false, "write what the preview shows")
	flags.BoolVar(&o.partial, "partial", false, "take the whole records of a file that ends in the middle of one")
	flags.BoolVar(&o.all, "all", false, "list everybody and every line in the preview")
	flags.StringArrayVar(&o.same, "same", nil, "this doubtful person is who they seem (a name, a line, ROW=WHO, or all)")
	flags.StringArrayVar(&o.apart, "apart", nil, "this doubtful person is somebody else (a name, a line, or all)")
	flags.Bool("dry-run", false, "only show the preview, also with --yes")
	if s.flags != nil {
		s.flags(cmd, &o)
	}
	return cmd
}

// importFile reads the file, shows what it would do, and does it when told to.
func importFile(a *app.App, s source, file string, o importOptions, dryRun bool) error {
	if a.Env.Collect != nil {
		a.Env.Collect()
	}
	return a.Locked(func(w *app.Writing) error {
		r := &importing{Writing: w, source: s, file: file, options: o}
		in, err := s.read(r)
		if other := r.otherKind(err); other != nil {
			return other
		}
		if err != nil && in.people.Records == 0 {
			return foreignError(file, err)
		}
		in.people.Bound()
		if failure := unfit(file, in, err, o); failure != nil {
			if value, _, planErr := r.plan(in); planErr == nil {
				if err := showImport(w, value); err != nil {
					return err
				}
			}
			return failure
		}
		if o.event != "" {
			return r.attend(in, dryRun)
		}
		return r.propose(in, dryRun)
	})
}

// unknown refuses new people while notes that may be theirs cannot be read.
func (r *importing) unknown(plan intake.Import) error {
	if len(plan.New) == 0 || !r.Index.Unread().Any() || slices.Contains(r.options.apart, "all") {
		return nil
	}
	return app.Failed("netnotes check; or --apart all, if none of the new people can have a note there", "%s, so whoever is new may have a note; nothing was written", report.Unread(r.Index.Unread()))
}

// propose shows the preview, asks about what is doubtful where somebody is
// there to answer, and writes when told to.
func (r *importing) propose(in incoming, dryRun bool) error {
	value, plan, err := r.plan(in)
	if err != nil {
		return err
	}
	if err := r.unknown(plan); err != nil {
		return cmp.Or(showImport(r.Writing, value), err)
	}
	if r.options.yes && !dryRun {
		if err := writeImport(r.Writing, plan, &value); err != nil {
			return err
		}
		if err := showImport(r.Writing, value); err != nil {
			return err
		}
		return r.partly(value)
	}
	if err := showImport(r.Writing, value); err != nil || dryRun || !r.CanAsk() {
		return err
	}
	if r.askAbout(value) {
		if value, plan, err = r.plan(in); err != nil {
			return err
		}
	}
	if len(plan.Changes) == 0 || !r.Confirm(app.SaidYes, "write it (%s)?", value.Would()) {
		return nil
	}
	if err := writeImport(r.Writing, plan, &value); err != nil {
		return err
	}
	return r.partly(value)
}

// partly fails where something was not understood, though the rest was written.
func (r *importing) partly(value bring.Import) error {
	if len(value.Unread) == 0 || !value.Written || r.options.partial {
		return nil
	}
	return app.Failed("look at what is said of each", "%s of %s could not be read; the rest is taken", value.NotRead(), r.file)
}

// path is the file where it lies.
func (r *importing) path() string {
	if filepath.IsAbs(r.file) {
		return r.file
	}
	return filepath.Join(r.Env.Cwd, r.file)
}

// me is the user as the notes and the flags say.
func (r *importing) me() foreign.Me {
	var me foreign.Me
	if t := r.Index.Targets(); t != nil {
		me = foreign.Me{Name: t.Me.Name, Emails: t.Me.Emails, LinkedIn: t.Me.LinkedIn}
	}
	for _, m := range r.options.me {
		switch {
		case foreign.Profile(m) != "":
			me.LinkedIn = m
		case strings.Contains(m, "@"):
			me.Emails = append(me.Emails, m)
		default:
			me.Name = m
		}
	}
	return me
}

// order is which of day and month stands first, where the file does not say.
func (r *importing) order() (csv.Order, error) {
	switch order := csv.Order(r.options.dates); order {
	case csv.NoOrder, csv.DayFirst, csv.MonthFirst:
		return order, nil
	}
	return csv.NoOrder, app.Usage("--dates dmy or --dates mdy", "not an order of dates: %q", r.options.dates)
}

// zone is the zone of the user's calendar.
func (r *importing) zone() *time.Location { return r.Clock().Location() }

// plan works out what the file would do: first whom it brings, then what
// happened with everybody who has a note by then.
func (r *importing) plan(in incoming) (bring.Import, intake.Import, error) {
	step, end := asShown(r.Writing.App, "matching people")
	defer end()
	f := in.people
	options := r.planOptions()
	options.Step = func(done int) { step(done, len(f.Drafts)) }
	if r.source.name == "linkedin" {
		options.TakeJob = func(path string) bool { return r.options.take || slices.Contains(r.jobs, path) }
	}
	plan := intake.Plan(r.Index, f, options)
	told, err := r.tell(in.told, &plan)
	if err != nil {
		return bring.Import{}, plan, app.Refused(err)
	}
	if r.options.others && len(told.Unknown) > 0 {
		f.From = cmp.Or(f.From, in.told.What)
		for _, who := range told.Unknown {
			d := draft.Note{Name: who.Name}
			if who.LinkedIn != "" {
				d.Add("linkedin", "https://www.linkedin.com/in/"+who.LinkedIn)
			}
			f.Drafts = append(f.Drafts, d)
		}
		plan = intake.Plan(r.Index, f, options)
		if told, err = r.tell(in.told, &plan); err != nil {
			return bring.Import{}, plan, app.Refused(err)
		}
	}
	f.Spread = f.Spread || len(told.Lines) > 0
	then, err := bring.SettleImport(r.Index, &plan, f, r.Today)
	if err != nil {
		return bring.Import{}, plan, app.Refused(err)
	}
	value := bring.MakeImport(f, plan, r.file, r.again(), r.options.all, then)
	if in.told.Rows > 0 {
		value.AddTold(in.told, told)
	}
	return value, plan, nil
}

// planOptions are what the folder and the flags settle of whom a file means.
func (r *importing) planOptions() intake.Options {
	folder := r.FolderOf(parse.ContactNote)
	there := r.Store.Names(folder)
	return intake.Options{Folder: folder, Orgs: r.FolderOf(parse.OrgNote), Same: r.options.same, Apart: r.options.apart, Today: r.Today,
		Taken: func(file string) bool { return there[strings.ToLower(filepath.Base(file))] }}
}

// tell plans the lines of what happened, over the notes as they will be.
func (r *importing) tell(told foreign.File, plan *intake.Import) (intake.Happened, error) {
	if len(told.Happenings) == 0 {
		return intake.Happened{}, nil
	}
	ix := r.Index
	if len(plan.Changes) > 0 {
		ix = ix.With(plan.Changes)
	}
	out, err := intake.PlanHappened(ix, told, intake.HappenedOptions{ByName: r.source.name != "mail", Standing: r.options.standing, Same: r.options.same, Unticked: r.unticked})
	plan.Join(out.Changes)
	return out, err
}

// again is the command that writes what the preview shows.
func (r *importing) again() string {
	command := "import " + r.source.name
	for _, given := range []struct {
		flag   string
		values []string
	}{{"same", r.options.same}, {"apart", r.options.apart}, {"me", r.options.me}, {"map", r.options.maps}} {
		for _, v := range given.values {
			command += " --" + given.flag + "=" + txt.ShellWord(v)
		}
	}
	for _, given := range []struct {
		flag string
		is   bool
	}{{"with-text", r.options.text}, {"standing", r.options.standing}, {"take-jobs", r.options.take}, {"new", r.options.others}} {
		if given.is {
			command += " --" + given.flag
		}
	}
	return txt.Command(command+" --yes", r.file)
}

// asShown says on a terminal how far work has come, until end.
func asShown(a *app.App, what string) (step func(done, total int), end func()) {
	p := a.StartProgress()
	if p == nil {
		return func(int, int) {}, p.End
	}
	return func(done, total int) { p.Report(what, done, total) }, p.End
}

// manyNew is how many new people of an import make it worth to go through them.
const manyNew = 20

// writeImport writes a plan.
func writeImport(w *app.Writing, plan intake.Import, value *bring.Import) error {
	step, end := asShown(w.App, "writing notes")
	defer end()
	w.Store.Show = step
	warning, err := w.Store.Commit("import", plan.Changes)
	if err != nil {
		return app.Refused(err)
	}
	if warning != "" {
		w.App.Hint("%s", warning)
	}
	value.Written = len(plan.Changes) > 0
	if len(plan.New) >= manyNew {
		w.App.Hint("%d people are new; go through them one by one: netnotes triage", len(plan.New))
	}
	return nil
}

// showImport writes a preview or what was done.
func showImport(w *app.Writing, value bring.Import) error {
	if w.JSON {
		return form.JSON(w.Env.Stdout, value)
	}
	return w.Print(value.Text)
}

// foreignError gives what is wrong with a file the voice of the command line.
func foreignError(file string, err error) error {
	var foreign *draft.ForeignError
	switch {
	case errors.As(err, &foreign) && foreign.Usage:
		return app.Usage(foreign.Hint, "%s: %s", file, foreign.Text)
	case errors.As(err, &foreign):
		return app.Failed(foreign.Hint, "%s: %s", file, foreign.Text)
	}
	return err
}

// unfit says why a file that could be read in part is not imported.
func unfit(file string, in incoming, err error, o importOptions) error {
	f := in.people
	cut := cmp.Or(f.CutShort, in.told.CutShort)
	switch {
	case err != nil:
		return foreignError(file, err)
	case f.Unclosed && !o.partial:
		return app.Failed("close it, or take the whole records before it with --partial", "%s: the quote that opens in the record of line %d is never closed; nothing was written", file, cut)
	case cut > 0 && !o.partial:
		return app.Failed("export it again, or take the whole records with --partial", "%s ends in the middle of a record that begins at line %d; nothing was written", file, cut)
	case len(f.Drafts)+len(in.told.Happenings) == 0 && f.Records > 0:
		return app.Failed("look at what is said of each, and export it again", "%s: not one of %d records could be read", file, f.Records)
	}
	return nil
}
