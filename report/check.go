package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Check is every problem of the folder, what would be worth a minute, and what
// was read.
type Check struct {
	Problems []Problem `json:"problems"`
	Remarks  []Problem `json:"remarks"` // about habits, not about the notes; never an error
	Read     Read      `json:"read"`

	sources map[string]txt.Lines
}

// Problem is a problem at its place: lines count from 1 in the file, columns
// in characters.
type Problem struct {
	Path     string       `json:"path"`
	Line     int          `json:"line"`
	Col      int          `json:"col"`
	EndLine  int          `json:"end_line"`
	EndCol   int          `json:"end_col"`
	Severity txt.Severity `json:"severity"`
	Code     txt.Code     `json:"code"`
	Text     string       `json:"text"`
	Hint     string       `json:"hint,omitempty"`

	// Edits are the ways to mend it, each at its place in the note.
	Edits []txt.Fix `json:"-"`

	mentions int // of a name without a note
}

// problemOf is an issue as a check tells it.
func problemOf(i folder.Issue) Problem {
	return Problem{i.Path, i.Start.Line, i.Start.Col, i.End.Line, i.End.Col, i.Severity, i.Code, i.Text, i.Hint, i.Edits(), 0}
}

// Read counts what was read.
type Read struct {
	Notes    int `json:"notes"`
	Contacts int `json:"contacts"`
	Events   int `json:"events"`
	Entries  int `json:"entries"`
}

// MakeCheck gathers the problems of a folder, and remarks for a day.
func MakeCheck(ix *index.Index, today date.Date) Check { return MakeCheckOf(ix, today, nil) }

// MakeCheckOf is MakeCheck of some files, and counts no lines of others; nil is all.
func MakeCheckOf(ix *index.Index, today date.Date, paths map[string]bool) Check {
	issues := ix.IssuesOf(paths)
	c := Check{Problems: []Problem{}, Remarks: remarks(ix, today, paths), Read: Read{Notes: len(ix.Notes()), Contacts: len(ix.People()), Events: len(ix.Events())}, sources: map[string]txt.Lines{}}
	for _, n := range ix.Notes() {
		if paths != nil && !paths[n.Path] {
			continue
		}
		c.Read.Entries += ix.Lines(n)
		if len(ix.OwnProblems(n)) > 0 || n.Kind == parse.TargetsNote && n.Targets() != nil {
			c.sources[n.Path] = txt.NewLines(n.Source())
		}
	}
	c.Problems = slices.Grow(c.Problems, len(issues))
	for _, i := range issues {
		c.Problems = append(c.Problems, problemOf(i))
	}
	lines := ix.RemarksOf(paths)
	c.Remarks = slices.Grow(c.Remarks, len(lines))
	for _, i := range lines {
		c.Remarks = append(c.Remarks, problemOf(i))
	}
	countMentions(ix, c.Problems)
	return c
}

// Of keeps the problems and the remarks of some files.
func (c Check) Of(paths map[string]bool) Check {
	other := func(p Problem) bool { return !paths[p.Path] }
	c.Problems = slices.DeleteFunc(slices.Clone(c.Problems), other)
	c.Remarks = slices.DeleteFunc(slices.Clone(c.Remarks), other)
	return c
}

// countMentions says how often the names without a note are named.
func countMentions(ix *index.Index, problems []Problem) {
	type place struct {
		path string
		line int
		name string
	}
	named := map[place]int{}
	for _, g := range ix.Ghosts() {
		named[place{g.Path, g.Line, g.Name}] = g.Mentions
	}
	for i := range problems {
		p := &problems[i]
		if name, _, ok := strings.Cut(p.Text, " has no note"); ok && p.Code == index.Ghost {
			p.mentions = named[place{p.Path, p.Line, name}]
		}
	}
}

// Count counts the problems of a severity.
func (c Check) Count(s txt.Severity) int {
	n := 0
	for p := range c.each {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Rows are the problems and the remarks, one a row.
func (c Check) Rows(yield func(Problem) bool) {
	c.each(func(p *Problem) bool { return yield(*p) })
}

// each are the problems and the remarks where they lie.
func (c *Check) each(yield func(*Problem) bool) {
	for _, list := range [...][]Problem{c.Problems, c.Remarks} {
		for i := range list {
			if !yield(&list[i]) {
				return
			}
		}
	}
}

// Text writes every error and warning with its line and its hint, then a few
// remarks of each kind.
func (c Check) Text(style form.Style) []byte { return c.text(style, remarksShown) }

// FullText writes every remark.
func (c Check) FullText(style form.Style) []byte {
	return c.text(style, len(c.Problems)+len(c.Remarks))
}

// remarksShown is how many remarks of a kind are shown: a folder from
// elsewhere may have hundreds, which nobody reads.
const remarksShown = 5

func (c Check) text(style form.Style, most int) []byte {
	p := form.Painter{Style: style}
	kinds := map[txt.Code][]*Problem{}
	var order []txt.Code
	for problem := range c.each {
		if problem.Severity != txt.Info {
			c.problem(&p, *problem)
			continue
		}
		if kinds[problem.Code] == nil {
			order = append(order, problem.Code)
		}
		kinds[problem.Code] = append(kinds[problem.Code], problem)
	}
	if most == remarksShown {
		for _, code := range []txt.Code{parse.NotCounted, parse.PerhapsPromise} {
			kinds[code] = oneANote(kinds[code])
		}
	}
	for _, kind := range order {
		remarks := kinds[kind]
		slices.SortStableFunc(remarks, func(a, b *Problem) int { return b.mentions - a.mentions })
		shown := len(remarks)
		if shown > most+1 { // a line about one more would be no shorter
			shown = most
		}
		for i := range remarks[:shown] {
			r := *remarks[i]
			if i > 0 && most == remarksShown && shown <= remarksShown+1 {
				r.Hint = "" // as above
			}
			c.problem(&p, r)
		}
		if more := len(remarks) - shown; more > 0 {
			p.Line(p.Mark(form.Dim, fmt.Sprintf("… and %d more [%s] (--all)", more, kind)))
		}
	}
	p.Line(c.summary())
	return p.Bytes()
}

// oneANote leaves the first remark of each note, with how many there are.
func oneANote(remarks []*Problem) (out []*Problem) {
	count := map[string]int{}
	for _, r := range remarks {
		if count[r.Path]++; count[r.Path] == 1 {
			out = append(out, r)
		}
	}
	for i, r := range out {
		if more := count[r.Path] - 1; more > 0 {
			of := *r
			of.Text += fmt.Sprintf(" (and %d more here)", more)
			out[i] = &of
		}
	}
	return out
}

func (c Check) problem(p *form.Painter, problem Problem) {
	p.Line(p.Mark(form.Bold, fmt.Sprintf("%s:%d:%d:", form.Inline(problem.Path), problem.Line, problem.Col)), " ", form.Inline(problem.Text), p.Mark(form.Dim, fmt.Sprintf(" [%s]", problem.Code)))
	c.excerpt(p, problem)
	if problem.Hint != "" {
		p.Line("  hint: ", form.Inline(problem.Hint))
	}
}

// summary counts the problems and the notes.
func (c Check) summary() string {
	notes := form.Plural(c.Read.Notes, "note", "notes")
	counts := c.counts()
	if len(counts) == 0 {
		return "no problems in " + notes
	}
	return strings.Join(counts, ", ") + "; " + notes + " read, and everything else in them counts"
}

// Left says how many errors and warnings there are; it is empty without any.
func (c Check) Left() string {
	c.Problems = slices.DeleteFunc(slices.Clone(c.Problems), func(p Problem) bool { return p.Severity == txt.Info })
	c.Remarks = nil
	return strings.Join(c.counts(), ", ")
}

// counts are the numbers of problems of each severity.
func (c Check) counts() (counts []string) {
	for _, s := range []txt.Severity{txt.Error, txt.Warning, txt.Info} {
		if n := c.Count(s); n > 0 {
			word := string(s)
			if s == txt.Info {
				word = "remark"
			}
			counts = append(counts, form.Plural(n, word, word+"s"))
		}
	}
	return counts
}

// excerpt shows the line with a caret under the place.
func (c Check) excerpt(p *form.Painter, problem Problem) {
	lines, ok := c.sources[problem.Path]
	if !ok || problem.Severity == txt.Info {
		return
	}
	line := lines.Text(problem.Line)
	if len(line) > 400 {
		return
	}
	text := []rune(strings.ToValidUTF8(string(line), "\uFFFD"))
	if problem.Line == 1 && len(text) > 0 && text[0] == 0xfeff {
		text = text[1:]
	}
	if len(text) > 120 || problem.Col > len(text)+1 {
		return
	}
	for i, r := range text {
		if form.Unsafe(r) || r == '\t' {
			text[i] = ' '
		}
	}
	p.Line(fmt.Sprintf("%5d | %s", problem.Line, string(text)))
	p.Line("      | ", strings.Repeat(" ", form.Width(string(text[:problem.Col-1]))), "^")
}
