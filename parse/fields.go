package parse

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// FieldType says how a field's text is read and checked.
type FieldType byte

// The types of field. Free text is anything; the others have a form of their
// own, and a value out of form is a problem.
const (
	FreeText FieldType = iota
	TextList
	LinkList
	DateField
	DayField
	CadenceField
	TierField
	LevelField
	SectorField
	MetHowField
	StatusField
	BirthdayField
	RelationList
	BoolField
	ModeField
	PeopleList // names of people
	TagList    // tags or categories
	EntryList  // log lines
)

// FieldInfo describes a field netnotes knows: its name, the names that other
// tools give it, and what it is for.
type FieldInfo struct {
	Name string
	Type FieldType
	Also string // other spellings, compared without case, spaces, "-" and "_"; the singular is one of them
	Help string
}

// ContactFields are the fields of a contact.
func ContactFields() []FieldInfo {
	fields := contactFields()
	return fields[:]
}

// contactFields are the same, for loops that run once a person.
func contactFields() [41]FieldInfo {
	return [...]FieldInfo{
		{"name", FreeText, "fullname FN", "the name"},
		{"type", TextList, "", "contact, or another kind of note"},
		{"aliases", TextList, "alias nickname nicknames", "other names"},
		{"pronouns", FreeText, "", "such as she/her"},
		{"say", FreeText, "", "how to say the name"},
		{"cue", FreeText, "", "what helps to remember the face"},
		{"org", TextList, "company organization organisation employer", "where they work"},
		{"role", FreeText, "title position jobtitle", "as what"},
		{"level", LevelField, "", "how far in their career"},
		{"sector", SectorField, "", "which kind of place they work at"},
		{"place", FreeText, "location loc city", "where they live"},
		{"skills", TextList, "skill", "what they can do"},
		{"interests", TextList, "topics topic interest", "what they care about"},
		{"groups", LinkList, "group", "committees and lists they are on"},
		{"could", TextList, "", "what they could help with"},
		{"school", TextList, "schools", "where they studied"},
		{"private", BoolField, "", "true keeps the note out of every export"},
		{"since", DateField, "", "when the present role began"},
		{"org_history", TextList, "", "where they worked before: 2019/2022 [[Org]]"},
		{"relation", RelationList, "relationship", "what they are to you"},
		{"tier", TierField, "prmtier", "how often you want to be in touch: A to D"},
		{"cadence", CadenceField, "contactfrequency prmcadence frequency interval stayintouch", "how often, exactly: 6w, 6w/10w, none"},
		{"met", DateField, "firstmet datemet metdate", "when you met"},
		{"met_at", FreeText, "metcontext howwemet", "where you met"},
		{"met_how", MetHowField, "source", "how you met"},
		{"introduced_by", PeopleList, "firstmetthrough", "who introduced you"},
		{"knows", PeopleList, "friends", "people they know"},
		{"knows_not", PeopleList, "", "people they do not know"},
		{"email", TextList, "emails mail", ""},
		{"phone", TextList, "phones mobile tel telephone", ""},
		{"linkedin", TextList, "", "their profile"},
		{"url", TextList, "urls website homepage", "their page"},
		{"handles", TextList, "handle twitter github mastodon bluesky", "names elsewhere"},
		{"birthday", BirthdayField, "BDAY birthdate dateofbirth", "1985-04-12 or 04-12"},
		{"status", StatusField, "", "whether they take part in the network"},
		{"last_contact", DateField, "lastcontacted lastmet lastinteraction lastchat datelastspoken lastspoke lastspoken prmlastcontacted", "read as one contact on that day"},
		{"interactions", EntryList, "", "log lines kept as a list of date and text"},
		{"snooze", DayField, "prmsnoozeuntil", "rest until that day"},
		{"uid", FreeText, "", "the identity of an imported card"},
		{"tags", TagList, "tag", ""},
		{"categories", TagList, "category", ""},
	}
}

// EventFields are the fields of an event or a meeting.
func EventFields() []FieldInfo {
	return []FieldInfo{
		{"name", FreeText, "title", "the name"},
		{"type", TextList, "", "event or meeting"},
		{"aliases", TextList, "alias", "other names"},
		{"start", DateField, "date", "the first day"},
		{"end", DateField, "enddate", "the last day"},
		{"place", FreeText, "loc location", "where it is"},
		{"mode", ModeField, "", "in-person, virtual or hybrid"},
		{"series", FreeText, "", "what it is one of"},
		{"attendees", PeopleList, "people participants", "who is there, or how many"},
		{"goals", TextList, "goal", "what you want of it"},
		{"topics", TextList, "topic", "what it is about"},
		{"cost", FreeText, "", ""},
		{"private", BoolField, "", "true keeps the note out of every export"},
		{"tags", TagList, "tag", ""},
		{"categories", TagList, "category", ""},
	}
}

// OtherFields are the fields of groups, organisations, leads and the user's own
// notes.
func OtherFields() []FieldInfo {
	return []FieldInfo{
		{"name", FreeText, "", "the name"},
		{"title", FreeText, "", "what the opening is called"},
		{"type", TextList, "", "org, group or lead"},
		{"aliases", TextList, "alias", "other names"},
		{"kind", FreeText, "", "of a group: committee, team, section, listserv, chat, school or course"},
		{"my_role", FreeText, "", "of a group: member, active or chair"},
		{"term", FreeText, "", "of a group: how long you are in it"},
		{"members", PeopleList, "member", "of a group"},
		{"org", TextList, "company organization organisation employer", "where the opening is"},
		{"posted", FreeText, "", "of an opening: yes, no or unknown"},
		{"heard", DateField, "", "when you heard of it"},
		{"heard_from", PeopleList, "", "who told you"},
		{"posted_on", DateField, "", "when it was posted"},
		{"closes", DateField, "", "until when it is open"},
		{"status", FreeText, "", ""},
		{"sector", SectorField, "", "which kind of place it is"},
		{"place", FreeText, "location loc city", "where it is"},
		{"private", BoolField, "", "true keeps the note out of every export"},
		{"tags", TagList, "tag", ""},
		{"categories", TagList, "category", ""},
	}
}

// IdentityFields tell two people of one name apart.
func IdentityFields() []string { return []string{"email", "linkedin", "org", "met"} }

// FieldOf is the field that a key means in a kind of note; without a name where
// it means none.
func (r *Reader) FieldOf(kind NoteKind, key string) FieldInfo { return r.FieldsOf(kind).Info(key) }

// IsList reports whether a field holds several values.
func (t FieldType) IsList() bool {
	switch t {
	case TextList, LinkList, PeopleList, RelationList, TagList:
		return true
	}
	return false
}

// HoldsLinks reports whether the values of a field name notes.
func (t FieldType) HoldsLinks() bool { return t == LinkList || t == PeopleList }

// IsDate reports whether a field holds a day or a time of days.
func (t FieldType) IsDate() bool { return t == DateField || t == DayField }

// Words are the words that a field may hold; nil for one that holds others, and
// for sectors, which are a setting.
func (t FieldType) Words() []string {
	switch t {
	case LevelField:
		return Levels()
	case StatusField:
		return Statuses()
	case RelationList:
		return Relations()
	case MetHowField:
		return MetHows()
	case TierField:
		return Tiers()
	case ModeField:
		return []string{"in-person", "virtual", "hybrid"}
	case BoolField:
		return []string{"true", "false"}
	}
	return nil
}

// fieldID is a field of a fieldSet; 0 is none.
type fieldID byte

// fieldSet finds a field by any of its spellings.
type fieldSet struct {
	dates date.Reader             // how days are read
	place int                     // among those of a fieldKey
	Infos []FieldInfo             // by ID; the first is none
	names *txt.WordTable[fieldID] // by the field's own name
	Keys  map[string]fieldID      // by every spelling, folded
}

func newFieldSet(place int, infos []FieldInfo) fieldSet {
	set := fieldSet{place: place, Infos: append([]FieldInfo{{}}, infos...), Keys: map[string]fieldID{}}
	names := map[string]*fieldID{}
	for i, info := range infos {
		id := fieldID(i + 1)
		names[info.Name] = &id
		set.Keys[txt.FoldKey(info.Name)] = id
		for _, also := range strings.Fields(info.Also) {
			set.Keys[txt.FoldKey(also)] = id
		}
	}
	set.names = txt.NewWordTable(names)
	return set
}

// Info is the field that a key means, or the zero one.
func (s *fieldSet) Info(key string) FieldInfo { return s.Infos[s.Keys[txt.FoldKey(key)]] }

// fieldKey is a key that some kind of note knows.
type fieldKey struct {
	folded string
	ids    [3]fieldID // in the sets for contacts, events and others
	number int        // of its own, from 0
}

// fieldKeys are the keys of all sets, by the spellings of their own and folded.
func fieldKeys(sets ...*fieldSet) map[string]*fieldKey {
	keys := map[string]*fieldKey{}
	for _, set := range sets {
		for folded := range set.Keys {
			if keys[folded] == nil {
				keys[folded] = &fieldKey{folded: folded, number: len(keys)}
			}
			keys[folded].ids[set.place] = set.Keys[folded]
		}
	}
	for _, set := range sets {
		for _, info := range set.Infos[1:] {
			for _, key := range append(strings.Fields(info.Also), info.Name) {
				keys[key] = keys[txt.FoldKey(key)]
			}
		}
	}
	return keys
}

// proseKeys are the keys, folded, of fields that hold words, which " #" might cut
// short. An unknown key is never complained about, and the other types have a
// form that says whether something is missing.
func proseKeys() map[string]bool {
	keys := map[string]bool{}
	for _, info := range slices.Concat(ContactFields(), EventFields(), OtherFields()) {
		if info.Type != FreeText && info.Type != TextList {
			continue
		}
		for _, key := range append(strings.Fields(info.Also), info.Name) {
			keys[txt.FoldKey(key)] = true
		}
	}
	return keys
}

// Levels are the levels of a career in their order; emeritus counts as senior.
func Levels() []string {
	return []string{"student", "early", "mid", "senior", "lead", "director", "emeritus"}
}

// DefaultSectors are the sectors of the library world, which a folder's
// settings may replace.
func DefaultSectors() []string {
	return []string{"academic", "public", "school", "special", "law", "health", "archives", "museum", "government", "vendor",
		"consortium", "association", "lis-education", "other"}
}

// Relations are the words of the relation field.
func Relations() []string {
	return []string{"mentor", "mentee", "sponsor", "advisor", "professor", "supervisor", "reference", "peer", "colleague", "friend", "family"}
}

// MetHows are the words of the met_how field.
func MetHows() []string {
	return []string{"event", "class", "work", "group", "online", "introduced", "self", "cold", "family", "unknown"}
}

// Status says whether a contact takes part in the network.
type Status string

// The statuses of a contact.
const (
	Active       Status = "active"
	Paused       Status = "paused"
	Archived     Status = "archived"
	Imported     Status = "imported"
	Wish         Status = "wish"
	DoNotContact Status = "do-not-contact"
	Deceased     Status = "deceased"
)

// Statuses lists the words of the status field.
func Statuses() []string {
	return []string{string(Active), string(Paused), string(Archived), string(Imported), string(Wish), string(DoNotContact), string(Deceased)}
}

// Tiers are the names of the tiers: A to D, and those of vaults that name their
// circles.
func Tiers() []string {
	return []string{"A", "B", "C", "D", "inner", "close", "casual", "warm", "dormant"}
}

// TierName is the name of a tier, which may be written as its word.
func TierName(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "often":
		return "A", true
	case "regular":
		return "B", true
	case "sometimes":
		return "C", true
	case "yearly":
		return "D", true
	}
	for _, name := range Tiers() {
		if strings.ToLower(name) == s {
			return name, true
		}
	}
	return "", false
}

// SplitHistory reads an item of org_history: "2019/2022 [[Org]]".
func SplitHistory(s string) (date.When, string) {
	w, n, err := date.Scan(s)
	if err != nil {
		return date.When{}, s
	}
	return w, strings.TrimSpace(s[n:])
}

// FieldsOf are the fields that a kind of note has.
func FieldsOf(kind NoteKind) []FieldInfo {
	switch kind {
	case ContactNote:
		return ContactFields()
	case EventNote, MeetingNote:
		return EventFields()
	}
	return OtherFields()
}

// keys are the keys of a note's fields, folded, in the fields' order.
type keys struct {
	fields []yaml.Field
	folded []string
	known  []*fieldKey // nil for one that no kind of note knows
	ids    []fieldID   // in the set of the note's kind
}

// FieldInfo describes a field of a kind of note by any of its spellings; its name
// is empty where there is none.
func (r *Reader) FieldInfo(kind NoteKind, key string) FieldInfo { return r.FieldsOf(kind).Info(key) }

// FieldsOf are the fields that a kind of note has.
func (r *Reader) FieldsOf(kind NoteKind) *fieldSet {
	switch kind {
	case ContactNote:
		return &r.contact
	case EventNote, MeetingNote:
		return &r.event
	}
	return &r.other
}
