package tell

import (
	"slices"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// understood reads the line before it is written in a note: one that would count
// for nothing is asked about, or refused with the nearest kind.
func (t *telling) understood(n *parse.Note, date string) error {
	e, problems := t.Index.Entry(n, date+" "+t.sentence)
	if len(problems) > 0 {
		return app.Usage(problems[0].Hint, "%s", problems[0].Text)
	}
	if e == nil {
		return app.Usage(t.again("", "", "coffee: what you talked about"), "%q cannot be a line of a log", t.sentence)
	}
	if strings.Contains(" "+t.sentence+" ", " -> ") && e.Next.IsZero() {
		return app.Usage("--next '2026-11-02 REASON' or '+2w REASON'", "no date follows the arrow in %q", t.sentence)
	}
	word := firstWord(e.Head)
	switch {
	case e.Kind != logline.Remark, t.logOptions.asNote, strings.EqualFold(word, "note"), e.Head == "" && !e.Next.IsZero():
		return nil
	case e.NearestKind == "":
		return t.asNote()
	}
	said := app.SaidWords
	for said == app.SaidWords {
		said, _ = t.Ask("%q is no kind of contact; did you mean %s? [Y]es, [n]o, as a note, [q]uit", word, e.NearestKind)
	}
	switch said {
	case app.SaidNo:
		return nil
	case app.SaidYes, app.SaidEnter:
		at := strings.Index(t.sentence, e.Head) + strings.Index(e.Head, word)
		t.sentence = t.sentence[:at] + e.NearestKind + t.sentence[at+len(word):]
		return t.understood(n, date)
	}
	meant := strings.Replace(t.rest, word, e.NearestKind, 1)
	return app.Usage("did you mean this? "+t.again("", "", meant), "%q is no kind of contact, so the line would count for nothing", word)
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
	if t.Confirm(app.SaidNo, "%q is no kind of contact; write it as a note that counts for nothing?", t.sentence) {
		return nil
	}
	return app.Usage("begin with what it was (coffee, call, email, thanked, asked, shared …), or write a mere note: "+t.again("--as-note", "", t.rest),
		"%q is no kind of contact, so the line would count for nothing", t.sentence)
}

// together names the others in a sentence, so that it counts for them as it
// does for the note's owner.
func together(w *app.Writing, n *parse.Note, others []*parse.Note, date, sentence string) (string, error) {
	alone, _ := w.Index.Entry(n, date+" "+sentence)
	var names []string
	for _, o := range others {
		link := w.Index.LinkTo(n, o)
		if !slices.ContainsFunc(alone.People, func(l txt.Link) bool { return means(w, l, n, o) }) {
			names = append(names, link)
		}
	}
	if len(names) == 0 {
		return sentence, nil
	}
	list := app.Listed(names, "and")
	head := alone.Head
	at := strings.Index(sentence, head) + len(head)
	for _, joint := range []string{" and ", " with ", " to ", " from ", " with her and ", " to her and ", " from her and "} {
		try := sentence[:at] + joint + list + sentence[at:]
		e, problems := w.Index.Entry(n, date+" "+try)
		if e == nil || len(problems) > 0 || e.Kind != alone.Kind || e.Direction != alone.Direction || e.WithOwner != alone.WithOwner || !allTakePart(w, e, n, others) {
			continue
		}
		return try, nil
	}
	return "", app.Usage("write them into the sentence: lunch with [["+others[0].Name+"]]", "cannot see where the others belong in %q", sentence)
}

func allTakePart(w *app.Writing, e *logline.Entry, n *parse.Note, others []*parse.Note) bool {
	for _, o := range others {
		if !slices.ContainsFunc(e.People, func(l txt.Link) bool { return means(w, l, n, o) }) {
			return false
		}
	}
	return true
}

func means(w *app.Writing, l txt.Link, from, to *parse.Note) bool {
	found := w.Index.Link(l, from)
	return len(found) == 1 && found[0].Path == to.Path
}

// aside says what a person may want to know about the line just written.
func aside(w *app.Writing, n *parse.Note, raw string) {
	e, _ := w.Index.Entry(n, raw)
	if e == nil {
		return
	}
	for _, link := range e.Links {
		switch found := w.Index.Link(link, n); {
		case link.Embed || link.Target == "":
		case len(found) == 0:
			w.Hint("%s has no note yet: %s", link.Target, txt.Command("new contact", link.Target))
		case len(found) > 1:
			w.Hint("%q could mean %s or %s, so it counts for neither", link.Target, found[0].Path, found[1].Path)
		}
	}
	if e.Counted() && !e.WithOwner && len(e.People) == 0 {
		w.Hint("nobody takes part in this line; name them: with [[Name]]")
	}
	if near := w.Index.Reader().NearKind(firstWord(e.Head)); e.Kind == logline.Other && near != "" {
		w.Hint("%q is no kind of contact, and counts as any conversation would; did you mean %s?", firstWord(e.Head), near)
	}
}
