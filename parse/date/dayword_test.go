package date

import "testing"

func TestDayWord(t *testing.T) {
	base := Date{2026, 11, 23} // a Monday
	for text, want := range map[string]struct {
		day    string
		length int
	}{
		"today":             {"2026-11-23", 5},
		"Tomorrow, please":  {"2026-11-24", 8},
		"monday":            {"2026-11-30", 6}, // strictly after
		"Fri":               {"2026-11-27", 3},
		"thurs":             {"2026-11-26", 5},
		"Sat":               {"2026-11-28", 3},
		"sat":               {"", 0}, // a word
		"sunday":            {"2026-11-29", 6},
		"eom":               {"2026-11-30", 3},
		"next week":         {"2026-11-30", 9},
		"next  month":       {"2026-12-23", 11},
		"next friday":       {"", 0}, // of this week or the next
		"next":              {"", 0},
		"+3d":               {"2026-11-26", 3},
		"2w then":           {"2026-12-07", 2},
		"+1m":               {"2026-12-23", 3},
		"1y":                {"2027-11-23", 2},
		"+3":                {"", 0},
		"3":                 {"", 0},
		"weekly":            {"", 0},
		"3 December":        {"2026-12-03", 10},
		"23 Nov":            {"2026-11-23", 6}, // that day included
		"22 nov":            {"2027-11-22", 6},
		"Dec. 3rd":          {"2026-12-03", 8},
		"3rd of December":   {"2026-12-03", 15},
		"December 3, 14:00": {"2026-12-03", 10},
		"Dec 3 14:00":       {"2026-12-03", 5},
		"29 February":       {"2028-02-29", 11},
		"3.12.":             {"2026-12-03", 5},
		"3.12":              {"", 0}, // a number
		"3 December 2027":   {"", 0}, // a whole day, which is read elsewhere
		"Dec 3, 2027":       {"", 0},
		"3.12.2027":         {"", 0},
		"2026-12-03":        {"", 0},
		"dayś":              {"", 0},
		"may":               {"", 0},
		"31 November":       {"no such day 31 November", 0},
		"13.13.":            {"no such day 13.13.", 0},
		"":                  {"", 0},
	} {
		day, length, err := Word(text, base)
		said := day.String()
		if err != nil {
			said = err.Text
		}
		if said != want.day || length != want.length {
			t.Errorf("%q is %s, %d bytes, want %s, %d", text, said, length, want.day, want.length)
		}
		if day, length, _ := Word(text, Date{}); !day.IsZero() || length != want.length {
			t.Errorf("%q from no day is %s, %d bytes", text, day, length)
		}
	}
}
