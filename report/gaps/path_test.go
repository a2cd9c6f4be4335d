package gaps

import (
	"testing"

	"netnotes/parse"
	"netnotes/report/foldertest"
	"netnotes/report/form"
)

// TestPathSentences reads why somebody is a way to Rosa, for every kind of
// evidence.
func TestPathSentences(t *testing.T) {
	const coffees = "2026-09-27 coffee\n- 2026-08-01 coffee"
	for name, c := range map[string]struct {
		want, ada, log, rosa string
		more                 foldertest.Folder
	}{
		"a note says so":          {want: "knows Rosa Finch", ada: "knows: \"[[Rosa Finch]]\"\n"},
		"an introduction":         {want: "knows Rosa Finch by an introduction", rosa: "introduced_by: \"[[Ada Park]]\"\n"},
		"an introduction's line":  {want: "an introduction with Rosa Finch on 1 Sep", log: "2026-09-01 introduced [[Ada Park]] to [[Rosa Finch]]: maps #noreply"},
		"a lunch":                 {want: "in one meeting with Rosa Finch on 1 Sep 2025", more: foldertest.Folder{"m.md": "---\ntype: meeting\ndate: 2025-09-01\npeople: [\"[[Ada Park]]\", \"[[Rosa Finch]]\"]\n---\n"}},
		"an email":                {want: "in one email with Rosa Finch on 1 Sep", log: "2026-09-01 email to [[Rosa Finch]] and her: hello"},
		"a committee":             {want: "Ethics with Rosa Finch", more: foldertest.Folder{"groups/ethics.md": "---\ntype: group\nname: Ethics\nkind: committee\nmembers: [\"[[Ada Park]]\", \"[[Rosa Finch]]\"]\n---\n"}},
		"one organisation":        {want: "works with Rosa Finch at Oak", ada: "org: Oak\n", rosa: "org: \"[[Oak]]\"\n"},
		"an organisation of once": {want: "worked with Rosa Finch at Oak, 2019–2020", ada: "tier: A\norg_history: [\"2018/2020 Oak\"]\n", log: "2026-07-01 coffee\n- 2026-06-01 coffee", rosa: "org_history: [\"2019/2022 Oak\"]\n"},
		"a year of it":            {want: "worked with Rosa Finch at Oak, 2020", ada: "org_history: [\"2018/2020 Oak\"]\n", log: "2026-07-01 coffee\n- 2026-06-01 coffee", rosa: "org_history: [\"2020/2022 Oak\"]\n"},
	} {
		n := foldertest.Folder{}
		for file, text := range c.more {
			n[file] = text
		}
		log := []string{coffees}
		if c.log != "" {
			log = append(log, c.log)
		}
		n.Person("Ada Park", c.ada, log...).Person("Rosa Finch", "status: wish\n"+c.rosa, "2026-09-01 liked her post")
		ix := n.Read(t)
		r := MakePath(ix, foldertest.October(), ix.Resolve("Rosa Finch", isContact)[0])
		if len(r.Paths) != 1 || r.Paths[0].Why[0] != "you spoke 9 days ago" || r.Paths[0].Why[1] != c.want {
			t.Errorf("%s: %+v", name, r.Paths)
		}
	}
}

// TestPathText aligns the ways, wraps the reasons, and says who should rest.
func TestPathText(t *testing.T) {
	n := foldertest.Folder{}.Person("Ada Park", "knows: \"[[Rosa Finch]]\"\n", "2026-09-27 coffee", "2026-10-05 asked for help").
		Person("Bo Lind", "knows: \"[[Rosa Finch]]\"\n", "2026-09-27 coffee", "2026-10-04 Bo asked: when").
		Person("Rosa Finch", "status: wish\n", "2026-09-01 liked her post")
	ix := n.Read(t)
	got := string(MakePath(ix, foldertest.October(), ix.Resolve("Rosa Finch", isContact)[0]).Text(form.Style{Width: 60}))
	const want = `Ada Park      0.20     you spoke 9 days ago; knows Rosa
                       Finch; you asked for something on 5
                       Oct, so thank first or give something

Bo Lind       not now  knows Rosa Finch; you owe an answer
                       of 4 Oct, so that first
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func isContact(n *parse.Note) bool { return n.Kind == parse.ContactNote }
