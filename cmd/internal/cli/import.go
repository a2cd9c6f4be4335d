package cli

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/intake/csv"
	"netnotes/parse/intake/friends"
	"netnotes/parse/intake/monica"
	"netnotes/parse/intake/vcard"
	"netnotes/report"
)

// source is a program whose files can be imported.
type source struct {
	name, what string
	read       func([]byte) (parse.Foreign, error)
}

func sources() []source {
	return []source{
		{"linkedin", "LinkedIn's Connections.csv", func(source []byte) (parse.Foreign, error) { return csv.LinkedIn(source, csv.NoOrder) }},
		{"google", "a CSV export of Google Contacts", csv.Google},
		{"vcard", "an address book in vCard 2.1, 3.0 or 4.0", vcard.Read},
		{"monica", "Monica's JSON export", monica.Read},
		{"friends", "a friends.md", friends.Read},
	}
}

// importOptions are the flags of import.
type importOptions struct {
	yes, partial, all bool
	same, apart       []string
}

func (a *app) importCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import linkedin|google|vcard|monica|friends FILE",
		Short: "Take people over from an address book or another program",
		Long: `Shows what the file would add, and writes it with --yes: a note for everybody
who is new, and what an existing note lacks. Nothing that stands in a note is
replaced; what differs is shown. People are recognised by their LinkedIn address,
email, site or phone, then by name together with organisation. Whoever has only
the name in common is doubtful, listed, and left out until you say --same or
--apart. Importing a file twice changes nothing.

Imported people have status: imported and are never due until you note a
conversation or give them a tier. What has no field of its own stands at the end
of the note. Pictures are counted and left out, and so is what a card says of
itself (VERSION, REV, PRODID, UID).`,
		Example: "  netnotes import linkedin Connections.csv\n  netnotes import linkedin Connections.csv --yes\n  netnotes import vcard phone.vcf --yes --apart \"Ann Lee\"",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usage("netnotes import vcard FILE, or linkedin, google, monica, friends", "cannot import from %q", args[0])
		},
	}
	for _, s := range sources() {
		cmd.AddCommand(a.importFrom(s))
	}
	return cmd
}

func (a *app) importFrom(s source) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:     s.name + " FILE",
		Short:   "Take people over from " + s.what,
		Example: "  netnotes import " + s.name + " FILE\n  netnotes import " + s.name + " FILE --yes",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("netnotes import "+s.name+" FILE", "import %s needs one file: %s", s.name, s.what)
			}
			dryRun, _ := cmd.Flags().GetBool("dry-run")
			o.yes = o.yes && !dryRun
			return a.importFile(s, args[0], o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.yes, "yes", false, "write what the preview shows")
	flags.BoolVar(&o.partial, "partial", false, "take the whole records of a file that ends in the middle of one")
	flags.BoolVar(&o.all, "all", false, "list all new people in the preview")
	flags.StringArrayVar(&o.same, "same", nil, "this doubtful person is who they seem (a name, or all)")
	flags.StringArrayVar(&o.apart, "apart", nil, "this doubtful person is somebody else (a name, or all)")
	flags.Bool("dry-run", false, "only show the preview, also with --yes")
	return cmd
}

// importFile reads the file, shows what it would do, and does it.
func (a *app) importFile(s source, file string, o importOptions) error {
	name := file
	if !filepath.IsAbs(name) {
		name = filepath.Join(a.env.Cwd, name)
	}
	source, err := index.ReadForeign(name)
	if err != nil {
		return refused(err)
	}
	f, err := s.read(source)
	if err != nil && f.Records == 0 {
		return foreignError(file, err)
	}
	return a.locked(func(w *writing) error {
		value, plan, planErr := w.plan(s, f, file, o)
		if planErr != nil {
			return planErr
		}
		failure := unfit(file, f, err, o)
		if failure == nil && o.yes {
			if err := w.writeImport(plan, &value); err != nil {
				return err
			}
		}
		if err := w.show(value); err != nil {
			return err
		}
		return failure
	})
}

// plan works out what the file would do.
func (w *writing) plan(s source, f parse.Foreign, file string, o importOptions) (report.Import, index.Import, error) {
	folder := w.folderOf(parse.ContactNote)
	there := w.store.Names(folder)
	step, end := w.shown("matching people")
	defer end()
	plan := w.ix.PlanImport(f, index.ImportOptions{Folder: folder, Same: o.same, Apart: o.apart, Step: func(done int) { step(done, len(f.Drafts)) },
		Taken: func(file string) bool { return there[strings.ToLower(filepath.Base(file))] }})
	spread, err := report.SpreadKeeps(w.ix, &plan, f, w.today)
	if err != nil {
		return report.Import{}, plan, refused(err)
	}
	command := "netnotes import " + s.name + " " + report.QuoteArg(file) + " --yes"
	return report.MakeImport(f, plan, file, command, o.all, spread), plan, nil
}

// shown says on a terminal how far work has come, until end.
func (a *app) shown(what string) (step func(done, total int), end func()) {
	p := a.startProgress()
	if p == nil {
		return func(int, int) {}, p.end
	}
	return func(done, total int) { p.report(what, done, total) }, p.end
}

// writeImport writes a plan.
func (w *writing) writeImport(plan index.Import, value *report.Import) error {
	step, end := w.shown("writing notes")
	defer end()
	w.store.Show = step
	warning, err := w.store.Commit("import", plan.Changes)
	if err != nil {
		return refused(err)
	}
	if warning != "" {
		w.app.hint("%s", warning)
	}
	value.Written = len(plan.Changes) > 0
	return nil
}

// show writes a preview or what was done.
func (w *writing) show(value report.Import) error {
	if w.json {
		return report.JSON(w.env.Stdout, value)
	}
	return w.print(value.Text)
}

// foreignError gives what is wrong with a file the voice of the command line.
func foreignError(file string, err error) error {
	var foreign *parse.ForeignError
	if errors.As(err, &foreign) {
		return failed(foreign.Hint, "%s: %s", file, foreign.Text)
	}
	return err
}

// unfit says why a file that could be read in part is not imported.
func unfit(file string, f parse.Foreign, err error, o importOptions) error {
	switch {
	case err != nil:
		return foreignError(file, err)
	case len(f.Drafts) == 0:
		return failed("look at what is said of each, and export it again", "%s: not one of %d records could be read", file, f.Records)
	case f.CutShort > 0 && !o.partial:
		return failed("export it again, or take the whole records with --partial", "%s ends in the middle of a record that begins at line %d; nothing was written", file, f.CutShort)
	}
	return nil
}
