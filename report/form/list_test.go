package form

import (
	"bytes"
	"fmt"
	"testing"
)

// A list is written as any other value is.
func TestJSONList(t *testing.T) {
	type row struct {
		Name string   `json:"name"`
		Tags []string `json:"tags"`
		More map[string]any
	}
	for _, n := range []int{0, 1, 2, 300, 1000} {
		rows := make([]row, n)
		for i := range rows {
			rows[i] = row{fmt.Sprintf("Zoë\x1b[%d", i), make([]string, i%3), map[string]any{"<a>": []int{}, "b": map[string]int{"c\n": i}}}
		}
		var list, whole bytes.Buffer
		if err := JSONList(&list, rows); err != nil {
			t.Fatal(err)
		}
		if err := JSON(&whole, rows); err != nil || list.String() != whole.String() {
			t.Errorf("%d rows: %v\n%.200s\n%.200s", n, err, list.String(), whole.String())
		}
	}
	if err := JSONList(new(bytes.Buffer), []any{1, func() {}}); err == nil {
		t.Error("what is no JSON is no error")
	}
}
