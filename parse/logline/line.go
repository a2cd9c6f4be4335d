package logline

import (
	"sync"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Reader reads lines by the words of a folder; it may be used by several
// goroutines at once.
type Reader struct {
	Dates   date.Reader
	kinds   kinds
	sayings sayings
	// prepositions are the folder's own words for with, to and from.
	prepositions map[string]Direction
	promising    map[string][]promisePhrase
	rooms        sync.Pool // of *line
}

// Line is a head being understood. Its lists serve one head after the other.
type Line struct {
	reader  *Reader
	kinds   *kinds
	in      Setting
	head    string
	toks    []token
	links   []txt.Link
	phrased []phrase
	found   []txt.Link // by the phrases, one after the other
	people  []txt.Link // the same, each once

	unsaid   bool     // it tells what is no contact of the user's
	crossed  bool     // a sign crosses the line out
	unsure   bool     // it depends on who is known
	perhaps  []string // who may be meant by a first name
	near     string
	places   []txt.Span    // where words name somebody
	problems []txt.Problem // of people, with places in the head
	mistake  mistake       // of a note that looks like a contact

	allLinks  []txt.Link // of the whole line
	tags      []string
	keptLinks txt.Slab[txt.Link]
	keptTags  txt.Slab[string]
}

// token is a word or a link of a head.
type token struct {
	word       string // lower case, without punctuation around it and without apostrophes
	start, end int    // in the text, without the punctuation
	link       int32  // its place in the line's links, from 1; 0 for a word
	owner      bool   // a link to the note's owner
	comma      bool   // punctuation follows, which ends a phrase
	asked      bool   // it is a question mark
	dash       bool   // no word but a dash or an arrow between blanks
	hyphen     bool   // the next word is joined to it
	bracket    bool   // a bracket stands before it
}

// sense is what words in the place of a person mean.
type sense byte

const (
	nobody   sense = iota // no person at all: a purpose, a place, the user
	isOwner               // the note's
	isKnown               // somebody by a link or a whole name
	unlinked              // perhaps somebody: a first name
	stranger
)

// phrase is a preposition with the people after it, and the tokens it takes.
type phrase struct {
	word Direction // empty for people directly after the kind
	crowd
	within  bool // they stand among the words of the kind: "left her a message"
	at, end int
}

// crowd is a list of people: the owner of the note, others by link, or both.
type crowd struct {
	from, to int // the others among those named
	owner    bool
	strange  bool // somebody of whom nothing is known
}

func (c *crowd) known() bool { return c.owner || c.to > c.from }

func (c *crowd) explicit() bool { return c.to > c.from }

// subject is who did it, before the kind.
type subject struct {
	who  sense
	link txt.Link
	at   txt.Span
	end  int // the token behind it
}

// mistake is why a note looks like a contact: a word that is a kind, or nearly
// one, and its place.
type mistake struct {
	word string
	near string // the kind it nearly spells
	sure bool   // and no other
	at   txt.Span
}

// promisePhrase is words by which a line promises something.
type promisePhrase struct {
	words   []string
	first   bool // only where a line begins with them
	capital bool // only in capitals
	waiting bool // what somebody else is to do
}

func (l *Line) word(i int) string {
	if i < 0 || i >= len(l.toks) {
		return ""
	}
	return l.toks[i].word
}

// scan finds the links and the tags of an entry.
func (l *Line) scan(e *Entry, text string) {
	l.allLinks, l.tags = txt.ScanLinks(text, l.allLinks[:0], l.tags[:0])
	e.Links, e.Tags = l.keptLinks.Keep(l.allLinks, 128), l.keptTags.Keep(l.tags, 128)
}
