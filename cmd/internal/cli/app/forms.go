package app

import (
	"io"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"netnotes/report/form"
)

// Style is how text may look on this terminal.
func (a *App) Style() form.Style {
	if a.Plain {
		return form.Style{Plain: true}
	}
	s := form.Style{Color: a.Color == "always" || a.Color == "auto" && a.Env.Terminal && a.Env.Getenv("NO_COLOR") == "" && a.Env.Getenv("TERM") != "dumb"}
	if a.Env.Terminal {
		s.Width = a.Env.Width
	}
	return s
}

// Print writes text for people.
func (a *App) Print(text func(form.Style) []byte) error {
	style := a.Style()
	_, err := form.SafeWriter{To: a.Env.Stdout, Color: style.Color}.Write(text(style))
	return err
}

// Forms are the flags of a command that prints a list.
type Forms struct {
	Lines, CSV, Raw, Zero bool
}

// Flags adds the flags to a command.
func (f *Forms) Flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.Lines, "jsonl", false, "write one JSON object a line")
	cmd.Flags().BoolVar(&f.CSV, "csv", false, "write CSV")
	cmd.Flags().BoolVar(&f.Raw, "raw", false, "in CSV, leave cells that begin with = + - @ as they are")
	cmd.Flags().BoolVarP(&f.Zero, "print0", "0", false, "write the notes' paths, each ended by a NUL, for xargs -0")
	cmd.MarkFlagsMutuallyExclusive("jsonl", "csv", "print0")
}

// Emit writes a list in the form that was asked for: its rows are made where that
// is one of rows. Where it is empty because no note is a contact, the text says so.
func Emit[T any](a *App, f Forms, whole any, rows iter.Seq[T], path func(T) string, text func(form.Style) []byte) error {
	switch {
	case a.JSON:
		if list, is := whole.([]T); is {
			return form.JSONList(a.Env.Stdout, list)
		}
		return form.JSON(a.Env.Stdout, whole)
	case f.Lines:
		return form.JSONLines(a.Env.Stdout, slices.Collect(rows))
	case f.CSV:
		return form.CSV(form.SafeWriter{To: a.Env.Stdout}, slices.Collect(rows), f.Raw)
	case f.Zero:
		seen, out := map[string]bool{}, a.Env.Stdout
		if a.Env.Terminal { // for the eye: what a name holds does not reach the terminal raw
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
		return a.Print(text)
	}
	return a.PrintPeople(text)
}

// PrintPeople writes a text about people, or where there are none, what was read
// instead.
func (a *App) PrintPeople(text func(form.Style) []byte) error {
	if a.Nobody != nil {
		text = a.Nobody
	}
	return a.Print(text)
}
