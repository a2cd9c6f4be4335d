package intake

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
)

// subject is a person that a draft may be about: one with a note, or a draft
// of the same file that gets one.
type subject struct {
	name   string
	path   string
	note   *parse.Note // nil for a draft
	names  []string    // in all their forms, folded
	orgs   []string    // folded
	keys   []string    // email:…, phone:… and so on, each as identity writes it
	newAt  int         // place in New; -1 where there is a note
	byFile bool
}

// subjectOf is a contact as drafts are held against it.
func subjectOf(n *parse.Note) *subject {
	s := &subject{name: n.Name, path: n.Path, note: n, newAt: -1}
	s.says(n.Names(), n.List("org"), n.Named)
	s.byFile = txt.FoldName(strings.TrimSuffix(path.Base(n.Path), path.Ext(n.Path))) == txt.FoldName(n.Name)
	return s
}

// subjectOfDraft is a draft that gets a note, as later drafts are held against
// it: the same as its note will be.
func subjectOfDraft(d *draft.Note, file string, at int) *subject {
	s := &subject{name: d.Name, path: file, newAt: at, byFile: true}
	s.says(append([]string{d.Name}, d.Values("aliases")...), d.Values("org"), d.Values)
	return s
}

// says takes in what is said of a subject: names, organisations, and the values of
// the fields that identify.
func (s *subject) says(names, orgs []string, values func(field string) []string) {
	for _, name := range names {
		s.called(name)
	}
	for _, org := range orgs {
		s.orgs = append(s.orgs, txt.NameKey(txt.PlainText(org)))
	}
	for _, field := range identifying() {
		for _, v := range values(field) {
			s.key(field, v)
		}
	}
}

// learns takes in what somebody's note gets from a draft of what identifies them,
// so that the same file says the same of every row once the notes hold it.
func (s *subject) learns(d *draft.Note) {
	for _, field := range identifying() {
		if !slices.ContainsFunc(s.keys, func(key string) bool { return strings.HasPrefix(key, field+":") }) {
			for _, v := range d.Values(field) {
				s.key(field, v)
			}
		}
	}
}

// called adds a name in each of its forms.
func (s *subject) called(name string) {
	for _, key := range formsOf(name) {
		if !slices.Contains(s.names, key) {
			s.names = append(s.names, key)
		}
	}
}

// formsOf are the keys of a name at ranks Exact and Folded.
func formsOf(name string) []string {
	forms := txt.FormsOf(name)
	return append(append([]string{txt.FoldName(name)}, forms.Whole...), forms.Short...)
}

// identifying are the fields by which a person is recognised.
func identifying() []string { return []string{"linkedin", "email", "url", "phone", "uid"} }

func (s *subject) key(field, value string) {
	if key := facts.Identity(field, value); key != "" && !slices.Contains(s.keys, field+":"+key) {
		s.keys = append(s.keys, field+":"+key)
	}
}

// inAnyOrder are the drafts of a file, named as their notes will read it, in an
// order that is the same in whatever order they stand there: of two rows of one
// name or address the first decides who is somebody new.
func inAnyOrder(drafts []draft.Note) []draft.Note {
	keys, order := make([]string, len(drafts)), make([]int, len(drafts))
	for i := range drafts {
		keys[i], order[i] = txt.FoldName(drafts[i].Name), i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &drafts[i], &drafts[j]
		return cmp.Or(cmp.Compare(keys[i], keys[j]), cmp.Compare(a.Name, b.Name), slices.CompareFunc(a.Fields, b.Fields, func(a, b draft.Field) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Values, b.Values))
		}), slices.Compare(a.Log, b.Log), i-j)
	})
	out := make([]draft.Note, len(drafts))
	for to, from := range order {
		out[to] = drafts[from]
		out[to].Name = draft.OneLine(txt.PlainText(out[to].Name))
	}
	return out
}

// officeNumbers are the phone numbers that a file gives to people of several
// names.
func officeNumbers(drafts []draft.Note) map[string]bool {
	whose, out := map[string]string{}, map[string]bool{}
	for i := range drafts {
		for _, v := range drafts[i].Values("phone") {
			key, name := facts.Identity("phone", v), txt.FoldName(drafts[i].Name)
			if other, ok := whose[key]; ok && other != name {
				out[key] = true
			}
			whose[key] = name
		}
	}
	return out
}
