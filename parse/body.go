package parse

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdown is goldmark with its block parsers only: what is inside a bullet is
// ours to read, and inline parsing takes quadratic time on some input.
type markdown struct {
	parser parser.Parser
	marks  []dateMark
}

func newMarkdown() markdown {
	return markdown{marks: dateMarks(), parser: parser.NewParser(parser.WithBlockParsers(
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

// section is what a heading says about the bullets under it.
type section byte

const (
	noSection section = iota
	logSection
	toMeetSection
	metSection
	questionsSection
)

func sectionOf(heading string) section {
	switch fold(strings.Trim(heading, " \t:*_#")) {
	case "log", "interactions", "interaction log", "contact log", "history", "timeline":
		return logSection
	case "to meet":
		return toMeetSection
	case "met":
		return metSection
	case "questions":
		return questionsSection
	}
	return noSection
}

// bodyReader reads one note's body.
type bodyReader struct {
	reader *Reader
	note   *Note
	lines  Lines
	text   []byte // the source with comments blanked and lone CR as LF
	base   int    // where the body begins
	owner  *Owner
	seen   map[string]int // entries by their text, for duplicate lines
	tasks  map[string]int
}

// open parses the body's blocks. What hides text, or is none, is blanked first
// at the same places.
func (b *bodyReader) open(base int) ast.Node {
	b.base, b.text = base, loneCR(b.note.Source)
	b.text = b.flat(b.text)
	if bytes.Contains(b.text[base:], []byte("<<<<<<<")) {
		b.text = bytes.Clone(b.text)
		blankMarkers(b.text[base:])
	}
	doc := b.blocks()
	if bytes.Contains(b.text[base:], []byte("%%")) {
		b.text = bytes.Clone(b.text)
		if blankComments(b.text[base:], codeRanges(doc)) {
			doc = b.blocks()
		}
	}
	return doc
}

func (b *bodyReader) blocks() ast.Node {
	return b.reader.markdown.parser.Parse(text.NewReader(b.text[b.base:]))
}

// maxNesting bounds the markers at the start of one line: nobody nests lists
// or quotes this deep, and the block parser takes quadratic time for it.
const maxNesting = 30

// flat blanks lines that nest deeper than maxNesting, in a copy, and says so.
func (b *bodyReader) flat(source []byte) []byte {
	var out []byte
	for i := b.base; i < len(source); {
		markers, j := 0, i
		for ; j < len(source) && strings.IndexByte(" \t>-*+.)0123456789", source[j]) >= 0; j++ {
			if strings.IndexByte(">-*+.)", source[j]) >= 0 && (source[j] == '>' || j+1 < len(source) && (source[j+1] == ' ' || source[j+1] == '\t')) {
				markers++
			}
		}
		end := bytes.IndexByte(source[i:], '\n')
		if end < 0 {
			end = len(source) - i
		}
		if nested := j < i+end; nested && markers > maxNesting || j-i > 10*maxNesting {
			if out == nil {
				out = bytes.Clone(source)
			}
			blank(out[i : i+end])
			if nested {
				b.note.problem(TooMuch, Error, Span{i, j}, "nested deeper than 30 levels, so the line is not read", "take it out of the lists and quotes around it")
			}
		}
		i += end + 1
	}
	if out == nil {
		return source
	}
	return out
}

// loneCR turns a CR that ends a line by itself into LF, and that of CRLF into a
// blank, in a copy: the block parser takes neither for the end of a line.
func loneCR(source []byte) []byte {
	if bytes.IndexByte(source, '\r') < 0 {
		return source
	}
	out := bytes.Clone(source)
	for i, c := range source {
		if c != '\r' {
			continue
		}
		out[i] = '\n'
		if i+1 < len(source) && source[i+1] == '\n' {
			out[i] = ' '
		}
	}
	return out
}

// blankMarkers blanks the lines that git left of an unfinished merge, so that
// both sides are read.
func blankMarkers(body []byte) {
	for i := 0; i < len(body); {
		next := nextLine(body, i)
		if line := body[i:next]; strings.IndexByte("<>=|", line[0]) >= 0 && conflictMarker(strings.TrimRight(string(line[:min(len(line), 80)]), "\r\n")) {
			blank(line)
		}
		i = next
	}
}

// codeRanges lists the spans of code and HTML, where "%%" is no comment.
func codeRanges(doc ast.Node) []Span {
	var out []Span
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, ast.KindHTMLBlock:
			if lines := n.Lines(); entering && lines.Len() > 0 {
				out = append(out, Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop})
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// blankComments blanks %%…%%: within a line, or over lines where the first
// mark begins one. A mark that nothing closes is text.
func blankComments(body []byte, code []Span) bool {
	found, opens := false, true
	for i := 0; i+1 < len(body); i++ {
		switch body[i] {
		case '\n':
			opens = true
			continue
		case ' ', '\t', '\r':
			continue
		}
		for len(code) > 0 && code[0].End <= i {
			code = code[1:]
		}
		if body[i] != '%' || body[i+1] != '%' || len(code) > 0 && i >= code[0].Start {
			opens = false
			continue
		}
		end := bytes.Index(body[i+2:], []byte("%%"))
		if end < 0 {
			return found
		}
		if !opens && bytes.IndexByte(body[i+2:i+2+end], '\n') >= 0 {
			i++
			continue
		}
		stop := i + 2 + end + 2
		blank(body[i:stop])
		found = true
		i = stop - 1
	}
	return found
}

func blank(b []byte) {
	for i, c := range b {
		if c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
}

// title is the text of the first heading, if it is one of level one. A level
// one further down is a part of the note and not its title.
func (b *bodyReader) title(doc ast.Node) string {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			if h.Level > 1 {
				return ""
			}
			return strings.TrimSpace(PlainText(b.block(h).raw))
		}
	}
	return ""
}

// read walks the blocks and fills the note.
func (b *bodyReader) read(doc ast.Node) {
	b.owner = NewOwner(b.note)
	var sections []section
	var levels []int
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			for len(levels) > 0 && levels[len(levels)-1] >= n.Level {
				levels, sections = levels[:len(levels)-1], sections[:len(sections)-1]
			}
			s := sectionOf(b.block(n).raw)
			if s == noSection && len(sections) > 0 {
				s = sections[len(sections)-1]
			}
			levels, sections = append(levels, n.Level), append(sections, s)
		case *ast.List:
			s := noSection
			if len(sections) > 0 {
				s = sections[len(sections)-1]
			}
			b.list(n, bullet{section: s})
		}
	}
}

// outline is where a section stands: the line of its heading, its outermost
// bullets by whole lines, and where it ends.
type outline struct {
	heading Span
	items   []Span
	end     int
}

// outline finds the first section of a heading's name, or of its meaning; its
// heading is empty where there is none.
func (r *Reader) outline(n *Note, heading string) outline {
	b := bodyReader{reader: r, note: &Note{Source: n.Source}, lines: NewLines(n.Source)}
	out := outline{end: len(n.Source)}
	level := 0
	for c := b.open(n.Front.End).FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			title := b.block(c)
			at := startOfLine(n.Source, title.at(0))
			same := fold(title.raw) == fold(heading) || sectionOf(heading) != noSection && sectionOf(title.raw) == sectionOf(heading)
			switch {
			case level == 0 && same && title.raw != "":
				level, out.heading = c.Level, Span{at, nextLine(n.Source, at)}
			case level > 0 && c.Level <= level && title.raw != "":
				out.end = at
				return out
			}
		case *ast.List:
			if level > 0 && (c.Marker == '-' || c.Marker == '*' || c.Marker == '+') {
				for item := c.FirstChild(); item != nil; item = item.NextSibling() {
					if at := b.extent(item); sectionOf(heading) != logSection || n.hasEntry(at) {
						out.items = append(out.items, at)
					}
				}
			}
		}
	}
	return out
}

// hasEntry reports whether a line of the log begins within a span.
func (n *Note) hasEntry(at Span) bool {
	for i := range n.Entries {
		if e := &n.Entries[i]; !e.FromFields && at.Start <= e.Span.Start && e.Span.Start < at.End {
			return true
		}
	}
	return false
}

// extent is the whole lines of a block's text and of all that is in it.
func (b *bodyReader) extent(n ast.Node) Span {
	at := Span{-1, -1}
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && c.Type() == ast.TypeBlock && c.Lines() != nil {
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				if at.Start < 0 {
					at.Start = startOfLine(b.text, b.base+seg.Start)
				}
				at.End = max(at.End, nextLine(b.note.Source, b.base+max(seg.Start, seg.Stop-1)))
			}
		}
		return ast.WalkContinue, nil
	})
	if at.Start < 0 {
		return Span{}
	}
	// A closing fence belongs to no block's lines, and is indented.
	for at.End < len(b.text) && (b.text[at.End] == ' ' || b.text[at.End] == '\t') && !isBlank(b.text, at.End) {
		at.End = nextLine(b.note.Source, at.End)
	}
	return at
}

// leaves are the blocks that hold no others, each with its kind and its text,
// so that two readings can be compared whole.
func (r *Reader) leaves(n *Note) []string {
	b := bodyReader{reader: r, note: &Note{Source: n.Source}, lines: NewLines(n.Source)}
	var out []string
	_ = ast.Walk(b.open(n.Front.End), func(c ast.Node, entering bool) (ast.WalkStatus, error) {
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

// bullet is what a nested bullet knows of those above it.
type bullet struct {
	section section
	entry   *Entry // the entry it belongs to
}

func (b *bodyReader) list(list *ast.List, in bullet) {
	dotted := list.Marker == '-' || list.Marker == '*' || list.Marker == '+'
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		b.item(n, in, dotted)
	}
}

// item reads one bullet and what is nested in it.
func (b *bodyReader) item(n ast.Node, in bullet, dotted bool) {
	first := n.FirstChild()
	if first != nil && (first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph) {
		t := b.block(first)
		if strings.HasPrefix(t.raw, "~~") {
			return
		}
		in = b.bullet(t, in, dotted)
	}
	for c := first; c != nil; c = c.NextSibling() {
		if nested, ok := c.(*ast.List); ok {
			b.list(nested, in)
		}
	}
}

// bullet reads the text of one bullet: a task, a person met, or a dated line.
func (b *bodyReader) bullet(t lineText, in bullet, dotted bool) bullet {
	if state, text, ok := checkbox(t); ok {
		if strings.HasPrefix(text.raw, "~~") {
			return in
		}
		b.task(state, text, in)
		return in
	}
	if in.section == metSection && b.note.Kind == EventNote && in.entry == nil {
		if e, ok := b.met(t); ok {
			in.entry = b.add(e, t)
			return in
		}
	}
	if dotted && in.entry == nil {
		e, problems := b.reader.Entry(t.raw, Setting{InLog: in.section == logSection, Owner: b.owner})
		for _, p := range problems {
			p.Span = t.span(p.Span.Start, p.Span.End)
			b.note.problems.add(p)
		}
		if e != nil {
			in.entry = b.add(*e, t)
			return in
		}
	}
	return in
}

// add keeps an entry, unless the same line stands in the note already, as a
// union merge leaves it.
func (b *bodyReader) add(e Entry, t lineText) *Entry {
	e.Span = t.span(0, len(t.raw))
	e.Line = b.lines.Line(e.Span.Start)
	if b.seen == nil {
		bullets := bytes.Count(b.text[b.base:], []byte("\n- ")) + bytes.Count(b.text[b.base:], []byte("\n* "))
		b.seen = make(map[string]int, min(bullets, 64))
		b.note.Entries = make([]Entry, 0, min(bullets, 1024)+1)
	}
	if i, ok := b.seen[t.raw]; ok && b.note.Entries[i].InLog == e.InLog {
		return &b.note.Entries[i]
	}
	b.seen[t.raw] = len(b.note.Entries)
	if e.NearestKind != "" {
		word := strings.Index(fold(t.raw), fold(firstWord(e.Head)))
		b.note.problem(UnknownKind, Warning, t.span(max(word, 0), max(word, 0)+len(firstWord(e.Head))),
			"\""+firstWord(e.Head)+"\" is no kind of contact, so the line is a note and counts for nothing", "did you mean "+e.NearestKind+"?")
	}
	b.note.Entries = append(b.note.Entries, e)
	return &b.note.Entries[len(b.note.Entries)-1]
}

func firstWord(s string) string {
	for _, word := range strings.Fields(s) {
		switch strings.ToLower(word) {
		case "i":
		default:
			return strings.TrimRight(word, ".,;!?")
		}
	}
	return ""
}

// met reads a bullet of "## Met": a person, before whom a date may stand, and
// the hook, what was talked about. Without a date it is a meeting of the
// event's last day.
func (b *bodyReader) met(t lineText) (Entry, bool) {
	n := b.note
	rest, when := t.raw, When{}
	w, size, err := scanDate(rest)
	if err == nil && size > 0 && size < len(rest) {
		when, rest = w, strings.TrimLeft(strings.TrimPrefix(rest[size:], ":"), " \t")
	}
	link, size := scanLink(rest)
	if size == 0 || link.Target == "" {
		return Entry{}, false
	}
	e := Entry{When: when, Kind: Meet, Class: Sync, Direction: With, People: []Link{link}, HeadLinks: []Link{link}, InLog: true, Met: true, Raw: t.raw,
		Head: rest[:size], Text: strings.TrimSpace(strings.TrimLeft(rest[size:], " \t:,–—-"))}
	e.Links, e.Tags = scanLinks(t.raw)
	if when.IsZero() {
		end := n.When("end")
		if end.IsZero() {
			end = n.When("start")
		}
		e.When = When{From: end.To, To: end.To}
		e.Undated = true
	}
	return e, true
}

// block is the text of a paragraph, a heading or a bullet, without HTML
// comments.
func (b *bodyReader) block(n ast.Node) lineText {
	lines := n.Lines()
	var t lineText
	var raw strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		start, stop := b.base+seg.Start, b.base+seg.Stop
		for start < stop && (b.text[start] == ' ' || b.text[start] == '\t') {
			start++
		}
		for stop > start && strings.IndexByte(" \t\r\n", b.text[stop-1]) >= 0 {
			stop--
		}
		if start == stop {
			continue
		}
		if raw.Len() > 0 {
			raw.WriteByte(' ')
		}
		t.pieces = append(t.pieces, piece{raw.Len(), start})
		raw.Write(b.text[start:stop])
	}
	t.raw = raw.String()
	if strings.Contains(t.raw, "<!--") {
		t.raw = blankHTML(t.raw)
	}
	return t
}
