package gaps

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/index/network"
	"netnotes/index/parallel"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Numbers of the finding about asking, in days.
const (
	givingDays   = 730
	coldDays     = 365
	gotDays      = 7
	reportDays   = 120
	reportEarly  = 45 // what comes later than this is no mere thank-you
	asksTogether = 2
)

// The ways in which the user only asks.
const (
	onlyAsks = iota
	openGift
	openReport
	coldAsk
	patterns
)

// instance is somebody of a pattern, and the line that says so.
type instance struct {
	*network.Member
	line int // in Touches
	n    int // asks, or days of silence
}

func (i instance) day() date.Date { return i.Touches[i.line].Day }

// oneway finds people from whom the user takes without giving. It tells
// patterns and keeps no ledger: how often people exchange anything matters more
// than that it balances (Flynn 2003). What has been made good is not said.
func (g *Finder) oneway() {
	batches := make([][patterns][]instance, 1+len(g.People)/parallel.Batch)
	parallel.Each(len(g.People), parallel.Batch, func(start, end int) {
		found := &batches[start/parallel.Batch]
		for _, m := range g.People[start:end] {
			if m.Counts {
				h := newHistory(m, g.Today)
				h.find(found)
			}
		}
	})
	var all [patterns][]instance
	for _, found := range batches {
		for i := range found {
			all[i] = append(all[i], found[i]...)
		}
	}
	title := "%s: only asks from you in two years"
	if len(all[onlyAsks]) == 1 {
		title = "%s: " + form.Number(all[onlyAsks][0].n) + " asks in two years, nothing else from you"
	}
	g.pattern(all[onlyAsks], "asks", title, "Something useful first, before the next question.", func(i instance) string {
		return fmt.Sprintf("%d asks in 24 months, nothing given and nothing else from you", i.n)
	})
	g.pattern(all[openGift], "got", "%s gave you something, and a thank-you is open", "A line is enough, and it is not too late.", func(instance) string {
		return fmt.Sprintf("nothing from you within %d days, and nothing but asks since", gotDays)
	})
	g.pattern(all[openReport], "report", "%s answered your question; tell what came of it", "People like to hear how their advice turned out.", func(instance) string {
		return fmt.Sprintf("they answered your question; no word of what came of it in %d days", reportDays)
	})
	g.calm("Nobody hears only asks from you, and nothing they gave or answered is open.")
	g.pattern(all[coldAsk], "cold", "%s was asked for something after a long silence", "Something for them comes well now, before the next question.", func(i instance) string {
		return fmt.Sprintf("asked after %d days without a word", i.n)
	})
}

// pattern makes one finding of a pattern, with the newest line first.
func (g *Finder) pattern(p []instance, name, title, text string, note func(instance) string) {
	if len(p) == 0 {
		return
	}
	g.add(Finding{ID: "oneway", about: name, Severity: 0.7, Text: text, Numbers: map[string]any{"pattern": name, "people": len(p)}, words: func(f *Finding) {
		slices.SortStableFunc(p, func(a, b instance) int { return b.day().Compare(a.day()) })
		f.Do = txt.Command("show", g.who(p[0].Member))
		people := make([]*network.Member, len(p))
		for at, i := range p {
			if people[at] = i.Member; g.telling {
				f.Why = append(f.Why, tellAt(i.Counted(i.line).Line, "%s, %s: %s", i.Name, form.FullDay(i.day()), note(i)))
			}
		}
		f.name(people...)
		f.Title = fmt.Sprintf(title, memberNames(people))
		if len(p) > 1 {
			f.Title = strings.Replace(f.Title, " was asked", " were asked", 1)
		}
	}})
}

// history is the counted lines of 24 months, and what was before. Of a line it
// tells the place in Touches, or -1.
type history struct {
	*network.Member
	today date.Date
	first int // the place of the first line of 24 months
}

func newHistory(m *network.Member, today date.Date) history {
	first, oldest := len(m.Touches), today.AddDays(-givingDays)
	for first > 0 && !m.Touches[first-1].Day.Before(oldest) {
		first--
	}
	return history{m, today, first}
}

// find adds what there is of a person to the patterns.
func (h history) find(all *[patterns][]instance) {
	add := func(pattern, line, n int) { all[pattern] = append(all[pattern], instance{h.Member, line, n}) }
	if n, last := h.onlyAsks(); n >= asksTogether {
		add(onlyAsks, last, n)
	} else if ask, silence := h.coldAsk(); ask >= 0 { // the silence is a part of the first pattern
		add(coldAsk, ask, silence)
	}
	if line := h.openGift(); line >= 0 {
		add(openGift, line, 0)
	}
	if line := h.openReport(); line >= 0 {
		add(openReport, line, 0)
	}
}

func (h history) recent() []facts.Touch { return h.Touches[h.first:] }

// onlyAsks counts asks where nothing else went out: nothing given, no other
// line, no conversation.
func (h history) onlyAsks() (n, last int) {
	for i, d := range h.recent() {
		switch {
		case !d.Answers():
		case d.Asks() && !d.Gift() && !d.Talked():
			n, last = n+1, h.first+i
		default:
			return 0, last
		}
	}
	return n, last
}

// gaveSince reports whether the user gave something on a day or later.
func (h history) gaveSince(day date.Date) bool {
	return slices.ContainsFunc(h.recent(), func(d facts.Touch) bool { return d.Gave() && !d.Day.Before(day) })
}

// coldAsk is an ask after a silence of more than a year and two rhythms, to
// somebody known before, with nothing given since.
func (h history) coldAsk() (ask, silence int) {
	ask = -1
	limit := max(float64(coldDays), 2*h.Ratio())
	for i, d := range h.Touches[h.first:] {
		if i += h.first; !d.Asks() {
			continue
		}
		if i == 0 || h.Touches[i-1].Day == d.Day {
			continue // nothing before it, or something on the same day
		}
		if days := d.Day.Sub(h.Touches[i-1].Day); float64(days) > limit && !h.gaveSince(d.Day) {
			ask, silence = i, days
		}
	}
	return ask, silence
}

// openGift is something they gave that nothing from the user followed: no line
// within a week, and none but asks later.
func (h history) openGift() int {
	got := -1
	for i, d := range h.recent() {
		if d.Got() && h.today.Sub(d.Day) > gotDays && !h.followed(i, d.Day) {
			got = h.first + i
		}
	}
	return got
}

// followed reports whether something from the user came after a gift of a day.
func (h history) followed(gift int, day date.Date) bool {
	for j, d := range h.recent() {
		if j != gift && d.Answers() && !d.Day.Before(day) && (!d.Asks() || d.Day.Sub(day) <= gotDays) {
			return true
		}
	}
	return false
}

// openReport is an ask that was answered 120 days ago, and the user has not
// said since what came of it: the answer.
func (h history) openReport() int {
	answer := -1
	for i, ask := range h.recent() {
		if !ask.Asks() {
			continue
		}
		if at := h.answer(i, ask.Day); at >= 0 && h.today.Sub(h.Touches[at].Day) > reportDays && !h.reported(h.Touches[at].Day) {
			answer = at
		}
	}
	return answer
}

// answer is the first thing heard from them since an ask, that day included.
func (h history) answer(ask int, asked date.Date) int {
	for j, d := range h.recent() {
		if j != ask && !d.Day.Before(asked) && d.Hears() {
			return h.first + j
		}
	}
	return -1
}

// reported reports whether something went out after an answer that is more
// than thanks or the next question; after some weeks anything is.
func (h history) reported(answered date.Date) bool {
	return slices.ContainsFunc(h.recent(), func(d facts.Touch) bool {
		return d.Answers() && d.Day.After(answered) && (!d.Thanks() && !d.Asks() || d.Day.Sub(answered) >= reportEarly)
	})
}
