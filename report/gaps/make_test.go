package gaps

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"netnotes/index/parallel"
	"netnotes/report/foldertest"
	"netnotes/report/form"
)

// say is what gaps says of one kind of finding: every title, joined.
func say(t *testing.T, n foldertest.Folder, id string) (string, []Finding) {
	t.Helper()
	g := Make(n.Read(t), foldertest.October(), Options{ID: id, Why: true})
	var titles []string
	for _, f := range g.Findings {
		titles = append(titles, f.Title)
	}
	return strings.Join(titles, " | "), g.Findings
}

// TestGapThresholds holds every finding on either side of its threshold. want
// is the finding's title, or nothing where it must not be made.
func TestGapThresholds(t *testing.T) {
	coffee := func(days int) string { return foldertest.DaysAgo(days) + " coffee" }
	met := func(self, introduced int) foldertest.Folder {
		return foldertest.Folder{}.People("Self", self, "met_how: self\n", coffee(5)).People("Led", introduced, "met_how: event\nintroduced_by: \"[[Bo Lindqvist]]\"\n", coffee(5))
	}
	level := func(me string, up, same, down int) foldertest.Folder {
		n := foldertest.Folder{}.Targets("me: {level: " + me + "}\n---\n")
		if up > 0 {
			n.Person("Una Up", "level: lead\n", foldertest.Lines(up, 1, "email: hello")...)
		}
		if same > 0 {
			n.Person("Sam Same", "level: mid\n", foldertest.Lines(same, 1, "email: hello")...)
		}
		if down > 0 {
			n.Person("Di Down", "level: student\n", foldertest.Lines(down, 1, "email: hello")...)
		}
		return n
	}
	split := func(internal, external int) foldertest.Folder {
		n := foldertest.Folder{}.Targets("me: {org: \"[[Elm School]]\", sector: public}\n---\n")
		n.Person("In", "org: Elm School\n", foldertest.Lines(internal, 1, "coffee")...)
		return n.Person("Out", "org: Oak Library\n", foldertest.Lines(external, 1, "coffee")...)
	}
	circle := func(inside, outside int, mark string) foldertest.Folder {
		n := foldertest.Folder{}.Person("Hub", "", coffee(5))
		n.People("In", inside-1, "knows: [\"[[Hub]]\"]\n", coffee(5))
		return n.People("Out", outside, mark, coffee(5))
	}
	for _, c := range []struct {
		id, name, want string
		foldertest.Folder
	}{
		// A sector with one live contact, whose rhythm of a year is not overdue.
		{"fragile", "after 121 days", "Vi is your only way into vendors; you spoke 4 months ago", foldertest.Folder{}.Person("Vi", "sector: vendor\ntier: D\n", coffee(121))},
		{"fragile", "after 120 days", "", foldertest.Folder{}.Person("Vi", "sector: vendor\ntier: D\n", coffee(120))},
		{"fragile", "its rhythm of 4 weeks overdue after 43 days", "Vi is your only way into vendors; you spoke 43 days ago", foldertest.Folder{}.Person("Vi", "sector: vendor\ncadence: 4w\n", coffee(43))},
		{"fragile", "its rhythm of 4 weeks not overdue after 42 days", "", foldertest.Folder{}.Person("Vi", "sector: vendor\ncadence: 4w\n", coffee(42))},
		{"fragile", "a second one in the sector", "", foldertest.Folder{}.People("Vi", 2, "sector: vendor\n", coffee(300))},
		{"fragile", "the second one asleep", "Vi is your only way into vendors; you spoke 10 months ago", foldertest.Folder{}.Person("Vi", "sector: vendor\n", coffee(300)).Person("Wu", "sector: vendor\n", coffee(731))},
		{"fragile", "asleep herself", "", foldertest.Folder{}.Person("Vi", "sector: vendor\n", coffee(731))},
		{"fragile", "a sector called other", "", foldertest.Folder{}.Person("Vi", "sector: other\n", coffee(300))},
		{"fragile", "a target", "Vi is your only way to maps; you spoke 10 months ago", foldertest.Folder{}.Person("Vi", "skills: maps\n", coffee(300)).Targets("---\n## Want\n- 2 people skill:maps\n")},
		{"fragile", "a person wanted by name", "", foldertest.Folder{}.Person("Vi", "", coffee(300)).Targets("---\n## Want\n- [[Vi]]\n")},

		{"circles", "5 of 10", "5 of the 10 people you talk with are one circle, around Hub, In 1 and In 2", circle(5, 5, "")},
		{"circles", "5 of 11", "", circle(5, 6, "")},
		{"circles", "all 10", "All 10 people you talk with are one circle, around Hub, In 1 and In 2", circle(10, 0, "")},
		{"circles", "9 live people", "", circle(9, 0, "")},
		{"circles", "two of four who know each other not after all", "", circle(5, 5, "").Person("In 1", "knows_not: \"[[Hub]]\"\n", coffee(5))},

		{"insular", "13 of 20", "13 of 20 conversations in half a year were with people at Elm School", split(13, 7)},
		{"insular", "12 of 19", "", split(13, 6)},
		{"insular", "25 of 39", "", split(25, 14)},
		{"insular", "26 of 40", "26 of 40 conversations in half a year were with people at Elm School", split(26, 14)},
		{"insular", "half", "", split(10, 10)},

		{"meeting", "7 of 10", "7 of 10 people you met on your own, 3 through somebody", met(7, 3)},
		{"meeting", "13 of 20", "", met(13, 7)},
		{"meeting", "14 of 21", "14 of 21 people you met on your own, 7 through somebody", met(14, 7)},
		{"meeting", "9 of 9", "", met(9, 0)},

		{"seniority", "up 12, same 2, down 1 of 15", "12 of 15 messages and talks went to people above you, 2 to your own level, 1 below it", level("mid", 12, 2, 1)},
		{"seniority", "14 lines", "", level("mid", 13, 1, 0)},
		{"seniority", "up 69 %", "", level("mid", 69, 31, 0)},
		{"seniority", "up 70 %", "70 of 100 messages and talks went to people above you, 30 to your own level, 0 below it", level("mid", 70, 30, 0)},
		{"seniority", "down 11 %", "", level("mid", 80, 9, 11)},
		{"seniority", "down 10 %", "80 of 100 messages and talks went to people above you, 10 to your own level, 10 below it", level("mid", 80, 10, 10)},
		{"seniority", "a director with none below", "None of 15 messages and talks went to people below your level", foldertest.Folder{}.Targets("me: {level: director}\n---\n").Person("Dia", "level: director\n", foldertest.Lines(15, 1, "email: hello")...)},
		{"seniority", "a director with one below", "", foldertest.Folder{}.Targets("me: {level: director}\n---\n").Person("Dia", "level: director\n", foldertest.Lines(15, 1, "email: hello")...).Person("Lou", "level: lead\n", coffee(1))},
		{"seniority", "lines from them do not count", "", foldertest.Folder{}.Targets("me: {level: mid}\n---\n").Person("Una", "level: lead\n", foldertest.Lines(15, 1, "email from her: hello")...)},
		{"seniority", "nor lines older than a year", "", foldertest.Folder{}.Targets("me: {level: mid}\n---\n").Person("Una", "level: lead\n", foldertest.Lines(15, 352, "email: hello")...)},
		{"seniority", "up to a year", "15 of 15 messages and talks went to people above you, 0 to your own level, 0 below it", foldertest.Folder{}.Targets("me: {level: mid}\n---\n").Person("Una", "level: lead\n", foldertest.Lines(15, 351, "email: hello")...)},

		{"oneway", "two asks in 24 months", "Gwen: two asks in two years, nothing else from you", foldertest.Folder{}.Person("Gwen", "", foldertest.DaysAgo(730)+" asked for help", foldertest.DaysAgo(300)+" asked for help")},
		{"oneway", "one of two asks is older", "", foldertest.Folder{}.Person("Gwen", "tier: D\n", foldertest.DaysAgo(731)+" asked for help", foldertest.DaysAgo(300)+" asked for help")},
		{"oneway", "something given as well", "", foldertest.Folder{}.Person("Gwen", "", foldertest.DaysAgo(700)+" asked for help", foldertest.DaysAgo(400)+" shared a paper", foldertest.DaysAgo(300)+" asked for help")},
		{"oneway", "a coffee as well", "", foldertest.Folder{}.Person("Gwen", "", foldertest.DaysAgo(600)+" asked for help", foldertest.DaysAgo(400)+" coffee", foldertest.DaysAgo(300)+" asked for help")},
		{"oneway", "an ask after 366 days", "Sol was asked for something after a long silence", foldertest.Folder{}.Person("Sol", "", coffee(396), foldertest.DaysAgo(30)+" asked for help")},
		{"oneway", "an ask after 365 days", "", foldertest.Folder{}.Person("Sol", "", coffee(395), foldertest.DaysAgo(30)+" asked for help")},
		{"oneway", "an ask after 400 days with a rhythm of a year", "", foldertest.Folder{}.Person("Sol", "tier: D\n", coffee(430), foldertest.DaysAgo(30)+" asked for help")},
		{"oneway", "a first line that asks", "", foldertest.Folder{}.Person("Sol", "met: 2020\n", foldertest.DaysAgo(30)+" asked for help")},
		{"oneway", "something given since", "", foldertest.Folder{}.Person("Sol", "", coffee(396), foldertest.DaysAgo(30)+" asked for help", foldertest.DaysAgo(3)+" shared a paper")},
		{"oneway", "a gift of 8 days ago", "Kim gave you something, and a thank-you is open", foldertest.Folder{}.Person("Kim", "", foldertest.DaysAgo(8)+" Kim sent a list #got")},
		{"oneway", "a gift of 7 days ago", "", foldertest.Folder{}.Person("Kim", "", foldertest.DaysAgo(7)+" Kim sent a list #got")},
		{"oneway", "thanked within a week", "", foldertest.Folder{}.Person("Kim", "", foldertest.DaysAgo(20)+" Kim sent a list #got", foldertest.DaysAgo(13)+" thanks")},
		{"oneway", "a coffee that gave something, and nothing since", "Kim gave you something, and a thank-you is open", foldertest.Folder{}.Person("Kim", "", foldertest.DaysAgo(20)+" coffee: her list #got")},
		{"oneway", "thanked later", "", foldertest.Folder{}.Person("Kim", "", foldertest.DaysAgo(60)+" Kim sent a list #got", foldertest.DaysAgo(13)+" thanks")},
		{"oneway", "only asked later", "Kim gave you something, and a thank-you is open", foldertest.Folder{}.Person("Kim", "", coffee(70), foldertest.DaysAgo(60)+" Kim sent a list #got", foldertest.DaysAgo(13)+" asked for more")},
		{"oneway", "an answer of 121 days ago, thanked and no more", "Noa answered your question; tell what came of it", foldertest.Folder{}.Person("Noa", "", coffee(130), foldertest.DaysAgo(123)+" asked for help", foldertest.DaysAgo(121)+" Noa replied: do it", foldertest.DaysAgo(120)+" thanks")},
		{"oneway", "an answer of 120 days ago", "", foldertest.Folder{}.Person("Noa", "", coffee(130), foldertest.DaysAgo(123)+" asked for help", foldertest.DaysAgo(120)+" Noa replied: do it", foldertest.DaysAgo(119)+" thanks")},
		{"oneway", "told what came of it", "", foldertest.Folder{}.Person("Noa", "", coffee(210), foldertest.DaysAgo(203)+" asked for help", foldertest.DaysAgo(200)+" Noa replied: do it", foldertest.DaysAgo(190)+" email: it worked")},
		{"oneway", "not answered at all", "", foldertest.Folder{}.Person("Noa", "", coffee(210), foldertest.DaysAgo(203)+" asked for help")},

		{"mentors", "two of two places", "", foldertest.Folder{}.Person("Mo", "relation: mentor\norg: Elm\n", coffee(180)).Person("Pat", "relation: peer\norg: Oak\n", coffee(5))},
		{"mentors", "one of them silent", "Of the 2 people who could steer you, you spoke with one in half a year: Pat", foldertest.Folder{}.Person("Mo", "relation: mentor\norg: Elm\n", coffee(181)).Person("Pat", "relation: peer\norg: Oak\n", coffee(5))},
		{"mentors", "two of one place", "The people who steer you are all from one place: Mo and Pat", foldertest.Folder{}.Person("Mo", "relation: mentor\norg: Elm\n", coffee(18)).Person("Pat", "relation: peer\norg: Elm\n", coffee(5))},
		{"mentors", "two of places unknown", "", foldertest.Folder{}.People("Mo", 2, "relation: sponsor\n", coffee(18))},
		{"mentors", "friends are none", "Nobody is noted as a mentor, sponsor, adviser or peer", foldertest.Folder{}.People("Mo", 2, "relation: friend\n", coffee(18))},

		// 10 people every 3 weeks promise 173.8 messages a year.
		{"budget", "against 2 a week, 104.3", "Your rhythms promise 174 messages a year; your budget is 104", foldertest.Folder{}.People("A", 10, "tier: A\n", coffee(500)).Targets("budget: 2/week\n---\n")},
		{"budget", "against 12 a month, 144", "", foldertest.Folder{}.People("A", 10, "tier: A\n", coffee(500)).Targets("budget: 12/month\n---\n")},
		{"budget", "against 139 a year, 1.2504 times", "Your rhythms promise 174 messages a year; your budget is 139", foldertest.Folder{}.People("A", 10, "tier: A\n", coffee(500)).Targets("budget: 139/year\n---\n")},
		{"budget", "against nothing written, at least 52", "Your rhythms promise 174 messages a year; you write about 52", foldertest.Folder{}.People("A", 10, "tier: A\n", coffee(500))},
		{"budget", "against 34 touches in 90 days and one before, 136", "Your rhythms promise 174 messages a year; you write about 136", foldertest.Folder{}.People("A", 9, "tier: A\n", coffee(500)).Person("B", "tier: A\n", foldertest.Lines(35, 57, "email: hello")...)},
		{"budget", "against 35 touches in 90 days, 140", "", foldertest.Folder{}.People("A", 9, "tier: A\n", coffee(500)).Person("B", "tier: A\n", foldertest.Lines(35, 56, "email: hello")...)},
		{"budget", "no rhythm promises nothing", "", foldertest.Folder{}.People("A", 100, "cadence: none\n", coffee(500))},
	} {
		t.Run(c.id+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			if got, _ := say(t, c.Folder, c.id); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// group is a note of a group with the user in it.
func group(kind, term string) string {
	return "---\ntype: group\nname: Chess\nkind: " + kind + "\nmy_role: member\n" + term + "---\n"
}

func TestGapGroups(t *testing.T) {
	const note = "groups/chess.md"
	quiet := "You belong to Chess; nothing is noted there"
	for _, c := range []struct {
		name, want string
		foldertest.Folder
	}{
		{"nothing at all", quiet, foldertest.Folder{note: group("chat", "")}},
		{"no role", "", foldertest.Folder{note: strings.ReplaceAll(group("chat", ""), "my_role: member\n", "")}},
		{"a line of 180 days ago", "", foldertest.Folder{note: group("chat", "")}.Person("Ada", "", foldertest.DaysAgo(180)+" zoom: [[Chess]]")},
		{"a line of 181 days ago", "You belong to Chess; the last thing noted there is of 8 Apr", foldertest.Folder{note: group("chat", "")}.Person("Ada", "", foldertest.DaysAgo(181)+" zoom: [[Chess]]")},
		{"a line of its own", "", foldertest.Folder{note: group("chat", "") + "\n## Log\n- 2026-09-01 note: hello\n"}},
		{"an event", "", foldertest.Folder{note: group("chat", ""), "events/open.md": "---\ntype: event\nstart: 2026-08-01\n---\nHosted by [[Chess]].\n"}},
		{"an event to come", "", foldertest.Folder{note: group("chat", ""), "events/open.md": "---\ntype: event\nstart: 2026-11-01\n---\nHosted by [[Chess]].\n"}},
		{"a term that is over", "", foldertest.Folder{note: group("chat", "term: 2024/2025\n")}},
		{"a term of five months", "", foldertest.Folder{note: group("chat", "term: 2026-05/2027\n")}},
		{"a term of a year", quiet + " for half a year", foldertest.Folder{note: group("chat", "term: 2025-10/2027\n")}},
	} {
		if got, _ := say(t, c.Folder, "groups"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
	two := foldertest.Folder{note: group("chat", ""), "groups/go.md": strings.ReplaceAll(group("team", ""), "Chess", "Go Club")}
	if got, _ := say(t, two, "groups"); got != "You belong to Chess and Go Club; nothing is noted there" {
		t.Error(got)
	}
}

// TestTargets works the states of a want and their severity out: base × (1 +
// (1 − days left/90)), the second part between 0 and 1.
func TestTargets(t *testing.T) {
	coffee := func(days int) string { return foldertest.DaysAgo(days) + " coffee" }
	want := func(text string) foldertest.Folder {
		return foldertest.Folder{}.Targets("---\n## Want\n- " + text + "\n")
	}
	for _, c := range []struct {
		name, want, state string
		severity          float64
		foldertest.Folder
	}{
		{"nobody", "maps: 0 of 2", "none", 1, want("2 people skill:maps")},
		{"nobody, 45 days before", "maps: 0 of 2, 45 days left", "none", 1.5, want("2 people skill:maps by 2026-11-20")},
		{"nobody, 90 days before", "maps: 0 of 2, 90 days left", "none", 1, want("2 people skill:maps by 2027-01-04")},
		{"nobody, on the day", "maps: 0 of 2, today is its date", "none", 2, want("2 people skill:maps by 2026-10-06")},
		{"nobody, long after", "maps: 0 of 2, 278 days past its date", "none", 2, want("2 people skill:maps by 2026-01-01")},
		{"one of two", "maps: 1 of 2", "thin", 0.6, want("2 people skill:maps").Person("Ada", "skills: maps\n", coffee(9))},
		{"two of two", "", "", 0, want("2 people skill:maps").People("Ada", 2, "skills: maps\n", coffee(9))},
		{"two of two, one current: half of two is one", "", "", 0, want("2 people skill:maps").Person("Ada", "skills: maps\n", coffee(9)).Person("Bo", "skills: maps\n", coffee(400))},
		{"three of three, one current of two", "maps: 3 of 3, but only one of them lately", "cooling", 0.5, want("3 people skill:maps").Person("Ada", "skills: maps\n", coffee(9)).People("Bo", 2, "skills: maps\n", coffee(400))},
		{"none current", "maps: 1 of 1, but none of them lately", "cooling", 0.5, want("skill:maps").Person("Bo", "skills: maps\n", coffee(400))},
		{"none need be current", "", "", 0, want("skill:maps current 0").Person("Bo", "skills: maps\n", coffee(400))},
		{"current at 180 days whatever the rhythm", "", "", 0, want("skill:maps").Person("Bo", "skills: maps\ntier: A\n", coffee(180))},
		{"at 181 not", "maps: 1 of 1, but none of them lately", "cooling", 0.5, want("skill:maps").Person("Bo", "skills: maps\ntier: A\n", coffee(181))},
		{"with a rhythm of a year at 365", "", "", 0, want("skill:maps").Person("Bo", "skills: maps\ntier: D\n", coffee(365))},
		{"live at 730 days", "maps: 1 of 1, but none of them lately", "cooling", 0.5, want("skill:maps").Person("Bo", "skills: maps\n", coffee(730))},
		{"not at 731", "maps: 0 of 1", "none", 1, want("skill:maps").Person("Bo", "skills: maps\n", coffee(731))},
		{"two of one organisation", "maps: 2 of 2, from 1 of 2 organisations", "thin", 0.6, want("2 people skill:maps from 2 orgs").People("Ada", 2, "skills: maps\norg: \"[[Elm]]\"\n", coffee(9))},
		{"two of two organisations", "", "", 0, want("2 people skill:maps from 2 orgs").People("Ada", 2, "skills: maps\norg: Elm %d\n", coffee(9))},
		{"sectors", "maps: 2 of 2, from 1 of 3 sectors", "thin", 0.6, want("2 people skill:maps from 3 sectors").People("Ada", 2, "skills: maps\nsector: law\n", coffee(9))},
		{"wish people count not", "maps: 0 of 1", "none", 1, want("skill:maps").Person("Bo", "skills: maps\nstatus: wish\n", "2026-10-01 liked her post")},
		{"archived neither", "maps: 0 of 1", "none", 1, want("skill:maps").Person("Bo", "skills: maps\nstatus: archived\n", coffee(3))},
		{"a person by name", "Rosa Finch: not yet, 176 days left", "none", 1, want("[[Rosa Finch]] by 2027-03-31").Person("Rosa Finch", "status: wish\n", "2026-10-01 liked her post")},
		{"a person met", "", "", 0, want("[[Rosa Finch]]").Person("Rosa Finch", "status: wish\n", "2026-10-01 coffee")},
		{"a path to her", "Rosa Finch: not yet", "path", 0.8, want("[[Rosa Finch]]").Person("Rosa Finch", "status: wish\n", "2026-10-01 liked her post").Person("Ada", "knows: \"[[Rosa Finch]]\"\n", coffee(9))},
		{"a path to a name without a note", "Rosa Finch: not yet", "path", 0.8, want("[[Rosa Finch]]").Person("Ada", "knows: \"[[Rosa Finch]]\"\n", coffee(9))},
		{"a path too weak", "Rosa Finch: not yet", "none", 1, want("[[Rosa Finch]]").Person("Rosa Finch", "status: wish\norg: Elm\n", "2026-10-01 liked her post").Person("Ada", "org: Elm\n", coffee(400), foldertest.DaysAgo(3)+" asked for help")},
		{"several places to look", "mentors or sponsors, directors in public libraries at Elm: 0 of 1", "none", 1, want("relation:mentor|sponsor sector:public org:Elm level:director")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, findings := say(t, c.Folder, "targets")
			if got != c.want {
				t.Fatalf("\n got %s\nwant %s", got, c.want)
			}
			if len(findings) > 0 && (findings[0].Numbers["state"] != c.state || math.Abs(findings[0].Severity-c.severity) > 1e-9) {
				t.Errorf("%v, severity %v; want %s, %v", findings[0].Numbers, findings[0].Severity, c.state, c.severity)
			}
		})
	}
}

// TestGapsWithheld wants a reason for whatever cannot be said, and nothing of
// structure where little is recorded.
func TestGapsWithheld(t *testing.T) {
	coffee := foldertest.DaysAgo(5) + " coffee"
	reasons := func(n foldertest.Folder) map[string]string {
		out := map[string]string{}
		for _, w := range Make(n.Read(t), foldertest.October(), Options{All: true}).Withheld {
			out[w.ID] = w.Why
		}
		return out
	}
	alone := reasons(foldertest.Folder{}.People("A", 9, "org: Elm\n", coffee))
	for _, id := range []string{"targets", "insular", "seniority"} {
		if alone[id] != "there is no targets.md to compare with" {
			t.Errorf("%s: %q", id, alone[id])
		}
	}
	if alone["circles"] != "you spoke with 9 people in two years, and 10 are needed" {
		t.Error(alone["circles"])
	}
	// 4 of 10 people are tied by their organisation, then 4 of 11.
	four := foldertest.Folder{}.People("A", 4, "org: Elm\n", coffee).People("B", 6, "", coffee).Targets("me: {school: Elm}\n---\n")
	got := reasons(four)
	if why, ok := got["circles"]; ok {
		t.Error(why)
	}
	if got["insular"] != "where you are is not in targets.md (me: org, sector)" || got["seniority"] != "your level is not in targets.md (me: level)" || got["targets"] != "" {
		t.Error(got)
	}
	four.Person("One more", "", coffee)
	if got := reasons(four); got["circles"] != "36 % of your people have a recorded tie; 40 % are needed" {
		t.Error(got)
	}
	// A circle beyond somebody is not spoken of under the gate.
	far := foldertest.Folder{}.Person("Ada", "knows: [\"[[X]]\"]\n", foldertest.DaysAgo(200)+" coffee").Person("X", "status: wish\nknows: \"[[Y]]\"\n", "2026-10-01 liked it").Person("Y", "status: wish\n", "2026-10-01 liked it")
	if got, _ := say(t, far, "fragile"); got != "" {
		t.Error(got)
	}
	far.People("B", 9, "org: Elm\n", coffee)
	if got, _ := say(t, far, "fragile"); got != "Ada is your only way to the circle of X and Y; you spoke 7 months ago" {
		t.Error(got)
	}
	// With a second door it is no single link.
	far.Person("B 1", "org: Elm\nknows: \"[[Y]]\"\n", coffee)
	if got, _ := say(t, far, "fragile"); got != "" {
		t.Error(got)
	}
}

// TestReconnect works the order out by hand. Nobody was heard of in 180 days
// but Now in the sector law. Gil: gave, 1 → 0.4; sector health and nobody's
// circle, 1 → 0.4; above early, 0.5 → 0.2; a target → 0.2; in all 1.2. Two:
// two conversations, 0.5 → 0.2; a new sector → 0.4; in all 0.6. Law: the same
// without novelty, 0.2. Eve: nothing but an email, a sector of her own, 0.4.
// Unk: her sector is not known, 0.2.
func TestReconnect(t *testing.T) {
	old := func(days int) string { return foldertest.DaysAgo(days) + " coffee" }
	n := foldertest.Folder{}.Targets("me: {level: early}\n---\n## Want\n- skill:maps\n").
		Person("Now", "sector: law\n", old(9)).
		Person("Gil", "sector: health\nlevel: lead\nskills: maps\n", foldertest.DaysAgo(800)+" shared a paper", old(801)).
		Person("Two", "sector: school\n", old(900), old(901)).
		Person("Law", "sector: law\n", old(900), old(901), old(902)).
		Person("Unk", "", old(900), old(901)).
		Person("Eve", "sector: museum\nmet: 2020\n", foldertest.DaysAgo(900)+" email").
		Person("Awake", "sector: vendor\n", old(730))
	_, findings := say(t, n, "reconnect")
	if len(findings) != 1 {
		t.Fatal(findings)
	}
	f := findings[0]
	if f.Title != "After a long time, a word to Gil, Two and Eve would be worth it" || f.Text != "Two easy ones first: Law and Unk." {
		t.Errorf("%s\n%s", f.Title, f.Text)
	}
	if got := fmt.Sprint(f.Numbers["scores"]); got != "[1.2 0.6 0.4]" {
		t.Error(got)
	}
	if names := nameList(f.People); names != "Law, Unk, Gil and 2 more" {
		t.Error(names)
	}
	delete(n, "contacts/unk.md")
	delete(n, "contacts/law.md")
	if _, findings := say(t, n, "reconnect"); findings[0].Text != "An easy one first: Awake." {
		t.Error(findings[0].Text)
	}
}

// TestIntroduce pairs current people of different organisations who share
// something and have no tie of any kind.
func TestIntroduce(t *testing.T) {
	coffee := foldertest.DaysAgo(5) + " coffee"
	base := func(b string) foldertest.Folder {
		return foldertest.Folder{}.Person("Ada", "org: Elm\nskills: [maps]\n", coffee).Person("Bo", b, coffee)
	}
	for _, c := range []struct {
		name, want string
		foldertest.Folder
	}{
		{"a skill and an interest", "Ada and Bo might like to know each other", base("org: Oak\ninterests: maps\n")},
		{"nothing in common", "", base("org: Oak\nskills: law\n")},
		{"the same organisation", "", base("org: Elm\nskills: maps\n")},
		{"one of whom works nobody knows where", "", base("interests: maps\n")},
		{"who know each other", "", base("org: Oak\nskills: maps\nknows: \"[[Ada]]\"\n")},
		{"who do not, as a note says", "Ada and Bo might like to know each other", base("org: Oak\nskills: maps\nknows_not: \"[[Ada]]\"\n")},
		{"not current", "", base("org: Oak\nskills: maps\n").Person("Ada", "org: Elm\nskills: maps\n", foldertest.DaysAgo(300)+" coffee")},
		{"worked together once", "", base("org: Oak\nskills: maps\norg_history: [\"2019/2021 Fir\"]\n").Person("Ada", "org: Elm\nskills: maps\norg_history: [\"2021/2022 Fir\"]\n", coffee)},
		{"one after the other", "Ada and Bo might like to know each other", base("org: Oak\nskills: maps\norg_history: [\"2019/2020 Fir\"]\n").Person("Ada", "org: Elm\nskills: maps\norg_history: [\"2021/2022 Fir\"]\n", coffee)},
		{"two pairs at most, nobody twice", "P 1 and P 2 might like to know each other | P 3 and P 4 might like to know each other", foldertest.Folder{}.People("P", 8, "skills: maps\norg: Elm %d\n", coffee)},
	} {
		if got, _ := say(t, c.Folder, "introduce"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestSeniorityNamesAJunior wants whoever waits longest for an answer first.
func TestSeniorityNamesAJunior(t *testing.T) {
	n := foldertest.Folder{}.Targets("me: {level: early}\n---\n").Person("Una", "level: lead\n", foldertest.Lines(60, 1, "email: hello")...).
		Person("Imani", "level: student\n", "2026-07-03 Imani asked: may I call", "2026-06-01 coffee").
		Person("Felix", "level: student\n", "2026-08-03 Felix asked: may I call").
		Person("Pip", "level: early\n", "2026-05-03 Pip asked: may I call")
	_, f := say(t, n, "seniority")
	if f[0].Text != "Imani wrote on 3 Jul and has had no answer." || len(f[0].People) != 1 {
		t.Error(f[0].Text, f[0].People)
	}
	n.Person("Imani", "level: student\n", "2026-07-03 Imani asked: may I call", "2026-07-03 replied: yes", "2026-06-01 coffee")
	if _, f = say(t, n, "seniority"); f[0].Text != "Felix wrote on 3 Aug and has had no answer." {
		t.Error(f[0].Text)
	}
	n.Person("Felix", "level: student\n", "2026-08-03 Felix asked: may I call", "2026-08-09 call")
	if _, f = say(t, n, "seniority"); f[0].Text != "Pip wrote on 3 May and has had no answer." {
		t.Error(f[0].Text)
	}
	delete(n, "contacts/pip.md")
	if _, f = say(t, n, "seniority"); f[0].Text != "Imani would be a start: you spoke 95 days ago." {
		t.Error(f[0].Text)
	}
	delete(n, "contacts/imani.md")
	delete(n, "contacts/felix.md")
	if _, f = say(t, n, "seniority"); f[0].Text == "" || len(f[0].People) != 0 {
		t.Error(f[0])
	}
}

// TestMeetingNamesIntroducers names whoever introduced the user twice, also
// somebody without a note, and says what came back.
func TestMeetingNamesIntroducers(t *testing.T) {
	coffee := foldertest.DaysAgo(5) + " coffee"
	n := foldertest.Folder{}.People("Self", 20, "met_how: cold\n", coffee).People("Led", 2, "introduced_by: \"[[Bo Lindqvist]]\"\n", coffee).
		People("Lee", 3, "introduced_by: \"[[Ghost Moss]]\"\n", coffee).Person("Last", "introduced_by: \"[[Self 1]]\"\n", coffee)
	for log, want := range map[string]string{
		"2026-01-01 coffee":       "Bo Lindqvist introduced you to Led 1 and Led 2; a word of thanks is not noted.",
		"2026-01-01 thanks":       "Bo Lindqvist introduced you to Led 1 and Led 2; you said thanks.",
		"2026-01-01 shared a map": "Bo Lindqvist introduced you to Led 1 and Led 2; you gave something back.",
	} {
		n.Person("Bo Lindqvist", "", log)
		_, f := say(t, n, "meeting")
		if f[0].Text != want+" Ghost Moss introduced you to Lee 1, Lee 2 and Lee 3." || f[0].Do != `netnotes show "Bo Lindqvist"` {
			t.Errorf("%s\n%s", f[0].Text, f[0].Do)
		}
	}
}

// TestSentences reads what is said of one person and of many.
func TestSentences(t *testing.T) {
	for want, names := range map[string][]string{
		"A": {"A"}, "A and B": {"A", "B"}, "A, B and C": {"A", "B", "C"}, "A, B, C and D": {"A", "B", "C", "D"}, "A, B, C and 2 more": {"A", "B", "C", "D", "E"}} {
		if got := form.JoinNames(slices.Clone(names)); got != want {
			t.Errorf("%v: %s", names, got)
		}
	}
	for days, want := range map[int]string{0: "today", 1: "yesterday", 2: "2 days ago", 119: "119 days ago", 120: "4 months ago", 365: "12 months ago", 729: "24 months ago", 730: "2 years ago"} {
		if got := form.Ago(days); got != want {
			t.Errorf("%d: %s, want %s", days, got, want)
		}
	}
	got, _ := say(t, foldertest.Folder{}.People("Gwen", 5, "", foldertest.DaysAgo(700)+" asked for help", foldertest.DaysAgo(300)+" asked for help").
		People("Sol", 2, "", foldertest.DaysAgo(500)+" coffee", foldertest.DaysAgo(30)+" asked for help"), "oneway")
	if got != "Gwen 1, Gwen 2, Gwen 3 and 2 more: only asks from you in two years | Sol 1 and Sol 2 were asked for something after a long silence" {
		t.Error(got)
	}
}

// TestFiveARun limits the findings, the heaviest first, and says how many are
// left.
func TestFiveARun(t *testing.T) {
	n := foldertest.Folder{}.Targets("---\n## Want\n- skill:a\n- skill:b by 2026-11-20\n- skill:c\n- skill:d\n- skill:e\n- skill:f by 2026-10-06\n").People("P", 2, "", foldertest.DaysAgo(3)+" coffee")
	ix := n.Read(t)
	g := Make(ix, foldertest.October(), Options{})
	if len(g.Findings) != 5 || g.More != 2 || !strings.HasPrefix(g.Findings[0].Title, "f: ") || !strings.HasPrefix(g.Findings[1].Title, "b: ") || g.Findings[0].Why != nil {
		t.Errorf("%d findings, %d more: %+v", len(g.Findings), g.More, g.Findings)
	}
	if all := Make(ix, foldertest.October(), Options{All: true}); len(all.Findings) != 7 || all.More != 0 || all.Findings[6].ID != "mentors" {
		t.Errorf("%d findings with --all", len(all.Findings))
	}
}

// TestSmallNetwork works every finding of ten people out by hand.
//
// Six at Elm School, above the user, met by themselves, each with three
// coffees; Vi, the only one in vendors and with maps, 200 days ago; Kim gave
// something 20 days ago; Led, whom Elm 1 introduced; Wu.
//
// targets: 1 of 2 is thin, 0.6; 45 days left of 90 make it 0.9.
// circles: the six at Elm School and Led, whom an introduction ties to Elm 1,
// are 7 of 10; 15 + 1 ties, effective size 10 − 32/10 = 6.8.
// seniority: 18 coffees and Vi's, all upward.
// insular: 18 within, Kim's, Led's and Wu's without: (3 − 18)/21 = −0.714.
// meeting: six, Vi, Kim and Wu by themselves, Led introduced: 9 of 10.
// budget: 6 × 365/21 + 4 × 2 = 112.3 against 365/7 = 52.1.
func TestSmallNetwork(t *testing.T) {
	coffee := func(days int) string { return foldertest.DaysAgo(days) + " coffee" }
	n := foldertest.Folder{"groups/chess.md": group("chat", "")}.
		Targets("me: {org: Elm School, level: mid, sector: public}\nbudget: 1/week\n---\n## Want\n- 2 people skill:maps by 2026-11-20\n").
		People("Elm", 6, "org: Elm School\nlevel: lead\nmet_how: self\ntier: A\n", coffee(10), coffee(20), coffee(30)).
		Person("Vi Oak", "org: Oak\nsector: vendor\nlevel: lead\nskills: maps\nmet_how: self\n", coffee(200)).
		Person("Kim Ash", "org: Ash\nskills: chess\nmet_how: self\n", coffee(21), foldertest.DaysAgo(20)+" Kim sent a list").
		Person("Led Fir", "org: Fir\nintroduced_by: \"[[Elm 1]]\"\n", coffee(100)).
		Person("Wu Fir", "org: Yew\ninterests: chess\nmet_how: cold\n", coffee(40))
	g := Make(n.Read(t), foldertest.October(), Options{All: true, Metrics: true})
	want := []string{
		"0.9 targets: maps: 1 of 2, 45 days left",
		"0.7 fragile: Vi Oak is your only way into vendors and to maps; you spoke 7 months ago",
		"0.7 oneway: Kim Ash gave you something, and a thank-you is open",
		"0.6 circles: 7 of the 10 people you talk with are one circle, around Elm 1, Elm 2 and Elm 3",
		"0.6 seniority: 19 of 19 messages and talks went to people above you, 0 to your own level, 0 below it",
		"0.5 insular: 18 of 21 conversations in half a year were with people at Elm School",
		"0.5 mentors: Nobody is noted as a mentor, sponsor, adviser or peer",
		"0.4 meeting: 9 of 10 people you met on your own, 1 through somebody",
		"0.4 budget: Your rhythms promise 112 messages a year; your budget is 52",
		"0.3 groups: You belong to Chess; nothing is noted there",
		"0.1 introduce: Kim Ash and Wu Fir might like to know each other",
	}
	for i, f := range g.Findings {
		got := fmt.Sprintf("%v %s: %s", f.Severity, f.ID, f.Title)
		if i >= len(want) || got != want[i] {
			t.Errorf("finding %d is %s", i, got)
		}
	}
	if len(g.Findings) != len(want) || len(g.Withheld) != 0 {
		t.Errorf("%d findings, want %d; withheld %v", len(g.Findings), len(want), g.Withheld)
	}
	if m := g.Metrics; m.N != 10 || m.T != 16 || math.Abs(m.EffectiveSize-6.8) > 1e-9 || fmt.Sprint(m.Circles) != "[7 1 1 1]" || *m.Bridges != 1 {
		t.Errorf("%+v", m)
	}
	text := string(g.Text(form.Style{}))
	for _, line := range strings.Split(text, "\n") {
		if form.Width(line) > 120 || strings.ContainsAny(line, "!\t") {
			t.Errorf("%q", line)
		}
	}
}

// TestCircleSentences reads the sentence with a name for the place and without
// one.
func TestCircleSentences(t *testing.T) {
	coffee := foldertest.DaysAgo(5) + " coffee"
	const around = "What one of them hears, the others hear"
	const elsewhere = " Somebody from elsewhere adds most."
	voices := ". Counted once where they know each other, the 10 are about 1 voice."
	for _, c := range []struct {
		want string
		foldertest.Folder
	}{
		{around + "; all of them are at Elm" + voices + elsewhere, foldertest.Folder{}.People("P", 10, "org: Elm\n", coffee)},
		{around + "; most of them are at Elm. Counted once where they know each other, the 10 are about 3 voices." + elsewhere,
			foldertest.Folder{}.People("P", 9, "org: Elm\n", coffee).Person("Q", "knows: \"[[P 1]]\"\n", coffee)},
		{around + "." + elsewhere, foldertest.Folder{}.Person("Hub", "", coffee).People("P", 9, "knows: \"[[Hub]]\"\n", coffee)},
	} {
		if _, f := say(t, c.Folder, "circles"); len(f) != 1 || f[0].Text != c.want {
			t.Errorf("%+v\nwant %s", f, c.want)
		}
	}
}

// TestFindingThatFails withholds what cannot be worked out, also where it fails
// beside the main goroutine, and says the rest.
func TestFindingThatFails(t *testing.T) {
	n := foldertest.Folder{}.Targets("---\n\n## Want\n- skill:cello\n- skill:tuba\n").People("Elm", 3, "skills: tuba\n", foldertest.DaysAgo(400)+" coffee")
	g := New(n.Read(t), foldertest.October())
	g.try("circles", func() { parallel.Each(100, 1, func(_, end int) { panic("no circle") }) })
	g.try("circles", func() { panic("no circle") })
	g.try("targets", g.targets)
	if len(g.withheld) != 1 || g.withheld[0] != (Withheld{ID: "circles", Why: "could not be worked out: no circle"}) || len(g.findings) != 2 {
		t.Errorf("withheld %v, findings %v", g.withheld, g.findings)
	}
}
