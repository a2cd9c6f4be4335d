package report

import (
	"fmt"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

// Check is every problem of the folder and what was read.
type Check struct {
	Problems []Problem `json:"problems"`
	Read     Read      `json:"read"`

	sources map[string]parse.Lines
}

// Problem is a problem at its place: lines count from 1 in the file, columns
// in characters.
type Problem struct {
	Path     string         `json:"path"`
	Line     int            `json:"line"`
	Col      int            `json:"col"`
	EndLine  int            `json:"end_line"`
	EndCol   int            `json:"end_col"`
	Severity parse.Severity `json:"severity"`
	Code     parse.Code     `json:"code"`
	Text     string         `json:"text"`
	Hint     string         `json:"hint,omitempty"`
}

// Read counts what was read.
type Read struct {
	Notes    int `json:"notes"`
	Contacts int `json:"contacts"`
	Events   int `json:"events"`
	Entries  int `json:"entries"`
}

// MakeCheck gathers the problems of a folder.
func MakeCheck(ix *index.Index) Check {
	c := Check{Problems: []Problem{}, Read: Read{Notes: len(ix.Notes), Contacts: len(ix.People), Events: len(ix.Events)}, sources: map[string]parse.Lines{}}
	for _, n := range ix.Notes {
		c.Read.Entries += len(n.Entries)
		if len(n.Problems) > 0 || n.Targets != nil {
			c.sources[n.Path] = parse.NewLines(n.Source)
		}
	}
	for _, i := range ix.Issues() {
		c.Problems = append(c.Problems, Problem{i.Path, i.Start.Line, i.Start.Col, i.End.Line, i.End.Col, i.Severity, i.Code, i.Text, i.Hint})
	}
	return c
}

// Of keeps the problems of some files.
func (c Check) Of(paths map[string]bool) Check {
	kept := []Problem{}
	for _, p := range c.Problems {
		if paths[p.Path] {
			kept = append(kept, p)
		}
	}
	c.Problems = kept
	return c
}

// Count counts the problems of a severity.
func (c Check) Count(s parse.Severity) int {
	n := 0
	for _, p := range c.Problems {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Text writes every problem with its line and its hint.
func (c Check) Text(style Style) []byte {
	p := painter{Style: style}
	for _, problem := range c.Problems {
		p.line(p.mark(bold, fmt.Sprintf("%s:%d:%d:", inline(problem.Path), problem.Line, problem.Col)), " ", inline(problem.Text), p.mark(dim, fmt.Sprintf(" [%s]", problem.Code)))
		c.excerpt(&p, problem)
		if problem.Hint != "" {
			p.line("  hint: ", inline(problem.Hint))
		}
	}
	var counts []string
	for _, s := range []parse.Severity{parse.Error, parse.Warning, parse.Info} {
		if n := c.Count(s); n > 0 {
			word := string(s)
			if s == parse.Info {
				word = "remark"
			}
			counts = append(counts, plural(n, word, word+"s"))
		}
	}
	notes := plural(c.Read.Notes, "note", "notes")
	if len(counts) == 0 {
		p.line("no problems in ", notes)
	} else {
		p.line(strings.Join(counts, ", "), "; ", notes, " read, and everything else in them counts")
	}
	return p.b.Bytes()
}

// excerpt shows the line with a caret under the place.
func (c Check) excerpt(p *painter, problem Problem) {
	lines, ok := c.sources[problem.Path]
	if !ok || problem.Severity == parse.Info {
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
		if unsafe(r) || r == '\t' {
			text[i] = ' '
		}
	}
	p.line(fmt.Sprintf("%5d | %s", problem.Line, string(text)))
	p.line("      | ", strings.Repeat(" ", width(string(text[:problem.Col-1]))), "^")
}
