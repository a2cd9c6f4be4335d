package facts

import (
	"iter"
	"path"
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// Ranks say how closely a name fits a note.
const (
	Exact    = 1 // path, file name, name or alias, as written
	Folded   = 2 // without accents, titles, suffixes …
	ByWords  = 3 // every word is a whole word of the name
	ByStarts = 4 // every word begins a word of the name
)

// Names finds notes by the names people use for them.
type Names struct {
	notes []*parse.Note
	facts *Facts
	Words *NameWords // of names and aliases, found out when asked
	asked *[]uint32  // where it is noted what was sought; nil for nowhere
	only  []uint32   // the hashes of the only names that are found; nil for all

	wholeNames bool // no part of a name means anybody
}

// byPart finds notes by words of their names, at the ranks ByWords and ByStarts.
func (r *Names) byPart(words string, rank int, accept func(*parse.Note) bool) []*parse.Note {
	if r.wholeNames {
		return nil
	}
	if r.asked != nil {
		forms := txt.FormsOf(words)
		for _, word := range slices.Concat(forms.Words(), forms.Kept()) {
			*r.asked = append(*r.asked, r.facts.hashWord(word[0]), r.facts.hashWord(word[1]))
		}
	}
	return r.Words.find(words, rank, accept)
}

// sorts are sorts of names.
type sorts byte

const (
	asPath  sorts = 1 << iota // of a note in the root: its path without the ending
	asFile                    // the file's name without the ending
	asName                    // its own
	asAlias                   // another one
	asWhole                   // one of these as parse.NameForms.Whole
	asShort                   // one of these as parse.NameForms.Short or Tails
	asOrg                     // no name of the note but of a contact's organisation
	ofContact
)

// group is the notes of one name, by path.
type group []*parse.Note

// called is a name of a note, with its key.
type called struct {
	key, name string
	as        sorts
}

// calledOf are the names of a note.
func calledOf(n *parse.Note) (list []called) {
	var of sorts
	if n.Kind == parse.ContactNote {
		of = ofContact
	}
	list = make([]called, 0, 12) // more than most have
	add := func(name string, as sorts) { list = append(list, called{txt.FoldName(name), name, as | of}) }
	bare := strings.TrimSuffix(n.Path, path.Ext(n.Path))
	file := bare
	if slash := strings.LastIndexByte(bare, '/'); slash < 0 {
		add(bare, asPath|asFile)
	} else {
		file = bare[slash+1:]
		add(file, asFile)
	}
	add(n.Name, asName)
	aliases := n.List("aliases")
	for _, alias := range aliases {
		add(alias, asAlias)
	}
	forms := func(name string) {
		if txt.IsPlainName(name) {
			return
		}
		forms := txt.FormsOf(name)
		for _, key := range forms.Whole {
			list = append(list, called{key, key, asWhole | of})
		}
		for _, key := range slices.Concat(forms.Short, forms.Tails) {
			list = append(list, called{key, key, asShort | of})
		}
	}
	if forms(n.Name); file != n.Name {
		forms(file)
	}
	for _, alias := range aliases {
		forms(alias)
	}
	if of != 0 {
		for _, org := range n.List("org") {
			for _, name := range [2]string{txt.FieldLink(org).Target, txt.PlainText(org)} {
				if key := txt.FoldName(name); key != "" {
					list = append(list, called{orgKey(key), name, asOrg})
				}
			}
		}
	}
	return list
}

// first is 1 more than the number of the first row of a key, or 0.
func (r *Names) first(key string) uint32 {
	hash := r.facts.hash(key)
	if r.asked != nil {
		*r.asked = append(*r.asked, hash)
	}
	if r.only != nil && !slices.Contains(r.only, hash) {
		return 0
	}
	return r.facts.first(key, hash)
}

// bearing lists the contacts, or the other notes, of whose names one of a sort
// is the key.
func (r *Names) bearing(key string, as, of sorts) group { return r.chained(r.first(key), as, of) }

// chained is bearing of the rows of a key, of which the first is given.
func (r *Names) chained(first uint32, as, of sorts) (out group) {
	last := uint32(len(r.notes))
	for at := first; at > 0; at = r.facts.Names[at-1].Next {
		row := &r.facts.Names[at-1]
		if row.As&as == 0 || row.As&ofContact != of || row.Note == last {
			continue
		}
		if last = row.Note; out == nil {
			out = r.notes[last : last+1 : last+1]
		} else {
			out = append(out, r.notes[last])
		}
	}
	return out
}

// IsOrg reports whether a key is that of a contact's organisation.
func (r *Names) IsOrg(key string) bool {
	return key != "" && r.first(orgKey(key)) > 0
}

// orgKey is the key of an organisation, of which thousands of notes may be: they
// are no chain that is walked along for a note of the name.
func orgKey(key string) string { return "\x00" + key }

// called finds contacts, or other notes, by path, file name, name or alias, in
// this order: the first that knows the name decides. Path and file name may
// have their ending.
func (r *Names) called(key string, of sorts) group {
	stem := key
	if ext := path.Ext(key); disk.IsNote(ext) {
		stem = txt.FoldName(strings.TrimSuffix(key, ext))
	}
	first := r.first(key)
	for _, as := range [...]sorts{asPath, asFile, asName, asAlias} {
		found := r.chained(first, as, of)
		if stem != key && as <= asFile {
			found = slices.Clone(found)
			for _, n := range r.bearing(stem, as, of) {
				if txt.FoldName(path.Base(n.Path)) == key && !slices.Contains(found, n) {
					found = append(found, n)
				}
			}
			SortNotes(found)
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// byPath finds notes by their path from the root, or with end by the end of
// one, with or without its ending.
func (r *Names) byPath(key string, end bool) (out group) {
	ext := path.Ext(key)
	if !disk.IsNote(ext) {
		ext = ""
	}
	bare := "/" + strings.TrimSuffix(key, ext)
	first := r.first(txt.FoldName(path.Base(bare)))
	for _, n := range slices.Concat(r.chained(first, asFile, ofContact), r.chained(first, asFile, 0)) {
		file := "/" + txt.FoldName(strings.TrimSuffix(n.Path, path.Ext(n.Path)))
		fits := file == bare || end && strings.HasSuffix(file, bare)
		if fits && (ext == "" || txt.FoldName(path.Ext(n.Path)) == ext) {
			out = append(out, n)
		}
	}
	SortNotes(out)
	return out
}

// Lookup returns the notes that a name may mean and how closely, at ranks Exact
// and Folded: the first rank that knows the name decides, and contacts come
// before other notes. Two notes mean that the name is ambiguous.
func (r *Names) Lookup(target string) (found []*parse.Note, rank int) {
	key := txt.FoldName(strings.TrimPrefix(target, "./"))
	if txt.IsPlainName(target) && r.first(key) == 0 { // it has no other form
		return nil, 0
	}
	if strings.Contains(key, "/") {
		if found := r.byPath(key, false); len(found) > 0 {
			return found, Exact
		}
	}
	for _, of := range [...]sorts{ofContact, 0} {
		if found := r.called(key, of); len(found) > 0 {
			return found, Exact
		}
	}
	if strings.Contains(key, "/") { // "People/Ada Park" may be a path from a folder in between
		if found := r.byPath(key, true); len(found) > 0 {
			return found, Exact
		}
	}
	forms := txt.FormsOf(target)
	for _, of := range [...]sorts{ofContact, 0} {
		if found := r.folded(&forms, of); len(found) > 0 {
			return found, Folded
		}
	}
	return nil, 0
}

// folded finds contacts, or other notes, of which a name is equal when folded:
// with all that is written, else without titles and the like.
func (r *Names) folded(forms *txt.NameForms, of sorts) (out group) {
	for _, by := range [...]struct {
		keys []string
		as   sorts
	}{{forms.Whole, asWhole}, {forms.Short, asShort}} {
		for _, key := range by.keys {
			for _, n := range r.bearing(key, asFile|asName|asAlias|by.as, of) {
				if !slices.Contains(out, n) {
					out = append(out, n)
				}
			}
		}
		if len(out) > 0 {
			break
		}
	}
	SortNotes(out)
	return out
}

// Link resolves a link of a note. A Markdown link is relative to the note.
func (r *Names) Link(l txt.Link, from *parse.Note) []*parse.Note {
	found, _ := r.Ranked(l, from)
	return found
}

// Ranked is link with the rank.
func (r *Names) Ranked(l txt.Link, from *parse.Note) ([]*parse.Note, int) {
	if l.IsPath {
		if found := r.byPath(txt.FoldName(path.Join(path.Dir(from.Path), l.Target)), false); len(found) > 0 {
			return found, Exact
		}
	}
	return r.Lookup(l.Target)
}

// People are those whom values of a list of people name.
func (r *Names) People(texts []string) (out []txt.Link) {
	for _, text := range texts {
		out = append(out, r.Each(txt.FieldLinks(text))...)
	}
	return out
}

// Each splits those of a list's names that are text and name no note.
func (r *Names) Each(links []txt.Link) (out []txt.Link) {
	for _, l := range links {
		if l.Span.End > 0 {
			out = append(out, l)
		} else {
			out = append(out, r.split(l.Target, 0)...)
		}
	}
	return out
}

func (r *Names) split(text string, separator int) (out []txt.Link) {
	if found, _ := r.Lookup(text); len(found) > 0 || separator == txt.NameSeparators {
		return []txt.Link{txt.FieldLink(text)}
	}
	for _, name := range txt.SplitNames(text, separator) {
		out = append(out, r.split(name, separator+1)...)
	}
	return out
}

// IsPlace reports whether a link says where and not who.
func (r *Names) IsPlace(l txt.Link, from *parse.Note) bool {
	return r.arePlaces(l.Target, r.Link(l, from))
}

// arePlaces reports whether the notes that a name may mean are places.
func (r *Names) arePlaces(name string, found []*parse.Note) bool {
	if len(found) == 0 {
		return r.IsOrg(txt.FoldName(name))
	}
	for _, n := range found {
		if n.Kind == parse.OtherNote && (r.IsOrg(txt.FoldName(name)) || r.IsOrg(txt.FoldName(n.Name))) {
			continue
		}
		if !n.Kind.IsPlace() {
			return false
		}
	}
	return true
}

// meaning is what a link means.
type meaning struct {
	Notes []*parse.Note
	Place bool // where, not who
}

// Meaning is what a link of a note means.
func (r *Names) Meaning(link txt.Link, from *parse.Note) meaning {
	found := r.Link(link, from)
	return meaning{found, r.arePlaces(link.Target, found)}
}

// Knows says whom the folder knows by the words of a line: contacts at ranks
// Exact to ByWords, or a place.
func (r *Names) Knows(words string) logline.Called {
	found, rank := r.Lookup(words)
	if rank == 0 {
		if found = r.byPart(words, ByWords, IsContact); len(found) > 0 {
			rank = ByWords
		}
	}
	out := logline.Called{Place: r.arePlaces(words, found)}
	for _, n := range found {
		if n.Kind == parse.ContactNote {
			out.Rank, out.People, out.Names = rank, append(out.People, n.Path), append(out.Names, n.Name)
		}
	}
	return out
}

// IsContact reports whether a note is a contact.
func IsContact(n *parse.Note) bool { return n.Kind == parse.ContactNote }

// SortNotes sorts notes by path.
func SortNotes(notes []*parse.Note) {
	slices.SortFunc(notes, func(a, b *parse.Note) int { return strings.Compare(a.Path, b.Path) })
}

// NamedAmong are those of some people whom words name, as Find would say it of them
// at the ranks up to ByWords. Their names alone are looked at for words of them.
func (r *Names) NamedAmong(people *NameWords, words string) (out []*parse.Note) {
	found, _ := r.Lookup(words)
	for _, n := range found {
		if slices.Contains(people.Notes, n) {
			out = append(out, n)
		}
	}
	if len(out) > 0 || r.wholeNames {
		return out
	}
	return people.find(words, ByWords, IsContact)
}

// NamesOf are the names of some notes, given by their numbers, for their words.
func (r *Names) NamesOf(numbers []int) *NameWords {
	names := NameWords{make([]*parse.Note, len(numbers)), &nameTable{count: func() int { return len(numbers) }, called: func(i int) iter.Seq[called] { return r.facts.called(numbers[i]) }}}
	for i, number := range numbers {
		names.Notes[i] = r.notes[number]
	}
	return &names
}

// NamesOf finds the notes of facts, which are given by their numbers.
func NamesOf(notes []*parse.Note, f *Facts) Names {
	return Names{notes: notes, facts: f, Words: &NameWords{notes, f.byWord}}
}

// Asking is the same, and notes what is sought.
func (r Names) Asking(asked *[]uint32) Names {
	r.asked = asked
	return r
}

// Whole is the same for whom no part of a name means anybody.
func (r Names) Whole() Names {
	r.wholeNames = true
	return r
}

// OnlyOf is the same that knows the names of one note alone, by its number.
func (r Names) OnlyOf(note int) Names {
	r.only = []uint32{}
	for _, row := range r.facts.namesIn(note) {
		r.only = append(r.only, row.Hash)
	}
	return r
}

// Find finds the notes that an argument may mean, and at which rank: the first
// rank with one of those that accept takes decides.
func (r *Names) Find(arg string, accept func(*parse.Note) bool) (found []*parse.Note, rank int) {
	arg = strings.TrimSpace(arg)
	if strings.HasPrefix(arg, "[[") || strings.HasPrefix(arg, "@") {
		arg = txt.FieldLink(arg).Target
	}
	found, rank = r.Lookup(arg)
	if found = slices.DeleteFunc(slices.Clone(found), func(n *parse.Note) bool { return !accept(n) }); len(found) > 0 {
		return found, rank
	}
	for rank := ByWords; rank <= ByStarts; rank++ {
		for _, contact := range [...]bool{true, false} {
			found := r.byPart(arg, rank, func(n *parse.Note) bool {
				return (n.Kind == parse.ContactNote) == contact && n.Kind.HasName() && accept(n)
			})
			if len(found) > 0 {
				return found, rank
			}
		}
	}
	return nil, 0
}

// IsFile reports whether a note's file has a name, without its ending.
func (r *Names) IsFile(name string) bool {
	key := txt.FoldName(name)
	return len(r.bearing(key, asFile, ofContact))+len(r.bearing(key, asFile, 0)) > 0
}
