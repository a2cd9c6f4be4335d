package cli

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

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
func (a *app) newTargets() *cobra.Command {
	var org, level string
	var wants []string
	cmd := &cobra.Command{
		Use:   "targets",
		Short: "Say in three answers which network you want",
		Long: `Writes targets.md, against which gaps measures. On a terminal it asks where you
work, as what, and whom you would like to know; Enter leaves a question out. One
that has been filled in is never overwritten.`,
		Example: "  netnotes new targets\n  netnotes new targets --org \"Cedar Ford\" --level student --want \"3 people skill:web-archiving by 2027-06-30\"",
		Args:    noArgs("netnotes new targets"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.write(cmd, func(w *writing) error { return w.makeTargets(org, level, wants) })
		},
	}
	cmd.Flags().StringVar(&org, "org", "", "where you work or study")
	cmd.Flags().StringVar(&level, "level", "", "as what: student, early, mid, senior, lead, director")
	cmd.Flags().StringArrayVar(&wants, "want", nil, "whom you would like to know: '3 people skill:web-archiving'")
	return dryRunFlag(cmd)
}

// makeTargets writes the starter with what was said. A targets.md that is no
// starter any more stays as it is.
func (w *writing) makeTargets(org, level string, wants []string) error {
	starter, err := examples.Starter(targetsFile)
	if err != nil {
		return err
	}
	if t := w.ix.Targets(); t != nil && t.Note.Path != targetsFile {
		return usage(txt.Command("edit", t.Note.Path), "%s says already what you want", t.Note.Path)
	}
	old, err := w.store.ReadIfThere(targetsFile)
	if err != nil {
		return err
	}
	if old != nil && !bytes.Equal(old, starter) {
		return usage(txt.Command("edit", targetsFile), "%s says already what you want", targetsFile)
	}
	if org == "" && level == "" && len(wants) == 0 && w.canAsk() {
		var enough bool
		org, level, wants, enough = w.askTargets(starter)
		if enough && org == "" && level == "" && len(wants) == 0 {
			return w.leave()
		}
	}
	n, err := w.targetsOf(starter, org, level, wants)
	if err != nil {
		return err
	}
	w.others = append(w.others, disk.Change{Path: targetsFile, Old: old, New: n.Source()})
	return nil
}

// askTargets asks the three questions; an answer that cannot be read is asked for
// again, and enough is enough: what was said before is kept.
func (w *writing) askTargets(starter []byte) (org, level string, wants []string, enough bool) {
	said, org := w.askFor("where do you work or study? ([Enter] leaves it out, [q]uit)", func(string) error { return nil })
	if said == saidQuit || said == saidGone {
		return "", "", nil, true
	}
	said, level = w.askFor("as what? student, early, mid, senior, lead or director:", func(answer string) error {
		_, err := w.targetsOf(starter, org, answer, nil)
		return err
	})
	for said != saidQuit && said != saidGone {
		var want string
		said, want = w.askFor("whom would you like to know? such as 3 people skill:web-archiving ([Enter] that is all)", func(answer string) error {
			_, err := w.targetsOf(starter, org, level, append(wants, answer))
			return err
		})
		if said != saidWords {
			return org, level, wants, false
		}
		wants = append(wants, want)
	}
	return org, level, wants, true
}

// askFor asks until an answer can be read or none is given.
func (w *writing) askFor(question string, try func(answer string) error) (reply, string) {
	for {
		said, answer := w.ask("%s", question)
		if said != saidWords {
			return said, ""
		}
		err := try(answer)
		if err == nil {
			return said, answer
		}
		w.complain(err)
	}
}

// targetsOf is the starter with what was said in it.
func (w *writing) targetsOf(starter []byte, org, level string, wants []string) (*parse.Note, error) {
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
	n := w.ix.Reader().Note(targetsFile, []byte(text))
	ix := w.ix.With([]disk.Change{{Path: targetsFile, New: n.Source()}})
	for _, p := range report.MakeCheckOf(ix, w.today, map[string]bool{targetsFile: true}).Problems {
		if p.Severity != txt.Info {
			return nil, usage(p.Hint, "%s", p.Text)
		}
	}
	return n, nil
}
