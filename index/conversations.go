package index

import (
	"slices"

	"netnotes/index/facts"
	"netnotes/parse/date"
	"netnotes/parse/logline"
)

// settle sorts a person's lines and makes one of each conversation that is
// written in several notes.
func (p *Person) settle() {
	slices.SortStableFunc(p.lines, func(a, b *Line) int {
		if c := a.When.From.Compare(b.When.From); c != 0 || a.Owner == b.Owner {
			return c
		}
		switch p {
		case a.Owner:
			return -1
		case b.Owner:
			return 1
		}
		return 0
	})
	kept := p.lines[:0]
	var undated []*Line
	day := 0 // where the lines of this day begin among those kept
	for _, l := range p.lines {
		if l.Undated {
			undated = append(undated, l)
			continue
		}
		if day < len(kept) && kept[day].When.From != l.When.From {
			day = len(kept)
		}
		if twin := p.twin(kept[day:], l); twin != nil {
			p.tells(l, twin)
			continue
		}
		kept = append(kept, l)
		p.bullet(l, l)
	}
	for _, l := range undated {
		start := l.Note.When("start").From
		meeting := slices.IndexFunc(kept, func(k *Line) bool {
			return k.Kind == logline.Meet && k.Counted() && !k.Undated && !k.When.From.Before(start) && !k.When.To.After(l.When.To)
		})
		if meeting >= 0 {
			p.tells(l, kept[meeting])
		} else {
			p.bullet(l, l)
			kept = append(kept, l)
		}
	}
	if len(undated) > 0 {
		slices.SortStableFunc(kept, func(a, b *Line) int { return a.When.From.Compare(b.When.From) })
	}
	clear(p.lines[len(kept):])
	p.lines = kept
}

// maxSameDay bounds how many lines of one day are compared with each other.
const maxSameDay = 1000

// twin finds among the lines of a day the conversation that l tells of as well.
// A note tells of a conversation once.
func (p *Person) twin(day []*Line, l *Line) *Line {
	for _, k := range day[:min(len(day), maxSameDay)] {
		twins := p.twins[k]
		if k.Note == l.Note || slices.ContainsFunc(twins, func(t *Line) bool { return t.Note == l.Note }) {
			continue
		}
		if sameConversation(k, l) || slices.ContainsFunc(twins, func(t *Line) bool { return sameConversation(t, l) }) {
			return k
		}
	}
	return nil
}

// tells keeps a line as another telling of a conversation.
func (p *Person) tells(l, conversation *Line) {
	if p.twins == nil {
		p.twins = map[*Line][]*Line{}
	}
	p.twins[conversation] = append(p.twins[conversation], l)
	p.bullet(l, conversation)
}

func (p *Person) bullet(l, meeting *Line) {
	if l.Met {
		p.metBullets = append(p.metBullets, MetBullet{l.Note, meeting})
	}
}

// sameConversation reports whether two lines of different notes tell of one
// conversation: the same date, kind and direction, both held or both not; of two
// contacts' notes, each owner takes part in the other line; where one is the note
// of an event or a day, those of one line are among those of the other.
func sameConversation(a, b *Line) bool {
	switch {
	case a.Note == b.Note || a.When != b.When || a.Kind != b.Kind || a.Direction != b.Direction || a.Planned != b.Planned || a.Off != b.Off:
		return false
	case a.Owner != nil && b.Owner != nil:
		return a.Has(b.Owner) && b.Has(a.Owner)
	}
	return a.within(b) || b.within(a)
}

// within reports whether all who take part in a line take part in another.
func (l *Line) within(other *Line) bool {
	if l.WithOwner && !other.Has(l.Owner) {
		return false
	}
	return !slices.ContainsFunc(l.People, func(w Who) bool {
		return w.Person != nil && !other.Has(w.Person) || w.Person == nil && !slices.ContainsFunc(other.People, func(o Who) bool { return o.Name == w.Name })
	})
}

// Tellings are a line of the person's with what other notes say of the same
// conversation.
func (p *Person) Tellings(l *Line) []*Line { return append([]*Line{l}, p.Twins(l)...) }

// HasTag reports whether any telling of a line's conversation bears the tag, also
// one that leaves the person out.
func (p *Person) HasTag(l *Line, tag string) bool {
	has := func(t *Line) bool { return t.HasTag(tag) }
	if has(l) || slices.ContainsFunc(p.Twins(l), has) {
		return true
	}
	return slices.ContainsFunc(l.People, func(who Who) bool { return who.Person != p && who.Person.tags(l, has) }) || l.WithOwner && l.Owner != p && l.Owner.tags(l, has)
}

// tags reports whether somebody who takes part in a line of another person's story
// has a telling of the same conversation that passes.
func (p *Person) tags(l *Line, pass func(*Line) bool) bool {
	if p == nil {
		return false
	}
	lines := p.Lines()
	at, _ := slices.BinarySearchFunc(lines, l.When.From, func(k *Line, day date.Date) int { return k.When.From.Compare(day) })
	for ; at < len(lines) && lines[at].When.From == l.When.From; at++ {
		k, twins := lines[at], p.Twins(lines[at])
		if (k == l || slices.Contains(twins, l)) && (!k.Undated && pass(k) || slices.ContainsFunc(twins, func(t *Line) bool { return !t.Undated && pass(t) })) {
			return true
		}
	}
	return false
}

// daysOf are the days of a note's lines.
func daysOf(lines []Line) []facts.DayRow {
	var days facts.Days
	var who []string
	for i := range lines {
		who = who[:0]
		for _, w := range lines[i].People {
			if w.Person != nil {
				w.Name = "\x00" + w.Person.Path
			}
			who = append(who, w.Name)
		}
		days.Add(lines[i].Entry, who)
	}
	return days.Rows()
}
