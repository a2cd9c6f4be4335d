package cli

import (
	"bytes"
	"slices"

	"github.com/spf13/cobra"

	"netnotes/index/folder"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// mend makes the edits that are certain: each mends a problem that can have been
// meant in one way only. It then says how many problems are left.
func (a *app) mend(cmd *cobra.Command, strict bool) error {
	err := a.write(cmd, func(w *writing) error {
		issues := slices.Concat(w.ix.Issues(), w.ix.Remarks())
		slices.SortStableFunc(issues, func(a, b folder.Issue) int { return b.Span.Start - a.Span.Start }) // an edit moves what follows it
		for _, i := range issues {
			if err := w.mendOne(i); err != nil {
				return err
			}
		}
		if len(w.changes()) == 0 {
			w.hint("no problem has an edit that is certain; %s shows them all", txt.Command("check"))
		}
		return nil
	})
	if dry, _ := cmd.Flags().GetBool("dry-run"); err != nil || dry {
		return err
	}
	c, err := a.makeCheck(false)
	if err != nil {
		return err
	}
	if left := c.Left(); left != "" {
		a.hint("%s left: %s", left, txt.Command("check"))
	}
	return checked(c, strict)
}

// mendOne makes the edit of one problem where it is certain and can be proven.
func (w *writing) mendOne(i folder.Issue) error {
	at := slices.IndexFunc(i.Fixes, func(f txt.Fix) bool { return f.Certain })
	if at < 0 {
		return nil
	}
	n, err := w.fresh(i.Path)
	if err != nil {
		return err
	}
	fix := i.Edits()[at]
	if was := w.ix.NoteAt(i.Path); was == nil || fix.At.End > len(n.Source()) || !bytes.Equal(n.Source()[:fix.At.End], was.Source()[:min(fix.At.End, len(was.Source()))]) {
		return nil // it changed since it was read
	}
	if after, err := edit.Mend(w.ix.Reader(), n, i.Problem, fix); err == nil {
		w.put(n, after)
	}
	return nil
}
