package report

import (
	"bytes"
	"strings"
	"testing"
)

// TestSafeWriter wants no control character to pass, and our own colours only
// where they are allowed.
func TestSafeWriter(t *testing.T) {
	for text, want := range map[string]string{
		"plain\ttext\n":            "plain\ttext\n",
		"\x1b[31mred":              "^[[31mred",
		"bell\a del\x7f":           "bell^G del^?",
		"c1 \u009b0m":              "c1 <U+009B>0m",
		"raw \x9b0m":               "raw \uFFFD0m",
		"turn \u202egnp":           "turn <U+202E>gnp",
		"Zofia Wójcik 图书馆":         "Zofia Wójcik 图书馆",
		"\x1b]0;title\x07 \r over": "^[]0;title^G ^M over",
	} {
		var b bytes.Buffer
		if _, err := (SafeWriter{To: &b}).Write([]byte(text)); err != nil || b.String() != want {
			t.Errorf("%q is written as %q, want %q (%v)", text, b.String(), want, err)
		}
	}
	var b bytes.Buffer
	_, _ = SafeWriter{To: &b, Color: true}.Write([]byte("\x1b[1mé\x1b[0m \x1b[5m"))
	if want := "\x1b[1mé\x1b[0m ^[[5m"; b.String() != want {
		t.Errorf("with colour: %q, want %q", b.String(), want)
	}
}

// TestTableAligns wants columns aligned for wide and combining characters, and
// within the terminal.
func TestTableAligns(t *testing.T) {
	table := string(TableText([]string{"NAME", "ORG"}, [][]string{{"图书馆", "A"}, {"Zoe\u0301", "B"}, {"Ada", strings.Repeat("long ", 30)}}, Style{Width: 70}))
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if width(line) > 70 {
			t.Errorf("%q is %d columns wide", line, width(line))
		}
		if rest := []rune(line); strings.IndexAny(line, "AB") > 0 && width(line) > 8 && width(string(rest[:len(rest)-1])) < 8 {
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
	if CSV(&safe, rows, false) != nil || CSV(&raw, rows, true) != nil {
		t.Fatal("not written")
	}
	if !strings.Contains(safe.String(), "\n'=1+1,a.md,,'@x,") || !strings.Contains(raw.String(), "\n=1+1,a.md,,@x,") {
		t.Errorf("safe %s\nraw %s", safe.String(), raw.String())
	}
}
