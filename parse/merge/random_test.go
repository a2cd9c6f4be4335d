package merge

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// draft is a contact as its parts, so that the truth about a merge is known
// without reading any text.
type draft struct {
	fields    []named // in their order
	lists     []named // text: the items, separated by "|"
	flow      map[string]bool
	prose     []named
	log       []entryDraft
	questions []named
	extra     []string // bullets under "## Notes", absent without any
	oldFirst  bool
}

type named struct{ name, text string }

type entryDraft struct {
	named
	kids []named
}

// source writes the draft as a note.
func (d draft) source(crlf bool) string {
	var b strings.Builder
	b.WriteString("---\ntype: contact\n")
	for _, f := range d.fields {
		b.WriteString(f.name + ": " + f.text + "\n")
	}
	for _, l := range d.lists {
		items := strings.FieldsFunc(l.text, func(r rune) bool { return r == '|' })
		if d.flow[l.name] {
			b.WriteString(l.name + ": [" + strings.Join(items, ", ") + "]\n")
			continue
		}
		b.WriteString(l.name + ":\n")
		for _, item := range items {
			b.WriteString("  - " + item + "\n")
		}
	}
	b.WriteString("---\n\n")
	for _, p := range d.prose {
		b.WriteString(p.text + "\n")
	}
	b.WriteString("\n## Log\n\n")
	for _, e := range d.log {
		b.WriteString("- " + e.text + "\n")
		for _, kid := range e.kids {
			b.WriteString("  - " + kid.text + "\n")
		}
	}
	b.WriteString("\n## Questions\n\n")
	for _, q := range d.questions {
		b.WriteString("- " + q.text + "\n")
	}
	if len(d.extra) > 0 {
		b.WriteString("\n## Notes\n\n")
	}
	for _, text := range d.extra {
		b.WriteString("- " + text + "\n")
	}
	if crlf {
		return strings.ReplaceAll(b.String(), "\n", "\r\n")
	}
	return b.String()
}

func (d draft) clone() draft {
	d.fields, d.lists, d.prose, d.questions, d.extra = slices.Clone(d.fields), slices.Clone(d.lists), slices.Clone(d.prose), slices.Clone(d.questions), slices.Clone(d.extra)
	d.log = slices.Clone(d.log)
	for i := range d.log {
		d.log[i].kids = slices.Clone(d.log[i].kids)
	}
	return d
}

// facts are what a note says: each with the number of times it is said.
type facts map[string]int

// facts of a draft, for holding against those of a text.
func (d draft) facts() facts {
	out := facts{}
	for _, f := range d.fields {
		out["field "+f.name+" "+f.text]++
	}
	for _, l := range d.lists {
		for _, item := range strings.FieldsFunc(l.text, func(r rune) bool { return r == '|' }) {
			out["item "+l.name+" "+item]++
		}
	}
	for _, p := range d.prose {
		out["line "+p.text]++
	}
	for _, e := range d.log {
		out["Log: "+e.text]++
		for _, kid := range e.kids {
			out["Log: "+e.text+" > "+kid.text]++
		}
	}
	for _, q := range d.questions {
		out["Questions: "+q.text]++
	}
	for _, text := range d.extra {
		out["Notes: "+text]++
	}
	return out
}

// readFacts reads the facts of a text by its lines, knowing nothing of how
// netnotes reads. The fields are read by YAML all the same, through the reader.
func readFacts(reader *parse.Reader, source []byte) facts {
	out := facts{}
	note := reader.Note("contacts/x.md", source)
	for _, f := range note.Fields() {
		for _, v := range f.Values {
			switch {
			case f.List:
				out["item "+f.Key+" "+v.Text]++
			case f.Key != "type":
				out["field "+f.Key+" "+v.Text]++
			}
		}
	}
	section, parent := "", ""
	for line := range strings.Lines(string(source[note.Front().End:])) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "":
		case strings.HasPrefix(line, "## "):
			section = line[3:] + ": "
		case strings.HasPrefix(line, "- "):
			parent = line[2:]
			out[section+parent]++
		case strings.HasPrefix(line, "  - "):
			out[section+parent+" > "+line[4:]]++
		default:
			out["line "+line]++
		}
	}
	return out
}

var words = strings.Fields("alder brass candle dune ember fern gravel harbor ivory juniper kettle lantern meadow nettle orchard pebble quill raven saddle thimble umber violet willow yarrow zephyr anchor basil copper drift")

type editor struct {
	*rand.Rand
	next int
}

func (e *editor) words(n int) string {
	var out []string
	for range n {
		out = append(out, words[e.IntN(len(words))])
	}
	e.next++
	return strings.Join(out, " ") + fmt.Sprintf(" %c%d", 'a'+e.IntN(26), e.next)
}

func (e *editor) day(year int) string {
	return fmt.Sprintf("%d-%02d-%02d", year, 1+e.IntN(12), 1+e.IntN(28))
}

// base makes a note.
func (e *editor) base() draft {
	d := draft{flow: map[string]bool{}, oldFirst: e.IntN(3) == 0}
	for _, key := range []string{"name", "org", "role", "tier", "place", "cue"} {
		d.fields = append(d.fields, named{key, e.words(1)})
	}
	for _, key := range []string{"skills", "groups"} {
		var items []string
		for range 1 + e.IntN(4) {
			items = append(items, e.words(1))
		}
		d.lists = append(d.lists, named{key, strings.Join(items, "|")})
		d.flow[key] = e.IntN(2) == 0
	}
	for i := range 2 + e.IntN(6) {
		d.prose = append(d.prose, named{fmt.Sprint("p", i), e.words(5)})
	}
	for range 1 + e.IntN(6) {
		text := e.day(2025) + " call: " + e.words(4)
		entry := entryDraft{named: named{text, text}}
		for range e.IntN(3) {
			kid := "[ ] " + e.words(4)
			entry.kids = append(entry.kids, named{kid, kid})
		}
		d.log = append(d.log, entry)
	}
	d.sortLog()
	for range 1 + e.IntN(4) {
		q := "[ ] " + e.words(5)
		d.questions = append(d.questions, named{q, q})
	}
	return d
}

func (d *draft) sortLog() {
	slices.SortStableFunc(d.log, func(a, b entryDraft) int {
		if d.oldFirst {
			return strings.Compare(a.text, b.text)
		}
		return strings.Compare(b.text, a.text)
	})
}

// edit changes a few things of a note, each at most once. At the places of
// prose it leaves a line between two changes, so that what was changed, removed
// and added can be told from the text alone.
func (e *editor) edit(d draft) draft {
	d = d.clone()
	touched := map[string]bool{}
	once := func(name string) bool {
		first := !touched[name]
		touched[name] = true
		return first
	}
	for range 1 + e.IntN(6) {
		switch e.IntN(15) {
		case 0, 1:
			if f := &d.fields[e.IntN(len(d.fields))]; once(f.name) {
				f.text = e.words(1)
			}
		case 2:
			if i := 1 + e.IntN(len(d.fields)-1); once(d.fields[i].name) {
				d.fields = slices.Delete(d.fields, i, i+1)
			}
		case 3:
			if key := []string{"email", "phone", "say"}[e.IntN(3)]; once(key) {
				d.fields = slices.Insert(d.fields, 1+e.IntN(len(d.fields)), named{key, e.words(1)})
			}
		case 4, 5:
			if l := &d.lists[e.IntN(2)]; once("add " + l.name) {
				l.text = strings.Trim(l.text+"|"+e.words(1), "|")
			}
		case 6:
			if l := &d.lists[e.IntN(2)]; once("add "+l.name) && l.text != "" {
				items := strings.Split(l.text, "|")
				i := e.IntN(len(items))
				l.text = strings.Join(slices.Delete(items, i, i+1), "|")
			}
		case 7, 8, 9:
			text := e.day(2026) + " " + []string{"call", "email", "met"}[e.IntN(3)] + ": " + e.words(3)
			entry := entryDraft{named: named{text, text}}
			if e.IntN(3) == 0 {
				entry.kids = []named{{text, "[ ] " + e.words(3)}}
			}
			touched[text] = true
			d.log = append(d.log, entry)
			d.sortLog()
		case 10:
			if x := &d.log[e.IntN(len(d.log))]; once(x.name) {
				x.text += " and " + e.words(2)
			}
		case 11:
			if i := e.IntN(len(d.log)); len(d.log) > 1 && len(d.log[i].kids) == 0 && once(d.log[i].name) {
				d.log = slices.Delete(d.log, i, i+1)
			}
		case 12:
			x := &d.log[e.IntN(len(d.log))]
			if len(x.kids) > 0 && e.IntN(2) == 0 {
				e.tick(&x.kids[e.IntN(len(x.kids))], once)
			} else if once("kid " + x.name) {
				text := e.words(4)
				x.kids = append(x.kids, named{text, text})
			}
		case 13:
			e.tick(&d.questions[e.IntN(len(d.questions))], once)
			if e.IntN(3) == 0 {
				d.extra = append(d.extra, e.words(4))
			}
		case 14:
			e.editProse(&d, touched)
		}
	}
	return d
}

func (e *editor) tick(q *named, once func(string) bool) {
	if once(q.name) {
		switch e.IntN(3) {
		case 0:
			q.text = strings.Replace(q.text, "[ ]", "[-]", 1)
		case 1:
			q.text = strings.Replace(q.text, "[ ]", "[x]", 1)
		case 2:
			q.text = q.text + " and " + e.words(1)
		}
	}
}

func (e *editor) editProse(d *draft, touched map[string]bool) {
	if touched["prose"] {
		return
	}
	touched["prose"] = true
	i := e.IntN(len(d.prose))
	switch e.IntN(3) {
	case 0:
		d.prose[i].text += " " + e.words(2)
	case 1:
		if len(d.prose) > 1 {
			d.prose = slices.Delete(d.prose, i, i+1)
		}
	case 2:
		d.prose = slices.Insert(d.prose, i+1, named{"new after " + d.prose[i].name, e.words(5)})
	}
}

// truth merges drafts by their names: nothing is guessed from a text.
func truth(base, a, b draft) (want facts, conflict bool) {
	want = facts{}
	conflict = conflict || mergeNamed(base.fields, a.fields, b.fields, func(n named) { want["field "+n.name+" "+n.text]++ })
	for i, l := range base.lists {
		set := func(d draft) map[string]bool {
			out := map[string]bool{}
			for _, item := range strings.FieldsFunc(d.lists[i].text, func(r rune) bool { return r == '|' }) {
				out[item] = true
			}
			return out
		}
		o, x, y := set(base), set(a), set(b)
		for item := range o {
			if x[item] && y[item] {
				want["item "+l.name+" "+item]++
			}
		}
		for item := range x {
			if !o[item] {
				want["item "+l.name+" "+item]++
			}
		}
		for item := range y {
			if !o[item] && !x[item] {
				want["item "+l.name+" "+item]++
			}
		}
	}
	conflict = mergeNamed(base.prose, a.prose, b.prose, func(n named) { want["line "+n.text]++ }) || conflict
	conflict = mergeTasks(base.questions, a.questions, b.questions, func(n named) { want["Questions: "+n.text]++ }) || conflict
	heads := func(d draft) (out []named) {
		for _, e := range d.log {
			out = append(out, e.named)
		}
		return out
	}
	kids := func(d draft, name string) ([]named, bool) {
		for _, e := range d.log {
			if e.name == name {
				return e.kids, true
			}
		}
		return nil, false
	}
	conflict = mergeNamed(heads(base), heads(a), heads(b), func(n named) {
		want["Log: "+n.text]++
		o, _ := kids(base, n.name)
		x, inA := kids(a, n.name)
		y, inB := kids(b, n.name)
		if !inA {
			x = y
		}
		if !inB {
			y = x
		}
		conflict = mergeTasks(o, x, y, func(kid named) { want["Log: "+n.text+" > "+kid.text]++ }) || conflict
	}) || conflict
	for _, e := range base.log { // removed here, a nested line added there
		x, inA := kids(a, e.name)
		y, inB := kids(b, e.name)
		conflict = conflict || inA != inB && (len(x)+len(y) > len(e.kids))
	}
	for _, text := range append(slices.Clone(a.extra), b.extra...) {
		want["Notes: "+text]++
	}
	return want, conflict
}

func find(list []named, name string) string {
	for _, n := range list {
		if n.name == name {
			return n.text
		}
	}
	return ""
}

func mergeNamed(base, a, b []named, keep func(named)) (conflict bool) {
	seen := map[string]bool{}
	for _, n := range slices.Concat(base, a, b) {
		if seen[n.name] {
			continue
		}
		seen[n.name] = true
		text, ok := three(find(base, n.name), find(a, n.name), find(b, n.name))
		conflict = conflict || !ok
		if text != "" {
			keep(named{n.name, text})
		}
	}
	return conflict
}

// mergeTasks is mergeNamed for checklists, in which the box is apart from the
// words.
func mergeTasks(base, a, b []named, keep func(named)) (conflict bool) {
	seen := map[string]bool{}
	for _, n := range slices.Concat(base, a, b) {
		if seen[n.name] {
			continue
		}
		seen[n.name] = true
		o, x, y := find(base, n.name), find(a, n.name), find(b, n.name)
		if o == "" || !strings.HasPrefix(o, "[") {
			text, ok := three(o, x, y)
			conflict = conflict || !ok
			keep(named{n.name, text})
			continue
		}
		words, ok := three(o[3:], x[3:], y[3:])
		conflict = conflict || !ok
		box, ok := three(o[:3], x[:3], y[:3])
		if !ok {
			box = "[x]"
		}
		keep(named{n.name, box + words})
	}
	return conflict
}

// verdict says how a merge stands to the truth.
func verdict(reader *parse.Reader, merged []byte, conflicted bool, base, a, b draft, want facts, needed bool) string {
	if conflicted {
		for _, side := range []draft{a, b} {
			old := base.facts()
			for fact := range side.facts() {
				if old[fact] == 0 && !strings.Contains(string(merged), said(fact)) {
					return "lost " + fact
				}
			}
		}
		if needed {
			return "needed"
		}
		return "needless"
	}
	if needed {
		return "silent"
	}
	if got := readFacts(reader, merged); fmt.Sprint(got) != fmt.Sprint(want) {
		return "wrong"
	}
	return "right"
}

// said are the words of a fact that must stand in a text; those of a task stand
// there whatever became of its box.
func said(fact string) string {
	if _, words, ok := strings.Cut(fact, "] "); ok {
		return words
	}
	if _, kid, ok := strings.Cut(fact, " > "); ok {
		return kid
	}
	if kind, rest, _ := strings.Cut(fact, " "); kind == "field" || kind == "item" {
		_, value, _ := strings.Cut(rest, " ")
		return value
	}
	_, text, _ := strings.Cut(fact, " ")
	return text
}

// TestMergeRandom merges thousands of random edits of random contacts whose
// truth is known. The rules: nothing wrong in silence, no needless conflict, no
// line lost, the same with swapped sides and with CRLF. What git's own merge and
// a union make of the same is logged beside it.
func TestMergeRandom(t *testing.T) {
	const cases, compared = 2000, 50
	reader := parse.NewReader(parse.Config{})
	ours := map[string]int{}
	git, union := map[string]int{}, map[string]int{}
	_, noGit := exec.LookPath("git")
	for seed := range uint64(cases) {
		e := &editor{Rand: rand.New(rand.NewPCG(seed, 7))}
		base := e.base()
		a, b := e.edit(base), e.edit(base)
		if seed%20 == 0 {
			b = a.clone() // the same on both sides, and something more on one
			b.fields[0].text = e.words(1)
			b.log = append(b.log, entryDraft{named: named{"last", e.day(2027) + " call: " + e.words(3)}})
			b.sortLog()
		}
		if seed%20 == 0 {
			a.extra, b.extra = nil, nil
		}
		want, needed := truth(base, a, b)
		crlf := seed%2 == 1
		texts := [3][]byte{[]byte(base.source(crlf)), []byte(a.source(crlf)), []byte(b.source(crlf))}
		end := e.dress(&texts, seed)
		merged := Notes(texts[0], texts[1], texts[2], Options{})
		if !end(merged) {
			t.Errorf("seed %d: endings, mark or last line of\n%q", seed, merged.Source)
		}
		result := verdict(reader, merged.Source, merged.Conflicts > 0, base, a, b, want, needed)
		word, _, _ := strings.Cut(result, " ")
		ours[word]++
		if word != "right" && word != "needed" {
			t.Errorf("seed %d: %s\nbase\n%s\nours\n%s\ntheirs\n%s\nmerged\n%s", seed, result, texts[0], texts[1], texts[2], merged.Source)
			if ours["wrong"]+ours["lost"]+ours["silent"]+ours["needless"] > 5 {
				t.FailNow()
			}
		}
		swapped := Notes(texts[0], texts[2], texts[1], Options{})
		if swapSides(string(swapped.Source)) != string(merged.Source) {
			t.Errorf("seed %d: swapping the sides changes the merge\n%s\n%s", seed, merged.Source, swapped.Source)
		}
		if noGit == nil && seed%16 == 0 && seed/16 < compared {
			for tool, counts := range map[string]map[string]int{"": git, "--union": union} {
				out, conflicted := mergeFile(t, texts, tool)
				word, _, _ := strings.Cut(verdict(reader, out, conflicted, base, a, b, want, needed), " ")
				counts[word]++
			}
		}
	}
	t.Logf("%d merges: %v", cases, ours)
	if noGit != nil {
		t.Log("no git on the PATH: nothing to compare with")
		return
	}
	t.Logf("git merge-file on %d of them: %v; as a union: %v", compared, git, union)
	if ours["right"] < cases/2 || ours["needed"] < cases/20 || git["needless"] == 0 || union["silent"] == 0 {
		t.Error("the cases are too easy or too hard to prove anything")
	}
}

// dress gives the texts endings, a byte order mark, or a last line without an
// end, on all sides or on one, and returns what the merge must keep of it.
func (e *editor) dress(texts *[3][]byte, seed uint64) (kept func(Result) bool) {
	crlf := func(text []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
	}
	uniform := func(m Result, ending string) bool {
		return bytes.Count(m.Source, []byte("\n")) == bytes.Count(m.Source, []byte(ending)) && (ending == "\r\n" || bytes.IndexByte(m.Source, '\r') < 0)
	}
	side := 1 + e.IntN(2)
	if seed%2 == 1 {
		return func(m Result) bool { return uniform(m, "\r\n") }
	}
	switch seed % 8 {
	case 2: // another system writes CRLF on one side
		texts[side] = crlf(texts[side])
		return func(m Result) bool { return uniform(m, "\r\n") }
	case 4:
		texts[side] = append([]byte(txt.BOM), texts[side]...)
		return func(m Result) bool { return txt.HasBOM(m.Source) && uniform(m, "\n") }
	case 6:
		texts[side] = bytes.TrimRight(texts[side], "\n")
		return func(m Result) bool { return m.Conflicts > 0 || !bytes.HasSuffix(m.Source, []byte("\n")) }
	}
	return func(m Result) bool { return uniform(m, "\n") }
}

// mergeFile merges with git.
func mergeFile(t *testing.T, texts [3][]byte, tool string) (merged []byte, conflicted bool) {
	dir := t.TempDir()
	for i, name := range []string{"base", "ours", "theirs"} {
		if err := os.WriteFile(filepath.Join(dir, name), texts[i], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"merge-file", "-p", "ours", "base", "theirs"}
	if tool != "" {
		args = slices.Insert(args, 1, tool)
	}
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	return out, err != nil
}

// add adds a few things to a note and changes nothing.
func (e *editor) add(d draft) draft {
	d = d.clone()
	for range 1 + e.IntN(6) {
		switch e.IntN(4) {
		case 0:
			l := &d.lists[e.IntN(2)]
			l.text += "|" + e.words(1)
		case 1:
			e.next++
			d.fields = append(d.fields, named{fmt.Sprintf("field%d%d", e.IntN(9), e.next), e.words(1)})
		case 2:
			d.extra = append(d.extra, e.words(4))
		default:
			text := e.day(2026) + " call: " + e.words(3)
			d.log = append(d.log, entryDraft{named: named{text, text}})
			d.sortLog()
		}
	}
	return d
}

// TestMergeOrder lets three devices add to a note and merges them two by two in
// every order: the bytes must be the same, so that devices that merge in
// different orders end with the same note.
func TestMergeOrder(t *testing.T) {
	for seed := range uint64(300) {
		e := &editor{Rand: rand.New(rand.NewPCG(seed, 8))}
		draft := e.base()
		base := []byte(draft.source(false))
		var sides [3][]byte
		for i := range sides {
			sides[i] = []byte(e.add(draft).source(false))
		}
		first := ""
		for _, order := range [][3]int{{0, 1, 2}, {1, 2, 0}, {2, 0, 1}} {
			two := Notes(base, sides[order[0]], sides[order[1]], Options{})
			all := Notes(base, sides[order[2]], two.Source, Options{})
			if two.Conflicts+all.Conflicts > 0 {
				t.Errorf("seed %d: a conflict\n%s", seed, all.Source)
			}
			if first == "" {
				first = string(all.Source)
			}
			if string(all.Source) != first {
				t.Errorf("seed %d: in order %v\n%s\nin the first order\n%s", seed, order, all.Source, first)
			}
		}
	}
}
