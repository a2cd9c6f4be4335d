package parse

import "reflect"

// NotKept are the types of what is left out where a note is kept between two
// runs: what Restore gives back, and what only reading needs.
func NotKept() []reflect.Type {
	return []reflect.Type{reflect.TypeFor[[]byte](), reflect.TypeFor[*fieldSet](), reflect.TypeFor[problems](), reflect.TypeFor[kept](), reflect.TypeFor[*Later]()}
}

// Restore completes a note that was kept. Its bytes are those it was read from,
// with the same settings.
func (r *Reader) Restore(n *Note, file string, source []byte) {
	n.Path, n.source, n.set = file, source, r.fieldsOf(n.Kind)
}
