package cli

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"netnotes/parse"
)

// understood reads a sentence before it is written: one that would count for
// nothing is asked about, or refused with the nearest kind.
func (w *writing) understood(n *parse.Note, date, sentence string, asNote bool) (string, error) {
	e, problems := w.ix.Entry(n, date+" "+sentence)
	if len(problems) > 0 {
		return "", usage(problems[0].Hint, "%s", problems[0].Text)
	}
	if e == nil {
		return "", usage("netnotes log ada coffee: what you talked about", "%q cannot be a line of a log", sentence)
	}
	if strings.Contains(" "+sentence+" ", " -> ") && e.Next.IsZero() {
		return "", usage("--next '2026-11-02 REASON' or '+2w REASON'", "no date follows the arrow in %q", sentence)
	}
	word := firstWord(e.Head)
	switch {
	case e.Kind != parse.Remark, asNote, strings.EqualFold(word, "note"), e.Head == "" && !e.Next.IsZero():
		return sentence, nil
	case e.NearestKind == "":
		return w.asNote(n, date, sentence)
	}
	said := saidWords
	for said == saidWords {
		said, _ = w.ask("%q is no kind of contact; did you mean %s? [Y]es, [n]o, as a note, [q]uit", word, e.NearestKind)
	}
	switch said {
	case saidNo:
		return sentence, nil
	case saidYes, saidEnter:
		head := strings.Index(sentence, e.Head)
		at := head + strings.Index(e.Head, word)
		return w.understood(n, date, sentence[:at]+e.NearestKind+sentence[at+len(word):], false)
	}
	return "", usage(fmt.Sprintf("did you mean %s? --as-note writes the line as a mere note", e.NearestKind), "%q is no kind of contact, so the line would count for nothing", word)
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
func (w *writing) asNote(n *parse.Note, date, sentence string) (string, error) {
	if w.confirm(saidNo, "%q is no kind of contact; write it as a note that counts for nothing?", sentence) {
		return sentence, nil
	}
	for _, p := range w.unlinked(n, date, sentence) {
		linked := strings.Replace(sentence, p.before+p.name, p.before+w.link(n, p.note), 1)
		if e, _ := w.ix.Entry(n, date+" "+linked); e != nil && e.Kind != parse.Remark {
			return "", usage(fmt.Sprintf("link %s and it counts: %q", p.note.Name, linked), "%q is no kind of contact, and nobody in the line is linked", sentence)
		}
	}
	return "", usage("begin with what it was: coffee, call, email, thanked, asked, shared …; --as-note writes it as a mere note",
		"%q is no kind of contact, so the line would count for nothing", sentence)
}

// twoWords explains a failure by a name of several words without quotes, where
// that is what happened: "log ada park coffee".
func (w *writing) twoWords(who, sentence string, err error) error {
	words := strings.Fields(sentence)
	for i := min(len(words)-1, 4); i > 0; i-- {
		name := who + " " + strings.Join(words[:i], " ")
		if found := w.ix.Resolve(name, anyNote); len(found) == 1 {
			return usage(parse.Command("log", name, strings.Join(words[i:], " ")), "a name of several words needs quotes, so that it is told from the sentence")
		}
	}
	return err
}

// together names the others in a sentence, so that it counts for them as it
// does for the note's owner.
func (w *writing) together(n *parse.Note, others []*parse.Note, date, sentence string) (string, error) {
	alone, _ := w.ix.Entry(n, date+" "+sentence)
	var names []string
	for _, o := range others {
		link := w.link(n, o)
		if !slices.ContainsFunc(alone.People, func(l parse.Link) bool { return w.means(l, n, o) }) {
			names = append(names, link)
		}
	}
	if len(names) == 0 {
		return sentence, nil
	}
	list := names[0]
	if last := len(names) - 1; last > 0 {
		list = strings.Join(names[:last], ", ") + " and " + names[last]
	}
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
		if !slices.ContainsFunc(e.People, func(l parse.Link) bool { return w.means(l, n, o) }) {
			return false
		}
	}
	return true
}

func (w *writing) means(l parse.Link, from, to *parse.Note) bool {
	found := w.ix.Link(l, from)
	return len(found) == 1 && found[0].Path == to.Path
}

// link writes a link from one note to another as the settings say: by name
// where the name means that note alone, else by its path.
func (w *writing) link(from, to *parse.Note) string { return w.ix.LinkTo(from, to) }

// linked offers to link the people that a sentence names in plain words, for
// whom the line would not count.
func (w *writing) linked(n *parse.Note, date, sentence string) string {
	for _, p := range w.unlinked(n, date, sentence) {
		try := strings.Replace(sentence, p.before+p.name, p.before+w.link(n, p.note), 1)
		e, problems := w.ix.Entry(n, date+" "+try)
		if e == nil || len(problems) > 0 || !w.allTakePart(e, n, []*parse.Note{p.note}) {
			continue
		}
		if w.confirm(saidYes, "link %s, so that the line counts for them as well?", p.note.Name) {
			sentence = try
		}
	}
	return sentence
}

// namedPerson is somebody whom a sentence names without a link.
type namedPerson struct {
	before, name string // "with " and the name as typed
	note         *parse.Note
}

// unlinked finds the names of other people after with, to, from and "and" in
// the head of a sentence: the longest run of words that means one person.
func (w *writing) unlinked(n *parse.Note, date, sentence string) []namedPerson {
	e, _ := w.ix.Entry(n, date+" "+sentence)
	if e == nil {
		return nil
	}
	var out []namedPerson
	named := 0 // the last word that belongs to a name
	for run := range runs(strings.Fields(e.Head)) {
		p := namedPerson{before: run.before + " ", name: run.name}
		if run.at == named {
			continue
		}
		if found := w.ix.Resolve(p.name, isContact); len(found) == 1 && found[0].Path != n.Path && goesBy(found[0], p.name) && strings.Contains(sentence, p.before+p.name) {
			p.note, named = found[0], run.at
			out = append(out, p)
		}
	}
	return out
}

// run is a few words of a sentence that may be a name.
type run struct {
	before string // the word before it
	at     int    // where it begins
	name   string
}

// runs are the words after with, to, from and "and": of each place three, then
// two, then one.
func runs(words []string) iter.Seq[run] {
	return func(yield func(run) bool) {
		for i := 1; i < len(words); i++ {
			switch strings.ToLower(words[i-1]) {
			case "with", "to", "from", "and", "&":
			default:
				continue
			}
			for size := min(3, len(words)-i); size > 0; size-- {
				if !yield(run{words[i-1], i, strings.TrimRight(strings.Join(words[i:i+size], " "), ",.;")}) {
					return
				}
			}
		}
	}
}

// goesBy reports whether a name is the whole of one of a note's names, or its
// first or last word.
func goesBy(n *parse.Note, name string) bool {
	if strings.ContainsAny(name, "[]@") {
		return false
	}
	return slices.ContainsFunc(n.Names(), func(full string) bool {
		words := strings.Fields(parse.FoldName(full))
		return len(words) > 0 && slices.Contains([]string{strings.Join(words, " "), words[0], words[len(words)-1]}, parse.FoldName(name))
	})
}

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
			w.hint("%s has no note yet: %s", link.Target, parse.Command("new contact", link.Target))
		case len(found) > 1:
			w.hint("%q could mean %s or %s, so it counts for neither", link.Target, found[0].Path, found[1].Path)
		}
	}
	if e.Counted() && !e.WithOwner && len(e.People) == 0 {
		w.hint("nobody takes part in this line; name them: with [[Name]]")
	}
	if e.When.From.After(w.today) && e.Counted() {
		w.hint("%s is ahead, so the line counts from then on; a plan is written: planned %s", e.When.From, firstWord(e.Head))
	}
	if near := w.ix.Reader().NearKind(firstWord(e.Head)); e.Kind == parse.Other && near != "" {
		w.hint("%q is no kind of contact, and counts as any conversation would; did you mean %s?", firstWord(e.Head), near)
	}
}
