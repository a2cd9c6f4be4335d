// Package intake is what other programs' files tell, in one shape: people, as
// drafts of notes (draft.Note), and what happened with them (Happening). Each
// program has a package below; none of them knows the folder. Who is meant, and
// what of it stands in the notes already, is found out above.
package intake

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
)

// Somebody is a person as a file names them: by address, profile or name.
type Somebody struct {
	Name     string
	Email    string // lower case
	LinkedIn string // as Profile writes it
}

// Happening is one thing that a file says happened, or will.
type Happening struct {
	Row       int        // the message, row or event of the file, from 1
	Day       date.Date  // on the user's calendar
	Also      date.Date  // the same moment's day in UTC, under which it may stand in a note
	At        time.Time  // the moment, where it is known: of several on one day the last one decides
	Time      string     // 10:00-10:45; empty where only the day counts
	Kind      string     // as a log line begins: message, email, meeting, call
	From      bool       // the other side did it
	People    []Somebody // who takes part besides the user
	Text      string     // what it was about, on one line
	NoReply   bool       // it wants no answer
	ID        string     // of the block, kept in the line where the thing may still move
	Planned   bool       // it lies ahead
	Cancelled bool       // it was called off
	Standing  bool       // one of a series with many people
	Gathering bool       // it is an event rather than a talk: all day, or too many people
	Days      int        // how many days a gathering takes
	Place     string     // of a gathering
	Guessed   bool       // nobody is listed; whom the text names may have been there
}

// File is what was read of other programs' files.
type File struct {
	What       string   // the program or form, as the user knows it
	Row        string   // what one of its rows is: message, event
	Rows       int      // how many there are
	How        []string // how it was read: encoding, zone, whose it is
	Happenings []Happening
	LeftOut    Reasons
	Unread     []draft.Unread
	CutShort   int // the line of the row in whose middle the file ends; 0 where it is whole
}

// Reasons counts what was left out, by reason, in the order of first use.
type Reasons []Reason

// Reason is why something was left out, and how often.
type Reason struct {
	Why   string `json:"why"`
	Count int    `json:"count"`
}

// Unknown is why something is left out that happened with nobody of the notes.
const Unknown = "people without a note"

// Add counts one more.
func (r *Reasons) Add(why string) { r.AddAll(why, 1) }

// AddAll counts some more.
func (r *Reasons) AddAll(why string, count int) {
	i := slices.IndexFunc(*r, func(have Reason) bool { return have.Why == why })
	if i < 0 {
		*r = append(*r, Reason{Why: why})
		i = len(*r) - 1
	}
	(*r)[i].Count += count
}

// Me is the user, as files name them.
type Me struct {
	Name     string
	Emails   []string // in any case
	LinkedIn string
}

// HasEmail reports whether an address is the user's.
func (m Me) HasEmail(address string) bool {
	return address != "" && slices.ContainsFunc(m.Emails, func(e string) bool { return strings.EqualFold(strings.TrimSpace(e), address) })
}

// Is reports whether somebody is the user.
func (m Me) Is(s Somebody) bool {
	switch {
	case m.HasEmail(s.Email):
		return true
	case s.LinkedIn != "" && Profile(m.LinkedIn) != "":
		return Profile(m.LinkedIn) == s.LinkedIn
	}
	return s.Name != "" && m.Name != "" && txt.FoldName(m.Name) == txt.FoldName(s.Name)
}

// Profile is what tells one LinkedIn profile from another: the last part of
// its address, without country, query, slash and percent form, in lower case.
// It is empty for every other address.
func Profile(address string) string {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || !strings.HasSuffix(strings.ToLower(u.Hostname()), "linkedin.com") {
		return ""
	}
	kind, rest, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	who, _, _ := strings.Cut(rest, "/")
	if (kind != "in" && kind != "pub") || who == "" {
		return ""
	}
	return strings.ToLower(who)
}

// Clip is the beginning of a text, of so many bytes at most, as a report shows
// it.
func Clip(text string, most int) string {
	if len(text) > most {
		for most > 0 && !utf8.RuneStart(text[most]) {
			most--
		}
		text = text[:most] + "…"
	}
	return text
}

// On is a moment on the user's calendar and in UTC.
func On(t time.Time, zone *time.Location) (day, also date.Date) {
	day, also = dateOf(t.In(zone)), dateOf(t.UTC())
	return day, also
}

func dateOf(t time.Time) date.Date {
	d, _ := date.New(t.Year(), int(t.Month()), t.Day())
	return d
}
