package change

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/quick"
	"netnotes/parse/txt"
	"netnotes/report/due"
)

func IsContact(n *parse.Note) bool { return n.Kind == parse.ContactNote }

func captured(n *parse.Note) Captured { return Captured{n.Name, n.Path, true} }

// who finds out whom a capture names.
func (row *CaptureRow) who(ix *index.Index, c quick.Note) {
	if !c.Linked {
		if known, words, rest := knownAt(ix, c.Start); known != nil {
			row.known(known, words, rest, c)
			return
		}
	}
	switch len(c.Names) {
	case 0:
		row.nameless(ix, c)
	case 1:
		row.one(ix, c)
	default:
		for _, name := range c.Names {
			row.People = append(row.People, person1(ix, name))
		}
		if c.Linked {
			return
		}
		row.unsure("names " + fmt.Sprint(len(c.Names)) + " people")
	}
}

// doubt asks where a capture goes on with another name, or begins with words
// that are somebody's subject and nobody's name.
func (row *CaptureRow) doubt(ix *index.Index, c quick.Note) {
	if !row.People[0].Known && subjects(ix)[due.TopicKey(row.People[0].Name)] {
		row.unsure(row.People[0].Name + " may be no person")
		return
	}
	rest := row.Hook
	mark, after, joined := strings.Cut(rest, " ")
	switch joined = joined && (mark == "/" || mark == "with" || mark == "plus"); {
	case joined:
		rest = after
	case !strings.Contains(c.Start, ","):
		return
	}
	other := quick.Line(ix.Reader(), rest, date.Date{})
	if len(other.Names) == 0 || other.Verb != "" || !joined && !strings.HasPrefix(strings.TrimPrefix(rest, other.Names[0]), ":") {
		return
	}
	name := other.Names[0]
	second := person1(ix, name)
	if len(strings.Fields(name)) > 1 && ix.Place(name) == nil && !subjects(ix)[due.TopicKey(name)] || second.Known {
		row.People, row.Hook = append(row.People, second), other.Text
		row.unsure("may name two people")
	}
}

// subjects are words that look like names and are none: organisations, skills,
// interests, and the topics of events.
func subjects(ix *index.Index) map[string]bool {
	out := map[string]bool{}
	for _, n := range ix.Notes() {
		for _, field := range []string{"org", "skills", "interests", "topics", "school", "place"} {
			for _, text := range n.List(field) {
				out[due.TopicKey(text)] = true
			}
		}
	}
	return out
}

// person1 is somebody of an exact name, known or new.
func person1(ix *index.Index, name string) Captured {
	found := slices.DeleteFunc(slices.Clone(ix.Link(txt.Link{Target: name}, &parse.Note{})), func(n *parse.Note) bool { return !IsContact(n) })
	if len(found) == 1 {
		return captured(found[0])
	}
	return Captured{Name: name}
}

// knownAt finds the longest name of a contact at the start of a text.
func knownAt(ix *index.Index, text string) (n *parse.Note, words int, rest string) {
	fields := strings.Fields(text)
	for k := min(len(fields), 6); k > 0; k-- {
		name := strings.TrimRight(strings.Join(fields[:k], " "), ",:;.!?-–—")
		found := slices.DeleteFunc(slices.Clone(ix.Link(txt.Link{Target: name}, &parse.Note{})), func(n *parse.Note) bool { return !IsContact(n) })
		if len(found) == 1 {
			rest = text
			for range k {
				rest = strings.TrimLeft(rest, " \t")
				rest = rest[len(strings.Fields(rest)[0]):]
			}
			return found[0], len(strings.Fields(name)), strings.TrimLeft(rest, " \t,:;.–—-")
		}
	}
	return nil, 0, ""
}

// known takes somebody whose name stands at the start, unless the name goes on
// or another follows.
func (row *CaptureRow) known(n *parse.Note, words int, rest string, c quick.Note) {
	row.People, row.Hook = []Captured{captured(n)}, rest
	switch {
	case len(c.Names) > 1:
		for _, name := range c.Names[1:] {
			row.People = append(row.People, Captured{Name: name})
		}
		row.Hook = c.Text
		row.unsure("names " + fmt.Sprint(len(c.Names)) + " people")
	case strings.HasPrefix(txt.Fold(rest), "and ") || strings.HasPrefix(rest, "& ") || strings.HasPrefix(rest, "+ "):
		row.unsure("may name somebody else as well")
	case len(c.Names) == 1 && len(strings.Fields(c.Names[0])) > words:
		row.People, row.Hook = []Captured{{Name: c.Names[0]}, captured(n)}, c.Text
		row.unsure("could be " + c.Names[0] + " or " + n.Name)
	}
}

// nameless is a capture that begins with no name, or with one in small letters.
func (row *CaptureRow) nameless(ix *index.Index, c quick.Note) {
	if fields := strings.Fields(c.Start); len(fields) > 0 {
		if word := strings.Trim(fields[0], ",:;.!?()"); len([]rune(word)) > 2 {
			row.guesses(ix.Resolve(word, IsContact))
		}
		if len(row.People) > 0 {
			row.Hook = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(c.Start, " "), fields[0]), " \t,:;.–—-")
		}
	}
	switch {
	case c.Text == "" && len(c.More) == 0:
		row.Why = "empty"
	case len(row.People) == 0 && quick.SmallName(ix.Reader(), c.Start) != "":
		name := quick.SmallName(ix.Reader(), c.Start)
		row.People, row.Why = []Captured{person1(ix, name)}, "the name is written small"
		_, row.Hook, _ = strings.Cut(c.Start, ":")
		row.Hook = strings.TrimSpace(row.Hook)
	case len(row.People) == 0:
		row.Why = nameless
		base := path.Base(row.Path)
		file := quick.Line(ix.Reader(), strings.TrimSuffix(base, path.Ext(base)), date.Date{})
		if len(file.Names) == 1 && len(strings.Fields(file.Names[0])) > 1 && file.Text == "" {
			row.People, row.Why = []Captured{person1(ix, file.Names[0])}, "the name is that of the file"
		}
	}
}

// guesses offers the people whom a part of a name may mean.
func (row *CaptureRow) guesses(found []*parse.Note) {
	var names []string
	for i, n := range found {
		if i == 4 {
			break
		}
		row.People, names = append(row.People, captured(n)), append(names, n.Name)
	}
	switch len(names) {
	case 0:
	case 1:
		row.Why = "only a part of a name: " + names[0] + "?"
	default:
		row.Why = "could be " + strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
	}
}

// one is a capture of one name that no note has.
func (row *CaptureRow) one(ix *index.Index, c quick.Note) {
	name := c.Names[0]
	found := slices.Clone(ix.Link(txt.Link{Target: name}, &parse.Note{}))
	if c.Linked && len(found) == 1 && IsContact(found[0]) {
		row.People = []Captured{captured(found[0])}
		return
	}
	words := strings.Fields(name)
	short := len(words) == 1 && !c.Linked || len([]rune(strings.TrimSuffix(words[len(words)-1], "."))) < 2
	switch near := ix.Resolve(name, IsContact); {
	case len(found) > 0 && !IsContact(found[0]):
		row.Why = name + " is the name of another note: " + found[0].Path
	case len(near) > 0:
		row.guesses(near)
	case short:
		row.People = []Captured{{Name: name}}
		row.Why = "only a first name"
	default:
		row.People = []Captured{{Name: name}}
		if like := similar(ix, name); like != nil {
			row.People = append(row.People, captured(like))
			row.Why = "could be " + like.Name
		}
	}
}

// similar is a contact whose name is nearly the same.
func similar(ix *index.Index, name string) *parse.Note {
	var names []string
	for _, p := range ix.People() {
		names = append(names, p.Name)
	}
	near := txt.Nearest(name, names)
	i := slices.IndexFunc(ix.People(), func(p *index.Person) bool { return p.Name == near })
	if near == "" || i < 0 {
		return nil
	}
	return ix.People()[i].Note
}

// firstNames looks for those named by a part of their name among the new
// people of the other captures.
func firstNames(rows []CaptureRow) {
	for i := range rows {
		row := &rows[i]
		if row.Why != "only a first name" {
			continue
		}
		short := txt.FoldName(row.People[0].Name)
		for _, other := range rows {
			if other.Certain && !other.People[0].Known && strings.HasPrefix(txt.FoldName(other.People[0].Name), strings.TrimSuffix(short, ".")) {
				row.People = []Captured{other.People[0]}
				row.Why = "only a part of a name: " + other.People[0].Name + "?"
			}
		}
	}
}
