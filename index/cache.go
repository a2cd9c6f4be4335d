package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"unsafe"
)

// cacheFile is the file in which a Live is kept between two programs. It is
// private, lies outside the folder and can be thrown away at any time: what is
// damaged, foreign or of another build of the program is passed over in
// silence, and so is a disk that takes no more. What is kept of a file is
// believed only where the file had rested for two seconds when it was read,
// because the clocks of file systems are too coarse to tell of a change before
// that.
//
//	key         32 bytes: this layout, this build and this folder
//	lengths     8 bytes each, of the two parts, and their checksums, 4 bytes each
//	looks       the first part: when the day starts, the stamps, the answers
//	facts       the second: the settings, the briefs, and what was told
//
// While nothing has changed, the first part is all that is read.
type cacheFile struct {
	name     string // empty keeps nothing
	key      []byte
	asleep   bool // the second part has not been read
	facts    section
	dayStart int
	looks    []look // the first part: the places and the notes
	places   int    // how many of them are places
}

// section is a part of the file.
type section struct {
	at, size int64
	sum      uint32
}

const cacheHead = sha256.Size + 24

func newCacheFile(m Memory, root string) cacheFile {
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil || m.Dir == "" || m.Build == "" || !stampsTell {
		return cacheFile{}
	}
	name := sha256.Sum256([]byte(real))
	key := sha256.Sum256([]byte("netnotes folder 3\x00" + m.Build + "\x00" + real))
	return cacheFile{name: filepath.Join(m.Dir, "netnotes", hex.EncodeToString(name[:16])), key: key[:]}
}

// open reads the first part, and looks for what has changed since.
func (c *cacheFile) open(l *Live) {
	if c.name == "" {
		return
	}
	f, err := os.Open(c.name)
	if err != nil {
		return
	}
	defer f.Close()
	head := make([]byte, cacheHead)
	if _, err := io.ReadFull(f, head); err != nil || !bytes.Equal(head[:sha256.Size], c.key) {
		return
	}
	numbers := head[sha256.Size:]
	looks := section{cacheHead, int64(binary.LittleEndian.Uint64(numbers)), binary.LittleEndian.Uint32(numbers[16:])}
	c.facts = section{cacheHead + looks.size, int64(binary.LittleEndian.Uint64(numbers[8:])), binary.LittleEndian.Uint32(numbers[20:])}
	info, err := f.Stat()
	if err != nil || looks.size < 0 || c.facts.size < 0 || info.Size() != c.facts.at+c.facts.size {
		return
	}
	text := looks.read(f)
	if text == "" || !c.decodeLooks(l, text) {
		l.state = state{}
		return
	}
	c.asleep = true
	l.suspects = changed(l.root, len(c.looks), func(i int) look { return c.looks[i] })
	if len(l.suspects) > 0 {
		l.answers = nil
	}
}

// read returns the part, or nothing where it is damaged.
func (s section) read(f io.ReaderAt) string {
	if s.size > maxCache {
		return ""
	}
	text := make([]byte, s.size)
	if n, err := f.ReadAt(text, s.at); n < len(text) || err != nil && err != io.EOF || checksum(text) != s.sum {
		return ""
	}
	return unsafe.String(unsafe.SliceData(text), len(text)) // which nobody writes to any more
}

// maxCache bounds what is believed of a length.
const maxCache = 1 << 31

// wake reads the second part, and reports whether the state is there.
func (c *cacheFile) wake(l *Live) bool {
	if !c.asleep {
		return false
	}
	c.asleep = false
	ok := false
	if f, err := os.Open(c.name); err == nil {
		if text := c.facts.read(f); text != "" {
			ok = c.decodeFacts(l, text)
		}
		f.Close()
	}
	if !ok {
		l.state = state{}
		l.suspects = nil
		return false
	}
	l.reader = (&folder{settings: l.settings}).reader()
	return true
}

// forget throws away what is kept: it may tell of somebody who has been
// forgotten.
func (c *cacheFile) forget() {
	if c.name != "" {
		_ = os.Remove(c.name)
	}
}

// write keeps the state.
func (c *cacheFile) write(l *Live) error {
	looks, facts := l.encodeLooks(), l.encodeFacts()
	head := bytes.Clone(c.key)
	head = binary.LittleEndian.AppendUint64(head, uint64(len(looks)))
	head = binary.LittleEndian.AppendUint64(head, uint64(len(facts)))
	head = binary.LittleEndian.AppendUint32(head, checksum(looks))
	head = binary.LittleEndian.AppendUint32(head, checksum(facts))
	return replaceCache(c.name, head, looks, facts)
}

func (s *state) encodeLooks() []byte {
	out := make([]byte, 0, 96*(len(s.places)+len(s.notes))+256)
	out = binary.AppendUvarint(out, uint64(s.settings.DayStarts))
	look := func(path string, at stamp) {
		out = appendText(out, path)
		for _, n := range at.numbers() {
			out = binary.LittleEndian.AppendUint64(out, n)
		}
	}
	out = binary.AppendUvarint(out, uint64(len(s.places)))
	out = binary.AppendUvarint(out, uint64(len(s.places)+len(s.notes)))
	for _, p := range s.places {
		look(p.path, p.stamp)
	}
	for _, n := range s.notes {
		look(n.path, n.stamp)
	}
	return appendAnswers(out, s.answers)
}

func appendAnswers(out []byte, answers []answer) []byte {
	out = binary.AppendUvarint(out, uint64(len(answers)))
	for _, a := range answers {
		out = appendText(appendText(out, a.question), a.text)
	}
	return out
}

// leastLook is how many bytes a look takes at the least.
const leastLook = 33

func (c *cacheFile) decodeLooks(l *Live, text string) bool {
	d := decoder{rest: text}
	c.dayStart = d.number()
	places := d.number()
	c.looks = make([]look, min(d.number(), len(d.rest)/leastLook))
	for i := range c.looks {
		c.looks[i] = look{d.text(), d.stamp()}
	}
	if c.places = places; places > len(c.looks) {
		return false
	}
	l.answers = d.answers()
	return d.done()
}

func (s *state) encodeFacts() []byte {
	out := make([]byte, 0, 256*len(s.notes)+len(s.source)+256)
	out = appendText(appendText(out, s.source), s.question)
	for _, n := range s.notes {
		stale := byte(0)
		if n.stale {
			stale = 1
		}
		out = appendText(appendText(append(out, stale), n.brief), n.told)
	}
	return out
}

func (c *cacheFile) decodeFacts(l *Live, text string) bool {
	d := decoder{rest: text}
	l.source, l.question = d.text(), d.text()
	l.places, l.notes = c.looks[:c.places:c.places], make([]known, len(c.looks)-c.places)
	for i := range l.notes {
		n := &l.notes[i]
		n.path, n.stamp = c.looks[c.places+i].path, c.looks[c.places+i].stamp
		n.stale = d.byte() == 1
		n.brief, n.told = brief(d.text()), d.text()
		if d.failed || !n.brief.valid() {
			return false
		}
	}
	l.settings = DefaultSettings()
	if len(l.source) > 0 {
		l.settings, _ = ParseSettings([]byte(l.source))
	}
	return d.done()
}

// replaceCache writes the file beside its place and moves it there, without
// waiting for the disk: what a crash leaves half-written fails its checksum.
func replaceCache(file string, parts ...[]byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), "new-*") // mode 0600
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err == nil {
			_, err = f.Write(part)
		}
	}
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

// DayStarts is when the day starts by the folder's settings, in minutes after
// midnight; 0 where nothing is known yet.
func (l *Live) DayStarts() int {
	if l.cache.asleep {
		return l.cache.dayStart
	}
	return l.settings.DayStarts
}

// Recall returns what was said to a question while nothing has changed since.
func (l *Live) Recall(question string) (string, bool) {
	return recall(l.answers, question)
}

func recall(answers []answer, question string) (string, bool) {
	for _, a := range answers {
		if a.question == question {
			return a.text, true
		}
	}
	return "", false
}

// overlays is how many files may have changed before the state is kept anew
// although some of them may change unseen, so that they would be read again all
// the same.
const overlays = 16

// Keep remembers what was said to a question, as far as it is worth it.
func (l *Live) Keep(question, text string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.worthKeeping() {
		l.answers = limit(append(l.answers, answer{question, text}), len(l.notes))
		l.keep()
	}
}

// Save keeps what was found out about the folder, if much of it is new.
func (l *Live) Save() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.overlay > 0 && l.worthKeeping() {
		l.keep()
	}
}

func (l *Live) keep() {
	if l.cache.write(l) == nil {
		l.overlay, l.restless = 0, false
	}
}

// worthKeeping reports whether the state may be kept, and saves more work than
// it costs.
func (l *Live) worthKeeping() bool {
	few := l.overlay > 0 && l.overlay < overlays && l.restless
	return l.cache.name != "" && !l.linked && !few && (!l.cache.asleep || l.cache.wake(l)) && l.unsettled() <= len(l.notes)/2
}

// unsettled counts the notes that must be read again the next time.
func (l *Live) unsettled() (n int) {
	for i := range l.notes {
		if l.notes[i].stamp == (stamp{}) {
			n++
		}
	}
	return n
}

// Answers are limited to so many bytes for every note, and to what a small
// folder needs.
const (
	answersPerNote = 200
	answersAtLeast = 1 << 20
)

// limit drops the oldest answers beyond the limit.
func limit(answers []answer, notes int) []answer {
	room := max(answersAtLeast, answersPerNote*notes)
	for i, a := range slices.Backward(answers) {
		if room -= len(a.question) + len(a.text); room < 0 {
			return answers[i+1:]
		}
	}
	return answers
}

// Read reads the whole folder.
func (l *Live) Read() (*Index, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	ix, err := l.all()
	l.read = nil
	if ix == nil && err == nil {
		err = errors.New("the folder cannot be read now")
	}
	return ix, err
}
