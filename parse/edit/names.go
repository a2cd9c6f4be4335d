package edit

import (
	"slices"
	"sort"
	"strings"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Replacement is a text in place of some bytes of a source.
type Replacement struct {
	Span txt.Span
	Text string
}

// Rewrite puts other names into a note: of links, and of people in fields. All
// that it says must read as before, but for the names. Of replacements after
// which it would not, only the others are made; left are the rest.
func Rewrite(r *parse.Reader, n *parse.Note, list []Replacement) (after *parse.Note, left []Replacement) {
	list = slices.Clone(list)
	sort.Slice(list, func(i, j int) bool { return list[i].Span.Start > list[j].Span.Start })
	if after = r.Note(n.Path, replaced(n.Source(), list)); sameButNames(n, after) {
		return after, nil
	}
	after = n
	for _, one := range list { // from the last to the first, so that places hold
		if next := r.Note(n.Path, replaced(after.Source(), []Replacement{one})); sameButNames(n, next) {
			after = next
		} else {
			left = append(left, one)
		}
	}
	return after, left
}

// replaced makes replacements that are sorted from the last to the first.
func replaced(source []byte, list []Replacement) []byte {
	for _, one := range list {
		source = change{one.Span, one.Text}.apply(source)
	}
	return source
}

// sameButNames reports whether two readings say the same, whatever the names of
// those that links and fields lead to.
func sameButNames(a, b *parse.Note) bool {
	codes := map[txt.Code]int{}
	for _, p := range a.Problems() {
		codes[p.Code]++
	}
	for _, p := range b.Problems() {
		if codes[p.Code]--; codes[p.Code] < 0 {
			return false
		}
	}
	return a.Kind == b.Kind && slices.EqualFunc(a.Fields(), b.Fields(), sameShape) && slices.EqualFunc(a.Entries(), b.Entries(), sameTelling) &&
		slices.EqualFunc(a.Promises(), b.Promises(), samePromising) &&
		slices.EqualFunc(a.Questions(), b.Questions(), func(x, y parse.Question) bool { return x.Asked == y.Asked && x.Line == y.Line }) &&
		slices.EqualFunc(a.ToMeet(), b.ToMeet(), func(x, y parse.Meeting) bool { return x.Done == y.Done && x.Line == y.Line })
}

func sameShape(a, b yaml.Field) bool {
	return a.Key == b.Key && a.List == b.List && len(a.Values) == len(b.Values) && slices.EqualFunc(a.Sub, b.Sub, sameShape)
}

func sameTelling(a, b logline.Entry) bool {
	return a.When == b.When && a.Kind == b.Kind && a.Direction == b.Direction && a.Class == b.Class && a.Planned == b.Planned && a.Off == b.Off &&
		a.Scope == b.Scope && a.Met == b.Met && a.Next == b.Next && a.MovedTo == b.MovedTo && a.Until == b.Until && a.Minutes == b.Minutes && a.Line == b.Line &&
		slices.Equal(a.Tags, b.Tags) && len(a.People) == len(b.People) && len(a.Links) == len(b.Links) && len(a.HeadLinks) == len(b.HeadLinks)
}

func samePromising(a, b task.Promise) bool {
	return a.State == b.State && a.Due == b.Due && a.Start == b.Start && a.DoneOn == b.DoneOn && a.Repeat == b.Repeat && a.Line == b.Line &&
		a.Nested == b.Nested && len(a.People) == len(b.People) && len(a.Links) == len(b.Links)
}

// SetName calls the one whom a note is about something else: in the field and
// the first heading that hold the name now. A name that stands in neither is
// that of the file, or is written as a field if it is not.
func SetName(r *parse.Reader, n *parse.Note, name string) (*parse.Note, error) {
	name, err := oneLine(name)
	switch {
	case err != nil:
		return nil, err
	case name == "":
		return nil, &Error{"there is no name", "write it as it should be shown", true}
	}
	after, old := n, n.Name
	if n.Field("name") == nil && len(n.Fields()) > 0 {
		// A contact's title is its name only as long as nothing else is.
		if f := fieldNamed(n, "title"); f != nil && txt.PlainText(f.Text()) == old && titlePlace(r, n) == (txt.Span{}) {
			return SetField(r, n, f.Key, name)
		}
	}
	if n.Field("name") != nil {
		if after, err = SetField(r, n, "name", name); err != nil {
			return nil, err
		}
	}
	at := titlePlace(r, after)
	title := string(after.Source()[at.Start:at.End])
	if at.End == at.Start || parse.NameIn(title) != old {
		return after, nil
	}
	if strings.Count(title, old) == 1 {
		title = strings.Replace(title, old, name, 1)
	} else {
		title = name
	}
	proof := func(next *parse.Note) bool {
		now := titlePlace(r, next)
		return parse.NameIn(string(next.Source()[now.Start:now.End])) == name && sameButNames(after, next)
	}
	return prove(r, after, proof, change{at, title}, change{at, name})
}

// fieldNamed is the last field of a key, or nil.
func fieldNamed(n *parse.Note, key string) *yaml.Field {
	for i := len(n.Fields()) - 1; i >= 0; i-- {
		if txt.FoldKey(n.Fields()[i].Key) == key {
			return &n.Fields()[i]
		}
	}
	return nil
}

// titlePlace is the text of the heading that may hold a note's name: the first one,
// if it is of level one.
func titlePlace(r *parse.Reader, n *parse.Note) (at txt.Span) {
	r.EachText(n, func(t markdown.LineText, level int) bool {
		if level == 1 {
			at = t.Span(0, len(t.Raw))
		}
		return level == 0
	})
	return at
}

// TitlePlaces are where the name of a note's subject stands in it: in its field
// else in its first heading; empty where it is the file's.
func TitlePlaces(r *parse.Reader, n *parse.Note) []txt.Span {
	var out []txt.Span
	if f := n.Field("name"); f != nil && len(f.Values) == 1 {
		out = append(out, f.Values[0].Span)
	}
	if at := titlePlace(r, n); at.End > at.Start && parse.NameIn(string(n.Source()[at.Start:at.End])) == n.Name {
		out = append(out, at)
	}
	return out
}
