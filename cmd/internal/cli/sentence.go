package cli

import (
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// understood reads the line before it is written in a note: one that would count
// for nothing is asked about, or refused with the nearest kind.
func (t *telling) understood(n *parse.Note, date string) error {
	e, problems := t.ix.Entry(n, date+" "+t.sentence)
	if len(problems) > 0 {
		return usage(problems[0].Hint, "%s", problems[0].Text)
	}
	if e == nil {
		return usage(t.again("", "", "coffee: what you talked about"), "%q cannot be a line of a log", t.sentence)
	}
	if strings.Contains(" "+t.sentence+" ", " -> ") && e.Next.IsZero() {
		return usage("--next '2026-11-02 REASON' or '+2w REASON'", "no date follows the arrow in %q", t.sentence)
	}
	word := firstWord(e.Head)
	switch {
	case e.Kind != parse.Remark, t.logOptions.asNote, strings.EqualFold(word, "note"), e.Head == "" && !e.Next.IsZero():
		return nil
	case e.NearestKind == "":
		return t.asNote()
	}
	said := saidWords
	for said == saidWords {
		said, _ = t.ask("%q is no kind of contact; did you mean %s? [Y]es, [n]o, as a note, [q]uit", word, e.NearestKind)
	}
	switch said {
	case saidNo:
		return nil
	case saidYes, saidEnter:
		at := strings.Index(t.sentence, e.Head) + strings.Index(e.Head, word)
		t.sentence = t.sentence[:at] + e.NearestKind + t.sentence[at+len(word):]
		return t.understood(n, date)
	}
	meant := strings.Replace(t.rest, word, e.NearestKind, 1)
	return usage("did you mean this? "+t.again("", "", meant), "%q is no kind of contact, so the line would count for nothing", word)
}

// firstWord is the word of a head that says what it was.
func firstWord(head string) string {
	for _, word := range strings.Fields(head) {
		if !strings.EqualFold(word, "I") {
			return strings.TrimRight(word, ":,.;!?")
		}
	}
	return ""
}

// asNote asks whether a sentence that counts for nothing is meant so.
func (t *telling) asNote() error {
	if t.confirm(saidNo, "%q is no kind of contact; write it as a note that counts for nothing?", t.sentence) {
		return nil
	}
	return usage("begin with what it was (coffee, call, email, thanked, asked, shared …), or write a mere note: "+t.again("--as-note", "", t.rest),
		"%q is no kind of contact, so the line would count for nothing", t.sentence)
}

// together names the others in a sentence, so that it counts for them as it
// does for the note's owner.
func (w *writing) together(n *parse.Note, others []*parse.Note, date, sentence string) (string, error) {
	alone, _ := w.ix.Entry(n, date+" "+sentence)
	var names []string
	for _, o := range others {
		link := w.link(n, o)
		if !slices.ContainsFunc(alone.People, func(l txt.Link) bool { return w.means(l, n, o) }) {
			names = append(names, link)
		}
	}
	if len(names) == 0 {
		return sentence, nil
	}
	list := listed(names, "and")
	head := alone.Head
	at := strings.Index(sentence, head) + len(head)
	for _, joint := range []string{" and ", " with ", " to ", " from ", " with her and ", " to her and ", " from her and "} {
		try := sentence[:at] + joint + list + sentence[at:]
		e, problems := w.ix.Entry(n, date+" "+try)
		if e == nil || len(problems) > 0 || e.Kind != alone.Kind || e.Direction != alone.Direction || e.WithOwner != alone.WithOwner || !w.allTakePart(e, n, others) {
			continue
		}
		return try, nil
	}
	return "", usage("write them into the sentence: lunch with [["+others[0].Name+"]]", "cannot see where the others belong in %q", sentence)
}

func (w *writing) allTakePart(e *parse.Entry, n *parse.Note, others []*parse.Note) bool {
	for _, o := range others {
		if !slices.ContainsFunc(e.People, func(l txt.Link) bool { return w.means(l, n, o) }) {
			return false
		}
	}
	return true
}

func (w *writing) means(l txt.Link, from, to *parse.Note) bool {
	found := w.ix.Link(l, from)
	return len(found) == 1 && found[0].Path == to.Path
}

// link writes a link from one note to another as the settings say: by name
// where the name means that note alone, else by its path.
func (w *writing) link(from, to *parse.Note) string { return w.ix.LinkTo(from, to) }

// aside says what a person may want to know about the line just written.
func (w *writing) aside(n *parse.Note, raw string) {
	e, _ := w.ix.Entry(n, raw)
	if e == nil {
		return
	}
	for _, link := range e.Links {
		switch found := w.ix.Link(link, n); {
		case link.Embed || link.Target == "":
		case len(found) == 0:
			w.hint("%s has no note yet: %s", link.Target, txt.Command("new contact", link.Target))
		case len(found) > 1:
			w.hint("%q could mean %s or %s, so it counts for neither", link.Target, found[0].Path, found[1].Path)
		}
	}
	if e.Counted() && !e.WithOwner && len(e.People) == 0 {
		w.hint("nobody takes part in this line; name them: with [[Name]]")
	}
	if near := w.ix.Reader().NearKind(firstWord(e.Head)); e.Kind == parse.Other && near != "" {
		w.hint("%q is no kind of contact, and counts as any conversation would; did you mean %s?", firstWord(e.Head), near)
	}
}
