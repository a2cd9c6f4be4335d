package cli

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnotes/index"
)

// net is a folder of some hundred notes that is edited at random and asked
// about: with what is kept of it between two commands, without, and by a reader
// that knows only the plainest way. It is a repository, and another device has
// a clone of it.
type net struct {
	*testing.T
	root, cache string
	random      *rand.Rand
	here, there *repo           // the folder, and its clone, which is as it was at the commit rev
	rev         string          // the commit of the last pull
	copies      [2]bool         // here and there: a note may be a copy of another, which the plain reader does not know
	plain       [2]*index.Index // here and there, read plainly; nil where it must be
}

// pullDay is the day of every commit.
const pullDay = "2026-09-28"

// newNet makes the folder: the practice network, and people who are named in
// each other's notes, in meetings, in a journal and by an event.
func newNet(t *testing.T, seed uint64) *net {
	t.Helper()
	w := &net{T: t, root: t.TempDir(), cache: t.TempDir(), random: rand.New(rand.NewPCG(seed, 14))}
	if err := os.CopyFS(w.root, os.DirFS(practice)); err != nil {
		t.Fatal(err)
	}
	for i := range 170 {
		w.write(fmt.Sprintf("contacts/p%d/person-%03d.md", i%5, i), w.contact(i))
	}
	for i := range 30 {
		w.write(fmt.Sprintf("meetings/m%02d.md", i), fmt.Sprintf("---\ntype: meeting\ndate: 2026-%02d-%02d\npeople: [\"[[%s]]\", \"[[%s]]\"]\n---\n\n- [ ] send notes to [[%s]] due:2026-10-%02d\n", 1+i%12, 1+i%28, w.someone(), w.someone(), w.someone(), 1+i%28))
		w.write(fmt.Sprintf("diary/2026-09-%02d.md", 1+i), fmt.Sprintf("- 2026-09-%02d %s\n- 2026-09-%02d %s\n", 1+i, w.line(), 1+i, w.line()))
	}
	w.write("attendees.csv", "name,email,org\nUma Nakano,uma@elm.example,Lakeshore\nNora Quist,nora@elm.example,Fox Hollow Public Library\nada park,,\n")
	w.here = newRepo(t, w.root)
	w.here.on(pullDay)
	w.there = repoAt(t, filepath.Join(t.TempDir(), "there"))
	w.here.git("clone", "-q", w.root, w.there.dir)
	w.rev = strings.TrimSpace(w.here.git("rev-parse", "HEAD"))
	return w
}

func (w *net) pick(list ...string) string { return list[w.random.IntN(len(list))] }

func (w *net) day() string {
	return fmt.Sprintf("202%d-%02d-%02d", 5+w.random.IntN(2), 1+w.random.IntN(12), 1+w.random.IntN(28))
}

func (w *net) number(i int) string {
	return w.pickAt(i, "Uma", "Vera", "Ravi", "Odd", "Lena", "Kai", "Juno", "Ivo", "Hana", "Gil") + " " + w.pickAt(i/10, "Nakano", "Moreau", "Lund", "Kovac", "Ibarra", "Haas", "Greco", "Falk", "Eng", "Diaz", "Costa", "Brand", "Aalto", "Zeman", "Young", "Weber", "Vidal")
}

func (w *net) pickAt(i int, list ...string) string { return list[i%len(list)] }

// someone is the name of somebody who has a note, most often.
func (w *net) someone() string {
	if w.random.IntN(4) == 0 {
		return w.pick("Ada Park", "Bo Lindqvist", "Nobody Here", "Fox Hollow Public Library", "ALA Annual 2026", "Noor Halloran", "Lakeshore", "person-007")
	}
	return w.number(w.random.IntN(170))
}

func (w *net) line() string {
	return w.pick("coffee with [["+w.someone()+"]]: maps", "email from [["+w.someone()+"]]: a question #got", "call with [["+w.someone()+"]] and [["+w.someone()+"]] -> +3w the report",
		"asked [["+w.someone()+"]]: the list", "met [["+w.someone()+"]] at [[ALA Annual 2026]]: "+w.pick("zines", "scans"), "thanked @Ada Park", "lunch with "+w.someone(), "no answer yet", "visit to [["+w.someone()+"]]")
}

func (w *net) contact(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\nname: %s\ntier: %s\nmet: %s\n", w.number(i), w.pick("A", "B", "C"), w.day())
	b.WriteString(w.pick("", "org: Fox Hollow Public Library\nrole: Librarian\n", "org: \"[[Lakeshore]]\"\n", "status: wish\n", "tags: [maps, zines]\n", "knows: [\"[["+w.someone()+"]]\"]\n", "introduced_by: \"[["+w.someone()+"]]\"\n", "birthday: 10-08\n", "met_at: \"[[ALA Annual 2026]]\"\n"))
	b.WriteString("---\n\n")
	if w.random.IntN(3) == 0 {
		fmt.Fprintf(&b, "- [ ] send the %s due:2026-10-%02d\n", w.pick("list", "scans", "maps"), 1+w.random.IntN(28))
	}
	b.WriteString("\n## Log\n\n")
	for range w.random.IntN(5) {
		fmt.Fprintf(&b, "- %s %s\n", w.day(), w.pick("coffee: the county grant", "email to: hello", "email from: maps?", "call", "skip", "snooze -> +2w", w.line()))
	}
	return b.String()
}

func (w *net) write(file, text string) { w.Helper(); place(w.T, filepath.Join(w.root, file), text) }

func (w *net) notes() []string { return markdownIn(w.root) }

func markdownIn(root string) (out []string) {
	_ = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".md") {
			out = append(out, name)
		}
		return nil
	})
	return out
}

// edit makes one change of the folder, as an editor, a sync program or git does.
func (w *net) edit() {
	w.Helper()
	w.plain[0] = nil
	notes := w.notes()
	note := w.pick(notes...)
	source, err := os.ReadFile(note)
	write := func(text string) {
		if err == nil {
			err = os.WriteFile(note, []byte(text), 0o644)
		}
	}
	switch w.random.IntN(12) {
	case 0, 1, 2, 3:
		write(string(source) + "\n- " + w.day() + " " + w.line() + "\n")
	case 4:
		write(strings.Replace(string(source), "---\n", "---\naliases: ["+w.someone()+"]\n", 1))
	case 5:
		write(string(source[:w.random.IntN(len(source)+1)]))
	case 6:
		write("---\ntype: " + w.pick("event", "org", "contact", "other") + "\nname: " + w.someone() + "\n---\n\n## Log\n\n- " + w.day() + " call\n")
	case 7:
		name := w.pick("zz.md", "Ada Park.md", "nia cole.md", "ada-park 2.md")
		w.copies[0] = w.copies[0] || name == "ada-park 2.md"
		err = os.Rename(note, filepath.Join(filepath.Dir(note), name))
	case 8:
		w.write("people/"+filepath.Base(note), w.contact(w.random.IntN(170)))
	case 9:
		if len(notes) > 200 {
			err = os.Remove(note)
		}
	case 10:
		note = filepath.Join(w.root, "netnotes.yaml")
		write(w.pick("daily: 3\n", "exclude: [people]\n", "default_tier: A\nbirthdays: true\n", "folders: {contact: [diary]}\n", "kinds: {visit: {class: sync}}\n", ""))
	case 11:
		w.pull()
	}
	if err != nil {
		w.Fatal(err)
	}
}

// pull takes over a commit of the other device, which has changed 50 notes.
func (w *net) pull() {
	w.Helper()
	w.here.on(pullDay)
	w.there.git("pull", "-q", "--ff-only")
	notes := markdownIn(w.there.dir)
	for range 50 {
		place(w.T, w.pick(notes...), w.contact(w.random.IntN(170)))
	}
	w.there.on(pullDay)
	w.here.git("pull", "-q", "--ff-only", w.there.dir)
	w.rev, w.copies[1], w.plain[0], w.plain[1] = strings.TrimSpace(w.there.git("rev-parse", "HEAD")), w.copies[0], nil, nil
}

// withoutCopies removes the notes that are copies of others.
func (w *net) withoutCopies() {
	for _, note := range w.notes() {
		if strings.HasSuffix(note, "ada-park 2.md") {
			_ = os.Remove(note)
		}
	}
	w.copies[0], w.plain[0] = false, nil
}
