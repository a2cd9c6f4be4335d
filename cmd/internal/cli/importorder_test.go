package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"netnotes/cmd/internal/cli/app"
)

// orderSource is a file of rows that can be put in any order and cut at a day.
type orderSource struct {
	importing  string
	head, tail string
	rows       []string // by day, oldest first
	cuts       []int    // places between two days
}

// orderSources are messages, mail, meetings and connections, among them answers
// of one moment, two rows of one person, a closing, and people of one email.
func orderSources() map[string]orderSource {
	who := []string{"Ann Lee", "Cy Orr", "Dee Fox", "Theo Vandermeer"}
	profile := func(name string) string {
		return "https://www.linkedin.com/in/" + strings.ReplaceAll(strings.ToLower(name), " ", "-")
	}
	messages := orderSource{importing: "linkedin --new --me " + profile("Me Myself"), head: "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"}
	mail := orderSource{importing: "mail --me me@elm.example"}
	meetings := orderSource{importing: "ics --since 3y --me me@elm.example", head: "BEGIN:VCALENDAR\n", tail: "END:VCALENDAR\n"}
	people := orderSource{importing: "linkedin", head: "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"}
	day := time.Date(2024, 9, 10, 9, 0, 0, 0, time.UTC)
	for i := range 24 {
		day = day.AddDate(0, 0, 1+i%3*29)
		other, me := who[i%len(who)], "Me Myself"
		from, to := other, me
		if i%5 > 2 {
			from, to = me, other
		}
		address := strings.ToLower(strings.ReplaceAll(other, " ", ".")) + "@x.example"
		for _, s := range []*orderSource{&messages, &mail, &meetings} {
			s.cuts = append(s.cuts, len(s.rows))
		}
		for k, text := range []string{"could you send it?", "thanks!"} {
			messages.rows = append(messages.rows, fmt.Sprintf("c%s,%s,%s,%s,%s,%s,%s,INBOX\n", other, from, profile(from), to, profile(to), day.Format("2006-01-02 15:04:05 UTC"), text))
			mail.rows = append(mail.rows, fmt.Sprintf("From x\nFrom: %s <%s>\nTo: me@elm.example\nDate: %s\nMessage-ID: <%d.%d@x.example>\nSubject: %s\n\nbody\n\n", other, address, day.Format(time.RFC1123Z), i, k, text))
		}
		meetings.rows = append(meetings.rows, fmt.Sprintf("BEGIN:VEVENT\nUID:%d\nDTSTART:%s\nSUMMARY:maps\nATTENDEE;CN=%s:mailto:%s\nEND:VEVENT\n", i, day.Format("20060102T150405Z"), other, address))
		people.rows = append(people.rows, fmt.Sprintf("%s,%s%d,%s%d,%s,Library,Clerk,%s\n", strings.Fields(other)[0], strings.Fields(other)[1], i%9, profile(other), i%7, []string{"", "box@x.example"}[i%2], day.Format("02 Jan 2006")))
	}
	return map[string]orderSource{"messages": messages, "mail": mail, "meetings": meetings, "people": people}
}

// TestImportInAnyOrder imports rows in any order, and files cut in two at a day in
// either order: the notes are the same.
func TestImportInAnyOrder(t *testing.T) {
	for name, s := range orderSources() {
		want := s.imported(t, s.rows)
		random := rand.New(rand.NewSource(1))
		for range 3 {
			shuffled := slices.Clone(s.rows)
			random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			if got := s.imported(t, shuffled); got != want {
				t.Errorf("%s: rows in another order: %s", name, cmp.Diff(want, got))
			}
		}
		for i := 3; i < len(s.cuts); i += 9 {
			older, newer := s.rows[:s.cuts[i]], s.rows[s.cuts[i]:]
			if got := s.imported(t, older, newer); got != want {
				t.Errorf("%s, the older part first: %s", name, cmp.Diff(want, got))
			}
			if got := s.imported(t, newer, older); got != want {
				t.Errorf("%s, the newer part first: %s", name, cmp.Diff(want, got))
			}
		}
	}
}

// imported imports parts one after the other, each twice, and gives the notes.
func (s *orderSource) imported(t *testing.T, parts ...[]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"netnotes.yaml": "", "contacts/ann-lee.md": "# Ann Lee\n\nemail:: ann.lee@x.example\n", "contacts/cy-orr.md": "---\nname: Cy Orr\nemail: cy.orr@x.example\nstatus: imported\n---\n\n## Log\n\n- 2026-05-01 connected\n",
		"contacts/dee-fox.md": "---\nname: Dee Fox\nemail: dee.fox@x.example\n---\n\n## Log\n\n- 2025-03-01 met at a fair\n- 2026-03-02 call\n"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, rows := range parts {
		file := filepath.Join(t.TempDir(), "in")
		if err := os.WriteFile(file, []byte(s.head+strings.Join(rows, "")+s.tail), 0o644); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			before := notesIn(t, dir)
			var stdout, stderr bytes.Buffer
			args := append([]string{"-C", dir, "--no-cache", "--today", "2026-10-06", "import"}, append(strings.Fields(s.importing), file, "--yes")...)
			if status := Run(args, app.Env{Stdout: &stdout, Stderr: &stderr, Getenv: func(name string) string { return map[string]string{"HOME": dir + ".home", "TZ": "UTC"}[name] }, Cwd: dir, Now: time.Date(2026, 10, 6, 12, 0, 0, 0, time.UTC)}); status != 0 && status != 3 {
				t.Fatalf("status %d\n%s%s", status, stdout.String(), stderr.String())
			}
			if strings.Contains(stdout.String(), "Nothing to write") && notesIn(t, dir) != before {
				t.Errorf("notes changed though there was nothing to write")
			}
		}
	}
	return notesIn(t, dir)
}

// notesIn is every note of a folder, by path.
func notesIn(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".md" {
			return err
		}
		text, err := os.ReadFile(file)
		all.WriteString("== " + filepath.Base(file) + "\n" + string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
