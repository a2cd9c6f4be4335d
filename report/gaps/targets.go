package gaps

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// The states of a want.
const (
	WantMet     = "met"
	wantCooling = "cooling" // enough people, too few of them current
	wantThin    = "thin"    // some
	wantPath    = "path"    // nobody, but somebody could introduce the user
	wantNone    = "none"
)

// WantState is how far a want is met.
type WantState struct {
	index.Want
	State   string
	have    []*network.Member
	current int
	places  int            // distinct organisations or sectors
	paths   []network.Path // to those who match and whom the user does not know yet
	maybe   []Candidate
}

// maxCandidates bounds how many people of a want longer ways are sought to.
const maxCandidates = 500

// Wanted works out how far every want is met.
func (g *Finder) Wanted() []WantState {
	if g.wants == nil && g.Targets() != nil {
		g.wants = []WantState{}
		for _, w := range g.Targets().Wants {
			g.try("targets", func() { g.wants = append(g.wants, g.wantState(w)) })
		}
	}
	return g.wants
}

func (g *Finder) wantState(w index.Want) WantState {
	s := WantState{Want: w, State: WantMet}
	places := map[string]bool{}
	for _, m := range g.alive {
		if !g.Matches(w.Query, m) {
			continue
		}
		s.have = append(s.have, m)
		if m.Current {
			s.current++
		}
		texts := m.List("org")
		if w.Of == "sector" {
			texts = m.List("sector")
		}
		for _, key := range g.PlaceKeys(texts) {
			places[key] = true
		}
	}
	s.places = len(places)
	enough := len(s.have) >= w.Count && s.places >= w.From
	if !enough {
		s.paths = g.pathsTo(w.Query)
	}
	if !enough || s.current < w.Current {
		s.maybe = g.candidates(w.Query)
	}
	switch {
	case enough && s.current < w.Current:
		s.State = wantCooling
	case enough:
	case len(s.have) > 0:
		s.State = wantThin
	case len(s.paths) > 0:
		s.State = wantPath
	default:
		s.State = wantNone
	}
	return s
}

// pathsTo are the best ways to those who match a query and whom the user does
// not talk with: at most three, one for each person to ask.
func (g *Finder) pathsTo(q query.Query) []network.Path {
	var paths []network.Path
	if name, ok := q.Person(); ok {
		if node, ok := g.Ties.Ghost(name); ok {
			return g.Paths(node)
		}
	}
	var strangers []*network.Member
	for _, m := range g.People {
		if m.Live || m.Double || !m.Reachable() || m.Status == parse.Archived || m.Status == parse.Paused || !g.Matches(q, m) {
			continue
		}
		strangers = append(strangers, m)
		paths = append(paths, g.Direct(m.ID)...)
	}
	if len(paths) == 0 {
		for _, m := range strangers[:min(len(strangers), maxCandidates)] {
			paths = append(paths, g.Longer(m.ID)...)
		}
	}
	return network.BestPaths(paths)
}

// severity weighs a want's state, more as its date comes near.
func (s *WantState) severity(today date.Date) float64 {
	base := map[string]float64{wantNone: 1, wantPath: 0.8, wantThin: 0.6, wantCooling: 0.5}[s.State]
	if s.By.IsZero() {
		return base
	}
	left := float64(s.By.Sub(today))
	return score(base * (1 + min(max(1-left/90, 0), 1)))
}

func (g *Finder) targets() {
	if g.needsTargets("targets") {
		return
	}
	for _, s := range g.Wanted() {
		if s.State != WantMet {
			g.try("targets", func() { g.add(g.target(&s), s.people()...) })
		}
	}
	switch n := len(g.wants); {
	case n == 0:
		g.calm("%s wants nothing yet.", g.Targets().Note.Path)
	case n == 1:
		g.calm("The one want is met.")
	default:
		g.calm("All %d wants are met.", n)
	}
}

// steers reports whether a want is for somebody who steers the user: no introduction
// makes one, but a word in the note of whoever does.
func (s *WantState) steers() bool { return slices.ContainsFunc(s.Query.Values("relation"), isMentor) }

// people are those whom the sentence names.
func (s *WantState) people() []*network.Member {
	list := slices.Clone(s.have)
	for _, p := range s.paths {
		if !slices.Contains(list, p.First) {
			list = append(list, p.First)
		}
	}
	return list
}

func (g *Finder) target(s *WantState) Finding {
	f := Finding{ID: "targets", about: s.Raw, Severity: s.severity(g.Today), Candidates: s.maybe,
		Numbers: map[string]any{"state": s.State, "have": len(s.have), "need": s.Count, "current": s.current, "need_current": s.Current, "candidates": len(s.maybe)}}
	label := s.Query.Describe()
	_, person := s.Query.Person()
	switch {
	case person && len(s.have) == 0:
		f.Title = label + ": not yet"
	case s.State == wantCooling:
		f.Title = fmt.Sprintf("%s: %d of %d, but %s", label, len(s.have), s.Count, fewCurrent(s.current))
	default:
		f.Title = fmt.Sprintf("%s: %d of %d", label, len(s.have), s.Count)
	}
	if s.From > 0 {
		f.Numbers[s.Of+"s"], f.Numbers["need_"+s.Of+"s"] = s.places, s.From
		if s.places < s.From && s.places > 0 {
			f.Title += fmt.Sprintf(", from %d of %s", s.places, form.Plural(s.From, placeWord(s.Of, 1), placeWord(s.Of, 2)))
		}
	}
	if !s.By.IsZero() {
		left := s.By.Sub(g.Today)
		f.Numbers["days_left"] = left
		f.Title += ", " + daysLeft(left)
	}
	f.Text, f.Do = g.targetText(s), g.targetDo(s)
	f.Why = g.targetWhy(s)
	return f
}

func fewCurrent(n int) string {
	if n == 0 {
		return "none of them lately"
	}
	return "only " + form.Number(n) + " of them lately"
}

func placeWord(of string, n int) string {
	word := "organisation"
	if of == "sector" {
		word = "sector"
	}
	if n > 1 {
		word += "s"
	}
	return word
}

func daysLeft(days int) string {
	switch {
	case days < -1:
		return fmt.Sprintf("%d days past its date", -days)
	case days == -1:
		return "a day past its date"
	case days == 0:
		return "today is its date"
	case days == 1:
		return "1 day left"
	}
	return fmt.Sprintf("%d days left", days)
}

func (g *Finder) targetText(s *WantState) string {
	var parts []string
	if s.State == wantCooling {
		var quiet []*network.Member
		for _, m := range s.have {
			if !m.Current {
				quiet = append(quiet, m)
			}
		}
		slices.SortStableFunc(quiet, func(a, b *network.Member) int { return a.Ago - b.Ago })
		return strings.TrimSpace(fmt.Sprintf("A hello to %s (%s) brings it back. %s", quiet[0].Name, heard(quiet[0]), mayBe(s.maybe, "more")))
	}
	if p := s.paths; len(s.maybe) == 0 && len(s.have) == 1 && len(p) == 1 && p[0].First == s.have[0] && p[0].Then < 0 {
		return fmt.Sprintf("So far %s, who could introduce you to %s.", lately(s.have), g.nodeName(p[0].To))
	}
	if len(s.have) > 0 {
		text := "So far " + lately(s.have)
		switch {
		case len(s.paths) > 0 || len(s.maybe) > 0:
		case s.steers() && g.mentor() != nil:
			text += ". " + strings.TrimSuffix(g.mayBeMentor("another"), ".")
		default:
			text += ", who may know somebody else"
		}
		parts = append(parts, text+".")
	}
	switch {
	case len(s.maybe) > 0 && len(s.have) > 0:
		parts = append(parts, mayBe(s.maybe, "more"))
	case len(s.maybe) > 0:
		parts = append(parts, mayBe(s.maybe, byNoField))
	}
	if len(s.paths) > 0 {
		parts = append(parts, g.couldIntroduce(s.paths))
	} else if s.steers() && len(s.have) == 0 && len(s.maybe) == 0 {
		parts = append(parts, "Nobody is noted as one yet. "+g.mayBeMentor("one"))
	} else if len(s.have) == 0 && len(s.maybe) == 0 {
		text := "Nobody yet, and no introduction is in sight"
		if g.eventAhead() {
			text += "; an event may bring one"
		}
		parts = append(parts, text+".")
	}
	return strings.Join(parts, " ")
}

// lately names people, and says of those who are not current how long it is.
func lately(members []*network.Member) string {
	var names []string
	for i, m := range members {
		if i == form.MaxNames && len(members) > form.MaxNames+1 {
			names = append(names, fmt.Sprintf("%d more", len(members)-i))
			break
		}
		name := m.Name
		if !m.Current {
			name += " (" + form.Ago(m.Ago) + ")"
		}
		names = append(names, name)
	}
	return form.AndList(names)
}

// couldIntroduce says who leads to whom; those who lead to one person together.
func (g *Finder) couldIntroduce(paths []network.Path) string {
	var parts []string
	for i := 0; i < len(paths); {
		p, firsts := paths[i], []string{}
		for ; i < len(paths) && paths[i].To == p.To && paths[i].Then == p.Then; i++ {
			firsts = append(firsts, paths[i].First.Name)
		}
		verb := " to "
		switch {
		case p.Then >= 0:
			verb = " could lead you through " + g.nodeName(p.Then) + " to "
		case len(parts) == 0:
			verb = " could introduce you to "
		}
		parts = append(parts, orNames(firsts)+verb+g.nodeName(p.To))
	}
	return form.AndList(parts) + "."
}

// orNames writes names of whom any will do.
func orNames(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// nodeName is the name of a person, or of somebody without a note.
func (g *Finder) nodeName(node int) string {
	if node < len(g.People) {
		return g.People[node].Name
	}
	return g.Ties.Ghosts[node-len(g.People)]
}

// queryArgs are a want's query as arguments of a command.
func queryArgs(w index.Want) []string {
	var args []string
	for _, word := range w.Want.Query {
		args = append(args, word.Text)
	}
	return args
}

// targetDo is what to type for a want.
func (g *Finder) targetDo(s *WantState) string {
	switch {
	case s.State == wantCooling:
		return txt.Command("list --sort=spoke", queryArgs(s.Want)...)
	case len(s.paths) > 0:
		if name, ok := s.Query.Person(); ok {
			return txt.Command("path", name)
		}
		return txt.Command("path", queryArgs(s.Want)...)
	case len(s.maybe) > 0:
		return s.maybe[0].Do
	case s.steers() && (len(s.have) == 0 || g.mentor() != nil):
		return g.doMentor()
	case len(s.have) > 0:
		return txt.Command("show", g.who(slices.MinFunc(s.have, byCloseness)))
	}
	if g.eventAhead() {
		return txt.Command("list", "type:event", "start:>"+g.Today.String())
	}
	return txt.Command("ask")
}

// eventAhead reports whether a note tells of an event to come.
func (g *Finder) eventAhead() bool {
	return slices.ContainsFunc(g.Events(), func(e *index.Event) bool { return e.Start.After(g.Today) })
}

func (g *Finder) targetWhy(s *WantState) []form.Evidence {
	why := []form.Evidence{{Text: s.Raw, Path: g.Targets().Note.Path, Line: s.Line}}
	why = append(why, tell("%d live of %d wanted, %d current of %d", len(s.have), s.Count, s.current, s.Current))
	for _, m := range s.have {
		word := "current"
		if !m.Current {
			word = "not current"
		}
		why = append(why, form.Evidence{Text: fmt.Sprintf("%s: spoke %s, %s", m.Name, form.Day(m.Spoke, g.Today), word), Path: m.Path})
	}
	for _, c := range s.maybe {
		why = append(why, form.Evidence{Text: fmt.Sprintf("%s may be one, and does not count: %q", c.Name, c.Word), Path: c.Path, Line: c.Line})
	}
	for _, p := range s.paths {
		why = append(why, g.pathWhy(p)...)
	}
	base := map[string]string{wantNone: "1.0", wantPath: "0.8", wantThin: "0.6", wantCooling: "0.5"}[s.State]
	if s.By.IsZero() {
		return append(why, tell("severity: %s is %s", s.State, base))
	}
	return append(why, tell("severity: %s is %s, times %.2f with %d days left of 90", s.State, base, s.severity(g.Today)/(&WantState{State: s.State}).severity(g.Today), s.By.Sub(g.Today)))
}

// targetPaths makes a finding of every want to which somebody leads.
func (g *Finder) targetPaths() {
	if g.needsTargets("paths") {
		return
	}
	for _, s := range g.Wanted() {
		if s.State == WantMet || len(s.paths) == 0 {
			continue
		}
		f := Finding{ID: "paths", about: s.Raw, Severity: s.severity(g.Today), Title: s.Query.Describe(), Text: g.couldIntroduce(s.paths), Do: g.targetDo(&s),
			Numbers: map[string]any{"score": score(s.paths[0].Score)}}
		var firsts []*network.Member
		for _, p := range s.paths {
			firsts = append(firsts, p.First)
			f.Why = append(f.Why, g.pathWhy(p)...)
		}
		g.add(f, firsts...)
	}
	g.calm("No introduction is in sight for what is still missing.")
}

// couldUse finds for each thing the people whose notes offer it: those who
// name all of its words, or nothing that goes beyond them.
func (g *Finder) couldUse() []CouldUse {
	out := []CouldUse{}
	for _, c := range g.Targets().CouldUse {
		use := CouldUse{Text: c.Text, People: []Person{}}
		wanted := contentWords(c.Text)
		for _, m := range g.alive {
			if slices.ContainsFunc(m.List("could"), func(text string) bool { return offers(contentWords(text), wanted) }) {
				use.People = append(use.People, gapPerson(m))
			}
		}
		out = append(out, use)
	}
	return out
}

// offers reports whether one text's words hold all of the other's.
func offers(offered, wanted []string) bool {
	within := func(a, b []string) bool {
		return len(a) > 0 && !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
	}
	return within(wanted, offered) || within(offered, wanted)
}

// contentWords are a text's words without those that carry no meaning.
func contentWords(s string) []string {
	words := strings.FieldsFunc(txt.FoldName(txt.PlainText(s)), func(r rune) bool { return strings.ContainsRune(" ,.;:!?()\"'/", r) })
	return slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "a", "an", "the", "for", "of", "to", "in", "on", "at", "with", "and", "or", "my", "me", "i", "how", "what", "who", "somebody", "someone", "about":
			return true
		}
		return false
	})
}
