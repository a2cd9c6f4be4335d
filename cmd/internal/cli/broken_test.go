package cli

import (
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report"
)

var update = flag.Bool("update", false, "write testdata/broken.golden anew; read it line by line before it is kept")

// broken is the folder that shows every problem once.
var broken = filepath.Join("..", "..", "..", "examples", "broken")

// TestBrokenGolden holds every word, place and hint of check against the file
// that a person has read.
func TestBrokenGolden(t *testing.T) {
	got := runHere(broken, []string{"check"})
	if got.status != 1 || got.stderr != "" {
		t.Errorf("exit status %d, want 1; stderr %q, want none", got.status, got.stderr)
	}
	golden := filepath.Join("testdata", "broken.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	source, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.ReplaceAll(string(source), "\r\n", "\n"), "\n")
	lines := strings.Split(got.stdout, "\n")
	for i := range max(len(want), len(lines)) {
		a, b := lineAt(lines, i), lineAt(want, i)
		if a != b {
			t.Fatalf("line %d of check differs from %s:\n got %s\nwant %s", i+1, golden, a, b)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return strconv.Quote(lines[i])
	}
	return "nothing"
}

// TestBrokenEveryCode wants an example of every code there is, each in a file
// named after it and none twice.
func TestBrokenEveryCode(t *testing.T) {
	codes := declaredCodes(t)
	if len(codes) < 30 {
		t.Fatalf("found %d codes in the source: %v", len(codes), codes)
	}
	files := map[txt.Code][]string{}
	for _, p := range checkJSON(t, broken).Problems {
		files[p.Code] = append(files[p.Code], p.Path)
		if p.Path != disk.SettingsFile && strings.TrimRight(strings.TrimPrefix(path.Base(p.Path), string(p.Code))[:1], ". ") != "" {
			t.Errorf("%s shows %s, after which it is not named", p.Path, p.Code)
		}
		if p.Line < 1 || p.Col < 1 || p.EndLine < p.Line || p.EndLine == p.Line && p.EndCol < p.Col {
			t.Errorf("%s: no place: %d:%d to %d:%d", p.Path, p.Line, p.Col, p.EndLine, p.EndCol)
		}
		if p.Hint == "" {
			t.Errorf("%s: %s has no hint", p.Path, p.Code)
		}
	}
	elsewhere := map[txt.Code]bool{index.NobodyRecognised: true} // note-nobody.txtar
	for _, c := range unkept() {
		elsewhere[c.code] = true
	}
	for _, code := range codes {
		switch n := len(files[code]); {
		case n > 1:
			t.Errorf("%s stands %d times in examples/broken: %v", code, n, files[code])
		case n == 0 && !elsewhere[code]:
			t.Errorf("%s has no example: add examples/broken/contacts/%s.md, or a case here if git cannot keep it", code, code)
		case n > 0 && elsewhere[code]:
			t.Errorf("%s is both in examples/broken and a case of this test", code)
		}
	}
	for _, code := range slices.Concat(slices.Collect(maps.Keys(files)), slices.Collect(maps.Keys(elsewhere))) {
		if !slices.Contains(codes, code) {
			t.Errorf("%s is no constant of type txt.Code in parse or index", code)
		}
	}
}

// TestBrokenEveryRemark wants an example of every remark that the manual names, in
// a file named after it, or where it depends on the day a script.
func TestBrokenEveryRemark(t *testing.T) {
	scripts := map[string]string{"no-cue": "practices/p05-remember", "not-wrapped": "check/remarks", "no-goals": "practices/p21-goals", "old-me": "check/old-me", "old-pitch": "check/old-me", "old-wants": "check/old-me"}
	manual, err := os.ReadFile(filepath.Join("..", "manual", "problems.md"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]string{}
	for _, p := range checkJSON(t, broken).Remarks {
		files[string(p.Code)] = append(files[string(p.Code)], strings.TrimSuffix(path.Base(p.Path), ".md"))
	}
	named := map[string]bool{"no-how-met": true} // of whom nothing else is wrong
	_, section, _ := strings.Cut(string(manual), "## Remarks")
	for line := range strings.Lines(section) {
		for _, code := range strings.Fields(line) {
			if !strings.HasPrefix(line, "    ") || !strings.Contains(code, "-") {
				break
			}
			switch script := scripts[code]; {
			case script != "":
				if source, err := os.ReadFile(filepath.Join("testdata", "spec", script+".txtar")); err != nil || !strings.Contains(string(source), code) {
					t.Errorf("%s does not stand in %s: %v", code, script, err)
				}
			case !named[code] && !slices.Equal(files[code], []string{code}):
				t.Errorf("%s has no example of its own: it stands in %q", code, files[code])
			}
			named[code] = true
		}
	}
	for code := range files {
		if !named[code] {
			t.Errorf("%s does not stand in the manual", code)
		}
	}
	if len(named) < 11 {
		t.Errorf("found %d remarks in the manual: %v", len(named), named)
	}
}

// TestBrokenHidesNobody wants every contact in the list, whatever is wrong with
// the note. A conflict copy is another copy of a note that is listed.
func TestBrokenHidesNobody(t *testing.T) {
	listed := map[string]string{}
	var statuses []string
	for _, status := range parse.Statuses() {
		statuses = append(statuses, "status:"+status)
	}
	for _, query := range append([]string{""}, statuses...) {
		out := runHere(broken, strings.Fields("list --json "+query))
		var rows []report.Row
		if err := json.Unmarshal([]byte(out.stdout), &rows); err != nil || out.status != 0 {
			t.Fatalf("list %s: exit status %d, %v\n%s", query, out.status, err, out.stderr)
		}
		for _, row := range rows {
			listed[row.Path] = row.Name
		}
	}
	files, err := filepath.Glob(filepath.Join(broken, "contacts", "*.md"))
	if err != nil || len(files) < 20 {
		t.Fatalf("found %d notes: %v", len(files), err)
	}
	for _, file := range files {
		base := filepath.Base(file)
		if strings.Contains(base, ".sync-conflict-") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(source), "\nname: ")
		name, _, _ := strings.Cut(after, "\n")
		if got, ok := listed["contacts/"+base]; !ok || got != strings.TrimSpace(name) {
			t.Errorf("%s: listed %v as %q, want %q", base, ok, got, name)
		}
	}
}

// unkeptCase is a problem that a git checkout cannot hold on every system.
type unkeptCase struct {
	code txt.Code
	name string
	path string // where check reports it
	text string
	// make writes the folder; false means that this system cannot.
	make func(t *testing.T, dir string) bool
}

const healthy = "---\ntype: contact\nname: Maud Ellery\norg: Cobbler Street Library\n---\n\n## Log\n\n- 2026-05-11 call 10m: the new shelves\n"

func unkept() []unkeptCase {
	return []unkeptCase{
		{folder.Unreadable, "dangling link", "contacts/gone.md", "a link that leads nowhere", func(_ *testing.T, dir string) bool {
			return os.Symlink("nowhere.md", filepath.Join(dir, "contacts", "gone.md")) == nil
		}},
		{folder.Unreadable, "settings", "netnotes.yaml", "cannot read the settings: not a regular file, so it is not opened", func(t *testing.T, dir string) bool {
			mkdir(t, filepath.Join(dir, "netnotes.yaml"))
			return true
		}},
		{folder.Unreadable, "no right to read", "contacts/locked.md", "cannot read this file: permission denied", func(t *testing.T, dir string) bool {
			name := filepath.Join(dir, "contacts", "locked.md")
			write(t, name, healthy)
			if err := os.Chmod(name, 0); err != nil {
				return false
			}
			_, err := os.ReadFile(name)
			return err != nil // root and Windows can read it all the same
		}},
		{disk.NotRegular, "link to a folder", "contacts/folder.md", "a link to something that is not a file", func(t *testing.T, dir string) bool {
			mkdir(t, filepath.Join(dir, "pictures"))
			return os.Symlink(filepath.Join("..", "pictures"), filepath.Join(dir, "contacts", "folder.md")) == nil
		}},
		{disk.TooLarge, "16 MiB and a byte", "contacts/large.md", "larger than 16 MiB, so it is not read", func(t *testing.T, dir string) bool {
			name := filepath.Join(dir, "contacts", "large.md")
			write(t, name, healthy)
			return os.Truncate(name, 16<<20+1) == nil
		}},
		{txt.TooMuch, "a front matter beyond use", "contacts/long.md", "the front matter is larger than 128 KiB, so it is read line by line", func(t *testing.T, dir string) bool {
			write(t, filepath.Join(dir, "contacts", "long.md"), "---\nname: Long\n"+strings.Repeat("# a comment\n", 20_000)+"---\n")
			return true
		}},
		{disk.HasNUL, "a NUL byte", "contacts/nul.md", "holds a NUL byte, so it is not read", func(t *testing.T, dir string) bool {
			write(t, filepath.Join(dir, "contacts", "nul.md"), healthy+"\x00")
			return true
		}},
		{disk.HasNUL, "UTF-16", "contacts/utf-16.md", "is UTF-16, so it is not read", func(t *testing.T, dir string) bool {
			write(t, filepath.Join(dir, "contacts", "utf-16.md"), "\xff\xfe-\x00-\x00-\x00\n\x00")
			return true
		}},
		{folder.LeavesFolder, "link to another folder", "contacts/outside.md", "a link that leaves the folder, so it is not read", func(t *testing.T, dir string) bool {
			name := filepath.Join(t.TempDir(), "outside.md")
			write(t, name, healthy)
			return os.Symlink(name, filepath.Join(dir, "contacts", "outside.md")) == nil
		}},
		{index.CaseTwin, "case", "contacts/ines-carrow.md", "only case or Unicode form tells this file from contacts/Ines-Carrow.md", twins("Ines-Carrow.md", "ines-carrow.md")},
		{index.CaseTwin, "Unicode form", "contacts/ren\u00e9e.md", "only case or Unicode form tells this file from contacts/rene\u0301e.md", twins("rene\u0301e.md", "ren\u00e9e.md")},
	}
}

// twins writes two notes of different people, where the system keeps both.
func twins(first, second string) func(*testing.T, string) bool {
	return func(t *testing.T, dir string) bool {
		write(t, filepath.Join(dir, "contacts", first), strings.ReplaceAll(healthy, "Maud Ellery", "Ines Carrow"))
		write(t, filepath.Join(dir, "contacts", second), strings.ReplaceAll(healthy, "Maud Ellery", "Rosa Blum"))
		entries, err := os.ReadDir(filepath.Join(dir, "contacts"))
		if err != nil {
			t.Fatal(err)
		}
		return len(entries) == 3
	}
}

// TestBrokenUnkept makes what git cannot keep, in a folder with a healthy note
// that must be read all the same.
func TestBrokenUnkept(t *testing.T) {
	for _, c := range unkept() {
		t.Run(string(c.code)+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			dir := brokenDir(t)
			if !c.make(t, dir) {
				t.Skip("this system cannot make it")
			}
			wantProblem(t, dir, c.code, c.path, c.text)
		})
	}
}

// brokenDir is a new folder with one healthy note.
func brokenDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	mkdir(t, filepath.Join(dir, "contacts"))
	write(t, filepath.Join(dir, "contacts", "maud-ellery.md"), healthy)
	return dir
}

// wantProblem wants this problem and no other, and the healthy note in the
// list.
func wantProblem(t *testing.T, dir string, code txt.Code, file, text string) {
	t.Helper()
	problems := checkJSON(t, dir).Problems
	if len(problems) != 1 || problems[0].Code != code || problems[0].Path != file || problems[0].Text != text {
		t.Errorf("got %+v\nwant %s: %s [%s]", problems, file, text, code)
	}
	if out := runHere(dir, []string{"list", "--json"}); !strings.Contains(out.stdout, "Maud Ellery") {
		t.Errorf("the note beside it is hidden: %s%s", out.stdout, out.stderr)
	}
}

func checkJSON(t *testing.T, dir string) report.Check {
	t.Helper()
	out := runHere(dir, []string{"check", "--json"})
	var c report.Check
	if err := json.Unmarshal([]byte(out.stdout), &c); err != nil {
		t.Fatalf("check --json: exit status %d, %v\n%s", out.status, err, out.stderr)
	}
	return c
}

// declaredCodes lists the constants of type Code in the source, so that a new
// one without an example fails.
func declaredCodes(t *testing.T) []txt.Code {
	t.Helper()
	var codes []txt.Code
	for _, rooms := range []string{"parse", "parse/*", "index", "index/*", "report", "report/*"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "..", rooms, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no source in %s: %v", rooms, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok && isCode(spec.Type, file.Name.Name) {
					for _, value := range spec.Values {
						if lit, ok := value.(*ast.BasicLit); ok {
							code, _ := strconv.Unquote(lit.Value)
							codes = append(codes, txt.Code(code))
						}
					}
				}
				return true
			})
		}
	}
	return codes
}

// isCode reports whether a type is written Code where it is declared, or txt.Code.
func isCode(e ast.Expr, pkg string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return pkg == "txt" && e.Name == "Code"
	case *ast.SelectorExpr:
		of, ok := e.X.(*ast.Ident)
		return ok && of.Name == "txt" && e.Sel.Name == "Code"
	}
	return false
}

func mkdir(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(name, 0o755); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
