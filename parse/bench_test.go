package parse

import (
	"os"
	"testing"
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

// BenchmarkEntry reads one log line.
func BenchmarkEntry(b *testing.B) {
	reader := NewReader(Config{})
	owner := NewOwner(reader.Note("contacts/ada-park.md", []byte("# Ada Park\n")))
	b.ReportAllocs()
	for b.Loop() {
		reader.Entry("2026-06-27 14:30 met with [[Bo Lindqvist|Bo]] at her poster: web-archive storage costs #gave -> +6w", Setting{InLog: true, Owner: owner})
	}
}
