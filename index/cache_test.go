package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"netnotes/parse"
)

// rested is a moment at which everything just written has rested.
func rested() time.Time { return time.Now().Add(5 * time.Second) }

// ask asks what a folder holds, and reads the folder where the answer is not
// remembered.
func ask(t *testing.T, dir, root, build string, now time.Time) (said string, remembered bool) {
	t.Helper()
	l := OpenLive(root, Memory{dir, build}, func() time.Time { return now })
	if text, ok := l.Recall("all"); ok {
		return text, true
	}
	ix, err := l.Read()
	if err != nil {
		t.Fatal(err)
	}
	said = everything(ix)
	l.Keep("all", said)
	return said, false
}

func small(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i+1 < len(files); i += 2 {
		name := filepath.Join(root, files[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// TestCacheHistories asks twice after every edit of random histories: the
// answers are those of a folder read afresh, and the second is remembered.
func TestCacheHistories(t *testing.T) {
	if !stampsTell {
		t.Skip("nothing is remembered on this system")
	}
	dir := t.TempDir()
	h := newHistory(t, 77)
	for range 15 {
		h.edit(t)
		h.age(t)
		want := everything(reference(t, h.root))
		for again := range 2 {
			got, remembered := ask(t, dir, h.root, "b", rested())
			if got != want {
				t.Fatalf("edit %d, asked %d times before: another answer than from a folder read afresh", h.step, again)
			}
			if again == 1 && !remembered {
				t.Fatalf("edit %d: nothing was remembered", h.step)
			}
		}
	}
}

// TestGatherHistories tells everybody's story after every edit of random
// histories: from what is kept and laid over it, it is that of a folder read
// afresh; and so is what is known about one person alone.
func TestGatherHistories(t *testing.T) {
	histories := 3
	if n, err := strconv.Atoi(os.Getenv("NETNOTES_HISTORIES")); err == nil {
		histories = n
	}
	for seed := range uint64(histories) {
		memory := Memory{t.TempDir(), "b"}
		h := newHistory(t, 1000+seed)
		for range 40 {
			for range 1 + h.random.IntN(3) {
				h.edit(t)
			}
			now := rested()
			if h.random.IntN(10) == 0 {
				now = time.Now() // nothing is old enough to be trusted
			}
			l := OpenLive(h.root, memory, func() time.Time { return now })
			if h.random.IntN(4) == 0 { // as another command does
				if _, err := l.Read(); err != nil {
					t.Fatal(err)
				}
				l.Keep("whole", "said")
				l = OpenLive(h.root, memory, func() time.Time { return now })
			}
			got, err := l.Gather("story", stories)
			if err != nil {
				t.Fatal(err)
			}
			whole := reference(t, h.root)
			told := stories(whole)
			var want []string
			for _, path := range slices.Sorted(maps.Keys(told)) {
				want = append(want, told[path])
			}
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d, edit %d: another story than of a folder read afresh:\n%s\nwant\n%s", seed, h.step, firstDifference(got, want), firstDifference(want, got))
			}
			h.aboutOne(t, l, whole, told)
			h.holding(t, l, whole)
			if h.random.IntN(3) > 0 {
				l.overlay = overlays // as after many changes
				l.Keep("all", "said")
			}
		}
	}
}

func firstDifference(a, b []string) string {
	for i, text := range a {
		if i == len(b) || text != b[i] {
			return text
		}
	}
	return ""
}

// aboutOne asks about somebody by some name.
func (h *history) aboutOne(t *testing.T, l *Live, whole *Index, told map[string]string) {
	t.Helper()
	p := whole.People[h.random.IntN(len(whole.People))]
	for _, name := range []string{p.Name, p.Path, strings.ToLower(p.Name[:min(4, len(p.Name))])} {
		accept := func(n *parse.Note) bool { return n.Kind == parse.ContactNote }
		ix := l.About([]string{name}, []string{"Bo Lindqvist", "fox hollow"})
		if ix == nil {
			continue
		}
		want, got := whole.Resolve(name, accept), ix.Resolve(name, accept)
		if !slices.EqualFunc(want, got, func(a, b *parse.Note) bool { return a.Path == b.Path && a.Name == b.Name }) {
			t.Fatalf("%q means %d notes, want %d", name, len(got), len(want))
		}
		if len(got) == 1 && stories(ix)[got[0].Path] != told[got[0].Path] {
			t.Fatalf("about %q:\n%s\nwant\n%s", name, stories(ix)[got[0].Path], told[got[0].Path])
		}
	}
}

// holding asks in whose notes a word stands.
func (h *history) holding(t *testing.T, l *Live, whole *Index) {
	t.Helper()
	q, err := ParseQuery([]string{h.pick([]string{"PRESERVATION", "é", "Nia cole", "library", "coffee call", "ada-park", "storage"})})
	if err != nil {
		t.Fatal(err)
	}
	words, _ := q.Words()
	ix := l.Holding(words)
	if ix == nil {
		return
	}
	matching := func(ix *Index) (out []string) {
		for _, p := range ix.People {
			if ix.Match(q, p.Note, nil, parse.Date{}) {
				out = append(out, p.Path)
			}
		}
		return out
	}
	if got, want := matching(ix), matching(whole); !slices.Equal(got, want) {
		t.Fatalf("%q stands in %q, want %q", words, got, want)
	}
}

// age gives what a clock without grain would: no two edits the same time.
func (h *history) age(t *testing.T) {
	t.Helper()
	at := time.Date(2026, 1, 1, 0, 0, h.step, 0, time.UTC)
	_ = filepath.WalkDir(h.root, func(name string, d os.DirEntry, err error) error {
		if info, err := d.Info(); err == nil && time.Since(info.ModTime()) < time.Hour {
			err = os.Chtimes(name, at, at)
			if err != nil {
				t.Fatal(err)
			}
		}
		return err
	})
}

// TestCacheIsNeverStale rewrites a note with the same size again and again, as
// fast as it can be read: whatever the grain of the clock, no answer is old.
func TestCacheIsNeverStale(t *testing.T) {
	dir, root := t.TempDir(), small(t, "contacts/a.md", "# A 000\n")
	note := filepath.Join(root, "contacts", "a.md")
	for i := range 500 {
		text := "# A " + string([]byte{byte('0' + i/100), byte('0' + i/10%10), byte('0' + i%10)}) + "\n"
		if err := os.WriteFile(note, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, _ := ask(t, dir, root, "b", time.Now()); !strings.Contains(said, text[2:7]) {
			t.Fatalf("after %q: %s", text, said)
		}
	}
}

// TestSettled is the rule on a simulated clock: a stamp is trusted only when it
// was two seconds old at the moment of reading, for then no later change can
// have the same.
func TestSettled(t *testing.T) {
	written := time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)
	var s stamp
	if s.settled(written) {
		t.Error("an unknown stamp is trusted")
	}
	s.modified = written.UnixNano()
	for after, want := range map[time.Duration]bool{-time.Hour: false, 0: false, time.Second: false, 2 * time.Second: false, 3 * time.Second: true, time.Hour: true} {
		if s.settled(written.Add(after)) != want {
			t.Errorf("%s after it was written: trusted is %v", after, !want)
		}
	}
}

// TestCacheWaits keeps nothing of a folder that has just changed.
func TestCacheWaits(t *testing.T) {
	dir, root := t.TempDir(), small(t, "contacts/a.md", "# A\n")
	for range 3 {
		if _, remembered := ask(t, dir, root, "b", time.Now()); remembered {
			t.Fatal("remembered what may still change unseen")
		}
	}
}

// TestCacheSees changes everything an answer rests on, one thing at a time.
func TestCacheSees(t *testing.T) {
	if !stampsTell {
		t.Skip("nothing is remembered on this system")
	}
	write := func(file, text string) func(string) error {
		return func(root string) error { return os.WriteFile(filepath.Join(root, file), []byte(text), 0o644) }
	}
	for name, change := range map[string]func(root string) error{
		"a note":          write("contacts/a.md", "# B\n"),
		"a new note":      write("contacts/deep/b.md", "# B\n"),
		"new settings":    write("netnotes.yaml", "daily: 3\n"),
		"a removed note":  func(root string) error { return os.Remove(filepath.Join(root, "contacts/a.md")) },
		"a note's rights": func(root string) error { return os.Chmod(filepath.Join(root, "contacts/a.md"), 0o600) },
		"a folder renamed": func(root string) error {
			return os.Rename(filepath.Join(root, "contacts/deep"), filepath.Join(root, "contacts/deeper"))
		},
		"the same name and time, another file": func(root string) error {
			name := filepath.Join(root, "contacts/a.md")
			info, err := os.Stat(name)
			return errors.Join(err, os.WriteFile(name+".new", []byte("# Z\n"), 0o644), os.Chtimes(name+".new", info.ModTime(), info.ModTime()), os.Rename(name+".new", name))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, root := t.TempDir(), small(t, "contacts/a.md", "# A\n", "contacts/deep/c.md", "# C\n")
			ask(t, dir, root, "b", rested())
			if _, remembered := ask(t, dir, root, "b", rested()); !remembered {
				t.Fatal("nothing was remembered")
			}
			time.Sleep(20 * time.Millisecond) // the grain of the coarsest clock
			if err := change(root); err != nil {
				t.Fatal(err)
			}
			said, remembered := ask(t, dir, root, "b", rested())
			if remembered || said != everything(reference(t, root)) {
				t.Errorf("remembered: %v\n%s", remembered, said)
			}
		})
	}
}

// TestCacheDamaged gives right answers whatever the file of the cache holds.
func TestCacheDamaged(t *testing.T) {
	if !stampsTell {
		t.Skip("nothing is remembered on this system")
	}
	dir, root := t.TempDir(), small(t, "contacts/a.md", "# A\n")
	want, _ := ask(t, dir, root, "b", rested())
	files, _ := filepath.Glob(filepath.Join(dir, "netnotes", "*"))
	if len(files) != 1 {
		t.Fatalf("the files of the cache: %v", files)
	}
	if info, err := os.Stat(files[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the cache is %v: %v", info.Mode(), err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	damaged := map[string][]byte{"empty": {}, "foreign": []byte("SQLite format 3\x00"), "longer": append(bytes.Clone(whole), 0)}
	looks := cacheHead + int(binary.LittleEndian.Uint64(whole[sha256.Size:])) // behind them, what an answer does not rest on
	for i := 0; i < len(whole); i += 1 + len(whole)/40 {
		damaged["cut short"] = whole[:i]
		other := bytes.Clone(whole)
		other[i] ^= 4
		damaged["another bit"] = other
		for what, data := range damaged {
			if err := os.WriteFile(files[0], data, 0o600); err != nil {
				t.Fatal(err)
			}
			if said, remembered := ask(t, dir, root, "b", rested()); said != want || remembered && (i < looks || what != "another bit") {
				t.Fatalf("%s at %d: remembered %v\n%s", what, i, remembered, said)
			}
		}
	}
	if said, remembered := ask(t, dir, root, "b", rested()); said != want || !remembered {
		t.Error("the cache did not mend")
	}
	if said, remembered := ask(t, dir, root, "another build", rested()); said != want || remembered {
		t.Errorf("what another build said is remembered: %v", remembered)
	}
}

// TestCacheElsewhere gives right answers where nothing can be kept, and keeps
// the folders apart.
func TestCacheElsewhere(t *testing.T) {
	one, two := small(t, "contacts/a.md", "# A\n"), small(t, "contacts/a.md", "# B\n")
	dir := t.TempDir()
	for range 2 {
		for _, root := range []string{one, two} {
			if said, _ := ask(t, dir, root, "b", rested()); said != everything(reference(t, root)) {
				t.Errorf("of %s: %s", root, said)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if said, remembered := ask(t, file, one, "b", rested()); said != everything(reference(t, one)) || remembered {
			t.Error("a folder for the cache that is none")
		}
	}
}

// TestCacheTogether asks from many sides at once while the folder changes.
func TestCacheTogether(t *testing.T) {
	dir, root := t.TempDir(), small(t, "contacts/a.md", "# A\n")
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range 200 {
			_ = os.WriteFile(filepath.Join(root, "contacts", "a.md"), bytes.Repeat([]byte("# A\n"), 1+i%3), 0o644)
		}
	})
	for range 4 {
		wait.Go(func() {
			for range 20 {
				if said, _ := ask(t, dir, root, "b", rested()); !strings.Contains(said, "contacts/a.md: contact") {
					t.Errorf("said %q", said)
				}
			}
		})
	}
	wait.Wait()
	left, _ := filepath.Glob(filepath.Join(dir, "netnotes", "new-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestCacheLimit drops the oldest answers and keeps the newest.
func TestCacheLimit(t *testing.T) {
	var answers []answer
	for i := range 5 {
		answers = append(answers, answer{fmt.Sprint(i), strings.Repeat("x", answersAtLeast/3)})
	}
	if answers = limit(answers, 0); len(answers) != 2 || answers[1].question != "4" {
		t.Errorf("%d answers are left", len(answers))
	}
	if len(limit([]answer{{"", strings.Repeat("x", answersAtLeast+1)}}, 0)) > 0 {
		t.Error("an answer beyond the limit is kept")
	}
}

// BenchmarkRecall answers from memory about the practice network, or about the
// folder that NETNOTES_BENCH names.
func BenchmarkRecall(b *testing.B) {
	root := os.Getenv("NETNOTES_BENCH")
	if root == "" {
		root = "../examples/network"
	}
	memory := Memory{b.TempDir(), "b"}
	l := OpenLive(root, memory, rested)
	if _, err := l.Read(); err != nil {
		b.Fatal(err)
	}
	l.Keep("due", "nothing due")
	for b.Loop() {
		if _, ok := OpenLive(root, memory, rested).Recall("due"); !ok {
			b.Fatal("nothing is remembered")
		}
	}
}

// TestGatherCopies takes a note away of which a conflict copy stands beside it:
// then the copy is the person.
func TestGatherCopies(t *testing.T) {
	memory, root := Memory{t.TempDir(), "b"}, small(t, "contacts/ada.md", "# Ada\n", "contacts/ada 2.md", "## Log\n\n- 2026-01-02 call\n",
		"contacts/bo.md", "# Bo\n\n## Log\n\n- 2026-03-04 lunch with [[ada 2]]\n", "contacts/cy.md", "# Cy\n", "contacts/di.md", "# Di\n", "contacts/ed.md", "# Ed\n", "contacts/fay.md", "# Fay\n")
	for _, change := range []func() error{
		func() error { return nil },
		func() error { return os.Rename(filepath.Join(root, "contacts/ada.md"), filepath.Join(root, "ada.txt")) },
		func() error { return os.Rename(filepath.Join(root, "ada.txt"), filepath.Join(root, "contacts/ada.md")) },
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		l := OpenLive(root, memory, rested)
		got, err := l.Gather("story", stories)
		if err != nil {
			t.Fatal(err)
		}
		l.Keep("all", "said")
		told := stories(reference(t, root))
		for i, path := range slices.Sorted(maps.Keys(told)) {
			if i >= len(got) || got[i] != told[path] {
				t.Errorf("%q, want %q", got, told[path])
			}
		}
	}
}
