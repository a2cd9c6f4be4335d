package parse

import (
	"os"
	"strings"
	"testing"

	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// TestSurvey reads what people write in a log of their own, one line of
// testdata/survey.txt after the other: "line => meaning". Each stands alone in the
// log of Ada Park (alias Ada) on 2026-03-04, beside three other contacts. The
// meaning is the kind and direction of each entry ("*" where it counts), off or
// planned with the day, who takes part ("owner" is Ada), and what is reported
// ("!"). A line that counts for nothing is reported, each and every one.
func TestSurvey(t *testing.T) {
	source, err := os.ReadFile("testdata/survey.txt")
	if err != nil {
		t.Fatal(err)
	}
	reader, lines := NewReader(Config{}), 0
	for text := range strings.Lines(string(source)) {
		line, want, ok := strings.Cut(strings.TrimSpace(text), " => ")
		if !ok {
			continue
		}
		lines++
		n := reader.Named(reader.Note("contacts/ada-park.md", []byte("---\ntype: contact\nname: Ada Park\naliases: [Ada]\n---\n\n## Log\n\n- 2026-03-04 "+line+"\n")), someNames())
		problems := append(n.Problems(), reader.Remarks(n, someNames())...)
		if got := linesTold(n.Entries(), problems); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
		silent := len(n.Entries()) == 0 || n.Entries()[0].Kind == logline.Remark
		if silent && len(problems) == 0 && !strings.HasPrefix(line, "~~") && !strings.HasPrefix(line, "note") && !strings.HasPrefix(line, "call for") {
			t.Errorf("%s: lost in silence", line)
		}
	}
	if lines < 200 {
		t.Errorf("only %d lines", lines)
	}
}

func linesTold(entries []logline.Entry, problems []txt.Problem) string {
	var out []string
	for _, e := range entries {
		text := string(e.Kind) + "/" + string(e.Direction)
		if e.Counted() {
			text = "*" + text
		}
		if e.Off {
			text += " off"
		}
		if e.Planned {
			text += " planned " + e.When.From.String()
		}
		if e.WithOwner && e.Counted() {
			text += " owner"
		}
		for _, p := range e.People {
			text += " +" + p.Text
		}
		out = append(out, text)
	}
	for _, p := range problems {
		out = append(out, "!"+string(p.Code))
	}
	return strings.Join(out, "; ")
}
