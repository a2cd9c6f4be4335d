package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"netnotes/parse/txt"
)

// Heading is a heading of a note, outside code, lists and quotes.
type Heading struct {
	Text  string
	Raw   string // as it is written
	Level int
	At    txt.Span // its text
}

// Headings are those of a body, in its order.
func (b *Body) Headings(base int) []Heading { return b.headings(b.tree(base)) }

// HeadingsAndCode are also the places of code and HTML.
func (b *Body) HeadingsAndCode(base int) ([]Heading, []txt.Span) {
	doc := b.tree(base)
	code := codeRanges(doc)
	for i := range code {
		code[i] = txt.At(b.Base+code[i].Start, b.Base+code[i].End)
	}
	return b.headings(doc), code
}

func (b *Body) headings(doc ast.Node) (out []Heading) {
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			x := b.block(h, Block{})
			raw := b.RawOf(&x)
			out = append(out, Heading{strings.TrimSpace(txt.PlainText(raw)), raw, h.Level, x.Text})
		}
	}
	return out
}

// EachText visits a note's headings, paragraphs and bullets, outside code,
// comments and HTML, until visit returns false. level is that of a heading, else
// 0.
func (b *Body) EachText(base int, visit func(t LineText, level int) bool) {
	_ = ast.Walk(b.tree(base), func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		level := 0
		switch c := c.(type) {
		case *ast.Heading:
			level = c.Level
		case *ast.Paragraph, *ast.TextBlock:
		default:
			return ast.WalkContinue, nil
		}
		if x := b.block(c, Block{}); entering && !visit(b.TextOf(&x), level) {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
}

// Section is a heading and the text under it, up to the next heading.
type Section struct {
	Heading string // empty for what stands before the first heading
	Level   int
	Text    string // paragraphs and bullets, without code, comments and HTML
}

// Sections takes a note's body apart by its headings, of whatever level.
func (b *Body) Sections(base int) []Section {
	text := func(n ast.Node) string {
		x := b.block(n, Block{})
		return txt.PlainText(b.RawOf(&x))
	}
	sections := []Section{{}}
	_ = ast.Walk(b.tree(base), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		last := &sections[len(sections)-1]
		switch n := n.(type) {
		case *ast.Heading:
			if entering {
				sections = append(sections, Section{Heading: strings.TrimSpace(text(n)), Level: n.Level})
			}
		case *ast.Paragraph, *ast.TextBlock:
			if entering {
				last.Text = strings.TrimSpace(last.Text + " " + text(n))
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return sections
}

// Outline is where a section stands: the line of its heading, its outermost
// bullets by whole lines, and where it ends.
type Outline struct {
	Heading txt.Span
	Items   []txt.Span
	End     int
}

// Outline finds the first section under a heading that is the same, and those of
// its bullets that hold what is sought; its heading is empty where there is none.
func (b *Body) Outline(base int, same func(title string) bool, holds func(item txt.Span) bool) Outline {
	out := Outline{End: len(b.source)}
	level := 0
	for c := b.tree(base).FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			line := b.block(c, Block{})
			title := b.TextOf(&line)
			at := txt.StartOfLine(b.source, title.at(0))
			switch {
			case level == 0 && title.Raw != "" && same(title.Raw):
				level, out.Heading = c.Level, txt.At(at, txt.NextLine(b.source, at))
			case level > 0 && c.Level <= level && title.Raw != "":
				out.End = at
				return out
			}
		case *ast.List:
			if level > 0 && (c.Marker == '-' || c.Marker == '*' || c.Marker == '+') {
				for item := c.FirstChild(); item != nil; item = item.NextSibling() {
					if at := b.extent(item); holds(at) {
						out.Items = append(out.Items, at)
					}
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
	Form  byte
	Level int        // of a heading
	Title string     // of a heading
	End   int        // where what stands below a heading ends
	Items []txt.Span // the heading's line, the items of a list, the lines of a paragraph
}

// Stretches lists the headings with a text, the lists and the paragraphs of a note.
func (b *Body) Stretches(base int) (out []Stretch) {
	var open []int // the headings that a place stands below
	for c := b.tree(base).FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			line := b.block(c, Block{})
			if title := b.TextOf(&line); title.Raw != "" {
				at := txt.StartOfLine(b.source, title.at(0))
				for len(open) > 0 && out[open[len(open)-1]].Level >= c.Level {
					out[open[len(open)-1]].End = at
					open = open[:len(open)-1]
				}
				open = append(open, len(out))
				out = append(out, Stretch{HeadingForm, c.Level, title.Raw, len(b.source), []txt.Span{txt.At(at, txt.NextLine(b.source, at))}})
			}
		case *ast.List:
			list := Stretch{Form: BulletForm}
			for item := c.FirstChild(); item != nil; item = item.NextSibling() {
				list.Items = append(list.Items, b.extent(item))
			}
			out = append(out, list)
		case *ast.Paragraph:
			lines := Stretch{Form: LineForm}
			for i := range c.Lines().Len() {
				at := txt.StartOfLine(b.source, b.Base+c.Lines().At(i).Start)
				lines.Items = append(lines.Items, txt.At(at, txt.NextLine(b.source, at)))
			}
			out = append(out, lines)
		}
	}
	return out
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
// so that two readings can be compared whole.
func (b *Body) Leaves(base int) []string {
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
