package report_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/report/due"
)

// benchFolder is the practice network, or the folder that NETNOTES_BENCH names.
func benchFolder() string {
	if dir := os.Getenv("NETNOTES_BENCH"); dir != "" {
		return dir
	}
	return "../examples/network"
}

func benchDay() date.Date { return date.Date{Year: 2026, Month: 10, Day: 6} }

// BenchmarkDue reads a folder and says who is due.
func BenchmarkDue(b *testing.B) {
	dir := benchFolder()
	b.ReportAllocs()
	for b.Loop() {
		ix, err := index.Read(dir)
		if err != nil {
			b.Fatal(err)
		}
		due.Make(ix, benchDay(), due.Options{})
	}
}

// BenchmarkDueAgain works the list out of an index that is there.
func BenchmarkDueAgain(b *testing.B) {
	ix, err := index.Read(benchFolder())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		due.Make(ix, benchDay(), due.Options{})
	}
}

// BenchmarkDueAfterEdit edits a note and makes the list anew, as watch does
// from the settled event on.
func BenchmarkDueAfterEdit(b *testing.B) {
	root := b.TempDir()
	if err := os.CopyFS(root, os.DirFS(benchFolder())); err != nil {
		b.Fatal(err)
	}
	var file string
	live := index.OpenLive(root, index.Memory{}, time.Now)
	due := func() due.List {
		ix, err := live.Index()
		if err != nil {
			b.Fatal(err)
		}
		file = ix.People()[len(ix.People())-1].Path
		return due.Make(ix, benchDay(), due.Options{})
	}
	due()
	source, err := os.ReadFile(filepath.Join(root, file))
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		if err := os.WriteFile(filepath.Join(root, file), fmt.Appendf(source, "\n- 2026-10-0%d call\n", 1+i%6), 0o644); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if s, err := live.Refresh(file); err != nil || len(s.Changed) == 0 && i > 0 {
			b.Fatal(err, s.Changed)
		}
		due()
	}
}
