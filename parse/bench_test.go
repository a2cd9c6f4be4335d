package parse

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// BenchmarkNote reads one note: by the scanners for plain notes, and by the
// YAML and the Markdown library.
func BenchmarkNote(b *testing.B) {
	source, err := os.ReadFile("../examples/network/contacts/ada-park.md")
	if err != nil {
		b.Fatal(err)
	}
	for name, config := range map[string]Config{"plain": {}, "libraries": {Libraries: true}} {
		b.Run(name, func(b *testing.B) {
			reader := NewReader(config)
			b.SetBytes(int64(len(source)))
			b.ReportAllocs()
			for b.Loop() {
				reader.Note("contacts/ada-park.md", source)
			}
		})
	}
}

// BenchmarkFolder reads the notes of a made-up folder, one after the other: the
// work of a command without a cache. The notes differ, so that their words are
// new to the processor as they are in a folder.
func BenchmarkFolder(b *testing.B) {
	notes, bytes := make([][]byte, 500), 0
	for i := range notes {
		notes[i] = []byte(madeUp(i))
		bytes += len(notes[i])
	}
	reader := NewReader(Config{})
	b.SetBytes(int64(bytes / len(notes)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		reader.Note("contacts/g/someone.md", notes[i%len(notes)])
	}
}

// madeUp is a contact with some fields, a page of log and a promise or two.
func madeUp(i int) string {
	pick := func(list []string, k int) string { return list[(i*7+k*3+i*k)%len(list)] }
	first := []string{"Ines", "Tarik", "Oda", "Lev", "Mirja", "Pablo", "Yun"}
	last := []string{"Sorel", "Haas", "Mbeki", "Ostrander", "Quill", "Vance"}
	name := func(k int) string { return pick(first, k) + " " + pick(last, k+1) }
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntype: contact\nname: %s\naliases: [\"%s\", \"I. S%d\"]\norg: \"[[Northgate Library]]\"\nrole: Cataloguer\nlevel: senior\n", name(0), txt.Fold(pick(first, 0)), i)
	fmt.Fprintf(&b, "sector: archives\nemail:\n  - someone.%d@northgate.example\nphone: \"+49 30 555%04d\"\nplace: Lisbon\nbirthday: 19%02d-04-12\n", i, i, 50+i%50)
	fmt.Fprintf(&b, "tags: [press, volunteer]\ncadence: 90d\nmet: 20%02d-11-02\nmet_how: event # as far as remembered\nknows:\n  - \"[[%s]]\"\n  - \"[[%s]]\"\n---\n\n# %s\n\n", 10+i%14, name(3), name(4), name(0))
	fmt.Fprintf(&b, "Likes long walks; wants feedback on a draft, and knows [[%s]] of the conference.\n\n- *Cataloguer* at **Northgate Library**\n- met in Lisbon\n\n## Log\n\n", name(3))
	kinds := []string{"lunch", "call", "email", "coffee with [[" + name(3) + "]]", "video call", "message", "met", "walk"}
	ends := []string{"shared notes of the last meeting #gave", "plans to hire two people", "looks for a flat", "asked for an introduction #asked", "a book on systems"}
	for k := range 2 + i%12 {
		fmt.Fprintf(&b, "- 20%02d-%02d-%02d %s: %s\n", 25-k, 1+i%12, 1+(i+k)%28, pick(kinds, k), pick(ends, k))
		if k < 2 {
			fmt.Fprintf(&b, "  - [ ] send her the draft due:2026-08-%02d\n", 1+i%28)
		}
	}
	b.WriteString("\n```\n- 2026-06-29 call: in code\n```\n\n> - 2026-06-29 call: quoted\n")
	return b.String()
}

// BenchmarkEntry reads one log line, and one whose first word is no kind, which
// may be a kind that is spelled wrong.
func BenchmarkEntry(b *testing.B) {
	reader := NewReader(Config{})
	owner := NewOwner(reader.Note("contacts/ada-park.md", []byte("# Ada Park\n")))
	for name, line := range map[string]string{
		"contact": "2026-06-27 14:30 met with [[Bo Lindqvist|Bo]] at her poster: web-archive storage costs #gave -> +6w",
		"remark":  "2026-06-27 finished the second draft of the paper",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				reader.Entry(line, logline.Setting{Scope: logline.Scope{InLog: true}, Owner: owner})
			}
		})
	}
}
