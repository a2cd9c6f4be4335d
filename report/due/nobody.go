package due

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/report/form"
)

// Nobody says what was read of a folder in which no note is a contact, and what
// to do about it. It is nil where one is.
func Nobody(ix *index.Index) func(form.Style) []byte {
	if len(ix.People()) > 0 {
		return nil
	}
	u, unread, notes := ix.Unrecognised(), ix.Unread().Any(), len(ix.Notes())
	return func(style form.Style) []byte {
		p := form.Painter{Style: style}
		if unread {
			p.Line("No note that could be read is a contact: netnotes check")
			return p.Bytes()
		}
		if u == nil {
			text := "No contacts yet"
			if notes > 0 {
				text += ", in " + CountOf(notes, "note", "notes")
			}
			p.Line(text, ": netnotes new contact NAME")
			return p.Bytes()
		}
		p.Line(CountOf(u.Notes, "note", "notes"), " read, and none of them is a contact.")
		p.Line(foldersLike(u))
		p.Line("  ", form.Inline(u.Setting()))
		return p.Bytes()
	}
}

// foldersLike names the folders that look like people.
func foldersLike(u *index.Unrecognised) string {
	var folders []string
	for _, f := range u.Folders {
		folders = append(folders, fmt.Sprintf("%s (%s)", form.Inline(f.Path), CountOf(f.Notes, "note", "notes")))
	}
	switch len(folders) {
	case 0:
		return "Say in " + disk.SettingsFile + " which folder holds the notes of people, or give each a tag: tags: [person]"
	case 1:
		f := u.Folders[0]
		return fmt.Sprintf("%s looks like people (%s): say so in %s", form.Inline(f.Path), CountOf(f.Notes, "note", "notes"), disk.SettingsFile)
	}
	return strings.Join(folders[:len(folders)-1], ", ") + " and " + folders[len(folders)-1] + " look like people: say so in " + disk.SettingsFile
}

// CountOf writes a number with its thousands apart: 4,061 notes.
func CountOf(n int, one, many string) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if n == 1 {
		return digits + " " + one
	}
	return digits + " " + many
}

// whyIdle says why nothing is near where no contact is one of whom anything could
// be asked; it is empty where some are.
func whyIdle(ix *index.Index, today date.Date) string {
	kept := map[parse.Status]int{}
	for _, p := range ix.People() {
		status := ix.Days(p, today).Status
		if status == parse.Active {
			return ""
		}
		kept[status]++
	}
	if len(kept) == 0 {
		return ""
	}
	text, most := keptCounts(kept)
	return text + ", so nothing is asked: netnotes list status:" + string(most)
}

// keptCounts says how many are of each status, and of which most are.
func keptCounts(kept map[parse.Status]int) (text string, most parse.Status) {
	var counts []string
	most = parse.Imported
	for _, s := range slices.Sorted(maps.Keys(kept)) {
		counts = append(counts, CountOf(kept[s], "is", "are")+" "+string(s))
		if kept[s] > kept[most] {
			most = s
		}
	}
	return strings.Join(counts, ", "), most
}

// WhyEmpty says why a list of contacts is empty: nobody matches, or those who do
// are in no list because of their status.
func WhyEmpty(ix *index.Index, today date.Date, q query.Query) string {
	kept := map[parse.Status]int{}
	for _, p := range ix.People() {
		if c := ix.Days(p, today); !index.Listed(c.Status) && ix.Match(q, p.Note, &c, today) {
			kept[c.Status]++
		}
	}
	if len(kept) == 0 {
		return "Nobody matches, of " + CountOf(len(ix.People()), "contact", "contacts") + "."
	}
	text, most := keptCounts(kept)
	return text + " and in no list yet: netnotes list status:" + string(most)
}
