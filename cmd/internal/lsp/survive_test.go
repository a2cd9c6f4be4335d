package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/index/rename"
	"netnotes/parse/date"
)

// TestDayTurns holds that the editor is asked to ask for the hints again when the
// day turns, and not before.
func TestDayTurns(t *testing.T) {
	near, far := net.Pipe()
	told := make(chan string, 9)
	over := func(c net.Conn) jsonrpc2.ObjectStream {
		return jsonrpc2.NewBufferedStream(c, jsonrpc2.VSCodeObjectCodec{})
	}
	editor := jsonrpc2.NewConn(t.Context(), over(far), jsonrpc2.HandlerWithError(func(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
		told <- req.Method
		return nil, nil
	}))
	defer editor.Close()
	ix, err := index.Read(folderWith(t, network()))
	if err != nil {
		t.Fatal(err)
	}
	f := &workspace{}
	f.disk.Store(ix)
	s := &server{Options: options(nil, nil), ctx: t.Context(), folders: map[string]*workspace{"": f}, timer: time.NewTimer(time.Hour)}
	s.can.Workspace.InlayHint.RefreshSupport = true
	s.conn = jsonrpc2.NewConn(t.Context(), over(near), jsonrpc2.HandlerWithError(func(context.Context, *jsonrpc2.Conn, *jsonrpc2.Request) (any, error) { return nil, nil }))
	today, _ := date.ParseDay("2026-11-27")
	s.Today = func(*folder.Settings) date.Date { return today }
	s.turn()
	s.turn()
	today = today.AddDays(1)
	s.turn()
	if method := <-told; method != "workspace/inlayHint/refresh" || len(told) > 0 {
		t.Errorf("asked %s, and %d more", method, len(told))
	}
}

// TestParentGone holds that the server ends when the editor that started it is
// gone and has left its pipe open.
func TestParentGone(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until the server looks")
	}
	in, toServer := io.Pipe()
	defer toServer.Close()
	o := options(in, io.Discard)
	o.Alive = func(process int) bool { return process != 4711 }
	done := make(chan int, 1)
	go func() { done <- Serve(t.Context(), o) }()
	if _, err := io.WriteString(toServer, hello(`{"processId":4711,"capabilities":{}}`)); err != nil {
		t.Fatal(err)
	}
	select {
	case status := <-done:
		if status != 1 {
			t.Errorf("status %d", status)
		}
	case <-time.After(20 * time.Second):
		t.Error("the server goes on")
	}
}

// TestForeignBytes has a note on the disk that is no UTF-8: a rename that would
// have to look into it is as the command's.
func TestForeignBytes(t *testing.T) {
	files := network()
	files["contacts/latin.md"] = "---\nname: Ren\xe9 Doe\n---\n- 2026-11-01 call with [[Ada Park]]: caf\xe9\n"
	root := folderWith(t, files)
	c := start(t, root, full)
	c.open("contacts/bo-lindqvist.md")
	ix, err := index.Read(root)
	if err != nil {
		t.Fatal(err)
	}
	plan, refused := rename.Plan(ix, ix.PersonAt("contacts/ada-park.md").Note, "Ada Lindholm")
	params := strings.TrimSuffix(c.behind("contacts/bo-lindqvist.md", "coffee with [[Ada"), "}") + `,"newName":"Ada Lindholm"}`
	if refused != nil {
		if code := c.code("textDocument/rename", params); code != requestFailed {
			t.Errorf("the command refuses with %v, the server with %d", refused, code)
		}
		return
	}
	var edit workspaceEdit
	c.call("textDocument/rename", params, &edit)
	c.make(edit)
	for _, change := range plan.Changes {
		got, err := os.ReadFile(filepath.Join(root, change.Path))
		if change.New == nil && err == nil || change.New != nil && string(got) != string(change.New) {
			t.Errorf("%s: got %q, want %q", change.Path, got, change.New)
		}
	}
}

// TestRenamedUnderABuffer renames a note on the disk while it is open: the buffer
// answers as before, and once it is closed the note is where it is.
func TestRenamedUnderABuffer(t *testing.T) {
	const ada, bo = "contacts/ada-park.md", "contacts/bo-lindqvist.md"
	root := folderWith(t, network())
	c := start(t, root, full)
	c.open(ada)
	c.open(bo)
	c.replace(ada, "cue: red glasses", "cue: a green hat")
	if err := os.Rename(filepath.Join(root, ada), filepath.Join(root, "contacts/ada-elsewhere.md")); err != nil {
		t.Fatal(err)
	}
	c.notify("workspace/didChangeWatchedFiles", fmt.Sprintf(`{"changes":[{"uri":%q,"type":3},{"uri":%q,"type":1}]}`, c.uri(ada), c.uri("contacts/ada-elsewhere.md")))
	var answer json.RawMessage
	for _, method := range []string{"hover", "completion", "codeAction", "references", "documentSymbol", "inlayHint"} {
		c.call("textDocument/"+method, c.behind(ada, "name: Ada"), &answer)
	}
	c.notify("textDocument/didClose", fmt.Sprintf(`{"textDocument":{"uri":%q}}`, c.uri(ada)))
	until(t, func() bool {
		var where *location
		c.call("textDocument/definition", c.behind(bo, "coffee with [[Ada"), &where)
		return where != nil && c.path(where.URI) == "contacts/ada-elsewhere.md"
	})
}
