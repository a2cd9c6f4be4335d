package app

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// One finds the note that an argument names among those a command takes.
func One(ix *index.Index, command, arg string, accept func(*parse.Note) bool) (*parse.Note, error) {
	found := ix.Resolve(arg, accept)
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, UnknownName(ix, command, arg, accept)
	}
	slices.SortFunc(found, func(a, b *parse.Note) int { return strings.Compare(a.Name, b.Name) })
	sameName := map[string]int{}
	for _, n := range found {
		sameName[n.Name]++
	}
	var names []string
	for i, n := range found {
		name := n.Name
		if sameName[name] > 1 {
			name += " (" + n.Path + ")"
		}
		switch {
		case i == 9 && len(found) > 10:
			names = append(names, fmt.Sprintf("%d more", len(found)-i))
		case i < 9 || len(found) == 10:
			names = append(names, name)
		}
	}
	example := found[0].Name
	if sameName[example] > 1 {
		example = found[0].Path
	}
	return nil, &Failure{Status: ExitUsage, Text: fmt.Sprintf("%q could be %s", arg, Listed(names, "or")), Hint: txt.Command(command, example), typed: arg, meant: example}
}

// wanted says which kinds of note a command takes, and how to list them.
func wanted(accept func(*parse.Note) bool) (want, hint string) {
	person, event := accept(&parse.Note{Kind: parse.ContactNote}), accept(&parse.Note{Kind: parse.EventNote})
	switch {
	case person && event:
		return "a person or an event", "netnotes list"
	case event:
		return "an event", "netnotes list type:event"
	}
	return "a person", "netnotes list"
}

// UnknownName is what is wrong with a name that no note has of those a command takes.
func UnknownName(ix *index.Index, command, arg string, accept func(*parse.Note) bool) error {
	var names []string
	for _, n := range ix.Notes() {
		if n.Kind.HasName() && accept(n) {
			names = append(names, n.Names()...)
			if first, _, ok := strings.Cut(n.Name, " "); ok {
				names = append(names, first)
			}
		}
	}
	for _, n := range ix.Resolve(arg, AnyNote) {
		if n.Kind.HasName() {
			want, hint := wanted(accept)
			return Usage(hint, "%s is %s, and netnotes %s wants %s", n.Name, Article(string(n.Kind)), command, want)
		}
	}
	hint := "netnotes list"
	near := txt.Nearest(arg, names)
	if near != "" {
		hint = "did you mean this? " + txt.Command(command, near)
	}
	for _, g := range ix.Ghosts() {
		if txt.FoldName(g.Name) == txt.FoldName(arg) {
			return Usage(txt.Command("new contact", g.Name), "%s has no note yet, and is named in %s:%d", g.Name, g.Path, g.Line)
		}
	}
	called := "nobody and nothing here"
	if ix.Unread().Any() {
		called = "nobody and nothing that could be read"
	}
	return &Failure{Status: ExitUsage, Text: fmt.Sprintf("%s is called %q", called, arg), Hint: hint, typed: arg, meant: near}
}

// Article puts "a" or "an" before a word.
func Article(word string) string {
	if strings.ContainsAny(word[:1], "aeio") {
		return "an " + word
	}
	return "a " + word
}

// Printable is a name that a shell can take in: one line, no control bytes.
func Printable(name string) string {
	var b strings.Builder
	_, _ = form.SafeWriter{To: &b}.Write([]byte(strings.Join(strings.Fields(name), " ")))
	return b.String()
}

// IsContact reports whether a note is about a person.
func IsContact(n *parse.Note) bool { return n.Kind == parse.ContactNote }

// AnyNote accepts every note.
func AnyNote(*parse.Note) bool { return true }

// OpenNote opens the folder for a command whose arguments are one name.
func (a *App) OpenNote(command string, args []string, accept func(*parse.Note) bool) (*parse.Note, *index.Index, date.Date, error) {
	ix, today, err := a.Open()
	if err != nil {
		return nil, nil, today, err
	}
	n, err := One(ix, command, strings.Join(args, " "), accept)
	return n, ix, today, err
}

// HasName reports whether a note is about somebody or something with a name.
func HasName(n *parse.Note) bool { return n.Kind.HasName() }

// IsEvent reports whether a note is about an event.
func IsEvent(n *parse.Note) bool { return n.Kind == parse.EventNote }
