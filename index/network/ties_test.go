package network

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
)

// read writes notes into a new folder and reads it.
func read(t *testing.T, notes map[string]string) *index.Index {
	t.Helper()
	dir := t.TempDir()
	for name, text := range notes {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ix, err := index.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// two are the notes of Ada and Bo with some lines of front matter and of log
// each.
func two(adaFields, adaLog, boFields, boLog string) map[string]string {
	note := func(name, fields, log string) string {
		if log != "" {
			log = "- " + log + "\n"
		}
		if fields != "" {
			fields += "\n"
		}
		return "---\nname: " + name + "\n" + fields + "---\n\n## Log\n\n" + log
	}
	return map[string]string{"contacts/ada.md": note("Ada Park", adaFields, adaLog), "contacts/bo.md": note("Bo Lind", boFields, boLog)}
}

// with adds a note.
func with(notes map[string]string, file, text string) map[string]string {
	notes[file] = text
	return notes
}

func october() date.Date { return date.Date{Year: 2026, Month: 10, Day: 6} }

// TestTieEvidence holds every kind of evidence, and what is none.
func TestTieEvidence(t *testing.T) {
	group := func(kind string) string {
		return "---\ntype: group\nkind: " + kind + "\nmembers: [\"[[Ada Park]]\"]\n---\n"
	}
	event := func(fields, body string) string {
		return "---\ntype: event\nstart: 2026-09-01\n" + fields + "---\n\n## Met\n\n" + body
	}
	const both = "- [[Ada Park]]: x\n- [[Bo Lind]]: y\n"
	for name, c := range map[string]struct {
		want  EvidenceKind
		notes map[string]string
	}{
		"nothing":                  {"", two("", "", "", "")},
		"one knows the other":      {ByKnows, two("", "", `knows: "[[Ada Park]]"`, "")},
		"friends, as others write": {ByKnows, two("", "", `friends: ["[[Ada Park]]"]`, "")},
		"knows, without brackets":  {ByKnows, two("", "", "knows: Ada Park", "")},
		"knows by path":            {ByKnows, two("", "", `knows: "[Ada](ada.md)"`, "")},
		"introduced by":            {ByIntro, two(`introduced_by: "[[Bo Lind]]"`, "", "", "")},
		"an introduction by me":    {ByIntro, two("", "2026-09-01 introduced [[Ada Park]] to [[Bo Lind]]: maps", "", "")},
		"an introduction by her":   {ByIntro, two("", "2026-09-01 Ada introduced me to [[Bo Lind]]: maps", "", "")},
		"an introduction in text":  {ByIntro, two("", "2026-09-01 Ada introduced us: me and [[Bo Lind]]", "", "")},
		"an introduction planned":  {"", two("", "2026-09-01 planned intro to [[Bo Lind]]: maps", "", "")},
		"one mentioned with it":    {"", two("", "2026-09-01 Ada introduced me to [[Cy]]: friend of [[Bo Lind]]", "", "")},
		"a lunch of three":         {ByInteraction, two("", "2026-09-01 lunch with [[Bo Lind]]: soup", "", "")},
		"an email to both":         {ByInteraction, two("", "", "", "2026-09-01 email to Bo and [[Ada Park]]: hello")},
		"a lunch to come":          {"", two("", "2026-11-01 lunch with [[Bo Lind]]: soup", "", "")},
		"a lunch planned":          {"", two("", "2026-09-01 planned lunch with [[Bo Lind]]: soup", "", "")},
		"a mention":                {"", two("", "2026-09-01 lunch: about [[Bo Lind]]", "", "")},
		"a dated note":             {"", two("", "2026-09-01 note: with [[Bo Lind]]", "", "")},
		"liked a post of both":     {"", two("", "2026-09-01 liked a post with [[Bo Lind]]", "", "")},
		"a meeting note":           {ByInteraction, with(two("", "", "", ""), "m.md", "---\ntype: meeting\ndate: 2026-09-01\npeople: [\"[[Ada Park]]\", \"[[Bo Lind]]\"]\n---\n")},
		"a journal":                {ByInteraction, with(two("", "", "", ""), "j.md", "- 2026-09-01 tea with [[Ada Park]] and [[Bo Lind]]\n")},
		"a committee":              {ByGroup, with(two("", "", "groups: \"[[G]]\"", ""), "groups/g.md", group("committee"))},
		"a team":                   {ByGroup, with(two("", "", "groups: \"[[G]]\"", ""), "groups/g.md", group("team"))},
		"a course":                 {ByGroup, with(two("", "", "groups: \"[[G]]\"", ""), "groups/g.md", group("course"))},
		"a chat":                   {"", with(two("", "", "groups: \"[[G]]\"", ""), "groups/g.md", group("chat"))},
		"a school's group":         {"", with(two("", "", "groups: \"[[G]]\"", ""), "groups/g.md", group("school"))},
		"a group without a note":   {"", two("groups: \"[[G]]\"", "", "groups: \"[[G]]\"", "")},
		"the same organisation":    {ByOrg, two("org: \"[[Elm]]\"", "", "company: elm", "")},
		"by its other name":        {ByOrg, with(two("org: Elm", "", "org: \"[[Elm Library]]\"", ""), "orgs/e.md", "---\ntype: org\nname: Elm Library\naliases: [Elm]\n---\n")},
		"other organisations":      {"", two("org: Elm", "", "org: Oak", "")},
		"the same former one":      {ByFormerOrg, two(`org_history: ["2019/2022 [[Elm]]"]`, "", `org_history: ["2022/2024 Elm"]`, "")},
		"at different times":       {"", two(`org_history: ["2019/2021 [[Elm]]"]`, "", `org_history: ["2022/2024 Elm"]`, "")},
		"one of them still there":  {ByFormerOrg, two(`org_history: ["2019/2022 [[Elm]]"]`, "", "org: Elm\nsince: 2021", "")},
		"since later":              {"", two(`org_history: ["2019/2022 [[Elm]]"]`, "", "org: Elm\nsince: 2023", "")},
		"without years":            {"", two(`org_history: ["[[Elm]]"]`, "", `org_history: ["[[Elm]]"]`, "")},
		"a small event":            {ByEvent, with(two("", "", "", ""), "events/e.md", event("attendees: 40\n", both))},
		"a large event":            {"", with(two("", "", "", ""), "events/e.md", event("attendees: 41\n", both))},
		"an event of no size":      {ByEvent, with(two("", "", "", ""), "events/e.md", event("", both))},
		"met there, no size":       {"", with(two("met_at: \"[[E]]\"", "", "met_at: \"[[E]]\"", ""), "events/e.md", event("", ""))},
		"met there, small":         {ByEvent, with(two("met_at: \"[[E]]\"", "", "met_at: \"[[E]]\"", ""), "events/e.md", event("attendees: 12\n", ""))},
		"who was there":            {ByEvent, with(two("", "", "", ""), "events/e.md", event("attendees: [\"[[Ada Park]]\", \"[[Bo Lind]]\"]\n", ""))},
		"an event to come":         {"", with(two("", "", "", ""), "events/e.md", strings.Replace(event("attendees: [\"[[Ada Park]]\", \"[[Bo Lind]]\"]\n", ""), "2026-09", "2026-11", 1))},
		"both to be met there":     {"", with(two("", "", "", ""), "events/e.md", strings.Replace(event("", "- [x] [[Ada Park]]: x\n- [ ] [[Bo Lind]]: y\n"), "## Met", "## To meet", 1))},
		"the same school":          {"", two("school: Elm", "", "school: Elm", "")},
		"not, whatever they share": {"", two("org: Elm\nknows_not: \"[[Bo Lind]]\"", "2026-09-01 lunch with [[Bo Lind]]", "org: Elm\nknows: \"[[Ada Park]]\"", "")},
		"the strongest of several": {ByKnows, two("org: Elm\nknows: \"[[Bo Lind]]\"", "2026-09-01 lunch with [[Bo Lind]]", "org: Elm", "")},
	} {
		w := New(read(t, c.notes), october())
		a, b := w.Ties.Between(0, 1), w.Ties.Between(1, 0)
		if a.Kind != c.want || b.Kind != c.want {
			t.Errorf("%s: %q and %q, want %q", name, a.Kind, b.Kind, c.want)
		}
		if known := len(w.Ties.Graph([]int{0, 1}).Near(0, nil)) == 1; known != (c.want.Weight() >= 0.5) || known != w.Ties.Known(0, 1) {
			t.Errorf("%s: known in the graph: %v", name, known)
		}
	}
}

// TestTieOfACrowd takes an interaction of more people than remember each other
// for an audience.
func TestTieOfACrowd(t *testing.T) {
	for _, n := range []int{40, 41} {
		notes := map[string]string{}
		people := ""
		for i := range n {
			notes[fmt.Sprintf("contacts/p%d.md", i)] = fmt.Sprintf("# P %d\n", i)
			people += fmt.Sprintf("  - \"[[P %d]]\"\n", i)
		}
		notes["m.md"] = "---\ntype: meeting\ndate: 2026-09-01\npeople:\n" + people + "---\n"
		if got := New(read(t, notes), october()).Ties.Known(0, 1); got != (n <= 40) {
			t.Errorf("%d people: known %v", n, got)
		}
	}
}

func TestEvidencePlace(t *testing.T) {
	w := New(read(t, two("", "", `knows: "[[Ada Park]]"`, "")), october())
	if path, line := w.Ties.Between(0, 1).Place(); path != "contacts/bo.md" || line != 3 {
		t.Errorf("%s:%d", path, line)
	}
	w = New(read(t, two("", "2026-09-01 lunch with [[Bo Lind]]", "", "")), october())
	if path, line := w.Ties.Between(0, 1).Place(); path != "contacts/ada.md" || line != 7 {
		t.Errorf("%s:%d", path, line)
	}
}

// TestStrength holds each strength on either side of its thresholds: 6 months
// are 182.5 days, 18 are 547.5.
func TestStrength(t *testing.T) {
	coffees := func(first, count int) string {
		var lines []string
		for i := range count {
			lines = append(lines, october().AddDays(-first-i).String()+" coffee")
		}
		return strings.Join(lines, "\n- ")
	}
	at := func(days int) string { return october().AddDays(-days).String() }
	for name, c := range map[string]struct {
		want   Strength
		fields string
		log    string
	}{
		"four, 182 days ago":          {StrongTie, "", coffees(182, 4)},
		"four, 183 days ago":          {ModerateTie, "", coffees(183, 4)},
		"three":                       {ModerateTie, "", coffees(5, 3)},
		"three and one of 730 days":   {StrongTie, "", coffees(5, 3) + "\n- " + at(730) + " coffee"},
		"three and one of 731 days":   {ModerateTie, "", coffees(5, 3) + "\n- " + at(731) + " coffee"},
		"two, 547 days ago":           {ModerateTie, "", coffees(547, 2)},
		"two, 548 days ago":           {WeakTie, "", coffees(548, 2)},
		"one":                         {WeakTie, "", coffees(5, 1)},
		"730 days ago":                {WeakTie, "", coffees(730, 1)},
		"731 days ago":                {DormantTie, "", coffees(731, 9)},
		"met, and nothing else":       {WeakTie, "met: 2026-01-01", ""},
		"met long ago":                {DormantTie, "met: 2020-01-01", ""},
		"nothing":                     {LatentTie, "", ""},
		"email without an answer":     {LatentTie, "", at(5) + " email: hello"},
		"the same, met long ago":      {DormantTie, "met: 2020-01-01", at(5) + " email: hello"},
		"email with an answer, twice": {ModerateTie, "", at(90) + " email\n- " + at(85) + " Ada replied\n- " + at(20) + " email\n- " + at(15) + " Ada replied"},
	} {
		w := New(read(t, two(c.fields, c.log, "", "")), october())
		if got := w.People[0].Strength; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestStrengthCountsTwinsOnce: a lunch of three that two notes tell of is one
// conversation with each.
func TestStrengthCountsTwinsOnce(t *testing.T) {
	w := New(read(t, two("", "2026-09-01 lunch with [[Bo Lind]]", "", "2026-09-01 lunch with [[Ada Park]]")), october())
	if a, b := w.People[0], w.People[1]; a.Recent != 1 || b.Recent != 1 || a.Strength != WeakTie {
		t.Errorf("%d and %d conversations", a.Recent, b.Recent)
	}
}

// TestCounts says who is of the network.
func TestCounts(t *testing.T) {
	for name, c := range map[string]struct {
		counts, live bool
		fields, log  string
	}{
		"active":                          {true, true, "", "2026-09-01 coffee"},
		"never spoken with":               {true, false, "", "2026-09-01 email"},
		"paused":                          {false, false, "status: paused", "2026-09-01 coffee"},
		"archived":                        {false, false, "status: archived", "2026-09-01 coffee"},
		"not to be contacted":             {false, false, "status: do-not-contact", "2026-09-01 coffee"},
		"dead":                            {false, false, "status: deceased", "2026-09-01 coffee"},
		"wish":                            {false, false, "status: wish", "2026-09-01 liked a post"},
		"wish, and then spoken with":      {true, true, "status: wish", "2026-09-01 coffee"},
		"imported":                        {false, false, "status: imported", ""},
		"imported, connected":             {false, false, "status: imported", "2026-09-01 connected"},
		"imported with a tier, no line":   {true, true, "status: imported\ntier: B\nmet: 2026-01-01", ""},
		"imported with a tier and a line": {true, false, "status: imported\ntier: B", "2026-09-01 connected"},
		"imported, and then spoken with":  {true, true, "status: imported", "2026-09-01 coffee"},
	} {
		m := New(read(t, two(c.fields, c.log, "", "")), october()).People[0]
		if m.Counts != c.counts || m.Live != c.live {
			t.Errorf("%s: counts %v, live %v", name, m.Counts, m.Live)
		}
	}
}

// TestPaths works scores out by hand: strength × tie × readiness.
func TestPaths(t *testing.T) {
	at := func(days int) string { return october().AddDays(-days).String() }
	moderate := at(22) + " coffee\n- " + at(60) + " coffee\n- " + at(90) + " coffee" // 0.7
	target := "---\nname: Rosa Finch\nstatus: wish\norg: Oak\norg_history: [\"2017/2022 Hal\"]\n---\n"
	via := func(fields, log string) map[string]string {
		return with(two(fields, log, "", ""), "contacts/rosa.md", target)
	}
	for name, c := range map[string]struct {
		score float64 // 0: no path
		notes map[string]string
	}{
		"knows, moderate: 0.7 × 1":              {0.7, via(`knows: "[[Rosa Finch]]"`, moderate)},
		"works with, moderate: 0.7 × 0.5":       {0.35, via("org: Oak", moderate)},
		"worked with, weak: 0.4 × 0.4":          {0.16, via(`org_history: ["2019/2020 Hal"]`, at(5)+" coffee")},
		"asleep":                                {0, via(`knows: "[[Rosa Finch]]"`, at(731)+" coffee")},
		"an answer owed":                        {0, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(3)+" Ada asked: when")},
		"owed for 46 days, and so no more":      {0.7, via(`knows: "[[Rosa Finch]]"`, at(90)+" coffee\n- "+at(95)+" coffee\n- "+at(46)+" Ada asked: when")},
		"asked 90 days ago":                     {0.35, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(90)+" asked for help")},
		"asked 91 days ago":                     {0.7, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(91)+" asked for help")},
		"asked, and gave on the same day":       {0.7, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(20)+" shared a map\n- "+at(20)+" asked for help")},
		"gave, and asked later":                 {0.35, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(21)+" shared a map\n- "+at(20)+" asked for help")},
		"asked twice":                           {0.35, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(21)+" asked for help\n- "+at(20)+" asked for help")},
		"asked three times, whatever was given": {0, via(`knows: "[[Rosa Finch]]"`, moderate+"\n- "+at(21)+" asked for help\n- "+at(20)+" asked for help\n- "+at(19)+" asked for help\n- "+at(5)+" shared a map")},
		"not to be contacted":                   {0, via("status: do-not-contact\nknows: \"[[Rosa Finch]]\"", moderate)},
		"says she does not know her":            {0, via("org: Oak\nknows_not: \"[[Rosa Finch]]\"", moderate)},
		"a small event is too little: 0.3":      {0, with(via("", moderate), "events/e.md", "---\ntype: event\nstart: 2026-08-01\n---\n## Met\n- [[Ada Park]]: x\n- [[Rosa Finch]]: y\n")},
		"three hops: 0.7 × 1 × 0.6 × 0.5": {0.21, with(with(two(`knows: "[[Bo Lind]]"`, moderate, "status: wish\ngroups: \"[[G]]\"", ""), "contacts/rosa.md", target),
			"groups/g.md", "---\ntype: group\nkind: team\nmembers: [\"[[Rosa Finch]]\"]\n---\n")},
		"three hops over somebody asleep":            {0.35, with(two(`knows: "[[Bo Lind]]"`, moderate, `knows: "[[Rosa Finch]]"`, at(800)+" coffee"), "contacts/rosa.md", target)},
		"not over a name to avoid":                   {0, with(two(`knows: "[[Bo Lind]]"`, moderate, "status: do-not-contact\nknows: \"[[Rosa Finch]]\"", at(800)+" coffee"), "contacts/rosa.md", target)},
		"three hops too weak: 0.4 × 0.5 × 0.5 × 0.5": {0, with(two("org: Elm", at(5)+" coffee", "status: wish\norg: [Elm, Oak]", ""), "contacts/rosa.md", target)},
	} {
		ix := read(t, c.notes)
		w := New(ix, october())
		paths := w.Paths(w.Member(ix.Resolve("Rosa Finch", func(*parse.Note) bool { return true })[0]).ID)
		switch {
		case c.score == 0 && len(paths) > 0:
			t.Errorf("%s: a path of %v", name, paths[0].Score)
		case c.score > 0 && (len(paths) != 1 || math.Abs(paths[0].Score-c.score) > 1e-9 || paths[0].First.Name != "Ada Park"):
			t.Errorf("%s: %d paths %+v", name, len(paths), paths)
		}
	}
}

// TestPathsAreThree keeps the best three, by name where they are equal, also
// of a large workplace, and no longer way beside them.
func TestPathsAreThree(t *testing.T) {
	notes := map[string]string{"contacts/rosa.md": "---\nname: Rosa Finch\norg: Oak\n---\n"}
	for i := range 60 {
		log := "- 2026-09-01 coffee\n- 2026-09-02 coffee\n"
		notes[fmt.Sprintf("contacts/p%02d.md", i)] = fmt.Sprintf("---\nname: P %02d\norg: Oak\n---\n\n## Log\n\n%s", 59-i, log)
	}
	notes["contacts/zoe.md"] = "---\nname: Zoe\norg: Oak\nknows: \"[[Rosa Finch]]\"\n---\n\n## Log\n\n- 2026-09-01 coffee\n- 2026-09-02 coffee\n"
	ix := read(t, notes)
	w := New(ix, october())
	var got []string
	for _, p := range w.Paths(w.Member(ix.Resolve("Rosa Finch", func(*parse.Note) bool { return true })[0]).ID) {
		got = append(got, fmt.Sprintf("%s %.2f", p.First.Name, p.Score))
	}
	if s := strings.Join(got, ", "); s != "Zoe 0.70, P 00 0.35, P 01 0.35" {
		t.Error(s)
	}
}

// TestGhosts leads to somebody who is named and has no note.
func TestGhosts(t *testing.T) {
	notes := two(`knows: ["[[Perpetua Lang]]"]`, "2026-09-01 coffee\n- 2026-08-01 coffee", "", "2026-09-02 tea with [[Perpetua Lang]]")
	w := New(read(t, notes), october())
	node, ok := w.Ties.Ghost("perpetua-lang")
	if !ok || len(w.Ties.Ghosts) != 1 {
		t.Fatal(w.Ties.Ghosts)
	}
	paths := w.Paths(node)
	if len(paths) != 2 || paths[0].First.Name != "Ada Park" || paths[0].Score != 0.7 || paths[1].Tie.Kind != ByInteraction {
		t.Errorf("%+v", paths)
	}
	if _, ok := w.Ties.Ghost("Nobody"); ok {
		t.Error("a ghost of nobody")
	}
}

func TestDescribe(t *testing.T) {
	for text, want := range map[string]string{
		"skill:web-archiving":                     "web archiving",
		`org:"Fox Hollow Public Library"`:         "Fox Hollow Public Library",
		"sector:public level:director":            "directors in public libraries",
		"role:~metadata sector:academic":          "metadata roles in academic libraries",
		"sector:vendor":                           "vendors",
		"sector:archives|museum":                  "archives or museums",
		"relation:mentor|sponsor|advisor":         "mentors, sponsors or advisors",
		"[[Rosa Finch]]":                          "Rosa Finch",
		"cello":                                   `"cello"`,
		"skill:maps -org:Elm":                     "maps, not Elm",
		"level:student org:Elm sector:school":     "students in school libraries at Elm",
		"spoke:>90d tag:pta":                      "spoke:>90d, #pta",
		"tier:A":                                  "tier A",
		"level:mid skill:[[Map Reading|mapping]]": "mid-career people, mapping",
	} {
		q, err := query.Parse([]string{text})
		if err != nil {
			t.Fatal(err)
		}
		if got := q.Describe(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestPathOfTwoStretches counts somebody who was twice where the target was
// once, so that whoever comes behind them is no way lost.
func TestPathOfTwoStretches(t *testing.T) {
	notes := map[string]string{"contacts/xi.md": "---\nname: Xi\nstatus: wish\norg_history: [\"2011/2015 Oak\", \"2020/2022 Oak\"]\n---\n"}
	for name, fields := range map[string]string{
		"Ada": "knows: [\"[[Xi]]\"]\norg: Oak\nsince: 2019", "Bo": "org: Oak\nsince: 2019\norg_history: [\"2011/2012 Oak\", \"2013/2015 Oak\"]",
		"Cy": "org: Oak\nsince: 2019", "Dee": "org: Oak\nsince: 2019",
	} {
		notes["contacts/"+folder.Slug(name)+".md"] = "---\nname: " + name + "\n" + fields + "\n---\n\n## Log\n\n- 2026-09-01 coffee\n- 2026-08-10 coffee\n"
	}
	w := New(read(t, notes), october())
	var got []string
	for _, p := range w.Paths(slices.IndexFunc(w.People, func(m *Member) bool { return m.Name == "Xi" })) {
		got = append(got, p.First.Name)
	}
	if strings.Join(got, " ") != "Ada Bo Cy" {
		t.Errorf("paths through %v", got)
	}
}
