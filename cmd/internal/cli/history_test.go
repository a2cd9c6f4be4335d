package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRememberHistories edits the practice network at random, and asks in
// between: with what is kept of it every command says what it says of a folder
// read afresh.
func TestRememberHistories(t *testing.T) {
	r := newRemembering(t)
	random := rand.New(rand.NewPCG(5, 6))
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	questions := [][]string{
		{"due"}, {"due", "--json"}, {"due", "--week", "--all"}, {"due", "--short"}, {"due", "sector:public"},
		{"list", "library"}, {"list", "preservation", "storage"}, {"list", "--json"}, {"gaps"}, {"check"}, {"show", "ada"},
		{"log", "--dry-run", "ada", "email: hello"}, {"log", "--dry-run", "bo,Noor Halloran", "coffee with Ana Ruiz and [[Chidi Okafor]]"},
		{"log", "--dry-run", "a", "coffee"}, {"log", "--dry-run", "Fox Hollow", "met"}, {"snooze", "--dry-run", "noor", "3w"}, {"__complete", "log", "a"},
	}
	for step := range 60 {
		for range 1 + random.IntN(3) {
			editAtRandom(t, r.root, random, step, pick)
		}
		for range 5 {
			args := append([]string{"--today", pick("2026-10-06", "2026-10-06", "2026-10-07")}, questions[random.IntN(len(questions))]...)
			kept, fresh := r.run(nil, args...), r.run(nil, append(args, "--no-cache")...)
			if args[2] == "__complete" { // whose arguments are not its own
				fresh = r.run(nil, append([]string{"--no-cache"}, args...)...)
			}
			if kept != fresh {
				t.Fatalf("step %d, %q:\n%s%s\nafresh\n%s%s", step, args, kept.stdout, kept.stderr, fresh.stdout, fresh.stderr)
			}
		}
	}
}

// editAtRandom makes one change of the folder.
func editAtRandom(t *testing.T, root string, random *rand.Rand, step int, pick func(...string) string) {
	t.Helper()
	var notes []string
	for _, pattern := range []string{"*.md", "*/*.md"} {
		found, _ := filepath.Glob(filepath.Join(root, pattern))
		notes = append(notes, found...)
	}
	note := pick(notes...)
	source, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	name := pick("Ada Park", "Bo Lindqvist", "Nobody Here", "Fox Hollow Public Library", "Noor Halloran")
	switch random.IntN(10) {
	case 0, 1, 2, 3:
		source = fmt.Appendf(source, "\n- 2026-09-%02d %s [[%s]]: x\n", 1+random.IntN(28), pick("coffee with", "email from", "call", "met", "asked"), name)
	case 4:
		source = []byte(strings.Replace(string(source), "org: ", "aliases: ["+name+"]\norg: ", 1))
	case 5:
		source = source[:random.IntN(len(source)+1)]
	case 6:
		source = []byte("---\ntype: " + pick("event", "org", "contact", "other") + "\nname: " + name + "\n---\n")
	case 7:
		err = os.Rename(note, filepath.Join(filepath.Dir(note), pick("zz.md", "ada-park 2.md", "Ada Park.md")))
		source = nil
	case 8:
		note = filepath.Join(root, "people", filepath.Base(note))
		err = os.MkdirAll(filepath.Dir(note), 0o755)
	case 9:
		if step%4 == 0 {
			note, source = filepath.Join(root, "netnotes.yaml"), []byte(pick("daily: 3\n", "exclude: [people]\n", "default_tier: A\nbirthdays: true\n", "folders: {contact: [leads]}\n"))
		} else if len(notes) > 40 {
			err = os.Remove(note)
			source = nil
		}
	}
	if err == nil && source != nil {
		err = os.WriteFile(note, source, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
