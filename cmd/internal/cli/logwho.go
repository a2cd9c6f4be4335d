package cli

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// address is whom the arguments of "log" name, and what they tell.
type address struct {
	people []*parse.Note // in the order of the names; none where the sentence says who it was
	typed  string        // the names as typed
	rest   string        // the sentence
}

// maxNameWords is the most words that are tried as one name.
const maxNameWords = 5

// addressed splits arguments into names and a sentence. What begins as a sentence
// does names nobody; else the longest name that the first words make does.
func (w *writing) addressed(args []string) (address, error) {
	text := strings.TrimSpace(strings.Join(args, " "))
	if text == "" {
		return address{}, nil
	}
	rest := strings.TrimSpace(strings.Join(args[1:], " "))
	if ext := strings.ToLower(filepath.Ext(args[0])); ext == ".md" || ext == ".markdown" {
		n, err := w.note("log", args[0], anyNote)
		return address{[]*parse.Note{n}, args[0], rest}, err
	}
	if found := w.called(args[0], anyNote); len(found) == 1 && !w.begins(args[0], text) {
		if !strings.ContainsAny(args[0], " ,") { // "ada" of "ada park coffee"
			return w.listed(text)
		}
		return address{found, args[0], rest}, nil
	}
	if w.begins(text, text) {
		return address{rest: text}, nil
	}
	return w.listed(text)
}

// begins reports whether words begin a sentence: they do so as a rule by their
// first word, unless the whole name of somebody stands there.
func (w *writing) begins(words, text string) bool {
	if !w.ix.Reader().BeginsSentence(words) {
		return false
	}
	fields := strings.Fields(text)
	for k := min(maxNameWords, len(fields)); k > 0; k-- {
		if found, rank := w.ix.Find(strings.TrimRight(strings.Join(fields[:k], " "), ",:"), isContact); len(found) > 0 && rank <= index.Folded {
			return false
		}
	}
	return true
}

// called are the notes that a name may mean at the front of the arguments: people
// by any part of their names, and one note of another kind by whole words.
func (w *writing) called(name string, accept func(*parse.Note) bool) []*parse.Note {
	found, rank := w.ix.Find(name, accept)
	switch {
	case len(found) == 0:
	case isContact(found[0]) && (rank < index.ByStarts || !strings.Contains(name, " ")):
		return found
	case !isContact(found[0]) && len(found) == 1 && rank < index.ByStarts:
		return found
	case !isContact(found[0]):
		return w.called(name, isContact)
	}
	return nil
}

// listed reads names off the front of a text: one, or several with commas or
// "and" between them.
func (w *writing) listed(text string) (address, error) {
	var out address
	for at, sep := 0, 0; ; {
		note, n, err := w.nextName(text, at, sep)
		if err != nil {
			return address{}, err
		}
		if note == nil {
			break
		}
		if !slices.ContainsFunc(out.people, func(m *parse.Note) bool { return m.Path == note.Path }) {
			out.people = append(out.people, note)
		}
		at += n
		out.typed, out.rest = strings.TrimSpace(text[:at]), text[at:]
		if sep = separator(text[at:]); sep == 0 {
			break
		}
		at += sep
	}
	if len(out.people) == 0 {
		return address{rest: text}, nil
	}
	out.rest = strings.TrimLeft(out.rest, " \t,;:\n")
	return out, nil
}

// nextName reads one name of a list, of which so many bytes before it part it
// from the name before. There is no note where a sentence begins.
func (w *writing) nextName(text string, at, sep int) (*parse.Note, int, error) {
	rest := text[at:]
	loose := sep > 0 && strings.Trim(text[at-sep:at], " \t,;") == "" && strings.ContainsAny(text[at-1:at], " \t")
	if loose && w.ix.Reader().BeginsSentence(rest) { // "ada, coffee: maps"
		return nil, 0, nil
	}
	if found, n := w.nameAt(rest, at == 0); len(found) > 0 {
		note, err := w.oneOf(found, rest[:n], text[:at], rest[n:])
		return note, n, err
	}
	name, after := w.beforeKind(rest)
	switch {
	case name == "" && sep > 0 && !loose:
		return nil, 0, unknownName(w.ix, "log", firstWord(rest), isContact)
	case name == "", at == 0 && w.knownIn(rest) && w.nearName(name) == "":
		return nil, 0, nil
	}
	note, err := w.nobodyYet(name, text[:at], after)
	return note, len(rest) - len(after), err
}

// separator is the length of what parts two names: a comma, "and", "&" or "+".
func separator(text string) int {
	rest := strings.TrimLeft(text, " \t")
	for _, sep := range []string{",", ";", "and ", "& ", "+ "} {
		after, ok := strings.CutPrefix(rest, sep)
		if !ok || len(sep) > 1 && len(rest) == len(text) {
			continue
		}
		trimmed := strings.TrimLeft(after, " \t")
		if bare, ok := strings.CutPrefix(trimmed, "and "); ok && len(sep) == 1 {
			trimmed = bare
		}
		return len(text) - len(trimmed)
	}
	return 0
}

// nameAt finds the longest name at the start of a text, and its length.
func (w *writing) nameAt(text string, first bool) (found []*parse.Note, n int) {
	accept := isContact
	if first {
		accept = anyNote
	}
	best := 0
	var out []*parse.Note
	end := 0
	for range maxNameWords {
		rest := strings.TrimLeft(text[end:], " \t")
		if rest == "" || strings.ContainsAny(text[end:len(text)-len(rest)], "\n") {
			break
		}
		stop := strings.IndexAny(rest, " \t\n,;")
		if stop < 0 {
			stop = len(rest)
		}
		start := len(text) - len(rest)
		end = start + stop
		name := strings.TrimRight(text[:end], ":")
		if !strings.ContainsFunc(rest[:stop], unicode.IsLetter) || start > 0 && strings.Contains(rest[:stop], "[[") {
			break
		}
		if found := w.called(name, accept); len(found) > 0 && (best == 0 || len(found) == 1 && (len(out) > 1 || !w.ix.Reader().BeginsSentence(rest))) {
			out, best = found, len(name)
		}
		if end < len(text) && strings.IndexByte(",;\n", text[end]) >= 0 {
			break
		}
	}
	return out, best
}

// oneOf is the one note that a name means. Of several a person is asked for, or
// else all are named, with the sentence in the hint.
func (w *writing) oneOf(found []*parse.Note, name, before, after string) (*parse.Note, error) {
	if len(found) == 1 {
		return w.fresh(found[0].Path)
	}
	if n := w.which(name, found); n != nil {
		return w.fresh(n.Path)
	}
	_, err := one(w.ix, "log", strings.TrimSpace(name), isContact)
	example := found[0].Name
	if len(w.ix.Resolve(example, isContact)) > 1 {
		example = found[0].Path
	}
	words := append([]string{strings.TrimSpace(before + example)}, strings.Fields(after)...)
	return nil, withHint(err, txt.Command("log", words...))
}

// which asks whom of several a name means; nil where nobody answers.
func (w *writing) which(name string, found []*parse.Note) *parse.Note {
	if !w.canAsk() || len(found) > 9 {
		return nil
	}
	choices := ""
	for i, n := range found {
		choices += "\n" + string(rune('1'+i)) + "  " + n.Name
		if role := n.Text("role"); role != "" {
			choices += ", " + txt.PlainText(role)
		}
	}
	for {
		said, answer := w.ask("%s could be%s\nwhich one? (a number, [q]uit)", strings.TrimSpace(name), choices)
		if said != saidWords {
			return nil
		}
		if len(answer) == 1 && answer[0] > '0' && int(answer[0]-'1') < len(found) {
			return found[answer[0]-'1']
		}
		if again := w.ix.Resolve(answer, isContact); len(again) == 1 {
			return again[0]
		}
	}
}

// beforeKind splits a text before the first of its words that may begin a
// sentence, and behind at most so many words as a name has.
func (w *writing) beforeKind(text string) (name, rest string) {
	fields := strings.Fields(text)
	for k := 1; k <= min(maxNameWords, len(fields)-1); k++ {
		name := strings.Join(fields[:k], " ")
		if strings.ContainsAny(strings.TrimRight(name, ",:"), ",:;[]()") {
			return "", ""
		}
		switch fields[k-1] {
		case "with", "to", "from", "at", "on", "in", "about", "for", "and":
			return "", ""
		}
		if w.ix.Reader().BeginsSentence(strings.Join(fields[k:], " ")) {
			_, after, _ := strings.Cut(text, fields[0])
			for _, field := range fields[1:k] {
				_, after, _ = strings.Cut(after, field)
			}
			return strings.TrimRight(name, ",:"), strings.TrimSpace(after)
		}
	}
	return "", ""
}

// nobodyYet settles who is meant by a name that nobody has: on a terminal
// somebody spelled nearly so, or somebody new whose note is made. The hint keeps
// the sentence.
func (w *writing) nobodyYet(name, before, rest string) (*parse.Note, error) {
	near := w.nearName(name)
	err := unknownName(w.ix, "log", name, isContact)
	switch {
	case near != "" && w.confirm(saidYes, "nobody is called %q; did you mean %s?", name, near):
		n, err := one(w.ix, "log", near, isContact)
		if err != nil {
			return nil, err
		}
		return w.fresh(n.Path)
	case w.ended || len(w.ix.Resolve(name, anyNote)) > 0:
		return nil, err
	case w.confirm(saidYes, "%s is nobody yet; make a note?", name):
		return w.newPerson(name)
	case near != "":
		return nil, withHint(err, "did you mean this? "+txt.Command("log", append([]string{before + near}, strings.Fields(rest)...)...))
	}
	return nil, withHint(err, txt.Command("new contact", name))
}

// knownIn reports whether a sentence names somebody known.
func (w *writing) knownIn(sentence string) bool {
	raw := w.today.String() + " " + sentence
	return slices.ContainsFunc(w.ix.NamesIn(nil, raw), func(at txt.Span) bool {
		found, rank := w.ix.Find(parse.BareName(raw[at.Start:at.End]), isContact)
		return len(found) > 0 && rank <= index.ByWords
	})
}

// nearName is a contact's name that is nearly the one typed, or "".
func (w *writing) nearName(name string) string {
	var names []string
	for _, p := range w.ix.People() {
		names = append(names, p.Names()...)
		if first, _, ok := strings.Cut(p.Name, " "); ok {
			names = append(names, first)
		}
	}
	near := txt.Nearest(name, names)
	if found := w.ix.Resolve(near, isContact); near != "" && len(found) == 1 {
		return found[0].Name
	}
	return ""
}

// newPerson makes the note of somebody new, with nothing in it but the name, and
// knows them from then on.
func (w *writing) newPerson(name string) (*parse.Note, error) {
	name = strings.Join(strings.Fields(txt.PlainText(name)), " ")
	if w.ix.Unread().Any() {
		return nil, failed("netnotes check", "%s may have a note that could not be read", name)
	}
	n, err := w.fill(parse.ContactNote, name, map[string][]string{"name": {name}})
	if err != nil {
		return nil, err
	}
	if n, err = w.withoutRoom(n, nil); err != nil {
		return nil, err
	}
	w.put(&parse.Note{Path: n.Path}, n)
	w.ix = w.ix.With([]disk.Change{{Path: n.Path, New: n.Source()}})
	return n, nil
}
