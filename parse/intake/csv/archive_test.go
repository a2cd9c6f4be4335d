package csv

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/intake/drafttest"
)

const messageHead = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT\n"

func messageRow(conversation, from, to, at, text, more string) string {
	url := func(name string) string {
		return "https://www.linkedin.com/in/" + strings.ToLower(strings.ReplaceAll(name, " ", "-")) + "?x=1"
	}
	var urls []string
	for name := range strings.SplitSeq(to, ",") {
		urls = append(urls, url(name))
	}
	if more == "" {
		more = "INBOX,,No"
	}
	return fmt.Sprintf("%s,,%s,%s,%q,%q,%s,,%q,%s\n", conversation, from, url(from), to, strings.Join(urls, ","), at, text, more)
}

func tells(f intake.File) []string {
	var out []string
	for _, h := range f.Happenings {
		way := "to"
		if h.From {
			way = "from"
		}
		out = append(out, fmt.Sprintf("%s %s %s %s %s noreply=%v: %s", h.Day, h.Kind, way, h.People[0].Name, h.People[0].LinkedIn, h.NoReply, h.Text))
	}
	return out
}

// TestArchive reads messages and invitations, finds out which side is the
// user's, and leaves groups and machines out.
func TestArchive(t *testing.T) {
	messages := messageHead +
		messageRow("1", "Ada Park", "Me Myself", "2026-08-01 02:00:00 UTC", "thanks!", "") +
		messageRow("1", "Me Myself", "Ada Park", "2026-07-30 12:00:00 UTC", "see https://x.example please", "") +
		messageRow("2", "Bo Lind", "Me Myself", "2026-07-01 12:00:00 UTC", "hello", "") +
		messageRow("3", "Bo Lind", "Me Myself,Cy Orr", "2026-07-01 12:00:00 UTC", "all of you", "") +
		messageRow("4", "Cy Orr", "Me Myself", "2026-07-01 12:00:00 UTC", "buy this", "SPAM,,No") +
		messageRow("5", "Me Myself", "Cy Orr", "2026-07-01 12:00:00 UTC", "not sent", "INBOX,,Yes") +
		messageRow("6", "LinkedIn Member", "Me Myself", "2026-07-01 12:00:00 UTC", "gone", "") +
		messageRow("7", "Ada Park", "Me Myself", "2026-07-01 12:00:00 UTC", "", "") +
		messageRow("8", "Ada Park", "Me Myself", "yesterday", "x", "")
	invitations := "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n" +
		"Me Myself,Dee Fox,\"8/31/26, 2:00 AM\",,OUTGOING,https://www.linkedin.com/in/me-myself,https://www.linkedin.com/in/dee\n" +
		"Eve Gray,Me Myself,\"8/1/26, 2:00 AM\",,INCOMING,https://www.linkedin.com/in/eve,https://www.linkedin.com/in/me-myself\n"
	o := ArchiveOptions{Zone: time.FixedZone("west", -6*3600), Text: true}
	want := []string{
		"2026-07-31 message from Ada Park ada-park noreply=true: thanks!",
		"2026-07-30 message to Ada Park ada-park noreply=false: see please",
		"2026-07-01 message from Bo Lind bo-lind noreply=false: hello",
	}
	asked := "2026-08-31 linkedin request to Dee Fox dee noreply=false: "
	for name, files := range map[string][]string{
		"whoever is in every conversation": {messages},
		"whoever invited":                  {messages, invitations},
		"Profile.csv":                      {invitations, messages, "First Name,Last Name,Maiden Name,Headline\nMe,Myself,,x\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var sources [][]byte
			for _, f := range files {
				sources = append(sources, []byte(f))
			}
			a, err := LinkedInArchive(sources, o)
			if err != nil {
				t.Fatal(err)
			}
			wanted := want
			if len(files) > 1 {
				wanted = append(slices.Clone(want), asked)
			}
			if got := tells(a.Told); !slices.Equal(got, wanted) {
				t.Errorf("%s", strings.Join(got, "\n"))
			}
			whole := len(a.Told.Happenings)
			for _, r := range a.Told.LeftOut {
				whole += r.Count
			}
			if whole != a.Told.Rows {
				t.Errorf("%d rows, %d accounted for: %+v", a.Told.Rows, whole, a.Told.LeftOut)
			}
		})
	}
	for name, c := range map[string]struct {
		me    intake.Me
		files []string
	}{
		"one conversation, nobody known": {intake.Me{}, []string{messageHead + messageRow("1", "Ada Park", "Me Myself", "2026-08-01 02:00:00 UTC", "x", "")}},
		"somebody else":                  {intake.Me{Name: "Gus Hale"}, []string{messages}},
		"two names":                      {intake.Me{Name: "Gus Hale"}, []string{messages, "First Name,Last Name,Maiden Name,Headline\nMe,Myself,,x\n"}},
	} {
		var sources [][]byte
		for _, f := range c.files {
			sources = append(sources, []byte(f))
		}
		o.Me = c.me
		_, err := LinkedInArchive(sources, o)
		if foreign, ok := err.(*draft.ForeignError); !ok || !foreign.Usage || foreign.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestProfiles: one profile, however its address is written.
func TestProfiles(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.linkedin.com/in/Ada-Park/?trk=x": "ada-park",
		"http://uk.linkedin.com/in/ada-park":          "ada-park",
		"linkedin.com/in/ada-park/en":                 "ada-park",
		"https://www.linkedin.com/in/jos%C3%A9":       "josé",
		"https://www.linkedin.com/company/elm":        "",
		"https://elm.example/in/ada-park":             "",
		"":                                            "",
	} {
		if got := intake.Profile(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

// TestTable reads tables of any program.
func TestTable(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		o      TableOptions
		want   []string // lines of the notes
		how    string
	}{
		"Outlook": {"First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Business Phone,Mobile Phone,Company,Job Title,Birthday,Notes,Categories,Gender\n" +
			"Fay,,Kent,Ms.,,fay@kent.example,f@x.example,555-0109,555-0110,Kent Library,Director,0/0/00,met at ALA,Friends;Work,x\n", TableOptions{},
			[]string{"name: Fay Kent", "org: Kent Library", "role: Director", "  - fay@kent.example", "  - f@x.example", "- note: met at ALA"}, "not taken: the columns Gender"},
		"an attendee list": {"sep=;\nAttendee;Institution;Title;E-mail\n\"Park, Ada\";Lake Library;Head of Maps;ada@lake.example\n", TableOptions{},
			[]string{"name: Ada Park", "org: Lake Library", "role: Head of Maps", "email: ada@lake.example"}, ""},
		"a map": {"Who\tWhere\tWhen\tWhat\nAda Park\tLake\t3/4/2026\tcoffee\nBo\tFox\t13/4/2026\tcall\n",
			TableOptions{Map: []Pair{{"Who", "name"}, {"Where", "org"}, {"When", "date"}, {"What", "kind"}}},
			[]string{"name: Ada Park", "org: Lake", "- 2026-04-03 coffee", "- 2026-04-13 call"}, ""},
		"own fields": {"Name,Favourite colour\nAda Park,blue\n", TableOptions{Map: []Pair{{"Favourite colour", "colour"}}}, []string{"colour: blue"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Table([]byte(c.source), c.o)
			if err != nil {
				t.Fatal(err)
			}
			drafttest.Check(t, out)
			text := ""
			for i := range out.Drafts {
				text += string(out.Drafts[i].Note(out.From))
			}
			for _, want := range c.want {
				if !strings.Contains(text, want+"\n") {
					t.Errorf("no line %q in\n%s", want, text)
				}
			}
			if !strings.Contains(strings.Join(out.How, "\n"), c.how) {
				t.Errorf("how: %q", out.How)
			}
		})
	}
	for name, c := range map[string]struct {
		source string
		o      TableOptions
		text   string
	}{
		"no name":           {"a,b\n1,2\n", TableOptions{}, "no column of it says who is meant"},
		"an unknown column": {"Name,Org\nA,B\n", TableOptions{Map: []Pair{{"Name", "name"}, {"Orgs", "org"}}}, `no column "Orgs"`},
		"a target nearly":   {"Name,Org\nA,B\n", TableOptions{Map: []Pair{{"Org", "ogr"}}}, `cannot become "ogr"`},
		"two orders":        {"Name,When\nA,3/13/2026\nB,13/3/2026\n", TableOptions{Map: []Pair{{"When", "date"}}}, "in line 3"},
		"nothing":           {"", TableOptions{}, "empty"},
	} {
		_, err := Table([]byte(c.source), c.o)
		if err == nil || !strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzArchive: whatever the files hold, each row is told, left out or is a
// person, and no line is broken.
func FuzzArchive(f *testing.F) {
	f.Add([]byte(messageHead+messageRow("1", "Ada Park", "Me Myself", "2026-08-01 02:00:00 UTC", "x", "")), []byte("From,To,Sent At,Direction\nMe Myself,Dee,8/31/26,OUTGOING\n"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		out, err := LinkedInArchive([][]byte{a, b}, ArchiveOptions{Me: intake.Me{Name: "Me Myself"}, Zone: time.UTC, Text: true})
		if err == nil {
			whole := len(out.Told.Happenings)
			for _, r := range out.Told.LeftOut {
				whole += r.Count
			}
			if whole != out.Told.Rows {
				t.Errorf("%d rows, %d accounted for", out.Told.Rows, whole)
			}
			for _, h := range out.Told.Happenings {
				if strings.ContainsAny(h.Text, "\n\r\x00") || len(h.People) == 0 || h.Day.IsZero() {
					t.Errorf("%+v", h)
				}
			}
		}
		if table, err := Table(a, TableOptions{}); err == nil {
			drafttest.Check(t, table)
		}
	})
}
