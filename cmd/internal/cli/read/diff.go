package read

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/index/git"
	"netnotes/index/parallel"
	"netnotes/index/past"
	"netnotes/report/change"
	"netnotes/report/form"
)

// Diff is netnotes diff.
func Diff(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "diff [FROM[..TO]]",
		Short: "What changed in the network between two commits or dates",
		Long: `What changed in the network: new people, moves, conversations, promises made and
kept. FROM and TO are commits (v1, HEAD~3) or days (2026-06-01, 2026-06,
yesterday, 2w for two weeks ago). Since a day means from its morning on; up to a
day, to its evening. Without TO, up to the notes as they are now, committed or
not; without FROM, since the last commit.`,
		Example: "  netnotes diff 2026-06-01\n  netnotes diff 2026-01..2026-06\n  netnotes diff HEAD~10 --json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			from, to := "HEAD", ""
			if len(args) > 0 {
				from, to, _ = strings.Cut(strings.TrimPrefix(args[0], app.Negation), "..")
				if from == "" || strings.HasPrefix(to, ".") || to == "" && strings.HasSuffix(args[0], "..") {
					return app.Usage("netnotes diff 2026-01..2026-06", "not two points in time: %q", args[0])
				}
			}
			return app.LookedBack(tellChanges(a, from, to))
		},
	}
}

// tellChanges compares two points. The folder is read while git is asked.
func tellChanges(a *app.App, from, to string) error {
	root, err := a.Find()
	if err != nil {
		return err
	}
	d := differ{App: a, root: root, to: to}
	parallel.Both(func() { err = d.find(from) }, func() { a.ReadAhead(root) })
	if d.history != nil {
		defer d.history.Close()
	}
	if err != nil {
		return err
	}
	return d.tell()
}

// differ is a comparison of two points.
type differ struct {
	*app.App
	history       *past.History
	root, to      string
	before, after point
}

// find finds the points.
func (d *differ) find(from string) (err error) {
	if d.history, err = past.OpenAt(d.root); err != nil {
		return err
	}
	if d.before, err = pointOf(d.App, d.history, from, true); err != nil {
		return err
	}
	if d.to == "" {
		return d.history.HasFiles()
	}
	d.after, err = laterPoint(d.App, d.history, d.to)
	return err
}

// tell compares the points and writes what changed.
func (d *differ) tell() error {
	later, err := d.later()
	if err != nil {
		return err
	}
	earlier, err := d.history.Read(d.before.files, later)
	if err != nil {
		return err
	}
	c := change.MakeChanges(earlier, later, d.before.Point, d.after.Point)
	if d.JSON {
		return form.JSON(d.Env.Stdout, c)
	}
	return d.Print(c.Text)
}

// later reads the folder at the second point: as it is, where none was named.
func (d *differ) later() (ix *index.Index, err error) {
	if d.to != "" {
		return d.history.Read(d.after.files, d.Present(d.root))
	}
	ix, d.after.Day, err = d.Read(d.root)
	return ix, err
}

// point is a report's point with the folder's files there.
type point struct {
	change.Point
	files []git.Entry
}

// pointOf finds what an argument names. Since a day means since its morning; for a
// history that begins on that day, since its first commit; and a folder that has
// no history yet was empty then.
func pointOf(a *app.App, h *past.History, arg string, since bool) (point, error) {
	today, err := a.Day(folder.DefaultSettings().DayStarts)
	if err != nil {
		return point{}, err
	}
	m, err := a.Moment(arg)
	if err != nil {
		return point{}, err
	}
	shown := m.Day
	span, isDay := app.PastDays(arg, today)
	if isDay && since {
		shown, m.Day = span.From, span.From.AddDays(-1)
	}
	c, err := h.Find(m)
	if git.BeforeHistory(err) && since {
		c, err = h.FirstOf(span.From)
		if git.BeforeHistory(err) {
			err = nil
		}
	}
	if err != nil {
		return point{}, err
	}
	files, err := h.Files(c)
	if err != nil {
		return point{}, err
	}
	p := point{change.Point{Name: arg, Commit: c.ID, Day: c.Day}, files}
	if isDay {
		p.Day = shown
		p.Point = p.AskedDay()
	}
	return p, nil
}

// laterPoint is the second point; its day is that of --today where it is given.
func laterPoint(a *app.App, h *past.History, to string) (point, error) {
	p, err := pointOf(a, h, to, false)
	if err == nil && a.AsToday != "" {
		p.Day, err = a.Day(folder.DefaultSettings().DayStarts)
	}
	return p, err
}
