package report

import (
	"bytes"
	"strings"
	"testing"

	"netnotes/report/form"
)

// TestTableAligns wants columns aligned for wide and combining characters, and
// within the terminal.
func TestTableAligns(t *testing.T) {
	table := string(form.Table([]string{"NAME", "ORG"}, [][]string{{"图书馆", "A"}, {"Zoe\u0301", "B"}, {"Ada", strings.Repeat("long ", 30)}}, form.Style{Width: 70}))
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if form.Width(line) > 70 {
			t.Errorf("%q is %d columns wide", line, form.Width(line))
		}
		if rest := []rune(line); strings.IndexAny(line, "AB") > 0 && form.Width(line) > 8 && form.Width(string(rest[:len(rest)-1])) < 8 {
			t.Errorf("%q is not aligned", line)
		}
	}
	if !strings.Contains(table, "图书馆  A") || !strings.Contains(table, "Zoe\u0301     B") {
		t.Errorf("not aligned:\n%s", table)
	}
}

// TestCSV wants cells that a spreadsheet would run to be defused.
func TestCSV(t *testing.T) {
	rows := []Row{{Name: "=1+1", Path: "a.md", Org: "@x", Tags: []string{"-t"}}}
	var safe, raw bytes.Buffer
	if form.CSV(&safe, rows, false) != nil || form.CSV(&raw, rows, true) != nil {
		t.Fatal("not written")
	}
	if !strings.Contains(safe.String(), "\n'=1+1,a.md,,'@x,") || !strings.Contains(raw.String(), "\n=1+1,a.md,,@x,") {
		t.Errorf("safe %s\nraw %s", safe.String(), raw.String())
	}
}
