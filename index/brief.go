package index

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"path"
	"slices"
	"strings"

	"netnotes/parse"
)

// brief is what other notes rest on of a note: what it is called, and whom it
// names. It is kept as bytes, so that those of a large folder are read without
// taking each apart:
//
//	mark        1 byte: the kind's place in briefKinds, and the flags
//	sum         8 bytes: checksums of the note's bytes
//	counts      1, 1 and 2 bytes: of the keys of its own names, of those of its
//	            organisations, and of those of the links in its lines
//	keys        4 bytes each
//	texts       the name, the aliases and the organisations, after their counts
//
// Numbers are little-endian. A key is a hash of a folded name: two names of one
// key are looked at as if they were the same, which is never wrong and costs
// little.
type brief string

// Flags of a brief's mark.
const (
	briefKind  = 0x0f
	halfMark   = 0x10 // it looked half-written
	copyMark   = 0x20 // its name may be that of a conflict copy
	briefFixed = 13   // bytes before the keys
	kindCount  = 11
)

// briefKinds are the kinds of note; a file that is no note, such as a template
// or one that cannot be read, has the first.
func briefKinds() [kindCount]parse.NoteKind {
	return [kindCount]parse.NoteKind{"", parse.ContactNote, parse.EventNote, parse.MeetingNote, parse.OrgNote, parse.GroupNote, parse.LeadNote,
		parse.TargetsNote, parse.PitchNote, parse.QuestionsNote, parse.OtherNote}
}

// A brief holds so many keys of names and of organisations, and so many of
// links. A note with more stands for every name and names everybody.
const (
	maxNames = 1<<8 - 1
	maxLinks = 1<<16 - 1
)

// anyKey stands for every name.
const anyKey uint32 = 0

// keyOf hashes a folded name (FNV-1a, 32 bits); no name has anyKey.
func keyOf(folded string) uint32 {
	h := uint32(2166136261)
	for i := range len(folded) {
		h = (h ^ uint32(folded[i])) * 16777619
	}
	return max(h, 1)
}

// keyList gathers keys, each once.
type keyList struct {
	keys []uint32
	seen map[uint32]bool // the same, where there are many
}

func (l *keyList) add(folded string) {
	if folded != "" {
		l.put(keyOf(folded))
	}
}

// fewKeys is up to how many keys are compared one by one.
const fewKeys = 32

func (l *keyList) put(key uint32) {
	switch {
	case l.seen[key] || l.seen == nil && slices.Contains(l.keys, key):
		return
	case l.seen != nil:
		l.seen[key] = true
	case len(l.keys) == fewKeys:
		l.seen = make(map[uint32]bool, 2*fewKeys)
		for _, k := range append(l.keys, key) {
			l.seen[k] = true
		}
	}
	l.keys = append(l.keys, key)
}

// take adds keys of a brief.
func (l *keyList) take(keys keyBytes) {
	for ; len(keys) >= 4; keys = keys[4:] {
		l.put(keys.first())
	}
}

// named adds the keys of the names that a note answers to.
func (l *keyList) named(file, name string, aliases []string) {
	l.add(parse.FoldName(path.Base(strings.TrimSuffix(file, path.Ext(file)))))
	l.add(parse.FoldName(name))
	for _, alias := range aliases {
		l.add(parse.FoldName(alias))
	}
}

// org adds the keys of an organisation as resolver knows it.
func (l *keyList) org(text string) {
	l.add(parse.FoldName(parse.FieldLink(text).Target))
	l.add(parse.FoldName(parse.PlainText(text)))
}

// target adds the keys of the names that a link's target may mean: as it is,
// its last part, and both without a note's ending.
func (l *keyList) target(target string) {
	for _, key := range [2]string{parse.FoldName(strings.TrimPrefix(target, "./")), parse.FoldName(path.Base(target))} {
		l.add(key)
		if ext := path.Ext(key); isNote(ext) {
			l.add(parse.FoldName(strings.TrimSuffix(key, ext)))
		}
	}
}

func (l *keyList) links(links []parse.Link) {
	for i := range links {
		l.target(links[i].Target)
	}
}

// mentions adds the keys of everybody and everything whose story, or whose
// part in it, a note's lines and fields tell.
func (l *keyList) mentions(n *parse.Note) {
	for i := range n.Entries {
		l.links(n.Entries[i].People)
		l.links(n.Entries[i].HeadLinks)
	}
	for i := range n.Promises {
		l.links(n.Promises[i].People)
	}
	if n.Kind == parse.ContactNote {
		l.target(parse.FieldLink(n.Text("met_at")).Target)
	}
}

// halfWritten reports whether a note looks as if a program were in the middle
// of writing it.
func halfWritten(n *parse.Note) bool {
	return len(bytes.TrimSpace(n.Source)) == 0 || slices.ContainsFunc(n.Problems, func(p parse.Problem) bool { return p.Code == parse.FrontUnclosed })
}

// sumOf is a checksum of a note's bytes.
func sumOf(source []byte) uint64 {
	return uint64(crc32.Checksum(source, crc32.MakeTable(crc32.Castagnoli)))<<32 | uint64(crc32.ChecksumIEEE(source))
}

// briefOf makes the brief of a note; of nil, that of a file that is none.
func briefOf(n *parse.Note) brief {
	if n == nil {
		return brief(make([]byte, briefFixed))
	}
	var own, orgs, links keyList
	mark := byte(0)
	aliases, employers := n.List("aliases"), []string(nil)
	if !n.Template {
		mark = byte(slices.Index(kindList(), n.Kind))
		own.named(n.Path, n.Name, aliases)
		if n.Kind == parse.ContactNote {
			employers = n.List("org")
			for _, org := range employers {
				orgs.org(org)
			}
		}
		links.mentions(n)
		if name, _ := copyName(path.Base(n.Path)); name != "" {
			mark |= copyMark
		}
	}
	if halfWritten(n) {
		mark |= halfMark
	}
	if len(own.keys) > maxNames || len(orgs.keys) > maxNames || len(links.keys) > maxLinks {
		every := keyList{keys: []uint32{anyKey}}
		own, orgs, links = every, every, every
	}
	b := append(make([]byte, 0, briefFixed+4*(len(own.keys)+len(orgs.keys)+len(links.keys))+64), mark)
	b = binary.LittleEndian.AppendUint64(b, sumOf(n.Source))
	b = append(b, byte(len(own.keys)), byte(len(orgs.keys)))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(links.keys)))
	for _, keys := range [3]keyList{own, orgs, links} {
		for _, key := range keys.keys {
			b = binary.LittleEndian.AppendUint32(b, key)
		}
	}
	if mark&briefKind == 0 {
		return brief(b)
	}
	b = appendText(b, n.Name)
	for _, list := range [2][]string{aliases, employers} {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, text := range list {
			b = appendText(b, text)
		}
	}
	return brief(b)
}

func kindList() []parse.NoteKind {
	kinds := briefKinds()
	return kinds[:]
}

// kind is the note's; empty for a file that is none.
func (b brief) kind() parse.NoteKind { return briefKinds()[b[0]&briefKind] }

// tellable reports whether it is a note of which reports tell: a person or an
// event.
func (b brief) tellable() bool { return b[0]&briefKind == 1 || b[0]&briefKind == 2 }

func (b brief) has(flag byte) bool { return b[0]&flag != 0 }

func (b brief) sum() uint64 { return number64(string(b[1:])) }

// keys are the keys of the names it answers to, of its organisations, and of
// the names that its lines use.
func (b brief) keys() (own, orgs, links keyBytes) {
	ownEnd := briefFixed + 4*int(b[9])
	orgsEnd := ownEnd + 4*int(b[10])
	return keyBytes(b[briefFixed:ownEnd]), keyBytes(b[ownEnd:orgsEnd]), keyBytes(b[orgsEnd:b.keysEnd()])
}

func (b brief) keysEnd() int {
	return briefFixed + 4*(int(b[9])+int(b[10])+int(b[11])+int(b[12])<<8)
}

// calls is all that decides which names lead to the note, and to what.
func (b brief) calls() string { return string(b[b.keysEnd():]) }

// texts are the name, the aliases and the organisations.
func (b brief) texts() (name string, aliases, orgs []string) {
	d := decoder{rest: b.calls()}
	if len(d.rest) == 0 {
		return "", nil, nil
	}
	name = d.text()
	for _, list := range [2]*[]string{&aliases, &orgs} {
		for n := d.number(); n > 0 && !d.failed; n-- {
			*list = append(*list, d.text())
		}
	}
	return name, aliases, orgs
}

// valid reports whether bytes from a file may be taken for a brief.
func (b brief) valid() bool {
	return len(b) >= briefFixed && b[0]&briefKind < kindCount && b.keysEnd() <= len(b)
}

// stub is a note of which only the names are known.
func (b brief) stub(reader *parse.Reader, file string) *parse.Note {
	name, aliases, orgs := b.texts()
	return reader.Stub(file, b.kind(), name, map[string][]string{"aliases": aliases, "org": orgs})
}

// keyBytes are keys as a brief holds them.
type keyBytes string

// first is the first key.
func (k keyBytes) first() uint32 { return number32(string(k)) }

// keySet is a set of keys that is quick to ask.
type keySet struct {
	all  bool // every key
	bits [1 << 10]uint64
	keys map[uint32]bool
}

func (s *keySet) add(keys keyBytes) {
	for ; len(keys) >= 4; keys = keys[4:] {
		s.put(keys.first())
	}
}

func (s *keySet) put(keys ...uint32) {
	if s.keys == nil {
		s.keys = map[uint32]bool{}
	}
	for _, key := range keys {
		s.all = s.all || key == anyKey
		s.keys[key] = true
		s.bits[key>>6&1023] |= 1 << (key & 63)
	}
}

// meets reports whether one of the keys is in the set.
func (s *keySet) meets(keys keyBytes) bool {
	if len(s.keys) == 0 || len(keys) == 0 {
		return false
	}
	if s.all {
		return true
	}
	for ; len(keys) >= 4; keys = keys[4:] {
		key := keys.first()
		if s.bits[key>>6&1023]&(1<<(key&63)) != 0 && s.keys[key] || key == anyKey {
			return true
		}
	}
	return false
}
