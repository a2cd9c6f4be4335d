package read

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/cards"
	"netnotes/index/disk"
	"netnotes/index/public"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/exchange"
	"netnotes/report/form"
)

// exportOptions are the flags of export.
type exportOptions struct {
	file                  string
	older, birthdays, raw bool
	prune                 bool
}

// selection is what an export is made of.
type selection struct {
	ix     *index.Index
	public *public.Folder
	today  date.Date
	notes  []*parse.Note
}

// Export is netnotes export.
func Export(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export vcard|ics|csv|json [QUERY]",
		Short: "Hand people and days to other programs",
		Long: `Writes people and days for other programs, to standard output or with -o to a
file: vcard for address books, ics for calendars, csv for spreadsheets, json for
everything else. A query selects notes; without one all are taken.

Nothing private leaves: no note with private: true or the tag private, no line
tagged #private, and
no line or field of another note that names a private one. The same notes give
the same bytes.`,
		Example: "  netnotes export vcard -o people.vcf\n  netnotes export ics tier:A -o due.ics\n  netnotes export csv 'spoke:>1y'",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return app.Usage("netnotes export vcard, or ics, csv, json", "cannot export as %q", args[0])
		},
	}
	var o exportOptions
	vcard := exportAs(a, &o, "vcard", "An address book (vCard)", func(s selection) ([]byte, error) { return exchange.VCards(s.notes, o.older), nil })
	vcard.Long = "Writes contacts as an address book in vCard 4.0. Fields without a place in vCard\nstand in X-NETNOTES properties, so that importing the file gives them again."
	vcard.Long += "\n\nWith -o DIR/ it keeps a folder of cards, one a file, as vdirsyncer, khard and phones\nhave them: cards that say the same stay untouched, and those of others stay."
	vcard.Flags().BoolVar(&o.older, "3", false, "vCard 3.0, for older programs")
	vcard.Flags().BoolVar(&o.prune, "prune", false, "with -o DIR/: remove cards that netnotes wrote of people who are not there any more")
	ics := exportAs(a, &o, "ics", "A calendar (iCalendar)", func(s selection) ([]byte, error) {
		return exchange.MakeCalendar(s.ix, s.public, s.today, s.notes, o.birthdays).Bytes(), nil
	})
	ics.Long = "Writes what is due and planned, and the events, as entries of whole days. What is\ndue stands on its due day. Write it again whenever you like, under the same\nname: every entry keeps its identifier."
	ics.Flags().BoolVar(&o.birthdays, "birthdays", false, "birthdays as well, every year")
	csv := exportAs(a, &o, "csv", "A table of contacts (CSV)", func(s selection) ([]byte, error) {
		return exchange.ExportCSV(exchange.MakeExportRows(s.public, s.notes, s.today), o.raw)
	})
	csv.Flags().BoolVar(&o.raw, "raw", false, "leave cells that begin with = + - @ as they are")
	json := exportAs(a, &o, "json", "All notes as data (JSON)", func(s selection) ([]byte, error) { return exchange.ExportJSON(exchange.MakeExport(s.public, s.notes)) })
	json.Long = exportJSONHelp
	cmd.AddCommand(vcard, ics, csv, json)
	return cmd
}

const exportJSONHelp = `Writes every selected note as data: {"format": "netnotes", "version": 1, "notes":
[...]}, by path. A note has path, kind, name, fields (each a list of values as
written, under the names of the note format), entries, promises, questions and
to_meet. An entry has line, from and to (days; precision says month or year),
kind, class, direction, planned, counted, owner (the note's owner takes part),
people (name, and path where they have a note), tags, next, next_reason, and
text, the line as typed. A promise has line, text, state (open, done, cancelled),
due, start, done_on, waiting and people. Unknown days are left out; lists are
never null. The version changes when a program could trip over a change.`

// exportAs is "export" in one form.
func exportAs(a *app.App, o *exportOptions, name, short string, form func(selection) ([]byte, error)) *cobra.Command {
	cmd := &cobra.Command{
		Use:     name + " [QUERY]",
		Short:   short,
		Example: "  netnotes export " + name + "\n  netnotes export " + name + " sector:public -o public." + map[string]string{"vcard": "vcf"}[name] + map[bool]string{true: name}[name != "vcard"],
		RunE: func(_ *cobra.Command, args []string) error {
			if a.JSON && name != "json" && o.file == "" {
				return app.Usage("netnotes export json", "an export as %s is no JSON", name)
			}
			q, ix, today, err := a.OpenQuery(args)
			if err != nil {
				return err
			}
			public := public.Of(ix)
			if name == "vcard" && isFolder(o.file) {
				return deliverCards(a, exchange.Cards(exchange.Selected(ix, public, today, q), o.older), o)
			}
			out, err := form(selection{ix, public, today, exchange.Selected(ix, public, today, q)})
			if err != nil {
				return err
			}
			if err := deliver(a, out, o.file); err != nil {
				return err
			}
			return a.Whole()
		},
	}
	cmd.ValidArgsFunction = a.Complete(app.OfferQuery)
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to this file instead of standard output")
	return cmd
}

// deliver writes an export to a file, or to standard output. On a terminal it
// is made safe to look at.
func deliver(a *app.App, out []byte, file string) error {
	switch {
	case file != "":
		return deliverFile(a, out, file)
	case a.Env.Terminal:
		return a.Print(func(form.Style) []byte { return bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n")) })
	}
	_, err := a.Env.Stdout.Write(out)
	return err
}

// isFolder reports whether -o names a folder: by the slash at its end.
func isFolder(file string) bool {
	return strings.HasSuffix(filepath.ToSlash(file), "/")
}

// deliverCards keeps a folder of cards.
func deliverCards(a *app.App, list []cards.Card, o *exportOptions) error {
	done, err := cards.Write(a.File(o.file), list, o.prune)
	if err != nil {
		return app.Refused(err)
	}
	if a.JSON {
		return form.JSON(a.Env.Stdout, done)
	}
	return a.Print(func(form.Style) []byte {
		text := fmt.Sprintf("wrote %d, %d as they were, in %s\n", len(done.Written), done.Same, o.file)
		for _, file := range done.Pruned {
			text += "removed " + file + "\n"
		}
		for _, file := range done.Strangers {
			text += "nobody's here, and left alone: " + file + "\n"
		}
		return []byte(text)
	})
}

func deliverFile(a *app.App, out []byte, file string) error {
	name := file
	if !filepath.IsAbs(name) {
		name = filepath.Join(a.Env.Cwd, name)
	}
	if err := disk.WriteOutput(name, out); err != nil {
		return app.Refused(err)
	}
	if a.JSON {
		return form.JSON(a.Env.Stdout, map[string]any{"file": file, "bytes": len(out)})
	}
	return a.Print(func(form.Style) []byte { return []byte("wrote " + file + "\n") })
}
