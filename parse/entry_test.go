package parse

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// vector is one line of testdata/log.jsonl: a bullet as typed in the note of
// Ada Park (alias Ada), and what it means.
type vector struct {
	Line   string `json:"line"`
	InLog  bool   `json:"in_log"`
	Expect struct {
		Entry       bool     `json:"entry"`
		Problem     string   `json:"problem"`
		From        string   `json:"from"`
		To          string   `json:"to"`
		Precision   string   `json:"precision"`
		Approximate bool     `json:"approximate"`
		Kind        string   `json:"kind"`
		Direction   string   `json:"direction"`
		Counted     bool     `json:"counted"`
		Planned     bool     `json:"planned"`
		Time        string   `json:"time"`
		Minutes     int      `json:"minutes"`
		HeadLinks   []string `json:"head_links"`
		Tags        []string `json:"tags"`
		Text        string   `json:"text"`
		Next        string   `json:"next"`
		NextReason  string   `json:"next_reason"`
	} `json:"expect"`
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
	if count < 50 {
		t.Errorf("only %d vectors were read", count)
	}
}

func checkVector(t *testing.T, reader *Reader, v vector) {
	heading := ""
	if v.InLog {
		heading = "## Log\n\n"
	}
	n := reader.Note("contacts/ada-park.md", []byte("---\nname: Ada Park\naliases: [Ada]\n---\n\n"+heading+v.Line+"\n"))
	want := v.Expect
	if want.Problem != "" {
		if len(n.Entries) != 0 || len(n.Problems) != 1 || !strings.Contains(n.Problems[0].Text, want.Problem) {
			t.Fatalf("want the problem %q, got entries %v and problems %v", want.Problem, n.Entries, n.Problems)
		}
		return
	}
	if !want.Entry {
		if len(n.Entries) != 0 || len(n.Problems) != 0 {
			t.Fatalf("want no entry and no problem, got %v and %v", n.Entries, n.Problems)
		}
		return
	}
	if len(n.Entries) != 1 {
		t.Fatalf("want one entry, got %d; problems %v", len(n.Entries), n.Problems)
	}
	e := n.Entries[0]
	got := want
	got.From, got.To = e.When.From.String(), e.When.To.String()
	got.Precision, got.Approximate = string(e.When.Precision), e.When.Approximate
	got.Kind, got.Direction, got.Counted, got.Planned = string(e.Kind), string(e.Direction), e.Counted(), e.Planned
	got.Time, got.Minutes, got.Tags, got.Text = e.Time, e.Minutes, e.Tags, e.Text
	got.Next, got.NextReason = e.Next.String(), e.NextReason
	got.HeadLinks = nil
	for _, link := range e.HeadLinks {
		got.HeadLinks = append(got.HeadLinks, link.Target)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
