package txt

import "slices"

// Severity says how much a problem matters.
type Severity string

// Severities: an error is something netnotes could not read as it was meant,
// a warning something that is probably not meant, an info something that may
// be worth a look.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Code names a kind of problem; it is stable, for scripts and editors.
type Code string

// The problems of one note. Every code has a note in examples/broken.
const (
	BadDate        Code = "bad-date"
	NoYear         Code = "date-without-year"
	AmbiguousDate  Code = "ambiguous-date"
	BackwardsRange Code = "backwards-range"
	BadNext        Code = "bad-next"
	BadCadence     Code = "bad-cadence"
	BadValue       Code = "bad-value"
	UnreadDate     Code = "unread-date"
	UnknownKind    Code = "unknown-kind"
	UndatedLine    Code = "undated-line"
	UnknownPerson  Code = "unknown-person"
	UnlinkedPerson Code = "unlinked-person"
	WrongWeekday   Code = "wrong-weekday"
	DuplicateKey   Code = "duplicate-key"
	YAMLReserved   Code = "yaml-reserved"
	YAMLColon      Code = "yaml-colon"
	YAMLQuote      Code = "yaml-quote"
	YAMLTab        Code = "yaml-tab"
	YAMLSyntax     Code = "yaml-syntax"
	YAMLComment    Code = "yaml-comment"
	YAMLSwallowed  Code = "yaml-swallowed"
	FrontUnclosed  Code = "front-matter-unclosed"
	NotUTF8        Code = "not-utf8"
	MergeConflict  Code = "merge-conflict"
	BadWant        Code = "bad-want"
	TooMuch        Code = "too-much"
)

// MaxProblems is how many problems of one note are kept; a note made of
// mistakes is told apart from a note with some.
const MaxProblems = 500

// Problems collects the problems of one note.
type Problems struct {
	List    []Problem
	Dropped int
}

func (p *Problems) Add(list ...Problem) {
	room := min(MaxProblems-len(p.List), len(list))
	p.List = append(p.List, list[:room]...)
	p.Dropped += len(list) - room
}

// Problem is something wrong with a note: data, not an error, because reading
// goes on after it.
type Problem struct {
	Span       Span
	Start, End Position
	Code       Code
	Severity   Severity
	Text       string
	Hint       string // what to type instead; may be empty
	Fixes      []Fix  // ways to mend it, the likeliest first
}

// Fix is a text that mends a problem in the place of what stands there.
type Fix struct {
	At      Span // where; nothing for the place of the problem itself
	Text    string
	Certain bool // nothing else can have been meant
}

// Edits are the ways to mend a problem, each with its place.
func (p *Problem) Edits() []Fix {
	out := slices.Clone(p.Fixes)
	for i := range out {
		if out[i].At == (Span{}) {
			out[i].At = p.Span
		}
	}
	return out
}

// Maybe are fixes of which any may be what was meant.
func Maybe(texts ...string) []Fix {
	var out []Fix
	for _, text := range texts {
		out = append(out, Fix{Text: text})
	}
	return out
}

// Surely is the one fix there is.
func Surely(text string) []Fix { return []Fix{{Text: text, Certain: true}} }
