package disk

import (
	"io"
	"os"
	"strings"
)

// Derive writes a file that is made of the notes and can be made again. It is
// no write to be undone: the journal knows of it only while it is under way, so
// that what a killed one left can be put in order. A program that has the old file open may still write
// to it: what is returned tells, and must be closed; it is nil where nothing
// was replaced.
func (s *Folder) Derive(c Change) (*Late, error) {
	if err := s.check(c); err != nil {
		return nil, err
	}
	s.token = NewToken()
	name, err := s.journal.start(record{Command: derived, Token: s.token}, []Change{c})
	if err != nil && s.journal.dir != "" {
		return nil, refusedWrite(c, err) // it could leave what nobody puts in order
	}
	defer s.derivedAs(name)
	if c.Old == nil {
		return nil, s.write(c)
	}
	target, err := s.resolve(c.Path)
	if err != nil {
		return nil, err
	}
	late := &Late{openReplaced(target), string(c.Old)}
	if _, err := s.replace(c, target); err != nil {
		late.Close()
		return nil, refusedWrite(c, err)
	}
	return late, nil
}

// derivedAs drops the record of a derived file when nothing of its write is left.
func (s *Folder) derivedAs(name string) {
	if r, err := s.journal.read(name); err == nil && s.tidyAfter(r, false) {
		s.journal.drop(name)
	}
}

// Late is a file that was replaced while another program may have had it open.
type Late struct {
	file *os.File // nil where the system does not replace open files
	seen string
}

// Lines are the lines that were written to the replaced file since it was last
// looked at.
func (l *Late) Lines() []string {
	if l == nil || l.file == nil {
		return nil
	}
	text, err := io.ReadAll(io.NewSectionReader(l.file, 0, MaxNote))
	if err != nil || string(text) == l.seen {
		return nil
	}
	known := map[string]int{}
	for line := range strings.Lines(l.seen) {
		known[strings.TrimRight(line, "\r\n")]++
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if known[line]--; known[line] < 0 {
			out = append(out, line)
		}
	}
	l.seen = string(text)
	return out
}

// Close lets the replaced file go.
func (l *Late) Close() {
	if l != nil && l.file != nil {
		l.file.Close()
	}
}
