package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"netnotes/parse/txt"
)

// Parser is goldmark with its block parsers only: what is inside a bullet is
// ours to read, and inline parsing takes quadratic time on some input. It may be
// used by several goroutines at once.
type Parser struct{ parser parser.Parser }

// NewParser prepares a parser.
func NewParser() Parser {
	return Parser{parser: parser.NewParser(parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	))}
}

// Block is a heading, or a bullet with its first text. They stand in the order
// of the note, a bullet before those nested in it.
type Block struct {
	Level  int        // of a heading, from 1; 0 for a bullet
	Depth  int        // of a bullet: how many it is nested in
	Para   bool       // a line of a paragraph, which is no bullet
	Quoted bool       // a line of a quotation
	dotted bool       // the bullet is no number
	Text   txt.Span   // its first line in the source, without blanks around it; empty where there is no text
	More   []txt.Span // its further lines
	line   int        // of a plain body: how many stand before it there
}

// Body is the text of a note behind its front matter.
type Body struct {
	Problems []txt.Problem // what is wrong with it
	parser   Parser
	source   []byte
	Lines    txt.LineCounter
	Text     []byte // the source with comments blanked and lone CR as LF
	View     string // the same
	Base     int    // where the body begins
	bare     bool   // without comments in the lines
	first    int    // number of the first line, where plainBlocks has counted the others
}

// Body is the body of a note with that source, of which nothing is read yet.
func (p Parser) Body(source []byte) Body {
	return Body{parser: p, source: source, Lines: txt.LineCounter{Source: source}}
}

// Open finds the body's blocks, from base on. A plain body is read by lines, if
// that is asked for, and said to be plain; any other is read by the block parser.
// What hides text there, or is none, is blanked first at the same places. The blocks
// of a plain body are in room, as far as it goes.
func (b *Body) Open(base int, lines bool, room []Block) (blocks []Block, plain bool) {
	if lines {
		if blocks, ok := plainBlocks(b.source, base, room[:0]); ok {
			b.Base, b.Text, b.View = base, b.source, txt.View(b.source)
			b.first = b.Lines.Line(base)
			b.bare = !bytes.Contains(b.Text[base:], []byte("<!--"))
			return blocks, true
		}
	}
	return b.blocks(b.tree(base)), false
}

// tree parses the body's blocks.
func (b *Body) tree(base int) ast.Node {
	b.Base = base
	b.Text = b.flat(loneCR(b.source))
	if bytes.Contains(b.Text[b.Base:], []byte("<<<<<<<")) {
		b.Text = bytes.Clone(b.Text)
		blankMarkers(b.Text[b.Base:])
	}
	doc := b.parse()
	if bytes.Contains(b.Text[b.Base:], []byte("%%")) {
		b.Text = bytes.Clone(b.Text)
		if blankComments(b.Text[b.Base:], codeRanges(doc)) {
			doc = b.parse()
		}
	}
	b.View = txt.View(b.Text)
	return doc
}

func (b *Body) parse() ast.Node {
	return b.parser.parser.Parse(text.NewReader(b.Text[b.Base:]))
}

// blocks lists the headings and the bullets of a tree. Those in quotes are not
// the user's own, and a heading in a bullet heads nothing.
func (b *Body) blocks(doc ast.Node) []Block {
	var out []Block
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			out = append(out, b.block(n, Block{Level: n.Level}))
		case *ast.List:
			out = b.bullets(out, n, 0)
		case *ast.Paragraph:
			out = b.paragraph(out, n, 0)
		case *ast.Blockquote:
			out = b.quote(out, n)
		}
	}
	return out
}

// paragraph adds the lines of a paragraph, each by itself.
func (b *Body) paragraph(out []Block, n ast.Node, depth int) []Block {
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		if at := b.trim(txt.At(b.Base+seg.Start, b.Base+seg.Stop)); at.End > at.Start {
			out = append(out, Block{Para: true, Depth: depth, Text: at})
		}
	}
	return out
}

// quote adds the lines of a quotation, without its marks.
func (b *Body) quote(out []Block, n ast.Node) []Block {
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				if !entering || seg.Stop <= seg.Start {
					continue
				}
				at := txt.At(txt.StartOfLine(b.Text, b.Base+seg.Start), b.Base+seg.Stop)
				for at.Start < at.End && strings.IndexByte(" \t>", b.Text[at.Start]) >= 0 {
					at.Start++
				}
				if at = b.trim(at); at.End > at.Start {
					out = append(out, Block{Quoted: true, Text: at})
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

func (b *Body) bullets(out []Block, list *ast.List, depth int) []Block {
	dotted := list.Marker == '-' || list.Marker == '*' || list.Marker == '+'
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		bullet := Block{Depth: depth, dotted: dotted}
		first := item.FirstChild()
		if first != nil && (first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph) {
			bullet = b.block(first, bullet)
		}
		out = append(out, bullet)
		for c := first; c != nil; c = c.NextSibling() {
			switch nested := c.(type) {
			case *ast.List:
				out = b.bullets(out, nested, depth+1)
			case *ast.Paragraph:
				if c != first {
					out = b.paragraph(out, nested, depth+1)
				}
			}
		}
	}
	return out
}

// block adds the lines of a paragraph, a heading or a bullet.
func (b *Body) block(n ast.Node, to Block) Block {
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		at := b.trim(txt.At(b.Base+seg.Start, b.Base+seg.Stop))
		switch {
		case at.Start == at.End:
		case to.Text == txt.Span{}:
			to.Text = at
		default:
			to.More = append(to.More, at)
		}
	}
	return to
}

func (b *Body) trim(at txt.Span) txt.Span {
	for at.Start < at.End && (b.Text[at.Start] == ' ' || b.Text[at.Start] == '\t') {
		at.Start++
	}
	for at.End > at.Start && strings.IndexByte(" \t\r\n", b.Text[at.End-1]) >= 0 {
		at.End--
	}
	return at
}

// codeRanges lists the spans of code and HTML, where "%%" is no comment.
func codeRanges(doc ast.Node) []txt.Span {
	var out []txt.Span
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			if lines := n.Lines(); entering && lines.Len() > 0 {
				out = append(out, txt.At(lines.At(0).Start, lines.At(lines.Len()-1).Stop))
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// Visitor is shown the lines of a body. What it does not enter is passed over.
type Visitor interface {
	Heading(at txt.Span) (own bool) // own: what stands below belongs to the heading
	Item(at txt.Span) (enter bool)  // the first line of a list item
	Line(at txt.Span)               // a line of a paragraph or a list item
}

// Walk shows the lines of a body, outside code, comments and HTML.
func (b *Body) Walk(base int, to Visitor) { b.walk(b.tree(base), to) }

// walk shows what stands side by side, outside code, comments and HTML.
func (b *Body) walk(parent ast.Node, to Visitor) {
	own := 0 // the level of a heading to which what stands below belongs
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		x := Block{}
		switch n := n.(type) {
		case *ast.Heading:
			switch x = b.block(n, x); {
			case to.Heading(x.Text):
				own = n.Level
			case n.Level <= own:
				own = 0
			}
		case *ast.Paragraph, *ast.TextBlock:
			x = b.block(n, x)
			for _, at := range append([]txt.Span{x.Text}, x.More...) {
				if own == 0 {
					to.Line(at)
				}
			}
		case *ast.List, *ast.Blockquote:
			if own == 0 {
				b.walk(n, to)
			}
		case *ast.ListItem:
			if first := n.FirstChild(); first != nil && (first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph) {
				x = b.block(first, x)
			}
			if to.Item(x.Text) {
				b.walk(n, to)
			}
		}
	}
}
