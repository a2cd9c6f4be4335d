package parse

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// markdown is goldmark with its block parsers only: what is inside a bullet is
// ours to read, and inline parsing takes quadratic time on some input.
type markdown struct {
	parser parser.Parser
}

func newMarkdown() markdown {
	return markdown{parser: parser.NewParser(parser.WithBlockParsers(
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

// block is a heading, or a bullet with its first text. They stand in the order
// of the note, a bullet before those nested in it.
type block struct {
	level  int        // of a heading, from 1; 0 for a bullet
	depth  int        // of a bullet: how many it is nested in
	para   bool       // a line of a paragraph, which is no bullet
	quoted bool       // a line of a quotation
	dotted bool       // the bullet is no number
	text   txt.Span   // its first line in the source, without blanks around it; empty where there is no text
	more   []txt.Span // its further lines
	line   int        // of a plain body: how many stand before it there
}

// open finds the body's blocks. A plain body is read by lines, any other by the
// block parser; what hides text there, or is none, is blanked first at the same
// places.
func (b *bodyReader) open(base int) []block {
	if !b.reader.slow {
		if blocks, ok := plainBlocks(b.note.Source(), base, b.room.blocks[:0]); ok {
			b.base, b.text, b.view = base, b.note.Source(), txt.View(b.note.Source())
			b.first = b.lines.Line(base)
			b.bare = !bytes.Contains(b.text[base:], []byte("<!--"))
			b.room.blocks = blocks
			return blocks
		}
	}
	return b.blocks(b.tree(base))
}

// tree parses the body's blocks.
func (b *bodyReader) tree(base int) ast.Node {
	b.base = base
	b.text = b.flat(loneCR(b.note.Source()))
	if bytes.Contains(b.text[b.base:], []byte("<<<<<<<")) {
		b.text = bytes.Clone(b.text)
		blankMarkers(b.text[b.base:])
	}
	doc := b.parse()
	if bytes.Contains(b.text[b.base:], []byte("%%")) {
		b.text = bytes.Clone(b.text)
		if blankComments(b.text[b.base:], codeRanges(doc)) {
			doc = b.parse()
		}
	}
	b.view = txt.View(b.text)
	return doc
}

func (b *bodyReader) parse() ast.Node {
	return b.reader.markdown.parser.Parse(text.NewReader(b.text[b.base:]))
}

// blocks lists the headings and the bullets of a tree. Those in quotes are not
// the user's own, and a heading in a bullet heads nothing.
func (b *bodyReader) blocks(doc ast.Node) []block {
	var out []block
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			out = append(out, b.block(n, block{level: n.Level}))
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
func (b *bodyReader) paragraph(out []block, n ast.Node, depth int) []block {
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		if at := b.trim(txt.At(b.base+seg.Start, b.base+seg.Stop)); at.End > at.Start {
			out = append(out, block{para: true, depth: depth, text: at})
		}
	}
	return out
}

// quote adds the lines of a quotation, without its marks.
func (b *bodyReader) quote(out []block, n ast.Node) []block {
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				if !entering || seg.Stop <= seg.Start {
					continue
				}
				at := txt.At(txt.StartOfLine(b.text, b.base+seg.Start), b.base+seg.Stop)
				for at.Start < at.End && strings.IndexByte(" \t>", b.text[at.Start]) >= 0 {
					at.Start++
				}
				if at = b.trim(at); at.End > at.Start {
					out = append(out, block{quoted: true, text: at})
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

func (b *bodyReader) bullets(out []block, list *ast.List, depth int) []block {
	dotted := list.Marker == '-' || list.Marker == '*' || list.Marker == '+'
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		bullet := block{depth: depth, dotted: dotted}
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
func (b *bodyReader) block(n ast.Node, to block) block {
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		at := b.trim(txt.At(b.base+seg.Start, b.base+seg.Stop))
		switch {
		case at.Start == at.End:
		case to.text == txt.Span{}:
			to.text = at
		default:
			to.more = append(to.more, at)
		}
	}
	return to
}

func (b *bodyReader) trim(at txt.Span) txt.Span {
	for at.Start < at.End && (b.text[at.Start] == ' ' || b.text[at.Start] == '\t') {
		at.Start++
	}
	for at.End > at.Start && strings.IndexByte(" \t\r\n", b.text[at.End-1]) >= 0 {
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

// texts are a note's headings, paragraphs and bullets, without code, comments
// and HTML.
func (r *Reader) texts(n *Note) (out []string) {
	r.EachText(n, func(t LineText, _ int) bool {
		out = append(out, t.Raw)
		return true
	})
	return out
}

// EachText visits a note's headings, paragraphs and bullets, outside code,
// comments and HTML, until visit returns false. level is that of a heading, else
// 0.
func (r *Reader) EachText(n *Note, visit func(t LineText, level int) bool) {
	b := bodyReader{reader: r, note: bare(n.Source())}
	_ = ast.Walk(b.tree(n.Front().End), func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		level := 0
		switch c := c.(type) {
		case *ast.Heading:
			level = c.Level
		case *ast.Paragraph, *ast.TextBlock:
		default:
			return ast.WalkContinue, nil
		}
		if x := b.block(c, block{}); entering && !visit(b.textOf(&x), level) {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
}

// Heading is a heading of a note, outside code, lists and quotes.
type Heading struct {
	Text  string
	Level int
	At    txt.Span // its text
}

// Headings are those of a note, in its order.
func (r *Reader) Headings(n *Note) (out []Heading) {
	b := bodyReader{reader: r, note: bare(n.Source())}
	for c := b.tree(n.Front().End).FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			x := b.block(h, block{})
			out = append(out, Heading{strings.TrimSpace(txt.PlainText(b.rawOf(&x))), h.Level, x.text})
		}
	}
	return out
}

// visitor is shown the lines of a body. What it does not enter is passed over.
type visitor interface {
	heading(at txt.Span) (own bool) // own: what stands below belongs to the heading
	item(at txt.Span) (enter bool)  // the first line of a list item
	line(at txt.Span)               // a line of a paragraph or a list item
}

// walk shows what stands side by side, outside code, comments and HTML.
func (b *bodyReader) walk(parent ast.Node, to visitor) {
	own := 0 // the level of a heading to which what stands below belongs
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		x := block{}
		switch n := n.(type) {
		case *ast.Heading:
			switch x = b.block(n, x); {
			case to.heading(x.text):
				own = n.Level
			case n.Level <= own:
				own = 0
			}
		case *ast.Paragraph, *ast.TextBlock:
			x = b.block(n, x)
			for _, at := range append([]txt.Span{x.text}, x.more...) {
				if own == 0 {
					to.line(at)
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
			if to.item(x.text) {
				b.walk(n, to)
			}
		}
	}
}

// Section is a heading and the text under it, up to the next heading.
type Section struct {
	Heading string // empty for what stands before the first heading
	Level   int
	Text    string // paragraphs and bullets, without code, comments and HTML
}

// Sections takes a note's body apart by its headings, of whatever level.
func (r *Reader) Sections(source []byte) []Section {
	outer, _, _ := yaml.FrontMatter(source)
	b := bodyReader{reader: r, note: bare(source)}
	text := func(n ast.Node) string {
		x := b.block(n, block{})
		return txt.PlainText(b.rawOf(&x))
	}
	sections := []Section{{}}
	_ = ast.Walk(b.tree(outer.End), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
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

// Outline finds the first section of a heading's name, or of its meaning; its
// heading is empty where there is none.
func (r *Reader) Outline(n *Note, heading string) Outline {
	b := bodyReader{reader: r, note: bare(n.Source())}
	out := Outline{End: len(n.Source())}
	level := 0
	for c := b.tree(n.Front().End).FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			line := b.block(c, block{})
			title := b.textOf(&line)
			at := txt.StartOfLine(n.Source(), title.at(0))
			same := txt.Fold(title.Raw) == txt.Fold(heading) || SectionOf(heading) != NoSection && r.SectionOf(title.Raw) == SectionOf(heading)
			switch {
			case level == 0 && same && title.Raw != "":
				level, out.Heading = c.Level, txt.At(at, txt.NextLine(n.Source(), at))
			case level > 0 && c.Level <= level && title.Raw != "":
				out.End = at
				return out
			}
		case *ast.List:
			if level > 0 && (c.Marker == '-' || c.Marker == '*' || c.Marker == '+') {
				for item := c.FirstChild(); item != nil; item = item.NextSibling() {
					if at := b.extent(item); SectionOf(heading) != LogSection || FirstEntry(n, at) >= 0 {
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

// stretch is a heading, a list or a paragraph of a note that is in no other.
type stretch struct {
	Form  byte
	Level int        // of a heading
	Title string     // of a heading
	End   int        // where what stands below a heading ends
	Items []txt.Span // the heading's line, the items of a list, the lines of a paragraph
}

// Stretches lists the headings with a text, the lists and the paragraphs of a note.
func (r *Reader) Stretches(n *Note) (out []stretch) {
	b := bodyReader{reader: r, note: bare(n.Source())}
	var open []int // the headings that a place stands below
	for c := b.tree(n.Front().End).FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			line := b.block(c, block{})
			if title := b.textOf(&line); title.Raw != "" {
				at := txt.StartOfLine(n.Source(), title.at(0))
				for len(open) > 0 && out[open[len(open)-1]].Level >= c.Level {
					out[open[len(open)-1]].End = at
					open = open[:len(open)-1]
				}
				open = append(open, len(out))
				out = append(out, stretch{HeadingForm, c.Level, title.Raw, len(n.Source()), []txt.Span{txt.At(at, txt.NextLine(n.Source(), at))}})
			}
		case *ast.List:
			list := stretch{Form: BulletForm}
			for item := c.FirstChild(); item != nil; item = item.NextSibling() {
				list.Items = append(list.Items, b.extent(item))
			}
			out = append(out, list)
		case *ast.Paragraph:
			lines := stretch{Form: LineForm}
			for i := range c.Lines().Len() {
				at := txt.StartOfLine(n.Source(), b.base+c.Lines().At(i).Start)
				lines.Items = append(lines.Items, txt.At(at, txt.NextLine(n.Source(), at)))
			}
			out = append(out, lines)
		}
	}
	return out
}

// extent is the whole lines of a block's text and of all that is in it.
func (b *bodyReader) extent(n ast.Node) txt.Span {
	at := txt.At(-1, -1)
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && c.Type() == ast.TypeBlock && c.Lines() != nil {
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				if at.Start < 0 {
					at.Start = txt.StartOfLine(b.text, b.base+seg.Start)
				}
				at.End = max(at.End, txt.NextLine(b.note.Source(), b.base+max(seg.Start, seg.Stop-1)))
			}
		}
		return ast.WalkContinue, nil
	})
	if at.Start < 0 {
		return txt.Span{}
	}
	// A closing fence belongs to no block's lines, and is indented.
	for at.End < len(b.text) && (b.text[at.End] == ' ' || b.text[at.End] == '\t') && !txt.IsBlank(b.text, at.End) {
		at.End = txt.NextLine(b.note.Source(), at.End)
	}
	return at
}

// Leaves are the blocks that hold no others, each with its kind and its text,
// so that two readings can be compared whole.
func (r *Reader) Leaves(n *Note) []string {
	b := bodyReader{reader: r, note: bare(n.Source())}
	var out []string
	_ = ast.Walk(b.tree(n.Front().End), func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || c.Type() != ast.TypeBlock || c.FirstChild() != nil && c.FirstChild().Type() == ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		kind := c.Kind().String()
		if kind == "TextBlock" {
			kind = "Paragraph" // as in a list with blank lines
		}
		out = append(out, kind+" "+string(c.Lines().Value(b.text[b.base:])))
		return ast.WalkContinue, nil
	})
	return out
}

// FirstEntry is the place in Entries of the first line of the log that begins
// within a span; -1 where there is none. Lines stand in the order of the
// source; what was made of fields stands before or behind them.
func FirstEntry(n *Note, at txt.Span) int {
	first, last := 0, len(n.Entries())
	for first < last && n.Entries()[first].FromFields {
		first++
	}
	for first < last && n.Entries()[last-1].FromFields {
		last--
	}
	i := first + sort.Search(last-first, func(i int) bool { return n.Entries()[first+i].Span.Start >= at.Start })
	if i < last && n.Entries()[i].Span.Start < at.End {
		return i
	}
	return -1
}
