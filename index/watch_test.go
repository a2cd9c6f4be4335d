package index

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"netnotes/index/disk"
)

// watched is a folder under watch.
type watched struct {
	t    *testing.T
	root string
	live *Live
	out  <-chan Snapshot
}

// watchFolder watches a new folder. It lies beside the tests and not in the
// folder for temporary files, where editors save in another way.
func watchFolder(t *testing.T, poll bool) *watched {
	t.Helper()
	root, err := os.MkdirTemp(".", "watched-")
	if err != nil {
		t.Fatal(err)
	}
	if root, err = filepath.Abs(root); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	w := &watched{t: t, root: root}
	w.write("netnotes.yaml", "")
	w.write("people/ed.md", note("2030-01-01"))
	ctx, stop := context.WithCancel(context.Background())
	w.live = OpenLive(root, Memory{}, time.Now)
	if w.out, err = w.live.Watch(ctx, poll); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		for range w.out {
		}
	})
	<-w.out
	return w
}

func note(next string) string { return "---\nname: Ed\nnext: " + next + "\n---\n\n- x\n" }

func (w *watched) write(file, text string) {
	w.t.Helper()
	name := filepath.Join(w.root, file)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// until waits for an answer that satisfies ok.
func (w *watched) until(what string, ok func(*Live) bool) {
	w.t.Helper()
	deadline := time.After(20 * time.Second)
	for !ok(w.live) {
		select {
		case <-w.out:
		case <-deadline:
			w.t.Fatalf("%s was never seen; the folder holds %s", what, strings.Join(paths(w.live), " "))
		}
	}
}

func paths(l *Live) (out []string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, n := range l.notes {
		out = append(out, n.path)
	}
	return out
}

// holds reports whether the newest reading of a file is of the bytes that it
// has now, and whether these hold a text.
func (w *watched) holds(file, text string) bool {
	w.live.mutex.Lock()
	defer w.live.mutex.Unlock()
	source, err := os.ReadFile(filepath.Join(w.root, file))
	i, there := w.live.NoteAt(file)
	return err == nil && there && bytes.Equal(w.live.notes[i].note.Source(), source) && strings.Contains(string(source), text)
}

// equalsFresh reports whether a folder that was watched is known as one that is
// read afresh.
func equalsFresh(t *testing.T, root string, l *Live) bool {
	t.Helper()
	ix, err := l.Index()
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := Read(root)
	if err != nil {
		t.Fatal(err)
	}
	return everything(ix) == everything(fresh)
}

// TestWatchEditors saves a note as real programs do.
func TestWatchEditors(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the programs are those of Unix")
	}
	edit := func(script string) string { return strings.ReplaceAll(script, "EDIT", "s/next: .*/next: NEW/") }
	for _, c := range []struct{ name, program, script string }{
		{"vim", "vim", "vim -Nu NONE -es --cmd 'set backupcopy=auto writebackup' -c '%EDIT' -c wq $F"},
		{"vim copies", "vim", "vim -Nu NONE -es --cmd 'set backupcopy=yes writebackup' -c '%EDIT' -c wq $F"},
		{"vim renames", "vim", "vim -Nu NONE -es --cmd 'set backupcopy=no writebackup' -c '%EDIT' -c wq $F"},
		{"neovim", "nvim", "nvim --headless -u NONE -c '%EDIT' -c wq $F"},
		{"emacs", "emacs", `emacs -Q --batch $F --eval '(progn (re-search-forward "next: .*") (replace-match "next: NEW") (save-buffer))'`},
		// In nano: cut the third line, type it anew, write, leave.
		{"nano", "nano", `type script >/dev/null || { cp $F $F.x; sed 'EDIT' $F.x > $F; rm $F.x; exit; }
			(sleep .5; printf '\013next: NEW\r'; sleep .2; printf '\017'; sleep .3; printf '\r'; sleep .3; printf '\030'; sleep .2) | TERM=xterm script -qec "nano -I +3,1 $F" /dev/null >/dev/null`},
		{"ed", "ed", `printf ',EDIT\nw\nq\n' | ed -s $F`},
		{"sed -i", "sed", "sed -i 'EDIT' $F"},
		{"perl -i", "perl", "perl -i -pe 'EDIT' $F"},
		{"sponge", "sponge", "sed 'EDIT' $F | sponge $F"},
		{"truncate and write", "sed", "sed 'EDIT' $F > $F.x; cat $F.x > $F; rm $F.x"},
		{"mv", "sed", "sed 'EDIT' $F > $F.x; mv $F.x $F"},
		{"rsync", "rsync", "sed 'EDIT' $F > ../.rsync.md; rsync -c ../.rsync.md $F; rm ../.rsync.md"},
		{"git checkout", "git", "git init -q . && git add -A && git -c user.name=t -c user.email=t@t.example commit -qm a && sed -i 'EDIT' $F && git -c user.name=t -c user.email=t@t.example commit -qam b && git checkout -q HEAD~1 && git checkout -q -"},
		{"in three slow pieces", "sh", `v=$(sed 'EDIT' $F); : > $F; sleep 0.4; printf '%.12s' "$v" > $F; sleep 0.4; printf '%s\n' "$v" > $F`},
		{"same size, same time", "touch", "touch -r $F ../.stamp; sed -i 'EDIT' $F; touch -r ../.stamp $F; rm ../.stamp"},
		{"folder renamed and back", "mv", "sed -i 'EDIT' $F; mv people people2; mv people2 people"},
		{"folder replaced", "cp", "cp -r people people2; sed -i 'EDIT' people2/ed.md; rm -r people; mv people2 people"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(c.program); err != nil {
				t.Skipf("%s is not installed", c.program)
			}
			w := watchFolder(t, false)
			soon, stop := context.WithTimeout(context.Background(), 20*time.Second)
			defer stop()
			cmd := exec.CommandContext(soon, "sh", "-c", strings.ReplaceAll(edit(c.script), "NEW", "2031-02-03"))
			cmd.Dir = w.root
			cmd.Env = append(os.Environ(), "F=people/ed.md")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			w.until("the edit", func(*Live) bool { return w.holds("people/ed.md", "2031-02-03") })
			w.until("the folder as it is", func(l *Live) bool { return equalsFresh(t, w.root, l) })
		})
	}
}

// TestWatchNewFolders makes many folders in folders at once, of which some give
// no event.
func TestWatchNewFolders(t *testing.T) {
	w := watchFolder(t, false)
	dir := ""
	for i := range 50 {
		dir = filepath.Join(dir, fmt.Sprint("f", i))
		w.write(filepath.Join(dir, fmt.Sprint("note", i, ".md")), note("2031-01-01"))
	}
	w.until("50 nested folders", func(l *Live) bool { return len(paths(l)) == 51 })
	w.write(filepath.Join(dir, "note49.md"), note("2032-01-01"))
	w.until("an edit in the innermost", func(*Live) bool {
		return w.holds(filepath.ToSlash(filepath.Join(dir, "note49.md")), "2032-01-01")
	})
}

// TestWatchMovedFolders moves a folder with others in it: what happens in these
// afterwards is seen, under their new names.
func TestWatchMovedFolders(t *testing.T) {
	w := watchFolder(t, false)
	w.write("people/team/sub/al.md", note("2031-01-01"))
	w.until("a note in new folders", func(*Live) bool { return w.holds("people/team/sub/al.md", "2031-01-01") })
	if err := os.Rename(filepath.Join(w.root, "people"), filepath.Join(w.root, "folks")); err != nil {
		t.Fatal(err)
	}
	w.until("the folders moved", func(*Live) bool { return w.holds("folks/team/sub/al.md", "2031-01-01") })
	w.write("folks/team/sub/al.md", note("2032-01-01"))
	w.until("an edit in a folder of a moved folder", func(*Live) bool { return w.holds("folks/team/sub/al.md", "2032-01-01") })
}

// TestWatchMovedIn moves a full folder in, which gives one event for all of it.
func TestWatchMovedIn(t *testing.T) {
	files := 2000
	if os.Getenv("NETNOTES_LONG") != "" {
		files = 30_000
	}
	w := watchFolder(t, false)
	outside, err := os.MkdirTemp(".", "watched-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(outside)
	for i := range files {
		if err := os.WriteFile(filepath.Join(outside, fmt.Sprint(i, ".md")), []byte(note("2031-01-01")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(outside, filepath.Join(w.root, "moved")); err != nil {
		t.Fatal(err)
	}
	w.until("the folder moved in", func(l *Live) bool { return len(paths(l)) == files+1 })
}

// TestWatchStorm edits at random and at speed: at rest the index is what a new
// reading gives.
func TestWatchStorm(t *testing.T) {
	edits := 400
	if os.Getenv("NETNOTES_LONG") != "" {
		edits = 10_000
	}
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll ", poll), func(t *testing.T) {
			t.Parallel()
			w := watchFolder(t, poll)
			before := runtime.NumGoroutine()
			seed := time.Now().UnixNano()
			t.Logf("seed %d", seed)
			random := rand.New(rand.NewSource(seed))
			for i := range edits {
				name := fmt.Sprintf("d%d/n%d.md", random.Intn(5), random.Intn(20))
				full := filepath.Join(w.root, name)
				switch random.Intn(6) {
				case 0:
					os.Remove(full)
				case 1:
					os.Rename(full, filepath.Join(w.root, fmt.Sprintf("d%d/n%d.md", random.Intn(5), random.Intn(20))))
				case 2:
					if random.Intn(10) == 0 {
						os.Rename(filepath.Dir(full), filepath.Join(w.root, fmt.Sprintf("d%d", random.Intn(9))))
						continue
					}
					fallthrough
				default:
					w.write(name, note(fmt.Sprintf("20%02d-01-01", i%90+10)))
				}
			}
			w.until("the folder at rest", func(l *Live) bool { return equalsFresh(t, w.root, l) })
			if now := runtime.NumGoroutine(); now > before+50 {
				t.Errorf("%d goroutines, %d before", now, before)
			}
		})
	}
}

// TestWatchEmptyFolder takes every note away, as an unmounted disk does: the
// last answer stands, with a word about it.
func TestWatchEmptyFolder(t *testing.T) {
	w := watchFolder(t, false)
	if err := os.Rename(filepath.Join(w.root, "people"), filepath.Join(w.root, ".gone")); err != nil {
		t.Fatal(err)
	}
	s := <-w.out
	if n := len(paths(w.live)); n != 1 || s.Notice == "" {
		t.Fatalf("%d notes, notice %q", n, s.Notice)
	}
	select {
	case s := <-w.out:
		t.Errorf("said again: %q", s.Notice)
	case <-time.After(pollEvery + time.Second):
	}
	if err := os.Rename(filepath.Join(w.root, ".gone"), filepath.Join(w.root, "people")); err != nil {
		t.Fatal(err)
	}
	w.write("people/ed.md", note("2031-01-01"))
	w.until("the notes back", func(*Live) bool { return w.holds("people/ed.md", "2031-01-01") })
}

// TestRefreshCoarseClock rewrites a note with the same size within the grain of
// the clock: a young stamp is never trusted.
func TestRefreshCoarseClock(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "ed.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(note("2031-01-01"))
	live := OpenLive(root, Memory{}, time.Now)
	if _, err := live.Refresh(); err != nil {
		t.Fatal(err)
	}
	stale := 0
	for i := range 2000 {
		text := note(fmt.Sprintf("20%02d-01-01", i%90+10))
		write(text)
		if _, err := live.Refresh(); err != nil {
			t.Fatal(err)
		}
		if live.notes[0].stamp != (disk.Stamp{}) {
			t.Fatal("a stamp is trusted that was made just now")
		}
		if string(live.notes[0].note.Source()) != text {
			stale++
		}
	}
	if stale > 0 {
		t.Errorf("%d of 2000 answers were stale", stale)
	}
}

// BenchmarkRefresh edits one note of a folder and looks again, as watch does.
// NETNOTES_BENCH names the folder, which is copied.
func BenchmarkRefresh(b *testing.B) {
	from := os.Getenv("NETNOTES_BENCH")
	if from == "" {
		b.Skip("set NETNOTES_BENCH to a folder of notes")
	}
	root := b.TempDir()
	if err := os.CopyFS(root, os.DirFS(from)); err != nil {
		b.Fatal(err)
	}
	live := OpenLive(root, Memory{}, time.Now)
	if _, err := live.Index(); err != nil {
		b.Fatal(err)
	}
	file := live.notes[0].path
	source, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		b.Fatal(err)
	}
	time.Sleep(2100 * time.Millisecond) // until stamps are trusted
	if _, err := live.Refresh(); err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		text := append(bytes.Clone(source), fmt.Sprintf("\n- %d\n", i)...)
		if err := os.WriteFile(filepath.Join(root, file), text, 0o644); err != nil {
			b.Fatal(err)
		}
		if s, err := live.Refresh(file); err != nil || len(s.Changed) != 1 {
			b.Fatal(err, s.Changed)
		}
		if _, err := live.Index(); err != nil {
			b.Fatal(err)
		}
	}
}
