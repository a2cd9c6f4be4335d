package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"
)

// Cache remembers what was said about a folder, so that the same question is
// answered without reading a note as long as nothing has changed. Every file
// and every folder that the answers rest on is looked at each time.
//
// It is one private file outside the folder and can be thrown away at any time:
// what is damaged, foreign or of another build of the program is passed over
// in silence, and so is a disk that takes no more. An answer is kept only where
// everything it rests on had rested for two seconds when it was read, because
// the clocks of file systems are too coarse to tell of a change before that.
type Cache struct {
	file, root, build string
	now               time.Time
	memory            memory
	reading           *folder // what Read read
}

// memory is what the file holds.
type memory struct {
	dayStarts int
	looks     []look
	answers   []answer // oldest first
}

// answer is what was said to a question.
type answer struct{ question, text []byte }

// OpenCache opens the memory of the folder at root, kept in the folder dir.
// build tells this build of the program from others; now is the time before
// anything is read. What no longer holds is forgotten.
func OpenCache(dir, root, build string, now time.Time) *Cache {
	c := &Cache{root: root, build: build, now: now}
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil || !stampsTell {
		return c
	}
	name := sha256.Sum256([]byte(real))
	c.file = filepath.Join(dir, "netnotes", hex.EncodeToString(name[:16]))
	data, err := os.ReadFile(c.file)
	if err != nil {
		return c
	}
	m, ok := decodeMemory(data, c.key(real))
	if !ok || !m.holds(root) {
		_ = os.Remove(c.file) // it may tell of somebody who has been forgotten
		return c
	}
	c.memory = m
	return c
}

// key begins a memory of this folder and this build.
func (c *Cache) key(real string) []byte {
	sum := sha256.Sum256([]byte("netnotes answers 1\x00" + c.build + "\x00" + real))
	return sum[:]
}

// DayStarts is when the day starts by the folder's settings, in minutes after
// midnight; 0 where nothing is remembered.
func (c *Cache) DayStarts() int { return c.memory.dayStarts }

// Recall returns what was said to a question.
func (c *Cache) Recall(question string) ([]byte, bool) {
	for _, a := range c.memory.answers {
		if string(a.question) == question {
			return a.text, true
		}
	}
	return nil, false
}

// Read is ReadShowing, and what Keep keeps then rests on this reading.
func (c *Cache) Read(progress func(done, total int)) (*Index, error) {
	f := folder{root: c.root, now: c.now, known: map[string]reading{}, progress: progress}
	if err := f.find(); err != nil {
		return nil, err
	}
	c.reading = &f
	return f.read(), nil
}

// Keep remembers what was said to a question after Read.
func (c *Cache) Keep(question string, text []byte) {
	if c.file == "" || c.reading == nil || c.reading.linked {
		return
	}
	m := memory{dayStarts: c.reading.settings.DayStarts, looks: c.reading.looks()}
	for _, l := range m.looks {
		if !l.stamp.settled(c.now) {
			return
		}
	}
	if slices.Equal(m.looks, c.memory.looks) {
		m.answers = c.memory.answers
	}
	m.answers = append(m.answers, answer{[]byte(question), text})
	if m.limit() {
		_ = replaceCache(c.file, m.encode(c.key(c.reading.real)))
	}
}

// looks are all that a reading rests on.
func (f *folder) looks() []look {
	all := slices.Clone(f.looked)
	for i, file := range f.files {
		all = append(all, look{file, f.readings[i].stamp})
	}
	return all
}

// Answers are limited to so many bytes for every file looked at, and to what a
// small folder needs.
const (
	answersPerFile = 400
	answersAtLeast = 1 << 20
)

// limit drops the oldest answers beyond the limit, and reports whether the
// newest one is left.
func (m *memory) limit() bool {
	room := max(answersAtLeast, answersPerFile*len(m.looks))
	for i, a := range slices.Backward(m.answers) {
		if room -= len(a.question) + len(a.text); room < 0 {
			m.answers = m.answers[i+1:]
			break
		}
	}
	return len(m.answers) > 0
}

// holds reports whether everything is as it was.
func (m *memory) holds(root string) bool {
	var changed atomic.Bool
	Each(len(m.looks), 256, func(start, end int) {
		at := newStamper(root)
		defer at.close()
		for _, l := range m.looks[start:end] {
			if s, err := at.stamp(l.path); err != nil || s != l.stamp || changed.Load() {
				changed.Store(true)
				return
			}
		}
	})
	return !changed.Load()
}

// encode writes the key, a checksum, and the memory as numbers and texts, each
// text after its length.
func (m *memory) encode(key []byte) []byte {
	out := append(bytes.Clone(key), 0, 0, 0, 0)
	out = binary.AppendUvarint(out, uint64(m.dayStarts))
	out = binary.AppendUvarint(out, uint64(len(m.looks)))
	for _, l := range m.looks {
		out = appendText(out, []byte(l.path))
		for _, n := range l.stamp.numbers() {
			out = binary.LittleEndian.AppendUint64(out, n)
		}
	}
	out = binary.AppendUvarint(out, uint64(len(m.answers)))
	for _, a := range m.answers {
		out = appendText(appendText(out, a.question), a.text)
	}
	binary.LittleEndian.PutUint32(out[len(key):], checksum(out[len(key)+4:]))
	return out
}

func appendText(out, text []byte) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// decodeMemory reads what encode wrote, or reports that it is something else.
func decodeMemory(data, key []byte) (m memory, ok bool) {
	body, ok := bytes.CutPrefix(data, key)
	if !ok || len(body) < 4 || binary.LittleEndian.Uint32(body) != checksum(body[4:]) {
		return m, false
	}
	d := decoder{rest: body[4:]}
	m.dayStarts = d.number()
	m.looks = make([]look, min(d.number(), len(d.rest)))
	for i := range m.looks {
		m.looks[i] = look{string(d.text()), d.stamp()}
	}
	m.answers = make([]answer, min(d.number(), len(d.rest)))
	for i := range m.answers {
		m.answers[i] = answer{d.text(), d.text()}
	}
	return m, !d.failed && len(d.rest) == 0
}

// decoder takes numbers and texts off the front of rest.
type decoder struct {
	rest   []byte
	failed bool
}

func (d *decoder) number() int {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || n > 1<<40 {
		d.rest, d.failed = nil, true
		return 0
	}
	d.rest = d.rest[size:]
	return int(n)
}

func (d *decoder) text() []byte {
	n := d.number()
	if n > len(d.rest) {
		d.rest, d.failed = nil, true
		return nil
	}
	text := d.rest[:n:n]
	d.rest = d.rest[n:]
	return text
}

func (d *decoder) stamp() stamp {
	var n [4]uint64
	if len(d.rest) < 8*len(n) {
		d.rest, d.failed = nil, true
		return stamp{}
	}
	for i := range n {
		n[i] = binary.LittleEndian.Uint64(d.rest[8*i:])
	}
	d.rest = d.rest[8*len(n):]
	return stampOfNumbers(n)
}

// replaceCache writes the file beside its place and moves it there, without
// waiting for the disk: what a crash leaves half-written fails its checksum.
func replaceCache(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), "new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
