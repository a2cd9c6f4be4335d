package report

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
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

	label   string
	promise *due.Kind
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
	r := Review{Today: today, From: span.From, To: span.To, Mentees: []MenteeCount{}, Events: []EventCount{}, Quiet: []form.PersonRef{}, label: label, promise: due.Contact{Kinds: due.Kinds()}.Kinds.Named("promise")}
	r.Promises.People, r.Answers.Open, r.Thanks.Never, r.New.Never, r.Work.Names = []form.PersonRef{}, []form.PersonRef{}, []form.PersonRef{}, []form.PersonRef{}, []form.PersonRef{}
	r.Introductions.Made, r.Introductions.Got = []Introduction{}, []Introduction{}
	if r.To.After(today) {
		r.To = today
	}
	search := searches(ix)
	if len(search) > 0 {
		r.OutsideSearch = &OutsideSearch{}
	}
	var talks talks
	intros := map[string]bool{}
	for _, p := range chosen {
		a := accountOf(ix, p, today)
		if a.Status == parse.Imported {
			continue
		}
		if n := talks.add(a, r.in); (n > 0 || r.current()) && a.relation("mentee") {
			r.Mentees = append(r.Mentees, MenteeCount{form.RefOf(p), n})
		}
		if r.current() {
			r.now(a)
		}
		r.promises(a)
		r.answers(a)
		r.introductions(a, intros)
		r.thanks(a)
		r.meet(a)
		r.searching(a, search)
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
func (r *Review) now(a *account) {
	r.work(a)
	if a.Status == parse.Active && a.Quiet() {
		r.Quiet = append(r.Quiet, form.RefOf(a.Person))
	}
}

func (r *Review) in(d date.Date) bool { return !d.IsZero() && !d.Before(r.From) && !d.After(r.To) }

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
