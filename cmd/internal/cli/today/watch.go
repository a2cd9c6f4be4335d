package today

import (
	"cmp"
	"context"
	"errors"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/cmd/internal/cli/read"
	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse/date"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Watch is netnotes watch.
func Watch(a *app.App) *cobra.Command {
	var poll, todayFile bool
	var calendar keptCalendar
	var kept read.KeptPage
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "The due list, live",
		Long: `Shows who is due and draws the list anew when a note changes or the day turns.
Keys: j and k or the arrows move; d done, l log, s snooze, w why, u undo, e or
Enter edits the note at the line, / filters, ? tells them all, q ends.
With --json, or where the output is no terminal, each change is one answer.
Ctrl-C, a signal to end and a closed output end it in each form.

--today-file keeps the list in Today.md, as boxes to tick. A ticked box becomes
a line in that person's log: the words after the name, or what the box was for.
--ics keeps a calendar that other programs subscribe to, --page a page to look at
in a browser.`,
		Example: "  netnotes watch\n  netnotes watch --today-file\n  netnotes watch --json | jq '.people[0].name'",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := a.Find()
			if err != nil {
				return err
			}
			ctx, cancel := context.WithCancel(a.Context())
			defer cancel()
			a.Live = index.OpenLive(root, a.Memory(), a.Clock)
			a.Live.Include(folder.TodayFile)
			defer a.Live.Save()
			if err := calendar.check(a); err != nil {
				return err
			}
			w := &watching{App: a, root: root, command: cmd.Name(), todayFile: todayFile, calendar: calendar, page: kept}
			return w.run(ctx, poll)
		},
	}
	cmd.Flags().BoolVar(&poll, "poll", false, "look every two seconds instead of waiting for events, as network drives need")
	cmd.Flags().BoolVar(&todayFile, "today-file", false, "keep the list in Today.md and take ticked boxes from there")
	calendar.flags(cmd)
	kept.Flags(cmd)
	return cmd
}

// watching is the folder on the screen.
type watching struct {
	*app.App
	root      string
	command   string // the name under which its writes can be undone
	todayFile bool
	calendar  keptCalendar
	page      read.KeptPage
	end       *app.Ending

	began   bool // there is something to show
	drawn   bool // Today.md has been drawn
	resting bool // somebody may be typing in it
	full    bool // an answer has taken memory
	ix      *index.Index
	today   date.Date
	list    due.List
	changed []string // since the last answer
	notice  string
	late    []replaced // Today.md as it was until just now
	typed   []string   // lines found in them and not yet written down
}

// run reads the folder, and shows it until it is ended.
func (w *watching) run(ctx context.Context, poll bool) error {
	p := w.StartProgress()
	w.Live.Show = p.Reading()
	snapshots, err := w.Live.Watch(ctx, poll)
	p.End()
	w.Live.Show = nil
	if err != nil {
		return app.Failed("check that you may read it", "%v", err)
	}
	// From here on a signal leaves the terminal as it was.
	end, stop := w.UntilEnded(ctx)
	defer stop()
	w.end, w.Env.Stdout = end, end.Writer(w.Env.Stdout)
	show := w.onPipe
	if w.Env.Terminal && !w.JSON && w.Env.Raw != nil && w.Env.Getenv("TERM") != "dumb" {
		show = w.onScreen
	}
	if err := show(snapshots); end.Err() == nil && !errors.Is(err, syscall.EPIPE) {
		return err
	}
	return nil
}

// watchLine is one change on a pipe.
type watchLine struct {
	Changed []string `json:"changed"`
	Notice  string   `json:"notice,omitempty"`
	due.List
}

// take takes over what a look at the folder found, and makes the list anew.
func (w *watching) take(s index.Snapshot) (err error) {
	w.began, w.notice, w.changed = true, s.Notice, s.Changed
	w.full = true
	if w.ix, err = w.Live.Index(); err != nil {
		return app.Failed("check that you may read it", "%v", err)
	}
	if err := w.turn(); err != nil {
		return err
	}
	w.list = due.Make(w.ix, w.today, due.Options{})
	if w.notice == "" {
		if err := cmp.Or(w.calendar.keep(w.App, w.ix, w.today), w.page.Keep(w.App, w.ix, w.today)); err != nil && w.drawn {
			w.notice = err.Error()
		} else if err != nil {
			return err
		}
		w.drawn = w.drawn || !w.todayFile
	}
	if !w.todayFile || w.notice != "" {
		return nil // while the folder is away, nothing is ticked
	}
	err = w.syncToday()
	if err != nil && w.drawn {
		w.notice, err = err.Error(), nil // it may be well again at the next look
	}
	w.drawn = true
	return err
}

// turn settles which day it is.
func (w *watching) turn() (err error) {
	w.Env.Now = w.Clock()
	w.today, err = w.Day(w.ix.Settings.DayStarts)
	return err
}

// stirred reports whether there is a reason to answer without a change of the
// notes: the day has turned, or an editor wrote to a Today.md just replaced.
func (w *watching) stirred() bool {
	return w.turned() || w.lateTyped() || w.resting && w.rested()
}

// giveBack gives the memory of an answer back once nothing stirs any more.
func (w *watching) giveBack() {
	if w.full {
		w.full = false
		debug.FreeOSMemory()
	}
}

func (w *watching) lateTyped() bool {
	w.typed = w.lateLines()
	return len(w.typed) > 0
}

// turned reports whether the day has turned since the last answer.
func (w *watching) turned() bool {
	before := w.today
	return w.turn() == nil && w.today != before
}

// onPipe writes an answer for every change.
func (w *watching) onPipe(snapshots <-chan index.Snapshot) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-w.end.Done():
			return nil
		case s, ok := <-snapshots:
			if !ok {
				return nil
			}
			if err := w.take(s); err != nil {
				return err
			}
			if err := w.answer(); err != nil {
				return err
			}
			w.Live.Save()
		case <-tick.C:
			if !w.began || !w.stirred() {
				w.giveBack()
				continue
			}
			if err := w.take(index.Snapshot{}); err != nil {
				return err
			}
			if err := w.answer(); err != nil {
				return err
			}
		}
	}
}

func (w *watching) answer() error {
	w.SayUnread(w.ix)
	if w.JSON {
		line := watchLine{Changed: w.changed, Notice: w.notice, List: w.list}
		if line.Changed == nil {
			line.Changed = []string{}
		}
		return form.JSONLines(w.Env.Stdout, []watchLine{line})
	}
	if w.notice != "" {
		w.Hint("%s", w.notice)
	}
	return w.Print(w.list.Text)
}
