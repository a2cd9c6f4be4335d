package index

import (
	"encoding/binary"
	"hash/crc32"
)

func appendText[T string | brief](out []byte, text T) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// decoder takes numbers and texts off the front of rest.
type decoder struct {
	rest   string
	failed bool
}

// done reports whether everything was there and nothing is left.
func (d *decoder) done() bool { return !d.failed && d.rest == "" }

// take returns the next n bytes.
func (d *decoder) take(n int) string {
	if n > len(d.rest) {
		d.rest, d.failed = "", true
		return ""
	}
	text := d.rest[:n]
	d.rest = d.rest[n:]
	return text
}

// number reads what binary.AppendUvarint wrote.
func (d *decoder) number() int {
	n := 0
	for i := range min(len(d.rest), 6) {
		c := d.rest[i]
		n |= int(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.rest = d.rest[i+1:]
			return n
		}
	}
	d.rest, d.failed = "", true
	return 0
}

func (d *decoder) text() string { return d.take(d.number()) }

func (d *decoder) byte() byte {
	if text := d.take(1); text != "" {
		return text[0]
	}
	return 0
}

func (d *decoder) answers() []answer {
	answers := make([]answer, min(d.number(), len(d.rest)/2))
	for i := range answers {
		answers[i] = answer{d.text(), d.text()}
	}
	return answers
}

func (d *decoder) stamp() stamp {
	var n [4]uint64
	text := d.take(8 * len(n))
	if d.failed {
		return stamp{}
	}
	for i := range n {
		n[i] = number64(text[8*i:])
	}
	return stampOfNumbers(n)
}

// number32 is the number that four bytes are, the lowest first, and number64
// that of eight. Written out, each is one load.
func number32(s string) uint32 {
	_ = s[3]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func number64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
