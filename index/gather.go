package index

import (
	"iter"
	"slices"

	"netnotes/parse"
)

// Gather returns what there is to say to a question about each person and
// event, in the order of their notes. tell finds it out for the people and
// events of an index, by the paths of their notes; it must say of each the same
// whoever else is in the index. What was said is kept, and found out again only
// about those on whom a change bears.
func (l *Live) Gather(question string, tell func(*Index) map[string]string) ([]string, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if _, err := l.refresh(); err != nil {
		return nil, err
	}
	stale := l.staleFor(question)
	switch {
	case len(stale) == 0:
	case l.read == nil && 2*len(stale) <= len(l.notes):
		l.told(stale, tell(l.around(stale, keyList{})))
	default:
		ix, err := l.all()
		if err != nil {
			return nil, err
		}
		if ix == nil { // it cannot be read now
			return l.sayings(), nil
		}
		l.told(l.staleFor(question), tell(ix))
		l.overlay += overlays
	}
	l.read = nil
	l.question = question
	return l.sayings(), nil
}

// all is the whole folder, which may have been read just now.
func (l *Live) all() (*Index, error) {
	if l.read != nil {
		return l.read, nil
	}
	ix, _, err := l.whole()
	return ix, err
}

// staleFor lists those about whom nothing is known to a question. Those of whom
// a note tells that is doubted wait until it is not.
func (l *Live) staleFor(question string) (out []int) {
	var doubted keySet
	for file := range l.doubted {
		if i, there := l.noteAt(file); there {
			own, _, links := l.notes[i].brief.keys()
			doubted.add(own)
			doubted.add(links)
		}
	}
	for i := range l.notes {
		n := &l.notes[i]
		if n.stale = n.stale || question != l.question; !n.stale || !n.brief.tellable() {
			continue
		}
		if own, _, _ := n.brief.keys(); !doubted.meets(own) {
			out = append(out, i)
		}
	}
	return out
}

func (l *Live) told(about []int, said map[string]string) {
	for _, i := range about {
		l.notes[i].told, l.notes[i].stale = said[l.notes[i].path], false
	}
}

func (l *Live) sayings() (out []string) {
	for i := range l.notes {
		if n := &l.notes[i]; n.told != "" && n.brief.tellable() {
			out = append(out, n.told)
		}
	}
	return out
}

// maxMeant is how many people a beginning of a name may mean and each be looked
// at.
const maxMeant = 8

// About is an Index of the people and events that some arguments name or that
// bear upon them, as around says; it knows besides who is meant by names in the
// sentences. It is nil where it is better to read the whole folder.
func (l *Live) About(who, sentences []string) *Index {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if _, err := l.refresh(); err != nil || l.linked || l.read != nil {
		return nil
	}
	var asked []int
	var extra keyList
	for i, text := range slices.Concat(who, sentences) {
		var keys keyList
		keys.target(parse.FieldLink(text).Target)
		extra.target(parse.FieldLink(text).Target)
		exact, begins := l.meant(keys, parse.FoldName(text))
		if i < len(who) && len(exact)+len(begins) == 0 {
			return nil
		}
		asked = append(asked, exact...)
		for _, n := range slices.Concat(exact, begins) {
			own, _, _ := l.notes[n].brief.keys()
			extra.take(own)
		}
		if len(begins) <= maxMeant {
			asked = append(asked, begins...)
		} else if i < len(who) && len(exact) == 0 {
			return nil
		}
	}
	slices.Sort(asked)
	return l.around(slices.Compact(asked), extra)
}

// meant lists the notes that bear a name, and those whose name begins so.
func (l *Live) meant(keys keyList, prefix string) (exact, begins []int) {
	var wanted keySet
	wanted.put(keys.keys...)
	for i := range l.notes {
		b := l.notes[i].brief
		if own, _, _ := b.keys(); wanted.meets(own) && l.isNote(i) {
			exact = append(exact, i)
		} else if prefix != "" && b.kind().HasName() && b.begins(prefix) && l.isNote(i) {
			begins = append(begins, i)
		}
	}
	return exact, begins
}

// begins reports whether a name or its last word begins so.
func (b brief) begins(prefix string) bool {
	d := decoder{rest: b.calls()}
	if d.rest == "" {
		return false
	}
	found := BeginsWith(d.text(), prefix)
	for n := d.number(); n > 0 && !found && !d.failed; n-- {
		found = BeginsWith(d.text(), prefix)
	}
	return found
}

// Names are the names of the notes of which some name, or its last word, begins
// with a folded prefix.
func (l *Live) Names(prefix string) (iter.Seq2[parse.NoteKind, string], error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	_, err := l.refresh()
	return func(yield func(parse.NoteKind, string) bool) {
		for i := range l.notes {
			if b := l.notes[i].brief; b.kind().HasName() && b.begins(prefix) && l.isNote(i) {
				if name, _, _ := b.texts(); !yield(b.kind(), name) {
					return
				}
			}
		}
	}, err
}
