package form

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// JSON writes a value as indented JSON.
func JSON(w io.Writer, value any) error {
	out, err := Encode(value, "  ")
	if err == nil {
		_, err = w.Write(out)
	}
	return err
}

// JSONLines writes every element of a list on a line of its own.
func JSONLines[T any](w io.Writer, rows []T) error {
	for _, row := range rows {
		out, err := Encode(row, "")
		if err != nil {
			return err
		}
		if _, err := w.Write(out); err != nil {
			return err
		}
	}
	return nil
}

// Encode is JSON in which every control character is escaped, also those that
// JSON itself would allow, so that it may go to a terminal.
func Encode(value any, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	if clean(b.Bytes()) {
		return b.Bytes(), nil
	}
	var out bytes.Buffer
	for text := b.Bytes(); len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		if Unsafe(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.Write(text[:size])
		}
		text = text[size:]
	}
	return out.Bytes(), nil
}

// CSV writes the elements of a list as rows under their JSON names. Cells that
// a spreadsheet would run are defused with an apostrophe, unless raw.
func CSV[T any](w io.Writer, rows []T, raw bool) error {
	out := csv.NewWriter(w)
	kind := reflect.TypeFor[T]()
	var fields [][]int
	var header []string
	for _, f := range reflect.VisibleFields(kind) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name != "" && name != "-" {
			fields, header = append(fields, f.Index), append(header, name)
		}
	}
	own := ownColumns(rows)
	if err := out.Write(append(header, own...)); err != nil {
		return err
	}
	for _, row := range rows {
		value := reflect.ValueOf(row)
		record := make([]string, len(fields))
		for k, index := range fields {
			record[k] = Cell(value.FieldByIndex(index).Interface(), raw)
		}
		if r, ok := any(row).(interface{ OwnCell(key string) string }); ok {
			for _, key := range own {
				record = append(record, Cell(r.OwnCell(key), raw))
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// ownColumns are the keys of the user's own that any of the rows has.
func ownColumns[T any](rows []T) (keys []string) {
	for _, row := range rows {
		r, ok := any(row).(interface{ OwnKeys() []string })
		if !ok {
			return nil
		}
		keys = append(keys, r.OwnKeys()...)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(strings.Compare(txt.FoldKey(a), txt.FoldKey(b)), strings.Compare(a, b))
	})
	return slices.CompactFunc(keys, func(a, b string) bool { return txt.FoldKey(a) == txt.FoldKey(b) })
}

func Cell(value any, raw bool) string {
	text := ""
	switch v := value.(type) {
	case []string:
		text = strings.Join(v, " ")
	case fmt.Stringer:
		text = v.String()
	case *int:
		if v != nil {
			text = fmt.Sprint(*v)
		}
	default:
		text = texts(value)
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	if !raw && text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0 {
		return "'" + text
	}
	return text
}

// celled is something with a name of its own in a cell.
type celled interface{ InCell() string }

// texts is any other value in a cell; the elements of a list are named one by one.
func texts(value any) string {
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice || !list.Type().Elem().Implements(reflect.TypeFor[celled]()) {
		return fmt.Sprint(value)
	}
	var names []string
	for i := range list.Len() {
		names = append(names, list.Index(i).Interface().(celled).InCell())
	}
	return strings.Join(names, ", ")
}

// List is a list for JSON, which is never null.
func List[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
