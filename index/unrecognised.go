package index

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"

	"netnotes/parse"
	"netnotes/parse/yaml"
)

// Unrecognised is what a folder holds of which no note is a contact.
type Unrecognised struct {
	Notes   int
	Folders []PeopleFolder // at most three, the largest first
}

// PeopleFolder is a folder whose notes bear names as people do.
type PeopleFolder struct {
	Path  string
	Notes int
}

// Unrecognised is nil where a note is a contact, or all are the user's own for
// netnotes.
func (ix *Index) Unrecognised() *Unrecognised {
	if len(ix.People()) > 0 {
		return nil
	}
	type count struct{ notes, names int }
	folders, others := map[string]*count{}, 0
	for _, n := range ix.Notes() {
		if n.Kind != parse.OtherNote {
			continue
		}
		others++
		dir := path.Dir(n.Path)
		if folders[dir] == nil {
			folders[dir] = new(count)
		}
		folders[dir].notes++
		if likePerson(n.Name) {
			folders[dir].names++
		}
	}
	if others == 0 {
		return nil
	}
	u := &Unrecognised{Notes: len(ix.Notes())}
	for dir, c := range folders {
		if dir != "." && c.notes >= 3 && 2*c.names > c.notes {
			u.Folders = append(u.Folders, PeopleFolder{dir, c.notes})
		}
	}
	slices.SortFunc(u.Folders, func(a, b PeopleFolder) int { return cmp.Or(b.Notes-a.Notes, strings.Compare(a.Path, b.Path)) })
	u.Folders = u.Folders[:min(3, len(u.Folders))]
	return u
}

// likePerson reports whether a name is two to four words of which none begins
// in lower case.
func likePerson(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || r == '_' || r == '-' })
	return len(words) >= 2 && len(words) <= 4 && !slices.ContainsFunc(words, func(word string) bool { return unicode.IsLower([]rune(word)[0]) })
}

// Setting is the line of the settings that makes contacts of the folders' notes.
func (u *Unrecognised) Setting() string {
	names := make([]string, len(u.Folders))
	for i, f := range u.Folders {
		names[i] = yaml.Item(f.Path)
	}
	if len(names) == 0 {
		names = []string{"FOLDER"}
	}
	return "folders: {contact: [" + strings.Join(names, ", ") + "]}"
}
