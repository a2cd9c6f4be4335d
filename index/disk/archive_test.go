package disk

import (
	"archive/zip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// packed is a file in an archive made by hand.
type packed struct {
	name string
	mode fs.FileMode
	size int // bytes of zeros, which pack to a thousandth
}

func packFiles(t *testing.T, files []packed) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "archive.zip")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	archive := zip.NewWriter(out)
	mega := make([]byte, 1<<20)
	for _, file := range files {
		header := zip.FileHeader{Name: file.name, Method: zip.Deflate}
		header.SetMode(file.mode)
		w, err := archive.CreateHeader(&header)
		for left := file.size; err == nil && left > 0; left -= len(mega) {
			_, err = w.Write(mega[:min(left, len(mega))])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestHostileArchives reads archives made to lead out of themselves, or to fill
// the memory: a wanted file is taken by its last name alone, links are no files,
// and what is too large is refused.
func TestHostileArchives(t *testing.T) {
	wanted := func(file string) bool { return file == "messages.csv" }
	for _, c := range []struct {
		name  string
		files []packed
		read  int
	}{
		{"paths that lead out", []packed{{"../../messages.csv", 0o600, 5}, {"/etc/messages.csv", 0o600, 5}, {"../passwd", 0o600, 5}}, 2},
		{"a link", []packed{{"messages.csv", fs.ModeSymlink | 0o777, 11}}, 0},
		{"a folder", []packed{{"messages.csv/", fs.ModeDir | 0o700, 0}}, 0},
		{"a bomb", []packed{{"messages.csv", 0o600, 8*MaxForeign + 1}}, 0},
		{"a bomb nobody asked for", []packed{{"photos.csv", 0o600, 8*MaxForeign + 1}, {"messages.csv", 0o600, 5}}, 1},
	} {
		files, err := ReadForeignFiles(packFiles(t, c.files), wanted)
		var refusal *Refusal
		if len(files) != c.read || (c.read == 0) != errors.As(err, &refusal) {
			t.Errorf("%s: %d files are read, want %d (%v)", c.name, len(files), c.read, err)
		}
		for _, file := range files {
			if file.Name != "messages.csv" || len(file.Text) != 5 {
				t.Errorf("%s: %q with %d bytes is read", c.name, file.Name, len(file.Text))
			}
		}
	}
}

// TestHalfArchive cuts an archive in the middle.
func TestHalfArchive(t *testing.T) {
	name := packFiles(t, []packed{{"messages.csv", 0o600, 5000}})
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, info.Size()/2); err != nil {
		t.Fatal(err)
	}
	files, err := ReadForeignFiles(name, func(string) bool { return true })
	var refusal *Refusal
	if len(files) > 0 || !errors.As(err, &refusal) {
		t.Errorf("%d files of half an archive are read (%v)", len(files), err)
	}
}
