package lsp

import (
	"encoding/json"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

func (r *request) documentSymbol() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return []documentSymbol{}, err
	}
	tree := v.outline()
	if r.can.TextDocument.DocumentSymbol.Hierarchical {
		return tree, nil
	}
	var flat []symbolInformation
	var add func(list []documentSymbol, container string)
	add = func(list []documentSymbol, container string) {
		for _, s := range list {
			flat = append(flat, symbolInformation{s.Name, s.Kind, location{v.doc.uri, s.Range}, container})
			add(s.Children, s.Name)
		}
	}
	if add(tree, ""); flat == nil {
		flat = []symbolInformation{}
	}
	return flat, nil
}

// outline is a note's headings, with the entries and promises below them.
func (v *view) outline() []documentSymbol {
	type node struct {
		documentSymbol
		at    txt.Span
		level int // of a heading; 0 for a line
	}
	var nodes []node
	for _, h := range v.ix.Reader().Headings(v.note) {
		nodes = append(nodes, node{documentSymbol{Name: named(h.Text), Kind: symbolModule}, h.At, h.Level})
	}
	for i := range v.note.Entries() {
		if e := &v.note.Entries()[i]; !e.FromFields && e.Span.End > e.Span.Start {
			nodes = append(nodes, node{documentSymbol{Name: named(txt.PlainText(e.Raw)), Detail: string(e.Kind), Kind: symbolEvent}, e.Span, 0})
		}
	}
	for i := range v.note.Promises() {
		p := &v.note.Promises()[i]
		nodes = append(nodes, node{documentSymbol{Name: named(txt.PlainText(p.Text)), Detail: string(p.State), Kind: symbolKey}, p.Span, 0})
	}
	slices.SortStableFunc(nodes, func(a, b node) int { return a.at.Start - b.at.Start })
	var build func(i, level, end int) ([]documentSymbol, int)
	build = func(i, level, end int) ([]documentSymbol, int) {
		out := []documentSymbol{}
		for i < len(nodes) {
			n := nodes[i]
			if n.level > 0 && n.level <= level {
				break
			}
			s, whole := n.documentSymbol, n.at
			i++
			if n.level > 0 {
				whole.End = end
				for j := i; j < len(nodes); j++ {
					if nodes[j].level > 0 && nodes[j].level <= n.level {
						whole.End = nodes[j].at.Start
						break
					}
				}
				s.Children, i = build(i, n.level, whole.End)
			}
			s.Range, s.SelectionRange = v.textRange(v.doc, whole), v.textRange(v.doc, n.at)
			out = append(out, s)
		}
		return out, i
	}
	tree, _ := build(0, 0, len(v.doc.text))
	return tree
}

// named is a text as the name of a symbol, which must not be empty.
func named(s string) string {
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "…"
	}
	return s
}

func (r *request) workspaceSymbol() (any, error) {
	var p struct {
		Query string `json:"query"`
	}
	if err := json.Unmarshal(r.params, &p); err != nil {
		return nil, problem(invalidParams, "%s: %v", r.method, err)
	}
	r.mutex.Lock()
	var folders []*workspace
	for _, f := range r.folders {
		folders = append(folders, f)
	}
	r.mutex.Unlock()
	slices.SortFunc(folders, func(a, b *workspace) int { return strings.Compare(a.root, b.root) })
	out := []symbolInformation{}
	for _, f := range folders {
		l, err := f.nearly(r.ctx, r.st)
		if err != nil {
			continue // one folder that cannot be read hides no other
		}
		for _, n := range symbolsOf(l, p.Query, r.Today(&l.ix.Settings)) {
			if len(out) < maxItems {
				out = append(out, symbolInformation{n.Name, kindOfSymbol(n), location{f.uriOf(r.st, n), textRange{}}, string(n.Kind)})
			}
		}
	}
	return out, nil
}

// symbolsOf are the notes that a name may mean, the best rank first; with no name
// whom the user was in touch with last.
func symbolsOf(l *laid, query string, today date.Date) []*parse.Note {
	var out []*parse.Note
	there := map[*parse.Note]bool{}
	add := func(list ...*parse.Note) {
		for _, n := range list {
			if !there[n] && len(out) < maxItems {
				there[n] = true
				out = append(out, n)
			}
		}
	}
	if strings.TrimSpace(query) == "" {
		order, _ := l.on(today)
		for _, o := range order {
			add(o.Note)
		}
		return out
	}
	best, _ := l.ix.Find(query, hasName)
	add(best...)
	for _, o := range l.starting(query, today) {
		add(o.Note)
	}
	add(l.ix.Starting(query, func(n *parse.Note) bool { return hasName(n) && !isContact(n) })...)
	return out
}

func kindOfSymbol(n *parse.Note) int {
	switch n.Kind {
	case parse.ContactNote:
		return symbolObject
	case parse.EventNote:
		return symbolEvent
	}
	return symbolFile
}

func (r *request) foldingRange() (any, error) {
	v, err := r.view(false)
	if v == nil || err != nil {
		return []foldingRange{}, err
	}
	out := []foldingRange{}
	fold := func(from, to int, kind string) { // lines from 1
		for to > from && len(strings.TrimSpace(string(v.doc.lines.Text(to)))) == 0 {
			to--
		}
		if to > from {
			out = append(out, foldingRange{from - 1, to - 1, kind})
		}
	}
	if front := v.note.Front(); front.End > front.Start {
		fold(v.doc.lines.Line(front.Start), v.doc.lines.Line(max(front.Start, front.End-1)), "region")
	}
	var walk func(list []documentSymbol)
	walk = func(list []documentSymbol) {
		for _, s := range list {
			if s.Kind == symbolModule {
				last := s.Range.End.Line
				if s.Range.End.Character > 0 || last == s.Range.Start.Line {
					last++
				}
				fold(s.Range.Start.Line+1, last, "region")
			}
			walk(s.Children)
		}
	}
	walk(v.outline())
	for i := range v.note.Entries() {
		if e := &v.note.Entries()[i]; !e.FromFields {
			fold(e.Line, v.lastNested(e.Line), "")
		}
	}
	return out, nil
}

// lastNested is the last of the lines below one that are indented deeper.
func (v *view) lastNested(line int) int {
	indent := func(n int) int {
		text := string(v.doc.lines.Text(n))
		return len(text) - len(strings.TrimLeft(text, " \t"))
	}
	last := line
	for n := line + 1; n <= v.doc.lines.Count(); n++ {
		if strings.TrimSpace(string(v.doc.lines.Text(n))) == "" {
			continue
		}
		if indent(n) <= indent(line) {
			break
		}
		last = n
	}
	return last
}
