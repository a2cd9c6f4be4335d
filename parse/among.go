package parse

import (
	"slices"
	"strings"
)

// amongOthers reports whether somebody did it, and to somebody else: "Ada met
// [[Bo Lindqvist]]", "Bo called Ada", "Ada introduced Bo to Cy".
func (l *line) amongOthers(who subject, word *kindWord) bool {
	if who.who != isOwner && who.who != isKnown || !word.past || word.row.class != Sync && word.row.class != Async {
		return false
	}
	if word.row.kind == Intro {
		return !slices.ContainsFunc(l.toks, func(t token) bool { return t.word == "me" || t.word == "us" }) &&
			slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.known() })
	}
	for i := range l.phrased {
		p := &l.phrased[i]
		if p.word != "" && !p.within {
			continue
		}
		for _, link := range l.found[p.from:p.to] {
			if who.who == isOwner || link.Target != who.link.Target {
				return true
			}
		}
		return p.owner && who.who == isKnown
	}
	return false
}

// amongThem fills in what took place without the user: it counts for nobody, and
// those named know each other.
func (l *line) amongThem(e *Entry, who subject, word *kindWord) {
	e.Kind, e.Class, e.Direction, e.Among = word.row.kind, NoClass, NoDirection, true
	l.takePart(e, who, true)
	e.WithOwner = e.WithOwner && (who.who == isOwner || slices.ContainsFunc(l.phrased, func(p phrase) bool { return p.owner }))
	l.problems = slices.DeleteFunc(l.problems, func(p Problem) bool { return p.Code == UnknownPerson })
}

// couple reports whether a line is of two people of whom the first stands
// directly after the kind: "connected Ada with Bo". The user may be one.
func (l *line) couple() bool {
	people, direct := 0, false
	for i := range l.phrased {
		p := &l.phrased[i]
		people += p.to - p.from + count(p.owner)
		direct = direct || p.word == "" && p.known()
	}
	return direct && people > 1
}

// count is 1 for yes.
func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// introduced are whom an introduction is of: the links of the head but those to
// whom something belongs, and the others who are named.
func (l *line) introduced(links []Link) []Link {
	l.people = l.people[:0]
	for _, link := range links {
		if rest := l.head[min(link.Span.End, len(l.head)):]; !strings.HasPrefix(rest, "'s") && !strings.HasPrefix(rest, "’s") {
			l.people = append(l.people, link)
		}
	}
	for i := range l.phrased {
		l.people = appendLinks(l.people, l.found[l.phrased[i].from:l.phrased[i].to])
	}
	if slices.Equal(l.people, links) {
		return links
	}
	return l.keptLinks.keep(l.people, 128)
}
