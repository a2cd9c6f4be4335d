package txt

// Slab cuts small lists from larger pieces: to ask the runtime for each costs
// more than to fill it. A list keeps its whole piece alive, which is some notes'
// worth, so that pieces are small.
type Slab[T any] struct{ free []T }

// Take is a new list of n. A new piece has room for many.
func (s *Slab[T]) Take(n, many int) []T {
	if len(s.free) < n {
		s.free = make([]T, max(n, many))
	}
	list := s.free[:n:n]
	s.free = s.free[n:]
	return list
}

// Keep is a copy of a list that is used again; nil of an empty one.
func (s *Slab[T]) Keep(list []T, many int) []T {
	if len(list) == 0 {
		return nil
	}
	out := s.Take(len(list), many)
	copy(out, list)
	return out
}
