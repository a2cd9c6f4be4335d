package report

import (
	"cmp"
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

// Days of the review.
const (
	soonFollow = 2 // a new person was written to at once
	weekFollow = 7 // or within the week
	workMonths = 12
)

// Review is what happened in a span of days, in counts and names.
type Review struct {
	Today         date.Date        `json:"today"`
	From          date.Date        `json:"from"`
	To            date.Date        `json:"to"`
	Conversations Conversations    `json:"conversations"`
	Promises      PromiseCount     `json:"promises"`
	Answers       AnswerCount      `json:"answers"`
	Introductions Introductions    `json:"introductions"`
	Mentees       []MenteeCount    `json:"mentees"`
	Thanks        ThanksCount      `json:"thanks"`
	New           NewCount         `json:"new"`
	Events        []EventCount     `json:"events"`
	OutsideSearch *OutsideSearch   `json:"outside_search,omitempty"` // absent without a search in targets.md
	Quiet         []form.PersonRef `json:"quiet"`
	Work          WorkCount        `json:"work"`

	label string
}

// Conversations counts talks and exchanges; one with several people is one.
type Conversations struct {
	Count  int        `json:"count"`
	People int        `json:"people"`
	Most   *MostTalks `json:"most,omitempty"`
}

// MostTalks is the person with the most conversations.
type MostTalks struct {
	form.PersonRef
	Count int `json:"count"`
}

// PromiseCount counts the user's own promises.
type PromiseCount struct {
	Kept   int              `json:"kept"`
	OnTime int              `json:"on_time"` // of those kept that had a day
	Open   int              `json:"open"`    // whose day lies in the span and has passed
	People []form.PersonRef `json:"people"`  // to whom something is open
}

// AnswerCount counts what wanted an answer from the user.
type AnswerCount struct {
	Wanted int              `json:"wanted"`
	Given  int              `json:"given"`
	Soon   int              `json:"in_2_days"`
	Open   []form.PersonRef `json:"open"`
}

// Introductions names whom the user brought together, and to whom the user was
// introduced.
type Introductions struct {
	Made []Introduction `json:"made"`
	Got  []Introduction `json:"got"`
}

// Introduction is a day and the people who met.
type Introduction struct {
	On     date.Date `json:"on"`
	By     string    `json:"by,omitempty"` // who introduced the user
	People []string  `json:"people"`
}

// MenteeCount is somebody the user mentors.
type MenteeCount struct {
	form.PersonRef
	Conversations int `json:"conversations"`
}

// ThanksCount counts thank-yous after events and interviews.
type ThanksCount struct {
	Due    int              `json:"due"`
	OnTime int              `json:"on_time"` // no later than the next day
	Late   int              `json:"late"`
	Ahead  int              `json:"ahead"` // still to come, and not late yet
	Never  []form.PersonRef `json:"never"`
}

// NewCount counts the people met for the first time.
type NewCount struct {
	Count   int              `json:"count"`
	In2     int              `json:"in_2_days"` // followed up
	In7     int              `json:"in_7_days"` // those of In2 as well
	Later   int              `json:"later"`
	Ahead   int              `json:"ahead"` // met in the last two days
	Never   []form.PersonRef `json:"never"`
	Unknown int              `json:"unknown"` // met on no certain day
}

// EventCount is what became of an event.
type EventCount struct {
	Name      string           `json:"name"`
	Path      string           `json:"path"`
	Start     date.Date        `json:"start"`
	End       date.Date        `json:"end"`
	Met       int              `json:"met"`
	Thanked   int              `json:"thanked"` // no later than the next day
	Connected int              `json:"connected"`
	MetAgain  int              `json:"met_again"`
	People    []form.PersonRef `json:"people"`
}

// OutsideSearch is the share of contact made while not looking for a job.
type OutsideSearch struct {
	Contacts int     `json:"contacts"`
	Of       int     `json:"of"`
	Share    float64 `json:"share"`
}

// WorkCount is who of those met at work, in a group or as a volunteer a year
// ago or longer is still warm.
type WorkCount struct {
	Warm  int              `json:"warm"`
	Of    int              `json:"of"`
	Names []form.PersonRef `json:"people"` // the warm ones
}

// MakeReview looks back on a span of days, up to today. label is how the user
// asked for it.
func MakeReview(ix *index.Index, span date.When, label string, today date.Date) Review {
	return MakeReviewOf(ix, ix.People(), span, label, today)
}

// MakeReviewOf is the review of what happened with some of the people.
func MakeReviewOf(ix *index.Index, chosen []*index.Person, span date.When, label string, today date.Date) Review {
	r := Review{Today: today, From: span.From, To: span.To, Mentees: []MenteeCount{}, Events: []EventCount{}, Quiet: []form.PersonRef{}, label: label}
	r.Promises.People, r.Answers.Open, r.Thanks.Never, r.New.Never, r.Work.Names = []form.PersonRef{}, []form.PersonRef{}, []form.PersonRef{}, []form.PersonRef{}, []form.PersonRef{}
	r.Introductions.Made, r.Introductions.Got = []Introduction{}, []Introduction{}
	if r.To.After(today) {
		r.To = today
	}
	search := searches(ix)
	if len(search) > 0 {
		r.OutsideSearch = &OutsideSearch{}
	}
	talks := talkCount{}
	intros := map[string]bool{}
	days := date.When{From: r.From, To: r.To, Precision: date.ByDay}
	for _, p := range chosen {
		w, idle := glance(ix, p, days, today), ix.Idle(p, days, today)
		if w.Status == parse.Imported {
			continue
		}
		n := talks.add(w, r.in)
		if w.relation("mentee") && (n > 0 || r.current()) {
			r.Mentees = append(r.Mentees, MenteeCount{form.RefOf(p), n})
		}
		if r.current() {
			r.now(w)
		}
		if idle {
			continue
		}
		r.promises(w)
		r.answers(w)
		r.introductions(w, intros)
		r.thanks(w)
		r.meet(w)
		r.searching(w, search)
	}
	r.Conversations = talks.sum()
	r.events(ix, chosen)
	r.sort()
	return r
}

// current reports whether the span reaches today: how a tie stands is known for
// today only.
func (r *Review) current() bool { return r.To == r.Today }

// now notes how a tie stands.
func (r *Review) now(w *person) {
	r.work(w)
	if w.Status == parse.Active && w.Quiet() {
		r.Quiet = append(r.Quiet, form.RefOf(w.Person))
	}
}

func (r *Review) in(d date.Date) bool { return !d.IsZero() && !d.Before(r.From) && !d.After(r.To) }

func (w *person) relation(want string) bool {
	return slices.ContainsFunc(w.List("relation"), func(have string) bool { return txt.FoldName(have) == want })
}

// sort orders people and days.
func (r *Review) sort() {
	for _, refs := range []*[]form.PersonRef{&r.Promises.People, &r.Answers.Open, &r.Thanks.Never, &r.New.Never, &r.Quiet, &r.Work.Names} {
		*refs = form.SortRefs(*refs)
	}
	slices.SortStableFunc(r.Mentees, func(a, b MenteeCount) int {
		return cmp.Or(cmp.Compare(b.Conversations, a.Conversations), txt.CompareNames(a.Name, b.Name))
	})
	byDay := func(a, b Introduction) int { return a.On.Compare(b.On) }
	slices.SortStableFunc(r.Introductions.Made, byDay)
	slices.SortStableFunc(r.Introductions.Got, byDay)
	slices.SortStableFunc(r.Events, func(a, b EventCount) int { return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.Path, b.Path)) })
}

// talkCount counts conversations, each once, and with whom.
type talkCount map[talk][]form.PersonRef

// talk tells a conversation from others: by its day, its kind and who took part.
type talk struct {
	on   date.Date
	what string
}

// Talks are the days of the conversations with some people, each conversation
// once, the oldest first.
func Talks(ix *index.Index, people []*index.Person, today date.Date) []date.Date {
	talks := talkCount{}
	w := person{new(due.Contact)}
	for _, p := range people {
		if w.Look(ix, p, today); w.Status != parse.Imported {
			talks.add(&w, func(date.Date) bool { return true })
		}
	}
	days := make([]date.Date, 0, len(talks))
	for t := range talks {
		days = append(days, t.on)
	}
	slices.SortFunc(days, date.Date.Compare)
	return days
}

// add counts a person's conversations of a span and returns how many.
func (t talkCount) add(w *person, in func(date.Date) bool) int {
	n := 0
	for _, on := range w.Conversations {
		if !in(on) {
			continue
		}
		n++
		key := talk{on, w.Path} // an exchange is with one person
		for _, d := range w.Counted {
			if d.Day == on && (d.Class == logline.Sync || d.Direction == logline.With) {
				who := append(d.Others(w.Person), w.Name)
				slices.Sort(who)
				key.what = string(d.Kind) + " " + strings.Join(who, "\x00")
				break
			}
		}
		t[key] = append(t[key], form.RefOf(w.Person))
	}
	return n
}

func (t talkCount) sum() Conversations {
	c := Conversations{Count: len(t)}
	with := map[form.PersonRef]int{}
	for _, refs := range t {
		for _, ref := range refs {
			with[ref]++
		}
	}
	c.People = len(with)
	for ref, n := range with {
		if c.Most == nil || n > c.Most.Count || n == c.Most.Count && ref.Path < c.Most.Path {
			c.Most = &MostTalks{ref, n}
		}
	}
	return c
}
