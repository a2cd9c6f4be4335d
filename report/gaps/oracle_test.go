package gaps

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"sort"
	"strings"
	"testing"

	"netnotes/index/network"
	"netnotes/report/foldertest"
	"netnotes/report/form"
)

// reading is what is said of a network, as texts to be compared.
type reading map[string]string

func callAll(of []*soul) string {
	var out []string
	for _, s := range of {
		out = append(out, s.name)
	}
	sort.Strings(out)
	return strings.Join(out, ", ")
}

func which(all []*soul, is func(*soul) bool) (out []*soul) {
	for _, s := range all {
		if is(s) {
			out = append(out, s)
		}
	}
	return out
}

// expect reads the network a second time.
func expect(all []*soul, perWeek float64) reading {
	out := reading{}
	out.ofWants(all)
	out.ofStructure(all)
	out.ofEffort(all, perWeek)
	out.ofAsking(all)
	out.ofHellos(all)
	for i, x := range all {
		out["path "+x.name] = ways(all, i)
	}
	return out
}

func (out reading) ofWants(all []*soul) {
	for _, w := range []struct {
		want              string
		is                func(*soul) bool
		need, now, places int
		left              float64 // days, or -1
	}{
		{"3 people skill:maps by 2026-11-20", func(s *soul) bool { return slices.Contains(s.skills, "maps") }, 3, 2, 0, 45},
		{"2 people sector:vendor current 2", func(s *soul) bool { return s.sector == "vendor" }, 2, 2, 0, -1},
		{"1 person role:~catalog", func(s *soul) bool { return s.role == "Cataloger" }, 1, 1, 0, -1},
		{"2 people relation:mentor from 2 orgs", func(s *soul) bool { return slices.Contains(s.relation, "mentor") }, 2, 1, 2, -1},
	} {
		have, current, orgs := 0, 0, map[string]bool{}
		best := 0.
		for i, s := range all {
			if !w.is(s) {
				continue
			}
			if s.live {
				have, current = have+1, current+form.Count(s.current)
				if s.org != "" {
					orgs[s.org] = true
				}
			} else if s.status != "paused" && s.status != "archived" {
				for _, score := range scores(all, i) {
					best = max(best, score)
				}
			}
		}
		enough := have >= w.need && len(orgs) >= w.places
		base, state := 0., "met"
		switch {
		case enough && current < w.now:
			base, state = 0.5, "cooling"
		case enough:
		case have > 0:
			base, state = 0.6, "thin"
		case best > 0:
			base, state = 0.8, "path"
		default:
			base, state = 1, "none"
		}
		if w.left >= 0 {
			base *= 1 + min(max(1-w.left/90, 0), 1)
		}
		if state != "met" {
			out["want "+w.want] = fmt.Sprintf("%s %d %d %.3f", state, have, current, base)
		}
	}
}

// scores are those of the ways to somebody through one person, or else through two.
func scores(all []*soul, to int) (out []float64) {
	for a, s := range all {
		if k := tie(all, a, to); a != to && s.live && k >= 0.4 && s.s*k*s.r >= 0.15-1e-9 {
			out = append(out, s.s*k*s.r)
		}
	}
	if len(out) == 0 {
		for b, through := range all {
			k := 0.
			if b != to {
				k = tie(all, b, to)
			}
			if k < 0.4 || through.live && through.r == 0 {
				continue
			}
			best := 0.
			for a, s := range all {
				if a != b && a != to && s.live && tie(all, a, b) >= 0.4 {
					best = max(best, s.s*tie(all, a, b)*k*s.r*0.5)
				}
			}
			if best >= 0.15-1e-9 {
				out = append(out, best)
			}
		}
	}
	sort.Sort(sort.Reverse(sort.Float64Slice(out)))
	return out[:min(len(out), 3)]
}

func ways(all []*soul, to int) string {
	text := ""
	for _, score := range scores(all, to) {
		text += fmt.Sprintf(" %.3f", score)
	}
	return text
}

func (out reading) ofStructure(all []*soul) {
	live, people, tied := which(all, func(s *soul) bool { return s.live }), 0, 0
	at := func(s *soul) int { return slices.Index(all, s) }
	for i, s := range all {
		if !s.active {
			continue
		}
		people++
		known := false
		for j, other := range all {
			known = known || i != j && other.active && tie(all, i, j) >= 0.5
		}
		tied += form.Count(known)
	}
	gate := len(live) >= 10 && 100*tied >= 40*people
	circle, t := map[*soul]int{}, 0
	var sizes []int
	var spread func(s *soul, c int)
	spread = func(s *soul, c int) {
		circle[s] = c
		sizes[c-1]++
		for _, other := range live {
			if circle[other] == 0 && tie(all, at(s), at(other)) >= 0.5 {
				spread(other, c)
			}
		}
	}
	largest := 0
	for _, s := range live {
		if circle[s] == 0 {
			sizes = append(sizes, 0)
			spread(s, len(sizes))
			largest = max(largest, sizes[len(sizes)-1])
		}
		for _, other := range live {
			t += form.Count(at(s) < at(other) && tie(all, at(s), at(other)) >= 0.5)
		}
	}
	if gate && 2*largest >= len(live) {
		n := float64(len(live))
		out["circles"] = fmt.Sprintf("%d %d %.3f", largest, t, n-2*float64(t)/n)
	}
	if gate {
		return // single links into circles are tried elsewhere
	}
	only := map[*soul]bool{}
	for _, is := range []func(*soul) bool{func(s *soul) bool { return slices.Contains(s.skills, "maps") }, func(s *soul) bool { return s.role == "Cataloger" }, func(s *soul) bool { return slices.Contains(s.relation, "mentor") },
		func(s *soul) bool { return s.sector == "vendor" }, func(s *soul) bool { return s.sector == "public" }, func(s *soul) bool { return s.sector == "law" }, func(s *soul) bool { return s.sector == "school" }} {
		if m := which(live, is); len(m) == 1 {
			only[m[0]] = true
		}
	}
	var fragile []*soul
	for s := range only {
		if s.spoke > 120 {
			fragile = append(fragile, s)
		}
	}
	out["fragile over 120"] = callAll(fragile)
}

func (out reading) ofEffort(all []*soul, perWeek float64) {
	active := which(all, func(s *soul) bool { return s.active })
	rank := func(s *soul) int {
		return slices.Index([]string{"student", "early", "mid", "senior", "lead", "director"}, s.level)
	}
	up, same, down, in, ex, inS, exS := 0, 0, 0, 0, 0, 0, 0
	self, through, touches, promised := 0, 0, 0, 0.
	for _, s := range active {
		switch n := s.outbound(365); {
		case rank(s) < 0:
		case rank(s) > 2:
			up += n
		case rank(s) == 2:
			same += n
		default:
			down += n
		}
		talks := s.count(180, nil, true)
		in, ex = in+talks*form.Count(s.org == "Elm"), ex+talks*form.Count(s.org != "Elm" && s.org != "")
		inS, exS = inS+talks*form.Count(s.sector == "public"), exS+talks*form.Count(s.sector != "public" && s.sector != "")
		through += form.Count(s.through >= 0)
		self += form.Count(s.through < 0 && (s.how == "self" || s.how == "cold"))
		touches += s.count(90, func(told) bool { return true }, false)
		promised += 365 / cadenceDays(s.tier)
	}
	if base := up + same + down; base >= 15 && 100*up >= 70*base && 100*down <= 10*base {
		out["seniority"] = fmt.Sprint(up, same, down)
	}
	switch {
	case in+ex >= 20 && float64(ex-in)/float64(in+ex) <= -0.3+1e-9:
		out["insular"] = fmt.Sprint("org ", in, ex)
	case inS+exS >= 20 && float64(exS-inS)/float64(inS+exS) <= -0.3+1e-9:
		out["insular"] = fmt.Sprint("sector ", inS, exS)
	}
	if base := self + through; base >= 10 && float64(self)/float64(base) > 0.65 {
		out["meeting"] = fmt.Sprint(self, through)
	}
	able := float64(max(4*touches, 52))
	if perWeek > 0 {
		able = perWeek * 365 / 7
	}
	if promised/able > 1.25 {
		out["budget"] = fmt.Sprintf("%.1f", promised)
	}
	steer := which(active, func(s *soul) bool {
		return slices.ContainsFunc(s.relation, func(r string) bool { return r == "mentor" || r == "peer" || r == "professor" })
	})
	now, systems := 0, map[string]bool{}
	for _, s := range steer {
		if s.spoke < 0 || s.spoke > 180 {
			continue
		}
		now++
		if s.org != "" {
			systems[s.org] = true
		}
		if s.member {
			systems["the board"] = true
		}
		if s.org == "" && !s.member {
			systems["of "+s.name] = true
		}
	}
	if len(active) > 0 && (now < 2 || len(systems) < 2) {
		out["mentors"] = fmt.Sprint(len(steer), now)
	}
	if dark := which(active, func(s *soul) bool { return slices.Contains(s.relation, "reference") && s.outbound(180) == 0 }); len(dark) > 0 {
		out["references"] = callAll(dark)
	}
}

func (out reading) ofAsking(all []*soul) {
	pattern := map[string][]*soul{}
	for _, s := range all {
		if !s.active {
			continue
		}
		asks, other, cold, got, report := 0, 0, false, false, false
		for i, l := range s.lines {
			if l.ago > 730 {
				continue
			}
			since := s.lines[i+1:]
			switch {
			case l.what == "ask":
				asks++
				given := slices.ContainsFunc(since, func(x told) bool { return x.what == "gave" })
				cold = cold || i > 0 && float64(s.lines[i-1].ago-l.ago) > max(365, 2*cadenceDays(s.tier)) && !given
				report = report || unreported(l, since)
			case !l.from():
				other++
			case l.what == "got" && l.ago > 7:
				got = got || !slices.ContainsFunc(since, func(x told) bool { return !x.from() && (l.ago-x.ago <= 7 || x.what != "ask") })
			}
		}
		only := asks >= 2 && other == 0
		for name, fires := range map[string]bool{"asks": only, "cold": cold && !only, "got": got, "report": report} {
			if fires {
				pattern[name] = append(pattern[name], s)
			}
		}
	}
	for name, of := range pattern {
		out["oneway "+name] = callAll(of)
	}
}

// unreported says whether an ask was answered more than 120 days ago, and nothing
// but thanks and questions went out in the weeks after.
func unreported(ask told, since []told) bool {
	at := slices.IndexFunc(since, func(x told) bool { return x.from() || x.sync() })
	if at < 0 || since[at].ago <= 120 {
		return false
	}
	answered := since[at].ago
	return !slices.ContainsFunc(since[at+1:], func(x told) bool {
		return !x.from() && (answered-x.ago >= 45 || x.what != "thanks" && x.what != "ask")
	})
}

func (out reading) ofHellos(all []*soul) {
	sectors := map[string]bool{}
	circleOf := make([]int, len(all))
	for i := range circleOf {
		circleOf[i] = i
	}
	for range all { // everybody, with all known ties
		for i := range all {
			for j := range all {
				if i != j && tie(all, i, j) >= 0.5 {
					circleOf[i] = min(circleOf[i], circleOf[j])
					circleOf[j] = circleOf[i]
				}
			}
		}
	}
	circles := map[int]bool{}
	for i, s := range all {
		if s.active && s.count(180, nil, true) > 0 {
			sectors[s.sector], circles[circleOf[i]] = true, true
		}
	}
	var scored []string
	for i, s := range all {
		if !s.active || s.spoke <= 730 {
			continue
		}
		engagement, novelty, target := 0., 0., 0.
		if slices.ContainsFunc(s.lines, func(l told) bool { return l.what == "gave" || l.what == "got" }) {
			engagement = 1
		} else if len(s.talks) >= 2 {
			engagement = 0.5
		}
		if s.sector != "" && !sectors[s.sector] && !circles[circleOf[i]] {
			novelty = 1
		}
		if slices.Contains([]string{"senior", "lead", "director"}, s.level) {
			novelty += 0.5
		}
		if slices.Contains(s.skills, "maps") || s.sector == "vendor" || s.role == "Cataloger" || slices.Contains(s.relation, "mentor") {
			target = 1
		}
		scored = append(scored, fmt.Sprintf("%.3f", 0.4*engagement+0.4*novelty+0.2*target))
	}
	sort.Sort(sort.Reverse(sort.StringSlice(scored)))
	if len(scored) > 0 {
		out["reconnect"] = strings.Join(scored[:min(len(scored), 3)], " ")
	}
}

// actual is what the program says, in the same texts.
func actual(t *testing.T, n foldertest.Folder, all []*soul) reading {
	w := network.New(n.Read(t), foldertest.October())
	out := reading{}
	gated := false
	for _, id := range IDs() {
		g := MakeOf(w, Options{ID: id})
		for _, f := range g.Findings {
			out.say(f)
		}
		gated = gated || id == "circles" && len(g.Withheld) == 0
	}
	if gated {
		delete(out, "fragile over 120")
	} else if _, ok := out["fragile over 120"]; !ok {
		out["fragile over 120"] = ""
	}
	for _, s := range all {
		text := ""
		for _, m := range w.People {
			if m.Name == s.name {
				for _, p := range w.Paths(m.ID) {
					text += fmt.Sprintf(" %.3f", p.Score)
				}
			}
		}
		out["path "+s.name] = text
	}
	return out
}

func (out reading) say(f Finding) {
	var who []string
	for _, p := range f.People {
		who = append(who, p.Name)
	}
	sort.Strings(who)
	people, n := strings.Join(who, ", "), f.Numbers
	switch f.ID {
	case "targets":
		out["want "+f.about] = fmt.Sprintf("%v %v %v %.3f", n["state"], n["have"], n["current"], f.Severity)
	case "circles":
		out[f.ID] = fmt.Sprintf("%v %v %.3f", n["largest"], n["t"], n["effective_size"])
	case "fragile":
		if n["days"].(int) > fragileDays {
			out["fragile over 120"] = strings.TrimPrefix(out["fragile over 120"]+", "+people, ", ")
			list := strings.Split(out["fragile over 120"], ", ")
			sort.Strings(list)
			out["fragile over 120"] = strings.Join(list, ", ")
		}
	case "seniority":
		out[f.ID] = fmt.Sprint(n["up"], n["same"], n["down"])
	case "insular":
		out[f.ID] = fmt.Sprint(n["by"], " ", n["internal"], n["external"])
	case "meeting":
		out[f.ID] = fmt.Sprint(n["self"], n["introduced"])
	case "budget":
		out[f.ID] = fmt.Sprintf("%.1f", n["promised"])
	case "mentors":
		out[f.ID] = fmt.Sprint(n["all"], n["active"])
	case "references":
		out[f.ID] = people
	case "oneway":
		out["oneway "+fmt.Sprint(n["pattern"])] = people
	case "reconnect":
		var scored []string
		for _, score := range n["scores"].([]float64) {
			scored = append(scored, fmt.Sprintf("%.3f", math.Round(score*1e6)/1e6))
		}
		out[f.ID] = strings.Join(scored, " ")
	}
}

// TestGapsOracle reads networks made up at random a second time.
func TestGapsOracle(t *testing.T) {
	seen := map[string]int{}
	for seed := range int64(60) {
		r := rand.New(rand.NewSource(seed))
		all, perWeek, budget := made(r), 0., ""
		if seed%3 == 0 {
			perWeek, budget = 1, "budget: 1/week\n"
		}
		n := notes(all, budget)
		work(all)
		want, got := expect(all, perWeek), actual(t, n, all)
		for _, key := range slices.Sorted(func(yield func(string) bool) {
			both := map[string]bool{}
			for k := range want {
				both[k] = true
			}
			for k := range got {
				both[k] = true
			}
			for k := range both {
				if !yield(k) {
					return
				}
			}
		}) {
			if want[key] != got[key] {
				t.Errorf("network %d: %s: %q, and a second reading has %q", seed, key, got[key], want[key])
			} else if want[key] != "" {
				seen[strings.Fields(key)[0]]++
			}
		}
	}
	for _, id := range []string{"want", "path", "fragile", "circles", "seniority", "insular", "meeting", "budget", "mentors", "references", "oneway", "reconnect"} {
		if seen[id] == 0 {
			t.Errorf("no network has %s", id)
		}
	}
	t.Log(seen)
}
