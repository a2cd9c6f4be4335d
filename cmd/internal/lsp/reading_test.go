package lsp

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLongNote types into a note that is too long to be read anew for every key:
// what is offered is what a server offers that was started just now.
func TestLongNote(t *testing.T) {
	const path = "contacts/ada-park.md"
	lines := strings.Repeat("- 2026-11-20 call with Bo Lindqvist: about [[Zoë van Dyk]] and maps\n", 500)
	text := "---\nname: Ada Park\ntier: \n---\n\nOf her.\n\nPROSE\n\n```\nFENCE\n```\n\n<!--\nCOMMENT\n-->\n\n## Log\n\n" + lines + "LOG\n" + lines + "\n## Other\n\nOTHER\n"
	for mark, typing := range map[string]string{
		"LOG":     "- 2026-11-21 lunch with wo, [[bo",
		"PROSE":   "as said by [[ada, `not [[bo` but [[zo",
		"FENCE":   "with [[ada",
		"COMMENT": "with [[ada",
		"OTHER":   "#frie @bo due:tom [[we",
		"tier: ":  "tier: B",
		"LOG\n":   "- to\n- 2026-11-21 \n",
	} {
		root := folderWith(t, network())
		c := start(t, root, full)
		c.openAs(path, text)
		if !(&document{text: []byte(text)}).isLong() {
			t.Fatal("the note is too short for this test")
		}
		c.labels(path, mark)
		c.replace(path, mark, "")
		at := strings.Index(text, mark)
		for i, key := range typing {
			c.replaceAt(path, at+i, at+i, string(key))
			if i%4 != 3 && i != len(typing)-1 {
				continue
			}
			fresh := start(t, root, full)
			fresh.openAs(path, c.text[path])
			ask := func(c *client) (list completionList) {
				p := c.position(path, at+i+len(string(key)))
				c.call("textDocument/completion", `{"textDocument":{"uri":`+quoted(c.uri(path))+`},"position":`+quoted(p)+`}`, &list)
				for i := range list.Items { // what a pause adds: whether the line counts already
					list.Items[i].Detail, list.Items[i].SortText = "", ""
				}
				slices.SortFunc(list.Items, func(a, b completionItem) int { return strings.Compare(a.Label, b.Label) })
				return list
			}
			if diff := cmp.Diff(ask(fresh), ask(c)); diff != "" {
				t.Errorf("%s, %q: %s", mark, typing[:i+1], diff)
			}
			fresh.conn.Close()
		}
	}
}

// TestDifferInLine holds when the last reading of a text may be used for another.
func TestDifferInLine(t *testing.T) {
	for _, c := range []struct {
		a, b string
		at   int
		want bool
	}{
		{"a\nb\nc", "a\nbx\nc", 4, true},
		{"a\nb\nc", "a\nbx\nc", 2, true},
		{"a\nb\nc", "a\n\nc", 2, true},
		{"a\nb\nc", "a\nb\nc", 2, true},
		{"a\nb\nc", "a\nbx\nc", 1, false},
		{"a\nb\nc", "a\nbx\nc", 5, false},
		{"a\nb\nc", "ax\nbx\nc", 5, false},
		{"a\nb\nc", "a\nc", 2, false},
		{"a\nb\nc", "a\nb\nb\nc", 4, false},
		{"", "x", 1, true},
		{"b", "", 0, true},
		{"b\nb", "b", 0, false},
	} {
		if got := differInLine([]byte(c.a), []byte(c.b), c.at); got != c.want {
			t.Errorf("%q, %q at %d: %v", c.a, c.b, c.at, got)
		}
	}
}
