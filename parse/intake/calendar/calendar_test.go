package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netnotes/parse/date"
	"netnotes/parse/intake"
)

func options(t testing.TB) Options {
	zone, err := time.LoadLocation("America/Chicago")
	if err != nil {
		t.Skip("no time zones on this machine")
	}
	today, _ := date.ParseDay("2026-11-27")
	since, _ := date.ParseDay("2025-11-27")
	return Options{Me: intake.Me{Name: "Me Myself", Emails: []string{"me@elm.example"}}, Zone: zone, Today: today, Since: since}
}

func calendar(events ...string) []Source {
	text := "BEGIN:VCALENDAR\nVERSION:2.0\n"
	for _, e := range events {
		text += "BEGIN:VEVENT\n" + strings.TrimSpace(e) + "\nEND:VEVENT\n"
	}
	return []Source{{"x.ics", []byte(strings.ReplaceAll(text+"END:VCALENDAR\n", "\n", "\r\n"))}}
}

func told(f intake.File) []string {
	var out []string
	for _, h := range f.Happenings {
		line := h.Day.String()
		if h.Time != "" {
			line += " " + h.Time
		}
		for word, is := range map[string]bool{" planned": h.Planned, " cancelled": h.Cancelled} {
			if is {
				line += word
			}
		}
		line += " " + h.Kind
		for _, who := range h.People {
			line += " " + who.Name + "<" + who.Email + ">"
		}
		if h.Gathering {
			line += fmt.Sprintf(" (event of %d)", h.Days)
		}
		if h.Standing {
			line += " (standing)"
		}
		out = append(out, line+": "+h.Text)
	}
	return out
}

const bo = "ATTENDEE;CN=Bo Lind;PARTSTAT=ACCEPTED:mailto:Bo@Fox.example\nORGANIZER:mailto:me@elm.example\n"

// TestEvents reads what a calendar says of meetings.
func TestEvents(t *testing.T) {
	for name, c := range map[string]struct {
		events []string
		want   []string
		left   string
	}{
		"a meeting": {[]string{"UID:1\nDTSTART:20261103T160000Z\nDTEND:20261103T164500Z\nSUMMARY:Maps\\, and more\n" + bo},
			[]string{"2026-11-03 10:00-10:45 meeting Bo Lind<bo@fox.example>: Maps, and more"}, ""},
		"a zone of the event, an evening abroad": {[]string{"UID:1\nDTSTART;TZID=Asia/Tokyo:20261103T080000\nDURATION:PT1H\nSUMMARY:x\n" + bo},
			[]string{"2026-11-02 17:00-18:00 meeting Bo Lind<bo@fox.example>: x"}, ""},
		"a zone nobody knows": {[]string{"UID:1\nDTSTART;TZID=Our Time:20261103T080000\nSUMMARY:x\n" + bo},
			[]string{"2026-11-03 08:00 meeting Bo Lind<bo@fox.example>: x"}, ""},
		"behind a link": {[]string{"UID:1\nDTSTART:20261203T160000Z\nLOCATION:https://meet.example/x\nSUMMARY:x\n" + bo}, []string{"2026-12-03 10:00 planned call Bo Lind<bo@fox.example>: x"}, ""},
		"not accepted":  {[]string{"UID:1\nDTSTART:20261103T160000Z\nORGANIZER:mailto:bo@fox.example\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:me@elm.example\n"}, nil, NotAccepted},
		"accepted":      {[]string{"UID:1\nDTSTART:20261103T160000Z\nORGANIZER;CN=Bo Lind:mailto:bo@fox.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:me@elm.example\n"}, []string{"2026-11-03 10:00 meeting Bo Lind<bo@fox.example>: "}, ""},
		"private":       {[]string{"UID:1\nCLASS:PRIVATE\nDTSTART:20261103T160000Z\n" + bo}, nil, Private},
		"a room, and one who declined": {[]string{"UID:1\nDTSTART:20261103T160000Z\nATTENDEE;CUTYPE=ROOM;CN=Room 5:mailto:r5@elm.example\nATTENDEE;PARTSTAT=DECLINED;CN=Cy:mailto:cy@x.example\n" + bo},
			[]string{"2026-11-03 10:00 meeting Bo Lind<bo@fox.example>: "}, ""},
		"all day":   {[]string{"UID:1\nDTSTART;VALUE=DATE:20261103\nDTEND;VALUE=DATE:20261106\nSUMMARY:Conference\n"}, []string{"2026-11-03 meeting (event of 3): Conference"}, ""},
		"cancelled": {[]string{"UID:1\nSTATUS:CANCELLED\nDTSTART:20261103T160000Z\n" + bo}, []string{"2026-11-03 10:00 cancelled meeting Bo Lind<bo@fox.example>: "}, ""},
		"the newest version": {[]string{"UID:1\nSEQUENCE:1\nDTSTART:20261104T160000Z\n" + bo, "UID:1\nDTSTART:20261103T160000Z\n" + bo},
			[]string{"2026-11-04 10:00 meeting Bo Lind<bo@fox.example>: "}, ""},
		"a series, one moved, one left out": {[]string{"UID:1\nDTSTART;TZID=America/Chicago:20261020T100000\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=America/Chicago:20261110T100000\n" + bo,
			"UID:1\nRECURRENCE-ID;TZID=America/Chicago:20261103T100000\nDTSTART;TZID=America/Chicago:20261104T110000\n" + bo},
			[]string{"2026-10-20 10:00 meeting Bo Lind<bo@fox.example>: ", "2026-10-27 10:00 meeting Bo Lind<bo@fox.example>: ", "2026-11-04 11:00 meeting Bo Lind<bo@fox.example>: "}, ""},
		"a series without end": {[]string{"UID:1\nDTSTART:20200301T160000Z\nRRULE:FREQ=YEARLY\n" + bo}, []string{"2026-03-01 10:00 meeting Bo Lind<bo@fox.example>: "}, ""},
		"every minute":         {[]string{"UID:1\nDTSTART:20200101T160000Z\nRRULE:FREQ=MINUTELY\n" + bo}, nil, "repeated more often than daily"},
		"the 30th of February": {[]string{"UID:1\nDTSTART:20200101T160000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n" + bo}, nil, "a repetition that never happens"},
		"our own":              {[]string{"UID:abc@netnotes\nDTSTART:20261103T160000Z\n" + bo}, nil, Ours},
		"long ago":             {[]string{"UID:1\nDTSTART:20201103T160000Z\n" + bo}, nil, OutOfReach},
		"no day":               {[]string{"UID:1\nSUMMARY:x\n" + bo}, nil, WithoutDay},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Read(calendar(c.events...), options(t))
			if err != nil {
				t.Fatal(err)
			}
			if got := told(f); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			left := ""
			if len(f.LeftOut) > 0 {
				left = f.LeftOut[0].Why
			}
			if left != c.left {
				t.Errorf("left out: %q, want %q", left, c.left)
			}
		})
	}
}

// TestMark: the mark of a line is the event's, whatever of it moves, and each
// instance of a series has its own.
func TestMark(t *testing.T) {
	mark := func(event string) string {
		f, err := Read(calendar(event), options(t))
		if err != nil || len(f.Happenings) == 0 {
			t.Fatal(err, f)
		}
		return f.Happenings[0].ID
	}
	a := mark("UID:1\nDTSTART:20261103T160000Z\n" + bo)
	if b := mark("UID:1\nDTSTART:20261203T100000Z\nSUMMARY:y\n" + bo); a != b || !strings.HasPrefix(a, "cal-") || len(a) != 12 {
		t.Errorf("%q and %q", a, b)
	}
	f, err := Read(calendar("UID:1\nDTSTART:20261103T160000Z\nRRULE:FREQ=DAILY;COUNT=2\n"+bo), options(t))
	if err != nil || len(f.Happenings) != 2 || f.Happenings[0].ID == f.Happenings[1].ID {
		t.Errorf("%v %+v", err, f.Happenings)
	}
}

// TestHalf: a file cut short gives what it holds, and says so.
func TestHalf(t *testing.T) {
	whole := calendar("UID:1\nDTSTART:20261103T160000Z\n"+bo, "UID:2\nDTSTART:20261104T160000Z\n"+bo)[0].Text
	f, err := Read([]Source{{"x", whole[:len(whole)-60]}}, options(t))
	if err != nil || len(f.Unread) == 0 || f.Rows != 2 {
		t.Errorf("%v %+v", err, f)
	}
	for _, text := range []string{"", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "PK\x03\x04"} {
		if _, err := Read([]Source{{"x", []byte(text)}}, options(t)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

// FuzzCalendar: reading ends, tells days that are, and nothing that would break
// a line.
func FuzzCalendar(f *testing.F) {
	f.Add(calendar("UID:1\nDTSTART;TZID=Asia/Tokyo:20261103T080000\nRRULE:FREQ=WEEKLY;BYDAY=MO\nSUMMARY:x\n" + bo)[0].Text)
	f.Add([]byte("BEGIN:VEVENT\nDTSTART:20261103\nRDATE:20261104,20261105/P1D\nBEGIN:VALARM\nEND:VALARM\nATTENDEE;CN=\"a;b\":x\nBEGIN:VEVENT\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		if strings.Count(strings.ToUpper(string(source)), "RRULE") > 3 {
			return // each may take a second
		}
		out, err := Read([]Source{{"x", source}}, options(t))
		if err != nil {
			return
		}
		for _, h := range out.Happenings {
			if strings.ContainsAny(h.Text+h.Place, "\n\r\x00") || h.Day.IsZero() || h.Day.Before(options(t).Since) {
				t.Errorf("%+v", h)
			}
		}
	})
}
