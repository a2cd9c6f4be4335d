package read

import (
	"bytes"
	"slices"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/folder"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// mend makes the edits that are certain: each mends a problem that can have been
// meant in one way only. It then says how many problems are left.
func mend(a *app.App, cmd *cobra.Command, strict bool) error {
	err := a.Write(cmd, func(w *app.Writing) error {
		issues := slices.Concat(w.Index.Issues(), w.Index.Remarks())
		slices.SortStableFunc(issues, func(a, b folder.Issue) int { return b.Span.Start - a.Span.Start }) // an edit moves what follows it
		for _, i := range issues {
			if err := mendOne(w, i); err != nil {
				return err
			}
		}
		if len(w.Changes()) == 0 {
			w.Hint("no problem has an edit that is certain; %s shows them all", txt.Command("check"))
		}
		return nil
	})
	if dry, _ := cmd.Flags().GetBool("dry-run"); err != nil || dry {
		return err
	}
	c, err := makeCheck(a, false)
	if err != nil {
		return err
	}
	if left := c.Left(); left != "" {
		a.Hint("%s left: %s", left, txt.Command("check"))
	}
	return checked(c, strict)
}

// mendOne makes the edit of one problem where it is certain and can be proven.
func mendOne(w *app.Writing, i folder.Issue) error {
	at := slices.IndexFunc(i.Fixes, func(f txt.Fix) bool { return f.Certain })
	if at < 0 {
		return nil
	}
	n, err := w.Fresh(i.Path)
	if err != nil {
		return err
	}
	fix := i.Edits()[at]
	if was := w.Index.NoteAt(i.Path); was == nil || fix.At.End > len(n.Source()) || !bytes.Equal(n.Source()[:fix.At.End], was.Source()[:min(fix.At.End, len(was.Source()))]) {
		return nil // it changed since it was read
	}
	if after, err := edit.Mend(w.Index.Reader(), n, i.Problem, fix); err == nil {
		w.Put(n, after)
	}
	return nil
}
