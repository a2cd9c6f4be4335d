// Package store keeps values between two runs of a program, in a file that can
// be thrown away at any time.
//
// codec.go writes values as bytes and reads them again, by the layout of their
// types alone; file.go is the file.
package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"reflect"
	"strings"
	"unsafe"
)

// Codec writes values of a type as bytes. What is zero takes no room, and a
// text that stands in a source is a place in it:
//
//	number   a varint; a signed one in zigzag
//	text     its length, doubled; then its place in the source, or with 1 added
//	         to the doubled length its bytes
//	list     the number of its elements, and these
//	pointer  what it leads to
//	struct   a varint with a bit for every field that is not zero, and these
//
// Elements that share memory are written as if they did not. Pointers to the
// types that are left out are nil when they are read.
type Codec[T any] struct {
	plan   *plan
	layout string
}

// NewCodec prepares a codec. Fields of the types in leaveOut are not kept. It
// panics for types that it cannot keep: maps, functions and the like.
func NewCodec[T any](leaveOut ...reflect.Type) *Codec[T] {
	p := planner{plans: map[reflect.Type]*plan{}, leaveOut: leaveOut}
	plan := p.plan(reflect.TypeFor[T]())
	return &Codec[T]{plan, p.layout.String()}
}

// Layout tells one layout of the type from another.
func (c *Codec[T]) Layout() string { return c.layout }

// Append writes a value behind out. ok is false where it nests too deeply to be
// read again.
func (c *Codec[T]) Append(out []byte, value *T, source []byte) (all []byte, ok bool) {
	e := encoder{out: out, source: Text(source)}
	e.value(c.plan, unsafe.Pointer(value), 0)
	return e.out, !e.failed
}

// Read reads a value from what Append wrote; its texts are parts of data and
// source. Nonsense is not read, and takes no more memory than a multiple of
// what data does.
func (c *Codec[T]) Read(data, source []byte, value *T) bool {
	d := decoder{rest: Text(data), source: Text(source)}
	d.value(c.plan, unsafe.Pointer(value), 0)
	return !d.failed && d.rest == ""
}

// maxDepth bounds how deeply values nest.
const maxDepth = 64

// plan is how values of a type are kept.
type plan struct {
	kind   reflect.Kind // Slice, Pointer, Struct, String, Bool, Int or Uint
	of     reflect.Type
	size   uintptr
	elem   *plan
	fields []field
}

type field struct {
	*plan
	offset uintptr
}

// planner makes plans, one of each type, and writes down what they rest on.
type planner struct {
	plans    map[reflect.Type]*plan
	leaveOut []reflect.Type
	layout   strings.Builder
}

func (p *planner) plan(t reflect.Type) *plan {
	if known := p.plans[t]; known != nil {
		return known
	}
	made := &plan{of: t, size: t.Size(), kind: t.Kind()}
	p.plans[t] = made
	fmt.Fprintf(&p.layout, "%s %s %d\n", t, t.Kind(), t.Size())
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		made.elem = p.plan(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if p.leftOut(f.Type) {
				continue
			}
			fmt.Fprintf(&p.layout, "%s.%s %d %s\n", t, f.Name, f.Offset, f.Type)
			made.fields = append(made.fields, field{p.plan(f.Type), f.Offset})
		}
		if len(made.fields) > 64 {
			panic(fmt.Sprint("store: too many fields to keep: ", t))
		}
	case reflect.String, reflect.Bool:
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		made.kind = reflect.Int
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		made.kind = reflect.Uint
	default:
		panic(fmt.Sprint("store: cannot keep ", t))
	}
	return made
}

func (p *planner) leftOut(t reflect.Type) bool {
	for _, out := range p.leaveOut {
		if t == out {
			return true
		}
	}
	return false
}

type encoder struct {
	out    []byte
	source string
	at     int // behind the text found last
	failed bool
}

func (e *encoder) number(n uint64) { e.out = binary.AppendUvarint(e.out, n) }

func (e *encoder) value(p *plan, at unsafe.Pointer, depth int) {
	if depth++; depth > maxDepth {
		e.failed = true
		return
	}
	switch p.kind {
	case reflect.Bool:
		e.number(uint64(*(*byte)(at)))
	case reflect.Int:
		n := signed(at, p.size)
		e.number(uint64(n<<1) ^ uint64(n>>63))
	case reflect.Uint:
		e.number(unsigned(at, p.size))
	case reflect.String:
		e.text(*(*string)(at))
	case reflect.Pointer:
		e.value(p.elem, *(*unsafe.Pointer)(at), depth)
	case reflect.Slice:
		list := (*sliceHeader)(at)
		e.number(uint64(list.len))
		for i := range list.len {
			e.value(p.elem, unsafe.Add(list.data, uintptr(i)*p.elem.size), depth)
		}
	case reflect.Struct:
		var mask uint64
		for i, f := range p.fields {
			if !isZero(f.plan, unsafe.Add(at, f.offset)) {
				mask |= 1 << i
			}
		}
		e.number(mask)
		for i, f := range p.fields {
			if mask&(1<<i) != 0 {
				e.value(f.plan, unsafe.Add(at, f.offset), depth)
			}
		}
	}
}

// nearText is how far behind the text found last the next one is sought. Texts
// come in the order of the source, most often.
const nearText = 1 << 9

func (e *encoder) text(s string) {
	if len(s) > 1 {
		for _, from := range [2]int{e.at, max(0, e.at-nearText)} {
			if i := strings.Index(e.source[from:min(len(e.source), e.at+nearText+len(s))], s); i >= 0 {
				e.at = from + i
				e.number(uint64(len(s)) << 1)
				e.number(uint64(e.at))
				return
			}
		}
	}
	e.number(uint64(len(s))<<1 | 1)
	e.out = append(e.out, s...)
}

type decoder struct {
	rest, source string
	failed       bool
}

// number reads what binary.AppendUvarint wrote.
func (d *decoder) number() uint64 {
	var n uint64
	for i := range min(len(d.rest), binary.MaxVarintLen64) {
		c := d.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.rest = d.rest[i+1:]
			return n
		}
	}
	d.rest, d.failed = "", true
	return 0
}

func (d *decoder) value(p *plan, at unsafe.Pointer, depth int) {
	if depth++; depth > maxDepth || d.failed {
		d.failed = true
		return
	}
	switch p.kind {
	case reflect.Bool:
		*(*bool)(at) = d.number() != 0
	case reflect.Int:
		n := d.number()
		setNumber(at, p.size, n>>1^-(n&1))
	case reflect.Uint:
		setNumber(at, p.size, d.number())
	case reflect.String:
		*(*string)(at) = d.text()
	case reflect.Pointer:
		made := reflect.New(p.elem.of).UnsafePointer()
		d.value(p.elem, made, depth)
		*(*unsafe.Pointer)(at) = made
	case reflect.Slice:
		n := d.number()
		if n > uint64(len(d.rest)) { // an element takes a byte at least
			d.failed = true
			return
		}
		d.list(p, at, int(n), depth)
	case reflect.Struct:
		mask := d.number()
		for i := 0; mask != 0 && i < len(p.fields); i, mask = i+1, mask>>1 {
			if f := &p.fields[i]; mask&1 != 0 {
				d.value(f.plan, unsafe.Add(at, f.offset), depth)
			}
		}
		d.failed = d.failed || mask != 0
	}
}

func (d *decoder) list(p *plan, at unsafe.Pointer, n, depth int) {
	made := reflect.MakeSlice(p.of, n, n)
	data := made.UnsafePointer()
	for i := range n {
		if d.value(p.elem, unsafe.Add(data, uintptr(i)*p.elem.size), depth); d.failed {
			return
		}
	}
	*(*sliceHeader)(at) = sliceHeader{data, n, n}
}

func (d *decoder) text() string {
	n := d.number()
	from, at := &d.rest, uint64(0)
	if n&1 == 0 {
		from, at = &d.source, d.number()
	}
	if n >>= 1; n > uint64(len(*from)) || at > uint64(len(*from))-n {
		d.rest, d.failed = "", true
		return ""
	}
	text := (*from)[at : at+n]
	if from == &d.rest {
		d.rest = d.rest[n:]
	}
	return text
}

// sliceHeader is a slice in memory.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// isZero reports whether a value is the zero one of its type. An empty list is
// none where it is not nil.
func isZero(p *plan, at unsafe.Pointer) bool {
	switch p.kind {
	case reflect.String:
		return len(*(*string)(at)) == 0
	case reflect.Slice:
		return (*sliceHeader)(at).data == nil
	case reflect.Struct:
		for _, f := range p.fields {
			if !isZero(f.plan, unsafe.Add(at, f.offset)) {
				return false
			}
		}
		return true
	}
	for i := range p.size {
		if *(*byte)(unsafe.Add(at, i)) != 0 {
			return false
		}
	}
	return true
}

func signed(at unsafe.Pointer, size uintptr) int64 {
	switch size {
	case 1:
		return int64(*(*int8)(at))
	case 2:
		return int64(*(*int16)(at))
	case 4:
		return int64(*(*int32)(at))
	}
	return *(*int64)(at)
}

func unsigned(at unsafe.Pointer, size uintptr) uint64 {
	switch size {
	case 1:
		return uint64(*(*uint8)(at))
	case 2:
		return uint64(*(*uint16)(at))
	case 4:
		return uint64(*(*uint32)(at))
	}
	return *(*uint64)(at)
}

func setNumber(at unsafe.Pointer, size uintptr, n uint64) {
	switch size {
	case 1:
		*(*uint8)(at) = uint8(n)
	case 2:
		*(*uint16)(at) = uint16(n)
	case 4:
		*(*uint32)(at) = uint32(n)
	default:
		*(*uint64)(at) = n
	}
}

// Text is some bytes as a text, which shares their memory.
func Text(data []byte) string { return unsafe.String(unsafe.SliceData(data), len(data)) }

// Sum is a checksum.
func Sum(data []byte) uint32 { return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli)) }
