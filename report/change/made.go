package change

import (
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Made is a folder that was made.
type Made struct {
	Folder string   `json:"folder"`
	Files  []string `json:"files"`
	Git    string   `json:"git,omitempty"` // what was done about git
}

// MakeMade tells which files were made in a folder.
func MakeMade(dir string, changes []disk.Change) Made {
	m := Made{Folder: dir, Files: []string{}}
	for _, c := range changes {
		m.Files = append(m.Files, c.Path)
	}
	return m
}

// Text says what is there now and what to type next.
func (m Made) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	if len(m.Files) == 0 {
		p.Line(form.Inline(m.Folder), " has everything already")
		return p.Bytes()
	}
	people, others := 0, []string{}
	for _, file := range m.Files {
		switch {
		case strings.HasPrefix(file, "contacts/"):
			people++
		case !strings.Contains(file, "/"):
			others = append(others, file)
		}
	}
	folders := []string{"templates/"}
	if slices.ContainsFunc(m.Files, func(file string) bool { return strings.HasPrefix(file, "inbox/") }) {
		folders = append(folders, "inbox/")
	}
	p.Line("made ", p.Mark(form.Bold, form.Inline(m.Folder)), " with ", form.AndList(append(others, folders...)))
	for line := range strings.Lines(m.Git) {
		p.Line(strings.TrimSuffix(line, "\n"))
	}
	if people > 0 {
		p.Line(form.Plural(people, "invented person", "invented people"), " to practise on")
		p.Line("next: ", txt.Command("due --dir=", m.Folder))
		return p.Bytes()
	}
	p.Line("next: ", txt.Command("new contact --dir=", m.Folder, "First Last"))
	return p.Bytes()
}
