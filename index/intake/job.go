package intake

import (
	"slices"
	"strconv"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/edit"
)

// Job is a new post that a file knows of and a note does not.
type Job struct {
	WasRole string `json:"was_role,omitempty"`
	WasOrg  string `json:"was_org,omitempty"`
	Role    string `json:"role,omitempty"`
	Org     string `json:"org,omitempty"`
	Taken   bool   `json:"taken"` // the note gets it
}

// fields that make a post.
func jobFields() []string { return []string{"org", "role"} }

// job finds out whether a draft has another post than the note: a role or an
// organisation that differs in more than its spelling, where the note has one.
func (f *noteFiller) job(d *draft.Note) *Job {
	moved := false
	text := map[string]string{}
	for _, field := range jobFields() {
		said, have := d.Values(field), f.note.Named(field)
		if len(said) > 0 {
			text[field] = said[0]
			moved = moved || len(have) > 0 && !slices.ContainsFunc(have, func(h string) bool { return sameValue(field, h, said[0]) })
		}
	}
	if !moved {
		return nil
	}
	return &Job{WasRole: f.note.Plain("role"), WasOrg: strings.Join(f.note.List("org"), ", "), Role: text["role"], Org: text["org"]}
}

// takeJob writes a new post into the note: the news as a line of today, the
// organisation and the role, and the old ones into org_history with their years.
func (f *noteFiller) takeJob(j *Job, today date.Date) error {
	post := strings.TrimSpace(j.Role)
	switch {
	case post == "":
		post = "at " + j.Org
	case j.Org != "":
		post += " at " + j.Org
	}
	if err := f.line(today.String() + " news: now " + post); err != nil {
		return err
	}
	changes := !slices.ContainsFunc(f.note.List("org"), func(h string) bool { return sameValue("org", h, j.Org) })
	if old := f.note.List("org"); changes && j.Org != "" && len(old) > 0 {
		history := old[0]
		if since := f.note.When("since"); !since.IsZero() {
			history = strconv.Itoa(int(since.From.Year)) + "/" + strconv.Itoa(int(today.Year)) + " " + old[0]
		}
		if err := f.take("org_history", history, func() (*parse.Note, error) { return edit.AddItem(f.Reader(), f.note, "org_history", history) }); err != nil {
			return err
		}
		if err := f.take("org", j.Org, func() (*parse.Note, error) { return edit.SetField(f.Reader(), f.note, "org", j.Org) }); err != nil {
			return err
		}
	}
	if j.Role != "" && !sameValue("role", f.note.Text("role"), j.Role) {
		if err := f.take("role", j.Role, func() (*parse.Note, error) { return edit.SetField(f.Reader(), f.note, "role", j.Role) }); err != nil {
			return err
		}
	}
	if f.note.Field("since") != nil { // of the old post
		n, err := edit.RemoveField(f.Reader(), f.note, "since")
		if err != nil {
			return err
		}
		f.note = n
	}
	j.Taken = true
	return nil
}
