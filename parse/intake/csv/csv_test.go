package csv

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	unicode16 "golang.org/x/text/encoding/unicode"

	"netnotes/parse/draft"
	"netnotes/parse/intake/drafttest"
)

// TestCells takes tables apart.
func TestCells(t *testing.T) {
	for text, want := range map[string][][]string{
		"a,b\r\nc,d\n":       {{"a", "b"}, {"c", "d"}},
		"a,\"b\nc\",d\re":    {{"a", "b\nc", "d"}, {"e"}},
		`"a ""b""",c"d,"e"f`: {{`a "b"`, `c"d`, "ef"}},
		"\n,\n":              {{""}, {"", ""}},
		`a,"open`:            {{"a", "open"}},
	} {
		var got [][]string
		for _, r := range rows(text, ',') {
			got = append(got, r.cells)
		}
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	all := rows("a\n\"b\n\nc\"\nd", ',')
	if len(all) != 3 || all[1].line != 2 || all[2].line != 5 || all[2].closed || !all[1].closed {
		t.Errorf("lines: %+v", all)
	}
}

func read(t *testing.T, name string) string {
	source, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

func connections(source []byte) (draft.Foreign, error) { return LinkedIn(source, NoOrder) }

// TestRead reads the files of testdata as they come, and as programs on the
// way change them.
func TestRead(t *testing.T) {
	wide, err := unicode16.UTF16(unicode16.LittleEndian, unicode16.UseBOM).NewEncoder().String(read(t, "google.csv"))
	if err != nil {
		t.Fatal(err)
	}
	linkedIn := read(t, "linkedin.csv")
	_, bare, _ := strings.Cut(linkedIn, "\n\n")
	for name, c := range map[string]struct {
		source                         string
		read                           func([]byte) (draft.Foreign, error)
		records, drafts, unread, empty int
		want                           []string
	}{
		"LinkedIn": {linkedIn, connections, 4, 3, 1, 1, []string{"name: Imani Vance", "role: Student, MLIS", "email: imani@cedar.example",
			"linkedin: https://www.linkedin.com/in/imani-vance", "- 2026-06-26 connected on LinkedIn", `org: Stacks "and" Shelves, Inc.`, "- 2025-01-05 connected on LinkedIn", "name: Renée Thibodeaux"}},
		"LinkedIn without its preamble, with a mark": {"\ufeff" + strings.ReplaceAll(bare, "\n", "\r\n"), connections, 4, 3, 1, 1, []string{"name: Imani Vance"}},
		"LinkedIn in another order":                  {"Connected On;Last Name;First Name;Company;Shoe\n26 Jun 2026;Vance;Imani;Cedar;9\n", connections, 1, 1, 0, 0, []string{"name: Imani Vance", "- 2026-06-26 connected on LinkedIn", "- Shoe: 9"}},
		"LinkedIn saved by a spreadsheet":            {"First Name,Last Name,Connected On\nRen\xe9e,X,\n", connections, 1, 1, 0, 0, []string{"name: Renée X"}},
		"LinkedIn with months first":                 {"First Name,Last Name,Connected On\nA,X,\"1/8/18, 6:14 PM\"\nB,Y,\"11/17/17, 6:14 PM\"\n", connections, 2, 2, 0, 0, []string{"- 2018-01-08 connected on LinkedIn", "- 2017-11-17 connected on LinkedIn"}},
		"LinkedIn with an open order":                {"First Name,Last Name,Connected On\nA,X,1/8/18\n", connections, 1, 1, 1, 0, []string{"name: A X"}},
		"Google": {read(t, "google.csv"), Google, 2, 2, 0, 0, []string{"name: Priya Sundqvist", "aliases: Pri", "say: PREE-ya SOOND-kvist", "  - p@home.example", "  - +1 555 0135", "birthday: --03-07",
			"tags: Law-Friends", "- category: Law Friends", "  > Two", "place: Springfield", "- Shoe: 9,5", "- department: Documents", "name: Harbor Street Branch"}},
		"Google in UTF-16":   {wide, Google, 2, 2, 0, 0, []string{"name: Priya Sundqvist"}},
		"Google before 2024": {read(t, "google-before-2024.csv"), Google, 1, 1, 0, 0, []string{"name: Theo Vandermeer", "email: theo@tamarack.example", "- Brother: Jan", "org: Tamarack Falls Public Library", "birthday: 1990-02-11"}},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := c.read([]byte(c.source))
			if err != nil || out.Records != c.records || len(out.Drafts) != c.drafts || len(out.Unread) != c.unread || out.Empty != c.empty {
				t.Fatalf("%v: %d records, %d drafts, unread %v, %d empty", err, out.Records, len(out.Drafts), out.Unread, out.Empty)
			}
			drafttest.Check(t, out)
			var all strings.Builder
			for _, d := range out.Drafts {
				all.Write(d.Note(out.From))
			}
			for _, want := range c.want {
				if !slices.Contains(strings.Split(all.String(), "\n"), want) {
					t.Errorf("no line %q in\n%s", want, all.String())
				}
			}
		})
	}
}

// TestRefused wants a clear word about files that are something else.
func TestRefused(t *testing.T) {
	linkedIn := read(t, "linkedin.csv")
	for _, c := range []struct {
		read       func([]byte) (draft.Foreign, error)
		source     string
		says, hint string
	}{
		{connections, read(t, "google.csv"), "the file is not LinkedIn's", "expected columns"},
		{Google, linkedIn, "the file is not an export of Google", "expected columns"},
		{connections, "a,b\n1,2\n", "the file is not LinkedIn's", "expected columns"},
		{connections, "PK\x03\x04" + linkedIn, "the file is a zip archive", "unpack"},
		{connections, "First Name,Last Name,Connected On\n", "there are no rows", ""},
		{connections, "First Name,Last Name,Connected On\n,,\n,,1 Jan 2023\n", "not one of the rows", ""},
		{Google, "", "the file is empty", ""},
	} {
		_, err := c.read([]byte(c.source))
		refused, ok := err.(*draft.ForeignError)
		if !ok || !strings.HasPrefix(refused.Text, c.says) || !strings.HasPrefix(refused.Hint, c.hint) {
			t.Errorf("%.20q: %+v, want %s", c.source, err, c.says)
		}
	}
}

// TestCutShort wants half a file to be told from a whole one.
func TestCutShort(t *testing.T) {
	whole := read(t, "linkedin.csv")
	for cut, line := range map[int]int{len(whole): 0, len(whole) - 1: 0, strings.Index(whole, "Student") + 4: 5, strings.Index(whole, "Account") - 3: 6} {
		out, err := connections([]byte(whole[:cut]))
		if out.CutShort != line || err != nil && line == 0 {
			t.Errorf("cut at %d: line %d, want %d (%v)", cut, out.CutShort, line, err)
		}
	}
}

// FuzzTables reads any bytes as both tables. The properties: reading never
// panics, and what drafttest wants.
func FuzzTables(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.csv")
	for _, file := range files {
		if source, err := os.ReadFile(file); err == nil {
			f.Add(source)
		}
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		for _, read := range []func([]byte) (draft.Foreign, error){connections, Google} {
			if out, err := read(source); err == nil {
				drafttest.Check(t, out)
			}
		}
	})
}
