package parse

import (
	"bufio"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// vector is one line of testdata/log.jsonl: a line as typed in the note of Ada
// Park (alias Ada), and what it means. Only what is named is compared.
type vector struct {
	Line   string         `json:"line"`
	InLog  bool           `json:"in_log"`
	Expect map[string]any `json:"expect"`
}

// someNames are three people besides Ada Park.
func someNames() logline.Names {
	all := []string{"Bo Lindqvist", "Chidi Okafor", "Imani Vance", "Ada Park"}
	return logline.Names{IsPlace: func(txt.Link) bool { return false }, Called: func(words string) logline.Called {
		typed := strings.Fields(txt.FoldName(words))
		for _, name := range all {
			have := strings.Fields(txt.FoldName(name))
			path := []string{"contacts/" + strings.Join(have, "-") + ".md"}
			switch {
			case slices.Equal(typed, have):
				return logline.Called{Rank: 1, People: path, Names: []string{name}}
			case len(typed) > 0 && !slices.ContainsFunc(typed, func(w string) bool { return !slices.Contains(have, w) }):
				return logline.Called{Rank: 3, People: path, Names: []string{name}}
			}
		}
		return logline.Called{}
	}}
}

func TestLogVectors(t *testing.T) {
	f, err := os.Open("testdata/log.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reader := NewReader(Config{})
	scan := bufio.NewScanner(f)
	count := 0
	for scan.Scan() {
		var v vector
		if err := json.Unmarshal(scan.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		count++
		t.Run(v.Line, func(t *testing.T) { checkVector(t, reader, v) })
	}
	if count < 150 {
		t.Errorf("only %d vectors were read", count)
	}
}

func checkVector(t *testing.T, reader *Reader, v vector) {
	heading := "Notes"
	if v.InLog {
		heading = "Log"
	}
	n := reader.Named(reader.Note("contacts/ada-park.md", []byte("---\ntype: contact\nname: Ada Park\naliases: [Ada]\n---\n\n## "+heading+"\n\n"+v.Line+"\n")), someNames())
	problem, _ := v.Expect["problem"].(string)
	said := slices.ContainsFunc(n.Problems(), func(p txt.Problem) bool {
		return string(p.Code) == problem || problem != "" && strings.Contains(p.Text, problem)
	})
	if entry, told := v.Expect["entry"].(bool); said != (problem != "") || problem == "" && told && !entry && len(n.Problems()) > 0 {
		t.Errorf("problems %v, want %q", n.Problems(), problem)
	}
	switch want, told := v.Expect["entry"].(bool); {
	case told && !want && len(n.Entries()) > 0:
		t.Errorf("is an entry of kind %s", n.Entries()[0].Kind)
		return
	case !want:
		return
	case len(n.Entries()) == 0:
		t.Fatal("is no entry")
	}
	got := entryFacts(&n.Entries()[0])
	for key, want := range v.Expect {
		if key != "problem" && !reflect.DeepEqual(got[key], want) {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
}

// entryFacts are what vectors tell of an entry, as JSON has it.
func entryFacts(e *logline.Entry) map[string]any {
	links, tags := []any{}, []any{}
	for _, link := range e.HeadLinks {
		links = append(links, link.Target)
	}
	for _, tag := range e.Tags {
		tags = append(tags, tag)
	}
	return map[string]any{"entry": true, "from": e.When.From.String(), "to": e.When.To.String(), "precision": string(e.When.Precision),
		"approximate": e.When.Approximate, "kind": string(e.Kind), "direction": string(e.Direction), "counted": e.Counted(), "planned": e.Planned,
		"off": e.Off, "time": e.Time, "minutes": float64(e.Minutes), "tags": tags, "text": e.Text, "head_links": links, "next": e.Next.String(), "next_reason": e.NextReason}
}
