package rename

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/store"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// Renaming is what another name of a note makes of the folder.
type Renaming struct {
	From, To string // paths of the note
	Changes  []disk.Change
	Left     []string // where the old name stays, as path:line; it leads there as an alias
}

// Plan gives the subject of a note another name: in the note, of its file,
// and in every link of every note. The old name becomes an alias.
func Plan(ix *index.Index, n *parse.Note, name string) (Renaming, error) {
	name = strings.Join(strings.Fields(name), " ")
	if txt.FoldName(name) == "" || !strings.ContainsFunc(name, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return Renaming{}, &edit.Error{Text: fmt.Sprintf("%q is no name", name), Hint: txt.Command("rename", n.Name, "Ada Park"), Usage: true}
	}
	if u := ix.Unread(); u.Any() {
		return Renaming{}, &edit.Error{Text: "a note could not be read, and it may hold a link to " + n.Path, Hint: "netnotes check"}
	}
	if n.Name == name {
		return Renaming{From: n.Path, To: n.Path}, nil
	}
	r := newRenaming(ix, n)
	r.name = name
	if err := r.taken(); err != nil {
		return Renaming{}, err
	}
	return r.plan()
}

// renaming is a rename that is being worked out.
type renaming struct {
	ix   *index.Index
	old  *parse.Note
	name string
	path string      // of the note with its new name
	near facts.Names // knows the names of the old note alone
	new  *parse.Note
	left []string
}

func newRenaming(ix *index.Index, n *parse.Note) renaming {
	return renaming{ix: ix, old: n, near: ix.OnlyNamed(n)}
}

// taken refuses the name or the file of another note.
func (r *renaming) taken() error {
	r.path = r.newPath()
	for _, name := range []string{r.name, strings.TrimSuffix(r.path, path.Ext(r.path))} {
		found := r.ix.Lookup(name)
		for _, other := range found {
			if other.Path != r.old.Path {
				return &edit.Error{Text: fmt.Sprintf("%s is called %q already (%s)", other.Name, r.name, other.Path),
					Hint: "if they are one: " + txt.Command("merge", other.Path, r.old.Path), Usage: true}
			}
		}
	}
	if r.path == r.old.Path {
		return nil
	}
	for _, other := range r.ix.Notes() {
		if txt.Fold(other.Path) == txt.Fold(r.path) && other.Path != r.old.Path {
			return &edit.Error{Text: other.Path + " is there already", Hint: txt.Command("rename", r.old.Name, r.name+" …"), Usage: true}
		}
	}
	return nil
}

// newPath is the file's name with the new name in the place of the old one, in
// the form in which it has that. A page of a folder of its own keeps its name.
func (r *renaming) newPath() string {
	dir, base := path.Split(r.old.Path)
	ext := path.Ext(base)
	was := strings.TrimSuffix(base, ext)
	now := ""
	switch plain := folder.FileTitle(r.old.Name); {
	case slices.Contains([]string{"index", "_index", "readme"}, txt.Fold(was)):
		return r.old.Path
	case strings.Contains(was, plain) && plain != folder.Slug(r.old.Name):
		now = strings.Replace(was, plain, folder.FileTitle(r.name), 1)
	case strings.Contains(was, folder.Slug(r.old.Name)):
		now = strings.Replace(was, folder.Slug(r.old.Name), folder.Slug(r.name), 1)
	case strings.ContainsFunc(was, func(c rune) bool { return unicode.IsUpper(c) || c == ' ' }):
		now = folder.FileTitle(r.name)
	default:
		now = folder.Slug(r.name)
	}
	if txt.Fold(now) == txt.Fold(was) {
		return r.old.Path // some systems cannot tell the two apart
	}
	return dir + now + ext
}

func (r *renaming) plan() (Renaming, error) {
	own, err := r.called()
	if err != nil {
		return Renaming{}, err
	}
	r.new = r.ix.Reader().Note(r.path, own.Source())
	if r.new.Name != r.name { // it was the file's, whose name cannot hold it
		if own, err = edit.SetField(r.ix.Reader(), own, "name", r.name); err != nil {
			return Renaming{}, err
		}
		if r.new = r.ix.Reader().Note(r.path, own.Source()); r.new.Name != r.name {
			return Renaming{}, &edit.Error{Text: fmt.Sprintf("%s would not be read as %q", r.path, r.name), Hint: txt.Command("edit", r.old.Path)}
		}
	}
	out := Renaming{From: r.old.Path, To: r.path}
	for _, n := range r.ix.Notes() {
		after := n
		if n == r.old {
			after = own
		}
		after = r.led(n, after)
		switch {
		case n == r.old && r.path != n.Path:
			out.Changes = append(out.Changes, disk.Change{Path: n.Path, Old: n.Source()}, disk.Change{Path: r.path, New: after.Source()})
		case !bytes.Equal(after.Source(), n.Source()):
			out.Changes = append(out.Changes, disk.Change{Path: n.Path, Old: n.Source(), New: after.Source()})
		}
	}
	out.Left = r.left
	return out, r.prove(&out)
}

// called is the note itself with its name changed, and the old one an alias.
func (r *renaming) called() (*parse.Note, error) {
	own, err := edit.SetName(r.ix.Reader(), r.old, r.name)
	if err != nil {
		return nil, err
	}
	for _, alias := range own.List("aliases") {
		if txt.FoldName(alias) == txt.FoldName(r.name) {
			if own, err = edit.RemoveItem(r.ix.Reader(), own, "aliases", alias); err != nil {
				return nil, err
			}
		}
	}
	same := func(alias string) bool { return txt.FoldName(alias) == txt.FoldName(r.old.Name) }
	if slices.ContainsFunc(own.List("aliases"), same) || txt.FoldName(r.old.Name) == txt.FoldName(r.name) {
		return own, nil
	}
	return edit.AddItem(r.ix.Reader(), own, "aliases", r.old.Name)
}

// led is a note with its links led on. from is as the folder knows it; the links
// are those of n, which may be changed already.
func (r *renaming) led(from, n *parse.Note) *parse.Note {
	if !r.mayLink(from) {
		return n
	}
	var list []edit.Replacement
	for _, l := range r.ix.Reader().LinksOf(n) {
		if r.means(l, from) {
			list = append(list, r.link(from, l, string(n.Source()[l.Span.Start:l.Span.End]), l.Span.Start)...)
		}
	}
	list = append(list, r.inFields(from, n)...)
	if len(list) == 0 {
		return n
	}
	after, left := edit.Rewrite(r.ix.Reader(), n, list)
	for _, l := range left {
		r.left = append(r.left, fmt.Sprintf("%s:%d", n.Path, txt.NewLines(n.Source()).Line(l.Span.Start)))
	}
	return after
}

// mayLink reports whether a note holds a link to the old one, or a name of it
// where a field wants people: a look at its bytes, before its text is taken
// apart.
func (r *renaming) mayLink(n *parse.Note) bool {
	source := store.Text(n.Source())
	for i := 0; i < len(source); i++ {
		next := strings.IndexAny(source[i:], "[@")
		if next < 0 {
			break
		}
		i += next
		text := source[i:min(len(source), i+1024)]
		if l := txt.FieldLink(text); l.Span.End > 0 && r.mayMean(l, n) {
			return true
		}
		if end := 1 + strings.IndexAny(text[1:], "[]"); strings.HasPrefix(text[end:], "]:") { // of a reference
			target, _, _ := strings.Cut(strings.TrimSpace(text[end+2:]), "\n")
			if r.mayMean(txt.Link{Target: unescaped(target), IsPath: true}, n) {
				return true
			}
		}
	}
	for _, field := range index.LinkFields() {
		if slices.ContainsFunc(r.near.People(n.List(field)), func(l txt.Link) bool { return r.mayMean(l, n) }) {
			return true
		}
	}
	return false
}

// mayMean reports whether a link is by a name of the note.
func (r *renaming) mayMean(l txt.Link, from *parse.Note) bool { return len(r.near.Link(l, from)) > 0 }

func unescaped(s string) string {
	s, _, _ = strings.Cut(strings.Trim(s, "<> \r"), "#")
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// means reports whether a link leads to the note, and to it alone.
func (r *renaming) means(l txt.Link, from *parse.Note) bool {
	found := r.ix.Link(l, from)
	return len(found) == 1 && found[0] == r.old
}

// inFields are the names that stand in fields as text.
func (r *renaming) inFields(from, n *parse.Note) (out []edit.Replacement) {
	index.EachLink(r.ix, n, func(l index.PlacedLink) {
		if at := l.Place(); l.Field && l.Span.End == 0 && r.means(l.Link, from) && r.isOldName(l.Target) && string(n.Source()[at.Start:at.End]) == l.Target {
			out = append(out, edit.Replacement{Span: at, Text: r.name})
		}
	})
	return out
}

// isOldName reports whether a text is the name that goes, whatever its case.
func (r *renaming) isOldName(text string) bool {
	return txt.FoldName(text) == txt.FoldName(r.old.Name)
}

// link is what becomes of a link, whose place in the source is start.
func (r *renaming) link(from *parse.Note, l txt.Link, raw string, start int) (out []edit.Replacement) {
	target, text := l.Places(raw)
	replace := func(at txt.Span, by string) {
		if raw[at.Start:at.End] != by {
			out = append(out, edit.Replacement{Span: txt.Span{Start: start + at.Start, End: start + at.End}, Text: by})
		}
	}
	shown := strings.NewReplacer("[", "", "]", "", "|", "").Replace(r.name)
	if text.End > text.Start && r.isOldName(raw[text.Start:text.End]) {
		replace(text, shown)
	}
	if target.End == target.Start {
		return out
	}
	was := raw[target.Start:target.End]
	now, byName := r.target(l, raw, was)
	if now == "" { // what no target can say is the text of a link to the file
		return []edit.Replacement{{Span: txt.Span{Start: start, End: start + len(raw)}, Text: index.LinkShowing(r.ix, from, &parse.Note{Path: r.path, Name: r.name}, "")}}
	}
	if byName && text.End == text.Start {
		words := l.Text // those that a reader sees stay
		if r.isOldName(words) {
			words = shown
		}
		if words != now {
			now += bar(from.Source(), start) + words
		}
	}
	replace(target, now)
	return out
}

// target is the new target of a link, and whether the old one was the name;
// empty where a link of this form cannot say it.
func (r *renaming) target(l txt.Link, raw, was string) (now string, byName bool) {
	oldStem, newStem := facts.Stem(r.old.Path), facts.Stem(r.path)
	dir, base := path.Split(was)
	ext := ""
	if disk.IsNote(path.Ext(base)) {
		ext = path.Ext(base)
	}
	isFile := txt.FoldName(strings.TrimSuffix(unescaped(base), ext)) == txt.FoldName(oldStem)
	switch {
	case l.IsPath && !isFile:
		return was, false // an index of its folder, which keeps its place
	case l.IsPath:
		if strings.Contains(was, "%") || strings.ContainsAny(newStem, " ()") && !strings.Contains(raw, "<") {
			newStem = strings.NewReplacer("(", "%28", ")", "%29").Replace(url.PathEscape(newStem))
		}
		return dir + newStem + ext, false
	case raw[0] == '@':
		if next := txt.FieldLink("@" + newStem); next.Target != newStem {
			return "", false
		}
		return newStem, false
	case dir != "" && isFile, ext != "" && isFile, was == oldStem && was != r.old.Name:
		return dir + newStem + ext, false
	case !r.isOldName(was) && slices.ContainsFunc(r.old.List("aliases"), func(alias string) bool { return txt.FoldName(alias) == txt.FoldName(was) }):
		return was, false // an alias goes on to lead there
	case strings.ContainsAny(r.name, "[]|#^"):
		return strings.TrimSuffix(r.path, path.Ext(r.path)), true
	}
	return r.name, true
}

// bar parts a link's target from its text: in a row of a table it stands behind
// a backslash.
func bar(source []byte, at int) string {
	line := source[bytes.LastIndexByte(source[:min(at, len(source))], '\n')+1:]
	if bytes.HasPrefix(bytes.TrimSpace(line[:min(len(line), 64)]), []byte("|")) {
		return `\|`
	}
	return "|"
}

// prove refuses a rename after which a changed note would not be read as the
// same, or its links would lead elsewhere.
func (r *renaming) prove(out *Renaming) error {
	after := r.ix.With(out.Changes)
	now := after.NoteAt(r.path)
	for _, c := range out.Changes {
		if c.New == nil {
			continue
		}
		before, n := r.ix.NoteAt(c.Path), after.NoteAt(c.Path)
		if c.Path == r.path {
			before = r.old
		}
		was, is := r.ix.Reader().LinksOf(before), r.ix.Reader().LinksOf(n)
		if n.Source() == nil || len(was) > len(is) {
			return unsafeRename(c.Path)
		}
		is = is[len(is)-len(was):]
		for i := range was {
			if found := after.Link(is[i], n); r.means(was[i], before) && (len(found) != 1 || found[0] != now) {
				return unsafeRename(c.Path)
			}
		}
	}
	return nil
}

func unsafeRename(file string) error {
	return &edit.Error{Text: "a link in " + file + " would lead elsewhere, so nothing was renamed", Hint: txt.Command("edit", file)}
}
