package report

import (
	"encoding/binary"
	"math"

	"netnotes/index"
	"netnotes/parse"
)

// pack writes a person with their items as bytes, to be kept between two runs
// of the same program: texts after their lengths, and numbers.
func (p DuePerson) pack() string {
	var b packer
	b.texts(p.Type, p.Name, p.Path, p.Org, p.Role, string(p.Warmth), p.Cadence, p.tier)
	b.dates(p.Spoke, p.Touch)
	b.number(len(p.Items))
	for i := range p.Items {
		p.Items[i].pack(&b)
	}
	return string(b)
}

func (it *Item) pack(b *packer) {
	b.texts(it.Path, it.Kind, it.Step, it.Status, it.Text, it.event)
	b.dates(it.Due, it.shown)
	b.number(it.Late)
	b.number(it.Line)
	b.number(it.band)
	b.number(int(math.Float64bits(it.ratio)))
	b.number(map[bool]int{true: 1}[it.Waiting])
}

// unpackDuePerson reads what pack wrote.
func unpackDuePerson(packed string) DuePerson {
	b := unpacker{packed}
	var p DuePerson
	var warmth string
	b.texts(&p.Type, &p.Name, &p.Path, &p.Org, &p.Role, &warmth, &p.Cadence, &p.tier)
	p.Warmth, p.folded = index.Warmth(warmth), parse.FoldName(p.Name)
	b.dates(&p.Spoke, &p.Touch)
	p.Items = make([]Item, max(0, min(b.number(), len(b.rest))))
	for i := range p.Items {
		if p.Items[i].unpack(&b); p.Items[i].Due.IsZero() {
			p.Items = nil // this is nothing that pack wrote
			break
		}
	}
	return p
}

func (it *Item) unpack(b *unpacker) {
	b.texts(&it.Path, &it.Kind, &it.Step, &it.Status, &it.Text, &it.event)
	b.dates(&it.Due, &it.shown)
	it.Late, it.Line, it.band = b.number(), b.number(), b.number()
	it.ratio = math.Float64frombits(uint64(b.number()))
	it.Waiting = b.number() == 1
}

// packer is bytes being written.
type packer []byte

func (b *packer) number(n int) { *b = binary.AppendUvarint(*b, uint64(n)) }

func (b *packer) texts(texts ...string) {
	for _, text := range texts {
		b.number(len(text))
		*b = append(*b, text...)
	}
}

func (b *packer) dates(dates ...parse.Date) {
	for _, d := range dates {
		b.number(int(d.Year)<<9 | int(d.Month)<<5 | int(d.Day))
	}
}

// unpacker is what is left to be read. Where nothing is left, it reads zeros.
type unpacker struct{ rest string }

func (b *unpacker) number() int {
	n, shift := 0, 0
	for i := range len(b.rest) {
		c := b.rest[i]
		n |= int(c&0x7f) << shift
		if shift += 7; c < 0x80 {
			b.rest = b.rest[i+1:]
			return n
		}
	}
	b.rest = ""
	return 0
}

func (b *unpacker) texts(to ...*string) {
	for _, text := range to {
		n := max(0, min(b.number(), len(b.rest)))
		*text, b.rest = b.rest[:n], b.rest[n:]
	}
}

func (b *unpacker) dates(to ...*parse.Date) {
	for _, d := range to {
		n := b.number()
		*d, _ = parse.NewDate(n>>9, n>>5&15, n&31) // no such day is an unknown one
	}
}
