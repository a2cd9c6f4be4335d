package index

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netnotes/index/disk"
	"netnotes/index/facts"
)

// circle writes notes at random in which a few people do much together on few days,
// so that what one note tells is often a part of what others do.
type circle struct {
	*rand.Rand
	people []string
}

func (c *circle) one(of ...string) string { return of[c.IntN(len(of))] }

// line is a line of a log.
func (c *circle) line() string {
	day := c.one("2026-03-01", "2026-03-01", "2026-03-02", "2026-03", "2027-01-01")
	with := ""
	for range c.IntN(4) {
		with += c.one(" and", " with") + " [[" + c.one(c.people...) + "]]"
	}
	tags := c.one("", "", " #noreply", " #asked", " #interview", " #maps")
	kind := c.one("coffee", "call", "email from", "email to", "email to", c.one("met", "skip", "cancelled coffee", "intro", "bounce", "news"))
	return "- " + day + " " + kind + with + ": " + c.one("hello", "hello", "thanks!", "-> +2w ask") + tags + "\n"
}

func (c *circle) contact(name string) string {
	front := c.one("", "met_at: "+c.one("Fair", "Meetup")+"\n", "tier: A\n", "aliases: [Chief]\n")
	text := "---\nname: " + name + "\n" + front + "---\n\n" + c.one("", "- [ ] write to [["+c.one(c.people...)+"]] due:2026-04-01\n") + "\n## Log\n\n"
	for range c.IntN(5) {
		text += c.line()
	}
	return text
}

func (c *circle) event(name string) string {
	text := "---\ntype: event\nname: " + name + "\nstart: " + c.one("2026-03-01", "2026-03-02", "2025-01-01") + "\nend: " + c.one("2026-03-03", "2026-03-05") + "\n---\n\n## Met\n\n"
	for range 1 + c.IntN(4) {
		text += "- " + c.one("", "", "2026-03-02 ") + "[[" + c.one(c.people...) + "]]" + c.one("", " and [["+c.one(c.people...)+"]]") + ": " + c.one("maps", "talked") + c.one("", " #asked", " #interview") + "\n"
	}
	text += "\n## Log\n\n"
	for range c.IntN(8) {
		text += c.line()
	}
	return text
}

// TestStandsKept changes a few notes of a folder that is kept, over and over: what is
// still known of how a tie stands is what a reading of the whole folder finds.
func TestStandsKept(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	t.Parallel()
	for seed := range uint64(8) {
		c := &circle{rand.New(rand.NewPCG(seed, 5)), strings.Fields("Ada Bo Cy Dee Ed Fay Gus Hal")}
		notes := map[string]func() string{}
		for _, name := range c.people {
			notes["contacts/"+strings.ToLower(name)+".md"] = func() string { return c.contact(name) }
		}
		for _, name := range []string{"Fair", "Meetup"} {
			notes["events/"+strings.ToLower(name)+".md"] = func() string { return c.event(name) }
		}
		paths := slices.Sorted(maps.Keys(notes))
		root, m, kept := small(t, others()...), Memory{t.TempDir(), "b"}, 0
		write := func(path string) {
			name := filepath.Join(root, filepath.FromSlash(path))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			text := notes[path]()
			if source, err := os.ReadFile(name); err == nil && c.IntN(3) > 0 { // often but a line, or a tag
				text = strings.Replace(string(source), c.one(": hello", "#asked", "#interview", "2026-03-01", "coffee"), c.one(": hello #interview", ": hi #asked", "2026-03-02", "call"), 1) + c.one("", "", c.line())
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, path := range paths {
			write(path)
		}
		for range 30 {
			reads(t, root, m, rested())
			for range 1 + c.IntN(2) {
				if path := paths[c.IntN(len(paths))]; c.IntN(8) == 0 {
					_ = os.Remove(filepath.Join(root, filepath.FromSlash(path)))
				} else {
					write(path)
				}
			}
			kept += len(stillKnown(t, root, m, c.people...))
			_ = os.RemoveAll(m.Dir) // all is kept anew
		}
		if kept < 10 {
			t.Errorf("seed %d: what is known of the circle is kept only %d times", seed, kept)
		}
	}
}

// stillKnown reads a folder of which much is kept: of what is still known of how
// ties stand it wants what a reading of the whole folder finds. It returns of whom
// among some that is.
func stillKnown(t *testing.T, root string, m Memory, among ...string) (known []string) {
	t.Helper()
	ix, err := OpenLive(root, m, rested).Read()
	if err != nil {
		t.Fatal(err)
	}
	whole := reference(t, root)
	for _, p := range ix.People() {
		if p.number >= len(ix.facts.Stands) || !ix.facts.Stands[p.number].Known {
			continue
		}
		if slices.Contains(among, p.Name) {
			known = append(known, p.Name)
		}
		r, s := ix.facts.Stands[p.number], whole.stand(whole.PersonAt(p.Path))
		got, want := numbers(r, r.Touches.Count, r.Promised.Count, r.Bullets.Count, r.Open.Count), numbers(s.row, uint32(len(s.Touches)), uint32(len(s.Promised)), uint32(len(s.Bullets)), uint32(len(s.open)))
		if got != want {
			t.Errorf("of %s is kept\n%s\nand it is\n%s", p.Path, got, want)
		}
	}
	return known
}

// TestStandsOfOthers changes Ada's note, which tells nothing of Bo: how the tie with
// Bo stands is known on, but where an event tells of both on the day that changed.
func TestStandsOfOthers(t *testing.T) {
	if !disk.StampsTell {
		t.Skip("nothing is kept on this system")
	}
	for _, c := range []struct{ name, event, before, after, known string }{
		{"a tag of theirs", "- 2026-03-01 email to [[Ada]] and [[Bo]]: hello", "- 2026-03-01 email to: hello", "- 2026-03-01 email to: hello #asked", "Cy"},
		{"a tag that is gone", "- 2026-03-01 call with [[Ada]] and [[Bo]]", "- 2026-03-01 call #interview", "- 2026-03-01 call", "Cy"},
		{"a line that moved", "- 2026-03-01 email to [[Ada]] and [[Bo]]: hello", "- 2026-03-02 email to #asked: hello", "- 2026-03-01 email to #asked: hello", "Cy"},
		{"met without a day", "- [[Ada]]: maps\n- [[Bo]]: maps", "- 2026-03-01 met", "- 2026-03-01 met #interview", "Bo Cy"},
		{"another day", "- 2026-03-01 email to [[Ada]] and [[Bo]]: hello", "- 2026-03-02 email to: hello", "- 2026-03-02 email to: hello #asked", "Bo Cy"},
		{"other words", "- 2026-03-01 email to [[Ada]] and [[Bo]]: hello", "- 2026-03-01 email to: hello", "- 2026-03-01 email to: good morning", "Bo Cy"},
		{"each alone", "- 2026-03-01 email to [[Ada]]: hello\n- 2026-03-01 email to [[Bo]]: hello", "- 2026-03-01 email to: hello", "- 2026-03-01 email to #asked: hello", "Bo Cy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ada := func(line string) string { return "# Ada\n\n## Log\n\n" + line + "\n" }
			root := small(t, append(others(), "contacts/ada.md", ada(c.before), "contacts/bo.md", "# Bo\n", "contacts/cy.md", "# Cy\n",
				"events/fair.md", "---\ntype: event\nstart: 2026-03-01\nend: 2026-03-03\n---\n# Fair\n\n## Met\n\n"+c.event+"\n")...)
			m := Memory{t.TempDir(), "b"}
			reads(t, root, m, rested())
			if err := os.WriteFile(filepath.Join(root, "contacts/ada.md"), []byte(ada(c.after)), 0o644); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(stillKnown(t, root, m, "Ada", "Bo", "Cy"), " "); got != c.known {
				t.Errorf("known are %s, not %s", got, c.known)
			}
		})
	}
}

// numbers are those of a row that are not places in tables, and how many touches and
// promises it has.
func numbers(r facts.StandRow, counts ...uint32) string {
	return fmt.Sprint(r.Since, r.Calm, r.Spoke, r.Touch, r.Met, r.Skipped, r.Answered, r.Resting, r.Silent, r.Ideal, r.Most, r.None, r.BySpoke, r.Interview, counts)
}
