package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestImportKinds gives each of the files in testdata/previews to every source that
// is not its own: it says what the file looks like, and the command for it.
func TestImportKinds(t *testing.T) {
	for name, own := range map[string]string{"linkedin archive/messages.csv": "linkedin", "linkedin archive/Connections.csv": "linkedin", "linkedin archive/Invitations.csv": "linkedin",
		"google contacts.csv": "google", "vcard book.vcf": "vcard", "ics calendar.ics": "ics", "mail box": "mail", "outlook outlook.csv": "csv", "friends friends.txt": "friends", "monica export.json": "monica"} {
		archive, file, _ := strings.Cut(name, " ")
		source, err := txtar.ParseFile("testdata/previews/" + archive + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		for _, f := range source.Files {
			if f.Name == file {
				err = os.WriteFile(filepath.Join(dir, "in.txt"), f.Data, 0o644)
			}
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "netnotes.yaml"), nil, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		imports, _, err := Command().Find([]string{"import"})
		if err != nil || len(imports.Commands()) < 8 {
			t.Fatal(imports.Commands(), err)
		}
		for _, s := range imports.Commands() {
			if s.Name() == own {
				continue
			}
			got := runWith(dir, t.TempDir(), "", []string{"import", s.Name(), "in.txt", "--yes"})
			if want := "hint: netnotes import " + own + " in.txt"; got.status != 2 || !strings.Contains(got.stderr, "in.txt looks like") || !strings.Contains(got.stderr, want) {
				t.Errorf("%s given to %s: status %d, want 2 and %q\n%s%s", name, s.Name(), got.status, want, got.stdout, got.stderr)
			}
		}
	}
}
