package vcard

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	unicode16 "golang.org/x/text/encoding/unicode"

	"netnotes/parse/intake/drafttest"
)

// TestCards reads one card a case and wants lines of the note it makes, or a
// report.
func TestCards(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("愛川翼")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		card    string
		want    []string // lines of the note
		unread  []string // reasons, in order
		photos  int
		notNote bool
	}{
		"3.0": {card: "VERSION:3.0\nFN:Ada Park\nN:Park;Ada;;;\nORG:Lakeshore University;Library;Preservation\nTITLE:Head\nEMAIL;TYPE=INTERNET,WORK:ada@lakeshore.example\nTEL;TYPE=CELL:+1 555 0100\nBDAY:1985-04-12\nURL:https://ada.example\nNICKNAME:Addie,Dee\nCATEGORIES:Archives,Web People\nNOTE:one\\ntwo\\, three",
			want: []string{"name: Ada Park", "org: Lakeshore University", "- department: Library", "- department: Preservation", "role: Head", "email: ada@lakeshore.example", "- email (work): ada@lakeshore.example",
				"phone: +1 555 0100", "birthday: 1985-04-12", "url: https://ada.example", "  - Addie", "  - Dee", "  - Archives", "  - Web-People", "  > one", "  > two, three"}},
		"2.1 with quoted-printable over soft breaks": {card: "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=B6fgren;J=\n=C3=B8rn\nTEL;CELL;VOICE;PREF:5550199\nNOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond =\n line",
			want: []string{"name: Jørn Löfgren", `phone: "5550199"`, "- phone (cell): 5550199", "  > first", "  > second  line"}},
		"Shift_JIS, raw and quoted": {card: "VERSION:2.1\nN;CHARSET=SHIFT_JIS:" + sjis + "\nORG;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=88=A4=8D=48=8B=C6",
			want: []string{"name: 愛川翼", "org: 愛工業"}},
		"folding, a group, Apple's label": {card: "VERSION:3.0\nFN:Bo Lind\n qvist\nitem1.EMAIL;type=INTERNET:bo@fox.example\nitem1.X-ABLabel:_$!<Other>!$_\nitem2.X-ABDATE:2010-06-01\nitem2.X-ABLabel:Wedding",
			want: []string{"name: Bo Lindqvist", "email: bo@fox.example", "- email (Other): bo@fox.example", "- abdate (Wedding): 2010-06-01"}},
		"photos are counted": {card: "VERSION:3.0\nFN:Bo\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n SkZJRg==\nLOGO;VALUE=uri:https://x.example/logo.png\nPHOTO:data:image/png;base64,iVBO",
			want: []string{"name: Bo", "- logo: https://x.example/logo.png"}, photos: 2},
		"base64 of 2.1 wrapped without folding": {card: "VERSION:2.1\nN:Lind;Bo\nPHOTO;JPEG;ENCODING=BASE64:\n/9j/4AAQSkZJRg\nABAQEAYABgAAD=\n\nTEL:555", want: []string{"name: Bo Lind", `phone: "555"`}, photos: 1},
		"an agent":                              {card: "VERSION:2.1\nN:Park;Ada\nAGENT:\nBEGIN:VCARD\nFN:Susan Thomas\nEMAIL:susan@x.example\nEND:VCARD\nTEL:555", want: []string{"name: Ada Park", "- agent fn: Susan Thomas", "- agent email: susan@x.example", `phone: "555"`}},
		"4.0":                                   {card: "VERSION:4.0\nFN;PREF=2:A. Park\nFN;PREF=1:Ada Park\nTEL;VALUE=uri;TYPE=\"voice,home\":tel:+1-555-0100\nBDAY:--0412\nIMPP:xmpp:ada@chat.example\nADR;LABEL=\"1 Elm St\\nCedar Ford\":;;1 Elm St;Cedar Ford;;;", want: []string{"name: Ada Park", "aliases: A. Park", "phone: +1-555-0100", "birthday: --0412", "handles: xmpp:ada@chat.example", "place: Cedar Ford", "- address: 1 Elm St, Cedar Ford", "  > 1 Elm St"}},
		"LinkedIn among the addresses":          {card: "FN:Ada\nURL:https://www.linkedin.com/in/ada\nX-SOCIALPROFILE;type=mastodon:https://glammr.example/@ada", want: []string{"linkedin: https://www.linkedin.com/in/ada", "handles: https://glammr.example/@ada", "- profile (mastodon): https://glammr.example/@ada"}},
		"a birthday without its year":           {card: "FN:Ada\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", want: []string{"birthday: --04-12"}},
		"a birthday in words":                   {card: "FN:Ada\nBDAY;VALUE=text:circa 1800", want: []string{"- birthday: circa 1800"}},
		"a private card":                        {card: "FN:Ada\nCLASS:PRIVATE", want: []string{"private: true"}},
		"names that YAML would misread":         {card: "FN:@ada: \"the\\\\ # one\"\nNICKNAME:null,- x,'q'", want: []string{`name: "@ada: \"the\\ # one\""`, `  - "null"`, `  - "- x"`, `  - "'q'"`}},
		"a note that looks like notes":          {card: "FN:Ada\nNOTE:## Log\\n- 2026-01-01 met Ada\\n- [ ] pay\\n---\\n```", want: []string{"  > ## Log", "  > - 2026-01-01 met Ada", "  > - [ ] pay", "  > ```"}},
		"a label that looks like a task":        {card: "FN:Ada\nitem1.X-ABDATE:x\nitem1.X-ABLABEL:[ ] y\nX-2026:z", want: []string{"- abdate (( ) y): x", "- field 2026: z"}},
		"a line that is none":                   {card: "FN:Ada\nno colon here\n: x\nTEL:555", want: []string{`phone: "555"`}, unread: []string{"a line without a colon", "a line that does not begin"}},
		"western bytes without a charset":       {card: "FN:Ren\xe9e", want: []string{"name: Renée"}, unread: []string{"not UTF-8"}},
		"bytes that are not their charset":      {card: "FN;CHARSET=SHIFT_JIS:\x81", want: []string{"name: �"}, unread: []string{"some bytes are not SHIFT_JIS"}},
		"an unknown charset":                    {card: "FN:Ada\nNOTE;CHARSET=KLINGON:\xff", want: []string{"- note: ÿ"}, unread: []string{"the charset KLINGON"}},
		"broken quoted-printable":               {card: "FN;ENCODING=QUOTED-PRINTABLE:Ada =ZZ", want: []string{"name: Ada =ZZ"}},
		"a control character":                   {card: "FN:A\x01da\x1b[31m", want: []string{"name: A da [31m"}},
		"only an email":                         {card: "EMAIL:ada@x.example", want: []string{"name: ada@x.example"}},
		"only an organisation":                  {card: "ORG:Acme\nTEL:555", want: []string{"name: Acme", "type: org"}},
		"a card without a name":                 {card: "BDAY:1970-07-14\nTEL:", unread: []string{"a card without a name"}, notNote: true},
		"a group":                               {card: "FN:Friends\nKIND:group\nMEMBER:urn:uuid:1", unread: []string{"a group, not a person"}, notNote: true},
		"a room":                                {card: "FN:Reading room\nKIND:Location\nTEL:555", unread: []string{"a location, not a person"}, notNote: true},
		"an empty card":                         {card: "", unread: []string{"an empty card"}, notNote: true},
		"what netnotes wrote":                   {card: "FN:Ada\nORG:Lakeshore\nX-NETNOTES-ORG:[[Lakeshore]]\nX-NETNOTES-MET-AT:[[ALA]]\nX-NETNOTES-FIELD;X-KEY=my_key:v\nX-NETNOTES-FIELD;X-KEY=\"a b\":w", want: []string{`org: "[[Lakeshore]]"`, `met_at: "[[ALA]]"`, "my_key: v", "- X-NETNOTES-FIELD: w"}},
		"several values where one has room":     {card: "FN:Ada\nTITLE:Head\nTITLE:Mayor\nROLE:Boss", want: []string{"role: Head", "- title: Mayor", "- role: Boss"}},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Read([]byte("BEGIN:VCARD\n" + c.card + "\nEND:VCARD\n"))
			if err != nil {
				t.Fatal(err)
			}
			if out.Records != 1 || out.Photos != c.photos || len(out.Drafts) == 0 != c.notNote {
				t.Fatalf("%d cards, %d photos, %d drafts; %v", out.Records, out.Photos, len(out.Drafts), out.Unread)
			}
			if len(out.Unread) != len(c.unread) {
				t.Fatalf("unread %v, want %q", out.Unread, c.unread)
			}
			for i, u := range out.Unread {
				if !strings.HasPrefix(u.Why, c.unread[i]) {
					t.Errorf("unread %q, want %q", u.Why, c.unread[i])
				}
			}
			if c.notNote {
				return
			}
			note := string(out.Drafts[0].Note(out.From))
			lines := strings.Split(note, "\n")
			for _, want := range c.want {
				if !slices.Contains(lines, want) {
					t.Errorf("no line %q in\n%s", want, note)
				}
			}
			drafttest.Check(t, out)
		})
	}
}

// TestFiles reads files as a whole.
func TestFiles(t *testing.T) {
	const two = "BEGIN:VCARD\r\nFN:Ada\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Bo\r\nEND:VCARD\r\n"
	wide, err := unicode16.UTF16(unicode16.LittleEndian, unicode16.UseBOM).NewEncoder().String(two)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		source                    string
		cards, drafts, unread, at int
		err                       string
	}{
		"two cards":           {source: two, cards: 2, drafts: 2},
		"UTF-16":              {source: wide, cards: 2, drafts: 2},
		"a mark in front":     {source: "\xef\xbb\xbf" + two, cards: 2, drafts: 2},
		"lone CR":             {source: strings.ReplaceAll(two, "\r\n", "\r"), cards: 2, drafts: 2},
		"a card not ended":    {source: "BEGIN:VCARD\nFN:Ada\n" + two, cards: 3, drafts: 3, unread: 1},
		"half a file":         {source: two[:len(two)-20], cards: 2, drafts: 1, unread: 1, at: 4},
		"lines outside":       {source: "hello\n" + two + "bye\n", cards: 2, drafts: 2, unread: 2},
		"one bad card of two": {source: "BEGIN:VCARD\nTEL:1\nEND:VCARD\n" + two, cards: 3, drafts: 2, unread: 1},
		"a zip":               {source: "PK\x03\x04zzz", err: "the file is a zip archive"},
		"empty":               {source: " \n", err: "the file is empty"},
		"NULs":                {source: "BEGIN:VCARD\n\x00", err: "the file holds NUL"},
		"something else":      {source: "First Name,Last Name\n", err: "there is no card"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Read([]byte(c.source))
			if c.err != "" {
				if err == nil || !strings.HasPrefix(err.Error(), c.err) {
					t.Fatalf("error %v, want %s", err, c.err)
				}
				return
			}
			if err != nil || out.Records != c.cards || len(out.Drafts) != c.drafts || len(out.Unread) != c.unread || out.CutShort != c.at {
				t.Errorf("%v, %d cards, %d drafts, unread %v, cut at %d", err, out.Records, len(out.Drafts), out.Unread, out.CutShort)
			}
		})
	}
}

// FuzzRead reads any bytes as an address book. The properties: reading never
// panics; every card is a draft or reported; and every draft makes a note that
// says what the draft says and nothing more.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.vcf")
	for _, file := range files {
		if source, err := os.ReadFile(file); err == nil {
			f.Add(source)
		}
	}
	f.Add([]byte("BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:=88=A4=\n=8D\nX-NETNOTES-MET-AT:[[x]]\nNOTE:%%\\n<!--\\n- [ ] x\nitem1.TEL;TYPE=\"a;b\":1\nEND:VCARD\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		out, err := Read(source)
		if err != nil {
			return
		}
		drafttest.Check(t, out)
	})
}
