package edit

import (
	"strings"
	"testing"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// TestFixes makes every edit that a problem or a remark offers: the text of a
// note, and after "=>" what each edit makes of it, "!" before one that is certain.
func TestFixes(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"date":         {"- 07/08/2026 lunch", "- 2026-07-08 lunch | - 2026-08-07 lunch"},
		"range":        {"- 2026-06-12/2026-06-09 met", "- 2026-06-09/2026-06-12 met"},
		"month":        {"- 2026-06-01 call: maps => 2026-9 ask", "!- 2026-06-01 call: maps => 2026-09 ask"},
		"arrow":        {"- 2026-06-01 call: maps--> 2026-09-01 ask", "!- 2026-06-01 call: maps -> 2026-09-01 ask"},
		"arrow first":  {"- 2026-06-01 call ->2026-13-01", ""},
		"range behind": {"- 2026-06-01 call: 2026-01-01->2026-02-01", ""},
		"weekday":      {"- Fri 2026-08-20 call", "- Thu 2026-08-20 call"},
		"kind":         {"- 2026-08-20 Cofee at hers", "!- 2026-08-20 Coffee at hers"},
		"two kinds":    {"- 2026-08-20 calked", "- 2026-08-20 called"},
		"first name":   {"- 2026-08-20 coffee with Bo: maps", "- 2026-08-20 coffee with [[Bo Lindqvist]]: maps"},
		"due":          {"- [ ] send it 2026-11-20", "- [ ] send it due:2026-11-20"},
		"promise":      {"- 2026-08-20 coffee: will send the map", "- 2026-08-20 coffee: will send the map\n  - [ ] send the map"},
		"CRLF":         {"- 2026-08-20 cofee\r\n- 2026-08-19 call", "!- 2026-08-20 coffee\r\n- 2026-08-19 call"},
	} {
		t.Run(name, func(t *testing.T) {
			head := "---\ntype: contact\nname: Ada Park\n---\n\n## Log\n\n"
			reader := parse.NewReader(parse.Config{})
			alone := reader.Note("contacts/ada.md", []byte(head+c.text+"\n"))
			n := reader.Named(alone, boKnown())
			var got []string
			for _, p := range append(n.Problems(), reader.Remarks(n, boKnown())...) {
				for _, fix := range p.Edits() {
					after, err := Mend(reader, alone, p, fix)
					if err != nil {
						continue // which is not offered
					}
					text := strings.TrimSuffix(strings.TrimPrefix(string(after.Source()), head), "\n")
					if fix.Certain {
						text = "!" + text
					}
					got = append(got, text)
				}
			}
			if strings.Join(got, " | ") != c.want {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
		})
	}
}

// TestMendRefuses makes no edit after which something else reads differently.
func TestMendRefuses(t *testing.T) {
	reader := parse.NewReader(parse.Config{})
	n := reader.Note("a.md", []byte("---\ntype: contact\nname: Ada Park\n---\n\n## Log\n\n- 2026-08-20 cofee\n- 2026-08-19 call\n"))
	p := n.Problems()[0]
	for name, fix := range map[string]txt.Fix{
		"another line":   {At: txt.At(p.Span.End+15, p.Span.End+19), Text: "lunch"},
		"a line break":   {At: p.Span, Text: "coffee\n\n## Other\n"},
		"struck through": {At: p.Span, Text: "~~coffee~~"},
		"nothing better": {At: p.Span, Text: "cofeee"},
		"the name":       {At: txt.At(24, 32), Text: "Bo Lind"},
		"beyond":         {At: txt.At(0, 1<<20), Text: "x"},
		"backwards":      {At: txt.At(20, 10), Text: "x"},
	} {
		if after, err := Mend(reader, n, p, fix); err == nil {
			t.Errorf("%s: %q", name, after.Source())
		}
	}
}

// boKnown is a folder in which Bo Lindqvist is known, and nobody else.
func boKnown() logline.Names {
	return logline.Names{IsPlace: func(txt.Link) bool { return false }, Called: func(words string) logline.Called {
		rank := map[string]int{"bo lindqvist": 1, "bo": 3}[txt.FoldName(words)]
		if rank == 0 {
			return logline.Called{}
		}
		return logline.Called{Rank: rank, People: []string{"contacts/bo-lindqvist.md"}, Names: []string{"Bo Lindqvist"}}
	}}
}
