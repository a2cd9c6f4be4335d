package report

import (
	"slices"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Year is twelve calendar months in numbers, the last one up to today.
type Year struct {
	Today   date.Date      `json:"today"`
	From    date.Date      `json:"from"`
	Months  []MonthTalks   `json:"months"` // 12, the oldest first
	Thanks  ThanksCount    `json:"thanks"`
	Level   Levels         `json:"level"`
	Place   Places         `json:"place"`
	Outside *OutsideSearch `json:"outside_search,omitempty"` // absent without a search in targets.md
}

// MonthTalks counts the conversations of a month, and of the same month a year
// before up to the same day.
type MonthTalks struct {
	Month  date.Date `json:"month"` // its first day
	Count  int       `json:"count"`
	Before int       `json:"before"`
}

// Levels counts the lines of a year to people and with them by their level
// against the user's.
type Levels struct {
	Mine    string `json:"mine,omitempty"` // empty where targets.md does not say
	Up      int    `json:"up"`
	Same    int    `json:"same"`
	Down    int    `json:"down"`
	Unknown int    `json:"unknown"`
}

// Places counts the conversations of a year, with each who took part, by where
// they are.
type Places struct {
	Mine    string `json:"mine,omitempty"` // the user's organisation; empty where targets.md does not say
	Inside  int    `json:"inside"`
	Outside int    `json:"outside"`
	Unknown int    `json:"unknown"`
}

const yearMonths = 12

// MakeYear counts the year of some people of the network, with whom the
// conversations were on the days of Talks.
func MakeYear(w *network.Network, chosen []*index.Person, talks []date.Date) Year {
	first := date.Date{Year: w.Today.Year, Month: w.Today.Month, Day: 1}
	y := Year{Today: w.Today, From: first.AddMonths(1 - yearMonths)}
	in := func(from, to date.Date) (n int) {
		for _, d := range talks {
			n += form.Count(!d.Before(from) && !d.After(to))
		}
		return n
	}
	for i := range yearMonths {
		month := y.From.AddMonths(i)
		end := month.AddMonths(1).AddDays(-1)
		if end.After(w.Today) {
			end = w.Today
		}
		y.Months = append(y.Months, MonthTalks{month, in(month, end), in(month.AddMonths(-12), sameDay(month, end))})
	}
	review := MakeReviewOf(w.Index, chosen, date.When{From: y.From, To: w.Today, Precision: date.ByDay}, "", w.Today)
	y.Thanks, y.Outside = review.Thanks, review.OutsideSearch
	keep := map[*index.Person]bool{}
	for _, p := range chosen {
		keep[p] = true
	}
	members := slices.DeleteFunc(slices.Clone(w.People), func(m *network.Member) bool { return !m.Counts || !keep[m.Person] })
	y.split(gaps.Of(w).Me, w, members)
	return y
}

// sameDay is the day of the year before up to which a month is compared.
func sameDay(month, end date.Date) date.Date {
	before := month.AddMonths(-12)
	if end == month.AddMonths(1).AddDays(-1) {
		return before.AddMonths(1).AddDays(-1)
	}
	return before.AddDays(end.Sub(month))
}

// split sorts what was said by level and by place.
func (y *Year) split(me parse.Me, w *network.Network, members []*network.Member) {
	mine := gaps.Rank(me.Level)
	if mine >= 0 {
		y.Level.Mine = me.Level
	}
	if len(me.Orgs) > 0 {
		y.Place.Mine = txt.PlainText(me.Orgs[0])
	}
	for _, m := range members {
		n, r := gaps.EffortFor(m, y.Today), gaps.Rank(m.Text("level"))
		switch {
		case r < 0:
			y.Level.Unknown += n
		case r > mine:
			y.Level.Up += n
		case r == mine:
			y.Level.Same += n
		default:
			y.Level.Down += n
		}
		talks := 0
		for _, day := range m.Conversations {
			talks += form.Count(!day.Before(y.From))
		}
		switch orgs := m.List("org"); {
		case len(orgs) == 0:
			y.Place.Unknown += talks
		case w.SamePlace(orgs, me.Orgs):
			y.Place.Inside += talks
		default:
			y.Place.Outside += talks
		}
	}
}
