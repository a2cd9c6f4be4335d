package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

// The same source gives the same bytes.
func TestTwice(t *testing.T) {
	for name, make := range map[string]func() (files, error){"man": manualPages, "completions": completions, "schemas": schemas} {
		first, err := make()
		if err != nil {
			t.Fatal(name, err)
		}
		again, err := make()
		if err != nil || !maps.EqualFunc(first, again, bytes.Equal) {
			t.Errorf("%s: made twice, it differs: %v", name, err)
		}
		if len(first) < 4 {
			t.Errorf("%s: %d files", name, len(first))
		}
		for file, text := range first {
			if len(text) < 50 {
				t.Errorf("%s: %s is empty", name, file)
			}
			if title := regexp.MustCompile(`(?m)^\.TH .*`).Find(text); name == "man" && (title == nil || bytes.Contains(title, []byte("20"))) {
				t.Errorf("%s: the title %q bears a day", file, title)
			}
		}
	}
}

// No line of a page is a request that the page did not mean.
func TestRoff(t *testing.T) {
	for line, want := range map[string]string{".SH gone": `\&.SH gone`, "'x": `\&'x`, `a\b`: `a\eb`, "--all": `\-\-all`} {
		if got := roff(line); got != want {
			t.Errorf("roff(%q) = %q, want %q", line, got, want)
		}
	}
}

// Every answer about the practice network is what its schema says, and the
// schema knows every field of it.
func TestSchemas(t *testing.T) {
	practice := filepath.Join("..", "..", "..", "examples", "network")
	questions := map[string][][]string{
		"ask": {{}}, "check": {{"--all"}}, "due": {{"--all"}, {"tier:A"}}, "gaps": {{"--all", "--why", "--metrics"}},
		"interviews": {{"--all"}}, "leads": {{}}, "list": {{}, {"type:event"}, {"--columns", "name,email,cue"}},
		"path": {{"Rosa Delgado-Finch"}}, "pitch": {{}}, "prep": {{"ada"}}, "prep-event": {{"Northmere Library Conference 2026"}},
		"quiz": {{}}, "review": {{}}, "share": {{"oral history"}}, "show": {{"ada"}, {"Fox Hollow Public Library"}, {"ALA Annual 2026"}}, "why": {{"noor"}},
	}
	for name, value := range answers() {
		schema, err := schemaOf(reflect.TypeOf(value))
		if err != nil {
			t.Fatal(name, err)
		}
		resolved, err := schema.Resolve(nil)
		if err != nil {
			t.Fatal(name, err)
		}
		command, _, _ := strings.Cut(name, "-")
		if len(questions[name]) == 0 && name != "diff" { // diff wants a repository: its test is of the command
			t.Errorf("no question for %s", name)
		}
		for _, q := range questions[name] {
			var out, told bytes.Buffer
			env := app.Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &told, Getenv: func(string) string { return "" }, Now: time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)}
			if status := cli.Run(append([]string{"-C", practice, "--json", command}, q...), env); status > 1 {
				t.Fatalf("%s %q: %s", command, q, told.String())
			}
			var got any
			if err := json.Unmarshal(out.Bytes(), &got); err != nil {
				t.Fatal(command, err)
			}
			if err := resolved.Validate(got); err != nil {
				t.Errorf("%s %q: %v", command, q, err)
			}
		}
	}
}

// A program tells what it was built from.
func TestParts(t *testing.T) {
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var first, again bytes.Buffer
	if err := parts(program, &first); err != nil {
		t.Fatal(err)
	}
	if err := parts(program, &again); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("made twice, it differs")
	}
	var list struct{ Components []part }
	if err := json.Unmarshal(first.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	for _, p := range list.Components {
		if p.Name == "github.com/spf13/cobra" && p.Version != "" {
			return
		}
	}
	t.Error("cobra is not among the parts")
}
