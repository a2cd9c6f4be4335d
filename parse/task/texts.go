package task

import (
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Reader reads the texts of tasks; it may be used by several goroutines at once.
type Reader struct {
	days  date.Reader
	marks []dateMark
}

// NewReader prepares a reader.
func NewReader(days date.Reader) *Reader { return &Reader{days, dateMarks()} }

// Text reads a text as that of a task; day words count from base.
func (r *Reader) Text(raw string, base date.Date) *Text {
	return &Text{marks: r.marks, days: r.days, Raw: txt.CutBlockID(txt.Clip(raw)), base: base}
}

// Read reads the text of a task, in which day words count from p.From,
// and returns what of it is not read, with spans in raw.
func (r *Reader) Read(p *Promise, raw string) []txt.Problem {
	x := r.Text(raw, p.From)
	x.Read(p.State == Open)
	if len(x.Raw) == txt.MaxLine {
		x.problems = append(x.problems, txt.TooLong(txt.At(0, 1)))
	}
	for _, d := range x.Found {
		switch d.Which {
		case 'd':
			p.Due = d.On
		case 's':
			p.Start = d.On
		case 'x':
			p.DoneOn = d.On
		}
	}
	p.Repeat = x.repeat
	p.Text = x.text(txt.CutBlockID(raw))
	links, tags := txt.ScanLinks(txt.Clip(p.Text), nil, nil)
	for _, tag := range tags {
		p.Theirs = p.Theirs || strings.EqualFold(tag, "waiting")
	}
	for _, link := range links {
		if !link.Embed {
			p.Links = append(p.Links, link)
		}
	}
	return x.problems
}
