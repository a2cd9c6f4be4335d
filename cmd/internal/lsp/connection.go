package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse/date"
	"netnotes/report"
)

// Options are what a server runs with.
type Options struct {
	In   io.Reader
	Out  io.Writer
	Dir  string // a folder to read whether it has settings or not; may be empty
	Find func(dir string) (root string, ok bool)
	Open func(root string) *index.Live
	// Today is the day on the user's calendar.
	Today func(*folder.Settings) date.Date
	Clock func() time.Time
	Log   io.Writer              // where methods and times go; may be nil
	Alive func(process int) bool // whether the editor still runs; may be nil
	// GiveBack has memory that is free given back: when a folder has been read, and
	// when nothing was typed for a while.
	GiveBack func()
	Build    string
	// NewNote is a new note of somebody, whom the user met on a day if it is not
	// zero.
	NewNote func(root string, ix *index.Index, name string, met date.Date) (path string, source []byte, err error)
}

// Times of the server.
const (
	pause      = 200 * time.Millisecond // without a change before problems are looked for
	rest       = 5 * time.Second        // without one before memory is given back
	aliveEvery = 5 * time.Second
	dayEvery   = time.Minute
	lastWait   = time.Second // for the editor to read the last answers
)

// atOnce is how many requests are worked on at the same time.
const atOnce = 2

// server is one connection.
type server struct {
	Options
	ctx    context.Context
	conn   *jsonrpc2.Conn
	frames *stream
	state  atomic.Pointer[state] // the newest
	can    capabilities
	encoding
	work    chan struct{} // holds as many as may work
	ended   chan int      // the status with which the program ends
	mutex   sync.Mutex    // of what follows
	stage   stage
	cancels map[jsonrpc2.ID]context.CancelFunc
	folders map[string]*workspace
	roots   []string            // that the editor named, as files
	said    map[string]reported // by URI
	timer   *time.Timer         // until problems are looked for
	rest    *time.Timer         // until memory is given back
	day     date.Date           // of the last hints
}

// state is what is open at one moment. It never changes.
type state struct{ docs map[string]*document }

type stage int

const (
	starting stage = iota
	running
	stopping
)

// Errors of the protocol.
const (
	invalidParams   = -32602
	internalError   = -32603
	notInitialized  = -32002
	invalidRequest  = -32600
	methodNotFound  = -32601
	cancelled       = -32800
	contentModified = -32801
	requestFailed   = -32803
)

func problem(code int64, format string, args ...any) error {
	return &jsonrpc2.Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// request is one request and the state of its moment.
type request struct {
	*server
	ctx    context.Context
	method string
	params json.RawMessage
	st     *state
	result any
}

// reported is what was last published of a document.
type reported struct {
	doc      *document
	list     []diagnostic
	problems []report.Problem // all, also those that are not told while one writes
}

// put makes a document the open one of its URI; nil closes it.
func (s *server) put(uri string, d *document) {
	docs := maps.Clone(s.state.Load().docs)
	if docs == nil {
		docs = map[string]*document{}
	}
	if d == nil {
		delete(docs, uri)
	} else {
		docs[uri] = d
	}
	s.state.Store(&state{docs})
	s.timer.Reset(pause)
}

// finish ends the server, once.
func (s *server) finish(status int) {
	s.mutex.Lock()
	if s.stage == stopping {
		status = 0
	}
	s.mutex.Unlock()
	select {
	case s.ended <- status:
	default:
	}
}

// guard turns a fault of the program into an error of one message.
func (s *server) guard(do func() error) (err error) {
	defer func() {
		if what := recover(); what != nil {
			s.logf("fault: %v\n%s", what, debug.Stack())
			err = problem(internalError, "a fault in netnotes: %v", what)
		}
	}()
	return do()
}

// reply answers a request. The answer goes to the stream by itself: the connection
// would write and read it three times over.
func (s *server) reply(id jsonrpc2.ID, result any, err error) {
	var known *jsonrpc2.Error
	switch {
	case err == nil:
		if err = s.frames.WriteObject(answered{"2.0", id, result}); err == nil {
			return
		}
		known = &jsonrpc2.Error{Code: internalError, Message: err.Error()}
	case errors.As(err, &known):
	case errors.Is(err, context.Canceled):
		known = &jsonrpc2.Error{Code: cancelled, Message: "cancelled"}
	default:
		known = &jsonrpc2.Error{Code: requestFailed, Message: err.Error()}
	}
	_ = s.conn.ReplyWithError(s.ctx, id, known)
}

// answered is the answer to a request.
type answered struct {
	Version string      `json:"jsonrpc"`
	ID      jsonrpc2.ID `json:"id"`
	Result  any         `json:"result"`
}

func (s *server) logf(format string, args ...any) {
	if s.Log != nil {
		fmt.Fprintf(s.Log, format+"\n", args...)
	}
}
