package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"netnotes/cmd/internal/cli/app"
)

// TestSpec runs the cases of testdata/spec: a small folder, commands, and what
// their JSON must hold. A wanted object is a subset of the actual one, an array
// matches element by element, null means absent, and a string that begins with
// "~" is a part of the actual one.
func TestSpec(t *testing.T) {
	files := caseFiles(t)
	for _, file := range files {
		t.Run(caseName(file), func(t *testing.T) {
			t.Parallel()
			runCase(t, file)
		})
	}
}

// caseName is a case's folder and name: due/first-ahead.
func caseName(file string) string {
	return path.Join(filepath.Base(filepath.Dir(file)), strings.TrimSuffix(filepath.Base(file), ".txtar"))
}

// caseFiles are the cases, in a folder for each command.
func caseFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir("testdata/spec", func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".txtar") {
			files = append(files, name)
		}
		return err
	})
	if err != nil || len(files) < 100 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	return files
}

func runCase(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	runs, wants, inputs, afters := map[int]string{}, map[int]string{}, map[int]string{}, map[int][]txtar.File{}
	state := t.TempDir()
	for _, f := range archive.Files {
		if n, ok := numbered(f.Name, "in "); ok {
			inputs[n] = string(f.Data)
			continue
		}
		if number, name, ok := strings.Cut(strings.TrimPrefix(f.Name, "after "), " "); ok && strings.HasPrefix(f.Name, "after ") {
			n, _ := strconv.Atoi(number)
			afters[n] = append(afters[n], txtar.File{Name: name, Data: f.Data})
			continue
		}
		if n, ok := numbered(f.Name, "run "); ok {
			runs[n] = string(f.Data)
			continue
		}
		if n, ok := numbered(f.Name, "want "); ok {
			wants[n] = string(f.Data)
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(wants) == 0 || len(runs) < len(wants) {
		t.Fatalf("%d runs and %d wants", len(runs), len(wants))
	}
	for n := 1; n <= len(runs); n++ {
		line := strings.TrimSpace(runs[n])
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			got := runWith(dir, state, inputs[n], shellWords(line))
			if diff := got.compare(wants[n]); diff != "" {
				t.Errorf("%s\nnetnotes %s\n%s", archive.Comment, line, diff)
			}
			for _, f := range afters[n] {
				if diff := compareFile(filepath.Join(dir, filepath.FromSlash(f.Name)), string(f.Data)); diff != "" {
					t.Errorf("%s\nnetnotes %s\n%s: %s", archive.Comment, line, f.Name, diff)
				}
			}
		})
	}
}

// compareFile holds a file against what it should hold; "gone" means that it
// should not be there.
func compareFile(name, want string) string {
	got, err := os.ReadFile(name)
	if strings.TrimSpace(want) == "gone" {
		if err == nil {
			return "is still there"
		}
		return ""
	}
	if err != nil {
		return err.Error()
	}
	return cmp.Diff(want, string(got))
}

func numbered(name, prefix string) (int, bool) {
	number, ok := strings.CutPrefix(name, prefix)
	n, err := strconv.Atoi(number)
	return n, ok && err == nil
}

// outcome is what a command did.
type outcome struct {
	status         int
	stdout, stderr string
}

// runHere runs a command on the folder dir in this process.
func runHere(dir string, args []string) outcome { return runWith(dir, "", "", args) }

// runWith runs a command with a folder for its state and an input.
func runWith(dir, state, input string, args []string) outcome {
	return runOn(0, dir, state, input, args)
}

// runOn runs a command on a terminal of that width without colour, or on none.
// The clock stands in 2001, so that a case without --today is seen to be wrong.
func runOn(width int, dir, state, input string, args []string) outcome {
	var stdout, stderr bytes.Buffer
	if dir != "" {
		args = append([]string{"-C", dir}, args...)
	}
	set := map[string]string{"XDG_STATE_HOME": state, "NO_COLOR": "1"}
	status := Run(args, app.Env{Stdin: strings.NewReader(input), Stdout: &stdout, Stderr: &stderr, Getenv: func(name string) string { return set[name] },
		Cwd: dir, Now: time.Date(2001, 1, 1, 12, 0, 0, 0, time.UTC), Terminal: width > 0, Width: width})
	return outcome{status, stdout.String(), stderr.String()}
}

// shellWords splits at blanks outside quotes.
func shellWords(line string) []string {
	var words []string
	var word strings.Builder
	quote, in := rune(0), false
	for _, r := range line {
		switch {
		case r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, in = r, true
		case quote == 0 && r == ' ':
			if in {
				words = append(words, word.String())
			}
			word.Reset()
			in = false
		default:
			word.WriteRune(r)
			in = true
		}
	}
	if in {
		words = append(words, word.String())
	}
	return words
}

// compare holds the outcome against a want section and says what differs.
func (o outcome) compare(want string) string {
	status := 0
	want = strings.TrimSpace(want)
	if rest, ok := strings.CutPrefix(want, "exit "); ok {
		first, after, _ := strings.Cut(rest, "\n")
		status, _ = strconv.Atoi(strings.TrimSpace(first))
		want = strings.TrimSpace(after)
	}
	if o.status != status {
		return fmt.Sprintf("exit status %d, want %d\n%s%s", o.status, status, o.stdout, o.stderr)
	}
	if !strings.HasPrefix(want, "{") && !strings.HasPrefix(want, "[") {
		return o.compareText(want)
	}
	var wanted, got any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		return "the want is no JSON: " + err.Error()
	}
	if err := json.Unmarshal([]byte(o.stdout), &got); err != nil {
		return "the output is no JSON: " + err.Error() + "\n" + o.stdout + o.stderr
	}
	if diff := subset("", wanted, got); diff != "" {
		return diff + "\nin " + o.stdout
	}
	return ""
}

func (o outcome) compareText(want string) string {
	for line := range strings.Lines(want) {
		stream, part, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		text := map[string]string{"stdout": o.stdout, "stderr": o.stderr}[stream]
		part, absent := strings.CutPrefix(part, "!")
		part = strings.TrimPrefix(part, "~")
		if strings.Contains(text, part) == absent {
			return fmt.Sprintf("%s: %q, want it (absent: %v)\n%s", stream, part, absent, text)
		}
	}
	return ""
}

// subset says where got does not hold what is wanted.
func subset(at string, want, got any) string {
	switch want := want.(type) {
	case map[string]any:
		object, ok := got.(map[string]any)
		if !ok {
			return fmt.Sprintf("%s: want an object, got %v", at, got)
		}
		for key, value := range want {
			actual, present := object[key]
			if value == nil {
				if present {
					return fmt.Sprintf("%s.%s: want it absent, got %v", at, key, actual)
				}
				continue
			}
			if !present {
				return fmt.Sprintf("%s.%s: absent, want %v", at, key, value)
			}
			if diff := subset(at+"."+key, value, actual); diff != "" {
				return diff
			}
		}
		return ""
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return fmt.Sprintf("%s: want %d elements, got %v", at, len(want), got)
		}
		for i := range want {
			if diff := subset(fmt.Sprintf("%s[%d]", at, i), want[i], list[i]); diff != "" {
				return diff
			}
		}
		return ""
	case string:
		text, ok := got.(string)
		if part, fuzzy := strings.CutPrefix(want, "~"); ok && fuzzy && strings.Contains(text, part) {
			return ""
		}
	}
	if want != got {
		return fmt.Sprintf("%s: got %v, want %v", at, got, want)
	}
	return ""
}
