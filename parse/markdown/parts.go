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
