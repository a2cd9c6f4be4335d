package parse

import (
	"strings"

	"netnotes/parse/txt"
)

// section is what a heading says about the lines under it.
type section byte

const (
	NoSection section = iota
	LogSection
	toMeetSection
	metSection
	questionsSection
	wantSection
	couldUseSection
	planSection    // what is to come
	historySection // where somebody has learned and worked
)

// SectionOf is what a heading means.
func (r *Reader) SectionOf(heading string) section {
	heading = strings.Trim(heading, " \t:*_#")
	if len(r.logs) > 0 && r.logs[txt.Fold(heading)] {
		return LogSection
	}
	return SectionOf(heading)
}

func SectionOf(heading string) section {
	heading = strings.Trim(heading, " \t:*_#")
	var low [maxSection]byte
	n := 0
	for ; n < len(heading) && n < maxSection; n++ {
		low[n] = txt.Lower(heading[n])
	}
	if n == len(heading) {
		if s := sectionNamed(string(low[:n])); s != NoSection {
			return s
		}
	}
	word := 0
	for word < n && (txt.IsLetter(low[word]) || low[word] == '-') {
		word++
	}
	if word == maxSection {
		return NoSection
	}
	return sectionBegun(string(low[:word]))
}

func sectionNamed(folded string) section {
	switch folded {
	case "log", "interactions", "interaction log", "contact log", "history", "timeline":
		return LogSection
	case "to meet":
		return toMeetSection
	case "met":
		return metSection
	case "questions":
		return questionsSection
	case "want", "wants":
		return wantSection
	case "could use":
		return couldUseSection
	case "to do":
		return planSection
	}
	return NoSection
}

// sectionBegun is what a heading means by its first word.
func sectionBegun(word string) section {
	switch word {
	case "plan", "plans", "todo", "to-do", "tasks", "next", "tomorrow", "agenda", "ideas":
		return planSection
	case "education", "career", "positions", "employment", "experience", "cv", "publications", "background":
		return historySection
	}
	return NoSection
}

// maxSection is the length of the longest heading, or first word of one, that
// means something.
const maxSection = len("interaction log")
