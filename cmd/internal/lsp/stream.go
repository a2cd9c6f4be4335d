package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxMessage is the largest message that is read, in bytes: a note of 16 MiB with
// every byte escaped.
const maxMessage = 128 << 20

// stream frames messages by "Content-Length: N", as LSP does. What is no JSON is
// answered and passed over; a frame that cannot be trusted ends the stream.
//
// What is said waits in a queue of its own: who reads must never wait for an
// editor that waits until it is read.
type stream struct {
	in    *bufio.Reader
	out   io.Writer
	end   func()
	mutex sync.Mutex // of what follows
	queue [][]byte
	wake  chan struct{} // holds one where there may be something in the queue
	idle  *sync.Cond    // there is nothing more to be written
	busy  bool
}

func newStream(in io.Reader, out io.Writer, end func()) *stream {
	s := &stream{in: bufio.NewReaderSize(in, 1<<16), out: out, end: end, wake: make(chan struct{}, 1)}
	s.idle = sync.NewCond(&s.mutex)
	return s
}

// write writes what is in the queue until done is closed, or nobody reads any
// more.
func (s *stream) write(done <-chan struct{}) {
	for {
		s.mutex.Lock()
		next := s.queue
		s.queue, s.busy = nil, len(next) > 0
		s.idle.Broadcast()
		s.mutex.Unlock()
		for _, message := range next {
			if _, err := s.out.Write(message); err != nil {
				s.end()
				return
			}
		}
		if len(next) > 0 {
			continue
		}
		select {
		case <-s.wake:
		case <-done:
			return
		}
	}
}

// flush waits until all that was said is written, but not for long.
func (s *stream) flush(atMost time.Duration) {
	timer := time.AfterFunc(atMost, func() {
		s.mutex.Lock()
		s.queue, s.busy = nil, false
		s.idle.Broadcast()
		s.mutex.Unlock()
	})
	defer timer.Stop()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for len(s.queue) > 0 || s.busy {
		s.idle.Wait()
	}
}

// errFrame is of a header after which nobody knows where the next message begins.
func errFrame() error { return errors.New("no message can be told from the next") }

// ReadObject reads the next message.
func (s *stream) ReadObject(v any) error {
	for {
		body, err := s.body()
		if err != nil {
			return err
		}
		if !json.Valid(body) {
			s.refuse(-32700, "this is no JSON")
			continue
		}
		if err := json.Unmarshal(body, v); err != nil || !isMessage(body) {
			s.refuse(-32600, "this is no message")
			continue
		}
		return nil
	}
}

// isMessage reports whether a value is a request, a notification or an answer.
func isMessage(body []byte) bool {
	var m struct {
		Method json.RawMessage `json:"method"`
		Result json.RawMessage `json:"result"`
		Error  json.RawMessage `json:"error"`
		ID     json.RawMessage `json:"id"`
	}
	err := json.Unmarshal(body, &m)
	return err == nil && (m.Method != nil && !bytes.Equal(m.ID, []byte("null")) || m.Method == nil && (m.Result != nil || m.Error != nil))
}

// body is the text of the next message, whatever it holds.
func (s *stream) body() ([]byte, error) {
	length := -1
	for {
		line, err := s.header()
		switch {
		case err != nil:
			return nil, err
		case line == "" && length >= 0:
			body, err := io.ReadAll(io.LimitReader(s.in, int64(length)))
			if err == nil && len(body) < length {
				err = io.ErrUnexpectedEOF
			}
			return body, err
		case line == "":
			return nil, errFrame()
		}
		if key, value, _ := strings.Cut(line, ":"); strings.EqualFold(strings.TrimSpace(key), "Content-Length") {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil || length < 0 || length > maxMessage {
				return nil, errFrame()
			}
		}
	}
}

// maxHeader is the longest line of a header, in bytes.
const maxHeader = 4096

func (s *stream) header() (string, error) {
	var line []byte
	for {
		c, err := s.in.ReadByte()
		switch {
		case err == io.EOF && len(line) > 0:
			return "", io.ErrUnexpectedEOF
		case err != nil:
			return "", err
		case c == '\n':
			return strings.TrimSuffix(string(line), "\r"), nil
		case len(line) == maxHeader:
			return "", errFrame()
		}
		line = append(line, c)
	}
}

func (s *stream) refuse(code int, text string) {
	_ = s.WriteObject(map[string]any{"jsonrpc": "2.0", "id": nil, "error": map[string]any{"code": code, "message": text}})
}

// WriteObject says a message.
func (s *stream) WriteObject(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	s.queue = append(s.queue, append(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(body)), body...))
	s.mutex.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
	return nil
}

// Close tells that no more is read.
func (s *stream) Close() error {
	s.end()
	return nil
}
