package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"netnotes/parse/txt"
)

// Outline is where a section stands: the line of its heading, its outermost
// bullets by whole lines, and where it ends.
type Outline struct {
	Heading txt.Span
	Items   []txt.Span
	End     int
}

// Outline finds the first section under a heading that is the same, and those of
// its bullets that hold what is sought; its heading is empty where there is none.
func (b *Body) Outline(base int, lines bool, same func(title string) bool, holds func(item txt.Span) bool) Outline {
	out := Outline{End: len(b.source)}
	level := 0
	for _, part := range b.Stretches(base, lines) {
		switch {
		case part.Form == HeadingForm && level == 0 && same(part.Title):
			level, out.Heading = part.Level, part.Items[0]
		case part.Form == HeadingForm && level > 0 && part.Level <= level:
			out.End = part.Items[0].Start
			return out
		case part.Form == BulletForm && level > 0 && part.dotted:
			for _, at := range part.Items {
				if holds(at) {
					out.Items = append(out.Items, at)
				}
			}
		}
	}
	return out
}

// The forms of log lines, and of the parts of a note.
const (
	BulletForm byte = iota
	LineForm
	HeadingForm
)

// Stretch is a heading, a list or a paragraph of a note that is in no other.
type Stretch struct {
	Form   byte
	Level  int        // of a heading
	Title  string     // of a heading
	End    int        // where what stands below a heading ends
	Items  []txt.Span // the heading's line, the items of a list, the lines of a paragraph
	dotted bool       // a list that is not numbered
}

// stretches gathers those of a body in their order.
type stretches struct {
	*Body
	out  []Stretch
	open []int // the headings that a place stands below
}

// Stretches lists the headings with a text, the lists and the paragraphs of a
// note. A plain body is read by lines, if that is asked for.
func (b *Body) Stretches(base int, lines bool) []Stretch {
	s := stretches{Body: b}
	if blocks, ok := b.plainParts(base, lines); ok {
		s.plain(blocks)
		return s.out
	}
	for c := b.tree(base).FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			s.heading(b.block(c, Block{Level: c.Level}))
		case *ast.List:
			list := Stretch{Form: BulletForm, dotted: c.Marker == '-' || c.Marker == '*' || c.Marker == '+'}
			for item := c.FirstChild(); item != nil; item = item.NextSibling() {
				list.Items = append(list.Items, b.extent(item))
			}
			s.out = append(s.out, list)
		case *ast.Paragraph:
			part := Stretch{Form: LineForm}
			for i := range c.Lines().Len() {
				part.Items = append(part.Items, b.wholeLine(b.Base+c.Lines().At(i).Start))
			}
			s.out = append(s.out, part)
		}
	}
	return s.out
}

// wholeLine is the line in which a place stands.
func (b *Body) wholeLine(at int) txt.Span {
	start := txt.StartOfLine(b.source, at)
	return txt.At(start, txt.NextLine(b.source, start))
}

// heading adds a heading, if it has a text; it ends what stands below others.
func (s *stretches) heading(line Block) {
	title := s.TextOf(&line)
	if title.Raw == "" {
		return
	}
	at := s.wholeLine(title.at(0))
	for len(s.open) > 0 && s.out[s.open[len(s.open)-1]].Level >= line.Level {
		s.out[s.open[len(s.open)-1]].End = at.Start
		s.open = s.open[:len(s.open)-1]
	}
	s.open = append(s.open, len(s.out))
	s.out = append(s.out, Stretch{Form: HeadingForm, Level: line.Level, Title: title.Raw, End: len(s.source), Items: []txt.Span{at}})
}

// plainParts are the blocks of a plain body in which nothing is quoted and nothing
// is code, so that all of it is blocks.
func (b *Body) plainParts(base int, lines bool) ([]Block, bool) {
	s := bodyScanner{source: b.source}
	if !lines || !s.read(base) || s.opaque {
		return nil, false
	}
	b.Base, b.Text, b.View = base, b.source, txt.View(b.source)
	return s.out, true
}

// plain adds the stretches of a plain body: bullets are one list up to the next
// heading or paragraph, and lines a paragraph up to an empty one.
func (s *stretches) plain(blocks []Block) {
	for i, x := range blocks {
		at := s.wholeLine(x.Text.Start)
		form := BulletForm
		switch {
		case x.Level > 0:
			s.heading(x)
			continue
		case x.Para:
			form = LineForm
		}
		goesOn := i > 0 && blocks[i-1].Level == 0 && blocks[i-1].Para == x.Para && (!x.Para || blocks[i-1].line == x.line-1)
		if !goesOn {
			s.out = append(s.out, Stretch{Form: form, dotted: x.dotted})
		}
		last := &s.out[len(s.out)-1]
		if x.Depth > 0 {
			last.Items[len(last.Items)-1].End = at.End
		} else {
			last.Items = append(last.Items, at)
		}
	}
}

// extent is the whole lines of a block's text and of all that is in it.
func (b *Body) extent(n ast.Node) txt.Span {
	at := txt.At(-1, -1)
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && c.Type() == ast.TypeBlock && c.Lines() != nil {
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				if at.Start < 0 {
					at.Start = txt.StartOfLine(b.Text, b.Base+seg.Start)
				}
				at.End = max(at.End, txt.NextLine(b.source, b.Base+max(seg.Start, seg.Stop-1)))
			}
		}
		return ast.WalkContinue, nil
	})
	if at.Start < 0 {
		return txt.Span{}
	}
	// A closing fence belongs to no block's lines, and is indented.
	for at.End < len(b.Text) && (b.Text[at.End] == ' ' || b.Text[at.End] == '\t') && !txt.IsBlank(b.Text, at.End) {
		at.End = txt.NextLine(b.source, at.End)
	}
	return at
}

// Leaves are the blocks that hold no others, each with its kind and its text,
// so that two readings can be compared whole. A plain body is read by lines, if
// that is asked for.
func (b *Body) Leaves(base int, lines bool) []string {
	if blocks, ok := b.plainParts(base, lines); ok {
		return b.plainLeaves(blocks)
	}
	var out []string
	_ = ast.Walk(b.tree(base), func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || c.Type() != ast.TypeBlock || c.FirstChild() != nil && c.FirstChild().Type() == ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		kind := c.Kind().String()
		if kind == "TextBlock" {
			kind = "Paragraph" // as in a list with blank lines
		}
		out = append(out, kind+" "+string(c.Lines().Value(b.Text[b.Base:])))
		return ast.WalkContinue, nil
	})
	return out
}

// plainLeaves are the leaves of a plain body: a heading and a bullet are one each,
// lines of a paragraph are one together.
func (b *Body) plainLeaves(blocks []Block) []string {
	out := make([]string, 0, len(blocks))
	for i := 0; i < len(blocks); i++ {
		x := blocks[i]
		kind := "Paragraph "
		if x.Level > 0 {
			kind = "Heading "
		}
		for x.Para && i+1 < len(blocks) && blocks[i+1].Para && blocks[i+1].line == blocks[i].line+1 {
			i++
		}
		out = append(out, kind+string(bytes.TrimRight(b.source[x.Text.Start:blocks[i].Text.End], " ")))
	}
	return out
}
