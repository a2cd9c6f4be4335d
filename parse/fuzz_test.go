package parse

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// FuzzNote reads any bytes as a note. The properties: reading never panics;
// every span lies inside the source; problems are ordered by place and have a
// code, a text and a position that counts from 1; and endings do not matter:
// with CRLF the same entries are read.
func FuzzNote(f *testing.F) {
	for _, pattern := range []string{"../examples/network/*/*.md", "../examples/broken/*/*.md"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			if source, err := os.ReadFile(file); err == nil {
				f.Add(source)
			}
		}
	}
	f.Add([]byte("---\nname: Ada &\nknows: [[[A]], [[B]]]\nx: *y\n---\n## Log\n- 2026-03-04 call with Ada -> +6w\n"))
	f.Add([]byte("## Log\n\n### 2026-11-02 - coffee\n\nmaps\n\n### 2 June 2026\n\n- email from Bo: x\n- [x] call ✅ 2026-06-03\n\n#\n\n- [[2026-11-04]]\n  - lunch moved to 2026-12-01\n\n> coffee with Ada\n"))
	f.Add([]byte("Present: Bo, Ada Park\n\n- <!-- x -->\n- coffee with Ada Park -> fri\n- 11/20/2026 call, no answer\n"))
	reader, names := NewReader(Config{}), someNames()
	f.Fuzz(func(t *testing.T, source []byte) {
		// What is a line of a day in another note, or names somebody, is read too.
		day := reader.Note("journal/2026-11-02.md", source)
		named := reader.Named(day, names)
		if again := reader.Named(named, names); len(again.Entries()) != len(named.Entries()) || len(again.Problems()) != len(named.Problems()) {
			t.Errorf("read with names twice: %d entries and %d problems, then %d and %d", len(named.Entries()), len(named.Problems()), len(again.Entries()), len(again.Problems()))
		}
		for _, p := range append(named.Problems(), reader.Remarks(named, names)...) {
			if p.Span.Start < 0 || p.Span.End < p.Span.Start || p.Span.End > len(source) || p.Start.Line < 1 {
				t.Errorf("problem %+v outside a source of %d bytes", p, len(source))
			}
		}
		n := reader.Note("contacts/ada-park.md", source)
		inside := func(what string, s txt.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > len(source) {
				t.Errorf("%s: span %v outside a source of %d bytes", what, s, len(source))
			}
		}
		inside("front matter", n.Front())
		for _, field := range n.Fields() {
			inside("field "+field.Key, field.Span)
			inside("key "+field.Key, field.At)
			for _, v := range field.Values {
				inside("value of "+field.Key, v.Span)
			}
		}
		for _, e := range n.Entries() {
			inside("entry", e.Span)
			if e.When.To.Before(e.When.From) || e.Line < 1 {
				t.Errorf("entry %+v", e)
			}
		}
		for _, p := range n.Promises() {
			inside("promise", p.Span)
		}
		for i, p := range n.Problems() {
			inside("problem", p.Span)
			if p.Code == "" || p.Text == "" || p.Start.Line < 1 || p.Start.Col < 1 {
				t.Errorf("problem %+v", p)
			}
			if i > 0 && p.Span.Start < n.Problems()[i-1].Span.Start {
				t.Errorf("problems out of order: %+v", n.Problems())
			}
		}
		if n.Name == "" {
			t.Error("a note without a name")
		}
		if bytes.IndexByte(source, '\r') < 0 {
			crlf := reader.Note("contacts/ada-park.md", bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n")))
			if len(crlf.Entries()) != len(n.Entries()) || len(crlf.Promises()) != len(n.Promises()) {
				t.Errorf("with CRLF %d entries and %d promises, with LF %d and %d", len(crlf.Entries()), len(crlf.Promises()), len(n.Entries()), len(n.Promises()))
			}
		}
	})
}

// FuzzEntry reads any line as a log line. The properties: reading never panics,
// problems lie inside the line, a date is a day of the calendar, a "from" of a
// sync kind never occurs, and reading the line twice gives the same.
func FuzzEntry(f *testing.F) {
	for _, line := range []string{"2026-03-04 coffee with [[Bo]]: x -> +6w", "2024~ met", "2026-06-25/2026-06-29 got lunch", "2026-03-04 2pm planned call 20m", "Wed, 4 March 2026 - she cancelled our lunch → next week", "04.03.2026 missed call from Bo", "2026-03-04 coffee, rescheduled to fri", "2026-03-04 email from Ada: out of office until 20 October"} {
		f.Add(line, true)
		f.Add(line, false)
	}
	reader := NewReader(Config{})
	owner := NewOwner(reader.Note("contacts/ada-park.md", []byte("# Ada Park\n")))
	f.Fuzz(func(t *testing.T, line string, inLog bool) {
		line = strings.NewReplacer("\n", " ", "\r", " ").Replace(line)
		e, problems := reader.Entry(line, logline.Setting{Scope: logline.Scope{InLog: inLog}, Owner: owner})
		for _, p := range problems {
			if p.Span.Start < 0 || p.Span.End > len(line) || p.Span.End < p.Span.Start {
				t.Errorf("problem %v outside the line", p.Span)
			}
		}
		if e == nil {
			return
		}
		if _, ok := date.ParseDay(e.When.From.String()); !ok {
			t.Errorf("no such day: %v", e.When)
		}
		if e.Class == logline.Sync && e.Direction != logline.With || e.Class == logline.NoClass && e.Counted() {
			t.Errorf("%s: class %d, direction %s", line, e.Class, e.Direction)
		}
		if e.Off && e.Counted() {
			t.Errorf("%s: off, and counts", line)
		}
		reader.Entry(line, logline.Setting{Scope: logline.Scope{InLog: inLog}, Owner: owner, Names: someNames()})
		again, _ := reader.Entry(line, logline.Setting{Scope: logline.Scope{InLog: inLog}, Owner: owner})
		if again == nil || again.Kind != e.Kind || again.Direction != e.Direction || again.Text != e.Text {
			t.Errorf("%q read twice differs", line)
		}
	})
}

// FuzzWhen reads any text as a date. The properties: no panic, the end is never
// before the beginning, and the representative day lies inside.
func FuzzWhen(f *testing.F) {
	for _, s := range []string{"2026-06-27", "2026-06", "2024~", "2026-06-25/2026-06-29", "2026-06-27T10:00Z", "27th of June 2026", "6/27/2026", "[[2026-06-27|Sat]]", "Sat, Jun 27, 2026", "9999", "0001-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := date.Parse(s)
		if err != nil || w.IsZero() {
			return
		}
		day := w.Day(date.Date{Year: 2026, Month: 10, Day: 6})
		if w.To.Before(w.From) || day.Before(w.From) || day.After(w.To) {
			t.Errorf("%q: %v, day %v", s, w, day)
		}
		if got := date.FromDays(day.Days()); got != day {
			t.Errorf("%v is day %d, which is %v", day, day.Days(), got)
		}
	})
}
