package lsp

import (
	"slices"
	"unicode/utf8"

	"netnotes/parse/txt"
	"netnotes/report"
)

// publish looks for the problems of everything that is open.
func (s *server) publish() {
	st := s.state.Load()
	open := map[*workspace][]*document{}
	for _, d := range st.docs {
		if d.folder != nil {
			open[d.folder] = append(open[d.folder], d)
		}
	}
	s.rest.Reset(rest)
	for f, docs := range open {
		_ = s.guard(func() error { return s.publishOf(st, f, docs) })
	}
}

func (s *server) publishOf(st *state, f *workspace, docs []*document) error {
	l, err := f.exactly(s.ctx, st)
	if err != nil {
		return err
	}
	paths := map[string]bool{}
	for _, d := range docs {
		paths[d.path] = true
	}
	found := map[string][]report.Problem{}
	for p := range report.MakeCheckOf(l.ix, s.Today(&l.ix.Settings), paths).Rows {
		found[p.Path] = append(found[p.Path], p)
	}
	for _, d := range docs {
		list := []diagnostic{}
		for _, p := range found[d.path] {
			if p.Severity != txt.Info || p.Line != d.touched {
				list = append(list, s.diagnostic(d, p))
			}
		}
		s.tell(d, list, found[d.path])
	}
	for _, d := range docs {
		if d.isLong() { // so that the next key does not wait for it
			read := l.reading(d)
			read.spots()
			read.inIt()
		}
	}
	s.refreshHints()
	return nil
}

// tell publishes the problems of a document, unless they are known.
func (s *server) tell(d *document, list []diagnostic, problems []report.Problem) {
	s.mutex.Lock()
	last, known := s.said[d.uri]
	same := known && last.doc == d && slices.Equal(last.list, list)
	open := s.state.Load().docs[d.uri] == d
	if open && !same {
		s.said[d.uri] = reported{d, list, problems}
	}
	s.mutex.Unlock()
	if open && !same {
		_ = s.conn.Notify(s.ctx, "textDocument/publishDiagnostics", publishDiagnostics{d.uri, &d.version, list})
	}
}

// forget takes the problems of a closed document away.
func (s *server) forget(uri string) {
	s.mutex.Lock()
	delete(s.said, uri)
	s.mutex.Unlock()
	_ = s.conn.Notify(s.ctx, "textDocument/publishDiagnostics", publishDiagnostics{URI: uri, Diagnostics: []diagnostic{}})
}

func (s *server) diagnostic(d *document, p report.Problem) diagnostic {
	at := txt.Span{Start: d.place(p.Line, p.Col), End: d.place(p.EndLine, p.EndCol)}
	if at.End <= at.Start { // of the whole line
		at = txt.Span{Start: at.Start, End: d.place(p.Line, 1<<30)}
	}
	text := p.Text
	if p.Hint != "" {
		text += "\n" + p.Hint
	}
	return diagnostic{Range: s.textRange(d, at), Severity: severityOf(p.Severity), Code: string(p.Code), Source: "netnotes", Message: text}
}

func severityOf(s txt.Severity) int {
	switch s {
	case txt.Error:
		return 1
	case txt.Warning:
		return 2
	}
	return 3
}

// place is the byte of a line and a column in characters, both from 1.
func (d *document) place(line, column int) int {
	if line > d.lines.Count() {
		return len(d.text)
	}
	at, text := d.lines.Start(line), d.lines.Text(line)
	i := 0
	if line == 1 && len(text) >= 3 && string(text[:3]) == "\ufeff" {
		i = 3 // a byte order mark takes no column
	}
	for ; column > 1 && i < len(text); column-- {
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return at + i
}
