package logline

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// outcome is what some words say of a contact that did not come about.
type outcome byte

const (
	happened   outcome = iota
	off                // a meeting or call did not take place
	moved              // the same; it may be told to what day
	unanswered         // a call that nobody took
	toCome             // it is still to be
)

// saying is a phrase that says so. A strict one does only where the head or the
// text ends behind it, or a comma, a bracket or a day follows.
type saying struct {
	words  []string
	means  outcome
	strict bool
}

// sayings are the phrases of one folder: the built-in ones and those of its
// settings, the longest first.
type sayings struct {
	list  []saying
	first map[string]bool // words that begin one
	// before are those that may stand before a kind.
	before []saying
}

// sayingTable lists the phrases. "not" stands for every way to say it, but behind
// "=" for itself.
func sayingTable() []struct {
	means  outcome
	strict bool
	words  string
} {
	return []struct {
		means  outcome
		strict bool
		words  string
	}{
		{off, false, "cancelled, canceled, called off, called it off, fell through, fell thru, bailed on me, backed out, pulled out, cried off, no show, noshow, not come, not show, not happen, not meet, stood me up"},
		{off, true, "declined, cancel, off, forgot, fell apart, rain checked, raincheck, rain check, not work out, bailed, flaked, flaked out, ghosted me, ditched me, never happened, never came, never showed, never showed up, never turned up, never rang, never called, not show up, not turn up, not take place, not make it"},
		{moved, false, "postponed, rescheduled"},
		{moved, true, "moved, pushed, pushed back, bumped, delayed, put off, put back, brought forward"},
		{unanswered, false, "no answer, no reply, unanswered, voicemail, voice mail, left a message, left message, left her a message, left him a message, left them a message, " +
			"left a voicemail, left voicemail, left her a voicemail, left him a voicemail, left them a voicemail, mailbox, no luck, " +
			"not answer, not pick up, not reach, not get through, unable to reach, unable to get through, tag, while i was out, while i was away, when i was out, when i was away"},
		{unanswered, true, "busy, engaged, =not in, =not there, =not home, was out, is out, was away, is away, was unavailable, shes out, hes out, shes away, hes away"},
		{toCome, true, "planned, scheduled, booked, arranged, tbc, tba, tbd, to be confirmed, to be arranged, tentative"},
	}
}

func newSayings(offWords, unansweredWords []string) sayings {
	s := sayings{first: map[string]bool{}}
	add := func(text string, means outcome, strict bool) {
		words := wordsOf(text)
		if len(words) > 0 {
			s.list = append(s.list, saying{words, means, strict})
			s.first[words[0]] = true
		}
	}
	for _, row := range sayingTable() {
		for text := range strings.SplitSeq(row.words, ", ") {
			verb, negated := strings.CutPrefix(text, "not ")
			if !negated {
				add(strings.TrimPrefix(text, "="), row.means, row.strict)
				continue
			}
			nots := []string{"did not", "didnt", "could not", "couldnt", "was not able to", "wasnt able to", "can not", "cannot", "cant"}
			if !row.strict {
				nots = nots[:6] // "she can't come to the congress" is no refusal
			}
			for _, not := range nots {
				add(not+" "+verb, row.means, row.strict)
			}
		}
	}
	for _, text := range offWords {
		add(text, off, false)
	}
	for _, text := range unansweredWords {
		add(text, unanswered, false)
	}
	for text := range strings.SplitSeq("no, missed, declined, skipped, cancelled, canceled, called off, did not, didnt, could not, couldnt, never, had to cancel, have to cancel", ", ") {
		s.before = append(s.before, saying{strings.Fields(text), off, false})
	}
	for _, word := range []string{"postponed", "rescheduled", "moved"} {
		s.before = append(s.before, saying{[]string{word}, moved, word == "moved"})
	}
	slices.SortStableFunc(s.list, func(a, b saying) int { return len(b.words) - len(a.words) })
	return s
}

// at is the phrase that begins at a token, for calls also one of calls alone.
func (s *sayings) at(toks []token, i int, call bool) *saying {
	if i >= len(toks) || !s.first[toks[i].word] {
		return nil
	}
	for k := range s.list {
		if p := &s.list[k]; (call || p.means != unanswered) && matches(toks[i:], p.words) {
			return p
		}
	}
	return nil
}

// mayBegin reports whether the first word of a text may begin a phrase, perhaps
// after others that are passed over.
func (s *sayings) mayBegin(text string) bool {
	var low [16]byte
	n := 0
	for i := 0; i < len(text) && n < len(low); i++ {
		c := text[i]
		switch {
		case c >= 0x80:
			return true
		case txt.IsLetter(c):
			low[n] = txt.Lower(c)
			n++
		case n > 0 && c != '\'':
			return skipped(string(low[:n])) || s.first[string(low[:n])]
		}
	}
	return skipped(string(low[:n])) || s.first[string(low[:n])]
}

// skipped reports whether a word may stand before what says that nothing came
// about.
func skipped(word string) bool {
	switch word {
	case "was", "were", "is", "has", "been", "got", "had", "to", "be", "went", "she", "he", "they", "i", "we", "it", "the", "sorry", "but", "and", "again":
		return true
	}
	return false
}

// placed reports whether a word begins where something took place.
func placed(word string) bool { return word == "at" || word == "in" }

// fate is what the line says became of the contact: behind its kind, which ends
// at a token, or at the beginning of its text.
func (l *Line) fate(e *Entry, row *kindRow, after int) outcome {
	call := row.kind == Call
	if l.crossed {
		return off
	}
	if found, next := l.headFate(after, call); found != nil {
		l.day(e, found, l.toks[next:], e.Head)
		return found.means
	}
	if e.Text == "" {
		return happened
	}
	if !l.reader.sayings.mayBegin(e.Text) {
		return happened
	}
	said := Line{kinds: l.kinds, reader: l.reader, in: l.in}
	said.split(txt.CutAt(e.Text, 200))
	i := 0
	for i < len(said.toks) && skipped(said.toks[i].word) {
		i++
	}
	if found := l.reader.sayings.at(said.toks, i, call); found != nil {
		next := i + len(found.words)
		if said.fits(found, next) && !said.ofSomebody(found, next) {
			l.day(e, found, said.toks[next:], e.Text)
			return found.means
		}
	}
	return happened
}

// headFate looks for a phrase behind the kind: right after it, its people and
// its place, at the beginning of a clause, or at the end of the head.
func (l *Line) headFate(after int, call bool) (*saying, int) {
	near, start, behind, told := true, true, false, false // right after the kind; at the start of a clause; behind "about" there, or anywhere
	place := false
	for i := after; i < len(l.toks); i++ {
		t := &l.toks[i]
		if i > after && l.endsClause(i-1) {
			start, behind = true, false
		}
		found := l.reader.sayings.at(l.toks, i, call)
		if found == nil && t.word == "no" && i > 0 && l.toks[i-1].asked {
			found = &saying{words: []string{"no"}, means: off}
		}
		if found != nil {
			next := i + len(found.words)
			ends := next == len(l.toks) || l.endsClause(next-1)
			switch {
			case !l.fits(found, next) || l.ofSomebody(found, next) || found.means == toCome && !near:
			case near && (!place || ends), start && (!told || ends), next == len(l.toks) && !behind:
				return found, next
			}
		}
		switch {
		case skipped(t.word), t.word == "" && t.link == 0:
			continue
		case tells(t.word):
			behind, told, near = true, true, false
		case placed(t.word):
			place = true
		case !place && !l.inPhrase(i):
			near = false
		}
		start = false
	}
	return nil, 0
}

// inPhrase reports whether a token names or joins people of the line.
func (l *Line) inPhrase(i int) bool {
	for _, p := range l.phrased {
		if i >= p.at && i < p.end {
			return true
		}
	}
	return false
}

// endsClause reports whether what a token says is parted from what follows.
func (l *Line) endsClause(i int) bool {
	return l.toks[i].comma || l.toks[i].dash || i+1 < len(l.toks) && (l.toks[i+1].dash || l.toks[i+1].bracket)
}

// fits reports whether a strict phrase ends what it stands in, or tells a day.
func (l *Line) fits(s *saying, next int) bool {
	return !s.strict || next == len(l.toks) || l.endsClause(next-1) || (s.means == moved || s.means == toCome) && toDay(l.word(next))
}

// ofSomebody reports whether "no answer" is that of somebody else.
func (l *Line) ofSomebody(s *saying, next int) bool {
	return s.means == unanswered && l.isPreposition(next) == From
}

// toDay reports whether a word stands before the day something is moved to.
func toDay(word string) bool {
	return word == "to" || word == "until" || word == "till" || word == "for" || word == "on"
}

// day keeps the day to which the contact was moved.
func (l *Line) day(e *Entry, found *saying, rest []token, text string) {
	if found.means != moved && found.means != toCome || len(rest) < 2 || !toDay(rest[0].word) {
		return
	}
	day, _, err := l.reader.Dates.Soon(text[rest[1].start:], e.When.Day(e.When.To))
	if e.MovedTo = day; err != nil {
		l.problems = append(l.problems, err.Problem(txt.At(0, len(e.Head))))
	}
}

// refused reads what stands before a kind and says that it did not come about:
// "cancelled coffee", "no coffee", "didn't meet", "missed lunch".
func (l *Line) refused(i int) (means outcome, next int) {
	for words, v := range l.reader.sayings.before {
		if !matches(l.toks[min(i, len(l.toks)):], v.words) || v.strict && !l.moves(i+len(v.words)) {
			continue
		}
		means, next = l.reader.sayings.before[words].means, i+len(v.words)
		break
	}
	if next == 0 {
		return happened, i
	}
	for between(l.word(next)) {
		next++
	}
	if word, _ := l.kinds.at(l.toks, next, false); word == nil || word.row.class != Sync {
		return happened, i
	}
	return means, next
}

// between reports whether a word may stand before a kind that is refused.
func between(word string) bool {
	switch word {
	case "the", "a", "an", "our", "my", "her", "his", "their", "have", "todays", "for", "planned":
		return true
	}
	return false
}

// moves reports whether "to" and a day follow further on.
func (l *Line) moves(i int) bool {
	for ; i+1 < len(l.toks); i++ {
		if toDay(l.word(i)) {
			if day, n, err := l.reader.Dates.Soon(l.head[l.toks[i+1].start:], date.Date{Year: 2000, Month: 1, Day: 1}); err == nil && n > 0 && !day.IsZero() {
				return true
			}
		}
	}
	return false
}

// automatic reports whether a line from somebody was written by no person: it
// bears the tag, or says so among the first words of its text.
func (l *Line) automatic(e *Entry) bool {
	if e.HasTag("auto") {
		return true
	}
	if !l.kinds.mayBeAuto(e.Text) {
		return false
	}
	said := Line{kinds: l.kinds, reader: l.reader, in: l.in}
	said.split(txt.CutAt(e.Text, 200))
	for i := range min(6, len(said.toks)) {
		if word, _ := l.kinds.at(said.toks, i, false); word != nil && word.row.kind == Auto {
			return true
		}
	}
	return false
}

// rests is the day that an automatic answer names: "until 20 October".
func (l *Line) rests(e *Entry) date.Date {
	for _, text := range [2]string{e.Head, e.Text} {
		said := Line{kinds: l.kinds, reader: l.reader, in: l.in}
		said.split(txt.CutAt(text, 400))
		for i := range said.toks {
			switch said.word(i) {
			case "until", "till", "back":
				k := i + 1
				for said.word(k) == "on" || said.word(k) == "the" {
					k++
				}
				if k < len(said.toks) {
					if day, n, err := l.reader.Dates.Soon(text[said.toks[k].start:], e.When.To); err == nil && n > 0 {
						return day
					}
				}
			}
		}
	}
	return date.Date{}
}
