// Package foldertest makes folders of notes for the tests of reports.
package foldertest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
)

// Folder is a folder in the making, on 6 October 2026.
type Folder map[string]string

// Person adds somebody with fields and a log, each line of it ended by a line
// ending.
func (n Folder) Person(name, fields string, log ...string) Folder {
	n["contacts/"+folder.Slug(name)+".md"] = "---\nname: " + name + "\n" + fields + "---\n\n## Log\n\n- " + strings.Join(log, "\n- ") + "\n"
	return n
}

// People adds several people of the same kind: A 1, A 2 and so on.
func (n Folder) People(prefix string, count int, fields string, log ...string) Folder {
	for i := range count {
		n.Person(fmt.Sprintf("%s %d", prefix, i+1), strings.ReplaceAll(fields, "%d", fmt.Sprint(i+1)), log...)
	}
	return n
}

// Targets adds the note of what the user wants.
func (n Folder) Targets(text string) Folder {
	n["targets.md"] = "---\ntype: targets\n" + text
	return n
}

// Read reads the folder.
func (n Folder) Read(t testing.TB) *index.Index {
	t.Helper()
	settings, problems := folder.ParseSettings([]byte(n["netnotes.yaml"]))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	reader := parse.NewReader(settings.Reading())
	var notes []*parse.Note
	for _, name := range slices.Sorted(maps.Keys(n)) {
		if strings.HasSuffix(name, ".md") {
			notes = append(notes, reader.Note(name, []byte(n[name])))
		}
	}
	return index.Of(settings, reader, notes, nil)
}

// October is the day of the tests.
func October() date.Date { return date.Date{Year: 2026, Month: 10, Day: 6} }

// DaysAgo is a log line's date, so many days before 6 October 2026.
func DaysAgo(days int) string { return October().AddDays(-days).String() }

// Lines repeats a log line on so many days, from the given age on backwards.
func Lines(count, from int, text string) []string {
	var out []string
	for i := range count {
		out = append(out, DaysAgo(from+i)+" "+text)
	}
	return out
}
