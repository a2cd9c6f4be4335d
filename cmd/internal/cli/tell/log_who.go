package tell

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/logline"
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
func addressed(w *app.Writing, args []string) (address, error) {
	text := strings.TrimSpace(strings.Join(args, " "))
	if text == "" {
		return address{}, nil
	}
	rest := strings.TrimSpace(strings.Join(args[1:], " "))
	if ext := strings.ToLower(filepath.Ext(args[0])); ext == ".md" || ext == ".markdown" {
		n, err := w.Note("log", args[0], app.AnyNote)
		return address{[]*parse.Note{n}, args[0], rest}, err
	}
	if found := called(w, args[0], app.AnyNote); len(found) == 1 && !begins(w, args[0], text) {
		if !strings.ContainsAny(args[0], " ,") { // "ada" of "ada park coffee"
			return namesOff(w, text)
		}
		return address{found, args[0], rest}, nil
	}
	if begins(w, text, text) {
		return address{rest: text}, nil
	}
	return namesOff(w, text)
}

// begins reports whether words begin a sentence: they do so as a rule by their
// first word, unless the whole name of somebody stands there.
func begins(w *app.Writing, words, text string) bool {
	if !w.Index.Reader().BeginsSentence(words) {
		return false
	}
	fields := strings.Fields(text)
	for k := min(maxNameWords, len(fields)); k > 0; k-- {
		if found, rank := w.Index.Find(strings.TrimRight(strings.Join(fields[:k], " "), ",:"), app.IsContact); len(found) > 0 && rank <= facts.Folded {
			return false
		}
	}
	return true
}

// called are the notes that a name may mean at the front of the arguments: people
// by any part of their names, and one note of another kind by whole words.
func called(w *app.Writing, name string, accept func(*parse.Note) bool) []*parse.Note {
	found, rank := w.Index.Find(name, accept)
	switch {
	case len(found) == 0:
	case app.IsContact(found[0]) && (rank < facts.ByStarts || !strings.Contains(name, " ")):
		return found
	case !app.IsContact(found[0]) && len(found) == 1 && rank < facts.ByStarts:
		return found
	case !app.IsContact(found[0]):
		return called(w, name, app.IsContact)
	}
	return nil
}

// namesOff reads names off the front of a text: one, or several with commas or
// "and" between them.
func namesOff(w *app.Writing, text string) (address, error) {
	var out address
	for at, sep := 0, 0; ; {
		note, n, err := nextName(w, text, at, sep)
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
func nextName(w *app.Writing, text string, at, sep int) (*parse.Note, int, error) {
	rest := text[at:]
	loose := sep > 0 && strings.Trim(text[at-sep:at], " \t,;") == "" && strings.ContainsAny(text[at-1:at], " \t")
	if loose && w.Index.Reader().BeginsSentence(rest) { // "ada, coffee: maps"
		return nil, 0, nil
	}
	if found, n := nameAt(w, rest, at == 0); len(found) > 0 {
		note, err := theOne(w, found, rest[:n], text[:at], rest[n:])
		return note, n, err
	}
	name, after := beforeKind(w, rest)
	switch {
	case name == "" && sep > 0 && !loose:
		return nil, 0, app.UnknownName(w.Index, "log", firstWord(rest), app.IsContact)
	case name == "", at == 0 && knownIn(w, rest) && nearName(w, name) == "":
		return nil, 0, nil
	}
	note, err := nobodyYet(w, name, text[:at], after)
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
func nameAt(w *app.Writing, text string, first bool) (found []*parse.Note, n int) {
	accept := app.IsContact
	if first {
		accept = app.AnyNote
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
		if found := called(w, name, accept); len(found) > 0 && (best == 0 || len(found) == 1 && (len(out) > 1 || !w.Index.Reader().BeginsSentence(rest))) {
			out, best = found, len(name)
		}
		if end < len(text) && strings.IndexByte(",;\n", text[end]) >= 0 {
			break
		}
	}
	return out, best
}

// theOne is the one note that a name means. Of several a person is asked for, or
// else all are named, with the sentence in the hint.
func theOne(w *app.Writing, found []*parse.Note, name, before, after string) (*parse.Note, error) {
	if len(found) == 1 {
		return w.Fresh(found[0].Path)
	}
	if n := w.Which(name, found); n != nil {
		return w.Fresh(n.Path)
	}
	_, err := app.One(w.Index, "log", strings.TrimSpace(name), app.IsContact)
	example := found[0].Name
	if len(w.Index.Resolve(example, app.IsContact)) > 1 {
		example = found[0].Path
	}
	if more, rest, ok := strings.Cut(after, " "); ok && strings.HasPrefix(more, ",") { // "ada,bo coffee"
		example, after = example+more, rest
	}
	app.FailureOf(err).Hint = txt.Command("log", append([]string{strings.TrimSpace(before + example)}, strings.Fields(after)...)...)
	return nil, err
}

// beforeKind splits a text before the first of its words that may begin a
// sentence, and behind at most so many words as a name has.
func beforeKind(w *app.Writing, text string) (name, rest string) {
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
		if w.Index.Reader().BeginsSentence(strings.Join(fields[k:], " ")) {
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
func nobodyYet(w *app.Writing, name, before, rest string) (*parse.Note, error) {
	near := nearName(w, name)
	err := app.UnknownName(w.Index, "log", name, app.IsContact)
	switch {
	case near != "" && w.Confirm(app.SaidYes, "nobody is called %q; did you mean %s?", name, near):
		n, err := app.One(w.Index, "log", near, app.IsContact)
		if err != nil {
			return nil, err
		}
		return w.Fresh(n.Path)
	case w.Ended || len(w.Index.Resolve(name, app.AnyNote)) > 0:
		return nil, err
	case w.Confirm(app.SaidYes, "%s is nobody yet; make a note?", name):
		return newPerson(w, name)
	case near != "":
		return nil, app.WithHint(err, "did you mean this? "+txt.Command("log", append([]string{before + near}, strings.Fields(rest)...)...))
	}
	return nil, app.WithHint(err, txt.Command("new contact", name))
}

// knownIn reports whether a sentence names somebody known.
func knownIn(w *app.Writing, sentence string) bool {
	raw := w.Today.String() + " " + sentence
	return slices.ContainsFunc(w.Index.NamesIn(nil, raw), func(at txt.Span) bool {
		found, rank := w.Index.Find(logline.BareName(raw[at.Start:at.End]), app.IsContact)
		return len(found) > 0 && rank <= facts.ByWords
	})
}

// nearName is a contact's name that is nearly the one typed, or "".
func nearName(w *app.Writing, name string) string {
	var names []string
	for _, p := range w.Index.People() {
		names = append(names, p.Names()...)
		if first, _, ok := strings.Cut(p.Name, " "); ok {
			names = append(names, first)
		}
	}
	near := txt.Nearest(name, names)
	if found := w.Index.Resolve(near, app.IsContact); near != "" && len(found) == 1 {
		return found[0].Name
	}
	return ""
}

// newPerson makes the note of somebody new, with nothing in it but the name, and
// knows them from then on.
func newPerson(w *app.Writing, name string) (*parse.Note, error) {
	name = strings.Join(strings.Fields(txt.PlainText(name)), " ")
	if w.Index.Unread().Any() {
		return nil, app.Failed("netnotes check", "%s may have a note that could not be read", name)
	}
	n, err := Fill(w, parse.ContactNote, name, map[string][]string{"name": {name}})
	if err != nil {
		return nil, err
	}
	if n, err = withoutRoom(w, n, nil); err != nil {
		return nil, err
	}
	w.Put(&parse.Note{Path: n.Path}, n)
	w.Index = w.Index.With([]disk.Change{{Path: n.Path, New: n.Source()}})
	return n, nil
}
