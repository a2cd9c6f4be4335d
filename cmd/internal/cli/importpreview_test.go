package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestImportPreviews holds of each source the preview, and the notes that writing
// it makes, to what a person has read; then the same file again changes nothing,
// and one undo gives every byte back.
func TestImportPreviews(t *testing.T) {
	files, err := filepath.Glob("testdata/previews/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no previews: %v", err)
	}
	folder, err := txtar.ParseFile("testdata/previews/folder.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := newPreviewed(t, append(folder.Files, archive.Files...))
			before := notesIn(t, d.dir)
			preview := d.run(d.args...)
			if now := notesIn(t, d.dir); now != before {
				t.Errorf("the preview wrote %s", cmp.Diff(before, now))
			}
			said := d.run(append(d.args, "--yes")...)
			written := notesIn(t, d.dir)
			again := d.run(append(d.args, "--yes")...)
			if now := notesIn(t, d.dir); now != written {
				t.Errorf("the second time it changes %s\n%s", cmp.Diff(written, now), again)
			}
			changes := changedNotes(before, written)
			got := []txtar.File{{Name: "preview", Data: []byte(preview)}, {Name: "end", Data: []byte(lastLine(said))}, {Name: "written", Data: []byte(changes)}}
			if changes != "" {
				d.run("undo", "--yes")
			}
			if now := notesIn(t, d.dir); now != before {
				t.Errorf("undo leaves %s", cmp.Diff(before, now))
			}
			archive.Files = append(archive.Files[:2:2], append(d.more, got...)...)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			for _, g := range got {
				if want := d.want[g.Name]; want != string(g.Data) && !*update {
					t.Errorf("%s: %s", g.Name, cmp.Diff(want, string(g.Data)))
				}
			}
		})
	}
}

// previewed is a folder, the files to import into it, and what is expected.
type previewed struct {
	t          *testing.T
	dir, state string
	args       []string
	more       []txtar.File // files beside the first
	want       map[string]string
}

func newPreviewed(t *testing.T, files []txtar.File) *previewed {
	d := &previewed{t: t, dir: t.TempDir(), state: t.TempDir(), want: map[string]string{}}
	own := 0
	for _, f := range files {
		switch f.Name {
		case "import":
			d.args = append([]string{"import"}, shellWords(strings.TrimSpace(string(f.Data)))...)
			own = 1
			continue
		case "preview", "end", "written":
			d.want[f.Name] = string(f.Data)
			continue
		}
		if own > 0 {
			if own++; own > 2 {
				d.more = append(d.more, f)
			}
		}
		name := filepath.Join(d.dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func (d *previewed) run(args ...string) string {
	got := runWith(d.dir, d.state, "", append(args, "--today", "2026-10-06"))
	if got.status != 0 && got.status != 3 {
		d.t.Errorf("%q: status %d\n%s%s", args, got.status, got.stdout, got.stderr)
	}
	if got.stderr != "" {
		return got.stdout + "stderr: " + got.stderr
	}
	return got.stdout
}

func lastLine(text string) string {
	return text[strings.LastIndex(strings.TrimRight(text, "\n"), "\n\n")+1:]
}

// changedNotes are the notes of the second text that the first has not.
func changedNotes(before, after string) string {
	var out strings.Builder
	had := map[string]bool{}
	for _, note := range strings.Split(before, "== ") {
		had[note] = true
	}
	for _, note := range strings.Split(after, "== ") {
		if !had[note] && note != "" {
			out.WriteString("== " + note)
		}
	}
	return out.String()
}
