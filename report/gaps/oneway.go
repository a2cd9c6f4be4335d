package gaps

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
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
	line index.Dated
	note string
	what string // in the title, of one person alone
}

func (p *pattern) add(m *network.Member, d index.Dated, note string) {
	*p = append(*p, instance{Member: m, line: d, note: note})
}

// oneway finds people from whom the user takes without giving. It tells
// patterns and keeps no ledger: how often people exchange anything matters more
// than that it balances (Flynn 2003). What has been made good is not said.
func (g *Finder) oneway() {
	var asks, cold, got, report pattern
	people := slices.DeleteFunc(slices.Clone(g.People), func(m *network.Member) bool { return !m.Counts })
	network.ReadLines(people)
	for _, m := range people {
		h := newHistory(m, g.Today)
		if n, last := h.onlyAsks(); n >= asksTogether {
			asks.add(m, last, fmt.Sprintf("%d asks in 24 months, nothing given and nothing else from you", n))
			asks[len(asks)-1].what = form.Number(n) + " asks"
		} else if ask, silence, ok := h.coldAsk(); ok { // the silence is a part of the first pattern
			cold.add(m, ask, fmt.Sprintf("asked after %d days without a word", silence))
		}
		if line, ok := h.openGift(); ok {
			got.add(m, line, fmt.Sprintf("nothing from you within %d days, and nothing but asks since", gotDays))
		}
		if line, ok := h.openReport(); ok {
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
	slices.SortStableFunc(p, func(a, b instance) int { return b.line.Day.Compare(a.line.Day) })
	var people []*network.Member
	f := Finding{ID: "oneway", about: name, Severity: 0.7, Text: text, Do: txt.Command("show", g.who(p[0].Member)), Numbers: map[string]any{"pattern": name, "people": len(p)}}
	for _, i := range p {
		people = append(people, i.Member)
		f.Why = append(f.Why, tellAt(i.line.Line, "%s, %s: %s", i.Name, form.FullDay(i.line.Day), i.note))
	}
	f.Title = fmt.Sprintf(title, memberNames(people))
	if len(p) > 1 {
		f.Title = strings.Replace(f.Title, " was asked", " were asked", 1)
	}
	g.add(f, people...)
}

// history is the counted lines of 24 months, and what was before.
type history struct {
	*network.Member
	today  date.Date
	recent []index.Dated
}

func newHistory(m *network.Member, today date.Date) history {
	counted := m.Clocks().Counted
	first := len(counted)
	for first > 0 && today.Sub(counted[first-1].Day) <= givingDays {
		first--
	}
	return history{m, today, counted[first:]}
}

// onlyAsks counts asks where nothing else went out: nothing given, no other
// line, no conversation.
func (h history) onlyAsks() (n int, last index.Dated) {
	for _, d := range h.recent {
		switch {
		case !d.Answers():
		case d.Asks() && !d.HasTag("gave") && d.Class != parse.Sync:
			n, last = n+1, d
		default:
			return 0, last
		}
	}
	return n, last
}

// gaveSince reports whether the user gave something on a day or later.
func (h history) gaveSince(day date.Date) bool {
	for _, d := range h.recent {
		if d.Direction != parse.From && d.HasTag("gave") && !d.Day.Before(day) {
			return true
		}
	}
	return false
}

// coldAsk is an ask after a silence of more than a year and two rhythms, to
// somebody known before, with nothing given since.
func (h history) coldAsk() (ask index.Dated, silence int, ok bool) {
	limit := max(float64(coldDays), 2*h.Ratio())
	for i, d := range h.Clocks().Counted {
		if !d.Asks() || h.today.Sub(d.Day) > givingDays {
			continue
		}
		before := i - 1
		for before >= 0 && h.Clocks().Counted[before].Day == d.Day {
			before--
		}
		if before < 0 || before < i-1 {
			continue // nothing before it, or something on the same day
		}
		if days := d.Day.Sub(h.Clocks().Counted[before].Day); float64(days) > limit && !h.gaveSince(d.Day) {
			ask, silence, ok = d, days, true
		}
	}
	return ask, silence, ok
}

// openGift is something they gave that nothing from the user followed: no line
// within a week, and none but asks later.
func (h history) openGift() (got index.Dated, ok bool) {
	for _, d := range h.recent {
		if !d.HasTag("got") || h.today.Sub(d.Day) <= gotDays {
			continue
		}
		followed := false
		for _, e := range h.recent {
			after := e.Day.Sub(d.Day)
			followed = followed || e.Line != d.Line && e.Answers() && after >= 0 && (after <= gotDays || !e.Asks())
		}
		if !followed {
			got, ok = d, true
		}
	}
	return got, ok
}

// openReport is an ask that was answered 120 days ago, and the user has not
// said since what came of it.
func (h history) openReport() (answer index.Dated, ok bool) {
	for i, ask := range h.recent {
		if !ask.Asks() {
			continue
		}
		d, answered := h.answer(i, ask)
		if answered && h.today.Sub(d.Day) > reportDays && !h.reported(d.Day) {
			answer, ok = d, true
		}
	}
	return answer, ok
}

// answer is the first thing heard from them since an ask, that day included.
func (h history) answer(i int, ask index.Dated) (index.Dated, bool) {
	for j, d := range h.recent {
		if j != i && !d.Day.Before(ask.Day) && (d.Class == parse.Sync || d.Direction != parse.To) {
			return d, true
		}
	}
	return index.Dated{}, false
}

// reported reports whether something went out after an answer that is more
// than thanks or the next question; after some weeks anything is.
func (h history) reported(answered date.Date) bool {
	for _, d := range h.recent {
		after := d.Day.Sub(answered)
		if d.Answers() && after > 0 && (after >= reportEarly || d.Kind != parse.Thanks && !d.Asks()) {
			return true
		}
	}
	return false
}
