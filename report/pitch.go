package report

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// How a pitch is spoken.
const (
	wordsPerMinute = 150
	pitchSeconds   = 30 // longer, and nobody remembers the beginning
)

// Pitch is what the user says about themselves in half a minute.
type Pitch struct {
	Path     string      `json:"path,omitempty"` // absent where there is no pitch yet
	Words    int         `json:"words"`
	Seconds  int         `json:"seconds"`
	Parts    []PitchPart `json:"parts"`
	Warnings []string    `json:"warnings"`
}

// PitchPart is one of the four parts of a pitch.
type PitchPart struct {
	Heading string `json:"heading"`
	Words   int    `json:"words"`
	Seconds int    `json:"seconds"`
	Empty   bool   `json:"empty"`
}

// MakePitch reads the pitch: four headings, and what is said under each.
func MakePitch(ix *index.Index) Pitch {
	p := Pitch{Parts: pitchParts(), Warnings: []string{}}
	for _, n := range ix.Notes() {
		if n.Kind != parse.PitchNote {
			continue
		}
		p.Path = n.Path
		p.fill(ix.Sections(n))
		break
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		part.Seconds, part.Empty = speaking(part.Words), part.Words == 0
		p.Words += part.Words
	}
	p.Seconds = speaking(p.Words)
	p.warn()
	return p
}

// pitchParts are the four questions a pitch answers, in their order.
func pitchParts() []PitchPart {
	return []PitchPart{{Heading: "Who you are"}, {Heading: "What you do"}, {Heading: "What you look for"}, {Heading: "What makes you different"}}
}

// fill counts the words of each part. Headings in words of the user's own are
// taken in their order where none is recognised.
func (p *Pitch) fill(sections []markdown.Section) {
	at := -1
	recognised := false
	for _, s := range sections {
		if i := pitchPart(s.Heading); i >= 0 {
			recognised = true
		}
	}
	next := 0
	for _, s := range sections {
		switch i := pitchPart(s.Heading); {
		case recognised && i >= 0:
			at = i
		case recognised && at >= 0 && s.Level > 2:
			s.Heading = p.Parts[at].Heading // a heading within a part
		case recognised:
			at = -1
		case s.Level >= 2 && next < len(p.Parts):
			at, next = next, next+1
		default:
			at = -1
		}
		if at < 0 {
			continue
		}
		if s.Heading != "" {
			p.Parts[at].Heading = s.Heading
		}
		p.Parts[at].Words += countWords(s.Text)
	}
}

// pitchPart says which part a heading begins, or -1.
func pitchPart(heading string) int {
	words := strings.Fields(txt.FoldName(heading))
	has := func(any ...string) bool {
		for _, w := range words {
			for _, a := range any {
				if strings.TrimFunc(w, unicode.IsPunct) == a {
					return true
				}
			}
		}
		return false
	}
	switch {
	case has("different", "special", "unique"):
		return 3
	case has("look", "looking", "seek", "want", "next"):
		return 2
	case has("do"):
		return 1
	case has("who"):
		return 0
	}
	return -1
}

// countWords counts what is spoken: marks alone are no words.
func countWords(text string) int {
	n := 0
	for _, word := range strings.Fields(text) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

func speaking(words int) int {
	return int(math.Floor(float64(words)*60/wordsPerMinute + 0.5))
}

func (p *Pitch) warn() {
	if p.Path == "" {
		p.Warnings = append(p.Warnings, "none yet; write pitch.md with four headings: Who you are, What you do, What you look for, What makes you different")
		return
	}
	if p.Words == 0 {
		p.Warnings = append(p.Warnings, "nothing is written yet: "+txt.Command("edit", p.Path))
		return
	}
	for _, part := range p.Parts {
		if part.Empty {
			p.Warnings = append(p.Warnings, fmt.Sprintf("%q is empty", part.Heading))
		}
	}
	if over := p.Seconds - pitchSeconds; over > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("%s over %d: about %s too many", form.Plural(over, "second", "seconds"), pitchSeconds, form.Plural(p.Words-wordsPerMinute*pitchSeconds/60, "word", "words")))
	}
}

// sum is the length of the pitch in words.
func (p Pitch) sum() string {
	return form.Plural(p.Words, "word", "words") + ", " + form.Plural(p.Seconds, "second", "seconds")
}

// Text writes the lengths and what is missing.
func (p Pitch) Text(style form.Style) []byte {
	out := form.Painter{Style: style}
	if p.Path != "" {
		out.Line(out.Mark(form.Bold, "PITCH"), "  ", p.sum(), fmt.Sprintf(", at %d words a minute", wordsPerMinute))
		out.Line()
		for _, part := range p.Parts {
			text := form.Plural(part.Words, "word", "words")
			if part.Empty {
				text = "empty"
			}
			out.Line(form.Pad(form.Inline(part.Heading), 26), text)
		}
	}
	for i, w := range p.Warnings {
		if i == 0 && p.Path != "" {
			out.Line()
		}
		if p.Path == "" {
			w = "no pitch yet; " + strings.TrimPrefix(w, "none yet; ")
		}
		out.Line(form.Inline(form.Capital(w)))
	}
	return out.Bytes()
}
