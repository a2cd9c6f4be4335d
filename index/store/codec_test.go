package store

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// thing has a field of every sort that is kept.
type thing struct {
	Name   string
	flags  uint8
	small  int8
	N      int
	Big    uint64
	On     bool
	Inner  struct{ A, B int16 }
	Names  []string
	Things []thing
	Other  *thing
	Left   []byte
}

func codec() *Codec[thing] { return NewCodec[thing](reflect.TypeFor[[]byte]()) }

const source = "the names of some people, Ada Park and Bo Lindqvist, and what was said"

// made makes a thing at random.
func made(r *rand.Rand, depth int) thing {
	text := func() string {
		at := r.IntN(len(source))
		return []string{"", "x", "ö not there", source[at : at+r.IntN(len(source)-at)]}[r.IntN(4)]
	}
	t := thing{Name: text(), flags: uint8(r.Uint32()), small: int8(r.Uint32()), N: r.Int() - r.Int(), Big: r.Uint64(), On: r.IntN(2) == 0}
	t.Inner.B = int16(r.Uint32())
	for range r.IntN(3) {
		t.Names = append(t.Names, text())
	}
	if r.IntN(9) == 0 {
		t.Names = []string{}
	}
	if depth < 3 {
		for range r.IntN(3) {
			t.Things = append(t.Things, made(r, depth+1))
		}
		if r.IntN(2) == 0 {
			other := made(r, depth+1)
			t.Other = &other
		}
	}
	return t
}

// TestCodec reads what was written: it is the same, an empty list and none
// among it.
func TestCodec(t *testing.T) {
	c, r := codec(), rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		want, got := made(r, 0), thing{}
		data, ok := c.Append(nil, &want, []byte(source))
		if !ok || !c.Read(data, []byte(source), &got) || !reflect.DeepEqual(got, want) {
			t.Fatalf("%v\nread as\n%v", want, got)
		}
	}
	deep := thing{}
	for range maxDepth {
		deep = thing{Things: []thing{deep}}
	}
	if _, ok := c.Append(nil, &deep, nil); ok {
		t.Error("what is too deep to be read is written")
	}
}

// TestCodecLayout tells layouts apart.
func TestCodecLayout(t *testing.T) {
	again := codec().Layout()
	if codec().Layout() == NewCodec[struct{ Name string }]().Layout() || codec().Layout() != again {
		t.Error("the layouts")
	}
}

// FuzzCodec reads nonsense: it ends, without a panic, and what is read can be
// written and read again.
func FuzzCodec(f *testing.F) {
	c, r := codec(), rand.New(rand.NewPCG(3, 4))
	for range 20 {
		value := made(r, 0)
		data, _ := c.Append(nil, &value, []byte(source))
		f.Add(data)
		for range 3 {
			data = append([]byte{}, data...)
			data[r.IntN(len(data))] ^= byte(1 + r.IntN(255))
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got, again thing
		if !c.Read(data, []byte(source), &got) {
			return
		}
		data, ok := c.Append(nil, &got, []byte(source))
		if !ok || !c.Read(data, []byte(source), &again) || !reflect.DeepEqual(got, again) {
			t.Errorf("%v\nread as\n%v", got, again)
		}
	})
}
