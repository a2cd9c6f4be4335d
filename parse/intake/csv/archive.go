package csv

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/txt"
)

// ArchiveNames are the files of LinkedIn's archive that are read; all others
// stay closed.
func ArchiveNames() []string {
	return []string{"Connections.csv", "messages.csv", "Invitations.csv", "Profile.csv"}
}

// InArchive reports whether a file is one of them, in whatever folder.
func InArchive(name string) bool {
	return slices.ContainsFunc(ArchiveNames(), func(n string) bool { return strings.EqualFold(n, path.Base(name)) })
}

// ArchiveOptions are what the files alone do not tell.
type ArchiveOptions struct {
	Me    intake.Me
	Zone  *time.Location // of the user's calendar
	Order Order          // of dates in numbers, where no row decides it
	Text  bool           // take the beginning of messages
}

// Archive is what was read of one or more of LinkedIn's files.
type Archive struct {
	People draft.Foreign // Connections.csv
	Told   intake.File   // messages and invitations
}

// LinkedInArchive reads LinkedIn's files, of which each is known by its
// columns, whatever it is called.
func LinkedInArchive(files [][]byte, o ArchiveOptions) (Archive, error) {
	a := archive{ArchiveOptions: o}
	a.out.Told.What, a.out.Told.Row = "LinkedIn's archive", "message"
	for _, source := range files {
		if err := a.file(source); err != nil {
			return a.out, err
		}
	}
	if err := a.whose(); err != nil {
		return a.out, err
	}
	if len(a.messages) > 0 || len(a.invitations) > 0 {
		a.out.Told.How = append(a.out.Told.How, "you are "+a.myName())
	}
	a.tellMessages()
	return a.out, a.tellInvitations()
}

// archive is what the files hold before it is known who the user is.
type archive struct {
	ArchiveOptions
	out         Archive
	profile     string // the name in Profile.csv
	messages    []message
	invitations []invitation
	sentAt      []dated // the days of the invitations
}

// archiveFile is one of LinkedIn's files: how it is known, and who reads it.
type archiveFile struct {
	is   func(has func(string) bool) bool
	read func(*archive, table)
}

func archiveFiles() []archiveFile {
	return []archiveFile{
		{isMessages, (*archive).readMessages},
		{isInvitations, (*archive).readInvitations},
		{isProfile, (*archive).readProfile},
	}
}

func (a *archive) file(source []byte) error {
	text, how, err := draft.ForeignUTF8(source, "a CSV file of LinkedIn's archive")
	if err != nil {
		return err
	}
	for _, kind := range archiveFiles() {
		if t, ok := find(string(text), kind.is); ok {
			if how != "" {
				a.out.Told.How = append(a.out.Told.How, how)
			}
			kind.read(a, t)
			return nil
		}
	}
	a.out.People, err = LinkedIn(source, a.Order)
	return err
}

func isProfile(has func(string) bool) bool {
	return has("First Name") && has("Last Name") && has("Headline") && !has("Connected On")
}

func (a *archive) readProfile(t table) {
	for _, r := range t.rows {
		if name := draft.OneLine(t.cell(r, "First Name") + " " + t.cell(r, "Last Name")); name != "" {
			a.profile = name
			return
		}
	}
}

// whose finds out who the user is: as the notes say, else as Profile.csv says,
// else who sent the invitations, else who is in every conversation.
func (a *archive) whose() error {
	if len(a.messages)+len(a.invitations) == 0 {
		return nil
	}
	switch name := a.Me.Name; {
	case name != "" && a.profile != "" && !slices.Equal(nameWords(name), nameWords(a.profile)) && a.Me.LinkedIn == "":
		return &draft.ForeignError{Text: "you are " + name + " in the notes, and " + a.profile + " in Profile.csv", Hint: "say which in targets.md, me: {name: …, linkedin: …}, or with --me", Usage: true}
	case name == "" && a.Me.LinkedIn == "":
		a.Me.Name = a.profile
	}
	if a.Me.Name == "" && a.Me.LinkedIn == "" {
		for _, inv := range a.invitations {
			if inv.outgoing {
				a.Me.Name, a.Me.LinkedIn = inv.from.Name, inv.from.LinkedIn
				break
			}
		}
	}
	if a.Me.Name == "" && a.Me.LinkedIn == "" {
		who, ok := a.inEvery()
		if !ok {
			return &draft.ForeignError{Text: "it is not known which side of the messages is yours", Hint: "put me: {name: …, linkedin: …} into targets.md, or take Profile.csv as well", Usage: true}
		}
		a.Me.Name, a.Me.LinkedIn = who.Name, profileURL(who.LinkedIn)
	}
	if len(a.messages) > 0 && !slices.ContainsFunc(a.messages, func(m message) bool { return slices.ContainsFunc(m.everybody(), a.Me.Is) }) {
		return &draft.ForeignError{Text: "none of the messages is from or to " + a.myName(), Hint: "say who you are there: me: {name: …, linkedin: …} in targets.md", Usage: true}
	}
	return nil
}

// myName is the user as the preview says it: by name, which the files know where
// only the profile was given, else by profile.
func (a *archive) myName() string {
	if a.Me.Name != "" {
		return a.Me.Name
	}
	met := []intake.Somebody{}
	for i := range a.messages {
		met = append(met, a.messages[i].from)
	}
	for _, inv := range a.invitations {
		met = append(met, inv.from)
	}
	for _, who := range met {
		if a.Me.Is(who) && who.Name != "" {
			return who.Name
		}
	}
	return cmp.Or(a.profile, a.Me.LinkedIn)
}

// profileURL is a profile as an address, as Me has it.
func profileURL(profile string) string {
	if profile == "" {
		return ""
	}
	return "https://www.linkedin.com/in/" + profile
}

func nameWords(name string) []string {
	words := strings.Fields(txt.FoldName(name))
	slices.Sort(words)
	return words
}

// inEvery is the one person of whom every conversation has a message, where
// there are two or more.
func (a *archive) inEvery() (intake.Somebody, bool) {
	conversations := map[string]bool{}
	in := map[string]map[string]bool{}
	named := map[string]intake.Somebody{}
	for _, m := range a.messages {
		conversations[m.conversation] = true
		for _, who := range m.everybody() {
			key := keyOf(who)
			if in[key] == nil {
				in[key] = map[string]bool{}
			}
			in[key][m.conversation] = true
			named[key] = who
		}
	}
	var found []intake.Somebody
	for key, met := range in {
		if len(met) == len(conversations) {
			found = append(found, named[key])
		}
	}
	if len(found) != 1 || len(conversations) < 2 {
		return intake.Somebody{}, false
	}
	return found[0], true
}

// keyOf tells people of one file apart: by profile, else by name.
func keyOf(s intake.Somebody) string {
	if s.LinkedIn != "" {
		return s.LinkedIn
	}
	return "name " + txt.FoldName(s.Name)
}
