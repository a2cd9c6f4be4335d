package index

import (
	"errors"
	"strings"

	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// BadQuery is a want whose query cannot be understood.
const BadQuery txt.Code = "bad-query"

// Targets is the note of the network the user wants.
type Targets struct {
	*parse.Targets
	Note  *parse.Note
	Wants []Want // those that could be understood
}

// Want is a line of "## Want" with its query.
type Want struct {
	parse.Want
	Query query.Query
}

// readTargets takes the targets note: targets.md, else the first of its kind.
// A want that cannot be understood is left out, and the others count.
func (ix *Index) readTargets() *Targets {
	var found *Targets
	for _, n := range ix.notes {
		if n.Kind != parse.TargetsNote || n.Targets() == nil || found != nil && txt.Fold(n.Path) != "targets.md" {
			continue
		}
		found = &Targets{Targets: n.Targets(), Note: n}
		keys := query.Keys()
		for _, w := range n.Targets().Wants {
			if q, ok := ix.wantQuery(w, keys, func(parse.Word, *query.Error) {}); ok {
				found.Wants = append(found.Wants, Want{w, q})
			}
		}
	}
	return found
}

// wantQuery reads the query of a want word by word, so that a mistake is
// reported where it stands.
func (ix *Index) wantQuery(w parse.Want, keys map[string]string, complain func(parse.Word, *query.Error)) (q query.Query, ok bool) {
	ok = true
	for _, word := range w.Query {
		t, err := query.ParseTerm(wantTerm(word.Text), keys)
		if err == nil {
			err = ix.checkQuery(query.Query{Terms: []query.Term{t}})
		}
		var bad *query.Error
		if errors.As(err, &bad) {
			complain(word, bad)
			ok = false
			continue
		}
		q.Terms = append(q.Terms, t)
	}
	return q, ok
}

// wantTerm makes a Markdown link the link it is to a query.
func wantTerm(word string) string {
	bare := strings.TrimPrefix(word, "-")
	if !strings.HasPrefix(bare, "[") || strings.HasPrefix(bare, "[[") {
		return word
	}
	if link := txt.FieldLink(bare); link.IsPath && link.Target != "" {
		return word[:len(word)-len(bare)] + "[[" + link.Target + "]]"
	}
	return word
}

// wanted counts the people whom a want names and who have no note.
func (b *builder) wanted(n *parse.Note) {
	for _, w := range n.Targets().Wants {
		for _, word := range w.Query {
			if term := wantTerm(word.Text); strings.HasPrefix(term, "[[") {
				link := txt.FieldLink(term)
				if m := b.names.Meaning(link, n); len(m.Notes) == 0 && !m.Place {
					b.Found.Ghosts.Add(link, n, w.Line)
				}
			}
		}
	}
}
