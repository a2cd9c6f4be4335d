package lsp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse/date"
)

// client is an editor: it keeps the texts that are open and makes the edits that
// it is given.
type client struct {
	t        *testing.T
	root     string
	conn     *jsonrpc2.Conn
	status   chan int
	mutex    sync.Mutex
	problems map[string]publishDiagnostics // by path
	told     chan struct{}                 // that something was published
	text     map[string]string             // of what is open, by path
	version  map[string]int
}

// full are the capabilities of an editor that can do everything.
const full = `{"general":{"positionEncodings":["utf-16"]},"workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["create","rename"]},"inlayHint":{"refreshSupport":true}},
"textDocument":{"hover":{"contentFormat":["plaintext"]},"documentSymbol":{"hierarchicalDocumentSymbolSupport":true},"completion":{"completionItem":{"documentationFormat":["plaintext"]}}}}`

// folderWith writes files into a new folder of notes.
func folderWith(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		write(t, root, name, text)
	}
	if _, own := files["netnotes.yaml"]; !own {
		write(t, root, "netnotes.yaml", "")
	}
	return root
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func options(in io.Reader, out io.Writer) Options {
	return Options{In: in, Out: out, Clock: time.Now, Build: "test", GiveBack: func() {},
		Find:  func(dir string) (string, bool) { root, err := folder.Find("", dir, ""); return root, err == nil },
		Open:  func(root string) *index.Live { return index.OpenLive(root, index.Memory{}, time.Now) },
		Today: func(*folder.Settings) date.Date { day, _ := date.ParseDay("2026-11-27"); return day },
		NewNote: func(_ string, _ *index.Index, name string, met date.Date) (string, []byte, error) {
			return folder.NewPath("contacts", name), []byte("---\nname: " + name + "\nmet: " + met.String() + "\n---\n"), nil
		}}
}

// pipe is two ends of which each reads what the other writes.
type pipe struct {
	io.Reader
	io.WriteCloser
}

// start runs a server on a folder, and says hello.
func start(t *testing.T, root, capabilities string) *client {
	t.Helper()
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	c := &client{t: t, root: root, status: make(chan int, 1), problems: map[string]publishDiagnostics{}, told: make(chan struct{}, 1000), text: map[string]string{}, version: map[string]int{}}
	go func() {
		c.status <- Serve(t.Context(), options(in, out))
		in.Close()
		out.Close()
	}()
	c.conn = jsonrpc2.NewConn(t.Context(), jsonrpc2.NewBufferedStream(pipe{fromServer, toServer}, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(c.heard))
	t.Cleanup(func() { c.conn.Close() })
	var hello map[string]any
	c.call("initialize", fmt.Sprintf(`{"processId":null,"rootUri":%q,"capabilities":%s}`, uriOf(root), capabilities), &hello)
	c.notify("initialized", `{}`)
	return c
}

// heard takes what the server says unasked.
func (c *client) heard(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
	if req.Method == "textDocument/publishDiagnostics" {
		var p publishDiagnostics
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			return nil, err
		}
		c.mutex.Lock()
		c.problems[c.path(p.URI)] = p
		c.mutex.Unlock()
		c.told <- struct{}{}
	}
	return nil, nil
}

func (c *client) path(uri string) string {
	file, _ := pathOf(uri)
	rel, _ := filepath.Rel(c.root, file)
	return filepath.ToSlash(rel)
}

func (c *client) uri(path string) string {
	return uriOf(filepath.Join(c.root, filepath.FromSlash(path)))
}

func (c *client) notify(method, params string) {
	c.t.Helper()
	if err := c.conn.Notify(c.t.Context(), method, json.RawMessage(params)); err != nil {
		c.t.Fatal(method, err)
	}
}

func (c *client) call(method, params string, result any) {
	c.t.Helper()
	if err := c.conn.Call(c.t.Context(), method, json.RawMessage(params), result); err != nil {
		c.t.Fatalf("%s %s: %v", method, params, err)
	}
}

// code is the code of the error that a call ends with, or 0.
func (c *client) code(method, params string) int64 {
	err := c.conn.Call(c.t.Context(), method, json.RawMessage(params), nil)
	var known *jsonrpc2.Error
	if errors.As(err, &known) {
		return known.Code
	}
	if err != nil {
		c.t.Fatal(method, err)
	}
	return 0
}

func quoted(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

func (c *client) open(path string) {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.root, filepath.FromSlash(path)))
	if err != nil {
		c.t.Fatal(err)
	}
	c.openAs(path, string(text))
}

func (c *client) openAs(path, text string) {
	c.t.Helper()
	c.text[path], c.version[path] = text, 1
	c.notify("textDocument/didOpen", fmt.Sprintf(`{"textDocument":{"uri":%q,"languageId":"markdown","version":1,"text":%s}}`, c.uri(path), quoted(text)))
}

// replace types a text in the place of another, which stands in the note once.
func (c *client) replace(path, old, new string) {
	c.t.Helper()
	at := strings.Index(c.text[path], old)
	if at < 0 {
		c.t.Fatalf("%s holds no %q", path, old)
	}
	change := quoted(map[string]any{"range": textRange{c.position(path, at), c.position(path, at+len(old))}, "text": new})
	c.text[path] = c.text[path][:at] + new + c.text[path][at+len(old):]
	c.version[path]++
	c.notify("textDocument/didChange", fmt.Sprintf(`{"textDocument":{"uri":%q,"version":%d},"contentChanges":[%s]}`, c.uri(path), c.version[path], change))
}

func (c *client) position(path string, at int) position {
	return encoding{}.position(newDocument("", 0, []byte(c.text[path])), at)
}

// behind are the parameters of a request at the place behind a text.
func (c *client) behind(path, text string) string {
	c.t.Helper()
	at := strings.Index(c.text[path], text)
	if at < 0 {
		c.t.Fatalf("%s holds no %q", path, text)
	}
	p := c.position(path, at+len(text))
	return fmt.Sprintf(`{"textDocument":{"uri":%q},"position":%s,"range":%s,"context":{"includeDeclaration":false,"diagnostics":[]}`, c.uri(path), quoted(p), quoted(textRange{p, p})) + "}"
}

// labels completes behind a text: what is offered, and what the line becomes.
func (c *client) labels(path, text string) (labels, lines []string) {
	c.t.Helper()
	var list completionList
	c.call("textDocument/completion", c.behind(path, text), &list)
	for _, item := range list.Items {
		labels = append(labels, item.Label)
		after := applied(c.text[path], []textEdit{*item.TextEdit})
		lines = append(lines, strings.Split(after, "\n")[item.TextEdit.Range.Start.Line])
	}
	return labels, lines
}

// applied makes edits, as an editor does.
func applied(text string, edits []textEdit) string {
	d, e := newDocument("", 0, []byte(text)), encoding{}
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b textEdit) int { return e.offset(d, b.Range.Start) - e.offset(d, a.Range.Start) })
	for _, x := range edits {
		text = text[:e.offset(d, x.Range.Start)] + x.NewText + text[e.offset(d, x.Range.End):]
	}
	return text
}

// make makes a workspace edit on the disk.
func (c *client) make(edit workspaceEdit) {
	c.t.Helper()
	for _, part := range edit.DocumentChanges {
		var op fileOperation
		var x documentEdit
		text := []byte(quoted(part))
		if err := errors.Join(json.Unmarshal(text, &op), json.Unmarshal(text, &x)); err != nil {
			c.t.Fatal(err)
		}
		switch op.Kind {
		case "rename":
			if err := os.Rename(filepath.Join(c.root, c.path(op.OldURI)), filepath.Join(c.root, c.path(op.NewURI))); err != nil {
				c.t.Fatal(err)
			}
		case "create":
			write(c.t, c.root, c.path(op.URI), "")
		default:
			path := c.path(x.TextDocument.URI)
			old, _ := os.ReadFile(filepath.Join(c.root, path))
			write(c.t, c.root, path, applied(string(old), x.Edits))
		}
	}
}

// waitFor waits for the problems of a note to be as they should.
func (c *client) waitFor(path string, fits func([]diagnostic) bool) []diagnostic {
	c.t.Helper()
	end := time.After(20 * time.Second)
	for {
		c.mutex.Lock()
		p, known := c.problems[path]
		c.mutex.Unlock()
		if known && fits(p.Diagnostics) {
			return p.Diagnostics
		}
		select {
		case <-c.told:
		case <-end:
			c.t.Fatalf("%s: never told so; last %+v", path, p)
		}
	}
}

// ended shuts the server down, and says with which status it ended.
func (c *client) ended() int {
	c.t.Helper()
	c.call("shutdown", `null`, nil)
	c.notify("exit", `null`)
	return c.exit()
}

func (c *client) exit() int {
	c.t.Helper()
	select {
	case status := <-c.status:
		return status
	case <-time.After(20 * time.Second):
		c.t.Fatal("the server did not end")
	}
	return 0
}

// raw sends bytes to a server and gives the status with which it ends, and what
// it said.
func raw(t *testing.T, bytesIn string) (status int, said string) {
	t.Helper()
	var out bytes.Buffer
	done := make(chan int, 1)
	go func() { done <- Serve(t.Context(), options(bufio.NewReader(strings.NewReader(bytesIn)), &out)) }()
	select {
	case status = <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("the server did not end after %.80q", bytesIn)
	}
	return status, out.String()
}

// framed is a message with its header.
func framed(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
