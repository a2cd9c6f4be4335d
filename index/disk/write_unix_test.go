//go:build linux || darwin

package disk

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// edit changes a file of the store, as a command does.
func edit(t *testing.T, s *Folder, file, text string) error {
	t.Helper()
	old, err := s.Read(file)
	if err != nil {
		return err
	}
	_, err = s.Commit("edit", []Change{{file, old, []byte(text)}})
	return err
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWriteKeepsMode(t *testing.T) {
	for _, mode := range []os.FileMode{0o600, 0o640, 0o644, 0o664, 0o755} {
		s, root := newStore(t, map[string]string{"a.md": "a\n"})
		file := filepath.Join(root, "a.md")
		must(t, os.Chmod(file, mode), edit(t, s, "a.md", "b\n"))
		if info, err := os.Stat(file); err != nil || info.Mode() != mode {
			t.Errorf("%v, want %v", info.Mode(), mode)
		}
		if _, err := s.Undo(agree); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(file); err != nil || info.Mode() != mode {
			t.Errorf("after undo %v, want %v", info.Mode(), mode)
		}
	}
}

func TestWriteKeepsAttributes(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n"})
	file := filepath.Join(root, "a.md")
	if err := unix.Setxattr(file, "user.tag", []byte("red"), 0); err != nil {
		t.Skip("no extended attributes here:", err)
	}
	must(t, unix.Setxattr(file, "user.empty", nil, 0), edit(t, s, "a.md", "b\n"))
	value := make([]byte, 10)
	if n, err := unix.Getxattr(file, "user.tag", value); err != nil || string(value[:n]) != "red" {
		t.Errorf("%q %v", value[:max(n, 0)], err)
	}
	if n, err := unix.Getxattr(file, "user.empty", value); err != nil || n != 0 {
		t.Errorf("%d %v", n, err)
	}
}

func TestWriteKeepsOwner(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n"})
	file := filepath.Join(root, "a.md")
	if err := os.Chown(file, 1234, 2345); err != nil {
		t.Skip("only root may give files away")
	}
	must(t, os.Chmod(file, 0o640), edit(t, s, "a.md", "b\n"))
	info, err := os.Stat(file)
	must(t, err)
	if stat := info.Sys().(*syscall.Stat_t); stat.Uid != 1234 || stat.Gid != 2345 || info.Mode() != 0o640 {
		t.Errorf("%d:%d %v", stat.Uid, stat.Gid, info.Mode())
	}
}

func TestWriteThroughLink(t *testing.T) {
	s, root := newStore(t, map[string]string{"real/a.md": "a\n"})
	outside := filepath.Join(t.TempDir(), "out.md")
	must(t, os.WriteFile(outside, []byte("out\n"), 0o644),
		os.Symlink("real/a.md", filepath.Join(root, "link.md")),
		os.Symlink("link.md", filepath.Join(root, "twice.md")),
		os.Symlink("real", filepath.Join(root, "folder")),
		os.Symlink(outside, filepath.Join(root, "leaves.md")),
		os.Symlink(filepath.Dir(outside), filepath.Join(root, "away")),
		os.Symlink("loop.md", filepath.Join(root, "loop.md")))
	for i, name := range []string{"link.md", "twice.md", "folder/a.md"} {
		text := strings.Repeat("b", i+1)
		must(t, edit(t, s, name, text))
		if got, _ := os.ReadFile(filepath.Join(root, "real", "a.md")); string(got) != text {
			t.Errorf("through %s: %q", name, got)
		}
	}
	for name, target := range map[string]string{"link.md": "real/a.md", "twice.md": "link.md", "folder": "real"} {
		if got, err := os.Readlink(filepath.Join(root, name)); err != nil || got != target {
			t.Errorf("%s leads to %q: %v", name, got, err)
		}
	}
	for name, part := range map[string]string{"leaves.md": "leaves the folder", "away/out.md": "leaves the folder", "loop.md": "cannot follow"} {
		wantRefusal(t, edit(t, s, name, "x"), part)
	}
	_, err := s.Commit("new", []Change{{"away/new.md", nil, []byte("x")}})
	wantRefusal(t, err, "leaves the folder")
	_, err = s.Commit("new", []Change{{"away/sub/new.md", nil, []byte("x")}})
	wantRefusal(t, err, "leaves the folder")
	if got, _ := os.ReadFile(outside); string(got) != "out\n" {
		t.Errorf("outside: %q", got)
	}
	if entries, _ := os.ReadDir(filepath.Dir(outside)); len(entries) != 1 {
		t.Errorf("left outside: %v", entries)
	}
	for range 3 {
		if _, err := s.Undo(agree); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := os.ReadFile(filepath.Join(root, "real", "a.md")); string(got) != "a\n" {
		t.Errorf("after undo: %q", got)
	}
}

func TestWriteRefusals(t *testing.T) {
	s, root := newStore(t, map[string]string{"hard.md": "a\n", "odd.md/x": ""})
	must(t, os.Link(filepath.Join(root, "hard.md"), filepath.Join(root, "other.txt")),
		syscall.Mkfifo(filepath.Join(root, "fifo.md"), 0o644))
	wantRefusal(t, edit(t, s, "hard.md", "b\n"), "has another name (a hard link)")
	for _, name := range []string{"fifo.md", "odd.md"} {
		_, err := s.Commit("edit", []Change{{name, []byte("a"), []byte("b")}})
		wantRefusal(t, err, name+" is not a regular file")
	}
	must(t, os.Remove(filepath.Join(root, "fifo.md")))
	wantTree(t, root, map[string]string{"hard.md": "a\n", "other.txt": "a\n", "odd.md/": "", "odd.md/x": ""})
}

// TestWriteReadOnly: what its owner has locked is written by nobody but those
// whom permissions do not bind, and stays locked.
func TestWriteReadOnly(t *testing.T) {
	s, root := newStore(t, map[string]string{"ro.md": "a\n", "dir/a.md": "a\n"})
	must(t, os.Chmod(filepath.Join(root, "ro.md"), 0o444), os.Chmod(filepath.Join(root, "dir"), 0o555))
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "dir"), 0o755) })
	_, err := s.Commit("new", []Change{{"dir/new.md", nil, []byte("x")}})
	if os.Getuid() == 0 {
		must(t, err, edit(t, s, "ro.md", "b\n"), edit(t, s, "dir/a.md", "b\n"))
		wantTree(t, root, map[string]string{"ro.md": "b\n", "dir/": "", "dir/a.md": "b\n", "dir/new.md": "x"})
		info, err := os.Stat(filepath.Join(root, "ro.md"))
		if must(t, err); info.Mode().Perm() != 0o444 {
			t.Errorf("ro.md has become %v", info.Mode())
		}
		return
	}
	wantRefusal(t, err, "the folder of dir/new.md is read-only")
	wantRefusal(t, edit(t, s, "ro.md", "b\n"), "ro.md is read-only")
	wantRefusal(t, edit(t, s, "dir/a.md", "b\n"), "the folder of dir/a.md is read-only")
	wantTree(t, root, map[string]string{"ro.md": "a\n", "dir/": "", "dir/a.md": "a\n"})
}

func TestWriteLongName(t *testing.T) {
	name := strings.Repeat("x", 252) + ".md"
	s, root := newStore(t, map[string]string{name: "a\n"})
	must(t, edit(t, s, name, "b\n"))
	wantTree(t, root, map[string]string{name: "b\n"})
	long := strings.Repeat("y", 252) + ".md"
	_, err := s.Commit("new", []Change{{long, nil, []byte("x")}})
	must(t, err)
	wantTree(t, root, map[string]string{name: "b\n", long: "x"})
}

// TestWriteFailsWhole: the new bytes cannot be written, and the old ones stand
// with nothing beside them.
func TestWriteFailsWhole(t *testing.T) {
	s, root := newStore(t, map[string]string{"a.md": "a\n"})
	var was unix.Rlimit
	must(t, unix.Getrlimit(unix.RLIMIT_NOFILE, &was))
	var files []*os.File
	open := was
	open.Cur = min(was.Cur, 256)
	must(t, unix.Setrlimit(unix.RLIMIT_NOFILE, &open))
	for {
		f, err := os.Open(root)
		if err != nil {
			break
		}
		files = append(files, f)
	}
	err := s.write(Change{"a.md", []byte("a\n"), []byte("b\n")})
	for _, f := range files {
		f.Close()
	}
	must(t, unix.Setrlimit(unix.RLIMIT_NOFILE, &was))
	if err == nil {
		t.Error("wrote without a file to write to")
	}
	wantTree(t, root, map[string]string{"a.md": "a\n"})
}

func TestLock(t *testing.T) {
	s, root := newStore(t, nil)
	unlock, err := s.Lock(t.Context())
	must(t, err)
	got := make(chan error)
	go func() {
		second, err := Open(root, "")
		if err == nil {
			var unlock func()
			if unlock, err = second.Lock(t.Context()); err == nil {
				unlock()
			}
		}
		got <- err
	}()
	select {
	case err := <-got:
		t.Errorf("two locks at once: %v", err)
	default:
	}
	unlock()
	must(t, <-got)
	wantTree(t, root, map[string]string{})
}

// TestPutInPlace: a program that is in the middle of writing a note when it is
// replaced goes on writing the note, and not a file without a name.
func TestPutInPlace(t *testing.T) {
	dir := t.TempDir()
	target, temp := filepath.Join(dir, "a.md"), filepath.Join(dir, ".nn-x")
	must(t, os.WriteFile(target, []byte("old\n"), 0o644), os.WriteFile(temp, []byte("new\n"), 0o644))
	editor, err := os.OpenFile(target, os.O_WRONLY|os.O_TRUNC, 0)
	must(t, err)
	defer editor.Close()
	late, changed, err := putInPlace(temp, target, []byte("old\n"))
	must(t, err)
	if !changed {
		t.Skipf("files cannot change names here; %q was written late", late)
	}
	_, err = editor.WriteString("theirs\n")
	must(t, err)
	wantTree(t, dir, map[string]string{"a.md": "theirs\n"})

	must(t, os.WriteFile(temp, []byte("new\n"), 0o644))
	late, changed, err = putInPlace(temp, target, []byte("theirs\n"))
	if err != nil || changed || late != nil {
		t.Errorf("%q %v %v", late, changed, err)
	}
	wantTree(t, dir, map[string]string{"a.md": "new\n"})
	must(t, os.WriteFile(temp, []byte("newer\n"), 0o644), os.Remove(target))
	if _, _, err = putInPlace(temp, target, []byte("new\n")); err == nil {
		t.Error("put a note in the place of one that has gone")
	}
	wantTree(t, dir, map[string]string{".nn-x": "newer\n"})
}

func TestRenameOver(t *testing.T) {
	dir := t.TempDir()
	target, temp := filepath.Join(dir, "a.md"), filepath.Join(dir, ".nn-x")
	must(t, os.WriteFile(target, []byte("old\n"), 0o644), os.WriteFile(temp, []byte("new\n"), 0o644))
	if late, err := renameOver(temp, target); err != nil || string(late) != "old\n" {
		t.Errorf("%q %v", late, err)
	}
	wantTree(t, dir, map[string]string{"a.md": "new\n"})
}
