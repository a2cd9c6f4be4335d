package cli

import (
	"strings"
	"testing"

	"netnotes/cmd/internal/cli/app"
)

// TestTriage goes through imported people: each answer is written at once, so that
// it goes on where it was, and undo takes back one after the other.
func TestTriage(t *testing.T) {
	d := newDesk(t, map[string]string{
		"contacts/ada-park.md":  "---\nname: Ada Park\n---\n",
		"contacts/a-moss.md":    "---\nname: Al Moss\norg: Elm\nstatus: imported\n---\n",
		"contacts/b-reed.md":    "---\nname: Bea Reed\nstatus: imported\n---\n",
		"contacts/c-parke.md":   "---\nname: Ada Parke\nemail: ada@lake.example\nstatus: imported\n---\n",
		"contacts/d-stone.md":   "---\nname: Rob Stone\nstatus: imported\n---\n",
		"contacts/e-decided.md": "---\nname: Eve Tan\nstatus: imported\ntier: B\n---\n",
	})
	if got := d.run("triage"); got.status != 0 || !strings.Contains(got.stdout, "4 imported people are to be gone through") {
		t.Errorf("without a terminal: status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	got := d.answer("triage", "what\nb\nm\nAda Park\ny\nr\nq\n")
	if got.status != 0 || !strings.Contains(got.stderr, "1 of 4  Al Moss, Elm") || !strings.Contains(got.stderr, "left: netnotes triage") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.stderr)
	}
	d.asks = false
	left := d.run("triage")
	if !strings.Contains(left.stdout, "1 imported") {
		t.Errorf("afterwards: %s%s\n%s%s", left.stdout, left.stderr, got.stdout, got.stderr)
	}
	for range 3 {
		if got := d.answer("undo", "y\n"); got.status != 0 {
			t.Errorf("undo: status %d\n%s%s", got.status, got.stdout, got.stderr)
		}
	}
	d.asks = false
	if got := d.run("triage"); !strings.Contains(got.stdout, "4 imported") {
		t.Errorf("after undo: %s%s", got.stdout, got.stderr)
	}
	for _, answers := range []string{"", "q\n", "\n\n\n\n", "m\nq\n", "m\nnobody\nq\n", "m\nada\nn\nq\n"} {
		before := d.tree(t)
		if got := d.answer("triage", answers); got.status != 0 || len(d.tree(t)) != len(before) {
			t.Errorf("answered %q: status %d\n%s", answers, got.status, got.stderr)
		}
	}
}

// TestNewThereAlready says who somebody may be before a second note is made.
func TestNewThereAlready(t *testing.T) {
	files := func() map[string]string {
		return map[string]string{"contacts/ada.md": "---\nname: Ada Park\nemail: ada@lake.example\n---\n"}
	}
	for line, want := range map[string]string{
		"new contact Ada Parck":                                "Ada Parck may be there already: Ada Park, contacts/ada.md",
		"new contact 'Adelaide Park' --email ada@lake.example": "may be there already: Ada Park, contacts/ada.md",
		"new contact Zora Fenn":                                "",
	} {
		d := newDesk(t, files())
		got := d.run(line)
		if made := len(d.tree(t)) > 2; got.status == 0 != made || made != (want == "") || !strings.Contains(got.stderr, want) {
			t.Errorf("%s: status %d\n%s%s", line, got.status, got.stdout, got.stderr)
		}
		if want == "" {
			continue
		}
		if got := d.run(line + " --yes"); got.status != 0 {
			t.Errorf("%s --yes: status %d\n%s", line, got.status, got.stderr)
		}
		d = newDesk(t, files())
		if got := d.answer(line, "n\n"); got.status != app.ExitUsage || len(d.tree(t)) > 2 {
			t.Errorf("%s, answered n: status %d\n%s", line, got.status, got.stderr)
		}
	}
}
