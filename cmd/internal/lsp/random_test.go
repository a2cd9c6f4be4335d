package lsp

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sourcegraph/jsonrpc2"
)

// answers are what a server says of every note that is open.
func (c *client) answers() map[string]string {
	c.t.Helper()
	out := map[string]string{}
	for path, text := range c.text {
		for _, method := range []string{"textDocument/hover", "textDocument/completion", "textDocument/inlayHint", "textDocument/documentSymbol", "textDocument/codeAction", "textDocument/references"} {
			for _, line := range []int{1, 3, strings.Count(text, "\n")} {
				at := fmt.Sprintf(`{"textDocument":{"uri":%q},"position":{"line":%d,"character":12},"range":{"start":{"line":0,"character":0},"end":{"line":%d,"character":0}},"context":{"diagnostics":[]}}`, c.uri(path), line, line)
				var answer json.RawMessage
				c.call(method, at, &answer)
				// Versions count what was typed, and not what stands there.
				out[fmt.Sprintf("%s %s %d", path, method, line)] = withoutVersions(string(answer))
			}
		}
	}
	return out
}

func withoutVersions(s string) string {
	for {
		before, after, ok := strings.Cut(s, `"version":`)
		if !ok {
			return s
		}
		end := strings.IndexAny(after, ",}")
		s = before + `"v"` + after[end:]
	}
}

// typed are texts that people type.
func typed() []string {
	return []string{"- 2026-11-27 call with [[Ada Park]]: maps\n", "- [ ] send it due:2026-12-01\n", "tier: B\n", "x", "😀", "[[", "]]", "\n", "\r\n", "---\n", "# Name\n", "- 2026-11-2", "```\n", "é\u0301", " with Ada", "#gave ", "%%"}
}

// TestRandomEdits types, saves and asks: every answer is that of a server that was
// started just now.
func TestRandomEdits(t *testing.T) {
	rounds := 6
	if testing.Short() {
		rounds = 2
	}
	random := rand.New(rand.NewPCG(7, 11))
	root := folderWith(t, network())
	c := start(t, root, full)
	paths := []string{"contacts/ada-park.md", "contacts/bo-lindqvist.md", "contacts/zoe-van-dyk.md"}
	for _, path := range paths {
		c.open(path)
	}
	for range rounds {
		for range 30 {
			path := paths[random.IntN(len(paths))]
			d := newDocument("", 0, []byte(c.text[path]))
			from := encoding{}.offset(d, encoding{}.position(d, random.IntN(len(d.text)+1)))
			to := from
			if random.IntN(3) == 0 {
				to = encoding{}.offset(d, encoding{}.position(d, min(len(d.text), from+random.IntN(20))))
			}
			c.replaceAt(path, from, max(from, to), typed()[random.IntN(len(typed()))])
			if random.IntN(12) == 0 {
				write(t, root, path, c.text[path])
				c.notify("textDocument/didSave", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, c.uri(path)))
			}
		}
		fresh := start(t, root, full)
		for _, path := range paths {
			fresh.openAs(path, c.text[path])
		}
		time.Sleep(2 * pause) // until what was saved was seen
		if diff := cmp.Diff(fresh.answers(), c.answers()); diff != "" {
			t.Fatal(diff)
		}
	}
}

// replaceAt types a text in the place of some bytes.
func (c *client) replaceAt(path string, from, to int, text string) {
	c.t.Helper()
	change := quoted(map[string]any{"range": textRange{c.position(path, from), c.position(path, to)}, "text": text})
	c.text[path] = c.text[path][:from] + text + c.text[path][to:]
	c.version[path]++
	c.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%q,"version":%d},"contentChanges":[%s]}`, c.uri(path), c.version[path], change))
}

// TestFilesUnderABuffer changes, removes and renames files on the disk while they
// are open: the buffer stands until it is closed.
func TestFilesUnderABuffer(t *testing.T) {
	const ada, bo = "contacts/ada-park.md", "contacts/bo-lindqvist.md"
	root := folderWith(t, network())
	c := start(t, root, full)
	c.open(ada)
	c.open(bo)
	c.replace(ada, "cue: red glasses", "cue: a green hat")
	card := func() string {
		var got *hover
		c.call("textDocument/hover", c.behind(bo, "coffee with [[Ada"), &got)
		if got == nil {
			return ""
		}
		return got.Contents.Value
	}
	write(t, root, ada, "---\nname: Ada Park\ncue: rewritten by git\n---\n")
	c.notify("workspace/didChangeWatchedFiles", fmt.Sprintf(`{"changes":[{"uri":%q,"type":2}]}`, c.uri(ada)))
	if said := card(); !strings.Contains(said, "green hat") {
		t.Errorf("under the buffer: %s", said)
	}
	c.notify("textDocument/didClose", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, c.uri(ada)))
	until(t, func() bool { return strings.Contains(card(), "rewritten by git") })
	c.open(ada)
	if err := os.Remove(filepath.Join(root, ada)); err != nil {
		t.Fatal(err)
	}
	if said := card(); !strings.Contains(said, "rewritten by git") {
		t.Errorf("removed under the buffer: %s", said)
	}
	if err := os.RemoveAll(root); err != nil {
		t.Fatal(err)
	}
	c.call("textDocument/hover", c.behind(bo, "coffee with [[Ada"), nil)
	if status := c.ended(); status != 0 {
		t.Errorf("status %d", status)
	}
}

// until waits for something to hold.
func until(t *testing.T, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Error("it never came to hold")
}

// TestTwoEditors opens one folder in two editors: each knows what the other saved.
func TestTwoEditors(t *testing.T) {
	const ada, bo = "contacts/ada-park.md", "contacts/bo-lindqvist.md"
	root := folderWith(t, network())
	one, two := start(t, root, full), start(t, root, full)
	one.open(ada)
	two.open(bo)
	one.replace(ada, "cue: red glasses", "cue: a green hat")
	write(t, root, ada, one.text[ada])
	until(t, func() bool {
		var got *hover
		two.call("textDocument/hover", two.behind(bo, "coffee with [[Ada"), &got)
		return strings.Contains(got.Contents.Value, "green hat")
	})
}

// TestStrangeNotes opens notes that are none, and changes what was never opened.
func TestStrangeNotes(t *testing.T) {
	files := network()
	files["contacts/# 50% 😀 é.md"] = "---\nname: Odd File\n---\n"
	c := start(t, folderWith(t, files), full)
	c.open("contacts/# 50% 😀 é.md")
	var where *hover
	c.call("textDocument/hover", c.behind("contacts/# 50% 😀 é.md", "name: Odd"), &where)
	if where == nil {
		t.Error("a name with signs is not read")
	}
	for path, text := range map[string]string{"contacts/empty.md": "", "contacts/nul.md": "a\x00b", "contacts/large.md": strings.Repeat("x", maxNote+1), "contacts/cr.md": "---\rname: C R\r---\r- 2026-01-02 call\r", "contacts/new.md": "---\nname: New Here\n---\n", "templates/contact.md": "---\nname: {{name}}\n---\n", "x.txt": "[["} {
		c.openAs(path, text)
		var answer json.RawMessage
		for _, method := range []string{"completion", "hover", "inlayHint", "documentSymbol", "codeAction", "foldingRange"} {
			c.call("textDocument/"+method, fmt.Sprintf(`{"textDocument":{"uri":%q},"position":{"line":0,"character":2},"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}},"context":{"diagnostics":[]}}`, c.uri(path)), &answer)
		}
		if len(text) < maxNote {
			c.openAs(path, text) // opened twice
		}
		c.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%q,"version":-4},"contentChanges":[{"text":"y"}]}`, c.uri(path)))
	}
	c.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%q,"version":4},"contentChanges":[{"text":"y"}]}`, c.uri("contacts/never-opened.md")))
	c.notify("textDocument/didClose", `{"textDocument":{"uri":"file:///never/opened.md"}}`)
	var found []symbolInformation
	c.call("workspace/symbol", `{"query":"odd file"}`, &found)
	if len(found) != 1 {
		t.Errorf("found %+v", found)
	}
	if status := c.ended(); status != 0 {
		t.Errorf("status %d", status)
	}
}

// TestManyKeys types fast and takes back every question.
func TestManyKeys(t *testing.T) {
	const bo = "contacts/bo-lindqvist.md"
	keys := 10000
	if testing.Short() {
		keys = 1000
	}
	c := start(t, folderWith(t, network()), full)
	c.open(bo)
	c.replace(bo, "maps", "[[")
	waits := make([]jsonrpc2.Waiter, 0, keys)
	for i := range keys {
		c.replace(bo, "[[", "[[")
		id := jsonrpc2.ID{Num: uint64(1000 + i)}
		wait, err := c.conn.DispatchCall(t.Context(), "textDocument/completion", json.RawMessage(c.behind(bo, "[[")), jsonrpc2.PickID(id))
		if err != nil {
			t.Fatal(err)
		}
		c.notify("$/cancelRequest", fmt.Sprintf(`{"id":%d}`, 1000+i))
		waits = append(waits, wait)
	}
	for _, wait := range waits {
		var known *jsonrpc2.Error
		if err := wait.Wait(t.Context(), nil); err != nil && (!asError(err, &known) || known.Code != cancelled && known.Code != contentModified) {
			t.Fatal(err)
		}
	}
	labels, _ := c.labels(bo, "[[")
	if len(labels) == 0 {
		t.Error("nothing is offered afterwards")
	}
}

func asError(err error, to **jsonrpc2.Error) bool {
	e, ok := err.(*jsonrpc2.Error)
	*to = e
	return ok
}

// TestMemoryStaysFlat types on and on, and holds what is kept.
func TestMemoryStaysFlat(t *testing.T) {
	const bo = "contacts/bo-lindqvist.md"
	edits := 3000
	if text := os.Getenv("NETNOTES_EDITS"); text != "" {
		fmt.Sscan(text, &edits)
	}
	c := start(t, folderWith(t, network()), full)
	c.open(bo)
	random := rand.New(rand.NewPCG(3, 5))
	used := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	base := c.text[bo]
	step := func(n int) {
		for i := range n {
			if c.replaceAt(bo, 0, 0, ""); i%20 == 19 {
				at := strings.Index(c.text[bo], "## Log")
				c.replaceAt(bo, at, len(c.text[bo]), "## Log\n\n"+typed()[random.IntN(len(typed()))])
				c.labels(bo, "## Log\n\n")
				c.replaceAt(bo, 0, len(c.text[bo]), base)
			}
		}
		var none json.RawMessage
		c.call("textDocument/hover", c.behind(bo, "coffee with [[Ada"), &none)
	}
	step(edits / 3)
	first := used()
	step(2 * edits / 3)
	if last := used(); last > first+8<<20 {
		t.Errorf("%d kB after %d edits, %d kB after %d", first>>10, edits/3, last>>10, edits)
	}
	t.Logf("%d kB, then %d kB", first>>10, used()>>10)
}
