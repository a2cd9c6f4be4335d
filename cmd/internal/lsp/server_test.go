package lsp

import (
	"fmt"
	"strings"
	"testing"
)

// hello is the beginning of every conversation.
func hello(params string) string {
	return framed(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":`+params+`}`) + framed(`{"jsonrpc":"2.0","method":"initialized","params":{}}`)
}

func goodbye() string {
	return framed(`{"jsonrpc":"2.0","id":99,"method":"shutdown"}`) + framed(`{"jsonrpc":"2.0","method":"exit"}`)
}

// TestStages holds what is answered when, and with which status the server ends.
func TestStages(t *testing.T) {
	request := func(id int, method string) string {
		return framed(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":%q,"params":{}}`, id, method))
	}
	for name, c := range map[string]struct {
		sent   string
		status int
		said   string
	}{
		"whole":                  {hello(`{"capabilities":{}}`) + goodbye(), 0, `"positionEncoding":"utf-16"`},
		"null capabilities":      {hello(`{"processId":null,"rootUri":null,"capabilities":{"general":null,"workspace":null,"textDocument":{"hover":null,"completion":null}}}`) + goodbye(), 0, `"serverInfo"`},
		"no parameters":          {framed(`{"jsonrpc":"2.0","id":1,"method":"initialize"}`) + goodbye(), 0, `"serverInfo"`},
		"strange capabilities":   {hello(`{"capabilities":{"general":[],"workspace":7}}`) + goodbye(), 0, `"serverInfo"`},
		"utf-8":                  {hello(`{"capabilities":{"general":{"positionEncodings":["utf-32","utf-8"]}}}`) + goodbye(), 0, `"positionEncoding":"utf-8"`},
		"before initialize":      {request(5, "textDocument/hover") + hello(`{}`) + goodbye(), 0, `{"code":-32002,`},
		"twice":                  {hello(`{}`) + request(5, "initialize") + goodbye(), 0, `{"code":-32600,`},
		"unknown":                {hello(`{}`) + request(5, "textDocument/formatting") + goodbye(), 0, `{"code":-32601,`},
		"unknown $/":             {hello(`{}`) + framed(`{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}`) + goodbye(), 0, `"id":99`},
		"after shutdown":         {hello(`{}`) + framed(`{"jsonrpc":"2.0","id":4,"method":"shutdown"}`) + request(5, "textDocument/hover") + framed(`{"jsonrpc":"2.0","method":"exit"}`), 0, `{"code":-32600,`},
		"no JSON":                {hello(`{}`) + framed(`{"jsonrpc":`) + goodbye(), 0, `{"code":-32700,`},
		"no message":             {hello(`{}`) + framed(`[1,2]`) + framed(`{}`) + framed(`7`) + framed(`{"id":null,"method":"x"}`) + goodbye(), 0, `{"code":-32600,`},
		"an answer to nothing":   {hello(`{}`) + framed(`{"jsonrpc":"2.0","id":"x","result":1}`) + goodbye(), 0, `"id":99`},
		"bad parameters":         {hello(`{}`) + framed(`{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":[1]}`) + goodbye(), 0, `"id":99`},
		"other headers":          {"content-LENGTH:  2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}" + hello(`{}`) + goodbye(), 0, `"serverInfo"`},
		"bare line feeds":        {strings.ReplaceAll(hello(`{}`)+goodbye(), "\r\n", "\n"), 0, `"serverInfo"`},
		"a negative length":      {"Content-Length: -1\r\n\r\n{}", 1, ""},
		"a length of a gigabyte": {"Content-Length: 1073741824\r\n\r\n{}", 1, ""},
		"no length":              {"Content-Type: x\r\n\r\n{}", 1, ""},
		"a header without end":   {strings.Repeat("x", 1<<20), 1, ""},
		"cut off":                {"Content-Length: 100\r\n\r\n{}", 1, ""},
		"exit at once":           {hello(`{}`) + framed(`{"jsonrpc":"2.0","method":"exit"}`), 1, ""},
		"nothing":                {"", 1, ""},
		"gone":                   {hello(`{}`), 1, ""},
		"gone after shutdown":    {hello(`{}`) + framed(`{"jsonrpc":"2.0","id":4,"method":"shutdown"}`), 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			status, said := raw(t, c.sent)
			if status != c.status || !strings.Contains(said, c.said) {
				t.Errorf("status %d, want %d; said %s, want %s", status, c.status, said, c.said)
			}
		})
	}
}

// FuzzMessages holds that no bytes stop the server from ending.
func FuzzMessages(f *testing.F) {
	root := uriOf(f.TempDir())
	doc := fmt.Sprintf(`{"uri":"%s/contacts/a.md"`, root)
	for _, method := range []string{"completion", "hover", "definition", "references", "documentSymbol", "codeAction", "rename", "inlayHint", "foldingRange"} {
		f.Add(`{"jsonrpc":"2.0","id":3,"method":"textDocument/`+method+`","params":{"textDocument":`+doc+`},"position":{"line":2,"character":9},"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}}}}`, "---\nname: A\n---\n- 2026-01-02 call with [[B")
	}
	f.Add(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":`+doc+`,"version":-3},"contentChanges":[{"range":{"start":{"line":-1,"character":-5},"end":{"line":99,"character":2}},"text":"😀"}]}}`, "a\r\nb\rc\n")
	f.Add(`{"jsonrpc":"2.0","id":{},"method":"$/cancelRequest"}`, "")
	f.Fuzz(func(t *testing.T, message, text string) {
		open := framed(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":` + doc + `,"version":1,"text":` + quoted(text) + `}}}`)
		status, said := raw(t, hello(`{"capabilities":{}}`)+open+framed(message)+goodbye())
		if strings.Contains(message, "shutdown") || strings.Contains(message, "exit") {
			return
		}
		if status != 0 || strings.Contains(said, "a fault in netnotes") {
			t.Errorf("status %d: %s", status, said)
		}
	})
}
