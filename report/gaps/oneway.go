package gaps

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/index/network"
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

// pattern is one way in which the user only asks: whom it is about and the
// line that says so.
type pattern []instance

type instance struct {
	*network.Member
	line int // in Touches
	note string
	what string // in the title, of one person alone
}

func (p *pattern) add(m *network.Member, line int, note string) {
	*p = append(*p, instance{Member: m, line: line, note: note})
}

func (i instance) day() date.Date { return i.Touches[i.line].Day }

// oneway finds people from whom the user takes without giving. It tells
// patterns and keeps no ledger: how often people exchange anything matters more
// than that it balances (Flynn 2003). What has been made good is not said.
func (g *Finder) oneway() {
	var asks, cold, got, report pattern
	for _, m := range g.People {
		if !m.Counts {
			continue
		}
		h := newHistory(m, g.Today)
		if n, last := h.onlyAsks(); n >= asksTogether {
			asks.add(m, last, fmt.Sprintf("%d asks in 24 months, nothing given and nothing else from you", n))
			asks[len(asks)-1].what = form.Number(n) + " asks"
		} else if ask, silence := h.coldAsk(); ask >= 0 { // the silence is a part of the first pattern
			cold.add(m, ask, fmt.Sprintf("asked after %d days without a word", silence))
		}
		if line := h.openGift(); line >= 0 {
			got.add(m, line, fmt.Sprintf("nothing from you within %d days, and nothing but asks since", gotDays))
		}
		if line := h.openReport(); line >= 0 {
			report.add(m, line, fmt.Sprintf("they answered your question; no word of what came of it in %d days", reportDays))
		}
	}
	title := "%s: only asks from you in two years"
	if len(asks) == 1 {
		title = "%s: " + asks[0].what + " in two years, nothing else from you"
	}
	g.pattern(asks, "asks", title, "Something useful first, before the next question.")
	g.pattern(got, "got", "%s gave you something, and a thank-you is open", "A line is enough, and it is not too late.")
	g.pattern(report, "report", "%s answered your question; tell what came of it", "People like to hear how their advice turned out.")
	g.calm("Nobody hears only asks from you, and nothing they gave or answered is open.")
	g.pattern(cold, "cold", "%s was asked for something after a long silence", "Something for them comes well now, before the next question.")
}

// pattern makes one finding of a pattern, with the newest line first.
func (g *Finder) pattern(p pattern, name, title, text string) {
	if len(p) == 0 {
		return
	}
	slices.SortStableFunc(p, func(a, b instance) int { return b.day().Compare(a.day()) })
	var people []*network.Member
	f := Finding{ID: "oneway", about: name, Severity: 0.7, Text: text, Do: txt.Command("show", g.who(p[0].Member)), Numbers: map[string]any{"pattern": name, "people": len(p)}}
	for _, i := range p {
		if people = append(people, i.Member); !g.telling {
			continue
		}
		f.Why = append(f.Why, tellAt(i.Counted(i.line).Line, "%s, %s: %s", i.Name, form.FullDay(i.day()), i.note))
	}
	f.Title = fmt.Sprintf(title, memberNames(people))
	if len(p) > 1 {
		f.Title = strings.Replace(f.Title, " was asked", " were asked", 1)
	}
	g.add(f, people...)
}

// history is the counted lines of 24 months, and what was before. Of a line it
// tells the place in Touches, or -1.
type history struct {
	*network.Member
	today date.Date
	first int // the place of the first line of 24 months
}

func newHistory(m *network.Member, today date.Date) history {
	first := len(m.Touches)
	for first > 0 && today.Sub(m.Touches[first-1].Day) <= givingDays {
		first--
	}
	return history{m, today, first}
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
	for i, d := range h.Touches {
		if !d.Asks() || h.today.Sub(d.Day) > givingDays {
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
		if !d.Got() || h.today.Sub(d.Day) <= gotDays {
			continue
		}
		followed := false
		for j, e := range h.recent() {
			after := e.Day.Sub(d.Day)
			followed = followed || j != i && e.Answers() && after >= 0 && (after <= gotDays || !e.Asks())
		}
		if !followed {
			got = h.first + i
		}
	}
	return got
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
		after := d.Day.Sub(answered)
		return d.Answers() && after > 0 && (after >= reportEarly || !d.Thanks() && !d.Asks())
	})
}
