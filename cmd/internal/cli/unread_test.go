package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// halfRead is a folder of which something cannot be read, whoever asks.
func halfRead(t *testing.T) *desk {
	return newDesk(t, map[string]string{
		"contacts/ada.md": ada("- 2026-01-01 met\n- [ ] write due:2026-10-01\n"), "contacts/bo-lindqvist.md": "---\nname: Bo Lindqvist\n---\n",
		"contacts/bo.md": "---\nname: Bo\x00\n---\n", "contacts/zed.md": "\xff\xfeZ\x00",
		"events/conf.md": "---\ntype: event\nname: Conf\nstart: 2026-10-01\n---\n\n## Met\n\n- [[Zed Newman]]\n",
		"inbox/1.md":     "met Cy Newby at Conf: maps\n", "inbox/2.md": "coffee with Bo: hello\n",
		"people.csv": "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nCy,Newby,,,Oak,Clerk,26 Jun 2026\n",
	})
}

const twoNotes = "netnotes: 2 notes could not be read: netnotes check\n"

// TestUnreadIsSaid wants every command to say once what could not be read, an
// export to end as not done, and completions to stay silent.
func TestUnreadIsSaid(t *testing.T) {
	d := halfRead(t)
	for line, status := range map[string]int{
		"due": 0, "due --json": 0, "list": 0, "list --json": 0, "check": 1, "show ada": 0, "why ada": 0, "prep ada": 0, "gaps": 0, "review": 0, "ask": 0, "leads": 0,
		"interviews": 0, "share maps": 0, "undo": 3, "log ada 'call: x' --dry-run": 0, "set ada tier=A --dry-run": 0,
		"export csv": 3, "export json": 3, "export vcard": 3, "export ics": 3, "export vcard -o out.vcf": 3, "__complete show ''": 0,
	} {
		want := 1
		if strings.HasPrefix(line, "__complete") {
			want = 0
		}
		if got := d.run(line); got.status != status || strings.Count(got.stderr, twoNotes) != want {
			t.Errorf("netnotes %s: %d\n%s", line, got.status, got.stderr)
		}
	}
}

// TestUnreadTakesNobodyElse wants nobody taken by a part of a name, and nobody
// taken for new, while notes cannot be read that may be meant.
func TestUnreadTakesNobodyElse(t *testing.T) {
	d := halfRead(t)
	before := map[string]string{}
	for _, name := range []string{"contacts/bo-lindqvist.md", "contacts/bo.md", "contacts/ada.md", "inbox/1.md", "inbox/2.md"} {
		before[name] = d.text(name)
	}
	for _, line := range []string{
		"log bo 'call: one'", "log 'call with Bo: one'", "log lindqvist 'call: one'", "done bo", "set bo tier=B", "snooze bo 3w", "skip bo", "forget bo --yes", "edit bo", "merge bo ada",
		"inbox --yes", "wrap conf --yes", "import linkedin people.csv --yes", "import linkedin people.csv",
	} {
		got := d.run(line)
		if asks := strings.HasPrefix(line, "inbox") || strings.HasPrefix(line, "wrap"); got.status == 0 && !asks {
			t.Errorf("netnotes %s: %+v", line, got)
		}
		for name, text := range before {
			if d.text(name) != text {
				t.Fatalf("netnotes %s wrote to %s", line, name)
			}
		}
	}
	if names, _ := os.ReadDir(filepath.Join(d.root, "contacts")); len(names) != 4 {
		t.Errorf("notes %v", names)
	}
	for line, note := range map[string]string{"log 'Bo Lindqvist' 'call: two'": "contacts/bo-lindqvist.md", "log ada 'call: two'": "contacts/ada.md", "import linkedin people.csv --yes --apart all": "contacts/cy-newby.md"} {
		if got := d.run(line); got.status != 0 || d.text(note) == "gone" || d.text(note) == before[note] {
			t.Errorf("netnotes %s: %+v", line, got)
		}
	}
}
