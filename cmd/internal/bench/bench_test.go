package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTable prints the rows that need nothing but netnotes, and rows whose other
// program may be missing; nothing rests, so the times mean nothing.
func TestTable(t *testing.T) {
	var out bytes.Buffer
	b := &bench{work: t.TempDir(), runs: 1, rows: []int{2, 4, 6, 7, 8, 10, 12}, out: &out}
	t.Setenv("PATH", goOnly(t))
	if err := b.build(); err != nil {
		t.Fatal(err)
	}
	if err := b.measure([]int{50}, ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`50 contacts: 51 notes, 1\d{3} bytes each`,
		` 2  due, unchanged, on a new day +due, unchanged +[\d.]+ ms +[\d.]+ ms +[\d.]+ +[\d.]+ +≤ 1.15 +(met|missed)\n`,
		` 4  prep contacts/000/person-\d+.md +due, unchanged +[\d.]+ ms `,
		` 6  due, the first run +rg -l NOMATCH +rg is not installed`,
		` 7  list \w+ \(in \d notes\) +rg -i \w+ +rg is not installed`,
		` 8  the store: bytes a note .* ≤ 1000 B +(met|missed)\n`,
		`10  log "Ada P", completed +due, unchanged +[\d.]+ ms `,
		`12  list +khard list +khard is not installed`,
	} {
		if !regexp.MustCompile(want).MatchString(out.String()) {
			t.Errorf("no line like %q in\n%s", want, &out)
		}
	}
}

// goOnly is a folder of programs with go in it and no other.
func goOnly(t *testing.T) string {
	dir := t.TempDir()
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		if _, err := os.Stat(filepath.Join(folder, "go")); err == nil {
			if err := os.Symlink(filepath.Join(folder, "go"), filepath.Join(dir, "go")); err != nil {
				t.Skip(err)
			}
			return dir
		}
	}
	t.Skip("no go to build with")
	return ""
}

// TestGoals holds values against what is asked.
func TestGoals(t *testing.T) {
	for _, c := range []struct {
		goal     goal
		contacts int
		value    float64
		want     string
	}{
		{atMost(limits(1.5, 0.75, 0.75)), 1000, 1.5, "≤ 1.5 met"},
		{atMost(limits(1.5, 0.75, 0.75)), 10_000, 1.5, "≤ 0.75 missed"},
		{atMost(limits(1.5, 0.75, 0.75)), 1340, 1.5, "≤ 1.5 met"},
		{atMost(limits(1.5, 0.75, 0.75)), 50, 1.5, " "},
		{atMost(always(1.2)), 50, 1.3, "≤ 1.2 missed"},
		{faster(limits(0, 300, 0)), 10_000, 301, "≥ 300× met"},
		{unit("ms", limits(0, 10, 0)), 10_000, 9, "≤ 10 ms met"},
	} {
		if got := c.goal.ask(c.contacts) + " " + c.goal.verdict(c.contacts, c.value); got != c.want {
			t.Errorf("%v of %d contacts: %q, want %q", c.value, c.contacts, got, c.want)
		}
	}
}

// TestNotes makes notes as they are described, the same ones each time.
func TestNotes(t *testing.T) {
	var all [2]string
	for i := range all {
		dir := t.TempDir()
		if err := generate(dir, 100); err != nil {
			t.Fatal(err)
		}
		s, err := takeSample(dir)
		if err != nil {
			t.Fatal(err)
		}
		if each := s.size / int64(s.notes); each < 1450 || each > 1750 || s.notes != 102 || s.contacts != 100 {
			t.Errorf("%d notes of %d bytes, %d contacts", s.notes, each, s.contacts)
		}
		if s.few.notes < 3 || s.few.notes > 7 || s.many.notes < 30 || s.namePrefix() != "Ada P" {
			t.Errorf("the sample is %+v", s)
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(s.note)))
		if err != nil {
			t.Fatal(err)
		}
		all[i] = string(text)
	}
	if all[0] != all[1] || strings.Count(all[0], "\n- 20") < 3 {
		t.Errorf("the first note is\n%s\nand then\n%s", all[0], all[1])
	}
}

// TestSettle holds what is taken off the times of watch against what it waits.
func TestSettle(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "..", "index", "watch.go"))
	if err != nil {
		t.Fatal(err)
	}
	if want := regexp.MustCompile(`settle\s+= 150 \* time\.Millisecond`); watchSettle.Milliseconds() != 150 || !want.Match(source) {
		t.Errorf("index/watch.go settles for something else than %v", watchSettle)
	}
}
