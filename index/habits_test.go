package index_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/network"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// statement is a line of habits.txt, and what it means.
type statement struct {
	folder, path string
	line         int
	written      string
	means        []string // sorted
}

// habits are the folders of habits.txt, each with its notes and what their lines
// mean.
func habits(t *testing.T, each func(name string, notes map[string]string, said []statement)) {
	t.Helper()
	source, err := os.ReadFile("testdata/habits.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range strings.Split("\n"+string(source), "\n== ")[1:] {
		name, text, _ := strings.Cut(folder, "\n")
		notes, said := map[string]string{}, []statement(nil)
		for _, note := range strings.Split("\n"+text, "\n-- ")[1:] {
			head, text, _ := strings.Cut(note, "\n")
			path := strings.TrimSuffix(head, " --")
			var lines []string
			for i, line := range strings.Split(text, "\n") {
				written, meant, ok := strings.Cut(line, " <= ")
				lines = append(lines, written)
				s := statement{folder: name, path: path, line: i + 1, written: strings.TrimSpace(written)}
				if ok && meant != "-" {
					s.means = strings.Split(meant, "; ")
				}
				if slices.Sort(s.means); ok {
					said = append(said, s)
				}
			}
			notes[path] = strings.Join(lines, "\n")
		}
		each(name, notes, said)
	}
}

// told is what an index makes of each line: by path and number.
type told map[string][]string

func (t told) add(path string, line int, what string) {
	place := path + ":" + strconv.Itoa(line)
	if !slices.Contains(t[place], what) {
		t[place] = append(t[place], what)
	}
}

// called is the first name of a person, without accents.
func called(name string) string {
	first, _, _ := strings.Cut(txt.NameKey(name), " ")
	return first
}

// read is what the folder tells, line by line.
func read(ix *index.Index, today date.Date) told {
	facts := told{}
	for _, p := range ix.People() {
		for _, l := range p.Lines() {
			for _, l := range append([]*index.Line{l}, p.Twins(l)...) {
				if what := means(l.Entry); what != "" {
					facts.add(l.Note.Path, l.Line, called(p.Name)+" "+what)
				}
			}
		}
		for _, kept := range p.Promises() {
			what := map[bool]string{false: "owe", true: "owed"}[kept.Theirs]
			switch kept.State {
			case task.Done:
				what = "kept"
			case task.Cancelled:
				what = "dropped"
			}
			facts.add(kept.Note.Path, kept.Line, strings.TrimSpace(called(p.Name)+" "+what+" "+day(kept.Due)))
		}
	}
	for _, of := range ix.Tasks() {
		for _, kept := range of.Promises {
			if kept.State == task.Open {
				facts.add(of.Path, kept.Line, strings.TrimSpace("owe "+day(kept.Due)))
			}
		}
	}
	return facts
}

// ties are who knows whom by what a folder tells.
func ties(ix *index.Index, today date.Date) (out []string) {
	w := network.New(ix, today)
	for i, p := range ix.People() {
		for j := range i {
			if w.Ties.Known(j, i) {
				out = append(out, "knows "+called(ix.People()[j].Name)+" "+called(p.Name))
			}
		}
	}
	return out
}

func day(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// means is what a line tells of whom it is.
func means(e *logline.Entry) string {
	on := " " + e.When.From.String()
	switch {
	case e.Off:
		return "off" + on
	case e.Planned && e.Class == logline.Sync:
		return "planned" + on
	case e.Kind == logline.Missed:
		return "missed" + on
	case e.Kind == logline.News:
		return "news" + on
	case e.Class == logline.Sync:
		return "spoke" + on
	case e.Class == logline.Async && e.Direction == logline.With:
		return "both" + on
	case e.Class == logline.Async:
		return string(e.Direction) + on
	case e.Class == logline.Ambient:
		return "link" + on
	}
	return ""
}

// TestHabits reads folders as people keep them: habits.txt tells how. A line is
// read as it is meant, or a problem or a remark tells of it.
func TestHabits(t *testing.T) {
	today := date.Date{Year: 2026, Month: 3, Day: 20}
	counts := map[string]int{}
	habits(t, func(name string, notes map[string]string, said []statement) {
		ix := folderOf(t, notes)
		facts, remarked := read(ix, today), map[string]bool{}
		nobody := false // of the notes is a contact, which is said once
		for _, p := range append(ix.Issues(), ix.Remarks()...) {
			nobody = nobody || p.Code == "nobody-recognised"
			for line := p.Start.Line; line <= max(p.End.Line, p.Start.Line); line++ {
				remarked[p.Path+":"+strconv.Itoa(line)] = true
			}
		}
		for _, s := range said {
			place := fmt.Sprint(s.path, ":", s.line)
			got := facts[place]
			delete(facts, place)
			if slices.ContainsFunc(s.means, isTie) {
				got = append(got, ties(folderOf(t, alone(notes, said, s)), today)...)
			}
			verdict := verdict(got, s.means, remarked[place] || nobody)
			counts[verdict]++
			if verdict != "read" && verdict != "said" {
				t.Errorf("%s: %s:%d: %s\n  %s: got %q, means %q", s.folder, s.path, s.line, s.written, verdict, got, s.means)
			} else if testing.Verbose() {
				t.Logf("%-5s %-8s %s  => %v", verdict, strings.Join(got, "; "), s.written, s.means)
			}
		}
		for place, got := range facts {
			t.Errorf("%s: %s: got %q of what tells nothing", name, place, got)
		}
	})
	t.Log(counts)
}

func isTie(meant string) bool { return strings.HasPrefix(meant, "knows ") }

// alone are the notes of a folder with one of their statements, and no other that
// may tie people.
func alone(notes map[string]string, said []statement, kept statement) map[string]string {
	out := maps.Clone(notes)
	for _, s := range said {
		if s.path != kept.path || s.line != kept.line {
			lines := strings.Split(out[s.path], "\n")
			lines[s.line-1] = ""
			out[s.path] = strings.Join(lines, "\n")
		}
	}
	return out
}

// folderOf is the index of some notes by path.
func folderOf(t *testing.T, notes map[string]string) *index.Index {
	t.Helper()
	var changes []disk.Change
	for _, path := range slices.Sorted(maps.Keys(notes)) {
		changes = append(changes, disk.Change{Path: path, New: []byte(notes[path])})
	}
	empty, err := index.Read(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return empty.With(changes)
}

// verdict is "read" where a line tells what it means, "inverted" where it tells
// something else, and "said" or "lost" where it tells less.
func verdict(got, means []string, said bool) string {
	rest := slices.Clone(means)
	for _, fact := range got {
		i := slices.IndexFunc(rest, func(m string) bool {
			return fact == m || strings.HasPrefix(fact, m+" ") || m == "owe" && strings.Contains(fact, " owe") && !strings.Contains(fact, "owed") || isTie(m) && sameTie(fact, m)
		})
		switch {
		case i >= 0:
			rest = slices.Delete(rest, i, i+1)
		case isTie(fact): // those who took part together
		default:
			return "inverted"
		}
	}
	switch {
	case len(rest) == 0:
		return "read"
	case said:
		return "said"
	}
	return "lost"
}

func sameTie(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
