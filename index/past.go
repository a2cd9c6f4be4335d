package index

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
)

// Past remembers what was said about commits of a folder. A commit never
// changes, so that an answer rests on nothing but its question, which must name
// the commits. It is a file like that of Cache, and as easily thrown away.
type Past struct {
	file    string
	key     []byte
	answers []answer
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
		p.answers = p.decode(data)
	}
	return p
}

// decode reads the file: the key, a checksum, and the answers. What is damaged
// or another's holds none.
func (p *Past) decode(data []byte) []answer {
	body, ok := bytes.CutPrefix(data, p.key)
	if !ok || len(body) < 4 || binary.LittleEndian.Uint32(body) != checksum(body[4:]) {
		return nil
	}
	d := decoder{rest: string(body[4:])}
	if answers := d.answers(); d.done() {
		return answers
	}
	return nil
}

// Recall returns what was said to a question.
func (p *Past) Recall(question string) (string, bool) { return recall(p.answers, question) }

// Keep remembers what was said to a question.
func (p *Past) Keep(question, text string) {
	if p.file == "" {
		return
	}
	p.answers = limit(append(p.answers, answer{question, text}), 0)
	body := appendAnswers(nil, p.answers)
	_ = replaceCache(p.file, p.key, binary.LittleEndian.AppendUint32(nil, checksum(body)), body)
}
