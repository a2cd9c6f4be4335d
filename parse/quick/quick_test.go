package quick

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"netnotes/parse"
	"netnotes/parse/date"
)

// TestCapture takes quick notes apart as a person means them.
func TestCapture(t *testing.T) {
	r := parse.NewReader(parse.Config{})
	for _, c := range []struct {
		line, date, bad, verb, names, text string
	}{
		{"Imani Vance: wants to swap CVs", "", "", "", "Imani Vance", "wants to swap CVs"},
		{"Imani Vance, NMRT social", "", "", "", "Imani Vance", "NMRT social"},
		{"Imani Vance - NMRT social", "", "", "", "Imani Vance", "NMRT social"},
		{"Imani Vance", "", "", "", "Imani Vance", ""},
		{"Imani Vance wants to swap CVs", "", "", "", "Imani Vance", "wants to swap CVs"},
		{"2026-06-27 Imani Vance: plants", "2026-06-27", "", "", "Imani Vance", "plants"},
		{"2026-06-27 14:30 Imani Vance: plants", "2026-06-27", "", "", "Imani Vance", "plants"},
		{"2026-06-27: Imani Vance: plants", "2026-06-27", "", "", "Imani Vance", "plants"},
		{"6/27 Imani Vance: plants", "", "6/27", "", "Imani Vance", "plants"},
		{"27.6. Imani Vance: plants", "", "27.6.", "", "Imani Vance", "plants"},
		{"June 27: Imani Vance, plants", "", "June 27", "", "Imani Vance", "plants"},
		{"27th June 2026 Imani Vance, plants", "2026-06-27", "", "", "Imani Vance", "plants"},
		{"yesterday, Imani Vance, plants", "", "yesterday", "", "Imani Vance", "plants"},
		{"Saturday: Imani Vance, plants", "", "Saturday", "", "Imani Vance", "plants"},
		{"Sat 27 Imani Vance, plants", "", "Sat", "", "", "27 Imani Vance, plants"},
		{"Sun Li: plants", "", "", "", "Sun Li", "plants"},
		{"Imani Vance (27/6): plants", "", "27/6", "", "Imani Vance", "plants"},
		{"Imani Vance, 27.06.: plants", "", "27.06.", "", "Imani Vance", "plants"},
		{"Imani Vance 27 June, plants", "", "27 June", "", "Imani Vance", "plants"},
		{"Imani Vance 2026-06-27: plants", "2026-06-27", "", "", "Imani Vance", "plants"},
		{"Imani Vance: 12 boxes", "", "", "", "Imani Vance", "12 boxes"},
		{"Imani Vance: 3/4 of the plants", "", "3/4", "", "Imani Vance", "of the plants"},
		{"Met: Imani Vance, plants", "", "", "met", "Imani Vance", "plants"},
		{"June Ito: plants", "", "", "", "June Ito", "plants"},
		{"May: plants", "", "", "", "May", "plants"},
		{"Ana Ruiz and Kofi Mensah: budgets", "", "", "", "Ana Ruiz|Kofi Mensah", "budgets"},
		{"Ana Ruiz & Kofi Mensah, budgets", "", "", "", "Ana Ruiz|Kofi Mensah", "budgets"},
		{"Ana Ruiz and the budget", "", "", "", "Ana Ruiz", "and the budget"},
		{"[[Ana Ruiz]] and [[kofi-mensah|Kofi]]: budgets", "", "", "", "Ana Ruiz|kofi-mensah", "budgets"},
		{"Ludwig van der Berg: maps", "", "", "", "Ludwig van der Berg", "maps"},
		{"Walter J. Finch. Maps.", "", "", "", "Walter J. Finch", "Maps."},
		{"Émile O’Neill-Sørensen (they/them), maps", "", "", "", "Émile O’Neill-Sørensen", "maps"},
		{"李小龙: maps", "", "", "", "李小龙", "maps"},
		{"met Imani Vance at the social", "", "", "met", "Imani Vance", "at the social"},
		{"Coffee with Bo Lindqvist: budgets", "", "", "coffee", "Bo Lindqvist", "budgets"},
		{"leonie: volunteers print", "", "", "", "", "leonie: volunteers print"},
		{"", "", "", "", "", ""},
	} {
		got := Line(r, c.line, date.Date{})
		have := []string{got.When.From.String(), got.BadDate, got.Verb, strings.Join(got.Names, "|"), got.Text}
		if diff := cmp.Diff([]string{c.date, c.bad, c.verb, c.names, c.text}, have); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.line, diff)
		}
	}
}

// TestCaptureLines keeps every line of a capture but its marks, and takes the
// date of its front matter.
func TestCaptureLines(t *testing.T) {
	r := parse.NewReader(parse.Config{})
	n := r.Note("inbox/1.md", []byte("\ufeff---\ncreated: 2026-06-27T14:12:00Z\n---\r\n# Imani Vance (she/her)\r\n\r\n- a plant\r\n> a quote\n[ ] send it\n"))
	got := Notes(r, n)[0]
	want := []string{"2026-06-27", "Imani Vance", "she/her", "a plant|a quote|[ ] send it"}
	if diff := cmp.Diff(want, []string{got.When.From.String(), strings.Join(got.Names, "|"), got.Pronouns, strings.Join(got.More, "|")}); diff != "" {
		t.Error(diff)
	}
}

// FuzzCapture wants no panic, no line break, and every word of the line kept.
func FuzzCapture(f *testing.F) {
	for _, seed := range []string{"Ada Park: x", "2026-06-27 Ada", "27. June 2026 Ada and Bo", "[[Ada]] & [[Bo]]", "(a/b) x", "- - -", "Met", "And And and And"} {
		f.Add(seed)
	}
	r := parse.NewReader(parse.Config{})
	f.Fuzz(func(t *testing.T, line string) {
		c := Notes(r, r.Note("inbox/x.md", []byte(line)))[0]
		for _, s := range append(append([]string{c.Text, c.BadDate, c.Verb, c.Pronouns}, c.Names...), c.More...) {
			if strings.ContainsAny(s, "\r\n") {
				t.Errorf("a line break in %q", s)
			}
		}
		if len(c.Names) > 0 && c.Names[0] == "" {
			t.Error("an empty name")
		}
		if !strings.HasSuffix(strings.TrimSpace(line), c.Text) && len(c.More) == 0 && !strings.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) && !strings.HasPrefix(line, "---") {
			t.Errorf("%q lost the end of %q", c.Text, line)
		}
	})
}
