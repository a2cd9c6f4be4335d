package facts

import (
	"slices"
	"strings"

	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// renewal makes the facts of a folder from those of the same folder before.
// What did not change is taken over; a note is understood again where a name
// moved that it asks for.
type renewal struct {
	*Facts
	was   *Facts
	notes []*parse.Note
	from  []int32 // of each note its number in was, or -1
	Stale []bool  // those that are to be understood: whom they tell of is not known
	place []int32 // of each note of was 1 more than its number now, or 0
}

// Renew makes the facts but for whom the stale notes tell of. With the facts of
// no folder, all are stale. It is nil where everything is as it was.
func Renew(was *Facts, notes []*parse.Note, from []int32) *renewal {
	r := &renewal{Facts: New(), was: was, notes: notes, from: from, Stale: make([]bool, len(notes))}
	if was == nil {
		r.was = r.Facts
	} else {
		same := len(notes) == len(was.Notes)
		for i := range notes {
			same = same && from[i] == int32(i)
		}
		if same {
			return nil
		}
		r.Facts.Seed = was.Seed
		r.Facts.makeRoom(was)
		r.Facts.Words = append(r.Facts.Words, was.Words...)
	}
	called, alike := make([][]called, len(notes)), make([][]likeness, len(notes))
	parallel.Each(len(notes), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			if r.number(i) < 0 {
				called[i] = calledOf(notes[i])
				if notes[i].Kind == parse.ContactNote {
					alike[i] = Likenesses(notes[i])
				}
			}
		}
	})
	r.expect(called)
	r.Notes, r.Blobs = make([]NoteRow, len(notes)), make([]byte, r.was.blobSize()*len(notes))
	for i := range notes {
		if r.Notes[i].Names.From = uint32(len(r.Names)); r.number(i) < 0 {
			r.enter(i, called[i], alike[i])
		} else {
			r.keep(i, int(from[i]))
		}
		r.Notes[i].Names.Count = uint32(len(r.Names)) - r.Notes[i].Names.From
	}
	if was == nil || r.suspect() {
		r.chain()
	}
	return r
}

// expect makes room for the names of notes that were read.
func (r *renewal) expect(names [][]called) {
	count, size := 0, 0
	for i, list := range names {
		if count += len(list); len(list) > 0 {
			size += 2 * len(r.notes[i].Path)
		}
		for _, c := range list {
			size += len(c.name) + len(c.key)
		}
	}
	r.Names, r.Words = slices.Grow(r.Names, count), slices.Grow(r.Words, size)
}

// makeRoom makes room for the rows of other facts and a few more.
func (f *Facts) makeRoom(was *Facts) {
	f.Names, f.Alike = roomFor(was.Names), roomFor(was.Alike)
	f.Told, f.Asked, f.Ghosts = roomFor(was.Told), roomFor(was.Asked), roomFor(was.Ghosts)
	f.Together, f.Somebody, f.Days = roomFor(was.Together), roomFor(was.Somebody), roomFor(was.Days)
	f.Talks, f.Touches, f.Open, f.Words = roomFor(was.Talks), roomFor(was.Touches), roomFor(was.Open), roomFor(was.Words)
	f.Promised = roomFor(was.Promised)
}

func roomFor[T any](rows []T) []T { return make([]T, 0, len(rows)+len(rows)/64+64) }

// number is that of a note in the facts before, or -1.
func (r *renewal) number(i int) int {
	if r.from == nil {
		return -1
	}
	return int(r.from[i])
}

// enter makes the rows of a note that was read.
func (r *renewal) enter(i int, list []called, alike []likeness) {
	n, row := r.notes[i], &r.Notes[i]
	row.Path, row.Kind, row.Name = r.Add(n.Path), r.Add(string(n.Kind)), r.Add(n.Name)
	if n.Kind == parse.EventNote {
		start, end := n.When("start"), n.When("end")
		if end.IsZero() {
			end = start
		}
		row.Start, row.End, row.Last = start.From, end.To, end.To
		if start.To.After(row.Last) {
			row.Last = start.To
		}
	}
	for _, c := range list {
		name := nameRow{Note: uint32(i), Hash: r.hash(c.key), As: c.as, Name: r.Add(c.name)}
		if name.Key = name.Name; c.key != c.name {
			name.Key = r.Add(c.key)
		}
		r.Names = append(r.Names, name)
	}
	row.Alike = parse.Run{From: uint32(len(r.Alike)), Count: uint32(len(alike))}
	for _, like := range alike {
		r.Alike = append(r.Alike, r.hash(like.Key))
	}
	r.Stale[i] = true
}

// keep takes the rows of a note over.
func (r *renewal) keep(i, from int) {
	r.Notes[i].Path, r.Notes[i].Kind, r.Notes[i].Name = r.was.Notes[from].Path, r.was.Notes[from].Kind, r.was.Notes[from].Name
	copy(r.Blobs[i*r.was.blobSize():], r.was.Blobs[from*r.was.blobSize():][:r.was.blobSize()])
	r.Notes[i].Start, r.Notes[i].End, r.Notes[i].Last, r.Notes[i].Tasks = r.was.Notes[from].Start, r.was.Notes[from].End, r.was.Notes[from].Last, r.was.Notes[from].Tasks
	for _, name := range r.was.namesIn(from) {
		name.Note = uint32(i)
		r.Names = append(r.Names, name)
	}
	alike := r.was.AlikeIn(from)
	r.Notes[i].Alike = parse.Run{From: uint32(len(r.Alike)), Count: uint32(len(alike))}
	r.Alike = append(r.Alike, alike...)
}

// suspect finds the notes that ask for a name which moved: one of a note that
// came, went or is called otherwise now. It reports whether any did.
func (r *renewal) suspect() bool {
	kept := make([]bool, len(r.was.Notes))
	r.place = make([]int32, len(r.was.Notes))
	for i := range r.notes {
		if from := r.number(i); from >= 0 {
			kept[from], r.place[from] = true, int32(i+1)
		}
	}
	moved := map[uint32]bool{}
	for from := range r.was.Notes {
		if kept[from] {
			continue
		}
		path := r.was.Text(r.was.Notes[from].Path)
		now, there := slices.BinarySearchFunc(r.notes, path, func(n *parse.Note, path string) int { return strings.Compare(n.Path, path) })
		if there && r.sameNames(now, from) {
			r.place[from] = int32(now + 1)
			continue
		}
		r.move(moved, r.was, from)
	}
	for i := range r.notes {
		if r.number(i) >= 0 {
			continue
		}
		from, there := slices.BinarySearchFunc(r.was.Notes, r.notes[i].Path, func(n NoteRow, path string) int { return strings.Compare(r.was.Text(n.Path), path) })
		if !there || kept[from] || !r.sameNames(i, from) {
			r.move(moved, r.Facts, i)
		}
	}
	if len(moved) == 0 {
		r.Names, r.Slots, r.byWord = r.was.Names, r.was.Slots, r.was.byWord // these are the same
		return false
	}
	for i := range r.notes {
		if from := r.number(i); from >= 0 {
			r.Stale[i] = slices.ContainsFunc(r.was.AskedIn(from), func(hash uint32) bool { return moved[hash] })
		}
	}
	return true
}

// sameNames reports whether a note is called what it was called before, and is an
// event of the same days: whoever was met there rests on them.
func (r *renewal) sameNames(now, from int) bool {
	row, old := &r.Notes[now], &r.was.Notes[from]
	return r.Text(row.Kind) == r.was.Text(old.Kind) && row.Start == old.Start && row.End == old.End && row.Last == old.Last &&
		slices.EqualFunc(r.namesIn(now), r.was.namesIn(from), func(a, b nameRow) bool {
			return a.As == b.As && r.Text(a.Name) == r.was.Text(b.Name) && r.Text(a.Key) == r.was.Text(b.Key)
		})
}

// move adds all by which a note is found.
func (r *renewal) move(moved map[uint32]bool, of *Facts, note int) {
	for _, name := range of.namesIn(note) {
		moved[name.Hash] = true
		if name.As&(asName|asAlias) == 0 {
			continue
		}
		forms := txt.FormsOf(of.Text(name.Name))
		for _, word := range slices.Concat(forms.Words(), forms.Kept()) {
			moved[of.hashWord(word[0])], moved[of.hashWord(word[1])] = true, true
		}
	}
}

// Finish enters whom the notes tell of, and what.
func (r *renewal) Finish(of func(note int) *Found) *Facts {
	ties, people := 0, 0
	for i := range r.notes {
		if r.Stale[i] {
			for _, t := range of(i).Together {
				ties, people = ties+1, people+len(t.Who)
			}
		}
	}
	r.Together, r.Somebody = slices.Grow(r.Together, ties), slices.Grow(r.Somebody, people)
	for i := range r.notes {
		row := &r.Notes[i]
		row.Told.From, row.Asked.From, row.Ghosts.From, row.Together.From = uint32(len(r.Told)), uint32(len(r.Asked)), uint32(len(r.Ghosts)), uint32(len(r.Together))
		if r.Stale[i] {
			r.tell(row, of(i))
		} else {
			r.retell(r.number(i))
			row.Days = Join(&r.Days, r.was.daysIn(r.number(i)))
			r.carryWrong(row, r.number(i))
		}
		row.Told.Count, row.Asked.Count = uint32(len(r.Told))-row.Told.From, uint32(len(r.Asked))-row.Asked.From
		row.Ghosts.Count, row.Together.Count = uint32(len(r.Ghosts))-row.Ghosts.From, uint32(len(r.Together))-row.Together.From
	}
	r.stand()
	return r.Facts
}

// tell enters what a note was found to tell.
func (r *renewal) tell(row *NoteRow, t *Found) {
	r.Told, r.Asked, row.Tasks = append(r.Told, t.Told...), append(r.Asked, t.Asked...), t.Tasks
	row.Lines, row.Days = uint32(t.Entries), Join(&r.Days, t.Days)
	for key, g := range t.Ghosts {
		r.Ghosts = append(r.Ghosts, ghostRow{r.Add(key), r.Add(g.Name), uint32(g.Line), uint32(g.Mentions)})
	}
	r.addTogether(t.Together)
}

// carryWrong takes over what is known to be wrong in a note.
func (r *renewal) carryWrong(row *NoteRow, from int) {
	was := &r.was.Notes[from]
	row.Looked, row.Lines = was.Looked, was.Lines
	row.Wrong = Join(&r.Wrong, parse.Within(r.was.Wrong, was.Wrong))
	for i := range parse.Within(r.Wrong, row.Wrong) {
		wrong := &r.Wrong[int(row.Wrong.From)+i]
		wrong.Fixes = Join(&r.Mending, parse.Within(r.was.Mending, wrong.Fixes))
	}
}

// retell takes over what a note told before. Nobody of whom it tells is gone, or
// called otherwise: then it would be stale.
func (r *renewal) retell(from int) {
	for _, of := range r.was.ToldIn(from) {
		if r.place[of] > 0 {
			r.Told = append(r.Told, uint32(r.place[of]-1))
		}
	}
	r.Asked, r.Ghosts = append(r.Asked, r.was.AskedIn(from)...), append(r.Ghosts, r.was.GhostsIn(from)...)
	r.keepTogether(r.was, from, func(note uint32) uint32 { return uint32(r.place[note]) })
}

// stand takes over how the ties with contacts stand of whom nothing else is told
// now: by a note that came, went or changed, or by one that tells of a conversation
// with somebody of whom that is so, of a day on which it is.
func (r *renewal) stand() {
	if len(r.was.Stands) != len(r.was.Notes) {
		return
	}
	touched, days := make([]bool, len(r.notes)), make([][]date.Date, len(r.notes)) // by their numbers now
	touch := func(of int32, on []date.Date) {
		if of >= 0 {
			touched[of], days[of] = true, append(days[of], on...)
		}
	}
	before := slices.Repeat([]int{-1}, len(r.notes))
	for from, now := range r.place {
		if now > 0 {
			before[now-1] = from
			continue
		}
		for _, of := range r.was.ToldIn(from) {
			touch(r.place[of]-1, otherDays(r.was.daysIn(from), nil))
		}
	}
	for i, from := range before {
		if !r.Stale[i] {
			continue
		}
		on := otherDays(r.was.daysIn(from), r.daysIn(i))
		for _, of := range r.ToldIn(i) {
			touch(int32(of), on)
		}
		if from >= 0 {
			for _, of := range r.was.ToldIn(from) {
				touch(r.place[of]-1, on)
			}
		}
	}
	for i := range r.notes {
		told := r.ToldIn(i)
		if len(told) > 1 && !r.Stale[i] && slices.ContainsFunc(told, func(of uint32) bool { return r.meets(i, days[of]) }) {
			for _, of := range told {
				touched[of] = true
			}
		}
	}
	r.Stands = make([]StandRow, len(r.notes))
	for from := range r.was.Notes {
		row, now := r.was.Stands[from], r.place[from]
		if !row.Known || now == 0 || touched[now-1] {
			continue
		}
		row = r.Carry(row, &r.was.Rows)
		row.Note = uint32(max(0, r.place[row.Note]-1))
		for i := range parse.Within(r.Open, row.Open) {
			o := &r.Open[int(row.Open.From)+i]
			o.Note = uint32(max(0, r.place[o.Note]-1))
		}
		r.Stands[now-1] = row
	}
}
