package mail

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/intake"
)

func options(t testing.TB) Options {
	day, ok := date.ParseDay("2026-11-27")
	if !ok {
		t.Fatal("no day")
	}
	return Options{Me: intake.Me{Emails: []string{"me@elm.example"}}, Zone: time.FixedZone("east", 9*3600), Today: day, Text: true}
}

func folder(files map[string]string) fs.FS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "\n", "\r\n"))}
	}
	return out
}

func told(f intake.File) []string {
	var out []string
	for _, h := range f.Happenings {
		way := "to"
		if h.From {
			way = "from"
		}
		line := fmt.Sprintf("%s %s %s", h.Day, h.Kind, way)
		for _, who := range h.People {
			line += " " + who.Email
		}
		out = append(out, line+": "+h.Text)
	}
	slices.Sort(out)
	return out
}

func message(from, to, more string) string {
	return "From: " + from + "\nTo: " + to + "\n" + more + "\nSubject: x\n\nbody\n"
}

// TestMaildir reads who wrote to whom, and leaves out what is no word from one
// person to another.
func TestMaildir(t *testing.T) {
	const day = "Date: Tue, 3 Nov 2026 20:00:00 +0000"
	f, err := Read(folder(map[string]string{
		"m/cur/1:2,S":         message("Me <me@elm.example>", "Ada Park <Ada@Lake.example>", day),
		"m/cur/2:2,S":         message("=?utf-8?q?Jos=C3=A9?= <jose@x.example>", "ME@elm.example", "Date: Mon, 2 Nov 2026 10:00:00 +0900"),
		"m/new/3":             message("list@x.example", "me@elm.example", day+"\nList-Id: <x>"),
		"m/new/4":             message("robot@x.example", "me@elm.example", day+"\nAuto-Submitted: auto-replied"),
		"m/new/5":             message("bounce@x.example", "me@elm.example", day+"\nReturn-Path: <>"),
		"m/new/6":             message("ada@lake.example", "bo@x.example", day+"\nCc: me@elm.example"),
		"m/cur/7:2,T":         message("ada@lake.example", "me@elm.example", day),
		"m/cur/8:2,S":         message("me@elm.example", "a@x.example, b@x.example, c@x.example, d@x.example", day),
		"m/.Junk/cur/9:2,":    message("ada@lake.example", "me@elm.example", day),
		"m/cur/10:2,S":        message("me@elm.example", "ada@lake.example", "Date: Tue, 3 Nov 2099 20:00:00 +0000\nReceived: from x by y; Sun, 1 Nov 2026 10:00:00 +0000"),
		"m/cur/11:2,S":        message("me@elm.example", "ada@lake.example", ""),
		"m/tmp/12":            message("me@elm.example", "ada@lake.example", day),
		"m/cur/13:2,S":        message("ada@lake.example", "me@elm.example", day+"\nMessage-ID: <1@x>"),
		"m/cur/14:2,S":        message("ada@lake.example", "me@elm.example", day+"\nMessage-ID: <1@x>"),
		"m/cur/15:2,S":        "no header at all",
		"m/cur/dovecot.index": "\x00\x01",
	}), "m", options(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026-11-01 email to ada@lake.example: x",
		"2026-11-02 email from jose@x.example: x",
		"2026-11-04 email from ada@lake.example: x",
		"2026-11-04 email to ada@lake.example: x",
	}
	if got := told(f); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	counts := map[string]int{ByList: 1, ByMachine: 2, Spam: 2, Again: 1, NoDay: 1, ToMany: 1, NotToMe: 1}
	sum := len(f.Happenings) + len(f.Unread)
	for _, r := range f.LeftOut {
		sum += r.Count
		if counts[r.Why] != r.Count {
			t.Errorf("%s: %d, want %d", r.Why, r.Count, counts[r.Why])
		}
	}
	if sum != f.Rows {
		t.Errorf("%d rows, %d accounted for", f.Rows, sum)
	}
}

// TestMbox parts messages at "From " behind an empty line, and at nothing else.
func TestMbox(t *testing.T) {
	text := "From a@x Tue Nov  3\n" + message("me@elm.example", "ada@lake.example", "Date: Tue, 3 Nov 2026 08:00:00 +0000") +
		"\n>From here on it is quoted\nFrom the start of a line, but within a paragraph\n\n" +
		"From b@x Wed Nov  4\n" + message("ada@lake.example", "me@elm.example", "Date: Wed, 4 Nov 2026 08:00:00 +0000") +
		strings.Repeat("a very long body\n", 10000) + "\nFrom c@x Thu Nov  5\nFrom: ada@lake.example\nTo: me@elm.example\nDate: Thu, 5 Nov 2026 08:00:00 +0000"
	f, err := Read(folder(map[string]string{"box": text}), "box", options(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2026-11-03 email to ada@lake.example: x", "2026-11-04 email from ada@lake.example: x", "2026-11-05 email from ada@lake.example: "}
	if got := told(f); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestWhoseMail offers the commonest address where the user's is not known.
func TestWhoseMail(t *testing.T) {
	box := folder(map[string]string{"m/cur/1": message("a@x.example", "b@x.example", ""), "m/cur/2": message("a@x.example", "c@x.example", "")})
	o := options(t)
	for _, emails := range [][]string{nil, {"other@x.example"}} {
		o.Me.Emails = emails
		_, err := Read(box, "m", o)
		foreign, ok := err.(*draft.ForeignError)
		if !ok || !foreign.Usage || !strings.Contains(foreign.Hint, "a@x.example") {
			t.Errorf("%v: %v", emails, err)
		}
	}
}

// FuzzMail: whatever stands in a file, reading ends, and each message is told,
// left out or reported.
func FuzzMail(f *testing.F) {
	f.Add([]byte("From x\nFrom: me@elm.example\nTo: a@x.example\nDate: Tue, 3 Nov 2026 20:00:00 +0000\n\nbody\n\nFrom y\n"))
	f.Add([]byte("From: =?x?q?=00?= <a@b>\nTo: me@elm.example\n folded\n\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		out, err := Read(fstest.MapFS{"m/cur/1": &fstest.MapFile{Data: source}}, "m", options(t))
		if err != nil {
			return
		}
		whole := len(out.Happenings)
		for _, r := range out.LeftOut {
			whole += r.Count
		}
		for _, u := range out.Unread {
			if u.Record {
				whole++
			}
		}
		if whole != out.Rows {
			t.Errorf("%d messages, %d accounted for", out.Rows, whole)
		}
		for _, h := range out.Happenings {
			if strings.ContainsAny(h.Text, "\n\r\x00") || h.Day.IsZero() {
				t.Errorf("%+v", h)
			}
		}
	})
}

// TestConstantMemory reads a long mbox without keeping its bodies.
func TestConstantMemory(t *testing.T) {
	one := []byte("From a\nFrom: me@elm.example\nTo: ada@lake.example\nDate: Tue, 3 Nov 2026 20:00:00 +0000\n\n" + strings.Repeat(strings.Repeat("x", 70)+"\n", 2000) + "\n")
	source := bytes.Repeat(one, 100)
	allocated := testing.AllocsPerRun(1, func() {
		if _, err := Read(fstest.MapFS{"box": &fstest.MapFile{Data: source}}, "box", options(t)); err != nil {
			t.Fatal(err)
		}
	})
	if allocated > 100*2000/4 {
		t.Errorf("%.0f allocations for 200,000 lines of bodies", allocated)
	}
}
