package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse"
)

// net is a folder of some hundred notes that is edited at random and asked
// about: with what is kept of it between two commands, without, and by a reader
// that knows only the plainest way.
type net struct {
	*testing.T
	root, cache string
	random      *rand.Rand
	now         time.Time
	copies      bool // a note may be a copy of another, which the plain reader does not know
}

// newNet makes the folder: the practice network, and people who are named in
// each other's notes, in meetings, in a journal and by an event.
func newNet(t *testing.T, seed uint64) *net {
	t.Helper()
	w := &net{T: t, root: t.TempDir(), cache: t.TempDir(), random: rand.New(rand.NewPCG(seed, 14)), now: time.Now().Add(5 * time.Second)}
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

func (w *net) notes() (out []string) {
	_ = filepath.WalkDir(w.root, func(name string, d fs.DirEntry, err error) error {
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
		w.copies = w.copies || name == "ada-park 2.md"
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
	case 11: // a pull
		for range 50 {
			place(w.T, w.pick(notes...), w.contact(w.random.IntN(170)))
		}
	}
	if err != nil {
		w.Fatal(err)
	}
}

// readPlainly reads a folder of plain files in the simplest way: every file
// under the root, one after the other, each with the YAML and the Markdown
// library.
func readPlainly(root string) (*index.Index, error) {
	settings := index.DefaultSettings()
	if source, err := os.ReadFile(filepath.Join(root, disk.SettingsFile)); err == nil {
		settings, _ = index.ParseSettings(source)
	}
	reader := parse.NewReader(parse.Config{Kinds: settings.Kinds, Folders: settings.Folders, Sectors: settings.Sectors, Libraries: true})
	var notes []*parse.Note
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && slices.Contains(settings.Exclude, d.Name()) {
			return errOr(err, fs.SkipDir)
		}
		if file, _ := filepath.Rel(root, name); filepath.Ext(name) == ".md" && file != index.TodayFile {
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if n := reader.Note(filepath.ToSlash(file), source); !n.Template {
				notes = append(notes, n)
			}
		}
		return nil
	})
	slices.SortFunc(notes, func(a, b *parse.Note) int { return strings.Compare(a.Path, b.Path) })
	return index.Of(settings, reader, notes, nil), err
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// run runs a command, with what is kept in a folder, or with a reader of its own.
func (w *net) run(cache string, read func(string) (*index.Index, error), args ...string) outcome {
	var stdout, stderr bytes.Buffer
	status := Run(args, Env{Stdout: &stdout, Stderr: &stderr, Cwd: w.root, Now: w.now, Build: "a build", read: read, Getenv: func(name string) string {
		return map[string]string{"XDG_CACHE_HOME": cache, "XDG_STATE_HOME": w.cache}[name]
	}})
	return outcome{status, stdout.String(), stderr.String()}
}

// questions are all that reading commands are asked, and what writing ones
// would write.
func (w *net) questions() [][]string {
	who, other := w.someone(), w.someone()
	return [][]string{
		{"due"}, {"due", "--all"}, {"due", "--all", "--json"}, {"due", "--week", "--json"}, {"due", "--short"}, {"due", "--csv"}, {"due", "sector:public"}, {"due", "tier:a", "--json"},
		{"list"}, {"list", "--json"}, {"list", "tag:maps"}, {"list", "spoke:>90d", "--json"}, {"list", "library"}, {"list", "coffee", "grant"}, {"list", "type:event", "--csv"}, {"list", "[[" + who + "]]"},
		{"list", "--sort", "spoke", "--columns", "name,spoke,touch,warmth,cadence,how"}, {"show", who}, {"show", who, "--json"}, {"show", "lakeshore"}, {"show", "ALA Annual 2026"}, {"show", "a"},
		{"why", who}, {"why", who, "--json"}, {"prep", who}, {"prep", who, "--json"}, {"prep", "ALA Annual 2026"}, {"prep", "ALA Annual 2026", "--json"},
		{"path", who}, {"path", other, "--json"}, {"path", "Fox Hollow Public Library"}, {"path", "tag:maps"}, {"interviews"}, {"interviews", "--all", "--json"},
		{"share", "maps"}, {"share", "zines", "--json"}, {"leads"}, {"leads", "--json"}, {"gaps"}, {"gaps", "--json"}, {"gaps", "--all", "--metrics", "--json"}, {"gaps", "reconnect", "--why"},
		{"review"}, {"review", "2026-09"}, {"review", "week", "--json"}, {"check"}, {"check", "--all"}, {"check", "--json"},
		{"export", "json"}, {"export", "csv"}, {"export", "vcard"}, {"export", "ics"}, {"export", "json", "tag:maps"}, {"quiz"}, {"quiz", "--json"}, {"ask"}, {"ask", "--json"}, {"pitch"}, {"pitch", "--json"},
		{"wrap", "ALA Annual 2026"}, {"inbox"}, {"log", "--dry-run", who, "email: hello"}, {"log", "--dry-run", who + "," + other, "coffee with " + who + " and [[Ada Park]]"}, {"log", "--dry-run", "a", "coffee"},
		{"snooze", "--dry-run", who, "3w"}, {"set", "--dry-run", who, "tier=A"}, {"done", "--dry-run", who}, {"skip", "--dry-run", who}, {"__complete", "show", "u"}, {"__complete", "why", ""},
	}
}

// ask puts one question in the three ways.
func (w *net) ask(question []string) {
	w.Helper()
	args := append([]string{"--today", w.pick("2026-10-06", "2026-10-06", "2026-10-07", w.day())}, question...)
	if question[0] == "__complete" {
		args = question
	}
	kept, fresh := w.run(w.cache, nil, args...), w.run("", nil, args...)
	if kept != fresh {
		w.Fatalf("%q:\n%s\nwithout the store\n%s", args, kept.difference(fresh), fresh.difference(kept))
	}
	if plain := w.run("", readPlainly, args...); question[0] != "check" && !w.copies && plain != fresh {
		w.Fatalf("%q:\n%s\nread plainly\n%s", args, fresh.difference(plain), plain.difference(fresh))
	}
}

// difference is the first line that another outcome does not have there.
func (o outcome) difference(other outcome) string {
	mine, theirs := strings.Split(o.stdout+o.stderr, "\n"), strings.Split(other.stdout+other.stderr, "\n")
	for i, line := range mine {
		if i >= len(theirs) || line != theirs[i] {
			return fmt.Sprintf("status %d, line %d of %d: %s", o.status, i+1, len(mine), line)
		}
	}
	return fmt.Sprintf("status %d, %d lines", o.status, len(mine))
}

// TestOneWay asks every reading command after edits, renames, removals, pulls
// and changes of the settings, on several days: with the store and without it
// each says what it says of the folder read in the plainest way.
func TestOneWay(t *testing.T) {
	t.Parallel()
	w := newNet(t, 1)
	for _, question := range w.questions() {
		w.ask(question)
	}
	for step := range 20 {
		for range 1 + w.random.IntN(3) {
			w.edit()
		}
		questions := w.questions()
		for range 5 {
			w.ask(questions[w.random.IntN(len(questions))])
		}
		if step%10 == 9 { // the copies go
			w.copies = false
			for _, note := range w.notes() {
				if strings.HasSuffix(note, "ada-park 2.md") {
					_ = os.Remove(note)
				}
			}
		}
	}
	for _, question := range w.questions() {
		w.ask(question)
	}
}
