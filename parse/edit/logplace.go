package edit

import (
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
)

// logPlace is where a log line is put: before one of a run's lines, or behind it.
type logPlace struct {
	run   *logRun
	at    int // of the line
	after bool
}

// placing chooses the places of lines, given in the order in which a log runs:
// run is the one that holds its newest line, runs are all of its form.
type placing func(run *logRun, runs []logRun, items []item, oldestFirst bool) []logPlace

// ends puts every line first in the run, or last where it runs oldest first.
func (run *logRun) ends(_ []logRun, items []item, oldestFirst bool) []logPlace {
	place := logPlace{run: run}
	if oldestFirst {
		place.at, place.after = len(run.items)-1, true
	}
	return slices.Repeat([]logPlace{place}, len(items))
}

// logPlaces puts every line where its day belongs among those that stand there.
func logPlaces(r *parse.Reader, run *logRun, runs []logRun, items []item, oldestFirst bool) []logPlace {
	out := run.ends(runs, items, oldestFirst)
	for i, it := range items {
		if day := r.Dates.Scan(it[0]); day.End > 0 {
			out[i] = placeOf(day.From, runs, oldestFirst)
		}
	}
	return out
}

// placeOf is the place of a day: before the first line that belongs behind it,
// else at the end. Between two runs, such as those below the headings of two
// years, it is with the one of its month or year.
func placeOf(day date.Date, runs []logRun, oldestFirst bool) logPlace {
	var before logPlace
	for i := range runs {
		for k, other := range runs[i].days {
			if oldestFirst && !day.Before(other) || !oldestFirst && day.Before(other) {
				before = logPlace{&runs[i], k, true}
				continue
			}
			next := logPlace{run: &runs[i], at: k}
			if before.run != nil && before.run != next.run && before.nearness(day) > next.nearness(day) {
				return before
			}
			return next
		}
	}
	return before
}

// nearness is 2 for a line of a day's month, and 1 for one of its year.
func (p logPlace) nearness(day date.Date) int {
	switch at := p.run.days[p.at]; {
	case at.Year == day.Year && at.Month == day.Month:
		return 2
	case at.Year == day.Year:
		return 1
	}
	return 0
}

// besides adds lines at their places, as one change.
func besides(n *parse.Note, places []logPlace, items []item) change {
	var all []change
	for len(items) > 0 {
		same := 1
		for same < len(places) && places[same] == places[0] {
			same++
		}
		all = append(all, beside(n, places[0], items[:same]))
		places, items = places[same:], items[same:]
	}
	slices.SortStableFunc(all, func(a, b change) int { return a.at.Start - b.at.Start })
	whole := all[0]
	for _, next := range all[1:] {
		whole.text += string(n.Source()[whole.at.End:next.at.Start]) + next.text
		whole.at.End = next.at.End
	}
	return whole
}

// beside adds lines at one place, in the form of those around it.
func beside(n *parse.Note, place logPlace, items []item) change {
	run, at := place.run, place.run.items[place.at]
	around := run.items[place.at:min(place.at+2, len(run.items))]
	if place.after {
		around = run.items[max(0, place.at-1) : place.at+1]
	}
	eol := txt.Ending(n.Source(), at.Start)
	nests := slices.ContainsFunc(items, func(it item) bool { return len(it) > 1 })
	apart := run.form == markdown.HeadingForm || spaced(n, around) || run.form == markdown.LineForm && nests
	mark := ""
	switch run.form {
	case markdown.BulletForm:
		mark = markOf(n, at, place.after)
	case markdown.LineForm:
		line := string(n.Source()[at.Start:txt.EndOfText(n.Source(), at.Start)])
		mark = line[:len(line)-len(strings.TrimLeft(line, lineSigns))]
	case markdown.HeadingForm:
		mark = strings.Repeat("#", run.level) + " "
	}
	written := make([]string, len(items))
	for i, it := range items {
		if run.form == markdown.BulletForm {
			written[i] = bullets(mark, []item{it}, eol)
			continue
		}
		written[i] = strings.Join(append([]string{mark + it[0]}, it[1:]...), eol+"- ")
	}
	between := eol
	if apart {
		between = eol + eol
	}
	text := strings.Join(written, between)
	if !place.after {
		text += eol
		if apart {
			text += eol
		}
		return change{txt.At(at.Start, at.Start), text}
	}
	end := beforeBlanks(n, at.End, at.Start)
	if apart {
		text = eol + text
	}
	if end == len(n.Source()) && n.Source()[end-1] != '\n' && n.Source()[end-1] != '\r' {
		return change{txt.At(end, end), eol + text}
	}
	return change{txt.At(end, end), text + eol}
}
