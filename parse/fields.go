package parse

import "strings"

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
)

// FieldInfo describes a field netnotes knows: its name and the names that
// other tools give it.
type FieldInfo struct {
	Name string
	Type FieldType
	Also string // other spellings, compared without case, spaces, "-" and "_"
}

// ContactFields are the fields of a contact.
func ContactFields() []FieldInfo {
	return []FieldInfo{
		{"name", FreeText, "fullname FN"},
		{"type", TextList, ""},
		{"aliases", TextList, "alias nickname nicknames"},
		{"pronouns", FreeText, ""},
		{"say", FreeText, ""},
		{"cue", FreeText, ""},
		{"org", TextList, "company organization organisation employer"},
		{"role", FreeText, "title position jobtitle"},
		{"level", LevelField, ""},
		{"sector", SectorField, ""},
		{"place", FreeText, "location loc city"},
		{"skills", TextList, "skill"},
		{"interests", TextList, "topics topic interest"},
		{"groups", LinkList, "group"},
		{"could", TextList, ""},
		{"school", TextList, "schools"},
		{"private", BoolField, ""},
		{"since", DateField, ""},
		{"org_history", TextList, ""},
		{"relation", RelationList, "relationship"},
		{"tier", TierField, "prmtier"},
		{"cadence", CadenceField, "contactfrequency prmcadence stayintouch"},
		{"met", DateField, "firstmet datemet metdate"},
		{"met_at", FreeText, "metcontext howwemet"},
		{"met_how", MetHowField, "source"},
		{"introduced_by", LinkList, "firstmetthrough"},
		{"knows", LinkList, "friends"},
		{"knows_not", LinkList, ""},
		{"email", TextList, "emails mail EMAIL[HOME] EMAIL[WORK]"},
		{"phone", TextList, "phones mobile tel telephone TEL[CELL] TEL[HOME] TEL[WORK]"},
		{"linkedin", TextList, ""},
		{"url", TextList, "urls website homepage"},
		{"handles", TextList, "handle twitter github mastodon bluesky"},
		{"birthday", BirthdayField, "BDAY birthdate dateofbirth"},
		{"status", StatusField, ""},
		{"last_contact", DateField, "lastcontacted lastmet lastinteraction lastchat datelastspoken prmlastcontacted"},
		{"snooze", DayField, "prmsnoozeuntil"},
		{"tags", TextList, "tag"},
		{"categories", TextList, "category"},
	}
}

// EventFields are the fields of an event or a meeting.
func EventFields() []FieldInfo {
	return []FieldInfo{
		{"name", FreeText, "title"},
		{"type", TextList, ""},
		{"aliases", TextList, "alias"},
		{"start", DateField, "date"},
		{"end", DateField, "enddate"},
		{"place", FreeText, "loc location"},
		{"mode", ModeField, ""},
		{"series", FreeText, ""},
		{"attendees", LinkList, "people participants"},
		{"goals", TextList, "goal"},
		{"topics", TextList, ""},
		{"cost", FreeText, ""},
		{"private", BoolField, ""},
		{"tags", TextList, "tag"},
		{"categories", TextList, "category"},
	}
}

// OtherFields are the fields of groups, organisations, leads and the user's own
// notes.
func OtherFields() []FieldInfo {
	return []FieldInfo{
		{"name", FreeText, ""},
		{"title", FreeText, ""},
		{"type", TextList, ""},
		{"aliases", TextList, "alias"},
		{"kind", FreeText, ""},
		{"my_role", FreeText, ""},
		{"term", FreeText, ""},
		{"members", LinkList, ""},
		{"org", TextList, "company organization organisation employer"},
		{"posted", FreeText, ""},
		{"heard", DateField, ""},
		{"heard_from", LinkList, ""},
		{"posted_on", DateField, ""},
		{"closes", DateField, ""},
		{"status", FreeText, ""},
		{"sector", SectorField, ""},
		{"place", FreeText, "location loc city"},
		{"private", BoolField, ""},
		{"tags", TextList, "tag"},
		{"categories", TextList, "category"},
	}
}

// fieldID is a field of a fieldSet; 0 is none.
type fieldID byte

// fieldSet finds a field by any of its spellings.
type fieldSet struct {
	place int                 // among those of a fieldKey
	infos []FieldInfo         // by ID; the first is none
	names *wordTable[fieldID] // by the field's own name
	keys  map[string]fieldID  // by every spelling, folded
}

func newFieldSet(place int, infos []FieldInfo) fieldSet {
	set := fieldSet{place: place, infos: append([]FieldInfo{{}}, infos...), keys: map[string]fieldID{}}
	names := map[string]*fieldID{}
	for i, info := range infos {
		id := fieldID(i + 1)
		names[info.Name] = &id
		set.keys[foldKey(info.Name)] = id
		for _, also := range strings.Fields(info.Also) {
			set.keys[foldKey(also)] = id
		}
	}
	set.names = newWordTable(names)
	return set
}

// info is the field that a key means, or the zero one.
func (s *fieldSet) info(key string) FieldInfo { return s.infos[s.keys[foldKey(key)]] }

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
		for folded := range set.keys {
			if keys[folded] == nil {
				keys[folded] = &fieldKey{folded: folded, number: len(keys)}
			}
			keys[folded].ids[set.place] = set.keys[folded]
		}
	}
	for _, set := range sets {
		for _, info := range set.infos[1:] {
			for _, key := range append(strings.Fields(info.Also), info.Name) {
				keys[key] = keys[foldKey(key)]
			}
		}
	}
	return keys
}

// foldKey makes two spellings of one key equal.
func foldKey(key string) string {
	plain := true
	for i := range len(key) {
		if c := key[i]; (c < 'a' || c > 'z') && !isDigit(c) {
			plain = false
			break
		}
	}
	if plain {
		return key
	}
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' || r == '\t' {
			return -1
		}
		return r
	}, fold(key))
}

// freeText reports whether a key holds words that " #" might cut short. An
// unknown key is never complained about, and the other types have a form that
// says whether something is missing.
func freeText(key string) bool {
	switch foldKey(key) {
	case "name", "fullname", "fn", "title", "role", "position", "jobtitle", "org", "company", "organization", "organisation",
		"employer", "place", "location", "loc", "city", "cue", "say", "pronouns", "metat", "metcontext", "howwemet",
		"series", "cost", "alias", "aliases", "nickname", "skills", "interests", "handles", "linkedin", "url", "email", "phone",
		"topics", "goals", "could", "school", "twitter", "website":
		return true
	}
	return false
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

// TierName is the letter of a tier, which may be written as its word.
func TierName(s string) (string, bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "a", "often":
		return "A", true
	case "b", "regular":
		return "B", true
	case "c", "sometimes":
		return "C", true
	case "d", "yearly":
		return "D", true
	}
	return "", false
}

// SplitHistory reads an item of org_history: "2019/2022 [[Org]]".
func SplitHistory(s string) (When, string) {
	w, n, err := scanDate(s)
	if err != nil {
		return When{}, s
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
