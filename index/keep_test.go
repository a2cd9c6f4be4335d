package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"netnotes/index/disk"
	"netnotes/index/store"
)

// others are people of whom nothing is told.
func others() (out []string) {
	for _, name := range strings.Fields("di ed fay gus hal ivy jo kim lou max nia oda pip quinn ray sam tove uma") {
		out = append(out, "contacts/"+name+".md", "# "+name+"\n")
	}
	return out
}

// reads reads a folder as the next program does, and keeps it.
func reads(t *testing.T, root string, m Memory, now time.Time) string {
	t.Helper()
	l := OpenLive(root, m, func() time.Time { return now })
	ix, err := l.Read()
	if err != nil {
		t.Fatal(err)
	}
	l.Save()
	return everything(ix)
}

// keptFile is the file in which a folder is kept.
func keptFile(t *testing.T, m Memory) string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(m.Dir, "netnotes", "*"))
	if len(files) != 1 {
		t.Fatalf("kept are %v", files)
	}
	return files[0]
}

// TestDamagedStore gives a file that is cut short, longer, foreign, nonsense or
// has other bits: the answers are right.
func TestDamagedStore(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m := Memory{t.TempDir(), "b"}
	root := small(t, append([]string{"contacts/ada.md", "---\naliases: [A, B]\norg: Fox\n---\n# Ada\n\n- [ ] send it due:2026-01-09\n\n## Log\n\n- 2026-01-02 call with [[di]]\n", disk.SettingsFile, "daily: 3\n"}, others()...)...)
	want := everything(reference(t, root))
	if got := reads(t, root, m, rested()); got != want {
		t.Fatal(firstDifference(got, want))
	}
	file := keptFile(t, m)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v: %v", info.Mode(), err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(5, 6))
	for i := range 500 {
		text := bytes.Clone(whole)
		switch at := random.IntN(len(text)); i % 7 {
		case 0:
			text = text[:at]
		case 1:
			text[at] ^= 1 << random.IntN(8)
		case 2:
			for end := min(len(text), at+random.IntN(40)); at < end; at++ {
				text[at] = byte(random.IntN(256))
			}
		case 3:
			text = append(text[:at], text[random.IntN(len(text)):]...)
		case 4:
			text = []byte("SQLite format 3\x00" + string(text[:at]))
		case 5:
			for at := range text {
				text[at] = byte(random.IntN(256))
			}
		case 6: // a head of zeroes, or of ones
			head := text[sha256.Size+16:]
			for at := range head[:random.IntN(len(head))] {
				head[at] = byte(-(i & 1))
			}
		}
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := reads(t, root, m, rested()); got != want {
			t.Fatalf("damage %d: %s", i, firstDifference(got, want))
		}
	}
	if got := reads(t, root, Memory{m.Dir, "another build"}, rested()); got != want {
		t.Error(firstDifference(got, want))
	}
}

// TestForgedStore gives a file whose checksum is right and whose head is not: it
// is read or passed over, and nothing crashes.
func TestForgedStore(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m := Memory{t.TempDir(), "b"}
	root := small(t, append([]string{"contacts/ada.md", "---\naliases: [A, B]\norg: Fox\n---\n# Ada\n\n- [ ] send it due:2026-01-09\n\n## Log\n\n- 2026-01-02 call with [[di]]\n"}, others()...)...)
	reads(t, root, m, rested())
	file := keptFile(t, m)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const sum = sha256.Size + 8
	random := rand.New(rand.NewPCG(7, 8))
	for range 500 {
		text := bytes.Clone(whole)
		head := text[sum+8:]
		head = head[:binary.LittleEndian.Uint64(text[sha256.Size:])]
		for range 1 + random.IntN(4) {
			head[random.IntN(len(head))] ^= byte(1 + random.IntN(255))
		}
		binary.LittleEndian.PutUint32(text[sum:], store.Sum(head))
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		reads(t, root, m, rested())
	}
}

// TestStoreInTheWay has a FIFO, a folder and a link where the file should be.
func TestStoreInTheWay(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m, root := Memory{t.TempDir(), "b"}, small(t, others()...)
	want := reads(t, root, m, rested())
	file := keptFile(t, m)
	for name, put := range map[string]func() error{
		"a FIFO":   func() error { return exec.Command("mkfifo", file).Run() },
		"a folder": func() error { return os.Mkdir(file, 0o700) },
		"a link":   func() error { return os.Symlink("/dev/zero", file) },
	} {
		if err := errors.Join(os.RemoveAll(file), put()); err != nil {
			t.Fatal(err)
		}
		if got := reads(t, root, m, rested()); got != want {
			t.Errorf("%s: %s", name, firstDifference(got, want))
		}
	}
	inTheWay := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := reads(t, root, Memory{inTheWay, "b"}, rested()); got != want {
		t.Error("a folder for the file that is none")
	}
}

// TestStoreSees changes everything that an answer rests on, one thing at a time.
func TestStoreSees(t *testing.T) {
	write := func(file, text string) func(string) error {
		return func(root string) error { return os.WriteFile(filepath.Join(root, file), []byte(text), 0o644) }
	}
	for name, change := range map[string]func(root string) error{
		"a note":             write("contacts/a.md", "# B\n"),
		"a new note":         write("contacts/deep/b.md", "# B\n"),
		"new settings":       write("netnotes.yaml", "daily: 3\nnonsense: 4\n"),
		"a note that is no":  write("contacts/a.md", "a\x00b"),
		"a removed note":     func(root string) error { return os.Remove(filepath.Join(root, "contacts/a.md")) },
		"a note's rights":    func(root string) error { return os.Chmod(filepath.Join(root, "contacts/a.md"), 0o600) },
		"a folder's rights":  func(root string) error { return os.Chmod(filepath.Join(root, "contacts/deep"), 0) },
		"a link that leaves": func(root string) error { return os.Symlink("/etc/hostname", filepath.Join(root, "contacts/b.md")) },
		"a copy":             write("contacts/a (conflicted copy 2026-01-01).md", "# A\n"),
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
			m, root := Memory{t.TempDir(), "b"}, small(t, append([]string{"contacts/a.md", "# A\n", "contacts/deep/c.md", "# C\n"}, others()...)...)
			reads(t, root, m, rested())
			time.Sleep(20 * time.Millisecond) // the grain of the coarsest clock
			if err := change(root); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "contacts/deep"), 0o700) })
			ix, err := Read(root)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if got, want := reads(t, root, m, rested()), everything(ix); got != want {
					t.Error(firstDifference(got, want))
				}
			}
		})
	}
}

// TestStoreHeals writes many notes just before they are kept: the next time
// they are kept for good.
func TestStoreHeals(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m, root := Memory{t.TempDir(), "b"}, small(t, append(others(), others()...)...)
	reads(t, root, m, rested())
	later := time.Now().Add(time.Hour)
	for i, files := 0, others(); i < len(files); i += 2 {
		name := filepath.Join(root, files[i])
		if err := errors.Join(os.WriteFile(name, []byte(files[i+1]+"\nhello\n"), 0o644), os.Chtimes(name, later, later)); err != nil {
			t.Fatal(err)
		}
	}
	reads(t, root, m, later)
	reads(t, root, m, later.Add(time.Minute))
	l := OpenLive(root, m, rested)
	for _, n := range l.notes {
		if n.stamp == (disk.Stamp{}) {
			t.Fatalf("%s is still not trusted", n.path)
		}
	}
}

// TestStoreRests lets a program that runs on take what it read from the file: it
// says the same, and sees what changes from then on.
func TestStoreRests(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	m, root := Memory{t.TempDir(), "b"}, small(t, append(others(), "contacts/a.md", "# A\n\n- 2026-01-02 call with [[di]]\n")...)
	l := OpenLive(root, m, rested)
	same := func() {
		t.Helper()
		ix, err := l.Index()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := everything(ix), everything(reference(t, root)); got != want {
			t.Fatal(firstDifference(got, want))
		}
	}
	if _, err := l.Refresh(); err != nil {
		t.Fatal(err)
	}
	same()
	l.Save()
	if l.index != nil || l.keeper.file == nil {
		t.Error("what was read is still held")
	}
	same()
	if err := os.WriteFile(filepath.Join(root, "contacts", "a.md"), []byte("# Aa\n\n- 2026-01-03 call with [[ed]]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if s, err := l.Refresh("contacts/a.md"); err != nil || len(s.Changed) != 1 {
		t.Errorf("seen is %v: %v", s.Changed, err)
	}
	same()
}

// TestStoreTogether reads and keeps from many sides while the folder changes.
func TestStoreTogether(t *testing.T) {
	m, root := Memory{t.TempDir(), "b"}, small(t, append(others(), "contacts/a.md", "# A\n")...)
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := range 200 {
			_ = os.WriteFile(filepath.Join(root, "contacts", "a.md"), bytes.Repeat([]byte("# A\n"), 1+i%3), 0o644)
		}
	})
	for range 4 {
		wait.Go(func() {
			for range 20 {
				l := OpenLive(root, m, rested)
				if ix, err := l.Read(); err != nil || !strings.Contains(everything(ix), "contacts/a.md: contact") {
					t.Error("the folder is not there: ", err)
				}
				l.Save()
			}
		})
	}
	wait.Wait()
	if left, _ := filepath.Glob(filepath.Join(m.Dir, "netnotes", "new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if got, want := reads(t, root, m, time.Now()), everything(reference(t, root)); got != want {
		t.Error(firstDifference(got, want))
	}
}
