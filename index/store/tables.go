// Package store keeps tables between two runs of a program, in a file that can be
// thrown away at any time.
//
// tables.go writes rows as they lie in memory and uses them where they lie in a
// file; file.go is the file.
package store

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// Tables are the lists of a struct, and of those embedded in it, written as they
// lie in memory and used where they lie in a file. Their rows hold numbers, and no
// text, list or pointer:
//
//	of each list  8 bytes: where it begins; 8 bytes: how many rows it has
//	the lists     each at a multiple of 8 bytes, as what follows them
type Tables[T any] struct {
	lists  []tableOf
	layout string
}

type tableOf struct{ offset, row uintptr }

// NewTables prepares the tables of a struct of lists. It panics for rows that
// hold anything but numbers.
func NewTables[T any]() *Tables[T] {
	var t Tables[T]
	var layout strings.Builder
	of := reflect.TypeFor[T]()
	for _, f := range reflect.VisibleFields(of) {
		if f.Anonymous { // its lists are visited as well
			continue
		}
		offset := uintptr(0) // in T: f.Offset is that in the struct which holds f
		for i := range f.Index {
			offset += of.FieldByIndex(f.Index[:i+1]).Offset
		}
		fmt.Fprintf(&layout, "%s %d\n", f.Name, offset)
		if f.Type.Kind() != reflect.Slice {
			panic(fmt.Sprint("store: no list: ", f.Name))
		}
		layOut(&layout, f.Type.Elem())
		t.lists = append(t.lists, tableOf{offset, f.Type.Elem().Size()})
	}
	t.layout = layout.String()
	return &t
}

// layOut writes down how a row lies in memory.
func layOut(out *strings.Builder, t reflect.Type) {
	fmt.Fprintf(out, "%s %s %d\n", t, t.Kind(), t.Size())
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Fprintf(out, "%s %d ", f.Name, f.Offset)
			layOut(out, f.Type)
		}
	case reflect.Bool, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
	default:
		panic(fmt.Sprint("store: cannot be used as it lies: ", t))
	}
}

// Layout tells one layout of the tables from another, and one order of bytes.
func (t *Tables[T]) Layout() string {
	return fmt.Sprint(t.layout, binary.NativeEndian.Uint16([]byte{1, 2}))
}

// Room is how many bytes the tables take at most.
func (t *Tables[T]) Room(value *T) int {
	room := 16 * len(t.lists)
	for _, list := range t.lists {
		room += (*sliceHeader)(unsafe.Add(unsafe.Pointer(value), list.offset)).len*int(list.row) + 7
	}
	return room
}

// Append writes the tables behind out, which begins where a row may.
func (t *Tables[T]) Append(out []byte, value *T) []byte {
	head := len(out)
	out = append(slices.Grow(out, t.Room(value)), make([]byte, 16*len(t.lists))...)
	for i, list := range t.lists {
		for len(out)%8 != 0 {
			out = append(out, 0)
		}
		s := (*sliceHeader)(unsafe.Add(unsafe.Pointer(value), list.offset))
		binary.LittleEndian.PutUint64(out[head+16*i:], uint64(len(out)-head))
		binary.LittleEndian.PutUint64(out[head+16*i+8:], uint64(s.len))
		out = append(out, unsafe.Slice((*byte)(s.data), uintptr(s.len)*list.row)...)
	}
	for len(out)%8 != 0 {
		out = append(out, 0)
	}
	return out
}

// Read makes lists of tables that lie in data: they share its memory. It reports
// whether all of them lie within it. What a number in a row means is for the
// caller to check; a byte that is read as a yes or no is one.
func (t *Tables[T]) Read(data []byte, value *T) bool {
	if len(data) < 16*len(t.lists) || uintptr(unsafe.Pointer(unsafe.SliceData(data)))%8 != 0 {
		return false
	}
	for i, list := range t.lists {
		at, n := binary.LittleEndian.Uint64(data[16*i:]), binary.LittleEndian.Uint64(data[16*i+8:])
		if at%8 != 0 || at > uint64(len(data)) || n > (uint64(len(data))-at)/uint64(list.row) {
			return false
		}
		s := (*sliceHeader)(unsafe.Add(unsafe.Pointer(value), list.offset))
		*s = sliceHeader{unsafe.Pointer(unsafe.SliceData(data[at:])), int(n), int(n)}
	}
	return true
}

// sliceHeader is a slice in memory.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}
