package cli

import (
	"io"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"netnotes/report/form"
)

// style is how text may look on this terminal.
func (a *app) style() form.Style {
	if a.plain {
		return form.Style{Plain: true}
	}
	s := form.Style{Color: a.color == "always" || a.color == "auto" && a.env.Terminal && a.env.Getenv("NO_COLOR") == "" && a.env.Getenv("TERM") != "dumb"}
	if a.env.Terminal {
		s.Width = a.env.Width
	}
	return s
}

// print writes text for people.
func (a *app) print(text func(form.Style) []byte) error {
	style := a.style()
	_, err := form.SafeWriter{To: a.env.Stdout, Color: style.Color}.Write(text(style))
	return err
}

// forms are the flags of a command that prints a list.
type forms struct {
	lines, csv, raw, zero bool
}

func (f *forms) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.lines, "jsonl", false, "write one JSON object a line")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "write CSV")
	cmd.Flags().BoolVar(&f.raw, "raw", false, "in CSV, leave cells that begin with = + - @ as they are")
	cmd.Flags().BoolVarP(&f.zero, "print0", "0", false, "write the notes' paths, each ended by a NUL, for xargs -0")
	cmd.MarkFlagsMutuallyExclusive("jsonl", "csv", "print0")
}

// emit writes a list in the form that was asked for: its rows are made where that
// is one of rows. Where it is empty because no note is a contact, the text says so.
func emit[T any](a *app, f forms, whole any, rows iter.Seq[T], path func(T) string, text func(form.Style) []byte) error {
	switch {
	case a.json:
		return form.JSON(a.env.Stdout, whole)
	case f.lines:
		return form.JSONLines(a.env.Stdout, slices.Collect(rows))
	case f.csv:
		return form.CSV(form.SafeWriter{To: a.env.Stdout}, slices.Collect(rows), f.raw)
	case f.zero:
		seen, out := map[string]bool{}, a.env.Stdout
		if a.env.Terminal { // for the eye: what a name holds does not reach the terminal raw
			out = form.SafeWriter{To: out}
		}
		for row := range rows {
			if p := path(row); !seen[p] {
				seen[p] = true
				if _, err := io.WriteString(out, p+"\x00"); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for range rows {
		return a.print(text)
	}
	return a.printPeople(text)
}

// printPeople writes a text about people, or where there are none, what was read
// instead.
func (a *app) printPeople(text func(form.Style) []byte) error {
	if a.nobody != nil {
		text = a.nobody
	}
	return a.print(text)
}
