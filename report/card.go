package report

import (
	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// CardEntry is a log line, newest first in a card.
type CardEntry struct {
	From        date.Date `json:"from"`
	To          date.Date `json:"to"`
	Precision   string    `json:"precision,omitempty"`
	Approximate bool      `json:"approximate,omitempty"`
	Time        string    `json:"time,omitempty"`
	Minutes     int       `json:"minutes,omitempty"`
	Kind        string    `json:"kind"`
	Direction   string    `json:"direction"`
	Counted     bool      `json:"counted"`
	Planned     bool      `json:"planned,omitempty"`
	Off         bool      `json:"off,omitempty"`
	People      []string  `json:"people"`
	Places      []string  `json:"places"`
	HeadLinks   []string  `json:"head_links"`
	Tags        []string  `json:"tags"`
	Head        string    `json:"head,omitempty"`
	Text        string    `json:"text,omitempty"`
	Next        date.Date `json:"next,omitzero"`
	NextReason  string    `json:"next_reason,omitempty"`
	Path        string    `json:"path"`
	Line        int       `json:"line"`

	also []string // what the same conversation is called in other notes
}

// CardPromise is a task.
type CardPromise struct {
	Text  string    `json:"text"`
	State string    `json:"state"` // open, done or cancelled
	Due   date.Date `json:"due,omitzero"`
	Path  string    `json:"path"`
	Line  int       `json:"line"`
	By    string    `json:"by"` // who is to keep it: me or them
}

func cardEntry(l *index.Line, p *index.Person) CardEntry {
	e := CardEntry{From: l.When.From, To: l.When.To, Precision: string(l.When.Precision), Approximate: l.When.Approximate, Time: l.Time, Minutes: l.Minutes,
		Kind: string(l.Kind), Direction: string(l.Direction), Counted: l.Counted(), Planned: l.Planned, Off: l.Off, People: form.List(l.Others(p)), Places: form.List(l.Places),
		HeadLinks: []string{}, Tags: form.List(l.Tags), Head: l.Head, Text: l.Text, Next: l.Next, NextReason: l.NextReason, Path: l.Note.Path, Line: l.Line}
	for _, link := range l.HeadLinks {
		e.HeadLinks = append(e.HeadLinks, link.Target)
	}
	var twins []*index.Line
	if p != nil {
		twins = p.Twins(l)
	}
	for _, twin := range twins {
		if text := form.Said(twin); text != form.Said(l) && text != "" {
			e.also = append(e.also, txt.PlainText(text))
		}
	}
	return e
}

func cardPromise(p *task.Promise, n *parse.Note) CardPromise {
	return CardPromise{Text: p.Text, State: string(p.State), Due: p.Day(), Path: n.Path, Line: p.Line, By: map[bool]string{true: "them", false: "me"}[p.Theirs]}
}

// Card is everything about one note: its fields, and for a contact the
// timeline and the promises.
type Card struct {
	Name     string         `json:"name"`
	Path     string         `json:"path,omitempty"` // absent of an organisation without a note
	Kind     string         `json:"kind"`
	Fields   map[string]any `json:"fields"` // as written: a text, or a list of texts
	Warmth   index.Warmth   `json:"warmth,omitempty"`
	Spoke    date.Date      `json:"spoke,omitzero"`
	Touch    date.Date      `json:"touch,omitzero"`
	Cadence  string         `json:"cadence,omitempty"`
	Tier     string         `json:"tier,omitempty"`
	Entries  []CardEntry    `json:"entries"`
	Promises []CardPromise  `json:"promises"`
	People   []Going        `json:"people,omitzero"` // of an organisation, an event or a group
	Intel    []CardEntry    `json:"intel,omitzero"`  // what was told about it
	Leads    []Lead         `json:"leads,omitzero"`  // openings at an organisation
	// Candidates may be people of an organisation, by words of theirs.
	Candidates []gaps.Candidate `json:"candidates,omitzero"`

	today date.Date
	note  *parse.Note
	items []due.Item
}
