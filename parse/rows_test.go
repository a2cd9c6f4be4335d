package parse

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
)

// fill gives every field a value that no other has: texts are parts of a source,
// or not.
func fill(v reflect.Value, source string, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), source, n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), source, n)
		}
	case reflect.String:
		if v.SetString(source[*n : *n+3]); *n%2 == 0 {
			v.SetString("elsewhere " + source[*n:*n+3])
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(uint64(*n % 200))
	case reflect.Int8, reflect.Int16, reflect.Int:
		v.SetInt(int64(*n % 100))
	default:
		panic(v.Type().String())
	}
}

// TestRows keeps a story with every field of it, and reads it again.
func TestRows(t *testing.T) {
	bytes := make([]byte, 1000)
	for i := range bytes {
		bytes[i] = byte('a' + i%26 + i/26%3)
	}
	source, n := txt.View(bytes), 0
	var want Story
	fill(reflect.ValueOf(&want).Elem(), source, &n)
	e, p := want.Entries, want.Promises
	e[0].Direction, e[1].Direction, e[0].When.Precision, e[1].When.Precision = logline.From, "", date.ByMonth, date.ByDay
	p[0].State, p[1].State = task.Cancelled, task.Open
	e[1] = logline.Entry{Raw: source[10:20], Span: txt.At(10, 20), Line: 3, Tags: nil}
	var rows Rows
	m := NewRowMaker(&rows)
	m.Begin(bytes)
	m.Add(want)
	if diff := cmp.Diff(&want, rows.Story(bytes), cmp.AllowUnexported(logline.Entry{}, task.Promise{}, txt.Link{})); diff != "" {
		t.Error(diff)
	}
	if len(rows.Rare) != 1 {
		t.Errorf("%d entries are rare", len(rows.Rare))
	}
}

// TestRowsOfNonsense reads rows whose numbers mean nothing.
func TestRowsOfNonsense(t *testing.T) {
	all := ^uint32(0)
	beyond, far := Run{all, all}, Place{all, all}
	rows := Rows{Entries: []EntryRow{{Start: all, Head: far, Tags: beyond, People: Run{0, 2}, Rare: all, Direction: 99, Precision: 99}}, Links: []LinkRow{{Target: far}},
		Promises: []PromiseRow{{Text: Place{3, 9}, State: 99, Links: beyond}}}
	s := rows.Story([]byte("- 2026"))
	if len(s.Entries) != 1 || len(s.Promises) != 1 || s.Entries[0].Raw+s.Entries[0].Head+s.Promises[0].Text != "" || s.Entries[0].People != nil || s.Promises[0].State != task.Open {
		t.Errorf("%+v", s)
	}
}
