package parse

import (
	"fmt"
	"strings"
	"testing"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// targetsOf reads a targets note whose lines of "## Want" are given.
func targetsOf(wants ...string) *Note {
	return NewReader(Config{}).Note("targets.md", []byte("---\ntype: targets\n---\n\n## Want\n\n- "+strings.Join(wants, "\n- ")+"\n"))
}

// String writes a want with everything it means.
func (w Want) String() string {
	var query []string
	for _, word := range w.Query {
		query = append(query, word.Text)
	}
	s := fmt.Sprintf("%d of <%s>, %d current", w.Count, strings.Join(query, "> <"), w.Current)
	if w.From > 0 {
		s += fmt.Sprintf(", %d %ss", w.From, w.Of)
	}
	if !w.By.IsZero() {
		s += ", by " + w.By.String()
	}
	return s
}

func TestWants(t *testing.T) {
	for line, want := range map[string]string{
		"sector:public":                                "1 of <sector:public>, 1 current",
		"1 person skill:maps":                          "1 of <skill:maps>, 1 current",
		"2 people sector:public":                       "2 of <sector:public>, 1 current",
		"3 people skill:web-archiving by 2026-12-31":   "3 of <skill:web-archiving>, 2 current, by 2026-12-31",
		`2 people org:"Fox Hollow Public Library"`:     `2 of <org:"Fox Hollow Public Library">, 1 current`,
		"4 people relation:mentor|sponsor from 3 orgs": "4 of <relation:mentor|sponsor>, 2 current, 3 orgs",
		"5 people level:mid from 1 sector current 1":   "5 of <level:mid>, 1 current, 1 sectors",
		"5 people level:mid by 2026-12 from 2 orgs":    "5 of <level:mid>, 3 current, 2 orgs, by 2026-12-31",
		"5 people level:mid current 0 by 2027":         "5 of <level:mid>, 0 current, by 2027-12-31",
		"[[Rosa Delgado-Finch]] by 2027-03-31":         "1 of <[[Rosa Delgado-Finch]]>, 1 current, by 2027-03-31",
		"[Rosa D](contacts/rosa.md)":                   "1 of <[Rosa D](contacts/rosa.md)>, 1 current",
		"[ ] 2 people cello":                           "2 of <cello>, 1 current",
		`2 people "by" the sea`:                        `2 of <"by"> <the> <sea>, 1 current`,
		"1 person who sings":                           "1 of <who> <sings>, 1 current",
		"people who sing interest:cello":               "1 of <people> <who> <sing> <interest:cello>, 1 current",
	} {
		n := targetsOf(line)
		if len(n.Problems()) > 0 || len(n.Targets().Wants) != 1 {
			t.Errorf("%s: %d wants, problems %v", line, len(n.Targets().Wants), n.Problems())
		} else if got := n.Targets().Wants[0].String(); got != want {
			t.Errorf("%s\n got %s\nwant %s", line, got, want)
		}
	}
	n := targetsOf("[x] 2 people cello", "~~2 people tuba~~")
	if len(n.Targets().Wants) != 0 || len(n.Problems()) != 0 {
		t.Errorf("what is done or struck through is wanted: %v %v", n.Targets().Wants, n.Problems())
	}
}

// TestWantProblems marks in each line, between « and », what the problem is
// about. The line costs itself, and the next one counts.
func TestWantProblems(t *testing.T) {
	for line, code := range map[string]txt.Code{
		"«three» people sector:public":          txt.BadWant,
		"«0» people sector:public":              txt.BadWant,
		"«2 people»":                            txt.BadWant,
		"«by 2026-12-31»":                       txt.BadWant,
		"2 people cello from «many» orgs":       txt.BadWant,
		"2 people cello from 3 «organisations»": txt.BadWant,
		"2 people cello from 3 «sectrs»":        txt.BadWant,
		"2 people cello from «0» orgs":          txt.BadWant,
		"2 people cello «current»":              txt.BadWant,
		"2 people cello current «-1»":           txt.BadWant,
		"2 people cello current «3»":            txt.BadWant,
		"1 person cello current «2»":            txt.BadWant,
		"skill:maps by 2026-12-31 current «2»":  txt.BadWant,
		"«people who sing»":                     txt.BadWant,
		"«3 web archivists»":                    txt.BadWant,
		"«see https://maps.example»":            txt.BadWant,
		"2 people cello «by»":                   txt.BadWant,
		"2 people cello by «soon»":              txt.BadDate,
		"2 people cello by «2026-02-30»":        txt.BadDate,
		"2 people cello by 2026-12-31 «tuba»":   txt.BadWant,
	} {
		source := strings.NewReplacer("«", "", "»", "").Replace(line)
		n := targetsOf(source, "1 person tuba")
		if len(n.Problems()) != 1 || len(n.Targets().Wants) != 1 {
			t.Errorf("%s: %d wants, problems %v", line, len(n.Targets().Wants), n.Problems())
			continue
		}
		p := n.Problems()[0]
		at := strings.Index(string(n.Source()), source)
		from := at + strings.Index(line, "«")
		to := from + strings.Index(line, "»") - strings.Index(line, "«") - len("«")
		if p.Code != code || p.Span != (txt.At(from, to)) || p.Hint == "" || p.Start.Line != 7 {
			t.Errorf("%s: %s at %v %q (%s), want %s at %d-%d", line, p.Code, p.Span, n.Source()[p.Span.Start:p.Span.End], p.Text, code, from, to)
		}
	}
}

// TestStrayWants tells a want outside "## Want" from a bullet that is none.
func TestStrayWants(t *testing.T) {
	for line, stray := range map[string]bool{
		"2 people skill:maps":               true,
		"3 people web archiving":            true,
		"skill:maps level:lead":             true,
		"[[Ada Park]] by 2027-03-31":        true,
		"[[Ada Park]]":                      false,
		"[[Ada Park]] told me of role:lead": false,
		"people I met":                      false,
		"see https://maps.example":          false,
		"note: ask her":                     false,
	} {
		n := NewReader(Config{}).Note("targets.md", []byte("---\ntype: targets\n---\n\n## Notes\n- "+line+"\n"))
		if got := len(n.Problems()) == 1 && n.Problems()[0].Code == txt.BadWant && n.Problems()[0].Start.Line == 6; got != stray || len(n.Targets().Wants) > 0 {
			t.Errorf("%s: %v, problems %v", line, n.Targets().Wants, n.Problems())
		}
	}
}

// TestManyWants reads no more wants than anybody would write.
func TestManyWants(t *testing.T) {
	n := targetsOf(strings.Split(strings.Repeat("x:y,", 202)+"x:y", ",")...)
	if len(n.Targets().Wants) != 200 || len(n.Problems()) != 3 || n.Problems()[0].Code != txt.TooMuch {
		t.Errorf("%d wants, problems %v", len(n.Targets().Wants), n.Problems())
	}
}

// TestWantOnTwoLines keeps the places of a want that goes on on the next line.
func TestWantOnTwoLines(t *testing.T) {
	n := NewReader(Config{}).Note("targets.md", []byte("## Want\r\n\r\n- 2 people sector:public\r\n  level:lead by 2026-13-01\r\n"))
	if len(n.Problems()) != 1 || n.Problems()[0].Start != (txt.Position{Line: 4, Col: 17}) {
		t.Errorf("problems %+v", n.Problems())
	}
}

func TestTargetsFields(t *testing.T) {
	n := NewReader(Config{}).Note("targets.md", []byte(`---
type: targets
me:
  org: "[[Cedar Ford Library School]]"
  level: Student
  sector: lis-education
  school: [Cedar Ford, Elm]
mode: searching 2026-09-01/2027-03-31
budget: 5/week
---

## Could use

- read a cover letter
  - and mean it
`))
	got := n.Targets()
	if len(n.Problems()) > 0 {
		t.Fatal(n.Problems())
	}
	if len(got.Me.Orgs) != 1 || got.Me.Level != "student" || got.Me.Sector != "lis education" || len(got.Me.Schools) != 2 {
		t.Errorf("me: %+v", got.Me)
	}
	day := func(s string) date.Date { d, _ := date.ParseDay(s); return d }
	for _, c := range []struct {
		day  string
		want bool
	}{{"2026-08-31", false}, {"2026-09-01", true}, {"2027-03-31", true}, {"2027-04-01", false}} {
		if got.Mode.SearchingOn(day(c.day)) != c.want {
			t.Errorf("searching on %s: %v", c.day, !c.want)
		}
	}
	if got.Budget.String() != "5/week" || got.Budget.PerYear() != 5*365./7 {
		t.Errorf("budget: %v, %v a year", got.Budget, got.Budget.PerYear())
	}
	if len(got.CouldUse) != 1 || got.CouldUse[0].Text != "read a cover letter" || got.CouldUse[0].Line != 14 {
		t.Errorf("could use: %+v", got.CouldUse)
	}
}

func TestTargetsFieldProblems(t *testing.T) {
	for field, code := range map[string]txt.Code{
		"me: {level: studnt}":                   txt.BadValue,
		"me: {lvel: student}":                   txt.BadValue,
		"me: student":                           txt.BadValue,
		"me: {sector: publc}":                   txt.BadValue,
		"mode: serching":                        txt.BadValue,
		"mode: searching sometime":              txt.BadDate,
		"mode: searching 2026-12-01/2026-01-01": txt.BackwardsRange,
		"budget: five a week":                   txt.BadValue,
		"budget: 0/week":                        txt.BadValue,
		"budget: 5/fortnight":                   txt.BadValue,
		"mode: growing":                         "",
		"mode: searching":                       "",
		"budget: 5 / month":                     "",
		"me: {level: emeritus, shoe_size: 41}":  "",
		"me:":                                   "",
	} {
		n := NewReader(Config{}).Note("targets.md", []byte("---\ntype: targets\n"+field+"\n---\n"))
		switch {
		case code == "" && len(n.Problems()) > 0:
			t.Errorf("%s: %v", field, n.Problems())
		case code != "" && (len(n.Problems()) != 1 || n.Problems()[0].Code != code || n.Problems()[0].Start.Line != 3):
			t.Errorf("%s: want %s, got %v", field, code, n.Problems())
		}
	}
}

// FuzzWant reads any line as a want: it never fails, every problem stands
// within the note, and the words of a want are what stands at their places.
func FuzzWant(f *testing.F) {
	for _, seed := range []string{"2 people sector:public level:director", `1 person org:"Fox Hollow" from 3 orgs current 2 by 2026-12`, "[[Rosa|R]] by 2027-03-31", "x by", "3 people", "\"by\" \"", "[a b](c.md) from 2 sectors", "- 2 people \n  x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		n := targetsOf(line)
		for _, p := range n.Problems() {
			if p.Span.Start < 0 || p.Span.End < p.Span.Start || p.Span.End > len(n.Source()) {
				t.Fatalf("%q: %v", line, p)
			}
		}
		if n.Targets() == nil {
			return // the line ended the note's front matter or its type
		}
		for _, w := range n.Targets().Wants {
			if w.Count < 1 || len(w.Query) == 0 || w.Current < 0 || w.From > 0 != (w.Of != "") {
				t.Fatalf("%q: %+v", line, w)
			}
			for _, word := range w.Query {
				if at := string(n.Source()[word.Span.Start:word.Span.End]); at != word.Text && !strings.ContainsAny(line, "\n\r<\x00") {
					t.Fatalf("%q: the word %q stands at %q", line, word.Text, at)
				}
			}
		}
	})
}
