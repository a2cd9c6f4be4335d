package form

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"netnotes/index/parallel"
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

// JSONList writes a list as JSON would. The elements are encoded side by side.
func JSONList[T any](w io.Writer, rows []T) error {
	if len(rows) == 0 {
		return JSON(w, rows)
	}
	parts, errs := make([][]byte, len(rows)), make([]error, len(rows))
	parallel.Each(len(rows), parallel.Batch, func(start, end int) {
		for i := start; i < end; i++ {
			parts[i], errs[i] = encode(rows[i], "  ", "  ")
			parts[i] = bytes.TrimSuffix(parts[i], []byte("\n"))
		}
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	_, err := w.Write(slices.Concat([]byte("[\n  "), bytes.Join(parts, []byte(",\n  ")), []byte("\n]\n")))
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
func Encode(value any, indent string) ([]byte, error) { return encode(value, "", indent) }

// encode is Encode for a value whose lines but the first stand behind a prefix.
func encode(value any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(prefix, indent)
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
