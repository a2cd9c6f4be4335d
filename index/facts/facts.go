package facts

import (
	"iter"
	"math/rand/v2"

	"netnotes/index/store"
	"netnotes/parse"
	"netnotes/parse/date"
)

// Facts is what is known of all notes of a folder without a look into any: what
// each is called and of whom it tells. The rows are numbers and places in Words,
// so that a file of them is used as it lies.
type Facts struct {
	Rows
	byWord *nameTable // of Names
}

// Rows are the tables of the facts, as they are kept.
type Rows struct {
	Notes    []NoteRow
	Names    []nameRow     // of the notes, one after the other
	Slots    []uint32      // open addressing by the keys of Names: 1 more than the number of a key's first row, or 0
	Told     []uint32      // the numbers of the contacts of whom a note tells, of the notes one after the other
	Ghosts   []ghostRow    // the names without a note in a note, of the notes one after the other
	Together []TogetherRow // of the notes, one after the other
	Somebody []SomebodyRow // of Together
	Alike    []uint32      // the hashes of what contacts may have in common with others, of the notes one after the other
	Asked    []uint32      // the hashes of what was sought among the names to understand a note
	Seed     []uint32      // one number, which nobody who writes notes knows, for the hashes
	Days     []DayRow      // of the notes, one after the other
	Blobs    []byte        // the ids by which git knows the bytes of the notes, one after the other: zeros where one is not known, nothing where none is
	Words    []byte

	Wrong   []IssueRow // of the notes, one after the other
	Mending []FixRow   // of Wrong

	Stands  []StandRow // of the notes; of those of contacts, where it is known
	Talks   []date.Date
	Touches []Touch
	Open    []OpenRow

	Promised []PromiseRow
}

// NoteRow is a note.
type NoteRow struct {
	Path, Kind, Name        parse.Place
	Names, Told, Asked      parse.Run
	Ghosts, Together, Alike parse.Run
	Days                    parse.Run
	Start, End, Last        date.Date // of an event; Last is the later one of where both of its dates end
	Tasks                   bool      // some of its tasks are of nobody in particular
	Looked                  bool      // what is wrong in it is known
	Wrong                   parse.Run // what is
	Lines                   uint32    // how many entries it has
}

// nameRow is a name of a note. The rows of one key are a chain, in their order.
type nameRow struct {
	Name, Key parse.Place
	Note      uint32
	Hash      uint32 // of the key
	Next      uint32 // 1 more than the number of the key's next row, or 0
	As        sorts
}

// ghostRow is a name that a note names and no note bears.
type ghostRow struct {
	Key, Name      parse.Place
	Line, Mentions uint32
}

// New are the facts of no notes.
func New() *Facts {
	return FactsOf(Rows{Seed: []uint32{rand.Uint32()}})
}

// nameTable makes the table of the words of names.
func (f *Facts) nameTable() {
	f.byWord = &nameTable{count: func() int { return len(f.Notes) }, called: func(i int) iter.Seq[called] {
		if !parse.NoteKind(f.Text(f.Notes[i].Kind)).HasName() {
			return func(func(called) bool) {}
		}
		return f.called(i)
	}}
}

// FactsOf are facts from their rows, as they are kept.
func FactsOf(rows Rows) *Facts {
	f := &Facts{Rows: rows}
	f.nameTable()
	return f
}

// Text is a text of the facts.
func (f *Facts) Text(w parse.Place) string {
	end := uint64(w.At) + uint64(w.Len)
	if end > uint64(len(f.Words)) {
		return ""
	}
	return store.Text(f.Words[w.At:end])
}

// Add keeps a text.
func (f *Facts) Add(s string) parse.Place {
	w := parse.Place{At: uint32(len(f.Words)), Len: uint32(len(s))}
	f.Words = append(f.Words, s...)
	return w
}

// AddOnce keeps a text that may be kept already.
func (f *Facts) AddOnce(s string, kept map[string]parse.Place) parse.Place {
	w, known := kept[s]
	if !known {
		w = f.Add(s)
		kept[s] = w
	}
	return w
}

// hash is the number by which a name is found.
func (f *Facts) hash(key string) uint32 {
	h := f.Seed[0]
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return h ^ h>>15
}

// hashWord is the number by which a name is asked for by one of its words.
func (f *Facts) hashWord(word string) uint32 { return ^f.hash(word) }

// first is 1 more than the number of the first row of a key, or 0.
func (f *Facts) first(key string, hash uint32) uint32 {
	if len(f.Slots) == 0 || key == "" {
		return 0
	}
	mask := uint32(len(f.Slots) - 1)
	for at := hash & mask; f.Slots[at] != 0; at = (at + 1) & mask {
		if row := &f.Names[f.Slots[at]-1]; row.Hash == hash && f.Text(row.Key) == key {
			return f.Slots[at]
		}
	}
	return 0
}

// namesIn are the rows of a note's names.
func (f *Facts) namesIn(note int) []nameRow {
	return parse.Within(f.Names, f.Notes[note].Names)
}

// ToldIn are the numbers of the contacts of whom a note tells.
func (f *Facts) ToldIn(note int) []uint32 {
	return parse.Within(f.Told, f.Notes[note].Told)
}

// GhostsIn are the names in a note that no note bears.
func (f *Facts) GhostsIn(note int) []ghostRow {
	return parse.Within(f.Ghosts, f.Notes[note].Ghosts)
}

// AlikeIn are the hashes of what a contact may have in common with others.
func (f *Facts) AlikeIn(note int) []uint32 {
	return parse.Within(f.Alike, f.Notes[note].Alike)
}

// AskedIn are the hashes of what was sought among the names to understand a note.
func (f *Facts) AskedIn(note int) []uint32 {
	return parse.Within(f.Asked, f.Notes[note].Asked)
}

// called are a note's name and its aliases.
func (f *Facts) called(note int) iter.Seq[called] {
	return func(yield func(called) bool) {
		for _, row := range f.namesIn(note) {
			if row.As&(asName|asAlias) != 0 && !yield(called{f.Text(row.Key), f.Text(row.Name), row.As}) {
				return
			}
		}
	}
}

// chain makes the table by which names are found.
func (f *Facts) chain() {
	size := 16
	for size < 2*len(f.Names) {
		size *= 2
	}
	f.Slots = make([]uint32, size)
	last := make([]uint32, size) // of each slot the last row of the chain
	mask := uint32(size - 1)
	for i := range f.Names {
		row := &f.Names[i]
		if row.Next = 0; row.Key.Len == 0 {
			continue
		}
		at := row.Hash & mask
		for f.Slots[at] != 0 {
			if first := &f.Names[f.Slots[at]-1]; first.Hash == row.Hash && f.Text(first.Key) == f.Text(row.Key) {
				break
			}
			at = (at + 1) & mask
		}
		if f.Slots[at] == 0 {
			f.Slots[at] = uint32(i + 1)
		} else {
			f.Names[last[at]].Next = uint32(i + 1)
		}
		last[at] = uint32(i)
	}
}

// Sound reports whether every number in the tables is that of a row.
func (f *Facts) Sound() bool {
	within := func(r parse.Run, n int) bool { return uint64(r.From)+uint64(r.Count) <= uint64(n) }
	notes, names := uint32(len(f.Notes)), uint32(len(f.Names))
	if len(f.Seed) != 1 || len(f.Slots)&(len(f.Slots)-1) != 0 || len(f.Slots) <= len(f.Names) {
		return false
	}
	for i := range f.Notes {
		if n := &f.Notes[i]; !within(n.Names, len(f.Names)) || !within(n.Told, len(f.Told)) || !within(n.Ghosts, len(f.Ghosts)) || !within(n.Alike, len(f.Alike)) || !within(n.Together, len(f.Together)) || !within(n.Asked, len(f.Asked)) || !within(n.Wrong, len(f.Wrong)) || !within(n.Days, len(f.Days)) {
			return false
		}
	}
	for i := range f.Names {
		if n := &f.Names[i]; n.Note >= notes || n.Next > names || n.Next != 0 && n.Next <= uint32(i+1) {
			return false
		}
	}
	for i := range f.Together {
		if t := &f.Together[i]; !within(t.Who, len(f.Somebody)) || int(t.Precision) >= len(parse.Precisions()) || int(t.Field) > len(TieFields()) {
			return false
		}
	}
	for i := range f.Somebody {
		if f.Somebody[i].Note > notes {
			return false
		}
	}
	for _, of := range f.Told {
		if of >= notes {
			return false
		}
	}
	for i := range f.Stands {
		if s := &f.Stands[i]; s.Known && (!within(s.Open, len(f.Open)) || !within(s.Talks, len(f.Talks)) || !within(s.Touches, len(f.Touches)) || !within(s.Bullets, len(f.Talks)) || !within(s.Promised, len(f.Promised)) || s.Note >= notes) {
			return false
		}
	}
	for i := range f.Open {
		if f.Open[i].Note >= notes {
			return false
		}
	}
	free := 0
	for _, slot := range f.Slots {
		if slot > names {
			return false
		}
		if slot == 0 {
			free++
		}
	}
	return free > 0 // else what is sought and not there is sought for ever
}

// Compact is the same facts without the texts that nothing uses any more.
func (f *Facts) Compact() *Facts {
	c := *f
	c.Words = make([]byte, 0, len(f.Words))
	move := func(w *parse.Place) { *w = c.Add(f.Text(*w)) }
	c.Notes, c.Names = append([]NoteRow{}, f.Notes...), append([]nameRow{}, f.Names...)
	for i := range c.Notes {
		move(&c.Notes[i].Path)
		move(&c.Notes[i].Kind)
		move(&c.Notes[i].Name)
	}
	for i := range c.Names {
		same := c.Names[i].Name == c.Names[i].Key
		if move(&c.Names[i].Name); same {
			c.Names[i].Key = c.Names[i].Name
		} else {
			move(&c.Names[i].Key)
		}
	}
	c.Ghosts = append([]ghostRow{}, f.Ghosts...)
	for i := range c.Ghosts {
		move(&c.Ghosts[i].Key)
		move(&c.Ghosts[i].Name)
	}
	c.Somebody = append([]SomebodyRow{}, f.Somebody...)
	for i := range c.Somebody {
		move(&c.Somebody[i].Key)
		move(&c.Somebody[i].Name)
	}
	c.Wrong, c.Mending = append([]IssueRow{}, f.Wrong...), append([]FixRow{}, f.Mending...)
	once := map[string]parse.Place{}
	for i := range c.Wrong {
		row := &c.Wrong[i]
		for _, w := range [...]*parse.Place{&row.Code, &row.Severity, &row.Text, &row.Hint} {
			*w = c.AddOnce(f.Text(*w), once)
		}
	}
	for i := range c.Mending {
		move(&c.Mending[i].Text)
	}
	c.Stands, c.Open = append([]StandRow{}, f.Stands...), append([]OpenRow{}, f.Open...)
	for i := range c.Stands {
		move(&c.Stands[i].Tier)
		move(&c.Stands[i].Status)
		move(&c.Stands[i].Org)
		move(&c.Stands[i].Role)
		move(&c.Stands[i].Kind)
	}
	for i := range c.Open {
		move(&c.Open[i].Text)
	}
	c.nameTable()
	return &c
}

// Found is what a look into a note finds out for the facts.
type Found struct {
	Told     []uint32 // the numbers of the people's notes, that of the owner among them
	Asked    []uint32 // what was sought among the names
	Ghosts   Ghosts
	Together []Tie // of a note that is told of anew
	Tasks    bool  // some of its tasks are of nobody in particular
	Entries  int   // how many it has
	Days     []DayRow
}
