package report_test

import (
	"os"
	"testing"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

// BenchmarkDue reads a folder and says who is due: the practice network, or the
// folder that NETNOTES_BENCH names.
func BenchmarkDue(b *testing.B) {
	dir := os.Getenv("NETNOTES_BENCH")
	if dir == "" {
		dir = "../examples/network"
	}
	b.ReportAllocs()
	for b.Loop() {
		ix, err := index.Read(dir)
		if err != nil {
			b.Fatal(err)
		}
		report.MakeDue(ix, parse.Date{Year: 2026, Month: 10, Day: 6}, report.DueOptions{})
	}
}
