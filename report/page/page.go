// Package page is the one HTML file that shows a folder at a glance: who is
// due, everybody with their story, the network drawn, two years of contact,
// events, gaps and the year in numbers.
//
// Make takes the answers of package report and package index and lays them out
// as a Page, a value of words, marks and coordinates; HTML writes it. Nothing
// here counts what a report counts. The same notes on the same day give the
// same bytes: no clock, no map's order, no zone, and of arithmetic only what
// every processor does alike.
//
//	words.go     texts with links, names, and the addresses of cards
//	today.go people.go network.go calendar.go events.go gaps.go year.go
//	             a view each, as a value
//	layout.go labels.go hull.go pack.go picture.go overview.go
//	             the network drawn: places, names, outlines, marks
//	html.go      the templates, and what is done to every byte
package page

import (
	"fmt"
	"slices"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/parallel"
	"netnotes/index/public"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/gaps"
)

// Page is the whole file as a value.
type Page struct {
	Weekday, Day, Title string
	Lede                []Words
	Today               Today
	People              People
	Network             Network
	Calendar            Calendar
	Events              Events
	Gaps                Gaps
	Year                Year
	Nobody              Words // what to type, where nobody is there
	Foot                []string
	Kept                int // people on the page
}

// Many reports whether these are more people than a browser lays out at once
// without letting one wait.
func (p Page) Many() bool { return p.Kept > 250 }

// Make makes the page of a folder on a day. What the notes call private does
// not take part in it at all.
func Make(ix *index.Index, today date.Date, o Options) Page {
	public := public.Of(ix)
	m := &maker{Options: o, public: public, net: network.New(public.Index, today), today: today, byPath: map[string]*somebody{}, members: map[*index.Person]*network.Member{}}
	if o.Initials {
		m.secret = newInitials(m.net)
	}
	all := m.gather()
	p := Page{Weekday: weekday(today), Day: longDay(today), Kept: len(m.people)}
	p.Title = "Your network, " + p.Day
	m.views(&p)
	p.Lede = m.lede(all, &p)
	p.Foot = m.foot()
	if len(m.people) == 0 {
		p.Nobody = Words{{Text: "Nobody is here yet. The first note: "}, {Text: txt.Command("new contact", "NAME"), Code: true}}
		if all > 0 {
			p.Nobody = Words{{Text: "Nobody is what was asked for. Everybody: "}, {Text: txt.Command("page"), Code: true}}
		}
	}
	return p
}

// views makes the views side by side. What a network works out when it is asked is
// asked for by one of them at a time.
func (m *maker) views(p *Page) {
	var missing gaps.Report
	var common []acquaintances
	cards := m.carded()
	parallel.Do(func() {
		missing = gaps.MakeOf(m.net, gaps.Options{All: true, Why: true})
		p.Network = m.network(&missing)
	}, func() {
		p.Today = m.dueToday()
		common = m.inCommon(cards)
		m.talks = report.Talks(m.public.Index, m.chosen, m.today)
	})
	p.People = m.everybody(cards, common)
	parallel.Do(func() {
		p.Events = m.events()
		p.Year = m.year()
	}, func() {
		p.Calendar = m.calendar()
		p.Gaps = m.missing(&missing)
	})
}

// gather finds who stands on the page, and returns how many there are without
// the query. Whom an import brought and nobody has looked at is not counted.
func (m *maker) gather() (all int) {
	for _, who := range m.net.People {
		m.members[who.Person] = who
		if who.Status == parse.Imported {
			continue
		}
		all++
		if m.Query.IsZero() || m.net.Matches(m.Query, who) {
			m.people = append(m.people, &somebody{Member: who})
		}
	}
	m.ids = m.cardIDs() // by path, as the network has them
	slices.SortStableFunc(m.people, func(a, b *somebody) int { return txt.CompareNames(a.Name, b.Name) })
	for i, who := range m.people {
		who.number, who.id = i, m.ids[who.Path]
		m.byPath[who.Path] = who
		m.chosen = append(m.chosen, who.Person)
	}
	return all
}

func (m *maker) lede(all int, p *Page) []Words {
	people := count(len(m.people), "person is", "people are")
	if len(m.people) < all {
		people = fmt.Sprintf("%d of %s", len(m.people), count(all, "person", "people"))
		people += map[bool]string{true: " is", false: " are"}[len(m.people) == 1]
	}
	live := len(m.live())
	if len(m.people) == 0 {
		return nil
	}
	said := plain(fmt.Sprintf("%s noted here; you spoke with %d of them in the last two years.", people, live))
	if len(m.people) == 1 {
		said = plain(people + " noted here.")
	}
	return []Words{said, p.Today.Lede}
}

func (m *maker) foot() []string {
	foot := []string{"Made from notes as they stood on " + longDay(m.today) + ". The page asks nothing of the network, and keeps nothing.",
		"What an export withholds is withheld here too."}
	if m.Initials {
		foot = append(foot, "Names are initials; addresses and the words of the notes are left out.")
	}
	if m.Unread != "" {
		foot = append(foot, "This is not all: "+m.Unread+".")
	}
	return foot
}
