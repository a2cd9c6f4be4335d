package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// folderOf is a folder with notes of contacts of these names; "org: " before a name makes it
// an organisation, " = " behind it an alias.
func folderOf(names ...string) *Index {
	var notes []*parse.Note
	reader := parse.NewReader(parse.Config{})
	for i, name := range names {
		kind := "contact"
		if org, ok := strings.CutPrefix(name, "org: "); ok {
			kind, name = "org", org
		}
		name, alias, _ := strings.Cut(name, " = ")
		notes = append(notes, reader.Note(fmt.Sprintf("n/%02d.md", i), fmt.Appendf(nil, "---\ntype: %s\nname: %q\naliases: [%q]\n---\n", kind, name, alias)))
	}
	return build(folder.Settings{}, reader, notes, nil)
}

// TestRanks holds who is meant by a name, and how closely.
func TestRanks(t *testing.T) {
	ix := folderOf("Dr. Edda Quist, MLIS", "Pim van der Berg", "Zoë Åkesson", "José Núñez", "Leo Hart Jr.", "Leo Hart Sr.", "Okafor, Chidi",
		"Siobhan O'Neill", "Jörg Weiß", "Katherine (Katie) Moss", "王小明", "李大明", "Nia Oduya 🎻", "Ann Lee", "Anna Lee", "Fox Hollow = Foxy",
		"org: Fox Hollow", "org: Lee Library", "🎻", "Mrs. Ida Vance", "Ida Vance-Moreau", "M. Luc Dubois", "Söderström, Åsa", "Jorg Winter", "Joerg Winter")
	for _, c := range []struct {
		typed string
		rank  int
		want  string // with | between several
	}{
		{"Dr. Edda Quist, MLIS", facts.Exact, "Dr. Edda Quist, MLIS"},
		{"edda quist", facts.Folded, "Dr. Edda Quist, MLIS"},
		{"Prof. Edda Quist", facts.Folded, "Dr. Edda Quist, MLIS"},
		{"Quist, Edda", facts.Folded, "Dr. Edda Quist, MLIS"},
		{"quist edda", facts.ByWords, "Dr. Edda Quist, MLIS"},
		{"Dr Quist", facts.ByWords, "Dr. Edda Quist, MLIS"},
		{"mlis", facts.ByWords, "Dr. Edda Quist, MLIS"},
		{"ed qu", facts.ByStarts, "Dr. Edda Quist, MLIS"},
		{"van der berg", facts.ByWords, "Pim van der Berg"},
		{"zoe akesson", facts.Folded, "Zoë Åkesson"},
		{"JOSE NUÑEZ", facts.Folded, "José Núñez"},
		{"jose-nunez", facts.Folded, "José Núñez"},
		{"leo hart", facts.Folded, "Leo Hart Jr.|Leo Hart Sr."},
		{"Leo Hart Sr", facts.Folded, "Leo Hart Sr."},
		{"chidi okafor", facts.Folded, "Okafor, Chidi"},
		{"oneill", facts.ByWords, "Siobhan O'Neill"},
		{"O’Neill", facts.ByWords, "Siobhan O'Neill"},
		{"Joerg Weiss", facts.Folded, "Jörg Weiß"},
		{"Jorg Weiss", facts.Folded, "Jörg Weiß"},
		{"Jörg Winter", facts.Folded, "Jorg Winter|Joerg Winter"},
		{"Katie Moss", facts.Folded, "Katherine (Katie) Moss"},
		{"katherine moss", facts.Folded, "Katherine (Katie) Moss"},
		{"小明", facts.Folded, "王小明"},
		{"明", 0, ""},
		{"Nia Oduya", facts.Folded, "Nia Oduya 🎻"},
		{"🎻", facts.Exact, "🎻"},
		{"🎸", 0, ""},
		{"ann", facts.ByWords, "Ann Lee"},
		{"an", facts.ByStarts, "Ann Lee|Anna Lee"},
		{"lee", facts.ByWords, "Ann Lee|Anna Lee"},
		{"lee lib", facts.ByStarts, "Lee Library"},
		{"fox hollow", facts.Exact, "Fox Hollow"},
		{"foxy", facts.Exact, "Fox Hollow"},
		{"Ida Vance", facts.Folded, "Mrs. Ida Vance"},
		{"vance", facts.ByWords, "Mrs. Ida Vance|Ida Vance-Moreau"},
		{"mrs vance", facts.ByWords, "Mrs. Ida Vance"},
		{"Ms. Moreau", facts.ByWords, "Ida Vance-Moreau"},
		{"asa soederstroem", facts.Folded, "Söderström, Åsa"},
		{"n/12", facts.Exact, "Nia Oduya 🎻"},
		{"12.md", facts.Exact, "Nia Oduya 🎻"},
		{"[[Ann Lee]]", facts.Exact, "Ann Lee"},
		{"@ann-lee", facts.Exact, "Ann Lee"},
		{"", 0, ""},
		{"...", 0, ""},
		{"nobody", 0, ""},
	} {
		found, rank := ix.Find(c.typed, func(n *parse.Note) bool { return n.Kind.HasName() })
		var names []string
		for _, n := range found {
			names = append(names, n.Name)
		}
		if got := strings.Join(names, "|"); got != c.want || rank != c.rank {
			t.Errorf("%q: %s at rank %d, want %s at %d", c.typed, got, rank, c.want, c.rank)
		}
	}
	org, _ := ix.Find("Fox Hollow", func(n *parse.Note) bool { return n.Kind == parse.OrgNote })
	if len(org) != 1 {
		t.Error("the organisation beside a contact of its name is not found where one is asked for")
	}
}

// TestLinksAreNoParts: a link and a field use the first two ranks.
func TestLinksAreNoParts(t *testing.T) {
	ix := folderOf("Ada Park", "Dr. Bo Lind")
	for target, want := range map[string]int{"Ada": 0, "Ada Park": facts.Exact, "Bo Lind": facts.Folded, "Lind": 0} {
		if _, rank := ix.names.Ranked(txt.Link{Target: target}, ix.Notes()[0]); rank != want {
			t.Errorf("[[%s]] is a link of rank %d, want %d", target, rank, want)
		}
	}
}

// TestKnows holds what a line is told of the words in it.
func TestKnows(t *testing.T) {
	ix := folderOf("Ada Park", "Ada Moss", "Dr. Bo Lind", "org: Fox Hollow")
	for words, want := range map[string]logline.Called{
		"Ada":        {Rank: facts.ByWords, People: []string{"n/00.md", "n/01.md"}},
		"ada park":   {Rank: facts.Exact, People: []string{"n/00.md"}},
		"Bo Lind":    {Rank: facts.Folded, People: []string{"n/02.md"}},
		"Fox Hollow": {Place: true},
		"Hollow":     {},
		"Cy":         {},
	} {
		if got := ix.names.Knows(words); got.Rank != want.Rank || got.Place != want.Place || !slices.Equal(got.People, want.People) {
			t.Errorf("%q: %+v, want %+v", words, got, want)
		}
	}
}
