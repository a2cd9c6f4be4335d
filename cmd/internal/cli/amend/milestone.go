package amend

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/task"
	"netnotes/report/due"
)

// Milestone is netnotes milestone.
func Milestone(a *app.App) *cobra.Command {
	var by, since string
	var yes bool
	cmd := &cobra.Command{
		Use:   "milestone TEXT",
		Short: "Promise yourself to tell everybody who helped",
		Long: `Adds one promise to the note of each person who helped you, to tell them what has
come of it: whose line is tagged #got, with whom you held an informational
interview, who told you of the opening that TEXT names, and mentors, professors,
advisors, supervisors, sponsors and references. On a terminal you may leave out
some of them; elsewhere --dry-run lists them and --yes takes all. The promises
fall on the coming working days, three a day, those who helped last first. One
that is there is not added again.`,
		Example: "  netnotes milestone \"I start at Fox Hollow in March\"\n  netnotes milestone \"the thesis is in\" --since 2025 --by 2w --yes",
		Args:    app.MinArgs(1, "netnotes milestone \"I start at Fox Hollow in March\""),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.Write(cmd, func(w *app.Writing) error {
				text := strings.TrimSpace(strings.Join(args, " "))
				if text == "" {
					return app.Usage("netnotes milestone \"I start at Fox Hollow in March\"", "there is nothing to tell")
				}
				day, from := date.Date{}, date.When{}
				var err error
				if by != "" {
					if day, err = app.Coming(w.Index.Reader(), by, w.Today, "--by 2026-10-20 or --by 2w"); err != nil {
						return err
					}
				}
				if since != "" {
					if from, err = app.Spoken(w.Index.Reader(), since, w.Today, date.Past, "--since 2025"); err != nil {
						return err
					}
				}
				helpers := due.Helpers(w.Index, text, from.From, w.Today)
				if !yes && !w.DryRun {
					chosen, ok := untick(w, helpers)
					if !ok {
						return nil
					}
					helpers = chosen
				}
				return tellAll(w, helpers, text, day)
			})
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "one day for all of them, instead of the coming working days")
	cmd.Flags().StringVar(&since, "since", "", "only those who helped since then: 2025, 2025-09, 2025-09-01")
	cmd.Flags().BoolVar(&yes, "yes", false, "take everybody, without asking")
	return app.DryRunFlag(cmd)
}

// untick lists the people and asks whom to leave out. Without a terminal nobody is
// taken.
func untick(w *app.Writing, helpers []due.Helper) (chosen []due.Helper, ok bool) {
	if len(helpers) == 0 {
		return nil, true
	}
	var lines []string
	for i, h := range helpers {
		lines = append(lines, fmt.Sprintf("%2d  %s  %s", i+1, h.Name, h.Because))
	}
	if !w.CanAsk() {
		for _, line := range lines {
			w.Hint("%s", strings.TrimSpace(line))
		}
		w.Hint("nothing was written; --yes takes all of them")
		return nil, false
	}
	said, answer := w.Ask("%s\nwhom to leave out? [Enter] nobody, some of the numbers, or [q]uit:", strings.Join(lines, "\n"))
	switch said {
	case app.SaidEnter, app.SaidYes:
		return helpers, true
	case app.SaidWords:
	default:
		return nil, false
	}
	var out []int
	for _, word := range strings.FieldsFunc(answer, func(c rune) bool { return c == ' ' || c == ',' }) {
		if n, err := strconv.Atoi(word); err == nil {
			out = append(out, n)
		} else {
			w.Hint("%q is none of the numbers, so nothing was written", word)
			return nil, false
		}
	}
	for i, h := range helpers {
		if !slices.Contains(out, i+1) {
			chosen = append(chosen, h)
		}
	}
	return chosen, true
}

// tellAll adds the promise to each of the people's notes, for one day or for the
// coming working days.
func tellAll(w *app.Writing, people []due.Helper, text string, day date.Date) error {
	if len(people) == 0 {
		w.Hint("nobody has a line tagged #got; what somebody did for you: netnotes log WHO 'coffee: …' --tag got")
	}
	days := due.TellDays(&w.Index.Settings, w.Today, len(people))
	for i, p := range people {
		n, err := w.Fresh(p.Path)
		if err != nil {
			return err
		}
		first, _, _ := strings.Cut(p.Name, " ")
		promise := "tell " + first + ": " + text
		if slices.ContainsFunc(n.Promises(), func(q task.Promise) bool { return q.Text == promise }) {
			continue
		}
		if !day.IsZero() {
			days[i] = day
		}
		after, err := edit.AddPromise(w.Index.Reader(), n, promise+" "+edit.DueMark(w.Index.Reader(), n, days[i], w.Index.Settings.TaskStyle))
		if err != nil {
			w.Hint("%s stays as it is: %v", p.Path, err)
			continue
		}
		w.Put(n, after)
	}
	return nil
}
