package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// Past remembers what was said about commits of a folder. A commit never
// changes, so that an answer rests on nothing but its question, which must name
// the commits. It is a file like that of Cache, and as easily thrown away.
type Past struct {
	file   string
	key    []byte
	memory memory
}

// OpenPast opens the memory of the past of the folder at root, kept in the
// folder dir. build tells this build of the program from others.
func OpenPast(dir, root, build string) *Past {
	real, err := filepath.EvalSymlinks(root)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return &Past{}
	}
	name := sha256.Sum256([]byte("past\x00" + real))
	key := sha256.Sum256([]byte("netnotes past 1\x00" + build + "\x00" + real))
	p := &Past{file: filepath.Join(dir, "netnotes", hex.EncodeToString(name[:16])), key: key[:]}
	if data, err := os.ReadFile(p.file); err == nil {
		p.memory, _ = decodeMemory(data, p.key)
	}
	return p
}

// Recall returns what was said to a question.
func (p *Past) Recall(question string) ([]byte, bool) {
	for _, a := range p.memory.answers {
		if string(a.question) == question {
			return a.text, true
		}
	}
	return nil, false
}

// Keep remembers what was said to a question.
func (p *Past) Keep(question string, text []byte) {
	if p.file == "" {
		return
	}
	p.memory.answers = append(p.memory.answers, answer{[]byte(question), bytes.Clone(text)})
	if p.memory.limit() {
		_ = replaceCache(p.file, p.memory.encode(p.key))
	}
}
