package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// giveRest is how many days after something was given a person is left in
// peace.
const giveRest = 60

// Share is who would care about something worth passing on.
type Share struct {
	Today   date.Date     `json:"today"`
	Topic   string        `json:"topic"`
	People  []Sharing     `json:"people"`
	LeftOut []LeftOut     `json:"left_out"`
	Reading []due.Reading `json:"reading"` // on the topic, of the reading list
}

// Sharing is somebody who would care, and why.
type Sharing struct {
	form.PersonRef
	Because []string     `json:"because"` // the skills, interests and topics that match
	Spoke   date.Date    `json:"spoke,omitzero"`
	Gave    date.Date    `json:"gave,omitzero"` // when the user last gave them something
	Warmth  index.Warmth `json:"warmth"`
	Step    date.Date    `json:"step,omitzero"` // the day of an open step "share"
	tier    string
}

// LeftOut is somebody who would care, but was given something.
type LeftOut struct {
	form.PersonRef
	Why  string    `json:"why"` // "lately", or "this already"
	On   date.Date `json:"on"`
	Text string    `json:"text"`
}

// MakeShare finds who would care about a topic, without those who were given
// something in the last 60 days or this very thing at any time.
func MakeShare(ix *index.Index, topic string, today date.Date) Share {
	r := Share{Today: today, Topic: topic, People: []Sharing{}, LeftOut: []LeftOut{}, Reading: []due.Reading{}}
	key := due.TopicKey(topic)
	for _, thing := range due.Readings(ix) {
		if thing.About(key) {
			r.Reading = append(r.Reading, thing)
		}
	}
	for _, p := range ix.People() {
		because := due.Cares(ix, p, key)
		if len(because) == 0 {
			continue
		}
		w := examine(ix, p, today)
		if !index.InNetwork(w.Status) || w.Status == parse.Paused || w.Resting.After(today) {
			continue
		}
		s := Sharing{PersonRef: form.RefOf(p), Because: because, Spoke: w.Spoke, Warmth: w.Warmth, tier: w.Tier}
		gift, same := w.gifts(topic, key)
		if gift != nil {
			s.Gave = gift.When.Day(today)
		}
		switch {
		case same != nil:
			r.LeftOut = append(r.LeftOut, LeftOut{s.PersonRef, "this already", same.When.Day(today), form.Words(form.PlainLine(same))})
			continue
		case gift != nil && today.Sub(s.Gave) < giveRest:
			r.LeftOut = append(r.LeftOut, LeftOut{s.PersonRef, "lately", s.Gave, form.Words(form.PlainLine(gift))})
			continue
		}
		for _, it := range w.Items {
			if it.Step == "share" && it.Status != due.Upcoming {
				s.Step = it.Due
			}
		}
		r.People = append(r.People, s)
	}
	slices.SortFunc(r.People, compareSharing)
	return r
}

// compareSharing puts open steps first and sleeping ties last; between them the
// closest rhythm, then who has waited longest.
func compareSharing(a, b Sharing) int {
	return cmp.Or(form.Count(a.Step.IsZero())-form.Count(b.Step.IsZero()), form.Count(a.Warmth == index.Dormant)-form.Count(b.Warmth == index.Dormant), a.Step.Compare(b.Step), strings.Compare(due.TierRank(a.tier), due.TierRank(b.tier)), a.Spoke.Compare(b.Spoke),
		txt.CompareNames(a.Name, b.Name), strings.Compare(a.Path, b.Path))
}

// gifts are the newest line that gave the person something, and the newest one
// that names the topic.
func (w *person) gifts(topic, key string) (last, same *index.Line) {
	for _, l := range w.Lines() {
		if l.Planned || l.Direction == logline.From || l.When.Day(w.Today).After(w.Today) || !w.HasTag(l, "gave") {
			continue
		}
		last = l
		if text := due.TopicKey(l.Raw); text != "" && strings.Contains(" "+text+" ", " "+key+" ") || strings.Contains(topic, "://") && strings.Contains(l.Raw, topic) {
			same = l
		}
	}
	return last, same
}

// Text writes who would care, and whom to leave in peace.
func (r Share) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	for i, thing := range r.Reading {
		p.Fact(form.First("to share", i), form.Inline(thing.Text))
	}
	if len(r.Reading) > 0 {
		p.Line()
	}
	wide, wideWhy := 0, 0
	for _, s := range r.People {
		wide, wideWhy = max(wide, form.Width(form.Inline(s.Name))), max(wideWhy, min(40, form.Width(form.Inline(strings.Join(s.Because, ", ")))))
	}
	for _, s := range r.People {
		state := "nothing given yet"
		if !s.Gave.IsZero() {
			state = "last given something " + form.Ago(r.Today.Sub(s.Gave))
		}
		if !s.Step.IsZero() {
			state += "; a month after you met"
		}
		p.Line(form.Pad(form.Inline(s.Name), wide), "  ", form.Pad(p.Cut(form.Inline(strings.Join(s.Because, ", ")), 40), wideWhy), "  ", state)
	}
	if len(r.People) == 0 {
		p.Line(fmt.Sprintf("Nobody to share %q with now.", form.Inline(r.Topic)))
	}
	for i, l := range r.LeftOut {
		if i == 0 {
			p.Line()
		}
		p.Line(p.Mark(form.Dim, form.Pad(form.First("not now", i), 10)+form.Pad(form.Inline(l.Name), wide)+"  "+form.Day(l.On, r.Today)+": "+form.Inline(l.Text)))
	}
	if len(r.People) > 0 {
		p.Line()
		p.Line(p.Mark(form.Dim, txt.Command("log", r.People[0].Name, "shared …")))
	}
	return p.Bytes()
}
