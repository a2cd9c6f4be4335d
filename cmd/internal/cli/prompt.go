package cli

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Every question of the program is put here, on the terminal, and one table says
// what its answers mean, so that a "y" is nowhere taken for the name of Yusuf.

// reply is what an answer means where it is a word that every question knows.
type reply int

const (
	saidWords reply = iota // words of one's own: a name, a number, a text
	saidEnter              // nothing but Enter
	saidYes
	saidNo
	saidSkip
	saidQuit
	saidGone // nobody answers any more: the end of the input was read
)

func replies() map[string]reply {
	return map[string]reply{"": saidEnter, "y": saidYes, "yes": saidYes, "n": saidNo, "no": saidNo, "s": saidSkip, "skip": saidSkip, "q": saidQuit, "quit": saidQuit}
}

// canAsk reports whether somebody is there to answer.
func (a *app) canAsk() bool { return a.env.Stdin != nil && a.env.Asks && !a.json }

// ask puts a question and gives what the answer means, and the answer itself.
// Where nobody can be asked, nobody answers.
func (a *app) ask(format string, args ...any) (reply, string) {
	if !a.canAsk() {
		return saidGone, ""
	}
	var lines []string
	for line := range strings.SplitSeq(fmt.Sprintf(format, args...), "\n") {
		lines = append(lines, form.Folded(line, a.env.Width)...)
	}
	fmt.Fprint(form.SafeWriter{To: a.env.Stderr}, strings.Join(lines, "\n")+" ")
	if a.answers == nil {
		a.answers = bufio.NewReader(a.env.Stdin)
	}
	line, err := a.answers.ReadString('\n')
	if a.ended = err != nil && line == ""; a.ended {
		return saidGone, ""
	}
	line = strings.Join(strings.Fields(line), " ")
	return replies()[strings.ToLower(line)], line
}

// confirm asks a question of yes or no, of which byEnter is the one that Enter
// stands for. It asks again until it is answered; whoever skips, quits or is
// gone says no.
func (a *app) confirm(byEnter reply, format string, args ...any) bool {
	choice := map[reply]string{saidYes: " [Y/n]", saidNo: " [y/N]"}[byEnter]
	for {
		r, _ := a.ask(format+choice, args...)
		if r == saidEnter {
			r = byEnter
		}
		if r != saidWords {
			return r == saidYes
		}
	}
}

// meant confirms a name that was typed: one that is shorter than a first name
// could be many, and a single word that is nobody's makes a new person of a slip.
func (a *app) meant(typed, name string, names []string) bool {
	first, _, several := strings.Cut(txt.FoldName(typed), " ")
	known := len(names) > 0
	if known && slices.ContainsFunc(names, func(n string) bool { return slices.Contains(strings.Fields(txt.FoldName(n)), first) }) || !known && several {
		return true
	}
	if known {
		return a.confirm(saidYes, "        %s?", name)
	}
	return a.confirm(saidYes, "        %s is nobody yet; make a note?", name)
}
