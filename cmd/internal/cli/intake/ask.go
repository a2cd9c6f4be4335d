package intake

import (
	"slices"
	"strconv"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/intake"
	"netnotes/report/bring"
)

// askAbout asks who the doubtful are and which new jobs to take over, one by
// one, and reports whether an answer changes what is planned.
func (r *importing) askAbout(value bring.Import) (changed bool) {
	for _, d := range value.Doubtful {
		if len(d.Perhaps) == 0 {
			continue
		}
		said, _ := r.Ask("%s: the same person as %s (%s)? [y]es, [n]o, [s]kip, [q]uit:", d.Name, d.Perhaps[0].Name, d.Perhaps[0].Path)
		switch said {
		case app.SaidYes:
			r.options.same, changed = append(r.options.same, d.Name), true
		case app.SaidNo:
			r.options.apart, changed = append(r.options.apart, d.Name), true
		case app.SaidQuit, app.SaidGone:
			return changed
		}
	}
	if value.Told != nil {
		for _, d := range value.Told.Doubted {
			if said, ok := r.askWho(d); !ok {
				return changed
			} else if said != "" {
				r.options.same, changed = append(r.options.same, said), true
			}
		}
	}
	if r.source.name == "ics" && r.askHeld(value) {
		changed = true
	}
	for _, p := range append(slices.Clone(value.Changed), value.Same...) {
		if p.Job == nil || p.Job.Taken {
			continue
		}
		if said, _ := r.Ask("%s is %s %s now: take it over? [y]es, [n]o, [q]uit:", p.Name, p.Job.Role, p.Job.Org); said == app.SaidYes || said == app.SaidEnter {
			r.jobs, changed = append(r.jobs, p.Path), true
		} else if said == app.SaidQuit || said == app.SaidGone {
			return changed
		}
	}
	return changed
}

// askWho asks whose an address is, or whether somebody whom a title names took
// part, and gives what --same says of it. ok is false where nobody answers any more.
func (r *importing) askWho(d bring.ImportDoubted) (same string, ok bool) {
	for _, choice := range d.Same {
		_, name, _ := strings.Cut(choice, "=")
		switch said, _ := r.Ask("%s: is that %s? [y]es, [n]o, [s]kip, [q]uit:", d.Named(), name); said {
		case app.SaidYes:
			return choice, true
		case app.SaidSkip, app.SaidEnter:
			return "", true
		case app.SaidQuit, app.SaidGone:
			return "", false
		}
	}
	return "", true
}

// askHeld lists the past meetings of a calendar, and asks which of them are not
// to be taken: a calendar holds what was meant to be.
func (r *importing) askHeld(value bring.Import) (changed bool) {
	var past []bring.ImportLine
	var list strings.Builder
	for _, l := range value.Told.Lines {
		if !l.Planned {
			past = append(past, l)
			list.WriteString(strconv.Itoa(len(past)) + "  " + l.Path + "  " + l.Line + "\n")
		}
	}
	if len(past) == 0 {
		return false
	}
	for _, i := range pickSome(r.Writing.App, len(past), "past meetings:\n%swhich of them not? numbers, all, or Enter to take each:", list.String()) {
		day, _, _ := strings.Cut(past[i].Line, " ")
		r.unticked = append(r.unticked, intake.Occasion{Row: past[i].Rows[0], Day: day})
	}
	return len(r.unticked) > 0
}

// pickSome asks for some of a list's n numbers, such as "1 3-5", and gives their
// places. It asks again where it cannot read the answer.
func pickSome(a *app.App, n int, format string, args ...any) []int {
	for {
		said, words := a.Ask(format, args...)
		if said != app.SaidWords {
			return nil
		}
		if out, ok := numbers(words, n); ok {
			return out
		}
		format, args = "numbers from 1 to %d, such as 1 3-5, all, or Enter for none:", []any{n}
	}
}

// numbers reads numbers from 1 to n, and ranges of them, as places from 0.
func numbers(words string, n int) (out []int, ok bool) {
	if strings.EqualFold(words, "all") {
		words = "1-" + strconv.Itoa(n)
	}
	for _, word := range strings.FieldsFunc(words, func(c rune) bool { return c == ' ' || c == ',' }) {
		first, last, isRange := strings.Cut(word, "-")
		if !isRange {
			last = first
		}
		from, err := strconv.Atoi(first)
		to, errTo := strconv.Atoi(last)
		if err != nil || errTo != nil || from < 1 || to > n || from > to {
			return nil, false
		}
		for i := from; i <= to; i++ {
			if !slices.Contains(out, i-1) {
				out = append(out, i-1)
			}
		}
	}
	return out, true
}
