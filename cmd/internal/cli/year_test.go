package cli

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"netnotes/parse/date"
)

// yearLong is set to live a whole year with five people; without it a few weeks of
// each are lived.
const yearLong = "NETNOTES_YEAR"

// persona is somebody who lives with netnotes for a year.
type persona struct {
	name    string
	known   int                // people in the folder on the first day
	meets   float64            // new people a week
	acts    int                // things done each time they look
	every   int                // weeks between two looks
	away    [2]int             // weeks from and to which they do not look
	folder  string             // where people lie
	note    func(i int) string // of somebody known on the first day
	targets string
}

func personas() []persona {
	plain := func(i int) string {
		return fmt.Sprintf("---\ntier: %c\norg: Library %d\nmet: 2025-%02d-11\n---\n# %s\n\n## Log\n\n- 2025-12-%02d email from her: happy new year\n", "ABCD"[i%4], i%7, 1+i%12, personName(i), 1+i%28)
	}
	vault := func(i int) string {
		return fmt.Sprintf("---\ntags: [person]\ncompany: \"[[Library %d]]\"\ncadence: 2m\n---\n# %s\n\nMet at work.\n\n### 2025-11-%02d - coffee\n\nHer plans.\n", i%5, personName(i), 1+i%28)
	}
	imported := func(i int) string {
		if i%20 == 0 {
			return plain(i)
		}
		return fmt.Sprintf("---\nstatus: imported\norg: Library %d\n---\n# %s\n", i%300, personName(i))
	}
	const want = "---\ntype: targets\nme:\n  org: Cedar Ford\n  level: early\n---\n\n## Want\n\n- 3 people skill:maps\n- 2 people org:\"Library 3\" by 2026-11-30\n- 2 people relation:mentor from 2 orgs\n- 2 people role:~catalog level:senior\n- 2 people sector:vendor\n"
	return []persona{
		{name: "student", known: 5, meets: 0.7, acts: 3, every: 1, folder: "contacts", note: plain, targets: want},
		{name: "early career in a vault", known: 30, meets: 0.5, acts: 4, every: 1, folder: "People", note: vault, targets: want},
		{name: "director", known: 2000, meets: 1.5, acts: 8, every: 1, folder: "contacts", note: imported, targets: want},
		{name: "looks once a month", known: 20, meets: 0.4, acts: 5, every: 4, folder: "contacts", note: plain, targets: want},
		{name: "away for half a year", known: 25, meets: 0.5, acts: 5, every: 1, away: [2]int{10, 36}, folder: "contacts", note: plain, targets: want},
	}
}

// personName is the name of the i-th person of a folder.
func personName(i int) string {
	firsts := []string{"Ada", "Bo", "Cleo", "Dov", "Elin", "Farah", "Gus", "Hana", "Ivo", "June", "Kofi", "Lena", "Milo", "Nora", "Odd", "Pia", "Quin", "Rosa", "Sven", "Tara"}
	letters := func(n int) string { return string(rune('a'+n%26)) + string(rune('a'+n/26%26)) }
	return firsts[i%20] + " M" + letters(i/20) + "son"
}

// life is a year of a persona.
type life struct {
	persona
	t                                                  *testing.T
	d                                                  *desk
	r                                                  *rand.Rand
	today                                              date.Date
	met                                                int
	titles                                             map[string]bool // of gaps, a month ago
	looks, acted, lines, most, explained, news, months int
}

// lifeItem is what is needed of an item.
type lifeItem struct {
	Kind, Step, Due, Text, Path string
	Line                        int
}

type lifeDue struct {
	People []struct {
		Name, Path string
		Items      []lifeItem
	}
}

func (l *life) run(args ...string) outcome {
	line := append([]string{"--today", l.today.String()}, args...)
	return runWith(l.d.root, l.d.state, "", line)
}

// must runs a command that has to succeed.
func (l *life) must(args ...string) string {
	l.t.Helper()
	got := l.run(args...)
	if got.status != 0 {
		l.t.Fatalf("%s, %s: netnotes %s: status %d\n%s%s", l.name, l.today, strings.Join(args, " "), got.status, got.stdout, got.stderr)
	}
	return got.stdout
}

func (l *life) due() (due lifeDue) {
	l.t.Helper()
	if err := json.Unmarshal([]byte(l.must("due", "--json")), &due); err != nil {
		l.t.Fatal(err)
	}
	return due
}

// week lives a week: the world turns, and the persona looks, if they do.
func (l *life) week(week int) {
	l.world()
	if week%l.every != 0 || week >= l.away[0] && week < l.away[1] {
		return
	}
	l.looks++
	l.look()
	due := l.due()
	l.whole(due)
	for i := range min(l.acts, len(due.People)) {
		l.act(due.People[i].Name, due.People[i].Path, due.People[i].Items[0])
	}
	if week%4 == 0 {
		l.gaps()
	}
}

// world has people be met, write, plan and promise.
func (l *life) world() {
	for range 1 + int(l.meets) {
		if l.r.Float64() > l.meets/float64(1+int(l.meets)) {
			continue
		}
		name := "Zia N" + string(rune('a'+l.met%26)) + string(rune('a'+l.met/26)) + "man"
		l.met++
		of := func(words ...string) string { return words[l.r.Intn(len(words))] }
		args := []string{"new", "contact", name, "--yes", "--met", l.today.String(), "--org", fmt.Sprintf("Library %d", l.r.Intn(9)), "--met-how", of("self", "event", "work"),
			"--sector", of("public", "academic", "museum", "vendor"), "--level", of("student", "early", "mid", "senior", "director"), "--role", of("Librarian", "Archivist", "Head of Maps")}
		if l.r.Intn(4) == 0 {
			args = append(args, "--skills", "maps")
		}
		l.must(args...)
		l.must("log", name, of("coffee: she is a cataloger of old maps", "coffee: roofs and how they leak", "coffee: the board, and who sits on it"))
	}
	i := l.r.Intn(min(l.known, 100))
	who := filepath.ToSlash(filepath.Join(l.folder, fmt.Sprintf("p%04d.md", i-i%20*l.skips())))
	switch l.r.Intn(8) {
	case 0:
		l.must("log", who, "email from her: when do you have time")
	case 1:
		l.must("promise", who, l.today.AddDays(5).String(), "send the paper on "+[]string{"maps", "zines", "tapes", "roofs", "seeds"}[l.r.Intn(5)])
	case 2:
		l.must("log", who, "planned coffee: her plans", "--date", l.today.AddDays(6).String())
	case 3:
		l.must("log", who, "news: she has a new post")
	case 4:
		l.must("log", who, "asked: could she look at my letter")
	case 5:
		l.must("log", who, "email from her: a list of grants #got #noreply")
	case 6:
		l.must("log", who, "email from her: yes, it reads well #noreply")
	}
}

// skips is 1 where most people are only imported, and those are left alone.
func (l *life) skips() int {
	if l.known > 100 {
		return 1
	}
	return 0
}

// look reads the list as a person does.
func (l *life) look() {
	lines := strings.Count(l.must("due"), "\n")
	l.lines, l.most = l.lines+lines, max(l.most, lines)
	if lines > 24 {
		l.t.Errorf("%s, %s: %d lines are more than a screen\n%s", l.name, l.today, lines, l.must("due"))
	}
}

// whole wants no thing twice, and each explained.
func (l *life) whole(due lifeDue) {
	seen := map[string]bool{}
	for _, p := range due.People {
		for _, it := range p.Items {
			key := p.Name + "|" + fmt.Sprint(it)
			if seen[key] {
				l.t.Errorf("%s, %s: twice %s", l.name, l.today, key)
			}
			seen[key] = true
		}
	}
	for i, p := range due.People {
		if i >= 3 || p.Path == "" || !strings.HasPrefix(p.Path, l.folder) {
			continue
		}
		var why struct {
			Items []struct {
				lifeItem
				Because []struct{ Text string }
				Closes  string
			}
		}
		if err := json.Unmarshal([]byte(l.must("why", p.Path, "--json")), &why); err != nil {
			l.t.Fatal(err)
		}
		for _, it := range p.Items {
			explained := false
			for _, w := range why.Items {
				explained = explained || w.Kind == it.Kind && w.Step == it.Step && w.Due == it.Due && len(w.Because) > 0 && w.Closes != ""
			}
			if l.explained++; !explained {
				l.t.Errorf("%s, %s: nothing explains %s %+v", l.name, l.today, p.Name, it)
			}
		}
	}
}

// act does what an item asks for, and wants it gone.
func (l *life) act(name, path string, it lifeItem) {
	says := map[string]string{"reply": "email: here it is", "thanks": "thanked her", "connect": "connected on LinkedIn", "share": "shared a paper on maps", "report-back": "email: what came of it",
		"next": "email: as I said", "occasion": "congratulated her", "nudge": "email: once more", "keep": "email: how are things", "meeting": "coffee: her plans"}
	switch say := says[it.Kind+it.Step]; {
	case it.Kind == "promise" || it.Kind == "theirs":
		l.must("done", it.Path, it.Text)
	case it.Kind == "confirm":
		l.must("done", path, it.Due)
	case it.Kind == "step":
		l.must("log", path, says[it.Step])
	case say != "":
		l.must("log", path, say)
	default:
		return
	}
	l.acted++
	if it.Kind == "meeting" && it.Due != l.today.String() {
		return // it is tomorrow
	}
	for _, p := range l.due().People {
		for _, now := range p.Items {
			if p.Path == path && now.Kind == it.Kind && now.Step == it.Step && now.Due == it.Due && now.Text == it.Text && now.Line == it.Line {
				l.t.Errorf("%s, %s: %s was done and is asked again: %+v", l.name, l.today, name, it)
			}
		}
	}
}

// lifeFinding is what is needed of a finding.
type lifeFinding struct {
	ID, Title, Text, Do string
	People              []struct{ Name, Path string }
}

// gaps counts the months in which something is said that was not said a month ago,
// and does what the first two findings ask for.
func (l *life) gaps() {
	var gaps struct{ Findings []lifeFinding }
	if err := json.Unmarshal([]byte(l.must("gaps", "--json")), &gaps); err != nil {
		l.t.Fatal(err)
	}
	now, fresh := map[string]bool{}, false
	for _, f := range gaps.Findings {
		said := regexp.MustCompile(`\d+`).ReplaceAllString(f.ID+" "+f.Title+" "+f.Text, "N")
		now[said] = true
		fresh = fresh || !l.titles[said]
	}
	l.months++
	if fresh {
		l.news++
	}
	l.titles = now
	for _, f := range gaps.Findings[:min(2, len(gaps.Findings))] {
		l.follow(f)
	}
}

// follow does what a finding asks for.
func (l *life) follow(f lifeFinding) {
	command := shellWords(strings.TrimPrefix(f.Do, "netnotes "))
	switch {
	case len(command) > 0 && command[0] == "set":
		l.must(command...)
	case f.ID == "interview":
		l.must("log", f.People[0].Path, "planned call: informational interview", "--date", l.today.AddDays(10).String())
	case len(f.People) > 0:
		l.must("log", f.People[0].Path, "email: a paper on maps, and what came of it #gave")
	}
}

// TestYear lives with five people through the real commands, week by week: no list
// is longer than a screen, nothing is asked twice or again once it is done, every
// item is explained, and check finds nothing wrong in what was written.
func TestYear(t *testing.T) {
	weeks, whole := 6, os.Getenv(yearLong) != ""
	if whole {
		weeks = 52
	}
	for i, p := range personas() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			if !whole {
				p.known = min(p.known, 60)
			}
			l := &life{persona: p, t: t, d: &desk{root: t.TempDir(), state: t.TempDir()}, r: rand.New(rand.NewSource(int64(i + 1))), today: date.Date{Year: 2026, Month: 1, Day: 5}}
			l.d.put(t, "netnotes.yaml", "")
			l.d.put(t, "targets.md", p.targets)
			for i := range p.known {
				l.d.put(t, fmt.Sprintf("%s/p%04d.md", p.folder, i), p.note(i))
			}
			for week := range weeks {
				l.week(week)
				l.today = l.today.AddDays(7)
			}
			if got := l.run("check", "--strict"); got.status != 0 {
				t.Errorf("%s: check: %s", l.name, got.stdout)
			}
			// In a month in which nothing was done about the first two, and nothing else
			// happened, the same is still true and is said again.
			if whole && l.news < l.months-2 {
				t.Errorf("%s: gaps said something new in %d of %d months", l.name, l.news, l.months)
			}
			t.Logf("%s: %d weeks, %d looks, %d things done, %.1f lines a look, at most %d, %d items explained, gaps said something new in %d of %d months",
				l.name, weeks, l.looks, l.acted, float64(l.lines)/float64(max(1, l.looks)), l.most, l.explained, l.news, l.months)
		})
	}
}
