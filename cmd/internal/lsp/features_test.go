package lsp

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"netnotes/index"
	"netnotes/index/rename"
)

// network is a small folder with something of everything.
func network() map[string]string {
	return map[string]string{
		"contacts/ada-park.md": `---
name: Ada Park
org: "[[Fox Hollow Library]]"
role: Archivist
met_at: "[[Web Archive Week]]"
tier: B
cue: red glasses
---
# Ada Park

- [ ] send the paper due:2026-11-30

## Log

- 2026-11-20 call with Bo Lindqvist: about [[Ada Park]] -> 2026-12-04 ask again
- 2026-10-02 emial: hello
`,
		"contacts/bo-lindqvist.md":    "---\nname: Bo Lindqvist\naliases: [Bosse]\nintroduced_by: \"[[Ada Park]]\"\n---\n## Log\n\n- 2026-11-01 coffee with [[Ada Park]]: 😀 maps, [[ada-park|Ada]] came\n",
		"contacts/zoe-van-dyk.md":     "---\nname: Zoë van Dyk\ntags: [friend]\nskills: [maps, grants]\n---\n## Log\n",
		"contacts/wojciech-kowal.md":  "---\nname: Wojciech Kowal\nskills: [maps]\n---\n",
		"orgs/fox-hollow-library.md":  "---\nname: Fox Hollow Library\n---\n",
		"events/web-archive-week.md":  "---\nname: Web Archive Week\nstart: 2026-06-26\n---\n## Met\n\n- [[Cleo Marsh]]: scanners\n",
		"targets.md":                  "## Want\n\n- 2 people level:director\n",
		"journal/2026-11-26 notes.md": "- 2026-11-26 lunch with [[Zoë van Dyk]]\r\n",
	}
}

// TestCompletion types and holds what is offered.
func TestCompletion(t *testing.T) {
	const bo = "contacts/bo-lindqvist.md"
	for _, c := range []struct{ name, path, old, typed, behind, label, line string }{
		{"a link", bo, "## Log\n\n", "## Log\n\n- 2026-11-27 lunch with [[wojc\n", "[[wojc", "Wojciech Kowal", "- 2026-11-27 lunch with [[Wojciech Kowal]]"},
		{"a link that is closed", bo, "## Log\n\n", "## Log\n\n- 2026-11-27 lunch with [[dy zo]] x\n", "[[dy zo", "Zoë van Dyk", "- 2026-11-27 lunch with [[Zoë van Dyk]] x"},
		{"an alias", bo, "maps", "[[boss", "[[boss", "Bo Lindqvist", "- 2026-11-01 coffee with [[Ada Park]]: 😀 [[Bo Lindqvist]], [[ada-park|Ada]] came"},
		{"an event", bo, "maps", "[[web a", "[[web a", "Web Archive Week", "- 2026-11-01 coffee with [[Ada Park]]: 😀 [[Web Archive Week]], [[ada-park|Ada]] came"},
		{"a ghost", bo, "maps", "[[cleo", "[[cleo", "Cleo Marsh", "- 2026-11-01 coffee with [[Ada Park]]: 😀 [[Cleo Marsh]], [[ada-park|Ada]] came"},
		{"a file", bo, "maps", "maps @zo", "@zo", "@zoe-van-dyk", "- 2026-11-01 coffee with [[Ada Park]]: 😀 maps @zoe-van-dyk, [[ada-park|Ada]] came"},
		{"in a head", bo, "## Log\n\n", "## Log\n\n- 2026-11-27 call with Ad\n", "call with Ad", "Ada Park", "- 2026-11-27 call with [[Ada Park]]"},
		{"the second in a head", bo, "## Log\n\n", "## Log\n\n- 2026-11-27 email to [[Ada Park]] and Wo\n", "and Wo", "Wojciech Kowal", "- 2026-11-27 email to [[Ada Park]] and [[Wojciech Kowal]]"},
		{"a day", bo, "## Log\n\n", "## Log\n\n- \n", "## Log\n\n- ", "today", "- 2026-11-27 "},
		{"a kind", bo, "## Log\n\n", "## Log\n\n- 2026-11-27 cof\n", "27 cof", "coffee", "- 2026-11-27 coffee"},
		{"planned", bo, "## Log\n\n", "## Log\n\n- 2026-12-27 pl\n", "27 pl", "planned", "- 2026-12-27 planned"},
		{"due", bo, "## Log\n\n", "## Log\n\n- [ ] write due:tom\n", "due:tom", "tomorrow", "- [ ] write due:2026-11-28"},
		{"an arrow", bo, "## Log\n\n", "## Log\n\n- 2026-11-27 call: x -> +2\n", "-> +2", "+2w", "- 2026-11-27 call: x -> 2026-12-11"},
		{"a tag", bo, "maps", "maps #ga", "#ga", "#gave", "- 2026-11-01 coffee with [[Ada Park]]: 😀 maps #gave, [[ada-park|Ada]] came"},
		{"a tag in use", bo, "maps", "maps #fr", "#fr", "#friend", "- 2026-11-01 coffee with [[Ada Park]]: 😀 maps #friend, [[ada-park|Ada]] came"},
		{"a field", bo, "aliases", "ti\naliases", "ti", "tier", "tier: "},
		{"a closed value", bo, "aliases", "status: pau\naliases", "status: pau", "paused", "status: paused"},
		{"a value in use", bo, "aliases", "skills: [ma\naliases", "skills: [ma", "maps", "skills: [maps"},
		{"a name in a field", bo, "aliases", "knows:\n  - wo\naliases", "  - wo", "Wojciech Kowal", `  - "[[Wojciech Kowal]]"`},
		{"a link in a field", bo, `"[[Ada Park]]"`, `"[[wo`, `"[[wo`, "Wojciech Kowal", `introduced_by: "[[Wojciech Kowal]]`},
		{"a bare link in a field", bo, `"[[Ada Park]]"`, `[[wo`, `[[wo`, "Wojciech Kowal", `introduced_by: "[[Wojciech Kowal]]"`},
		{"an organisation", bo, "aliases", "org: fo\naliases", "org: fo", "Fox Hollow Library", `org: "[[Fox Hollow Library]]"`},
		{"a key of a query", "targets.md", "director", "director sec", "director sec", "sector:", "- 2 people level:director sector:"},
		{"a value of a query", "targets.md", "director", "dire", "level:dire", "director", "- 2 people level:director"},
		{"nothing in code", bo, "maps", "`[[wo", "`[[wo", "", ""},
		{"nothing in a fence", bo, "## Log\n", "```\n[[wo\n```\n## Log\n", "[[wo", "", ""},
		{"nothing in a comment", bo, "## Log\n", "<!-- [[wo -->\n## Log\n", "[[wo", "", ""},
		{"nothing in words", bo, "maps", "maps wo", "maps wo", "", ""},
		{"nothing behind a link", bo, "maps", "[[Ada Park]] wo", "]] wo", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := start(t, folderWith(t, network()), full)
			e.open(c.path)
			e.replace(c.path, c.old, c.typed)
			labels, lines := e.labels(c.path, c.behind)
			i := slices.Index(labels, c.label)
			switch {
			case c.label == "" && len(labels) > 0:
				t.Errorf("offers %q", labels)
			case c.label != "" && i < 0:
				t.Errorf("offers %q and not %q", labels, c.label)
			case c.label != "" && lines[i] != c.line:
				t.Errorf("makes %q, want %q", lines[i], c.line)
			}
			if status := e.ended(); status != 0 {
				t.Errorf("status %d", status)
			}
		})
	}
}

// TestCompletionOrder holds that whom the note names comes first, then the newest
// touch, and what stands beside a name.
func TestCompletionOrder(t *testing.T) {
	e := start(t, folderWith(t, network()), full)
	e.open("contacts/zoe-van-dyk.md")
	e.replace("contacts/zoe-van-dyk.md", "## Log\n", "## Log\n\n- 2025-01-02 call with [[Wojciech Kowal]]\n- 2026-11-27 x [[\n")
	var list completionList
	e.call("textDocument/completion", e.behind("contacts/zoe-van-dyk.md", "x [["), &list)
	var got []string
	for _, item := range list.Items {
		got = append(got, item.Label+" | "+item.Detail)
	}
	want := []string{"Wojciech Kowal | spoke 2 Jan 2025 · cold", "Zoë van Dyk | spoke 26 Nov · warm", "Ada Park | Web Archive Week · spoke 20 Nov · warm", "Bo Lindqvist | through Ada · spoke 20 Nov · warm",
		"Web Archive Week | event · 26 Jun", "Fox Hollow Library | org", "Cleo Marsh | no note yet"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var item struct{ Documentation markup }
	e.call("completionItem/resolve", quoted(list.Items[2]), &item)
	if !strings.Contains(item.Documentation.Value, "cue: red glasses") {
		t.Errorf("resolve says %q", item.Documentation.Value)
	}
}

func TestHover(t *testing.T) {
	e := start(t, folderWith(t, network()), full)
	for _, c := range []struct{ path, behind, want string }{
		{"contacts/bo-lindqvist.md", "coffee with [[Ada", "Ada Park · Archivist, Fox Hollow Library\nmet: Web Archive Week\ncue: red glasses\nspoke 20 Nov · warm"},
		{"contacts/bo-lindqvist.md", "introduced_by: \"[[Ada", "Ada Park · Archivist"},
		{"contacts/bo-lindqvist.md", "01 cof", "meet with: spoke, and touch"},
		{"contacts/bo-lindqvist.md", "2026-11", "Sun 1 Nov 2026, 3 weeks ago"},
		{"contacts/ada-park.md", "name: Ad", "you promised: send the paper, by 30 Nov"},
		{"contacts/ada-park.md", "# Ad", "Ada Park · Archivist"},
		{"contacts/ada-park.md", "call with Bo L", "Bo Lindqvist\nmet: through Ada"},
		{"contacts/ada-park.md", "tie", "tier: how often you want to be in touch: A to D\nnext: Wed 20 Jan 2027, in 7 weeks"},
		{"contacts/ada-park.md", "due:2026-1", "Mon 30 Nov 2026, in 3 days"},
		{"events/web-archive-week.md", "[[Cle", "Cleo Marsh\nno note bears this name"},
		{"contacts/bo-lindqvist.md", "😀 map", ""},
	} {
		if e.text[c.path] == "" {
			e.open(c.path)
		}
		var got *hover
		e.call("textDocument/hover", e.behind(c.path, c.behind), &got)
		if c.want == "" && got == nil {
			continue
		}
		if got == nil || c.want == "" || !strings.HasPrefix(got.Contents.Value, c.want) && !strings.Contains(got.Contents.Value, "\n"+c.want) {
			t.Errorf("behind %q: %+v, want %q", c.behind, got, c.want)
		}
	}
}

// TestDiagnostics holds that problems come, follow what is typed, and go.
func TestDiagnostics(t *testing.T) {
	const ada = "contacts/ada-park.md"
	e := start(t, folderWith(t, network()), full)
	e.open(ada)
	got := e.waitFor(ada, func(list []diagnostic) bool { return len(list) > 0 })
	want := []diagnostic{{Range: textRange{position{15, 13}, position{15, 18}}, Severity: 2, Code: "unknown-kind", Source: "netnotes",
		Message: "\"emial\" is no kind of contact, so the line is a note and counts for nothing\ndid you mean email?"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var actions []codeAction
	e.call("textDocument/codeAction", e.behind(ada, "emi"), &actions)
	if len(actions) == 0 || actions[0].Title != "emial → email" || len(actions[0].Diagnostics) != 1 || !actions[0].IsPreferred {
		t.Errorf("offers %+v", actions)
	}
	e.replace(ada, "emial", "email")
	e.waitFor(ada, func(list []diagnostic) bool { return len(list) == 0 })
	e.replace(ada, "tier: B", "tier: F")
	e.waitFor(ada, func(list []diagnostic) bool { return len(list) == 1 && list[0].Code == "bad-value" })
	e.notify("textDocument/didClose", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, e.uri(ada)))
	e.waitFor(ada, func(list []diagnostic) bool { return len(list) == 0 })
}

// TestRenameAsTheCommand holds that a rename in the editor gives the bytes of the
// rename of the folder.
func TestRenameAsTheCommand(t *testing.T) {
	root := folderWith(t, network())
	e := start(t, root, full)
	e.open("contacts/bo-lindqvist.md")
	var at prepared
	e.call("textDocument/prepareRename", e.behind("contacts/bo-lindqvist.md", "coffee with [[Ada"), &at)
	if at.Placeholder != "Ada Park" || at.Range != (textRange{position{7, 27}, position{7, 35}}) {
		t.Errorf("prepares %+v", at)
	}
	params := strings.TrimSuffix(e.behind("contacts/bo-lindqvist.md", "coffee with [[Ada"), "}") + `,"newName":"Ada Lindholm"}`
	var edit workspaceEdit
	e.call("textDocument/rename", params, &edit)
	ix, err := index.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := rename.Plan(ix, ix.PersonAt("contacts/ada-park.md").Note, "Ada Lindholm")
	if err != nil {
		t.Fatal(err)
	}
	e.make(edit)
	for _, c := range plan.Changes {
		got, err := os.ReadFile(filepath.Join(root, c.Path))
		if c.New == nil && err == nil || c.New != nil && string(got) != string(c.New) {
			t.Errorf("%s: got %q, want %q", c.Path, got, c.New)
		}
	}
	for name, want := range map[string]int64{"": requestFailed, "Bo Lindqvist": requestFailed, "bosse": requestFailed} {
		params := strings.TrimSuffix(e.behind("contacts/bo-lindqvist.md", "coffee with [[Ada"), "}") + fmt.Sprintf(`,"newName":%q}`, name)
		if got := e.code("textDocument/rename", params); got != want {
			t.Errorf("rename to %q: %d", name, got)
		}
	}
}

// TestActions makes every action at a place, and holds what the note becomes; all
// else in it stays.
func TestActions(t *testing.T) {
	const ada, bo = "contacts/ada-park.md", "contacts/bo-lindqvist.md"
	for _, c := range []struct{ path, behind, title, old, new string }{
		{ada, "send the pap", "Done today", "- [ ] send the paper due:2026-11-30\n", "- [x] send the paper due:2026-11-30 done:2026-11-27\n"},
		{ada, "send the pap", "Cancel this promise", "- [ ] send", "- [-] send"},
		{ada, "send the pap", "Skip Ada Park this time", "## Log\n\n", "## Log\n\n- 2026-11-27 skip\n"},
		{ada, "send the pap", "Rest Ada Park for a month", "## Log\n\n", "## Log\n\n- 2026-11-27 snooze -> 2026-12-27\n"},
		{ada, "call with Bo L", "Link Bo Lindqvist", "call with Bo Lindqvist:", "call with [[Bo Lindqvist]]:"},
		{bo, "coffee with [[Ada", "Skip Ada Park this time", "", ""},
	} {
		t.Run(c.title, func(t *testing.T) {
			root := folderWith(t, network())
			e := start(t, root, full)
			e.open(c.path)
			var list []codeAction
			e.call("textDocument/codeAction", e.behind(c.path, c.behind), &list)
			i := slices.IndexFunc(list, func(a codeAction) bool { return a.Title == c.title })
			if i < 0 {
				t.Fatalf("no action %q in %+v", c.title, list)
			}
			e.make(*list[i].Edit)
			got, _ := os.ReadFile(filepath.Join(root, c.path))
			if want := strings.Replace(e.text[c.path], c.old, c.new, 1); string(got) != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestGhostAction makes the note of somebody who has none.
func TestGhostAction(t *testing.T) {
	root := folderWith(t, network())
	e := start(t, root, full)
	e.open("events/web-archive-week.md")
	e.waitFor("events/web-archive-week.md", func(list []diagnostic) bool { return len(list) > 0 })
	var list []codeAction
	e.call("textDocument/codeAction", e.behind("events/web-archive-week.md", "[[Cle"), &list)
	i := slices.IndexFunc(list, func(a codeAction) bool { return strings.HasPrefix(a.Title, "Make a note of Cleo Marsh") })
	if i < 0 {
		t.Fatalf("%+v", list)
	}
	e.make(*list[i].Edit)
	if text, err := os.ReadFile(filepath.Join(root, "contacts/cleo-marsh.md")); err != nil || !strings.Contains(string(text), "name: Cleo Marsh") {
		t.Errorf("%s %v", text, err)
	}
}

// TestStrangerAction makes the note of a stranger in a line.
func TestStrangerAction(t *testing.T) {
	const bo = "contacts/bo-lindqvist.md"
	root := folderWith(t, network())
	e := start(t, root, full)
	e.open(bo)
	e.replace(bo, "## Log\n\n", "## Log\n\n- 2026-11-02 email from Cato Blume: hello\n")
	e.waitFor(bo, func(list []diagnostic) bool { return len(list) > 0 })
	var list []codeAction
	e.call("textDocument/codeAction", e.behind(bo, "from Cato"), &list)
	i := slices.IndexFunc(list, func(a codeAction) bool { return a.Title == "Make a note of Cato Blume (contacts/cato-blume.md)" })
	if i < 0 {
		t.Fatalf("%+v", list)
	}
	e.make(*list[i].Edit)
	if text, err := os.ReadFile(filepath.Join(root, "contacts/cato-blume.md")); err != nil || !strings.Contains(string(text), "name: Cato Blume") {
		t.Errorf("%s %v", text, err)
	}
}

// TestActionsOnALine holds what is offered for a line without a day, and for a link
// without a note where no problem tells of it.
func TestActionsOnALine(t *testing.T) {
	const bo = "contacts/bo-lindqvist.md"
	for line, c := range map[string]struct{ behind, title string }{
		"- today coffee with Ada Park":               {"- to", "today → 2026-11-27"},
		"- yesterday: coffee with Ada Park":          {"- yes", "yesterday → 2026-11-26"},
		"- last tuesday coffee with Ada Park":        {"- last", "last tuesday → 2026-11-24"},
		"- coffee with Ada Park":                     {"- cof", "Date this line today, 2026-11-27"},
		"- tomorrow coffee with Ada Park":            {"- tom", "Date this line today, 2026-11-27"},
		"- 2026-11-02 call: x\n  saw [[Cato Blume]]": {"[[Cato", "Make a note of Cato Blume (contacts/cato-blume.md)"},
	} {
		e := start(t, folderWith(t, network()), full)
		e.open(bo)
		e.replace(bo, "## Log\n\n", "## Log\n\n"+line+"\n")
		var list []codeAction
		e.call("textDocument/codeAction", e.behind(bo, c.behind), &list)
		if !slices.ContainsFunc(list, func(a codeAction) bool { return a.Title == c.title }) {
			t.Errorf("%q: no %q in %+v", line, c.title, list)
		}
	}
}

// TestStrangerInWords makes the note of a stranger who is only words to a line, and
// of nobody else in it.
func TestStrangerInWords(t *testing.T) {
	const bo = "contacts/bo-lindqvist.md"
	for line, want := range map[string]string{
		"- 2026-11-02 lunch with Cato Blume: hello":              "Cato Blume",
		"- 2026-11-02 lunch with Ada Park and with Cato Blume":   "Cato Blume",
		"- 2026-11-02 lunch with Cato Blume, Ada Park: of maps":  "Cato Blume",
		"- 2026-11-02 lunch with Cato: hello":                    "",
		"- 2026-11-02 lunch with Ada Park: of Cato Blume":        "",
		"- 2026-11-02 lunch with Zoë van Dyk: hello":             "",
		"- 2026-11-02 lunch at Fox Hollow Library with the team": "",
	} {
		e := start(t, folderWith(t, network()), full)
		e.open(bo)
		e.replace(bo, "## Log\n\n", "## Log\n\n"+line+"\n")
		place := "Cato"
		if !strings.Contains(line, place) {
			place = "with "
		}
		var list []codeAction
		e.call("textDocument/codeAction", e.behind(bo, line[:strings.Index(line, place)+len(place)]), &list)
		got := ""
		for _, act := range list {
			if name, ok := strings.CutPrefix(act.Title, "Make a note of "); ok {
				got, _, _ = strings.Cut(name, " (")
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q of %+v", line, got, want, list)
		}
	}
}

func TestSymbolsHintsFolds(t *testing.T) {
	const ada = "contacts/ada-park.md"
	e := start(t, folderWith(t, network()), full)
	e.open(ada)
	at := fmt.Sprintf(`{"textDocument":{"uri":%q},"range":{"start":{"line":0,"character":0},"end":{"line":99,"character":0}}}`, e.uri(ada))
	var symbols []documentSymbol
	e.call("textDocument/documentSymbol", at, &symbols)
	if len(symbols) != 1 || symbols[0].Name != "Ada Park" || len(symbols[0].Children) != 2 || len(symbols[0].Children[1].Children) != 2 {
		t.Errorf("symbols %+v", symbols)
	}
	var hints []inlayHint
	e.call("textDocument/inlayHint", at, &hints)
	var got []string
	for _, h := range hints {
		got = append(got, fmt.Sprintf("%d:%d %s", h.Position.Line, h.Position.Character, h.Label))
	}
	if diff := cmp.Diff([]string{"1:14 spoke 20 Nov · warm", "8:10 spoke 20 Nov · warm", "5:7 next 20 Jan 2027", "10:35 in 3 d", "14:79 in 7 d"}, got); diff != "" {
		t.Error(diff)
	}
	var folds []foldingRange
	e.call("textDocument/foldingRange", at, &folds)
	if diff := cmp.Diff([]foldingRange{{0, 7, "region"}, {8, 15, "region"}, {12, 15, "region"}}, folds); diff != "" {
		t.Error(diff)
	}
	var found []symbolInformation
	e.call("workspace/symbol", `{"query":"ko woj"}`, &found)
	if len(found) != 1 || found[0].Name != "Wojciech Kowal" {
		t.Errorf("found %+v", found)
	}
	var where location
	e.open("contacts/bo-lindqvist.md")
	e.call("textDocument/definition", e.behind("contacts/bo-lindqvist.md", "😀 maps, [[ada"), &where)
	if e.path(where.URI) != ada || where.Range.Start != (position{1, 6}) {
		t.Errorf("definition %+v", where)
	}
	var places []location
	e.call("textDocument/references", e.behind("contacts/bo-lindqvist.md", "😀 maps, [[ada"), &places)
	if len(places) != 4 {
		t.Errorf("references %+v", places)
	}
}

// TestPositions holds positions against a count of runes and of UTF-16 units.
func TestPositions(t *testing.T) {
	d := newDocument("", 0, []byte("a😀é\u0301b\r\nc\rd\n"))
	for _, c := range []struct {
		utf8   bool
		at     position
		offset int
	}{
		{false, position{0, 1}, 1}, {false, position{0, 2}, 1}, {false, position{0, 3}, 5}, {false, position{0, 4}, 7}, {false, position{0, 5}, 9}, {false, position{0, 6}, 10}, {false, position{0, 99}, 10},
		{true, position{0, 2}, 1}, {true, position{0, 5}, 5}, {true, position{0, 6}, 5}, {true, position{0, 10}, 10}, {true, position{0, 11}, 10},
		{false, position{1, 0}, 12}, {false, position{1, 9}, 13}, {false, position{2, 1}, 15}, {false, position{3, 0}, 16}, {false, position{9, 9}, 16}, {false, position{-1, 4}, 0}, {false, position{0, -4}, 0},
	} {
		if got := (encoding{c.utf8}).offset(d, c.at); got != c.offset {
			t.Errorf("%+v: %d, want %d", c, got, c.offset)
		}
	}
	for offset := range len(d.text) + 1 {
		for _, e := range []encoding{{true}, {false}} {
			if back := e.offset(d, e.position(d, offset)); back > offset || offset-back > 3 {
				t.Errorf("%+v: %d comes back as %d", e, offset, back)
			}
		}
	}
}

// FuzzEdits holds that edits make of one text the other, and split no rune.
func FuzzEdits(f *testing.F) {
	f.Add("a\nb\nc\n", "a\nB\nc\n")
	f.Add("é\r\nx", "è\r\nx")
	f.Add("a😀", "a😁b")
	f.Fuzz(func(t *testing.T, before, after string) {
		if strings.ToValidUTF8(before, "") != before || strings.ToValidUTF8(after, "") != after {
			return
		}
		e := encoding{}
		if got := applied(before, e.edits(newDocument("", 0, []byte(before)), []byte(after))); got != after {
			t.Errorf("%q to %q gives %q", before, after, got)
		}
	})
}

func FuzzURI(f *testing.F) {
	f.Add("/home/a b/#1 100%/😀 é.md")
	f.Fuzz(func(t *testing.T, file string) {
		file = filepath.Clean("/" + file)
		if strings.ContainsRune(file, 0) {
			return
		}
		if got, ok := pathOf(uriOf(file)); !ok || got != file {
			t.Errorf("%q comes back as %q", file, got)
		}
	})
}

func TestForeignURIs(t *testing.T) {
	for uri, want := range map[string]string{"file:///c%3A/notes/a.md": "/c:/notes/a.md", "file:///a%20b/%23x.md": "/a b/#x.md", "untitled:Untitled-1": "", "vscode-notebook-cell:/x": "", "file://host/share/a.md": "", "": "", "file:": "", "file:///a%zz": "", "file:///a%00b": ""} {
		if got, _ := pathOf(uri); got != want {
			t.Errorf("%s: %q, want %q", uri, got, want)
		}
	}
	e := start(t, folderWith(t, network()), full)
	for _, uri := range []string{"untitled:Untitled-1", "file:///nowhere/else.md", "git:/x.md", "%%%"} {
		e.notify("textDocument/didOpen", fmt.Sprintf(`{"textDocument":{"uri":%q,"languageId":"markdown","version":1,"text":"[["}}`, uri))
		var list completionList
		e.call("textDocument/completion", fmt.Sprintf(`{"textDocument":{"uri":%q},"position":{"line":0,"character":2}}`, uri), &list)
		if len(list.Items) > 0 {
			t.Errorf("%s: %+v", uri, list.Items)
		}
	}
}
