package pack

// Shelf is entries by number from 0, of a kind each. Of those that were kept only
// what is asked for is read. An entry is written in a byte at least.
type Shelf[T any] struct {
	entries []*T
	kept    []string // as they were written; "" of one that was read, or is new
	read    func(*Reader) *T
}

// NewShelf is an empty shelf.
func NewShelf[T any]() *Shelf[T] { return &Shelf[T]{} }

// ReadShelf reads a shelf that Write wrote; read is called for an entry when it is
// first asked for.
func ReadShelf[T any](r *Reader, read func(*Reader) *T) *Shelf[T] {
	n := r.Count()
	if n > len(r.s)-r.at {
		r.end()
		n = 0
	}
	s := &Shelf[T]{entries: make([]*T, n), kept: make([]string, n), read: read}
	for i := range s.kept {
		s.kept[i] = r.String()
	}
	return s
}

// Len is how many entries there are.
func (s *Shelf[T]) Len() int { return len(s.entries) }

// At is an entry; nil where there is none.
func (s *Shelf[T]) At(i int) *T {
	if i >= len(s.entries) {
		return nil
	}
	if s.entries[i] == nil && s.kept[i] != "" {
		s.entries[i], s.kept[i] = s.read(&Reader{s: s.kept[i]}), ""
	}
	return s.entries[i]
}

// Set puts an entry at a place, which may lie behind all others.
func (s *Shelf[T]) Set(i int, entry *T) {
	for len(s.entries) <= i {
		s.entries, s.kept = append(s.entries, nil), append(s.kept, "")
	}
	s.entries[i], s.kept[i] = entry, ""
}

// Write writes the shelf; write is called for the entries that were read or set.
func (s *Shelf[T]) Write(w *Writer, write func(*Writer, *T)) {
	s.WriteSome(w, func(*T) bool { return true }, write)
}

// WriteSome writes the shelf without those that were read or set and are not wanted.
func (s *Shelf[T]) WriteSome(w *Writer, wanted func(*T) bool, write func(*Writer, *T)) {
	w.Count(len(s.entries))
	for i, e := range s.entries {
		if e == nil {
			w.String(s.kept[i])
			continue
		}
		if !wanted(e) {
			w.String("")
			continue
		}
		w.Part(func(part *Writer) { write(part, e) })
	}
}

// Index is a Shelf by name.
type Index[T any] struct {
	names []string
	of    map[string]int
	shelf *Shelf[T]
}

// NewIndex is an empty index.
func NewIndex[T any]() *Index[T] { return &Index[T]{of: map[string]int{}, shelf: NewShelf[T]()} }

// ReadIndex reads an index that Write wrote, as ReadShelf does.
func ReadIndex[T any](r *Reader, read func(*Reader) *T) *Index[T] {
	x := &Index[T]{names: r.Strings(), shelf: ReadShelf(r, read)}
	x.of = make(map[string]int, len(x.names))
	for i, name := range x.names {
		x.of[name] = i
	}
	if len(x.names) != x.shelf.Len() {
		r.end()
		return NewIndex[T]()
	}
	return x
}

// Get is the entry of a name; nil where there is none.
func (x *Index[T]) Get(name string) *T {
	i, ok := x.of[name]
	if !ok {
		return nil
	}
	return x.shelf.At(i)
}

// Put puts an entry under a name.
func (x *Index[T]) Put(name string, entry *T) {
	i, ok := x.of[name]
	if !ok {
		i = len(x.names)
		x.of[name], x.names = i, append(x.names, name)
	}
	x.shelf.Set(i, entry)
}

// Write writes the index.
func (x *Index[T]) Write(w *Writer, write func(*Writer, *T)) {
	w.Strings(x.names)
	x.shelf.Write(w, write)
}
