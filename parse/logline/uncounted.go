package logline

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// passive reports whether a word makes what follows something that was done to
// the subject.
func passive(word string) bool {
	return word == "was" || word == "were" || word == "been" || word == "being" || word == "got"
}

// passive reports whether the kind tells what was done to the user, by whomever:
// "got introduced to", "was asked by". Something that was got is none.
func (l *Line) passive(at int, word *kindWord) bool {
	return word.past && word.row.class == Async && word.row.kind != Heard && at > 0 && passive(l.word(at-1))
}

// nothing reports whether a line says that nothing was written or heard: "heard
// nothing", or that a machine was got.
func (l *Line) nothing(word *kindWord, after int) bool {
	if word.row.class != Async {
		return false
	}
	switch l.word(after) {
	case "nothing", "never", "nobody":
		return true
	case "no":
		return word.row.kind == Heard
	}
	for i := after; word.row.kind == Heard && i < min(after+3, len(l.toks)); i++ {
		switch l.word(i) {
		case "machine", "mailbox", "answerphone":
			return true
		}
	}
	return false
}

// foreign remarks a word of another language where "from" or "to" would stand:
// it may turn the line round.
func (l *Line) foreign(i int) bool {
	switch l.word(i) {
	case "von", "vom", "an", "de", "del", "da", "di", "du", "à", "a", "para", "van", "aan", "fra", "från", "til", "till", "od", "do", "от", "к":
	default:
		return false
	}
	if l.isPreposition(i) != "" || i+1 >= len(l.toks) || l.toks[i+1].link == 0 && !txt.Capital(l.head[l.toks[i+1].start:]) {
		return false
	}
	at := txt.At(l.toks[i].start, l.toks[i].end)
	word := l.head[at.Start:at.End]
	l.problems = append(l.problems, txt.Problem{Span: at, Code: txt.UnknownPerson, Severity: txt.Warning, Text: fmt.Sprintf("%q before a name is not read, so the line counts for nobody", word),
		Hint: "write from or to, or add words: {from: [" + word + "]} to netnotes.yaml"})
	return true
}

// isPlan reports whether a word behind a kind makes it no contact but the wish
// for one: "lunch invitation".
func isPlan(word string) bool {
	switch word {
	case "invitation", "invite", "request", "reminder", "plans", "idea", "prep", "preparation", "agenda", "schedule", "room", "slot", "number", "link", "recording", "transcript":
		return true
	}
	return false
}

// toMe reports whether a line without a subject tells what somebody did to the
// user: "emailed me the list".
func (l *Line) toMe(word *kindWord, who subject, after int) bool {
	if who.end > 0 || !word.past && word.row.kind != Intro {
		return false
	}
	return l.word(after) == "me" || l.word(after) == "us"
}

// gotElsewhere reports whether somebody else got or heard something, and the user
// nothing: "Ada got the job".
func (l *Line) gotElsewhere(who subject, word *kindWord, after int) bool {
	return word.row.kind == Heard && (who.who == isOwner || who.who == isKnown) && l.word(after) != "back" && l.word(after) != "in"
}

// inQuestion reports whether a contact is only asked for: "call?", "coffee with
// Ada?".
func (l *Line) inQuestion(word *kindWord, at, after int) bool {
	if word.past || word.row.class != Sync && word.row.class != Async {
		return false
	}
	for i := at; i < len(l.toks) && (i < after || l.inPhrase(i)); i++ {
		if l.toks[i].asked {
			return l.word(i+1) != "no"
		}
	}
	return false
}

// withoutOwner reports whether the line says that it was without the owner of
// the note.
func (l *Line) withoutOwner() bool {
	for i := range l.toks {
		if l.toks[i].word == "without" && l.in.Owner != nil {
			if who, _ := l.meant(i+1, l.item(i+1), With); who == isOwner {
				return true
			}
		}
	}
	return false
}

// intended reports whether something is yet to be written: "email her tomorrow",
// "follow up in two weeks".
func (l *Line) intended(e *Entry, word *kindWord, who subject) bool {
	return word.row.class == Async && !word.past && who.who == nobody && !l.has(From) && !l.coming(e.When.Day(e.When.To)).IsZero()
}

// onItsDay reports whether a conversation whose kind or people a whole day follows was, or
// is planned, on the day of its line: "lunch on 2026-03-20" is planned before that.
func (l *Line) onItsDay(e *Entry, word *kindWord, after int) bool {
	for w := l.word(after); w == "is" || w == "was" || w == "on" || l.inPhrase(after); w = l.word(after) {
		after++
	}
	if word.row.class != Sync || !txt.DigitAt(l.word(after), 0) {
		return true
	}
	day := l.reader.Dates.Scan(l.head[l.toks[after].start:])
	switch {
	case day.Err != nil || day.End == 0 || !day.IsDay() || day.From == e.When.From:
		return true
	case day.From.After(e.When.To):
		e.When, e.Planned = day.When, true
		return true
	}
	return false
}

// onAnotherWeekday reports whether what is no verb of the past ends in a weekday
// that is not the line's: "lunch with Ada on Friday".
func (l *Line) onAnotherWeekday(e *Entry, word *kindWord) bool {
	n := len(l.toks)
	if word.past || word.row.class != Sync || n < 3 || l.word(n-2) != "on" && l.word(n-2) != "for" {
		return false
	}
	weekday, ok := date.Weekday(l.word(n - 1))
	return ok && e.When.IsDay() && weekday != e.When.From.Weekday()
}

// ofTheirs reports whether something of somebody's is told of: "her talk was
// recorded".
func (l *Line) ofTheirs(at int, word *kindWord) bool {
	if at == 0 || word.past || word.row.class != Sync {
		return false
	}
	switch l.word(at + len(word.words)) {
	case "was", "were", "is", "are", "has":
	default:
		return false
	}
	switch l.word(at - 1) {
	case "her", "his", "their":
		return true
	}
	return strings.HasSuffix(l.head[:l.toks[at-1].end], "'s") || strings.HasSuffix(l.head[:l.toks[at-1].end], "’s")
}

// seen reports whether the user saw what somebody made, or them on a screen, and
// not themselves: "saw her book", "saw Ada on TV".
func (l *Line) seen(word *kindWord, after int) bool {
	if word.text != "saw" {
		return false
	}
	for i := after; i < min(after+4, len(l.toks)) && !l.toks[i].dash; i++ {
		switch l.word(i) {
		case "book", "article", "paper", "post", "photo", "picture", "name", "profile", "announcement", "tv", "telly", "television", "youtube", "linkedin", "facebook", "instagram", "newspaper", "news":
			return true
		}
	}
	return false
}

// unreal reports whether a word before the people of a line says that what it tells
// did not happen, or not yet.
func (l *Line) unreal(end int) bool {
	for i := range end {
		switch l.toks[i].word {
		case "no", "not", "nothing", "never", "nobody", "none", "nor", "neither", "almost", "nearly", "instead",
			"didnt", "dont", "doesnt", "havent", "hasnt", "hadnt", "cant", "cannot", "couldnt", "wont", "wouldnt", "isnt", "wasnt", "werent", "arent",
			"will", "ill", "well", "shall", "should", "must", "might", "may", "would", "could", "id", "going", "gonna", "gotta", "ought",
			"want", "wants", "wanted", "hope", "hopes", "hoping", "hoped", "plan", "plans", "planning", "try", "trying", "forgot", "forgotten", "need", "needs", "needed",
			"silence", "crickets", "draft", "drafted", "drafting", "unsent", "booked", "scheduled", "arranged", "proposed", "suggested", "agreed", "invited", "declined", "supposed", "meant", "thinking", "considering", "wish", "intend", "intending", "lets", "maybe", "perhaps", "possibly", "remember", "remind", "reminder", "todo":
			return true
		}
	}
	return false
}

// amongOthers reports whether somebody did it, and to somebody else: "Ada met
// [[Bo Lindqvist]]", "Bo called Ada", "Ada introduced Bo to Cy".
func (l *Line) amongOthers(who subject, word *kindWord) bool {
	if who.who != isOwner && who.who != isKnown || !word.past || word.row.class != Sync && word.row.class != Async {
		return false
	}
	if word.row.kind == Intro {
		return !slices.ContainsFunc(l.toks, func(t token) bool { return t.word == "me" || t.word == "us" }) &&
			slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.known() })
	}
	for i := range l.phrased {
		p := &l.phrased[i]
		if p.word != "" && !p.within {
			continue
		}
		for _, link := range l.found[p.from:p.to] {
			if who.who == isOwner || link.Target != who.link.Target {
				return true
			}
		}
		return p.owner && who.who == isKnown
	}
	return false
}

// amongThem fills in what took place without the user: it counts for nobody, and
// those named know each other.
func (l *Line) amongThem(e *Entry, who subject, word *kindWord) {
	e.Kind, e.Class, e.Direction, e.Among = word.row.kind, NoClass, NoDirection, true
	l.takePart(e, who, true)
	e.WithOwner = e.WithOwner && (who.who == isOwner || slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.owner }))
	l.problems = slices.DeleteFunc(l.problems, func(p txt.Problem) bool { return p.Code == txt.UnknownPerson })
}

// couple reports whether a line is of two people of whom the first stands
// directly after the kind: "connected Ada with Bo". The user may be one.
func (l *Line) couple() bool {
	people, direct := 0, false
	for i := range l.phrased {
		p := &l.phrased[i]
		people += p.to - p.from + count(p.owner)
		direct = direct || p.word == "" && p.known()
	}
	return direct && people > 1
}

// count is 1 for yes.
func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// introduced are whom an introduction is of: the links of the head but those to
// whom something belongs, and the others who are named.
func (l *Line) introduced(links []txt.Link) []txt.Link {
	l.people = l.people[:0]
	for _, link := range links {
		if rest := l.head[min(link.Span.End, len(l.head)):]; !strings.HasPrefix(rest, "'s") && !strings.HasPrefix(rest, "’s") {
			l.people = append(l.people, link)
		}
	}
	for i := range l.phrased {
		l.people = txt.AppendLinks(l.people, l.found[l.phrased[i].from:l.phrased[i].to])
	}
	if slices.Equal(l.people, links) {
		return links
	}
	return l.keptLinks.Keep(l.people, 128)
}
