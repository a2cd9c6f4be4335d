package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnotes/index"
	"netnotes/index/public"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Calendar is what is due and planned, and the events, as days.
type Calendar struct {
	Entries []CalendarEntry
	Alarm   TimeOfDay // at which programs remind of each entry; the zero one: not at all
}

// TimeOfDay is when on a day.
type TimeOfDay struct {
	Hour, Minute int
	Set          bool
}

// ParseTimeOfDay reads 9:00 or 09:00.
func ParseTimeOfDay(s string) (c TimeOfDay, ok bool) {
	hour, minute, colon := strings.Cut(s, ":")
	h, errHour := strconv.Atoi(hour)
	m, errMinute := strconv.Atoi(minute)
	if !colon || errHour != nil || errMinute != nil || h < 0 || h > 23 || m < 0 || m > 59 || len(minute) != 2 {
		return TimeOfDay{}, false
	}
	return TimeOfDay{h, m, true}, true
}

// CalendarEntry is one entry of whole days.
type CalendarEntry struct {
	UID, Summary, Kind, Place string
	Start, End                date.Date // both days included
	Yearly                    bool
}

// MakeCalendar collects the days of the selected notes. What is due stands on
// the day it is due; what a private line asks for is left out.
func MakeCalendar(ix *index.Index, public *public.Folder, today date.Date, notes []*parse.Note, birthdays bool) Calendar {
	var c Calendar
	chosen := map[string]*parse.Note{}
	for _, n := range notes {
		chosen[n.Path] = n
	}
	for _, p := range ix.People() {
		if n := chosen[p.Path]; n != nil {
			items := due.Examine(ix, p, today).Items
			if birthdays { // one birthday is one entry, and comes back every year
				items = slices.DeleteFunc(slices.Clone(items), func(it due.Item) bool { return it.Row() != nil && it.Row().Name == "birthday" })
				c.birthday(n)
			}
			c.items(public, n, items)
		}
	}
	for _, e := range ix.Events() {
		if n := chosen[e.Path]; n != nil {
			c.items(public, n, due.NoteItems(ix, e.Note, e.Promises(), today))
			c.event(n)
		}
	}
	slices.SortStableFunc(c.Entries, func(a, b CalendarEntry) int {
		return cmp.Or(a.Start.Compare(b.Start), strings.Compare(a.UID, b.UID))
	})
	return c
}

// items adds what is due for a person or an event.
func (c *Calendar) items(public *public.Folder, n *parse.Note, items []due.Item) {
	seen := map[string]int{}
	for _, it := range items {
		if it.Status == due.Snoozed || it.Due.IsZero() || hiddenItem(public, &it) {
			continue
		}
		what := strings.Join([]string{it.Kind, it.Step, calendarText(&it)}, "\x00")
		seen[what]++
		uid := stableID(n.Path, what, fmt.Sprint(seen[what]))
		c.Entries = append(c.Entries, CalendarEntry{UID: uid, Summary: summary(n.Name, &it), Kind: it.Kind, Start: it.Due, End: it.Due})
	}
}

// hiddenItem reports whether an item tells of something that does not leave
// the folder. A rhythm tells only its own day.
func hiddenItem(public *public.Folder, it *due.Item) bool {
	if it.Kind == "keep" {
		return false
	}
	hidden := func(path string, line int) bool { return public.Note(path) == nil || public.Hidden(path, line) }
	return hidden(it.Path, it.Line) || slices.ContainsFunc(it.Because, func(e form.Evidence) bool { return e.Path != "" && hidden(e.Path, e.Line) })
}

// calendarText is what an item is about, in words that stay the same while the
// lines it comes from do.
func calendarText(it *due.Item) string {
	switch it.Kind {
	case "step", "keep", "goal":
		return ""
	}
	return it.Text
}

// summary says who and what.
func summary(name string, it *due.Item) string {
	text := untagged(txt.PlainText(calendarText(it)))
	return strings.Join(slices.DeleteFunc([]string{name, it.Row().Calendar, text}, func(s string) bool { return s == "" }), ": ")
}

// untagged is a text without its #tags.
func untagged(s string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(s), func(word string) bool { return len(word) > 1 && word[0] == '#' }), " ")
}

// birthday adds a day that comes back every year.
func (c *Calendar) birthday(n *parse.Note) {
	b, ok := parse.ParseBirthday(n.Text("birthday"))
	status := parse.Status(txt.Fold(n.Text("status")))
	if !ok || status == parse.Deceased || status == parse.DoNotContact {
		return
	}
	year := b.Year
	if year == 0 {
		year = 1972 // a leap year, so that it has every day
	}
	day := date.Date{Year: year, Month: b.Month, Day: b.Day}
	c.Entries = append(c.Entries, CalendarEntry{UID: stableID(n.Path, "birthday"), Summary: n.Name + ": birthday", Kind: "birthday", Start: day, End: day, Yearly: true})
}

// event adds an event with its days.
func (c *Calendar) event(n *parse.Note) {
	start, end := n.When("start"), n.When("end")
	if start.IsZero() || start.Precision != date.ByDay {
		return
	}
	last := start.To
	if !end.IsZero() && end.Precision == date.ByDay && !end.To.Before(last) {
		last = end.To
	}
	c.Entries = append(c.Entries, CalendarEntry{UID: stableID(n.Path, "event"), Summary: n.Name, Kind: "event", Place: n.Plain("place"), Start: start.From, End: last})
}

// Bytes is the calendar in iCalendar. The stamp of an entry is its own day, so
// that the same notes give the same bytes.
func (c Calendar) Bytes() []byte {
	var out contentLines
	out.line("BEGIN", "VCALENDAR")
	out.line("VERSION", "2.0")
	out.line("PRODID", "-//netnotes//netnotes//EN")
	out.line("CALSCALE", "GREGORIAN")
	out.line("X-WR-CALNAME", "netnotes")
	for _, e := range c.Entries {
		out.line("BEGIN", "VEVENT")
		out.line("UID", e.UID+"@netnotes")
		out.line("DTSTAMP", compactDay(e.Start)+"T000000Z")
		out.line("DTSTART;VALUE=DATE", compactDay(e.Start))
		out.line("DTEND;VALUE=DATE", compactDay(e.End.AddDays(1)))
		switch {
		case e.Yearly && e.Start.Month == 2 && e.Start.Day == 29: // the 28th in common years
			out.line("RRULE", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")
		case e.Yearly:
			out.line("RRULE", "FREQ=YEARLY")
		}
		out.text("SUMMARY", draft.OneLine(e.Summary))
		out.text("LOCATION", draft.OneLine(e.Place))
		out.text("CATEGORIES", e.Kind)
		out.line("TRANSP", "TRANSPARENT")
		c.alarm(&out, e)
		out.line("END", "VEVENT")
	}
	out.line("END", "VCALENDAR")
	return out.b.Bytes()
}

// alarm adds the reminder of an entry, counted from the beginning of its day.
func (c Calendar) alarm(out *contentLines, e CalendarEntry) {
	if !c.Alarm.Set {
		return
	}
	out.line("BEGIN", "VALARM")
	out.line("ACTION", "DISPLAY")
	out.line("TRIGGER", fmt.Sprintf("PT%dH%dM", c.Alarm.Hour, c.Alarm.Minute))
	out.text("DESCRIPTION", draft.OneLine(e.Summary))
	out.line("END", "VALARM")
}

func compactDay(d date.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }
