package lsp

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// Serve answers until the editor ends it, and returns the exit status: 0 after
// "shutdown" and "exit", else 1.
func Serve(ctx context.Context, o Options) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{Options: o, ctx: ctx, work: make(chan struct{}, atOnce), ended: make(chan int, 1),
		cancels: map[jsonrpc2.ID]context.CancelFunc{}, folders: map[string]*workspace{}, said: map[string]reported{}}
	s.state.Store(&state{})
	s.timer = time.AfterFunc(time.Hour, s.publish)
	s.timer.Stop()
	defer s.timer.Stop()
	s.rest = time.AfterFunc(rest, s.GiveBack)
	defer s.rest.Stop()
	s.frames = newStream(o.In, o.Out, func() { s.finish(1) })
	go s.frames.write(ctx.Done())
	ready := make(chan struct{})
	s.conn = jsonrpc2.NewConn(ctx, s.frames, jsonrpc2Handler(func(req *jsonrpc2.Request) {
		<-ready
		s.handle(req)
	}), jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	close(ready)
	go s.watchDay()
	select {
	case status := <-s.ended:
		s.frames.flush(lastWait)
		s.save()
		return status
	case <-ctx.Done():
		return 1
	}
}

// jsonrpc2Handler takes messages one after the other.
type jsonrpc2Handler func(*jsonrpc2.Request)

func (h jsonrpc2Handler) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) { h(req) }

// save keeps what was read of the folders for the next start.
func (s *server) save() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, f := range s.folders {
		if f.disk.Load() != nil {
			f.live.Save()
		}
	}
}

// handle takes a message. Notifications are done in their order; requests work
// on what is open now, and answer when they are done.
func (s *server) handle(req *jsonrpc2.Request) {
	if req.Method == "exit" {
		s.finish(1)
		return
	}
	if req.Notif {
		s.guard(func() error { return s.notified(req) })
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	r := &request{server: s, ctx: ctx, method: req.Method, st: s.state.Load()}
	if req.Params != nil {
		r.params = *req.Params
	}
	answer, err := s.method(req.Method)
	if err != nil || req.Method == "initialize" || req.Method == "shutdown" {
		if err == nil {
			err = s.guard(func() (err error) { r.result, err = answer(r); return err })
		}
		cancel()
		s.reply(req.ID, r.result, err)
		return
	}
	s.mutex.Lock()
	s.cancels[req.ID] = cancel
	s.mutex.Unlock()
	go s.answer(req.ID, r, answer)
}

// answer works on a request when it is its turn.
func (s *server) answer(id jsonrpc2.ID, r *request, answer func(*request) (any, error)) {
	defer func() {
		s.mutex.Lock()
		s.cancels[id]()
		delete(s.cancels, id)
		s.mutex.Unlock()
	}()
	var err error
	select {
	case s.work <- struct{}{}:
		began := s.Clock()
		if err = r.stale(); err == nil {
			err = s.guard(func() (err error) { r.result, err = answer(r); return err })
		}
		s.logf("%s %v", r.method, s.Clock().Sub(began))
		<-s.work
	case <-r.ctx.Done():
	}
	if r.ctx.Err() != nil {
		err = problem(cancelled, "cancelled")
	}
	s.reply(id, r.result, err)
}

// stale refuses a request about a text that was changed before its turn came.
func (r *request) stale() error {
	if r.ctx.Err() != nil {
		return r.ctx.Err()
	}
	var p atDocument
	if json.Unmarshal(r.params, &p) != nil || p.TextDocument.URI == "" {
		return nil
	}
	then, now := r.st.docs[p.TextDocument.URI], r.state.Load().docs[p.TextDocument.URI]
	if then != nil && then != now {
		return problem(contentModified, "the text was changed meanwhile")
	}
	return nil
}

// method is what answers a method at this stage.
func (s *server) method(name string) (func(*request) (any, error), error) {
	s.mutex.Lock()
	now := s.stage
	s.mutex.Unlock()
	switch {
	case now == stopping:
		return nil, problem(invalidRequest, "the server was shut down")
	case name == "initialize" && now == running:
		return nil, problem(invalidRequest, "initialize comes once")
	case name != "initialize" && now == starting:
		return nil, problem(notInitialized, "initialize comes first")
	}
	answer := methods()[name]
	if answer == nil {
		return nil, problem(methodNotFound, "there is no method %q", name)
	}
	return answer, nil
}

// methods are the requests that are answered.
func methods() map[string]func(*request) (any, error) {
	return map[string]func(*request) (any, error){
		"initialize":                  (*request).initialize,
		"shutdown":                    (*request).shutdown,
		"textDocument/completion":     (*request).completion,
		"completionItem/resolve":      (*request).resolve,
		"textDocument/hover":          (*request).hover,
		"textDocument/definition":     (*request).definition,
		"textDocument/references":     (*request).references,
		"textDocument/documentSymbol": (*request).documentSymbol,
		"workspace/symbol":            (*request).workspaceSymbol,
		"textDocument/codeAction":     (*request).codeAction,
		"textDocument/prepareRename":  (*request).prepareRename,
		"textDocument/rename":         (*request).rename,
		"textDocument/inlayHint":      (*request).inlayHint,
		"textDocument/foldingRange":   (*request).foldingRange,
	}
}

// notified takes a notification. Unknown ones are nothing.
func (s *server) notified(req *jsonrpc2.Request) error {
	s.mutex.Lock()
	now := s.stage
	s.mutex.Unlock()
	take := map[string]func(json.RawMessage) error{
		"initialized":                         s.initialized,
		"$/cancelRequest":                     s.cancel,
		"textDocument/didOpen":                s.didOpen,
		"textDocument/didChange":              s.didChange,
		"textDocument/didSave":                s.didSave,
		"textDocument/didClose":               s.didClose,
		"workspace/didChangeWatchedFiles":     s.didChangeWatched,
		"workspace/didChangeWorkspaceFolders": s.didChangeFolders,
	}[req.Method]
	if take == nil || now != running || req.Params == nil && req.Method != "initialized" {
		return nil
	}
	var params json.RawMessage
	if req.Params != nil {
		params = *req.Params
	}
	return take(params)
}

func (s *server) cancel(params json.RawMessage) error {
	var p struct{ ID jsonrpc2.ID }
	if err := json.Unmarshal(params, &p); err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if cancel := s.cancels[p.ID]; cancel != nil {
		cancel()
	}
	return nil
}
