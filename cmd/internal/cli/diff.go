package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

func (a *app) diff() *cobra.Command {
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
				from, to, _ = strings.Cut(strings.TrimPrefix(args[0], negation), "..")
				if from == "" || strings.HasPrefix(to, ".") || to == "" && strings.HasSuffix(args[0], "..") {
					return usage("netnotes diff 2026-01..2026-06", "not two points in time: %q", args[0])
				}
			}
			c, err := a.makeChanges(from, to)
			if err != nil {
				return lookedBack(err)
			}
			if a.json {
				return report.JSON(a.env.Stdout, c)
			}
			return a.print(c.Text)
		},
	}
}

// makeChanges compares the folder at two points; to is empty for the folder as
// it is.
func (a *app) makeChanges(from, to string) (report.Changes, error) {
	var none report.Changes
	root, err := a.find()
	if err != nil {
		return none, err
	}
	g, err := index.OpenGit(root)
	if err != nil {
		return none, err
	}
	h, err := g.History()
	if err != nil {
		return none, err
	}
	defer h.Close()
	before, err := a.point(h, from, true)
	if err != nil {
		return none, err
	}
	after, later, err := a.later(g, h, root, to)
	if err != nil {
		return none, err
	}
	earlier, err := h.ReadLike(before.commit, later)
	if err != nil {
		return none, err
	}
	return report.MakeChanges(earlier, later, before.Point, after.Point), nil
}

// point is a report's point with its commit.
type point struct {
	report.Point
	commit index.Commit
}

// point finds what an argument names. Since a day means since its morning; a
// folder that has no history before it was empty then.
func (a *app) point(h *index.History, arg string, since bool) (point, error) {
	today, err := a.day(index.DefaultSettings().DayStarts)
	if err != nil {
		return point{}, err
	}
	m, err := a.moment(arg)
	if err != nil {
		return point{}, err
	}
	shown := m.Day
	span, isDay := pastDays(arg, today)
	if isDay && since {
		shown, m.Day = span.From, span.From.AddDays(-1)
	}
	c, err := h.Find(m)
	if index.BeforeHistory(err) && since {
		err = nil
	}
	if err != nil {
		return point{}, err
	}
	p := point{report.Point{Name: arg, Commit: c.ID, Day: c.Day}, c}
	if isDay {
		p.Day = shown
		p.Point = p.AskedDay()
	}
	return p, nil
}

// later reads the folder at the second point.
func (a *app) later(g *index.Git, h *index.History, root, to string) (point, *index.Index, error) {
	if to == "" {
		if err := g.HasFiles(); err != nil {
			return point{}, nil, err
		}
		ix, today, err := a.read(root)
		return point{Point: report.Point{Day: today}}, ix, err
	}
	p, err := a.point(h, to, false)
	if err != nil {
		return p, nil, err
	}
	if a.today != "" {
		var day parse.Date
		if day, err = a.day(index.DefaultSettings().DayStarts); err != nil {
			return p, nil, err
		}
		p.Day = day
	}
	ix, err := h.Read(p.commit)
	return p, ix, err
}
