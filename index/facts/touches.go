package facts

import (
	"slices"

	"netnotes/parse/date"
	"netnotes/parse/logline"
)

// Touch is a counted line in numbers: its day, and what it was.
type Touch struct {
	Day  date.Date
	Talk uint32 // which conversation of its day it was, the same for all who took part; 0 of none
	was  marks
}

// marks say what a counted line was, a bit each.
type marks uint16

const (
	wasTalk marks = 1 << iota
	wasTo
	wasFrom
	wasAsk
	wasGift
	wasGot
	wasThanks
	wasAnswerable
	wasIntro
	wasOfDay
)

// TouchOf is a counted line of a day in numbers. names are those of all who took part
// in a conversation, the person's own among them.
func TouchOf(e *logline.Entry, day date.Date, names []string) Touch {
	m := Touch{Day: day}
	if len(names) > 0 {
		m.Talk = talk(e.Kind, names)
	}
	for _, mark := range [...]struct {
		is   bool
		mark marks
	}{
		{e.Class == logline.Sync, wasTalk}, {e.Direction == logline.To, wasTo}, {e.Direction == logline.From, wasFrom}, {e.Asks(), wasAsk},
		{e.HasTag("gave"), wasGift}, {e.HasTag("got"), wasGot}, {e.Kind == logline.Thanks, wasThanks}, {e.Answerable(), wasAnswerable},
		{e.Kind == logline.Intro, wasIntro}, {e.When.IsDay(), wasOfDay},
	} {
		if mark.is {
			m.was |= mark.mark
		}
	}
	return m
}

// talk is the number of a conversation of some kind with some people, in whatever
// order they are.
func talk(kind logline.Kind, names []string) uint32 {
	slices.Sort(names)
	hash := uint64(14695981039346656037) // FNV-1a
	add := func(text string) {
		for i := range len(text) {
			hash = (hash ^ uint64(text[i])) * 1099511628211
		}
		hash *= 1099511628211 // and a byte that no text holds
	}
	add(string(kind))
	for _, name := range names {
		add(name)
	}
	return max(1, uint32(hash^hash>>32))
}

// Talked reports whether it was a conversation.
func (m Touch) Talked() bool { return m.was&wasTalk != 0 }

// Answers is Dated.Answers.
func (m Touch) Answers() bool { return m.was&wasTalk != 0 || m.was&wasFrom == 0 }

// Hears reports whether it brought word from the person.
func (m Touch) Hears() bool { return m.was&wasTalk != 0 || m.was&wasTo == 0 }

// Asks reports whether the user asked for something.
func (m Touch) Asks() bool { return m.was&wasAsk != 0 }

// Gave reports whether the line says that somebody gave something, and is not the
// other person's.
func (m Touch) Gave() bool { return m.was&wasGift != 0 && m.was&wasFrom == 0 }

// Gift reports whether the line says that somebody gave something.
func (m Touch) Gift() bool { return m.was&wasGift != 0 }

// Got reports whether the user was given something.
func (m Touch) Got() bool { return m.was&wasGot != 0 }

// Thanks reports whether it was no more than thanks, whoever gave them.
func (m Touch) Thanks() bool { return m.was&wasThanks != 0 }

// ByThem reports whether it was the other person's line.
func (m Touch) ByThem() bool { return m.was&wasFrom != 0 }

// ToThem reports whether it was the user's line to them.
func (m Touch) ToThem() bool { return m.was&wasTo != 0 }

// Introduces reports whether it brought people together.
func (m Touch) Introduces() bool { return m.was&wasIntro != 0 }

// OfDay reports whether it is of a certain day.
func (m Touch) OfDay() bool { return m.was&wasOfDay != 0 }

// Answerable reports whether the line, coming from the person, wants an answer.
func (m Touch) Answerable() bool { return m.was&wasAnswerable != 0 }
