package gaps

import (
	"fmt"
	"math/rand"
	"slices"
	"sort"
	"strings"

	"netnotes/report/foldertest"
	"netnotes/report/form"
)

// A second reading of what is missing, from the words of the manual alone, over
// networks made up at random. Days are counted back from 6 October 2026, and
// nobody has two lines on one day.

// told is a line of somebody: so many days ago, and what it is.
type told struct {
	ago  int
	what string
	with int // another person of the line, or -1
}

// soul is somebody of the network, and what is worked out of them.
type soul struct {
	name, status, tier, org, sector, level, role, how string
	relation, skills                                  []string
	metAgo, through                                   int // -1: not said
	knows                                             []int
	member                                            bool // of the committee
	lines                                             []told

	active, live, current bool
	spoke                 int // days ago, or -1
	talks                 []int
	s, r                  float64
}

func (l told) text() string {
	return map[string]string{"coffee": "coffee: old paper", "to": "email: hello", "from": "email from her: hello", "ask": "email: could you look at it #asked",
		"gave": "email: a paper #gave", "got": "email from her: a list #got", "thanks": "thanks: for the list", "interview": "call: informational interview"}[l.what]
}

func (l told) sync() bool { return l.what == "coffee" || l.what == "interview" }
func (l told) from() bool { return l.what == "from" || l.what == "got" }

// made is a network at random.
func made(r *rand.Rand) []*soul {
	pick := func(of ...string) string { return of[r.Intn(len(of))] }
	days := map[[2]int]bool{}
	mood := r.Intn(4) // of the whole network: busy among one's own, or upward; alone; or as it comes
	var all []*soul
	for i := range 4 + r.Intn(14) {
		s := &soul{name: fmt.Sprintf("%c%c Person", 'A'+i, 'a'+i), status: pick("", "", "", "", "", "wish", "imported", "paused", "archived"), tier: pick("", "A", "B", "C", "D"), org: pick("", "Elm", "Oak", "Ash"),
			sector: pick("", "public", "public", "vendor", "law", "school"), level: pick("", "student", "early", "mid", "senior", "lead", "director"), role: pick("", "", "Cataloger", "Head of Maps"), how: pick("", "self", "cold", "event"), metAgo: -1, through: -1}
		if r.Intn(2) == 0 {
			s.relation = append(s.relation, pick("mentor", "peer", "friend", "reference", "professor"))
		}
		if r.Intn(3) == 0 {
			s.skills = append(s.skills, pick("maps", "zines", "tape"))
		}
		if r.Intn(3) > 0 {
			s.metAgo = r.Intn(1200)
		}
		s.member = r.Intn(6) == 0
		switch {
		case mood == 1 && r.Intn(2) == 0:
			s.org, s.sector, s.level = pick("Elm", "Elm", "Oak"), "public", pick("lead", "director")
		case mood == 2 && r.Intn(3) > 0:
			s.status, s.how = "", "self"
		}
		for j := range i {
			if r.Intn(9) == 0 {
				s.knows = append(s.knows, j)
			}
		}
		if i > 0 && r.Intn(7) == 0 {
			s.through = r.Intn(i)
		}
		scale := []int{40, 200, 500, 1000}[r.Intn(4)]
		if mood == 1 {
			scale = 180
		}
		for range r.Intn(9) {
			l := told{r.Intn(scale), pick("coffee", "coffee", "to", "to", "from", "ask", "gave", "got", "thanks", "interview"), -1}
			if l.what == "coffee" && i > 0 && r.Intn(4) == 0 {
				l.with = r.Intn(i)
			}
			if days[[2]int{i, l.ago}] || l.with >= 0 && days[[2]int{l.with, l.ago}] {
				continue
			}
			days[[2]int{i, l.ago}] = true
			if l.with >= 0 {
				days[[2]int{l.with, l.ago}] = true
			}
			s.lines = append(s.lines, l)
		}
		all = append(all, s)
	}
	return all
}

const oracleTargets = "me: {org: Elm, level: mid, sector: public}\nmode: searching 2026-09-01/2026-12-31\n%s---\n\n## Want\n- 3 people skill:maps by 2026-11-20\n- 2 people sector:vendor current 2\n- 1 person role:~catalog\n- 2 people relation:mentor from 2 orgs\n"

// notes writes the network down.
func notes(all []*soul, budget string) foldertest.Folder {
	n := foldertest.Folder{}.Targets(fmt.Sprintf(oracleTargets, budget))
	var members []string
	for _, s := range all {
		var b strings.Builder
		for _, f := range [][2]string{{"status", s.status}, {"tier", s.tier}, {"org", s.org}, {"sector", s.sector}, {"level", s.level}, {"role", s.role}, {"met_how", s.how},
			{"relation", strings.Join(s.relation, ", ")}, {"skills", strings.Join(s.skills, ", ")}} {
			if f[1] != "" {
				b.WriteString(f[0] + ": " + f[1] + "\n")
			}
		}
		if s.metAgo >= 0 {
			b.WriteString("met: " + foldertest.DaysAgo(s.metAgo) + "\n")
		}
		if s.through >= 0 {
			b.WriteString("introduced_by: \"[[" + all[s.through].name + "]]\"\n")
		}
		if len(s.knows) > 0 {
			b.WriteString("knows:\n")
			for _, j := range s.knows {
				b.WriteString("  - \"[[" + all[j].name + "]]\"\n")
			}
		}
		var log []string
		for _, l := range s.lines {
			text := l.text()
			if l.with >= 0 {
				text = "coffee with [[" + all[l.with].name + "]]: old paper"
			}
			log = append(log, foldertest.DaysAgo(l.ago)+" "+text)
		}
		n.Person(s.name, b.String(), log...)
		if s.member {
			members = append(members, "\"[["+s.name+"]]\"")
		}
	}
	n["groups/board.md"] = "---\ntype: group\nkind: committee\nmembers: [" + strings.Join(members, ", ") + "]\n---\n# Board\n"
	return n
}

func cadenceDays(tier string) float64 {
	return map[string]float64{"A": 21, "B": 2 * 365. / 12, "C": 6 * 365. / 12, "": 6 * 365. / 12, "D": 365}[tier]
}

// work works everybody out.
func work(all []*soul) {
	for i, s := range all {
		for _, l := range s.lines {
			if l.with >= 0 {
				all[l.with].lines = append(all[l.with].lines, told{l.ago, "coffee", i})
			}
		}
	}
	for _, s := range all {
		sort.Slice(s.lines, func(a, b int) bool { return s.lines[a].ago > s.lines[b].ago }) // the oldest first
		counted := len(s.lines) > 0
		status := s.status
		if status == "wish" && counted || status == "imported" && (counted || s.tier != "") {
			status = ""
		}
		s.active, s.spoke = status == "", -1
		if s.metAgo >= 0 && status != "wish" {
			s.spoke = s.metAgo
		}
		var last *told // the async line before
		for k := range s.lines {
			l := &s.lines[k]
			if l.sync() {
				s.talks = append(s.talks, l.ago)
				continue
			}
			if last != nil && last.from() != l.from() && last.ago-l.ago <= 60 {
				s.talks = append(s.talks, l.ago)
			}
			last = l
		}
		for _, ago := range s.talks {
			if s.spoke < 0 || ago < s.spoke {
				s.spoke = ago
			}
		}
		s.live = s.active && s.spoke >= 0 && s.spoke <= 730
		s.current = s.live && float64(s.spoke) <= max(cadenceDays(s.tier), 180)
		recent := s.count(730, func(told) bool { return true }, true)
		switch {
		case s.spoke < 0:
			s.s = 0.1
		case s.spoke > 730:
			s.s = 0.2
		case recent >= 4 && float64(s.spoke) <= 182.5:
			s.s = 1
		case recent >= 2 && float64(s.spoke) <= 547.5:
			s.s = 0.7
		default:
			s.s = 0.4
		}
		s.ready()
	}
}

// count is how many lines, or conversations, there are in so many days.
func (s *soul) count(days int, is func(told) bool, talks bool) int {
	n := 0
	if talks {
		for _, ago := range s.talks {
			n += form.Count(ago <= days)
		}
		return n
	}
	for _, l := range s.lines {
		n += form.Count(l.ago <= days && is(l))
	}
	return n
}

func (s *soul) outbound(days int) int {
	return s.count(days, func(l told) bool { return !l.from() }, false)
}

// ready is how far somebody may be asked: not while an answer is owed, nor when
// asked more than twice in 90 days; half after an ask with nothing given since.
func (s *soul) ready() {
	asks, lastAsk, gave := 0, -1, -1
	owed := false
	for _, l := range s.lines { // the oldest first
		switch {
		case l.what == "ask" && l.ago <= 90:
			asks, lastAsk = asks+1, l.ago
		case l.what == "gave":
			gave = l.ago
		}
		switch {
		case !l.from():
			owed = false
		case l.ago <= 45:
			owed = true
		}
	}
	switch {
	case owed, asks > 2:
		s.r = 0
	case asks > 0 && (gave < 0 || gave > lastAsk):
		s.r = 0.5
	default:
		s.r = 1
	}
}

// tie is k(a,b).
func tie(all []*soul, a, b int) float64 {
	x, y := all[a], all[b]
	k := 0.
	if slices.Contains(x.knows, b) || slices.Contains(y.knows, a) || x.through == b || y.through == a {
		k = 1
	}
	for _, l := range x.lines {
		if l.with == b {
			k = 1
		}
	}
	if x.member && y.member {
		k = max(k, 0.6)
	}
	if x.org != "" && x.org == y.org {
		k = max(k, 0.5)
	}
	return k
}
