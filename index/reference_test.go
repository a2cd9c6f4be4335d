package index

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// reference reads a folder of plain files in the simplest way: every file under
// the root, one after the other, each note with the YAML and the Markdown
// library.
func reference(t *testing.T, root string) *Index {
	t.Helper()
	settings := folder.DefaultSettings()
	var issues []folder.Issue
	if source, err := os.ReadFile(filepath.Join(root, disk.SettingsFile)); err == nil {
		var problems []txt.Problem
		settings, problems = folder.ParseSettings(source)
		for _, p := range problems {
			issues = append(issues, folder.Issue{Path: disk.SettingsFile, Problem: p})
		}
	}
	config := settings.Reading()
	config.Libraries = true
	reader := parse.NewReader(config)
	f := folder.Listing{Root: root, Settings: settings, Issues: issues}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, _ := filepath.Rel(root, name)
		file = filepath.ToSlash(file)
		switch {
		case file == ".":
		case folder.SkippedName(d.Name()) || f.Excluded(file) || d.IsDir() && folder.SkippedFolder(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() || !disk.IsNote(d.Name()) || file == folder.TodayFile:
		default:
			f.Files = append(f.Files, file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(f.Files)
	f.Files = f.Admit(f.Files)
	for _, file := range f.Files {
		source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		r := folder.File{Err: err}
		if err == nil {
			r.Err = disk.CheckSource(source)
		}
		if r.Err == nil {
			r.Note = f.ParseNote(reader, file, source)
		}
		f.Readings = append(f.Readings, r)
	}
	return build(settings, reader, f.Keep(), f.Issues)
}

// everything writes all that an index knows, so that two can be compared.
func everything(ix *Index) string {
	var b strings.Builder
	for _, n := range ix.Notes() {
		fmt.Fprintf(&b, "%s: %s %q, front %v, private %v\n", n.Path, n.Kind, n.Name, n.Front(), n.Private())
		for _, f := range n.Fields() {
			fmt.Fprintf(&b, "  field %+v means %+v\n", f, n.Field(f.Key))
		}
		for _, e := range n.Entries() {
			fmt.Fprintf(&b, "  entry %+v\n", e)
		}
		fmt.Fprintf(&b, "  promises %+v\n  questions %+v\n  to meet %+v\n  problems %+v\n", n.Promises(), n.Questions(), n.ToMeet(), n.Problems())
	}
	told := stories(ix)
	for _, path := range slices.Sorted(maps.Keys(told)) {
		b.WriteString(told[path])
	}
	fmt.Fprintf(&b, "ghosts %+v\n", ix.Ghosts())
	for _, i := range ix.Issues() {
		fmt.Fprintf(&b, "%+v\n", i)
	}
	return b.String()
}

// stories tell what is known of each person and event, and from which lines.
func stories(ix *Index) map[string]string {
	out := map[string]string{}
	for _, p := range ix.People() {
		var b strings.Builder
		fmt.Fprintf(&b, "%s: %q met at %v, %d promises\n", p.Path, p.Name, ix.Place(p.Text("met_at")) != nil, len(p.Promises()))
		for _, q := range p.Promises() {
			fmt.Fprintf(&b, "  promise %+v of %s\n", *q.Promise, q.Note.Path)
		}
		for _, l := range p.Lines() {
			fmt.Fprintf(&b, "  %s:%d %+v with %v at %q\n", l.Note.Path, l.Line, *l.Entry, l.Others(p), l.Places)
			for _, t := range p.Twins(l) {
				fmt.Fprintf(&b, "    also %s:%d\n", t.Note.Path, t.Line)
			}
		}
		for _, m := range p.MetBullets() {
			fmt.Fprintf(&b, "  met %s, %s:%d\n", m.Event.Path, m.Meeting.Note.Path, m.Meeting.Line)
		}
		out[p.Path] = b.String()
	}
	for _, e := range ix.Events() {
		out[e.Path] = fmt.Sprintf("%s: %s to %s, goals %q\n", e.Path, e.Start, e.End, e.List("goals"))
		for _, q := range e.Promises() {
			out[e.Path] += fmt.Sprintf("  promise %+v\n", *q.Promise)
		}
	}
	return out
}

func compare(t *testing.T, root string) {
	t.Helper()
	ix, err := Read(root)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := everything(ix), everything(reference(t, root)); got != want {
		t.Fatalf("%s: %s", root, firstDifference(got, want))
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(a, b string) string {
	got, want := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return "\ngot  " + got[i] + "\nwant " + want[i]
		}
	}
	return fmt.Sprintf("%d facts, want %d", len(got), len(want))
}

// TestReference holds the reader against the reference on the example folders,
// and on the folders that NETNOTES_FOLDERS names.
func TestReference(t *testing.T) {
	roots := append([]string{"../examples/network", "../examples/broken"}, filepath.SplitList(os.Getenv("NETNOTES_FOLDERS"))...)
	for _, root := range roots {
		compare(t, root)
	}
}

// history edits a folder at random: notes are written, cut short, appended to,
// renamed, removed, copied and damaged, and the settings as well.
type history struct {
	root   string
	random *rand.Rand
	step   int
}

func newHistory(t *testing.T, seed uint64) *history {
	t.Helper()
	h := &history{root: t.TempDir(), random: rand.New(rand.NewPCG(seed, 2))}
	if err := os.CopyFS(h.root, os.DirFS("../examples/network")); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *history) pick(list []string) string { return list[h.random.IntN(len(list))] }

func (h *history) notes() []string {
	var out []string
	_ = filepath.WalkDir(h.root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && disk.IsNote(d.Name()) {
			out = append(out, name)
		}
		return nil
	})
	return out
}

// edit makes one change.
func (h *history) edit(t *testing.T) {
	t.Helper()
	h.step++
	notes := h.notes()
	note := h.pick(notes)
	source, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(h.root, h.pick([]string{"contacts", "events", ".", "diary"}), h.pick([]string{"Nia Cole.md", "nia-cole.md", "Ada Park 2.md", "ada-park 2.md", "Quiet Harbour.md", "x.markdown", "é.md", "Today.md", ".hidden.md"}))
	lines := []string{"- 2026-09-14 email from [[Ada Park]]: x #got", "- [ ] call her due:2026-10-01", "## Log", "```", "> quoted", "%%", "aliases: [Nia, N. C.]", "---", "- 2026-13-01 met", "cadence: 6w", "\tcode", "- 2026-09-01 coffee with [[Nobody Here]] -> +6w", "- 2026-09-05 lunch with [[Quiet Harbour]]", "- 2026-09-06 call with [[Quiet Harbour]] and [[Ada Park]]", "  - [x] done", "name: Ada Park"}
	switch h.random.IntN(10) {
	case 9:
		source = regexp.MustCompile(`(?m)^org: .*`).ReplaceAll(source, []byte(h.pick([]string{"org: Quiet Harbour", "org: \"[[Fox Hollow]]\"", "org: Ada Park", "aliases: [Quiet Harbour]"})))
	case 0, 1, 2:
		source = append(source, h.pick(lines)+"\n"...)
	case 3:
		at := h.random.IntN(len(source) + 1)
		source = append(append(slices.Clone(source[:at]), "\n"+h.pick(lines)+"\n"...), source[at:]...)
	case 4:
		source = source[:h.random.IntN(len(source)+1)]
	case 5:
		if len(source) > 0 {
			source[h.random.IntN(len(source))] = byte("x\n-#[\"\xff"[h.random.IntN(7)])
		}
	case 6:
		note, source = fresh, []byte("---\ntype: contact\nmet: 2026-06-01\n---\n# Nia Cole\n\n## Log\n\n- 2026-09-02 call\n")
	case 7:
		if err := os.MkdirAll(filepath.Dir(fresh), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(note, fresh); err != nil {
			t.Fatal(err)
		}
		return
	case 8:
		if h.random.IntN(2) == 0 && len(notes) > 10 {
			_ = os.Remove(note)
			return
		}
		note, source = filepath.Join(h.root, disk.SettingsFile), []byte(h.pick([]string{"daily: 3\n", "exclude: [diary]\n", "default_tier: A\nbirthdays: true\n", "holidays: [2026-09-14]\n", "dayly: 3\n"}))
	}
	if err := os.MkdirAll(filepath.Dir(note), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(note, source, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHistories holds a folder read afresh, one that is watched and one that is
// asked by one program after the other against the reference after every edit
// of random histories. NETNOTES_HISTORIES says how many.
func TestHistories(t *testing.T) {
	histories := 2
	if n, err := strconv.Atoi(os.Getenv("NETNOTES_HISTORIES")); err == nil {
		histories = n
	}
	for seed := range uint64(histories) {
		h, memory := newHistory(t, seed), Memory{t.TempDir(), "b"}
		watching := OpenLive(h.root, Memory{}, time.Now)
		for range 20 {
			for range 1 + h.random.IntN(2) {
				h.edit(t)
			}
			now := rested()
			if h.random.IntN(10) == 0 {
				now = time.Now() // nothing is old enough to be trusted
			}
			want := everything(reference(t, h.root))
			anew := OpenLive(h.root, memory, func() time.Time { return now })
			for who, l := range map[string]*Live{"afresh": OpenLive(h.root, Memory{}, time.Now), "watching": watching, "anew": anew} {
				ix, err := l.Read()
				if err != nil {
					t.Fatal(err)
				}
				if got := everything(ix); got != want {
					t.Fatalf("seed %d, edit %d, %s: %s", seed, h.step, who, firstDifference(got, want))
				}
			}
			if h.random.IntN(3) > 0 {
				anew.Save()
			}
		}
	}
}
