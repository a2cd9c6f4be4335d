package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli/app"
)

// answering runs a command with somebody at the keyboard.
func answering(dir, answers string, args ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := Run(append([]string{"-C", dir, "--today", "2026-06-27"}, args...), app.Env{Stdin: strings.NewReader(answers), Stdout: &stdout, Stderr: &stderr, Asks: true,
		Getenv: func(name string) string { return map[string]string{"HOME": dir + ".home"}[name] }, Cwd: dir, Now: time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC)})
	return outcome{status, stdout.String(), stderr.String()}
}

func fair(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"events/fair.md":         "---\ntype: event\nstart: 2026-06-27\n---\n# Paper Fair\n",
		"contacts/leonie-ach.md": "---\ncue: ink\n---\n# Leonie Ach\n",
		"contacts/ann-lee.md":    "# Ann Lee\n",
		"contacts/ann-ito.md":    "# Ann Ito\n",
		"inbox/1.md":             "Imani Vance: plants\n",
		"inbox/2.md":             "leonie: prints\n",
		"inbox/3.md":             "Ann: maps\n",
		"inbox/4.md":             "Ana Ruiz and Kofi Mensah: tape\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func has(dir, file string) bool {
	_, err := os.Stat(filepath.Join(dir, file))
	return err == nil
}

// TestWrapAsks answers every question: take, take what is offered, an
// ambiguous name and then a whole one, and two people at once.
func TestWrapAsks(t *testing.T) {
	dir := fair(t)
	got := answering(dir, "\n"+strings.Repeat("\n", 5)+"\nann\nAnn Lee\n\n", "wrap", "Paper Fair")
	if got.status != 0 || !strings.Contains(got.stdout, "4 captures in inbox: 3 new people, 2 known") {
		t.Fatalf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	for file, want := range map[string]string{
		"contacts/imani-vance.md": "- 2026-06-27 met at [[Paper Fair]]: plants",
		"contacts/leonie-ach.md":  "- 2026-06-27 met at [[Paper Fair]]: prints",
		"contacts/ann-lee.md":     "- 2026-06-27 met at [[Paper Fair]]: maps",
		"contacts/ana-ruiz.md":    "- 2026-06-27 met at [[Paper Fair]] with [[Kofi Mensah]]: tape",
		"contacts/kofi-mensah.md": "met_at: \"[[Paper Fair]]\"",
		"events/fair.md":          "- [[Kofi Mensah]]",
	} {
		source, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil || !strings.Contains(string(source), want) {
			t.Errorf("%s lacks %q: %v\n%s", file, want, err, source)
		}
	}
	for _, file := range []string{"inbox/1.md", "inbox/2.md", "inbox/3.md", "inbox/4.md"} {
		if has(dir, file) {
			t.Errorf("%s is still there", file)
		}
	}
}

// TestWrapAcquaints asks about each new person, keeps what is answered, and ends
// with q, wherever that is said.
func TestWrapAcquaints(t *testing.T) {
	said := []string{"\n", "Marlowe County Archives\n", "Head of Maps\n", "yellow raincoat\n", "send the map by Friday\n", "y\n"}
	wants := []string{"met_at: \"[[Paper Fair]]\"", "org: Marlowe County Archives", "role: Head of Maps", "cue: yellow raincoat", "- [ ] send the map due:2026-07-03", "- 2026-06-27 thanks"}
	for n := range said {
		dir := fair(t)
		got := answering(dir, strings.Join(said[:n+1], "")+"q\n", "wrap", "Paper Fair")
		source, err := os.ReadFile(filepath.Join(dir, "contacts/imani-vance.md"))
		if got.status != 0 || err != nil || !has(dir, "inbox/2.md") || has(dir, "inbox/1.md") {
			t.Fatalf("after %d answers: status %d, %v\n%s%s", n, got.status, err, got.stdout, got.stderr)
		}
		for i, want := range wants {
			if strings.Contains(string(source), want) != (i <= n) {
				t.Errorf("after %d answers: %q (want it: %v)\n%s", n, want, i <= n, source)
			}
		}
		if got := answering(dir, "y\n", "undo"); got.status != 0 || has(dir, "contacts/imani-vance.md") || !has(dir, "inbox/1.md") {
			t.Errorf("after %d answers undo: status %d\n%s%s", n, got.status, got.stdout, got.stderr)
		}
	}
}

// TestWrapStops takes nothing more once somebody skips, quits or is gone.
func TestWrapStops(t *testing.T) {
	for answers, left := range map[string]int{"s\ns\ns\ns\n": 4, "q\n": 4, "": 4, "\nq\n": 3, "\n": 3, "\ns\n\ns\n": 3} {
		dir := fair(t)
		got := answering(dir, answers, "wrap", "Paper Fair")
		n := 0
		for _, file := range []string{"inbox/1.md", "inbox/2.md", "inbox/3.md", "inbox/4.md"} {
			if has(dir, file) {
				n++
			}
		}
		if got.status != 0 || n != left {
			t.Errorf("%q leaves %d captures, want %d\n%s%s", answers, n, left, got.stdout, got.stderr)
		}
	}
}

// TestAnswersAreNoNames answers the question about a capture with each of the
// words that every question knows: nobody who happens to be called so is meant.
func TestAnswersAreNoNames(t *testing.T) {
	for answers, want := range map[string]string{
		"y\n": "Imani Vance", "Yes\n": "Imani Vance", "\n": "Imani Vance",
		"n\n": "", "no\n": "", "s\n": "", "SKIP\n": "", "q\n": "", "quit\n": "", "": "",
		"yu\n\n":                   "Yusuf Karad", // confirmed with Enter
		"yu\nn\nYusuf\n":           "Yusuf Karad",
		"yu\nn\ns\n":               "",
		"yusuf k\n":                "Yusuf Karad",
		"Zora\nq\nZora Fenn\n":     "Zora Fenn", // a new one of one word is confirmed
		"Zora\ny\n":                "Zora",
		"Zora Fenn\n":              "Zora Fenn",
		"yu, Zora Fenn\ny\n":       "Yusuf Karad",
		"yu, Zora Fenn\nn\nskip\n": "",
	} {
		dir := t.TempDir()
		for file, text := range map[string]string{"netnotes.yaml": "", "contacts/yusuf-karad.md": "# Yusuf Karad\n", "contacts/noor-halloran.md": "# Noor Halloran\n", "contacts/skip-barlow.md": "# Skip Barlow\n",
			"contacts/yesenia-cruz.md": "# Yesenia Cruz\n", "contacts/quentin-ash.md": "# Quentin Ash\n", "inbox/1.md": "Imani Vance: plants\n"} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, file)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got := answering(dir, answers, "inbox")
		notes, _ := filepath.Glob(filepath.Join(dir, "contacts", "*.md"))
		var wrote []string
		for _, file := range notes {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "plants") {
				wrote = append(wrote, strings.TrimSuffix(filepath.Base(file), ".md"))
			}
		}
		if strings.Join(wrote, " ") != strings.ReplaceAll(strings.ToLower(want), " ", "-") || got.status != 0 {
			t.Errorf("answered %q: status %d, wrote %q, want %q\n%s%s", answers, got.status, wrote, want, got.stdout, got.stderr)
		}
	}
}

// TestQuizAsks shows the name after each answer and keeps nothing.
func TestQuizAsks(t *testing.T) {
	dir := fair(t)
	got := answering(dir, "leonie\n", "quiz")
	if got.status != 0 || got.stdout != "        yes, Leonie Ach\n" || !strings.Contains(got.stderr, "1 of 1  ink") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	if got := answering(dir, "somebody\n", "quiz"); got.stdout != "        Leonie Ach\n" {
		t.Errorf("a wrong answer: %q", got.stdout)
	}
}

// TestNewTargetsAsks answers the three questions of "new targets": a level that is
// none and a want that cannot be read are asked for again, Enter leaves out, and q
// ends the asking wherever it is said and keeps what was said before.
func TestNewTargetsAsks(t *testing.T) {
	for answers, want := range map[string][]string{
		"Cedar Ford\nboss\nstudent\n3 people skil:maps\n3 people skill:maps\n[[Ada Park]]\n\n": {"me:\n  org: Cedar Ford\n  level: student\n", "## Want\n\n- 3 people skill:maps\n- [[Ada Park]]\n\n"},
		"\n\n\n":               {"# me:\n", "## Want\n\n<!--"},
		"\nDirector\n\n":       {"me:\n  level: director\n", "## Want\n\n<!--"},
		"Oak: it\nq\n":         {"me:\n  org: \"Oak: it\"\n# more", "## Want\n\n<!--"},
		"Oak\n\n1 cello\nq\n":  {"me:\n  org: Oak\n# more", "## Want\n\n<!--"},
		"\n\n1 person cello\n": {"# me:\n", "## Want\n\n- 1 person cello\n\n"}, // and then nobody answers
		"q\n":                  nil,
		"":                     nil,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "netnotes.yaml"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		got := answering(dir, answers, "new", "targets")
		text, err := os.ReadFile(filepath.Join(dir, "targets.md"))
		if got.status != 0 || (err == nil) != (want != nil) {
			t.Errorf("answered %q: status %d, %v\n%s%s", answers, got.status, err, got.stdout, got.stderr)
			continue
		}
		for _, part := range want {
			if !strings.Contains(string(text), part) {
				t.Errorf("answered %q: lacks %q\n%s%s", answers, part, text, got.stderr)
			}
		}
		if got := answering(dir, "y\n", "check"); got.status != 0 {
			t.Errorf("answered %q: check: %s%s", answers, got.stdout, got.stderr)
		}
		if want == nil {
			continue
		}
		if got := answering(dir, "y\n", "undo"); got.status != 0 || has(dir, "targets.md") {
			t.Errorf("answered %q: undo: status %d\n%s%s", answers, got.status, got.stdout, got.stderr)
		}
	}
}

// TestMessagesFold breaks a message between words where the terminal is narrow, and
// leaves one whole that holds a command too wide for it, to be pasted.
func TestMessagesFold(t *testing.T) {
	dir := fair(t)
	for _, c := range []struct {
		args  []string
		wants []string
	}{
		{[]string{"new", "targets", "--level", "boss"}, []string{"\nhint: level is one of student, early, mid,\n   senior, lead, director, emeritus\n"}},
		{[]string{"show", "ann"}, []string{"netnotes: \"ann\" could be Ann Ito or Ann Lee\n", "hint: netnotes show \"Ann Ito\"\n"}},
		{[]string{"promise", "leonie", "lend", "her", "the", "very", "long", "atlas", "paper"}, []string{"hint: netnotes promise leonie fri lend her the very long atlas paper\n"}},
	} {
		var stdout, stderr bytes.Buffer
		Run(append([]string{"-C", dir, "--today", "2026-06-27"}, c.args...), app.Env{Stdout: &stdout, Stderr: &stderr, Getenv: func(string) string { return "" }, Cwd: dir, Width: 48})
		for _, want := range c.wants {
			if !strings.Contains(stderr.String(), want) {
				t.Errorf("%q does not say %q:\n%s", c.args, want, stderr.String())
			}
		}
	}
}

// TestLogAsksWhetherAnswerIsAwaited adds the tag where somebody says so, before what
// comes next.
func TestLogAsksWhetherAnswerIsAwaited(t *testing.T) {
	for answers, want := range map[string]string{
		"\n":  "- 2026-06-27 email: asked for a map #asked -> 2026-07-03 ask again\n",
		"y\n": "- 2026-06-27 email: asked for a map #asked -> 2026-07-03 ask again\n",
		"n\n": "- 2026-06-27 email: asked for a map -> 2026-07-03 ask again\n",
		"":    "- 2026-06-27 email: asked for a map -> 2026-07-03 ask again\n",
	} {
		dir := fair(t)
		got := answering(dir, answers, "log", "leonie", "email: asked for a map", "--next", "fri ask again")
		text, err := os.ReadFile(filepath.Join(dir, "contacts/leonie-ach.md"))
		if got.status != 0 || err != nil || !strings.HasSuffix(string(text), want) {
			t.Errorf("%q: status %d, %v\n%s%s%s", answers, got.status, err, text, got.stdout, got.stderr)
		}
	}
}

// TestLogShowsTheLineOfSomebodyNew shows what it would write before it writes, also
// into a note that is made for it; a promise may name its day at the end.
func TestLogShowsTheLineOfSomebodyNew(t *testing.T) {
	dir := fair(t)
	said := "Zora Fenn\ny\ncoffee: maps\nyesterday\nsend the list by tuesday\n2w ask how it went\n"
	got := answering(dir, said+"n\n", "log")
	if got.status != 0 || has(dir, "contacts/zora-fenn.md") || !strings.Contains(got.stderr, "- 2026-06-26 coffee: maps -> 2026-07-11 ask how it went\n") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	got = answering(dir, said+"y\n", "log")
	text, err := os.ReadFile(filepath.Join(dir, "contacts/zora-fenn.md"))
	if got.status != 0 || err != nil || !strings.Contains(string(text), "- [ ] send the list due:2026-06-30\n") || !strings.HasSuffix(string(text), "- 2026-06-26 coffee: maps -> 2026-07-11 ask how it went\n") {
		t.Errorf("status %d, %v\n%s%s%s", got.status, err, text, got.stdout, got.stderr)
	}
}
