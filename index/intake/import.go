package intake

import (
	"cmp"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
)

// Import is what reading another program's file into the folder would do:
// every draft stands in one of the four lists.
type Import struct {
	New      []Imported // people without a note
	Changed  []Imported // people whose note gets something
	Same     []Imported // people whose note says it all
	Doubtful []Imported // people who may be somebody who has a note; left out
	Changes  []disk.Change
}

// Imported is one draft and what becomes of it.
type Imported struct {
	Draft   draft.Note
	Path    string        // of their note, also of one to be made
	Name    string        // as the note has it
	By      string        // what they were recognised by
	Adds    []draft.Field // what an existing note gets
	Differs []Difference  // what stays as it is
	Perhaps []Perhaps     // who they may be
	Job     *Job          // another post than the note's; nil where there is none

	turn int // in which the draft was looked at
}

// Difference is a value of the file that a note answers differently.
type Difference struct {
	Field string `json:"field"`
	Have  string `json:"have"`
	Value string `json:"value"`
}

// Perhaps is somebody a draft may be about, and why that is not certain.
type Perhaps struct {
	Name string `json:"name"`
	Path string `json:"path"`
	Why  string `json:"why"`
}

// Options settle what the notes cannot tell.
type Options struct {
	Folder string                 // where new contacts go
	Orgs   string                 // where new organisations go
	Same   []string               // doubtful people who are who they seem; "all" for everybody
	Apart  []string               // doubtful people who are somebody else
	Taken  func(file string) bool // whether a file of that path is there
	Step   func(done int)         // told after each draft; may be nil
	// TakeJob says whether somebody's new post is taken over; nil where the
	// source does not know what is new.
	TakeJob func(path string) bool
	Today   date.Date // of the line that tells it
}

// decided reports whether the user has named a draft among those of a list, by
// its name or its line.
func decided(list []string, d *draft.Note) bool {
	return slices.ContainsFunc(list, func(s string) bool { return s == "all" || isRow(d, s) })
}

// said is whom the user takes a draft for, who else would be doubtful: the first
// of those who it may be, or "ROW=WHO" anybody with a note.
func (im *importer) said(d *draft.Note, perhaps []candidate) *subject {
	for _, s := range im.options.Same {
		row, who, named := strings.Cut(s, "=")
		if named && isRow(d, row) {
			if found := im.Resolve(who, facts.IsContact); len(found) == 1 {
				return im.of[found[0]]
			}
		}
	}
	if len(perhaps) > 0 && decided(im.options.Same, d) {
		return perhaps[0].subject
	}
	return nil
}

// isRow reports whether a text is a draft's name or its line.
func isRow(d *draft.Note, s string) bool {
	return txt.FoldName(s) == txt.FoldName(d.Name) || s == strconv.Itoa(d.Line)
}

// importer holds drafts against the people known so far.
type importer struct {
	*index.Index
	options Options
	out     Import
	known   map[string][]*subject // by key and by folded name
	of      map[*parse.Note]*subject
	office  map[string]bool       // numbers that the file gives to several people
	taken   map[string]bool       // paths in lower case, and the names that files answer to
	notes   map[string]*recipient // existing notes by path
	order   []*recipient
	turn    int             // number of the draft that is looked at
	alike   [][]*parse.Note // of each draft, whose name is nearly the same
	doubted []int           // turns to look at again, once all that is certain is known
	again   bool
}

// recipient is somebody with a note, and what drafts of the file say of them.
type recipient struct {
	*subject
	drafts []*draft.Note
	out    []Imported // what becomes of each
	after  []byte     // the note with what they add; nil where that is nothing
}

// edited is an existing note before and after what happened is written into it.
type edited struct{ before, after *parse.Note }

// MayBe finds somebody with a note whom a draft may be about, and why: an address
// or a number in common, or nearly the same name. The path is empty where there is
// nobody.
func MayBe(ix *index.Index, d draft.Note) (name, path, why string) {
	plan := Plan(ix, draft.Foreign{Drafts: []draft.Note{d}}, Options{Folder: "contacts", Orgs: "orgs", Taken: func(string) bool { return false }})
	for _, p := range append(plan.Changed, plan.Same...) {
		return p.Name, p.Path, p.By
	}
	for _, p := range plan.Doubtful {
		for _, who := range p.Perhaps {
			return who.Name, who.Path, who.Why
		}
	}
	return "", "", ""
}

// Plan finds out for every draft whether the person has a note, and what
// the notes would be afterwards. Nobody is matched by a name alone.
func Plan(ix *index.Index, f draft.Foreign, o Options) Import {
	im := importer{Index: ix, options: o, known: map[string][]*subject{}, of: map[*parse.Note]*subject{}, taken: map[string]bool{}, notes: map[string]*recipient{}}
	for _, n := range ix.Notes() {
		im.taken[strings.ToLower(n.Path)] = true
	}
	for _, p := range ix.People() {
		s := subjectOf(p.Note)
		im.of[p.Note] = s
		im.remember(s)
	}
	drafts := inAnyOrder(f.Drafts)
	im.office, im.alike = officeNumbers(drafts), make([][]*parse.Note, len(drafts))
	parallel.Each(len(drafts), 64, func(start, end int) {
		for i := start; i < end; i++ {
			if !drafts[i].Org {
				im.alike[i] = ix.Alike(drafts[i].Name)
			}
		}
	})
	for i := range drafts {
		im.turn = i
		im.place(&drafts[i], f.From)
	}
	im.again = true
	for _, i := range im.doubted {
		im.turn = i
		im.place(&drafts[i], f.From)
	}
	im.fillNotes(f.From, len(drafts))
	im.out.inFileOrder()
	for i := range im.out.New {
		p := &im.out.New[i]
		source := p.Draft.Note(f.From)
		im.out.Changes = append(im.out.Changes, disk.Change{Path: p.Path, New: source})
	}
	for _, e := range im.order {
		if e.after != nil {
			im.out.Changes = append(im.out.Changes, disk.Change{Path: e.path, Old: e.note.Source(), New: e.after})
		}
	}
	im.out.Changes = disk.Changed(im.out.Changes)
	return im.out
}

// inFileOrder lists everybody as they stand in the file.
func (im *Import) inFileOrder() {
	for _, list := range [][]Imported{im.New, im.Changed, im.Same, im.Doubtful} {
		slices.SortFunc(list, func(a, b Imported) int { return cmp.Or(a.Draft.Line-b.Draft.Line, a.turn-b.turn) })
	}
}

// remember has somebody found by all that they have, once by each.
func (im *importer) remember(s *subject) {
	found := func(key string) {
		if !slices.Contains(im.known[key], s) {
			im.known[key] = append(im.known[key], s)
		}
	}
	for _, key := range s.keys {
		found(key)
	}
	for _, name := range s.names {
		found("n:" + name)
	}
}

// place settles what becomes of one draft.
func (im *importer) place(d *draft.Note, from string) {
	if d.Org {
		im.placeOrg(d, from)
		return
	}
	same, perhaps, apart := im.candidates(d)
	switch {
	case len(same) == 1:
		im.join(d, same[0].subject, same[0].why, from)
		return
	case len(same) > 1:
		if c := im.saysAll(d, same, from); c != nil {
			im.join(d, c.subject, c.why, from)
			return
		}
		perhaps = append(same, perhaps...)
	}
	doubtful := len(same) > 1 || slices.ContainsFunc(perhaps, func(c candidate) bool { return c.sameName || c.nearName || c.sameKey })
	switch taken := im.nameTaken(d, apart); {
	case im.said(d, perhaps) != nil:
		im.join(d, im.said(d, perhaps), "you said so", from)
		return
	case decided(im.options.Apart, d):
		if c := im.saysAll(d, perhaps, from); c != nil {
			im.join(d, c.subject, "the note says it all", from)
			return
		}
	case (doubtful || taken != nil) && !im.again:
		im.doubted = append(im.doubted, im.turn)
		return
	case doubtful || taken != nil:
		p := Imported{turn: im.turn, Draft: *d, Name: d.Name}
		for _, c := range perhaps {
			p.Perhaps = append(p.Perhaps, c.perhaps())
		}
		if !doubtful {
			p.Perhaps = append(p.Perhaps, *taken)
		}
		im.out.Doubtful = append(im.out.Doubtful, p)
		return
	}
	im.add(d, perhaps)
}

// placeOrg gives an organisation a note, unless one of the name is there.
func (im *importer) placeOrg(d *draft.Note, from string) {
	found := im.known["o:"+txt.FoldName(d.Name)]
	for _, n := range im.Lookup(d.Name) {
		if n.Kind == parse.OrgNote && len(found) == 0 {
			found = append(found, subjectOf(n))
		}
	}
	if len(found) > 0 {
		im.join(d, found[0], "name", from)
		return
	}
	p := Imported{turn: im.turn, Draft: *d, Name: d.Name, Path: im.newPath(im.options.Orgs, d.Name)}
	im.out.New = append(im.out.New, p)
	im.known["o:"+txt.FoldName(d.Name)] = []*subject{subjectOfDraft(d, p.Path, len(im.out.New)-1)}
}

// add makes a new note of a draft.
func (im *importer) add(d *draft.Note, perhaps []candidate) {
	setStatus(d)
	p := Imported{turn: im.turn, Draft: *d, Name: d.Name, Path: im.newPath(im.options.Folder, d.Name)}
	for _, c := range perhaps {
		p.Perhaps = append(p.Perhaps, c.perhaps())
	}
	im.out.New = append(im.out.New, p)
	im.remember(subjectOfDraft(d, p.Path, len(im.out.New)-1))
}

// setStatus makes the draft imported, unless its file knows a reason why the
// person is to be left alone.
func setStatus(d *draft.Note) {
	for i, f := range d.Fields {
		if f.Name == "status" {
			switch parse.Status(txt.Fold(f.Values[0])) {
			case parse.Paused, parse.Archived, parse.Wish, parse.DoNotContact, parse.Deceased:
			default:
				d.Fields[i].Values = []string{string(parse.Imported)}
			}
			return
		}
	}
	d.Add("status", string(parse.Imported))
}

// newPath is a file's path that nobody has, and by whose name no link finds
// anybody else.
func (im *importer) newPath(dir, name string) string {
	base := folder.NewPath(dir, name)
	if folder.Overlooked(path.Base(base)) {
		base = folder.NewPath(dir, "note")
	}
	bare := strings.TrimSuffix(base, ".md")
	for i := 1; ; i++ {
		file, stem := base, path.Base(bare)
		if i > 1 {
			stem += "-" + strconv.Itoa(i)
			file = path.Join(path.Dir(bare), stem+".md")
		}
		if im.taken[strings.ToLower(file)] || len(im.Lookup(stem)) > 0 || im.options.Taken != nil && im.options.Taken(file) {
			continue
		}
		im.taken[strings.ToLower(file)] = true
		return file
	}
}

// nameTaken finds somebody whom links by the draft's name mean, and would not
// mean for certain any more.
func (im *importer) nameTaken(d *draft.Note, apart []candidate) *Perhaps {
	for _, c := range apart {
		if c.newAt < 0 && !c.byFile {
			return &Perhaps{c.name, c.path, "somebody else of this name; links to " + c.name + " would be ambiguous"}
		}
	}
	if im.IsFile(d.Name) {
		return nil
	}
	for _, n := range im.Lookup(d.Name) {
		return &Perhaps{n.Name, n.Path, "a note of this name; links to it would be ambiguous"}
	}
	return nil
}

// Join adds changes that were planned over the notes as this import leaves them.
func (im *Import) Join(changes []disk.Change) {
	at := make(map[string]int, len(im.Changes))
	for i, c := range im.Changes {
		at[c.Path] = i
	}
	for _, c := range changes {
		if i, ok := at[c.Path]; ok {
			im.Changes[i].New = c.New
		} else {
			im.Changes = append(im.Changes, c)
		}
	}
}

// AddLine adds a log line to notes as they will be after the import: to each the
// line that is made for it.
func (im *Import) AddLine(r *parse.Reader, notes []*parse.Note, line func(*parse.Note) string) error {
	changes, errs := make([]disk.Change, len(notes)), make([]error, len(notes))
	parallel.Each(len(notes), 16, func(start, end int) {
		for i := start; i < end; i++ {
			after, err := edit.InsertEntries(r, notes[i], []string{line(notes[i])})
			if errs[i] = err; err == nil {
				changes[i] = disk.Change{Path: notes[i].Path, Old: notes[i].Source(), New: after.Source()}
			}
		}
	})
	im.Join(changes)
	return errors.Join(errs...)
}
