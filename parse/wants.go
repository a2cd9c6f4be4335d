package parse

import (
	"fmt"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// Targets is the network the user says they want: the note of type targets.
type Targets struct {
	Me       Me
	Mode     Mode
	Budget   Budget
	Wants    []Want
	CouldUse []CouldUse
}

// Me is what the user says of themselves, to compare others with.
type Me struct {
	Name, LinkedIn string    // which side of other programs' files is the user's
	Emails         []string  // the same
	Since          date.When // the start of the present role
	Orgs, Schools  []string  // as written
	Level, Sector  string    // folded; empty where unknown
}

// Mode says what the user is about at present.
type Mode struct {
	Searching bool      // for a job
	When      date.When // zero: without an end
}

// SearchingOn reports whether the user looks for a job on a day.
func (m Mode) SearchingOn(day date.Date) bool {
	return m.Searching && (m.When.IsZero() || !day.Before(m.When.From) && !day.After(m.When.To))
}

// Budget is how many messages the user can write.
type Budget struct {
	N   int
	Per date.Unit
}

// IsZero reports whether no budget is known.
func (b Budget) IsZero() bool { return b.N == 0 }

// String writes the budget as it is typed: 5/week.
func (b Budget) String() string { return fmt.Sprintf("%d/%s", b.N, unitName(b.Per)) }

// PerYear is the budget in messages a year of 365 days.
func (b Budget) PerYear() float64 {
	if b.IsZero() {
		return 0
	}
	return float64(b.N) * 365 / (date.Duration{N: 1, Unit: b.Per}).Days()
}

func unitName(u date.Unit) string {
	switch u {
	case date.Week:
		return "week"
	case date.Month:
		return "month"
	case date.Year:
		return "year"
	}
	return "day"
}

// Want is one line of "## Want":
//
//	[N people] QUERY [from M orgs|sectors] [current W] [by DATE]
type Want struct {
	Raw     string // as typed
	Count   int    // N; 1 where not written
	Query   []Word
	From    int       // M; 0 where not written
	Of      string    // org or sector: what the M are
	Current int       // W; half of N, rounded up, where not written
	By      date.Date // zero where not written
	Span    txt.Span
	Line    int
}

// Word is a word of a line, with its quotes, and where it stands.
type Word struct {
	Text string
	Span txt.Span
}

// isTerm reports whether a word is KEY:VALUE, or a link.
func (w Word) isTerm() bool { return w.isLink() || w.isPair() }

func (w Word) isLink() bool {
	_, n := txt.ScanLink(strings.TrimPrefix(w.Text, "-"))
	return n > 0
}

func (w Word) isPair() bool {
	key, value, ok := strings.Cut(strings.TrimPrefix(w.Text, "-"), ":")
	return ok && key != "" && value != "" && !strings.HasPrefix(value, "//") && strings.Trim(txt.Fold(key), "abcdefghijklmnopqrstuvwxyz-_") == ""
}

// CouldUse is one line of "## Could use".
type CouldUse struct {
	Text string
	Span txt.Span
	Line int
}
