package page

import (
	"fmt"
	"strings"

	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Gaps are what is missing, relative to the network the user wants.
type Gaps struct {
	Side     Words
	Wanted   []Finding // targets not met
	Others   []Finding
	Search   []SearchLine
	Could    []EventLine
	Withheld []Words
	Begin    string // how to begin, without targets
	Left     int    // findings about others than those on the page
}

// Finding is one of them.
type Finding struct {
	Pips  []bool // of what is needed: which is there
	Title Words
	Text  Words
	Maybe []Words // who may be one, and why
	Do    string
	Why   []Words
}

// SearchLine is somebody at a place where the user would like to work.
type SearchLine struct {
	Who  Word
	Text string
}

// mostPips is how many pips a line holds.
const mostPips = 12

func (m *maker) missing(g *gaps.Report) Gaps {
	var v Gaps
	for _, f := range g.Findings {
		switch {
		case !m.allKept(f.People):
			v.Left++
		case f.ID == "targets":
			v.Wanted = append(v.Wanted, m.finding(f))
		default:
			v.Others = append(v.Others, m.finding(f))
		}
	}
	for _, r := range g.Search {
		if m.byPath[r.Path] != nil {
			v.Search = append(v.Search, SearchLine{m.name(r.Name, r.Path), m.free(fmt.Sprintf("%s, %s tie", r.Org, r.Tie))})
		}
	}
	for _, c := range g.CouldUse {
		line := EventLine{Text: plain(m.free(txt.PlainText(c.Text)))}
		for i, p := range c.People {
			if i > 0 {
				line.Text = append(line.Text, Word{Text: ", "})
			} else {
				line.Text = append(line.Text, Word{Text: ": "})
			}
			line.Text = append(line.Text, m.name(p.Name, p.Path))
		}
		line.Done = len(c.People) > 0
		v.Could = append(v.Could, line)
	}
	v.withhold(g, m)
	if m.net.Targets() == nil {
		v.Begin = txt.Command("new targets")
	}
	v.say(m)
	return v
}

func (v *Gaps) say(m *maker) {
	others := count(len(v.Others), "thing is", "things are") + " worth a look"
	switch {
	case m.net.Targets() == nil:
		v.Side = plain("Nothing says yet what network you want; " + others + ".")
	case len(v.Wanted) == 0 && len(v.Others) == 0:
		v.Side = plain("Nothing is missing that the notes could tell of.")
	case len(v.Wanted) == 0:
		v.Side = plain("Everything you want is there; " + others + ".")
	default:
		v.Side = plain("What is missing against the network you said you want: " + count(len(v.Wanted), "target is", "targets are") + " not met, " + others + ".")
	}
}

// withhold lists what is not said, those of one reason together.
func (v *Gaps) withhold(g *gaps.Report, m *maker) {
	var reasons []gaps.Withheld
	ids := map[string][]string{}
	for _, w := range g.Withheld {
		if ids[w.Why] == nil {
			reasons = append(reasons, w)
		}
		ids[w.Why] = append(ids[w.Why], w.ID)
	}
	for _, w := range reasons {
		text := plain("Not said: " + strings.Join(ids[w.Why], ", ") + ". " + m.free(strings.ToUpper(w.Why[:1])+w.Why[1:]) + ".")
		if w.Do != "" {
			text = append(text, Word{Text: " "}, Word{Text: w.Do, Code: true})
		}
		v.Withheld = append(v.Withheld, text)
	}
}

func (m *maker) finding(f gaps.Finding) Finding {
	all := peopleOf(f)
	for _, c := range f.Candidates {
		all = append(all, form.PersonRef{Name: c.Name, Path: c.Path})
	}
	people := namerOf(all)
	out := Finding{Title: m.naming(f.Title, people), Text: m.naming(f.Text, people), Do: f.Do}
	have, need := f.Numbers["have"], f.Numbers["need"]
	if have, ok := have.(int); ok {
		if need, ok := need.(int); ok && need <= mostPips {
			for i := range need {
				out.Pips = append(out.Pips, i < have)
			}
		}
	}
	if m.Initials {
		out.Do = ""
		return out
	}
	for _, c := range f.Candidates {
		out.Maybe = append(out.Maybe, Words{m.name(c.Name, c.Path), {Text: fmt.Sprintf(": the note says “%s”", c.Word)}})
	}
	for _, e := range f.Why {
		out.Why = append(out.Why, m.naming(e.Text, people))
	}
	return out
}
