package app

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Every question of the program is put here, on the terminal, and one table says
// what its answers mean, so that a "y" is nowhere taken for the name of Yusuf.

// Reply is what an answer means where it is a word that every question knows.
type Reply int

const (
	SaidWords Reply = iota // words of one's own: a name, a number, a text
	SaidEnter              // nothing but Enter
	SaidYes
	SaidNo
	SaidSkip
	SaidQuit
	SaidGone // nobody answers any more: the end of the input was read
)

func replies() map[string]Reply {
	return map[string]Reply{"": SaidEnter, "y": SaidYes, "yes": SaidYes, "n": SaidNo, "no": SaidNo, "s": SaidSkip, "skip": SaidSkip, "q": SaidQuit, "quit": SaidQuit}
}

// CanAsk reports whether somebody is there to answer.
func (a *App) CanAsk() bool { return a.Env.Stdin != nil && a.Env.Asks && !a.JSON }

// Ask puts a question and gives what the answer means, and the answer itself.
// Where nobody can be asked, nobody answers.
func (a *App) Ask(format string, args ...any) (Reply, string) {
	if !a.CanAsk() {
		return SaidGone, ""
	}
	var lines []string
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		lines = append(lines, form.Folded(line, a.Env.Width)...)
	}
	fmt.Fprint(form.SafeWriter{To: a.Env.Stderr}, strings.Join(lines, "\n")+" ")
	if a.answers == nil {
		a.answers = bufio.NewReader(a.Env.Stdin)
	}
	line, err := a.answers.ReadString('\n')
	if a.Ended = err != nil && line == ""; a.Ended {
		return SaidGone, ""
	}
	line = strings.Join(strings.Fields(line), " ")
	return replies()[strings.ToLower(line)], line
}

// Confirm asks a question of yes or no, of which byEnter is the one that Enter
// stands for. It asks again until it is answered; whoever skips, quits or is
// gone says no.
func (a *App) Confirm(byEnter Reply, format string, args ...any) bool {
	choice := map[Reply]string{SaidYes: " [Y/n]", SaidNo: " [y/N]"}[byEnter]
	for {
		r, _ := a.Ask(format+choice, args...)
		if r == SaidEnter {
			r = byEnter
		}
		if r != SaidWords {
			return r == SaidYes
		}
	}
}

// Meant confirms a name that was typed: one that is shorter than a first name
// could be many, and a single word that is nobody's makes a new person of a slip.
func (a *App) Meant(typed, name string, names []string) bool {
	first, _, several := strings.Cut(txt.FoldName(typed), " ")
	known := len(names) > 0
	if known && slices.ContainsFunc(names, func(n string) bool { return slices.Contains(strings.Fields(txt.FoldName(n)), first) }) || !known && several {
		return true
	}
	if known {
		return a.Confirm(SaidYes, "        %s?", name)
	}
	return a.Confirm(SaidYes, "        %s is nobody yet; make a note?", name)
}

// Which asks whom of several a name means; nil where nobody answers.
func (w *Writing) Which(name string, found []*parse.Note) *parse.Note {
	if !w.CanAsk() || len(found) > 9 {
		return nil
	}
	choices := ""
	for i, n := range found {
		choices += "\n" + string(rune('1'+i)) + "  " + n.Name
		if role := n.Text("role"); role != "" {
			choices += ", " + txt.PlainText(role)
		}
	}
	for {
		said, answer := w.Ask("%s could be%s\nwhich one? (a number, [q]uit)", strings.TrimSpace(name), choices)
		if said != SaidWords {
			return nil
		}
		if len(answer) == 1 && answer[0] > '0' && int(answer[0]-'1') < len(found) {
			return found[answer[0]-'1']
		}
		if again := w.Index.Resolve(answer, IsContact); len(again) == 1 {
			return again[0]
		}
	}
}

// Leave ends a command whose questions somebody left: nothing is written.
func (w *Writing) Leave() error {
	w.Notes, w.Others, w.Hints, w.Said = nil, nil, nil, nil
	w.Hint("nothing was written")
	return nil
}
