package parse

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"netnotes/parse/txt"
)

// Field is one key of the front matter with its raw values.
//
// Values are the text as written, never what YAML makes of it: 0312 stays
// "0312" and Null stays "Null".
type Field struct {
	Key    string   // as written
	Span   txt.Span // the whole field, from its key to the line before the next
	At     txt.Span // the key
	Values []Value  // none for a key without a value
	List   bool     // written as a list
	Sub    []Field  // of a nested mapping such as name: {first, last}; of a list, one without a key for each value that is a mapping
}

// Value is one scalar of a field.
type Value struct {
	Text string
	Span txt.Span // where it stands, with its quotes
}

// Text is the field's first value.
func (f *Field) Text() string {
	if f == nil || len(f.Values) == 0 {
		return ""
	}
	return f.Values[0].Text
}

// Texts are the field's values that are not empty.
func (f *Field) Texts() []string {
	if f == nil {
		return nil
	}
	out := make([]string, 0, len(f.Values))
	for _, v := range f.Values {
		if v.Text != "" {
			out = append(out, v.Text)
		}
	}
	return out
}

// FrontMatter finds the fences. inner holds the lines between them.
func FrontMatter(source []byte) (outer, inner txt.Span, closed bool) {
	start := 0
	if txt.HasBOM(source) {
		start = len(txt.BOM)
	}
	if !isFence(source[start:], "---") {
		return txt.At(start, start), txt.At(start, start), true
	}
	next := txt.NextLine
	if bytes.IndexByte(source, '\r') < 0 {
		next = txt.NextLF
	}
	at := next(source, start)
	inner.Start = at
	for at < len(source) {
		if c := source[at]; (c == '-' || c == '.') && (isFence(source[at:], "---") || isFence(source[at:], "...")) {
			inner.End = at
			return txt.At(start, next(source, at)), inner, true
		}
		at = next(source, at)
	}
	// Nothing closes it: the fields end at the first line that is none.
	at = inner.Start
	for at < len(source) {
		end := txt.NextLine(source, at)
		text := strings.TrimRight(string(source[at:end]), " \t\r\n")
		if text == "" || KeyLine(text) < 0 && text[0] != ' ' && text[0] != '\t' && text[0] != '-' {
			break
		}
		at = end
	}
	inner.End = at
	return txt.At(start, at), inner, false
}

// isFence reports whether the first line of b is the mark and blanks.
func isFence(b []byte, mark string) bool {
	if !bytes.HasPrefix(b, []byte(mark)) {
		return false
	}
	for _, c := range b[len(mark):] {
		switch c {
		case ' ', '\t':
		case '\n', '\r':
			return true
		default:
			return false
		}
	}
	return true
}

// frontReader reads the fields of one front matter.
type frontReader struct {
	source   []byte
	prose    map[string]bool // proseKeys
	problems txt.Problems
	plain    bool          // read line by line, without YAML
	slow     bool          // leave nothing to the scanner of plain front matter
	scanner  *plainScanner // to be used again; nil for a new one
}

// maxFront is the largest front matter that YAML reads, in bytes, and maxFields
// how many fields of a larger one are kept: nobody writes so much.
const (
	maxFront  = 128 << 10
	maxFields = 50_000
)

// read gives the whole text to YAML, and where YAML rejects it reads it field
// by field, so that a mistake costs one field and not the note.
func (r *frontReader) read(at txt.Span) []Field {
	if at.End-at.Start > maxFront {
		r.plain = true
		r.problems.Add(txt.Problem{Span: txt.At(at.Start, at.Start+1), Code: txt.TooMuch, Severity: txt.Error, Text: "the front matter is larger than 128 KiB, so it is read line by line",
			Hint: "move what is no field below the closing ---"})
	} else if fields, ok := r.plainFields(at); ok {
		return fields
	} else if fields, ok := r.yaml(at); ok {
		return fields
	}
	var fields []Field
	for _, chunk := range r.chunks(at) {
		if len(fields) > maxFields {
			break
		}
		if got, ok := r.yaml(chunk); ok {
			fields = append(fields, got...)
			continue
		}
		fields = append(fields, r.salvage(chunk)...)
	}
	return fields
}

// chunks cuts the text before every line that begins a key.
func (r *frontReader) chunks(at txt.Span) []txt.Span {
	var out []txt.Span
	start := at.Start
	for i := at.Start; i < at.End; {
		next := txt.NextLine(r.source, i)
		if i > start && KeyLine(strings.TrimRight(string(r.source[i:next]), "\r\n")) >= 0 {
			out = append(out, txt.At(start, i))
			start = i
		}
		i = next
	}
	return append(out, txt.At(start, at.End))
}

// KeyLine returns the place of the colon that ends the key of an unindented
// "key: value" line, or -1.
func KeyLine(line string) int {
	if line == "" || strings.IndexByte(" \t#-@`%!&*|>{}[],?:", line[0]) >= 0 && !strings.HasPrefix(line, `"`) {
		return -1
	}
	for i := 0; i < len(line); i++ {
		if line[i] == ':' && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t') {
			return i
		}
		if line[i] == '#' && i > 0 && line[i-1] == ' ' {
			return -1
		}
	}
	return -1
}

// yaml reads the text with the YAML library into nodes, which keeps raw
// scalars and never expands an alias. It fails on anything but a mapping.
func (r *frontReader) yaml(at txt.Span) ([]Field, bool) {
	text := r.source[at.Start:at.End]
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, true
	}
	if r.plain || deep(text) {
		return nil, false
	}
	if values := r.swallowed(at); len(values) > 0 {
		before := r.problems
		m := mapper{values: map[int]txt.Span{}}
		for _, v := range values {
			m.values[v.Start] = v
		}
		if fields, ok := r.mapping(at, r.spelled(at, values), m); ok && len(m.values) == 0 {
			for _, v := range values {
				r.unquoted(v)
			}
			return fields, true
		}
		r.problems = before
	}
	return r.mapping(at, text, mapper{})
}

// mapping reads the text at a span, as it is given to YAML.
func (r *frontReader) mapping(at txt.Span, text []byte, m mapper) ([]Field, bool) {
	if !utf8.Valid(text) {
		text = asciiCopy(text)
	}
	var doc yaml.Node
	if yaml.Unmarshal(text, &doc) != nil {
		return nil, false
	}
	if len(doc.Content) == 0 {
		return nil, true // comments only
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 && !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		return nil, false
	}
	m.frontReader, m.at, m.starts, m.last = r, at, yamlLines(r.source, at), &place{}
	return m.fields(root, at.End, 0), true
}

// YamlAccepts reports whether YAML has nothing against a whole front matter.
func YamlAccepts(text []byte) bool {
	var node yaml.Node
	return len(text) <= maxFront && !deep(text) && yaml.Unmarshal(text, &node) == nil
}

// yamlReads reports whether YAML has nothing against a value.
func yamlReads(value string) bool {
	var node yaml.Node
	return !deep([]byte(value)) && yaml.Unmarshal([]byte("k: "+value), &node) == nil
}

// maxBrackets is how deep brackets may be nested.
const maxBrackets = 100

// deep reports whether brackets are nested beyond any use, which some YAML
// readers take quadratic time for.
func deep(text []byte) bool {
	depth := 0
	for _, c := range text {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > maxBrackets {
			return true
		}
	}
	return false
}

// asciiCopy keeps every byte's place and makes invalid UTF-8 readable.
func asciiCopy(text []byte) []byte {
	out := bytes.Clone(text)
	for i := 0; i < len(out); {
		c, n := utf8.DecodeRune(out[i:])
		if c == utf8.RuneError && n == 1 {
			out[i] = '?'
		}
		i += n
	}
	return out
}

// yamlLines are the starts of the lines as YAML counts them: U+0085, U+2028
// and U+2029 end a line as well.
func yamlLines(source []byte, at txt.Span) []int {
	starts := []int{at.Start}
	for i := at.Start; i < at.End; i++ {
		n := 0
		switch c := source[i]; {
		case c == '\n':
			n = 1
		case c == '\r' && (i+1 == at.End || source[i+1] != '\n'):
			n = 1
		case c == 0xc2 && i+1 < at.End && source[i+1] == 0x85:
			n = 2
		case c == 0xe2 && i+2 < at.End && source[i+1] == 0x80 && (source[i+2] == 0xa8 || source[i+2] == 0xa9):
			n = 3
		}
		if n > 0 {
			i += n - 1
			starts = append(starts, i+1)
		}
	}
	return starts
}

// mapper turns YAML nodes into fields with byte spans.
type mapper struct {
	*frontReader
	at     txt.Span
	starts []int
	last   *place
	values map[int]txt.Span // those that were spelled with x and are still to be found, by where they begin
}

// place is where the last node was found, from which the next one is sought.
type place struct{ line, col, at, aliased int }

// maxAliased bounds how many values may come from aliases, which can stand for
// more than anybody would write.
const maxAliased = 10_000

// offset is the byte at a node's place; YAML's columns count characters.
func (m mapper) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(m.starts) {
		return m.at.End
	}
	i, col := m.starts[n.Line-1], 1
	if m.last.line == n.Line && m.last.col <= n.Column {
		i, col = m.last.at, m.last.col
	}
	for ; col < n.Column && i < m.at.End; col++ {
		_, size := utf8.DecodeRune(m.source[i:m.at.End])
		i += size
	}
	m.last.line, m.last.col, m.last.at = n.Line, n.Column, i
	return i
}

func (m mapper) fields(mapping *yaml.Node, end, depth int) []Field {
	out := make([]Field, 0, len(mapping.Content)/2)
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key := mapping.Content[i]
		start := m.offset(key)
		if len(out) > 0 {
			out[len(out)-1].Span.End = start
		}
		out = append(out, Field{Key: key.Value, Span: txt.At(start, end), At: txt.At(start, min(start+len(key.Value), m.at.End))})
	}
	for i := range out {
		m.value(&out[i], mapping.Content[2*i+1], depth)
	}
	return out
}

func (m mapper) value(f *Field, n *yaml.Node, depth int) {
	aliased := n.Kind == yaml.AliasNode
	n = resolve(n)
	if aliased {
		if m.last.aliased += 1 + len(n.Content); m.last.aliased > maxAliased {
			return
		}
	}
	switch n.Kind {
	case yaml.SequenceNode:
		if text, ok := m.nestedLink(n); ok {
			f.Values = []Value{text}
			return
		}
		f.List = true
		for i, item := range n.Content {
			f.Values = append(f.Values, m.item(resolve(item)))
			if item.Kind == yaml.MappingNode && depth < 3 {
				f.Sub = append(append(f.Sub, make([]Field, i-len(f.Sub))...), Field{Sub: m.fields(item, f.Values[i].Span.End, depth+1)})
			}
		}
	case yaml.MappingNode:
		if depth < 3 {
			f.Sub = m.fields(n, f.Span.End, depth+1)
		}
		f.Values = []Value{m.raw(n, f.Span.End)}
	default:
		if v := m.scalar(n); v.Text != "" || n.Style != 0 {
			f.Values = []Value{v}
			if rest := m.source[v.Span.End:m.at.End]; n.Style == 0 && v.Text != "" {
				cutShort(&m.problems, m.prose, f.Key, v, rest)
			}
		}
	}
}

// resolve follows an alias once; an alias of an alias cannot be written.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func (m mapper) item(n *yaml.Node) Value {
	switch n.Kind {
	case yaml.ScalarNode:
		return m.scalar(n)
	case yaml.SequenceNode:
		if v, ok := m.nestedLink(n); ok {
			return v
		}
		if len(n.Content) == 1 && n.Content[0].Kind == yaml.ScalarNode { // [[[A]], [[B]]]
			at := m.offset(n)
			if at > 0 && m.source[at] == '[' {
				return Value{"[[" + n.Content[0].Value + "]]", txt.At(at-1, at)}
			}
		}
	}
	// A list or a mapping inside a list: its first line is enough to show it.
	start := m.offset(n)
	return m.raw(n, min(m.at.End, txt.NextLine(m.source, start), start+200))
}

// nestedLink reads [[Ada Park]], which YAML takes for a list in a list, as the
// link it looks like.
func (m mapper) nestedLink(n *yaml.Node) (Value, bool) {
	at := m.offset(n)
	if n.Style&yaml.FlowStyle == 0 || len(n.Content) != 1 || n.Content[0].Kind != yaml.SequenceNode || at+2 > len(m.source) || string(m.source[at:at+2]) != "[[" {
		return Value{}, false
	}
	for _, inner := range n.Content[0].Content {
		if inner.Kind != yaml.ScalarNode {
			return Value{}, false
		}
	}
	end := bytes.Index(m.source[at:m.at.End], []byte("]]"))
	if end < 0 {
		return Value{}, false
	}
	return Value{string(m.source[at : at+end+2]), txt.At(at, at+end+2)}, true
}

// scalar is a scalar's text; its span ends at the end of the line for the
// styles that can go on over several.
func (m mapper) scalar(n *yaml.Node) Value {
	start := m.offset(n)
	if v, ok := m.values[start]; ok && n.Style == 0 && len(n.Value) == v.End-v.Start { // longer where it goes on below
		delete(m.values, start)
		return Value{strings.ToValidUTF8(string(m.source[v.Start:v.End]), "\uFFFD"), v}
	}
	text := n.Value
	end := min(m.at.End, start+len(text))
	if n.Style != 0 || strings.Contains(text, "\n") || end-start < len(text) {
		end = m.at.End
		if line := bytes.IndexAny(m.source[start:end], "\r\n"); line >= 0 {
			end = start + line
		}
	}
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		if q := ClosingQuote(m.source[start:m.at.End]); q > 0 {
			end = start + q
		}
	case n.Style == 0 && !strings.Contains(text, "\n") && start+len(text) <= end:
		end = start + len(text)
	}
	if raw := m.source[start:end]; !utf8.Valid(raw) {
		text = strings.Trim(strings.ToValidUTF8(string(raw), "\uFFFD"), `"'`)
	}
	return Value{text, txt.At(start, end)}
}

// ClosingQuote is the length of the quoted scalar at the start of b.
func ClosingQuote(b []byte) int {
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return 0
	}
	for i := 1; i < len(b); i++ {
		switch {
		case b[i] == '\\' && b[0] == '"':
			i++
		case b[i] == b[0] && b[0] == '\'' && i+1 < len(b) && b[i+1] == '\'':
			i++
		case b[i] == b[0]:
			return i + 1
		}
	}
	return 0
}

// raw is the source of a nested node, up to the end of its field.
func (m mapper) raw(n *yaml.Node, end int) Value {
	start := min(m.offset(n), end)
	text := bytes.TrimSpace(m.source[start:end])
	return Value{strings.ToValidUTF8(string(text), "\uFFFD"), txt.At(start, start+len(text))}
}

// cutShort warns about an unquoted " #", where YAML ends a value. rest is what
// follows the value.
func cutShort(p *txt.Problems, prose map[string]bool, key string, v Value, rest []byte) {
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	rest = bytes.TrimRight(rest, " \t")
	trimmed := bytes.TrimLeft(rest, " \t")
	if len(trimmed) == len(rest) || len(trimmed) == 0 || trimmed[0] != '#' || !prose[txt.FoldKey(key)] {
		return
	}
	at := v.Span.End + len(rest) - len(trimmed)
	whole := strings.TrimSpace(v.Text + string(rest))
	p.Add(txt.Problem{Span: txt.At(at, v.Span.End+len(rest)), Code: txt.YAMLComment, Severity: txt.Warning,
		Text: "the value ends before \" #\"; the rest is a comment to YAML",
		Hint: "if it belongs to the value, put quotes around it: " + key + ": " + quoted(whole), Fixes: []txt.Fix{{At: txt.At(v.Span.Start, v.Span.End+len(rest)), Text: quoted(whole)}}})
}
