package logline

import (
	"strings"
	"testing"

	"netnotes/parse/date"
	"netnotes/parse/txt"
)

// TestSpokenDay reads days in both tenses, said on Friday, 27 November 2026.
func TestSpokenDay(t *testing.T) {
	today := date.Civil(2026, 11, 27)
	r := NewReader(nil, nil, "")
	for _, c := range []struct{ said, coming, past string }{
		{"today", "2026-11-27", "2026-11-27"},
		{"Yesterday", "2026-11-26", "2026-11-26"},
		{"tomorrow", "2026-11-28", "2026-11-28"},
		{"yesterday evening", "2026-11-26", "2026-11-26"},
		{"last night", "2026-11-26", "2026-11-26"},
		{"this morning", "2026-11-27", "2026-11-27"},
		{"the day before yesterday", "2026-11-25", "2026-11-25"},
		{"the day after tomorrow", "2026-11-29", "2026-11-29"},
		{"fri", "2026-12-04", "2026-11-20"},
		{"Sat", "2026-11-28", "2026-11-21"},
		{"tuesday", "2026-12-01", "2026-11-24"},
		{"last tuesday", "2026-11-24", "2026-11-24"},
		{"next tuesday", "2026-12-01", "2026-12-01"},
		{"this tuesday", "2026-12-01", "2026-11-24"},
		{"this sunday", "2026-11-29", "2026-11-29"},
		{"3 days ago", "2026-11-24", "2026-11-24"},
		{"two weeks ago", "2026-11-13", "2026-11-13"},
		{"a month ago", "2026-10-27", "2026-10-27"},
		{"a couple of weeks ago", "2026-11-13", "2026-11-13"},
		{"3d ago", "2026-11-24", "2026-11-24"},
		{"in two weeks", "2026-12-11", "2026-12-11"},
		{"in 3 days", "2026-11-30", "2026-11-30"},
		{"next week", "2026-12-04", "2026-12-04"},
		{"next month", "2026-12-27", "2026-12-27"},
		{"eom", "2026-11-30", "2026-11-30"},
		{"2w", "2026-12-11", "2026-11-13"},
		{"+2w", "2026-12-11", "2026-12-11"},
		{"-3d", "2026-11-24", "2026-11-24"},
		{"3 days", "2026-11-30", "2026-11-24"},
		{"3 December", "2026-12-03", "2026-12-03"},
		{"3rd of December", "2026-12-03", "2026-12-03"},
		{"Dec 3", "2026-12-03", "2026-12-03"},
		{"3.12.", "2026-12-03", "2026-12-03"},
		{"20 November", "2027-11-20", "2026-11-20"},
		{"27 Nov", "2026-11-27", "2026-11-27"},
		{"Thursday 3 December", "2026-12-03", "2026-12-03"},
		{"20.11.2026", "2026-11-20", "2026-11-20"},
		{"Fri 20 Nov 2026", "2026-11-20", "2026-11-20"},
		{"2026-11-20", "2026-11-20", "2026-11-20"},
		{"20261120", "2026-11-20", "2026-11-20"},
		{"2026-06", "2026-06", "2026-06"},
		{"June 2026", "2026-06", "2026-06"},
		{"last week", "2026-11-20~", "2026-11-20~"},
		{"last weekend", "2026-11-21/2026-11-22", "2026-11-21/2026-11-22"},
		{"next weekend", "2026-11-28/2026-11-29", "2026-11-28/2026-11-29"},
		{"the weekend", "2026-11-28/2026-11-29", "2026-11-21/2026-11-22"},
		{"the 3rd", "2026-12-03", "2026-11-03"},
		{"the 27th", "2026-11-27", "2026-11-27"},
		{"the 31st", "2026-12-31", "2026-10-31"},
		{"the 3rd of December", "2026-12-03", "2026-12-03"},
		{"Monday the 23rd", "", "2026-11-23"},
		{"a few days ago", "2026-11-24", "2026-11-24"},
		{"last month", "2026-10", "2026-10"},
		{"last March", "2026-03", "2026-03"},
		{"last December", "2025-12", "2025-12"},
		{"two weeks back", "2026-11-13", "2026-11-13"},
		{"tuesda", "", ""},
		{"", "", ""},
		{"soon", "", ""},
		{"3", "", ""},
		{"ago", "", ""},
	} {
		for tense, want := range map[date.Tense]string{date.Coming: c.coming, date.Past: c.past} {
			when, n, err := date.SpokenDay(r.Dates, c.said, today, tense)
			got := ""
			if err == nil && n == len(c.said) && n > 0 {
				got = when.String()
			}
			if got != want {
				t.Errorf("%q, tense %d: %q (%d bytes, %v), want %q", c.said, tense, got, n, err, want)
			}
		}
	}
	for said, code := range map[string]txt.Code{"31 February": txt.BadDate, "2026-02-30": txt.BadDate, "3/4/2026": txt.AmbiguousDate, "Monday 3 December": txt.WrongWeekday, "Monday 2026-11-27": txt.WrongWeekday} {
		if _, _, err := date.SpokenDay(r.Dates, said, today, date.Coming); err == nil || err.Code != code {
			t.Errorf("%q: %v, want %s", said, err, code)
		}
	}
}

// TestTell takes the day out of sentences that are typed on Friday, 27 November
// 2026.
func TestTell(t *testing.T) {
	today := date.Civil(2026, 11, 27)
	r := NewReader(nil, nil, "")
	for _, c := range []struct{ sentence, when, text string }{
		{"coffee yesterday", "2026-11-26", "coffee"},
		{"he called yesterday evening", "2026-11-26", "he called in the evening"},
		{"dinner last night with Bo", "2026-11-26", "dinner at night with Bo"},
		{"lunch tomorrow at noon", "2026-11-28", "lunch at noon"},
		{"planned lunch on 3 December", "2026-12-03", "planned lunch"},
		{"planned lunch on friday", "2026-12-04", "planned lunch"},
		{"lunch on friday", "2026-11-20", "lunch"},
		{"lunch next friday", "2026-12-04", "lunch"},
		{"lunch last friday", "2026-11-20", "lunch"},
		{"meeting on 2026-12-03 about budget", "2026-12-03", "meeting about budget"},
		{"coffee with Ada and Bo yesterday: storage costs", "2026-11-26", "coffee with Ada and Bo: storage costs"},
		{"coffee with Ada on Friday, 20 November 2026: maps", "2026-11-20", "coffee with Ada: maps"},
		{"coffee with Ada, yesterday, at her desk", "2026-11-26", "coffee with Ada, at her desk"},
		{"coffee (yesterday) with Bo", "2026-11-26", "coffee with Bo"},
		{"call 20m 3 days ago: maps", "2026-11-24", "call 20m: maps"},
		{"call for 20m yesterday", "2026-11-26", "call for 20m"},
		{"call for an hour yesterday", "2026-11-26", "call for an hour"},
		{"email from yesterday: maps", "2026-11-26", "email: maps"},
		{"met in June 2026: maps", "2026-06", "met: maps"},
		{"visit last month", "2026-10", "visit"},
		{"coffee in 2 weeks", "2026-12-11", "coffee"},
		{"yesterday: coffee with Bo: maps", "2026-11-26", "coffee with Bo: maps"},
		{"yesterday coffee: maps", "2026-11-26", "coffee: maps"},
		{"2026-11-20 coffee: maps", "2026-11-20", "coffee: maps"},
		{"2026-11-20 14:30 coffee: maps", "2026-11-20 14:30", "coffee: maps"},
		{"20.11.2026: coffee", "2026-11-20", "coffee"},
		{"Tue, coffee with Bo", "2026-11-24", "coffee with Bo"},
		{"lunch tomorrow at 12:30 with Bo", "2026-11-28 12:30", "lunch with Bo"},
		{"lunch at 3pm tomorrow", "2026-11-28 3pm", "lunch"},
		{"coffee on the 3rd: maps", "2026-11-03", "coffee: maps"},
		{"coffee in March: maps", "2026-03", "coffee: maps"},
		{"met her in March for an hour", "", "met her in March for an hour"},
		{"coffee in 2025", "2025", "coffee"},
		{"coffee on Mon 23rd with Bo", "2026-11-23", "coffee with Bo"},
		{"walk over the weekend", "2026-11-21/2026-11-22", "walk"},
		// not its day
		{"coffee on the 3rd floor", "", "coffee on the 3rd floor"},
		{"3rd coffee with Bo", "", "3rd coffee with Bo"},
		{"met the 2nd reviewer", "", "met the 2nd reviewer"},
		{"coffee: maps yesterday", "", "coffee: maps yesterday"},
		{"asked about monday", "", "asked about monday"},
		{"email re the tuesday meeting on friday: maps", "", "email re the tuesday meeting on friday: maps"},
		{"asked for next friday off", "", "asked for next friday off"},
		{"wrote that tomorrow is fine", "", "wrote that tomorrow is fine"},
		{"asked whether she comes tomorrow", "", "asked whether she comes tomorrow"},
		{"promised the paper by friday", "", "promised the paper by friday"},
		{"called to move it to friday", "", "called to move it to friday"},
		{"lunch moved to friday", "", "lunch moved to friday"},
		{"coffee before tuesday's talk", "", "coffee before tuesday's talk"},
		{"met at tuesday's talk", "", "met at tuesday's talk"},
		{"met the monday group", "", "met the monday group"},
		{"coffee with [[Fri Yesterday]]", "", "coffee with [[Fri Yesterday]]"},
		{"coffee with bo -> friday ask again", "", "coffee with bo -> friday ask again"},
		{"coffee - tomorrow she flies", "", "coffee - tomorrow she flies"},
		{"talked at `today`", "", "talked at `today`"},
		{"she sat with us", "", "she sat with us"},
		{"call 2w", "", "call 2w"},
		{"read 20 pages", "", "read 20 pages"},
		{"1-1 with Bo", "", "1-1 with Bo"},
		{"met at ALA 2026", "", "met at ALA 2026"},
		{"may call: maps", "", "may call: maps"},
	} {
		got, err := r.Tell(c.sentence, today, strings.HasPrefix(c.sentence, "planned"), nil)
		when := strings.TrimSpace(got.When.String() + " " + got.Time)
		if err != nil || when != c.when || got.Text != c.text {
			t.Errorf("%q: %q, %q (%v, %v), want %q, %q", c.sentence, when, got.Text, got.Days, err, c.when, c.text)
		}
	}
	for sentence, days := range map[string]int{"coffee yesterday and lunch tomorrow": 2, "coffee yesterday, on 26 November": 1, "coffee monday or tuesday": 2} {
		if got, err := r.Tell(sentence, today, false, nil); err != nil || len(got.Days) != days {
			t.Errorf("%q: %v %v", sentence, got.Days, err)
		}
	}
	if got, _ := r.Tell("coffee after the talk yesterday", today, false, nil); got.Aside != "yesterday" {
		t.Errorf("aside %q", got.Aside)
	}
	for sentence, said := range map[string]string{"coffee the other day": "the other day", "met in early May": "early May", "met in mid-May: maps": "mid-May", "coffee, recently": "recently", "coffee 11/12": "11/12", "call at the end of October with Bo": "end of October", "lunch this week": "this week", "asked about last summer": "", "coffee yesterday": ""} {
		if got, _ := r.Tell(sentence, today, false, nil); got.Vague != said {
			t.Errorf("%q: vague %q, want %q", sentence, got.Vague, said)
		}
	}
	name := txt.At(len("coffee with "), len("coffee with Li Sun"))
	if got, _ := r.Tell("coffee with Li Sun yesterday", today, false, []txt.Span{name}); got.Text != "coffee with Li Sun" || len(got.Days) != 1 {
		t.Errorf("a name that is a weekday: %q %v", got.Text, got.Days)
	}
	for sentence, code := range map[string]txt.Code{"coffee on 2026-02-30": txt.BadDate, "coffee on 3/4/2026: maps": txt.AmbiguousDate, "3/4 coffee": txt.NoYear, "coffee on 3/4": txt.NoYear} {
		if _, err := r.Tell(sentence, today, false, nil); err == nil || err.Code != code {
			t.Errorf("%q: %v, want %s", sentence, err, code)
		}
	}
}

// FuzzTell wants the words of a sentence that are not its day to stay, in their
// order, and nothing to be read into them twice.
func FuzzTell(f *testing.F) {
	for _, s := range []string{"coffee yesterday: maps", "lunch (fri)", "3/4/2026 call", "a [[b]] `c` on 3 Dec at 3pm", "last", "the day after tomorrow night"} {
		f.Add(s)
	}
	r := NewReader(nil, nil, "")
	f.Fuzz(func(t *testing.T, sentence string) {
		got, err := r.Tell(sentence, date.Civil(2026, 11, 27), false, nil)
		if err != nil {
			return
		}
		if got.When.IsZero() && got.Text != sentence {
			t.Fatalf("%q became %q, without a day", sentence, got.Text)
		}
		if len(got.Text) > len(sentence)+len(" in the ") {
			t.Fatalf("%q grew to %q", sentence, got.Text)
		}
	})
}
