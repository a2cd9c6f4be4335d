package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/change"
	"netnotes/report/form"
)

// readPlainly reads a folder of plain files in the simplest way: every file
// under the root, one after the other, each with the YAML and the Markdown
// library.
func readPlainly(root string) (*index.Index, error) {
	settings := folder.DefaultSettings()
	if source, err := os.ReadFile(filepath.Join(root, disk.SettingsFile)); err == nil {
		settings, _ = folder.ParseSettings(source)
	}
	reader := parse.NewReader(parse.Config{Kinds: settings.Kinds, Folders: settings.Folders, Sectors: settings.Sectors, Libraries: true})
	var notes []*parse.Note
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == ".git" || slices.Contains(settings.Exclude, d.Name())) {
			return errOr(err, fs.SkipDir)
		}
		if file, _ := filepath.Rel(root, name); filepath.Ext(name) == ".md" && file != folder.TodayFile {
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if n := reader.Note(filepath.ToSlash(file), source); !n.Template {
				notes = append(notes, n)
			}
		}
		return nil
	})
	slices.SortFunc(notes, func(a, b *parse.Note) int { return strings.Compare(a.Path, b.Path) })
	return index.Of(settings, reader, notes, nil), err
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// way is a way to an answer.
type way struct {
	name string
	ask  func(args ...string) outcome
}

// ways are the three. The folder, and what is kept of it, have rested.
func (w *net) ways() [3]way {
	now := time.Now().Add(5 * time.Second)
	plainly := func(root string) (*index.Index, error) { return w.readOnce(root) }
	return [3]way{
		{"with the store", func(args ...string) outcome { return w.run(now, w.root, w.cache, nil, args...) }},
		{"without the store", func(args ...string) outcome { return w.run(now, w.root, "", nil, args...) }},
		{"read plainly", func(args ...string) outcome { return w.plainAnswer(now, plainly, args) }},
	}
}

// readOnce reads a folder plainly once after each change of it.
func (w *net) readOnce(root string) (*index.Index, error) {
	at := &w.plain[0]
	if root == w.there.dir {
		at = &w.plain[1]
	}
	var err error
	if *at == nil {
		*at, err = readPlainly(root)
	}
	return *at, err
}

// plainAnswer is what a command says of the folder read plainly: with --as-of, of
// the clone, which is as the folder was; and of a difference, of both.
func (w *net) plainAnswer(now time.Time, plainly func(string) (*index.Index, error), args []string) outcome {
	if i := slices.Index(args, "--as-of"); i >= 0 {
		o := w.run(now, w.there.dir, "", plainly, slices.Delete(slices.Clone(args), i, i+2)...)
		if _, hint, _ := strings.Cut(o.stderr, "hint: "); strings.Contains(hint, "netnotes "+args[2]+" ") { // with another name, and all else that was typed
			o.stderr = strings.TrimSuffix(o.stderr, "\n") + " " + strings.Join(args[i:i+2], " ") + "\n"
		}
		return o
	}
	if args[2] != "diff" {
		return w.run(now, w.root, "", plainly, args...)
	}
	before, err := w.readOnce(w.there.dir)
	if err != nil {
		w.Fatal(err)
	}
	after, err := w.readOnce(w.root)
	if err != nil {
		w.Fatal(err)
	}
	then, _ := date.ParseDay(pullDay)
	today, _ := date.ParseDay(args[1])
	var out bytes.Buffer
	c := change.MakeChanges(before, after, change.Point{Name: w.rev, Commit: w.rev, Day: then}, change.Point{Day: today})
	if err := form.JSON(&out, c); err != nil {
		w.Fatal(err)
	}
	return outcome{app.ExitFine, out.String(), ""}
}

// run runs a command in a folder, with what is kept in another, or with a reader
// of its own.
func (w *net) run(now time.Time, root, cache string, read func(string) (*index.Index, error), args ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := Run(args, app.Env{Stdout: &stdout, Stderr: &stderr, Cwd: root, Now: now, Build: "a build", Read: read, Getenv: func(name string) string {
		return map[string]string{"XDG_CACHE_HOME": cache, "XDG_STATE_HOME": w.cache}[name]
	}})
	return outcome{status, stdout.String(), stderr.String()}
}

// questions are all that reading commands are asked, and what writing ones
// would write.
func (w *net) questions() [][]string {
	who, other := w.someone(), w.someone()
	return [][]string{
		{"due"}, {"due", "--all"}, {"due", "--all", "--json"}, {"due", "--week", "--json"}, {"due", "--short"}, {"due", "--csv"}, {"due", "sector:public"}, {"due", "tier:a", "--json"},
		{"list"}, {"list", "--json"}, {"list", "tag:maps"}, {"list", "spoke:>90d", "--json"}, {"list", "library"}, {"list", "coffee", "grant"}, {"list", "type:event", "--csv"}, {"list", "[[" + who + "]]"},
		{"list", "--sort", "spoke", "--columns", "name,spoke,touch,warmth,cadence,how"}, {"show", who}, {"show", who, "--json"}, {"show", "lakeshore"}, {"show", "ALA Annual 2026"}, {"show", "a"},
		{"why", who}, {"why", who, "--json"}, {"prep", who}, {"prep", who, "--json"}, {"prep", "ALA Annual 2026"}, {"prep", "ALA Annual 2026", "--json"},
		{"path", who}, {"path", other, "--json"}, {"path", "Fox Hollow Public Library"}, {"path", "tag:maps"}, {"interviews"}, {"interviews", "--all", "--json"},
		{"share", "maps"}, {"share", "zines", "--json"}, {"leads"}, {"leads", "--json"}, {"gaps"}, {"gaps", "--json"}, {"gaps", "--all", "--metrics", "--json"}, {"gaps", "reconnect", "--why"},
		{"review"}, {"review", "2026-09"}, {"review", "week", "--json"}, {"check"}, {"check", "--all"}, {"check", "--json"},
		{"export", "json"}, {"export", "csv"}, {"export", "vcard"}, {"export", "ics"}, {"export", "json", "tag:maps"}, {"quiz"}, {"quiz", "--json"}, {"ask"}, {"ask", "--json"}, {"pitch"}, {"pitch", "--json"},
		{"wrap", "ALA Annual 2026"}, {"inbox"}, {"log", "--dry-run", who, "email: hello"}, {"log", "--dry-run", who + "," + other, "coffee with " + who + " and [[Ada Park]]"}, {"log", "--dry-run", "a", "coffee"},
		{"export", "vcard", "tag:maps"}, {"export", "csv", "tier:a"}, {"export", "ics", "--birthdays"}, {"page"}, {"page", "sector:public", "--initials"}, {"draft", who}, {"draft", who, "thanks"},
		{"spread", "--dry-run"}, {"milestone", "--dry-run", "the thesis is in", "--yes"}, {"promise", "--dry-run", who, "fri", "send the paper"}, {"rename", "--dry-run", who, "Ilse Neumark"},
		{"merge", "--dry-run", who, other, "--yes"}, {"import", "csv", "attendees.csv", "--dry-run"}, {"snooze", "--dry-run", who, "3w"}, {"set", "--dry-run", who, "tier=A"}, {"done", "--dry-run", who}, {"skip", "--dry-run", who}, {"__complete", "show", "u"}, {"__complete", "why", ""},
	}
}

// past are the questions about the folder as it was at the last pull.
func (w *net) past() (out [][]string) {
	who := w.someone()
	for _, question := range [][]string{
		{"due", "--all", "--json"}, {"due"}, {"list", "--json"}, {"list", "coffee"}, {"list", "spoke:>90d"}, {"show", who}, {"show", who, "--json"},
		{"why", who}, {"gaps", "--json"}, {"page", "--initials"},
	} {
		out = append(out, append(question, "--as-of", w.rev))
	}
	return append(out, []string{"diff", w.rev, "--json"}, []string{"diff", w.rev, "--json", "--no-cache"})
}

// question is a question on a day.
func (w *net) question(question []string) []string {
	if question[0] == "__complete" {
		return question
	}
	return append([]string{"--today", w.pick("2026-10-06", "2026-10-06", "2026-10-07", w.day())}, question...)
}

// disagreement puts a question in each of the ways, and tells where two of the
// answers are not the same; empty where all are. What check says of files that
// are no notes, and what is said of copies, the plain reader does not know.
func (w *net) disagreement(ways [3]way, args []string) string {
	w.Helper()
	first := ways[0].ask(args...)
	for _, other := range ways[1:] {
		if other.name == "read plainly" && (slices.Contains(args, "check") || w.copies[0] || w.copies[1]) {
			continue
		}
		if got := other.ask(args...); got != first {
			return fmt.Sprintf("%q, %s:\n%s\n%s:\n%s", args, ways[0].name, first.difference(got), other.name, got.difference(first))
		}
	}
	return ""
}

// ask wants one answer of the three ways.
func (w *net) ask(question []string) {
	w.Helper()
	if told := w.disagreement(w.ways(), w.question(question)); told != "" {
		w.Fatal(told)
	}
}

// difference is the first line that another outcome does not have there.
func (o outcome) difference(other outcome) string {
	mine, theirs := strings.Split(o.stdout+o.stderr, "\n"), strings.Split(other.stdout+other.stderr, "\n")
	for i, line := range mine {
		if i >= len(theirs) || line != theirs[i] {
			return fmt.Sprintf("status %d, line %d of %d: %s", o.status, i+1, len(mine), line)
		}
	}
	return fmt.Sprintf("status %d, %d lines", o.status, len(mine))
}

// TestOneWay asks every reading command after edits, renames, removals, pulls
// and changes of the settings, on several days, about the folder as it is and as
// it was: with the store and without it each says what it says of the folder read
// in the plainest way.
func TestOneWay(t *testing.T) {
	t.Parallel()
	w := newNet(t, 1)
	for _, question := range w.questions() {
		w.ask(question)
	}
	for step := range 20 {
		for range 1 + w.random.IntN(3) {
			w.edit()
		}
		questions, past := w.questions(), w.past()
		for range 5 {
			w.ask(questions[w.random.IntN(len(questions))])
		}
		w.ask(past[w.random.IntN(len(past))])
		if step%10 == 9 {
			w.withoutCopies()
		}
	}
	w.pull()
	for _, question := range slices.Concat(w.questions(), w.past()) {
		w.ask(question)
	}
}

// TestOneWayCatches has one of the ways lose one line of prep, or of a look back:
// that is seen, whichever way and whichever line it is.
func TestOneWayCatches(t *testing.T) {
	t.Parallel()
	w := newNet(t, 2)
	ways := w.ways()
	for _, question := range [][]string{{"prep", "Ada Park"}, {"show", "Ada Park", "--as-of", w.rev}} {
		args := append([]string{"--today", "2026-10-06"}, question...)
		whole := ways[0].ask(args...)
		lines := strings.SplitAfter(whole.stdout, "\n")
		if len(lines) < 8 {
			t.Fatalf("%q says too little to lose some of it: %q", question, whole.stdout)
		}
		if told := w.disagreement(ways, args); told != "" {
			t.Fatal(told)
		}
		for i := range len(lines) - 1 {
			short := whole
			short.stdout = strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "")
			for faulty := range ways {
				heard := ways
				for j := range heard {
					heard[j].ask = func(...string) outcome { return whole }
				}
				heard[faulty].ask = func(...string) outcome { return short }
				if w.disagreement(heard, args) == "" {
					t.Errorf("%q %s, without %q, is not seen", question, ways[faulty].name, lines[i])
				}
			}
		}
	}
}

// TestOneWayAsksAll holds that every command is asked, or answers nothing from
// the notes.
func TestOneWayAsksAll(t *testing.T) {
	unasked := map[string]string{
		"edit": "starts a program", "watch": "runs on, and has tests of its own", "lsp": "runs on, and has tests of its own", "triage": "asks questions", "undo": "reads no note",
		"init": "makes a folder", "new": "makes a note", "forget": "writes", "git": "is asked by git", "version": "reads no note", "help": "reads no note", "completion": "reads no note",
	}
	w := &net{T: t, random: rand.New(rand.NewPCG(1, 1))}
	asked := map[string]bool{}
	for _, question := range append(w.questions(), w.past()...) {
		asked[question[0]] = true
	}
	for _, c := range Command().Commands() {
		if _, not := unasked[c.Name()]; not == asked[c.Name()] {
			t.Errorf("%s is asked: %v; it is said to be asked: %v", c.Name(), asked[c.Name()], !not)
		}
	}
}
