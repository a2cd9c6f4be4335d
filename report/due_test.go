package report_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
)

// TestDueReader takes people out of what is told and puts others in: the report is that of one reading.
func TestDueReader(t *testing.T) {
	ix, err := index.Read("../examples/network")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	var reader report.DueReader
	for range 300 {
		today := parse.Date{Year: 2026, Month: 10, Day: int8(1 + random.IntN(2))}
		all := report.TellDue(ix, today)
		o := report.DueOptions{Daily: 7, Week: random.IntN(9) == 0, All: random.IntN(3) == 0, Brief: random.IntN(2) == 0}
		for range 5 {
			var told []string
			for _, path := range slices.Sorted(maps.Keys(all)) {
				if random.IntN(4) == 0 {
					continue
				}
				told = append(told, all[path])
			}
			one, other := reader.Read(told, today, o), report.DueOf(told, today, o)
			got, _ := json.Marshal(one)
			want, _ := json.Marshal(other)
			if !bytes.Equal(got, want) || !bytes.Equal(one.Text(report.Style{}), other.Text(report.Style{})) {
				t.Fatalf("got  %s\nwant %s", got, want)
			}
		}
	}
	day := parse.Date{Year: 2026, Month: 10, Day: 6}
	for _, o := range []report.DueOptions{{}, {Week: true}, {All: true}} {
		long := report.MakeDue(ix, day, o)
		o.Brief = true
		if short := report.MakeDue(ix, day, o); !bytes.Equal(long.Text(report.Style{}), short.Text(report.Style{})) {
			t.Errorf("a brief report says\n%s\nand a whole one\n%s", short.Text(report.Style{}), long.Text(report.Style{}))
		}
	}
	whole, _ := json.Marshal(report.MakeDue(ix, parse.Date{Year: 2026, Month: 10, Day: 6}, report.DueOptions{}))
	told := slices.Collect(maps.Values(report.TellDue(ix, day)))
	again, _ := json.Marshal(report.DueOf(told, parse.Date{Year: 2026, Month: 10, Day: 6}, report.DueOptions{Daily: ix.Settings.Daily}))
	if !bytes.Equal(whole, again) {
		t.Errorf("of an index %s\nof what was told %s", whole, again)
	}
}

// TestDueOfNonsense reads rows that no program wrote.
func TestDueOfNonsense(t *testing.T) {
	ix, err := index.Read("../examples/network")
	if err != nil {
		t.Fatal(err)
	}
	day := parse.Date{Year: 2026, Month: 10, Day: 6}
	random := rand.New(rand.NewPCG(1, 2))
	for _, told := range report.TellDue(ix, day) {
		for range 150 {
			text := []byte(told)
			for range 1 + random.IntN(12) {
				at := random.IntN(len(text))
				for end := at + 1 + 11*random.IntN(2); at < min(end, len(text)); at++ {
					text[at] = []byte{0xff, 0x80, 0, byte(random.IntN(256))}[random.IntN(4)]
				}
			}
			d := report.DueOf([]string{string(text)}, day, report.DueOptions{All: true})
			d.Text(report.Style{})
			d.Short()
		}
	}
}
