package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// others are people of whom nothing is told, so that a change concerns a few.
func others() []string {
	var out []string
	for _, name := range []string{"di", "ed", "fay", "gus", "hal", "ivy", "jo", "kim"} {
		out = append(out, "contacts/"+name+".md", "# "+name+"\n")
	}
	return out
}

// truth is what the reference tells of everybody.
func truth(t *testing.T, root string) (out []string) {
	t.Helper()
	told := stories(reference(t, root))
	for _, path := range slices.Sorted(maps.Keys(told)) {
		out = append(out, told[path])
	}
	return out
}

// tells compares what a folder tells with a list.
func tells(t *testing.T, l *Live, when string, want []string) {
	t.Helper()
	got, err := l.Gather("story", stories)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", when, firstDifference(got, want), firstDifference(want, got))
	}
}

// TestConflictCopies takes a note away and puts it back, beside which a copy
// stands: what is a note, and of whom it tells, depends on the other.
func TestConflictCopies(t *testing.T) {
	for name, files := range map[string][]string{
		"nobody names it": {"contacts/ada.md", "# Ada\n", "contacts/ada 2.md", "## Log\n\n- 2026-01-02 call\n"},
		"its organisation makes a link a place": {"contacts/ada.md", "# Ada\n", "contacts/ada 2.md", "---\norg: Fox Hollow\n---\n",
			"contacts/bo.md", "# Bo\n\n## Log\n\n- 2026-03-04 call with [[Fox Hollow]] and [[Cy]]\n", "contacts/cy.md", "# Cy\n", "fox.md", "---\ntype: other\nname: Fox Hollow\n---\n"},
		"the other is a template": {"contacts/ada.md", "---\ntype: contact\nname: \"{{name}}\"\n---\n", "contacts/ada 2.md", "## Log\n\n- 2026-01-02 call\n"},
	} {
		t.Run(name, func(t *testing.T) {
			memory, root := Memory{t.TempDir(), "b"}, small(t, append(files, others()...)...)
			note, away := filepath.Join(root, "contacts", "ada.md"), filepath.Join(root, "ada.txt")
			for _, change := range []func() error{func() error { return nil }, func() error { return os.Rename(note, away) }, func() error { return os.Rename(away, note) }} {
				if err := change(); err != nil {
					t.Fatal(err)
				}
				l := OpenLive(root, memory, rested)
				tells(t, l, "after a change", truth(t, root))
				l.Keep("all", "said")
			}
		})
	}
}

// TestHalfWritten cuts a note short that names somebody whose own note changes
// as well: until half a second is over the old reading stands for both, and then
// what is there.
func TestHalfWritten(t *testing.T) {
	ada := "# Ada\n\n## Log\n\n- 2026-01-02 call with [[Bo]]\n"
	for name, after := range map[string]string{"written again as it was": ada, "written otherwise": "# Ada\n", "left empty": ""} {
		t.Run(name, func(t *testing.T) {
			root := small(t, append([]string{"contacts/ada.md", ada, "contacts/bo.md", "# Bo\n"}, others()...)...)
			now := time.Now()
			l := OpenLive(root, Memory{}, func() time.Time { return now })
			write := func(file, text string) {
				t.Helper()
				if err := os.WriteFile(filepath.Join(root, file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			look := func(files ...string) bool {
				t.Helper()
				s, err := l.Refresh(files...)
				if err != nil {
					t.Fatal(err)
				}
				return s.Again
			}
			look()
			old := truth(t, root)
			tells(t, l, "at first", old)
			write("contacts/bo.md", "# Bo\n\nhello\n")
			write("contacts/ada.md", "")
			if !look("contacts/ada.md", "contacts/bo.md") || !look("contacts/di.md") {
				t.Fatal("an empty note is believed at once")
			}
			tells(t, l, "while it is written", old)
			write("contacts/ada.md", after)
			now = now.Add(doubtWait)
			if look("contacts/ada.md") {
				t.Error("doubted for longer than half a second")
			}
			tells(t, l, "in the end", truth(t, root))
		})
	}
}

// TestEmptySettingsRemoved goes on remembering where an empty file of settings
// was and is not any more.
func TestEmptySettingsRemoved(t *testing.T) {
	if !stampsTell {
		t.Skip("nothing is remembered on this system")
	}
	memory, root := Memory{t.TempDir(), "b"}, small(t, append([]string{SettingsFile, ""}, others()...)...)
	tells(t, OpenLive(root, memory, rested), "at first", truth(t, root))
	if err := os.Remove(filepath.Join(root, SettingsFile)); err != nil {
		t.Fatal(err)
	}
	l := OpenLive(root, memory, rested)
	tells(t, l, "without settings", truth(t, root))
	l.Keep("all", "said")
	if _, ok := OpenLive(root, memory, rested).Recall("all"); !ok {
		t.Error("nothing is remembered any more")
	}
}

// TestHostileCache gives files to be read that are nonsense under right
// checksums: no panic, and no more memory than the file is large for.
func TestHostileCache(t *testing.T) {
	if !stampsTell {
		t.Skip("nothing is remembered on this system")
	}
	dir := t.TempDir()
	memory, root := Memory{dir, "b"}, small(t, append([]string{"contacts/ada.md", "---\naliases: [A, B]\norg: Fox\n---\n# Ada\n\n## Log\n\n- 2026-01-02 call with [[di]]\n", SettingsFile, "daily: 3\n"}, others()...)...)
	l := OpenLive(root, memory, rested)
	tells(t, l, "at first", truth(t, root))
	l.Keep("all", "said")
	files, _ := filepath.Glob(filepath.Join(dir, "netnotes", "*"))
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	looks := int(binary.LittleEndian.Uint64(whole[sha256.Size:]))
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		text := bytes.Clone(whole)
		for range 1 + random.IntN(6) {
			at := cacheHead + random.IntN(len(text)-cacheHead)
			for end := at + 1 + 6*random.IntN(2); at < min(end, len(text)); at++ {
				text[at] = []byte{0, 0xff, 0x7f, 0x80, byte(random.IntN(256))}[random.IntN(5)]
			}
		}
		sums := text[sha256.Size+16:]
		binary.LittleEndian.PutUint32(sums, checksum(text[cacheHead:cacheHead+looks]))
		binary.LittleEndian.PutUint32(sums[4:], checksum(text[cacheHead+looks:]))
		if err := os.WriteFile(files[0], text, 0o600); err != nil {
			t.Fatal(err)
		}
		l := OpenLive(root, memory, rested)
		l.Recall("all")
		l.DayStarts()
		if names, err := l.Names(""); err == nil {
			for range names {
			}
		}
		if _, err := l.Gather("story", stories); err != nil {
			t.Fatal(err)
		}
		l.About([]string{"ada"}, []string{"di"})
		l.Holding([]string{"call"})
	}
}
