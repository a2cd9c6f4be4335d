package logline

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Entry is one dated line: what happened with whom, and what comes next.
type Entry struct {
	When      date.When
	Kind      Kind
	Direction Direction
	Class     Class
	Planned   bool
	Off       bool // a meeting or call that did not take place
	Among     bool // it took place among those named, without the user
	WithOwner bool // the note's owner takes part
	BySubject bool // the direction is "from" because of a subject: it holds for the owner alone
	Scope
	Given       bool      // the day comes from above, and the line has none of its own
	Unsure      bool      // its reading depends on who is known in the folder
	Met         bool      // a bullet of an event's "## Met"
	Undated     bool      // a "## Met" bullet without a date
	FromFields  bool      // made from front matter, not from a line
	Next        date.Date // after "->"
	MovedTo     date.Date // the day that a contact which did not take place was moved to
	Until       date.Date // the day that an automatic answer names
	NextReason  string
	Tags        []string   // written ones first, then the implied ones
	Head        string     // up to the first colon
	Text        string     // what follows the colon
	Raw         string     // the line without its bullet, as typed
	People      []txt.Link // who takes part besides the owner
	HeadLinks   []txt.Link // links of the head other than the owner's
	Links       []txt.Link // every link of the line
	Time        string     // as written: 14:30, 2:30pm-3:00pm
	Minutes     int        // how long it took; 0 where not written
	NearestKind string     // a known word near the unknown first one
	Span        txt.Span   // of Raw in the source
	Line        int
}

// Counted reports whether the entry moves a clock.
func (e *Entry) Counted() bool {
	return !e.Planned && !e.Off && (e.Class == Sync || e.Class == Async)
}

// HasTag reports whether the line bears the tag, in any case.
func (e *Entry) HasTag(tag string) bool {
	for _, t := range e.Tags {
		if strings.EqualFold(t, tag) {
			return true
		}
	}
	return false
}

// Answerable says whether the line, coming from a person, wants an answer.
func (e *Entry) Answerable() bool {
	return e.Direction == From && e.Kind.answerable() && !e.HasTag("noreply")
}

// Asks says whether the line asks the person for something.
func (e *Entry) Asks() bool {
	return e.Direction != From && (e.Kind == Ask || e.HasTag("asked"))
}

// AsksInWords reports whether a line to somebody tells in words that something was
// asked, which its kind does not say: "email: asked for a letter", "wrote to ask".
func (e *Entry) AsksInWords() bool {
	if e.Class != Async || e.Direction != To || e.Planned || e.Off || e.Asks() || e.HasTag("noreply") {
		return false
	}
	asks := func(word string) bool {
		return slices.Contains([]string{"ask", "asked", "asking", "request", "requested", "requesting"}, strings.Trim(strings.ToLower(word), ",.;:"))
	}
	head := strings.Fields(e.Head)
	for i, word := range head {
		if asks(word) && i > 0 && (head[i-1] == "to" || strings.HasSuffix(word, "ing")) {
			return true
		}
	}
	text := strings.Fields(e.Text)
	return len(text) > 1 && asks(text[0]) && text[1] != "me" && text[1] != "us"
}

// Setting is what an entry is read with.
type Setting struct {
	Scope
	Owner *Owner // nil in a note that belongs to nobody
	Names
	Given date.When // the day from above, of a line that has none of its own
	// References are those of the note.
	References txt.References
	// Typed says that the line is typed on a command line, where names may be small.
	Typed bool

	Room *Line // for the head
}

// Scope is where a line stands.
type Scope struct {
	InLog   bool // in a log: below a heading for it, or in a contact's note
	Heading bool // below a heading for it
	Planned bool // below a heading of plans
	Present bool // a list of those who were there
	OfADay  bool // among the lines of a day, where only a contact with somebody named is an entry
}

// explicitly reports whether somebody must be named for the line to count.
func (in *Setting) explicitly() bool { return !in.InLog }

// Plan is the contact on the day to which one that did not take place was moved.
func (e *Entry) Plan() Entry {
	p := *e
	p.When, p.Planned, p.Off, p.MovedTo, p.Next, p.NextReason = date.When{From: e.MovedTo, To: e.MovedTo}, true, false, date.Date{}, date.Date{}, ""
	return p
}

// SetPerson gives an entry the person at the start of a text, and what follows as
// the hook.
func (e *Entry) SetPerson(text string, person txt.Link, size int) {
	e.People, e.HeadLinks = []txt.Link{person}, []txt.Link{person}
	e.Head, e.Text = text[:size], strings.TrimSpace(strings.TrimLeft(text[size:], " \t:,–—-"))
}
