package yaml

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"netnotes/parse/txt"
)

// yaml reads the text with the YAML library into nodes, which keeps raw
// scalars and never expands an alias. It fails on anything but a mapping.
func (r *Reader) yaml(at txt.Span) ([]Field, bool) {
	text := r.Source[at.Start:at.End]
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, true
	}
	if r.plain || deep(text) {
		return nil, false
	}
	if values := r.swallowed(at); len(values) > 0 {
		before := r.Problems
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
		r.Problems = before
	}
	return r.mapping(at, text, mapper{})
}

// mapping reads the text at a span, as it is given to YAML.
func (r *Reader) mapping(at txt.Span, text []byte, m mapper) ([]Field, bool) {
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
	m.Reader, m.at, m.starts, m.last = r, at, yamlLines(r.Source, at), &place{}
	return m.fields(root, at.End, 0), true
}

// Accepts reports whether YAML has nothing against a whole front matter.
func Accepts(text []byte) bool {
	if len(text) > maxFront {
		return false
	}
	var node yaml.Node
	return scans(text) || !deep(text) && yaml.Unmarshal(text, &node) == nil
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
	*Reader
	at     txt.Span
	starts []int
	last   *place
	values map[int]txt.Span // those that were spelled with x and are still to be found, by where they begin
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
			if at > 0 && m.Source[at] == '[' {
				return Value{"[[" + n.Content[0].Value + "]]", txt.At(at-1, at)}
			}
		}
	}
	// A list or a mapping inside a list: its first line is enough to show it.
	start := m.offset(n)
	return m.raw(n, min(m.at.End, txt.NextLine(m.Source, start), start+200))
}

// nestedLink reads [[Ada Park]], which YAML takes for a list in a list, as the
// link it looks like.
func (m mapper) nestedLink(n *yaml.Node) (Value, bool) {
	at := m.offset(n)
	if n.Style&yaml.FlowStyle == 0 || len(n.Content) != 1 || n.Content[0].Kind != yaml.SequenceNode || at+2 > len(m.Source) || string(m.Source[at:at+2]) != "[[" {
		return Value{}, false
	}
	for _, inner := range n.Content[0].Content {
		if inner.Kind != yaml.ScalarNode {
			return Value{}, false
		}
	}
	end := bytes.Index(m.Source[at:m.at.End], []byte("]]"))
	if end < 0 {
		return Value{}, false
	}
	return Value{string(m.Source[at : at+end+2]), txt.At(at, at+end+2)}, true
}

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
		_, size := utf8.DecodeRune(m.Source[i:m.at.End])
		i += size
	}
	m.last.line, m.last.col, m.last.at = n.Line, n.Column, i
	return i
}

// raw is the source of a nested node, up to the end of its field.
func (m mapper) raw(n *yaml.Node, end int) Value {
	start := min(m.offset(n), end)
	text := bytes.TrimSpace(m.Source[start:end])
	return Value{strings.ToValidUTF8(string(text), "\uFFFD"), txt.At(start, start+len(text))}
}

// scalar is a scalar's text; its span ends at the end of the line for the
// styles that can go on over several.
func (m mapper) scalar(n *yaml.Node) Value {
	start := m.offset(n)
	if v, ok := m.values[start]; ok && n.Style == 0 && len(n.Value) == v.End-v.Start { // longer where it goes on below
		delete(m.values, start)
		return Value{strings.ToValidUTF8(string(m.Source[v.Start:v.End]), "\uFFFD"), v}
	}
	text := n.Value
	end := min(m.at.End, start+len(text))
	if n.Style != 0 || strings.Contains(text, "\n") || end-start < len(text) {
		end = m.at.End
		if line := bytes.IndexAny(m.Source[start:end], "\r\n"); line >= 0 {
			end = start + line
		}
	}
	switch {
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		if q := ClosingQuote(m.Source[start:m.at.End]); q > 0 {
			end = start + q
		}
	case n.Style == 0 && !strings.Contains(text, "\n") && start+len(text) <= end:
		end = start + len(text)
	}
	if raw := m.Source[start:end]; !utf8.Valid(raw) {
		text = strings.Trim(strings.ToValidUTF8(string(raw), "\uFFFD"), `"'`)
	}
	return Value{text, txt.At(start, end)}
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
			if rest := m.Source[v.Span.End:m.at.End]; n.Style == 0 && v.Text != "" {
				cutShort(&m.Problems, m.Prose, f.Key, v, rest)
			}
		}
	}
}

// place is where the last node was found, from which the next one is sought.
type place struct{ line, col, at, aliased int }

// maxAliased bounds how many values may come from aliases, which can stand for
// more than anybody would write.
const maxAliased = 10_000

// resolve follows an alias once; an alias of an alias cannot be written.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}
