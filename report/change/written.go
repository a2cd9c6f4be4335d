package change

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse/date"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Written is what a command changed, and what that settled.
type Written struct {
	Changes []WrittenLine `json:"changes"`
	Closes  []string      `json:"closes"`
	Open    []string      `json:"open"`
	// Mentions are lines of other notes that name a removed one.
	Mentions []Mention `json:"mentions"`
	// Said is how what was typed was understood: on which day, with whom.
	Said []string `json:"said,omitempty"`

	diffs []fileDiff
}

// WrittenLine is one line that was added, removed or changed.
type WrittenLine struct {
	Path string `json:"path"`
	Line int    `json:"line"`
	Op   string `json:"op"` // add, change or remove
	Text string `json:"text"`

	whole bool // the note came or went with all its lines
}

type fileDiff struct {
	change disk.Change
	lines  []diffLine
}

// MakeWritten tells what changes do to the notes, and what they close for the
// people concerned, as the folder is before them and after.
func MakeWritten(before, after *index.Index, changes []disk.Change, today date.Date) Written {
	w := Written{Changes: []WrittenLine{}, Closes: []string{}, Open: []string{}, Mentions: []Mention{}}
	for _, c := range changes {
		d := fileDiff{c, diffLines(c.Old, c.New)}
		w.diffs = append(w.diffs, d)
		w.Changes = append(w.Changes, d.written()...)
	}
	was, is := concerned(before, changes), concerned(after, changes)
	for path, p := range is {
		then := was[path]
		if then == nil {
			continue
		}
		open, closed := shownItems(after, p, today), len(w.Closes)
		rests := restingItems(after, p, today)
		for _, it := range shownItems(before, then, today) {
			if !slices.ContainsFunc(open, it.Same) && !slices.ContainsFunc(rests, it.Same) {
				w.Closes = append(w.Closes, it.Settled(p.Name))
			}
		}
		met := len(p.Lines()) > len(then.Lines()) && after.Clocks(p, today).Touch == today
		for _, it := range open {
			if !met && closed == len(w.Closes) {
				break // nothing happened between you that could have settled it
			}
			if it.Kind == "promise" || it.Kind == "reply" || it.Kind == "confirm" {
				w.Open = append(w.Open, it.StillOpen(p.Name))
			}
		}
	}
	slices.Sort(w.Closes)
	slices.Sort(w.Open)
	return w
}

// concerned are the people whose story the changed notes tell, by path.
func concerned(ix *index.Index, changes []disk.Change) map[string]*index.Person {
	out := map[string]*index.Person{}
	for _, c := range changes {
		for _, p := range ix.ToldIn(c.Path) {
			if p.Path == c.Path || slices.ContainsFunc(p.Lines(), func(l *index.Line) bool { return l.Note.Path == c.Path }) ||
				slices.ContainsFunc(p.Promises(), func(q index.Promise) bool { return q.Note.Path == c.Path }) {
				out[p.Path] = p
			}
		}
	}
	return out
}

func shownItems(ix *index.Index, p *index.Person, today date.Date) []due.Item {
	var out []due.Item
	for _, it := range due.Examine(ix, p, today).Items {
		if it.IsShown() {
			out = append(out, it)
		}
	}
	return out
}

// restingItems are those that a snooze hides, which closes none of them.
func restingItems(ix *index.Index, p *index.Person, today date.Date) []due.Item {
	return slices.DeleteFunc(due.Examine(ix, p, today).Items, func(it due.Item) bool { return it.Status != due.Snoozed })
}

// Text writes each changed line with its place, then what was closed.
func (w Written) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	w.lines(&p)
	for _, said := range w.Said {
		p.Line(form.Inline(said))
	}
	if len(w.Closes) > 0 {
		p.Line("closes: ", form.Inline(strings.Join(w.Closes, "; ")))
	}
	if len(w.Open) > 0 {
		p.Line("still open: ", form.Inline(strings.Join(w.Open, "; ")))
	}
	for _, m := range w.Mentions {
		p.Line("still named in ", form.Inline(m.Path), ":", strconv.Itoa(m.Line))
	}
	return p.Bytes()
}

// TakenBack writes what an undo did.
func (w Written) TakenBack(command string, style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line("took back: ", form.Inline(command))
	for i, c := range w.Changes {
		if c.whole && c.Op == "add" {
			w.Changes[i].Text = "the note as it was"
		}
	}
	w.lines(&p)
	return p.Bytes()
}

// maxWhole is how many whole files are named before the rest is counted.
const maxWhole = 10

func (w Written) lines(p *form.Painter) {
	whole := 0
	for _, c := range w.Changes {
		if c.whole {
			if whole++; whole > maxWhole {
				continue
			}
		}
		mark := map[string]string{"add": "+", "change": "~", "remove": "-"}[c.Op]
		p.Line(form.Inline(c.Path), " ", p.Mark(form.Dim, fmt.Sprintf("%s%d", mark, c.Line)), "   ", form.Inline(c.Text))
	}
	if whole > maxWhole {
		p.Line(fmt.Sprintf("… and %d more files", whole-maxWhole))
	}
}

// written are the lines of a difference that a person wants to see: all but
// blank ones, and of a new or a removed note only its path.
func (d fileDiff) written() []WrittenLine {
	switch {
	case d.change.Old == nil:
		return []WrittenLine{{d.change.Path, 1, "add", "a new note", true}}
	case d.change.New == nil:
		return []WrittenLine{{d.change.Path, 1, "remove", "the whole note", true}}
	}
	var out []WrittenLine
	var removed []diffLine
	for _, l := range d.lines {
		switch {
		case l.op == '-':
			removed = append(removed, l)
			continue
		case l.op == '+' && len(removed) > 0:
			removed = removed[1:]
			out = append(out, WrittenLine{Path: d.change.Path, Line: l.number, Op: "change", Text: l.text})
			continue
		case l.op == '+' && strings.TrimSpace(l.text) != "":
			out = append(out, WrittenLine{Path: d.change.Path, Line: l.number, Op: "add", Text: l.text})
		}
		out = append(out, gone(d.change.Path, removed)...)
		removed = nil
	}
	return append(out, gone(d.change.Path, removed)...)
}

func gone(path string, removed []diffLine) []WrittenLine {
	var out []WrittenLine
	for _, l := range removed {
		if strings.TrimSpace(l.text) != "" {
			out = append(out, WrittenLine{Path: path, Line: l.number, Op: "remove", Text: l.text})
		}
	}
	return out
}

// Diff writes the changes as a unified diff.
func (w Written) Diff(style form.Style) []byte {
	p := form.Painter{Style: style}
	for _, d := range w.diffs {
		from, to := "a/"+d.change.Path, "b/"+d.change.Path
		if d.change.Old == nil {
			from = "/dev/null"
		}
		if d.change.New == nil {
			to = "/dev/null"
		}
		p.Line(p.Mark(form.Bold, "--- "+form.Inline(from)))
		p.Line(p.Mark(form.Bold, "+++ "+form.Inline(to)))
		for _, h := range hunks(d.lines) {
			p.Line(h.header())
			for _, l := range h.lines {
				code := map[byte]string{'-': form.Red, '+': form.Green}[l.op]
				p.Verbatim(p.Mark(code, string(l.op)+l.text))
			}
		}
	}
	return p.Bytes()
}
