package logline

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// classify decides what kind of line the head is, who takes part, and the
// direction. Its problems have places in the head.
func (r *Reader) classify(e *Entry, in Setting) []txt.Problem {
	l := in.Room
	l.reader, l.kinds, l.in = r, &r.kinds, in
	l.toks, l.links, l.phrased, l.found, l.people, l.problems = l.toks[:0], l.links[:0], l.phrased[:0], l.found[:0], l.people[:0], nil
	l.unsaid, l.crossed, l.unsure, l.mistake, l.places = false, false, false, mistake{}, l.places[:0]
	if word := l.kinds.only(e.Head); word != nil {
		l.head = e.Head
		l.understood(e, word, subject{}, false, 0, happened)
		return nil
	}
	l.split(e.Head)
	e.HeadLinks = l.headLinks()
	l.kind(e)
	e.Unsure = l.unsure
	if e.Kind == Remark && in.InLog && len(l.problems) == 0 && !l.unsaid {
		l.mistaken(e)
	}
	return l.problems
}

// kind finds the subject and the words for the kind, and reads on from there.
func (l *Line) kind(e *Entry) {
	who := l.subject()
	at, got, means := l.before(who.end)
	word, n := l.kinds.at(l.toks, at, who.who == isOwner || who.who == isKnown)
	if word != nil && word.leads() {
		if next, m := l.kinds.at(l.toks, at+n, false); next != nil {
			at, word, n = at+n, next, m
		}
	}
	if word == nil || word.row.class == Sync && isPlan(l.word(at+n)) && !l.endsClause(at+n-1) {
		l.unknown(e, who)
		return
	}
	after := at + n
	l.cutDash(e, after)
	if word.row.class == Sync && l.word(after) == "for" && txt.DigitAt(l.word(after+1), 0) {
		after++
	}
	e.Minutes, after = l.minutes(after)
	if word.gap > 0 {
		l.within(at+word.gap, at+n-(len(word.words)-word.gap-1))
	}
	if direct, next := l.peopleAfter(after, ""); next > after && !(word.row.kind == Share && isThing(l.word(next-1))) { // "forwarded her email to Bo"
		l.phrased = append(l.phrased, phrase{crowd: direct, at: after, end: next})
		after = next
	}
	l.phrases(after)
	if word.row.with == ofTwo && l.couple() {
		word = l.kinds.introducing()
	}
	switch {
	case l.amongOthers(who, word):
		l.amongThem(e, who, word)
		return
	case l.passive(at, word), l.nothing(word, at+n), l.seen(word, at+n), l.ofTheirs(at, word), !l.onItsDay(e, word, after), l.onAnotherWeekday(e, word), l.gotElsewhere(who, word, at+n), l.inQuestion(word, at, at+n), l.withoutOwner(), l.intended(e, word, who):
		l.unsaid = true
		e.setNote(l.in)
		return
	}
	got = got || word.row.class == Async && l.word(at+n) == "received"
	if word.row.kind == Intro && l.word(at+n) == "by" || word.row.class == Async && l.foreign(at+n) {
		e.setNote(l.in)
		return
	}
	if word.row.kind == Call && l.word(at) == "call" && l.word(at+1) == "for" && e.Minutes == 0 || word.row.with == needsWith && !l.has(With) {
		e.setNote(l.in)
		return
	}
	l.understood(e, word, who, got, at+n, means)
}

// within reads the people who stand among the words of a kind, before a token.
func (l *Line) within(from, to int) {
	toks := l.toks
	l.toks = toks[:to]
	if people, next := l.peopleAfter(from, To); next > from {
		l.phrased = append(l.phrased, phrase{word: To, crowd: people, at: from, end: next, within: true})
	}
	l.toks = toks
}

// before steps over what may stand before a kind: fillers, or words that say
// that it did not come about.
func (l *Line) before(i int) (next int, got bool, means outcome) {
	if _, n := l.kinds.at(l.toks, i, false); n < 2 {
		if means, next = l.refused(i); means != happened {
			return next, false, means
		}
	}
	next, got = l.fillers(i)
	return next, got, happened
}

// cutDash makes text of what follows a dash between blanks behind the kind.
func (l *Line) cutDash(e *Entry, after int) {
	for i := after; i < len(l.toks); i++ {
		if !l.toks[i].dash || strings.IndexByte("-–—", l.head[l.toks[i].start]) < 0 && !strings.HasPrefix(l.head[l.toks[i].start:], "–") && !strings.HasPrefix(l.head[l.toks[i].start:], "—") {
			continue
		}
		if strings.HasPrefix(l.head[l.toks[i].start:], "->") {
			continue
		}
		text := strings.TrimSpace(l.head[l.toks[i].end:])
		if e.Text != "" {
			text += ": " + e.Text
		}
		e.Head, e.Text = strings.TrimSpace(l.head[:l.toks[i].start]), text
		l.head, l.toks = e.Head, l.toks[:i]
		e.HeadLinks = l.headLinks()
		return
	}
}

// has reports whether a preposition with people stands in the line.
func (l *Line) has(word Direction) bool {
	return slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.word == word })
}

// understood fills in what a head of a known kind says, with the phrases found.
func (l *Line) understood(e *Entry, word *kindWord, who subject, got bool, after int, means outcome) {
	row := word.row
	explicit := slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.explicit() }) || who.who == isKnown && (row.kind != Meet && word.past)
	known := explicit || who.who == isOwner || slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.known() })
	switch {
	case row.kind == Remark, l.in.explicitly() && !explicit:
		l.problems = slices.DeleteFunc(l.problems, func(p txt.Problem) bool { return p.Code != txt.UnlinkedPerson })
		e.setNote(l.in)
		return
	case l.ofNobody(row, who, known):
		e.setNote(l.in)
		return
	}
	e.Kind, e.Class = row.kind, row.class
	mutual := row.class == Async && l.word(after) == "back" && l.word(after+1) == "and" && l.word(after+2) == "forth"
	from := who.who == isOwner || who.who == isKnown || l.toMe(word, who, after)
	e.Direction = direction(row, from, got, l.phrased)
	if mutual || e.Direction == To && row.meansBoth() && l.answered(after) {
		e.Direction = With
	}
	e.BySubject = from && e.Direction == From
	if e.Kind == Intro {
		e.HeadLinks = l.introduced(e.HeadLinks)
	}
	l.takePart(e, who, known)
	e.imply(row)
	l.settle(e, row, word, who, after, means)
	if e.Class == Sync || known {
		l.problems = slices.DeleteFunc(l.problems, func(p txt.Problem) bool { return p.Code == txt.UnknownPerson })
	}
}

// answered reports whether the line tells of an answer as well: "emailed her, she
// replied the same day".
func (l *Line) answered(after int) bool {
	for i := max(after, 1); i < len(l.toks); i++ {
		if w := l.word(i); (l.endsClause(i-1) || l.word(i-1) == "and") && (w == "she" || w == "he" || w == "they") {
			if word, _ := l.kinds.at(l.toks, i+1, false); word != nil && word.past && word.row.kind == Reply {
				return true
			}
		}
	}
	return false
}

// ofNobody reports whether the line is of strangers alone, so that it counts
// for nobody: after "from" or "to", of a kind that is written also after
// "with", or as those who did it.
func (l *Line) ofNobody(row *kindRow, who subject, known bool) bool {
	if who.who == stranger || who.who == unlinked {
		return true
	}
	if known || row.class == NoClass && row.kind != Auto {
		return false
	}
	return slices.ContainsFunc(l.phrased, func(p phrase) bool {
		return p.strange && (p.word == From || p.word == To || row.class != Sync)
	})
}

// takePart says who takes part.
func (l *Line) takePart(e *Entry, who subject, known bool) {
	owner := who.who == isOwner
	for i := range l.phrased {
		owner = owner || l.phrased[i].owner
	}
	if !e.BySubject {
		e.People = l.everybody(l.phrased, e.HeadLinks)
	}
	if who.who == isKnown {
		if e.BySubject {
			e.People = []txt.Link{who.link}
		} else if !slices.ContainsFunc(e.People, func(l txt.Link) bool { return l.Target == who.link.Target }) {
			e.People = append([]txt.Link{who.link}, e.People...)
		}
	}
	e.WithOwner = l.in.Owner != nil && (owner || e.Kind == Intro || e.Class == Sync && who.who != isKnown || len(e.People) == 0)
}

// outcome reads what became of the contact.
func (l *Line) settle(e *Entry, row *kindRow, word *kindWord, who subject, after int, means outcome) {
	if e.Direction == From && row.kind != Auto && e.Class == Async && l.automatic(e) {
		row = &kindRow{kind: Auto}
		e.Kind, e.Class, e.Direction = Auto, NoClass, NoDirection
	}
	if row.kind == Auto {
		e.Until = l.rests(e)
		return
	}
	if e.Class == Async && l.word(len(l.toks)-1) == "bounced" {
		e.Kind, e.Class, e.Direction = Bounce, NoClass, NoDirection
	}
	if row.kind == Voicemail && e.BySubject && word.past { // "she tried to call"
		e.Kind = Missed
	}
	if e.Class != Sync {
		return
	}
	if means == happened {
		means = l.fate(e, row, after)
	} else if means == moved {
		l.movedTo(e, after)
	}
	switch {
	case means == unanswered && (who.who == isOwner || who.who == isKnown):
		e.Kind, e.Class, e.Direction = Missed, Async, From
	case means == unanswered:
		e.Kind, e.Class, e.Direction = Voicemail, Async, To
	case means == toCome:
		if e.Planned = true; !e.MovedTo.IsZero() {
			e.When, e.MovedTo = date.When{From: e.MovedTo, To: e.MovedTo}, date.Date{}
		}
	case means == moved && e.Planned && e.MovedTo.IsZero():
	case means != happened:
		e.Off = true
	case !word.past && !e.Planned:
		l.ahead(e)
	}
}

// movedTo reads the day behind "moved lunch to".
func (l *Line) movedTo(e *Entry, after int) {
	for i := after; i+1 < len(l.toks) && e.MovedTo.IsZero(); i++ {
		if toDay(l.word(i)) {
			e.MovedTo, _, _ = l.reader.Dates.Soon(l.head[l.toks[i+1].start:], e.When.To)
		}
	}
}

// ahead plans a contact whose head ends in a day to come.
func (l *Line) ahead(e *Entry) {
	if day := l.coming(e.When.Day(e.When.To)); !day.IsZero() {
		e.When, e.Planned = date.When{From: day, To: day}, true
	}
}

// coming is the day to come in which the head ends, counted from another; zero
// where it ends otherwise.
func (l *Line) coming(from date.Date) (day date.Date) {
	n := len(l.toks)
	for i := max(n-4, 1); i < n-1; i++ {
		if l.word(i) != "in" {
			continue
		}
		rest := l.head[l.toks[i+1].start:]
		if long, size := date.LengthOfTime(rest); size > 0 && strings.Trim(rest[size:], " .!)") == "" {
			return long.After(from)
		}
	}
	switch {
	case n > 1 && l.word(n-1) == "tomorrow":
		day = from.AddDays(1)
	case n > 2 && l.word(n-2) == "next":
		last := l.head[l.toks[n-2].start:]
		if day, _, _ = date.Word(last, from); day.IsZero() { // the first such day, not that of the week after
			day, _, _ = date.Word(l.head[l.toks[n-1].start:], from)
			if _, ok := date.Weekday(l.word(n - 1)); !ok {
				day = date.Date{}
			}
		}
	}
	return day
}

// unknown reads a line whose first word is no kind: with a person it is "other"
// and counts by its preposition, without one it is a note.
func (l *Line) unknown(e *Entry, who subject) {
	l.phrases(0)
	if word, _ := l.kinds.at(l.toks, who.end+1, false); passive(l.word(who.end)) && word != nil && word.past && word.row.class == Async {
		l.unsaid = true
		e.setNote(l.in)
		return
	}
	i := slices.IndexFunc(l.phrased, func(p phrase) bool { return p.known() })
	if i >= 0 && l.unreal(l.phrased[i].at) {
		l.unsaid = true
		e.setNote(l.in)
		return
	}
	if i < 0 || who.who == stranger || who.who == unlinked || l.in.explicitly() && !slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.explicit() }) {
		if l.in.explicitly() {
			l.problems = nil
		}
		e.setNote(l.in)
		return
	}
	e.Kind, e.Direction, e.Class = Other, l.phrased[i].word, Async
	if e.Direction == With {
		e.Class = Sync
	} else if who.who == isOwner {
		e.Direction, e.BySubject = From, true
	}
	l.takePart(e, who, true)
	l.problems = slices.DeleteFunc(l.problems, func(p txt.Problem) bool { return p.Code == txt.UnknownPerson })
}

// setNote makes the entry a dated note: shown, never counted.
func (e *Entry) setNote(in Setting) {
	e.Kind, e.Class, e.Direction, e.Minutes, e.People = Remark, NoClass, NoDirection, 0, nil
	e.WithOwner = in.Owner != nil
}

// direction says who did it.
func direction(row *kindRow, from, got bool, phrases []phrase) Direction {
	switch {
	case row.class == Sync:
		return With
	case row.class == NoClass:
		return NoDirection
	case from || row.kind == Heard || row.kind == Missed:
		return From
	}
	for _, p := range phrases {
		switch {
		case p.word == With && row.meansBoth() && p.known():
			return With
		case p.word == From:
			return From
		case p.word != "" && p.known():
			return To
		}
	}
	if got {
		return From
	}
	return To
}

// imply adds the tag that the kind stands for.
func (e *Entry) imply(row *kindRow) {
	tag := row.tagTo
	if e.Direction == From {
		tag = row.tagFrom
	}
	if tag != "" && !e.HasTag(tag) {
		e.Tags = append(e.Tags, tag)
	}
}

// fillers steps over "got", "had a quick" and the like before a kind; it stays
// where it is when no kind follows. Something written that one got is from
// them.
func (l *Line) fillers(i int) (next int, got bool) {
	if _, n := l.kinds.at(l.toks, i, false); n > 1 {
		return i, false
	}
	j, verb := i, l.word(i)
	switch verb {
	case "got", "had", "grabbed", "did", "received":
		j++
	default:
		verb = ""
	}
	article := j
	switch l.word(j) {
	case "the", "some":
		if verb != "" {
			j++
		}
	case "a", "an", "another":
		j++
	}
	adjective := j > article && verb != "" // one of any sort behind an article
	for l.word(j) == "quick" || l.word(j) == "short" || l.word(j) == "long" {
		j++
	}
	word, _ := l.kinds.at(l.toks, j, false)
	if word == nil && adjective && j < len(l.toks) && !l.toks[j].comma && l.toks[j].link == 0 {
		j++
		word, _ = l.kinds.at(l.toks, j, false)
	}
	if word == nil || j == i || verb == "received" && word.row.class != Async {
		return i, false
	}
	return j, (verb == "got" || verb == "received") && word.row.class == Async
}

// minutes reads a length such as 20m, 20 min, 1h or 1h30m.
func (l *Line) minutes(i int) (int, int) {
	word := l.word(i)
	if !txt.DigitAt(word, 0) {
		return 0, i
	}
	number := word[:len(word)-len(strings.TrimLeft(word, "0123456789"))]
	if len(number) > 4 {
		return 0, i
	}
	n, unit, next := txt.Atoi(number), word[len(number):], i+1
	if unit == "" {
		unit, next = l.word(i+1), i+2
	}
	switch unit {
	case "m", "min", "mins", "minute", "minutes":
		return n, next
	case "h", "hr", "hour", "hours", "hrs":
		return 60 * n, next
	}
	if hours, ok := strings.CutPrefix(unit, "h"); ok && txt.Digits(strings.TrimSuffix(hours, "m")) && len(hours) < 4 {
		return 60*n + txt.Atoi(strings.TrimSuffix(hours, "m")), next
	}
	return 0, i
}

// headLinks lists the links of the head that name notes other than the owner.
func (l *Line) headLinks() []txt.Link {
	l.people = l.people[:0]
	for _, t := range l.toks {
		if t.link > 0 && !t.owner && l.links[t.link-1].Target != "" {
			l.people = append(l.people, l.links[t.link-1])
		}
	}
	links := l.keptLinks.Keep(l.people, 128)
	l.people = l.people[:0]
	return links
}
