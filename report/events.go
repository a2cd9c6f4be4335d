package report

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// EventStory is an event: what it is prepared with while it is ahead, and what
// came of it afterwards.
type EventStory struct {
	EventPrep
	Came EventCount `json:"came"` // of one that has begun
	Met  []MetThere `json:"met"`
	Aims []WrapGoal `json:"aims"` // its goals, with whom of those met they name
}

// MetThere is somebody met at an event.
type MetThere struct {
	form.PersonRef
	Hook string `json:"hook,omitempty"` // what was talked about
}

// Ahead reports whether an event has not ended; one without a day has not.
func (e *EventStory) Ahead() bool {
	return e.Start.IsZero() || !date.Latest(e.Start, e.End).Before(e.Today)
}

// MakeEvents tells the events of the folder, the newest first.
func MakeEvents(w *network.Network) []EventStory {
	g, out := gaps.Of(w), []EventStory{}
	people := make([]*person, len(w.People))
	parallel.Each(len(people), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			if m := w.People[i]; m.Status != parse.Imported {
				people[i] = look(w.Index, m.Person, w.Today)
			}
		}
	})
	at := map[*parse.Note][]*person{} // who may have been met at an event
	for _, p := range people {
		if p != nil {
			for _, place := range p.metPlaces() {
				at[place] = append(at[place], p)
			}
		}
	}
	for _, e := range w.Events() {
		s := EventStory{EventPrep: plans(g, e), Came: EventCount{Name: e.Name, Path: e.Path, Start: e.Start, End: e.End, People: []form.PersonRef{}}, Met: []MetThere{}}
		if s.Ahead() {
			s.known(g.Index, e)
			s.there()
		}
		var met []*index.Person
		for _, p := range at[e.Note] {
			if t, ok := p.metAt(e); ok {
				met = append(met, p.Person)
				s.Came.add(p, t)
				s.Met = append(s.Met, MetThere{form.RefOf(p.Person), p.hook(e)})
			}
		}
		s.Aims = goalsOf(e, met)
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b EventStory) int {
		return cmp.Or(b.Start.Compare(a.Start), strings.Compare(a.Path, b.Path))
	})
	return out
}

// metPlaces are the notes of the events at which somebody may have been met, each
// once.
func (w *person) metPlaces() (out []*parse.Note) {
	for _, b := range w.MetBullets() {
		if !slices.Contains(out, b.Event) {
			out = append(out, b.Event)
		}
	}
	if place := w.Index.Place(w.Text("met_at")); place != nil && !slices.Contains(out, place) {
		out = append(out, place)
	}
	return out
}

// hook is what the event's note says of meeting somebody there.
func (w *person) hook(e *index.Event) string {
	for _, b := range w.MetBullets() {
		if b.Event == e.Note {
			for _, l := range append(w.Twins(b.Meeting), b.Meeting) {
				if l.Note == e.Note {
					return form.Words(cmp.Or(l.Text, l.Head))
				}
			}
		}
	}
	return ""
}
