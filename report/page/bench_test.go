package page

import (
	"os"
	"testing"

	"netnotes/index"
	"netnotes/index/public"
	"netnotes/parse/date"
)

func BenchmarkPage(b *testing.B) {
	ix, err := index.Read(os.Getenv("PAGEDIR"))
	if err != nil {
		b.Fatal(err)
	}
	day := date.Date{Year: 2026, Month: 6, Day: 30}
	b.Run("public", func(b *testing.B) {
		for b.Loop() {
			public.Of(ix)
		}
	})
	var p Page
	b.Run("make", func(b *testing.B) {
		for b.Loop() {
			p = Make(ix, day, Options{})
		}
	})
	b.Run("html", func(b *testing.B) {
		for b.Loop() {
			p.HTML()
		}
	})
}
