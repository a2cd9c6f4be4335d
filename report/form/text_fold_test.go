package form

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFold wants every word of a line that is too long, whole and in its order,
// within the screen.
func TestFold(t *testing.T) {
	for _, c := range []struct {
		line    string
		columns int
		want    string
	}{
		{"cue       red glasses, cannot let a joke go by", 30, "cue\n   red glasses, cannot let a\n   joke go by"},
		{"met       27 June 2026 at the annual meeting, her poster, introduced by Bo Lindqvist", 62,
			"met       27 June 2026 at the annual meeting, her poster,\n          introduced by Bo Lindqvist"},
		{"Ada Park  she/her  Head of Preservation", 30, "Ada Park  she/her\n   Head of Preservation"},
		{strings.Repeat(" ", 43) + "closed by: tick the box, or cancel it", 30, "   closed by: tick the box, or\n   cancel it"},
		{"\x1b[2mthe first and the second\x1b[0m", 14, "\x1b[2mthe first and\x1b[0m\n   \x1b[2mthe second\x1b[0m"},
		{"图书馆 图书馆 图书馆", 14, "图书馆 图书馆\n   图书馆"},
	} {
		if got := fold(c.line, c.columns); got != c.want {
			t.Errorf("%q in %d columns:\n%s\nwant\n%s", c.line, c.columns, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		line := strings.TrimSpace(rapid.StringMatching(`([a-zé图]{1,9} {1,3}){1,30}`).Draw(t, "line"))
		columns := rapid.IntRange(20, 100).Draw(t, "columns")
		folded := fold(line, columns)
		if strings.Join(strings.Fields(folded), " ") != strings.Join(strings.Fields(line), " ") {
			t.Fatalf("%q lost or broke a word:\n%s", line, folded)
		}
		for _, one := range strings.Split(folded, "\n") {
			if Width(one) > columns && Width(strings.TrimSpace(one)) < columns-3 {
				t.Fatalf("%q is wider than %d columns", one, columns)
			}
		}
	})
}

// TestSentence reads a line aloud.
func TestSentence(t *testing.T) {
	for line, want := range map[string]string{
		"met       27 Jun 2026 · her poster":         "met, 27 Jun 2026, her poster.",
		"1  web archiving: 1 of 3, 38 days left":     "1: web archiving: 1 of 3, 38 days left.",
		"… and 6 more: netnotes due --all":           "and 6 more: type netnotes due --all and press Enter.",
		"   netnotes path \"Rosa Delgado-Finch\"":    `Type netnotes path "Rosa Delgado-Finch" and press Enter.`,
		"Nobody yet.   netnotes new contact NAME":    "Nobody yet. Type netnotes new contact NAME and press Enter.",
		"Do they know each other?   both were there": "Do they know each other? both were there.",
		`she said "well."`:                           `she said "well."`,
		"what netnotes does":                         "what netnotes does.",
		"":                                           "",
	} {
		if got := sentence(line); got != want {
			t.Errorf("%q is read as %q, want %q", line, got, want)
		}
	}
}

// TestCut shortens behind a word.
func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"Head of Digital Preservation": "Head of Digital…",
		"Librarian, Alder County":      "Librarian, Alder…",
		"Librarian, Lakeshores":        "Librarian…",
		"contacts/ada-park-the-second": "contacts/ada-park…",
		"short":                        "short",
	} {
		if got := Cut(text, 18); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A command to paste stays whole where a line holds it.
func TestFoldKeepsCommands(t *testing.T) {
	for line, want := range map[string]string{
		`still open: the paper (netnotes done "Ada Park") and more`: "still open: the paper\n   (netnotes done \"Ada Park\") and\n   more",
		`nobody is late: netnotes list spoke:over90d`:               "nobody is late:\n   netnotes list spoke:over90d",
	} {
		if got := fold(line, 36); got != want {
			t.Errorf("fold(%q) =\n%s\nwant\n%s", line, got, want)
		}
	}
}
