package tell

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/examples"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
	"netnotes/report"
)

// targetsFile is where the network that the user wants is written down.
const targetsFile = "targets.md"

// newTargets is "new targets": three questions, of which each may be left out.
func newTargets(a *app.App) *cobra.Command {
	var org, level string
	var wants []string
	cmd := &cobra.Command{
		Use:   "targets",
		Short: "Say in three answers which network you want",
		Long: `Writes targets.md, against which gaps measures. On a terminal it asks where you
work, as what, and whom you would like to know; Enter leaves a question out. One
that has been filled in is never overwritten.`,
		Example: "  netnotes new targets\n  netnotes new targets --org \"Cedar Ford\" --level student --want \"3 people skill:web-archiving by 2027-06-30\"",
		Args:    app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.Write(cmd, func(w *app.Writing) error { return makeTargets(w, org, level, wants) })
		},
	}
	cmd.Flags().StringVar(&org, "org", "", "where you work or study")
	cmd.Flags().StringVar(&level, "level", "", "as what: student, early, mid, senior, lead, director")
	cmd.Flags().StringArrayVar(&wants, "want", nil, "whom you would like to know: '3 people skill:web-archiving'")
	return app.DryRunFlag(cmd)
}

// makeTargets writes the starter with what was said. A targets.md that is no
// starter any more stays as it is.
func makeTargets(w *app.Writing, org, level string, wants []string) error {
	starter, err := examples.Starter(targetsFile)
	if err != nil {
		return err
	}
	if t := w.Index.Targets(); t != nil && t.Note.Path != targetsFile {
		return app.Usage(txt.Command("edit", t.Note.Path), "%s says already what you want", t.Note.Path)
	}
	old, err := w.Store.ReadIfThere(targetsFile)
	if err != nil {
		return err
	}
	if old != nil && !bytes.Equal(old, starter) {
		return app.Usage(txt.Command("edit", targetsFile), "%s says already what you want", targetsFile)
	}
	if org == "" && level == "" && len(wants) == 0 && w.CanAsk() {
		var enough bool
		org, level, wants, enough = askTargets(w, starter)
		if enough && org == "" && level == "" && len(wants) == 0 {
			return w.Leave()
		}
	}
	n, err := targetsOf(w, starter, org, level, wants)
	if err != nil {
		return err
	}
	w.Others = append(w.Others, disk.Change{Path: targetsFile, Old: old, New: n.Source()})
	return nil
}

// askTargets asks the three questions; an answer that cannot be read is asked for
// again, and enough is enough: what was said before is kept.
func askTargets(w *app.Writing, starter []byte) (org, level string, wants []string, enough bool) {
	said, org := askFor(w, "where do you work or study? ([Enter] leaves it out, [q]uit)", func(string) error { return nil })
	if said == app.SaidQuit || said == app.SaidGone {
		return "", "", nil, true
	}
	said, level = askFor(w, "as what? student, early, mid, senior, lead or director:", func(answer string) error {
		_, err := targetsOf(w, starter, org, answer, nil)
		return err
	})
	for said != app.SaidQuit && said != app.SaidGone {
		var want string
		said, want = askFor(w, "whom would you like to know? such as 3 people skill:web-archiving ([Enter] that is all)", func(answer string) error {
			_, err := targetsOf(w, starter, org, level, append(wants, answer))
			return err
		})
		if said != app.SaidWords {
			return org, level, wants, false
		}
		wants = append(wants, want)
	}
	return org, level, wants, true
}

// askFor asks until an answer can be read or none is given.
func askFor(w *app.Writing, question string, try func(answer string) error) (app.Reply, string) {
	for {
		said, answer := w.Ask("%s", question)
		if said != app.SaidWords {
			return said, ""
		}
		err := try(answer)
		if err == nil {
			return said, answer
		}
		w.Complain(err)
	}
}

// targetsOf is the starter with what was said in it.
func targetsOf(w *app.Writing, starter []byte, org, level string, wants []string) (*parse.Note, error) {
	text := string(starter)
	var me strings.Builder
	for _, field := range [][2]string{{"org", org}, {"level", strings.ToLower(level)}} {
		if field[1] != "" {
			me.WriteString("  " + field[0] + ": " + yaml.Text(field[1]) + "\n")
		}
	}
	if me.Len() > 0 {
		text = strings.Replace(text, "# me:\n", "me:\n"+me.String()+"# more about you:\n", 1)
	}
	if len(wants) > 0 {
		text = strings.Replace(text, "## Want\n\n", "## Want\n\n- "+strings.Join(wants, "\n- ")+"\n\n", 1)
	}
	n := w.Index.Reader().Note(targetsFile, []byte(text))
	ix := w.Index.With([]disk.Change{{Path: targetsFile, New: n.Source()}})
	for _, p := range report.MakeCheckOf(ix, w.Today, map[string]bool{targetsFile: true}).Problems {
		if p.Severity != txt.Info {
			return nil, app.Usage(p.Hint, "%s", p.Text)
		}
	}
	return n, nil
}
