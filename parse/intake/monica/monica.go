// Package monica reads the JSON export of Monica: contacts with their calls,
// activities, conversations, reminders, tasks and what else is kept of them.
package monica

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
)

// object is a JSON object of the export.
type object map[string]any

// Read reads an export. Calls, conversations and activities become log lines,
// open tasks promises, reminders dates to come back to; everything else is
// told in the note's body. Contacts count from 1 in place of lines.
func Read(source []byte) (draft.Foreign, error) {
	out := draft.Foreign{From: "Monica", Spread: true}
	source, how, err := draft.ForeignUTF8(source, "Monica's JSON export")
	if err != nil {
		return out, err
	}
	out.Said(how)
	var root object
	if err := json.Unmarshal(source, &root); err != nil {
		return out, &draft.ForeignError{Text: "the file is not whole JSON", Hint: "in Monica, choose Settings, Export data, Export to Json, and take the whole file"}
	}
	account := child(root, "account")
	r := reader{out: out, account: account, types: map[string]string{}, genders: map[string]string{}, names: map[string]string{}, activities: map[string]object{}, taking: map[string][]string{}}
	r.index()
	contacts := r.collection(account, "contact")
	if len(contacts) == 0 {
		return out, &draft.ForeignError{Text: "there are no contacts in the file", Hint: "expected account, data and contact, as Monica's export has them"}
	}
	for i, c := range contacts {
		r.contact(i+1, c)
	}
	r.relationships()
	r.leftovers()
	return r.out, nil
}

type reader struct {
	out        draft.Foreign
	account    object
	types      map[string]string   // uuid of a contact field's type → its name
	genders    map[string]string   // names by id
	names      map[string]string   // uuid of a contact → name
	activities map[string]object   // by uuid
	taking     map[string][]string // uuid of an activity → uuids of its contacts
	drafts     map[string]int      // uuid of a contact → place among the drafts
}

// child is an object inside an object.
func child(o object, key string) object {
	inner, _ := o[key].(map[string]any)
	return inner
}

// text is a value as text; what is no scalar is nothing.
func text(o object, key string) string {
	switch v := o[key].(type) {
	case string:
		return strings.TrimSpace(v)
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%.2f", v), ".00")
	case bool:
		return fmt.Sprint(v)
	}
	return ""
}

func truth(o object, key string) bool {
	v := text(o, key)
	return v == "true" || v == "1"
}

// values are the elements of the collection of a type in an object's data.
func values(o object, kind string) []any {
	var out []any
	list, _ := o["data"].([]any)
	for _, item := range list {
		collection, _ := item.(map[string]any)
		if text(collection, "type") == kind {
			more, _ := collection["values"].([]any)
			out = append(out, more...)
		}
	}
	return out
}

// collection are the objects of a type in an object's data.
func (r *reader) collection(o object, kind string) []object {
	var out []object
	for _, v := range values(o, kind) {
		if inner, ok := v.(map[string]any); ok {
			out = append(out, inner)
		}
	}
	return out
}

// index collects what contacts refer to.
func (r *reader) index() {
	r.drafts = map[string]int{}
	for kind, names := range map[string]map[string]string{"contact_field_types": r.types, "genders": r.genders} {
		list, _ := child(r.account, "instance")[kind].([]any)
		for _, v := range list {
			t, _ := v.(map[string]any)
			names[text(t, "uuid")] = text(child(t, "properties"), "name")
		}
	}
	for _, a := range r.collection(r.account, "activity") {
		r.activities[text(a, "uuid")] = child(a, "properties")
	}
	for _, c := range r.collection(r.account, "contact") {
		id := text(c, "uuid")
		r.names[id] = nameOf(child(c, "properties"))
		for _, v := range values(c, "activity") {
			if activity, ok := v.(string); ok {
				r.taking[activity] = append(r.taking[activity], id)
			}
		}
	}
}

func nameOf(p object) string {
	name := draft.OneLine(draft.FullName(text(p, "first_name"), text(p, "middle_name"), text(p, "last_name")))
	if name == "" {
		name = draft.OneLine(text(p, "nickname"))
	}
	return name
}

// contact makes a draft of one contact.
func (r *reader) contact(number int, c object) {
	r.out.Records++
	p := child(c, "properties")
	d := &draft.Note{Line: number, Name: nameOf(p)}
	if d.Name == "" {
		whole, _ := json.Marshal(c)
		r.out.Unread = append(r.out.Unread, draft.Unread{Line: number, Record: true, Text: draft.OneLine(string(whole)), Why: "a contact without a name"})
		return
	}
	r.fields(d, p)
	for _, f := range r.collection(c, "contact_field") {
		r.reach(d, child(f, "properties"))
	}
	r.story(d, c)
	r.told(d, c)
	r.out.Photos += len(values(c, "photo")) + len(values(c, "document"))
	slices.Sort(d.Log)
	slices.Reverse(d.Log)
	r.drafts[text(c, "uuid")] = len(r.out.Drafts)
	r.out.Drafts = append(r.out.Drafts, *d)
}

// fields takes a contact's own properties.
func (r *reader) fields(d *draft.Note, p object) {
	if nickname := text(p, "nickname"); draft.OneLine(nickname) != d.Name {
		d.Add("aliases", nickname)
	}
	d.Add("org", text(p, "company"))
	d.Add("role", text(p, "job"))
	tags, _ := p["tags"].([]any)
	for _, tag := range tags {
		if name, ok := tag.(string); ok {
			d.AddTag(name)
		}
	}
	if every := text(p, "stay_in_touch_frequency"); every != "" && every != "0" {
		if _, err := date.ParseCadence(every + "d"); err == nil {
			d.Add("cadence", every+"d")
		}
	}
	r.dates(d, p)
	if through := text(p, "first_met_through"); through != "" {
		d.Add("introduced_by", r.link(through))
	}
	d.Add("met_at", text(p, "first_met_where"))
	for _, key := range []string{"description", "food_preferences", "first_met_additional_info", "last_talked_to"} {
		d.Tell(strings.ReplaceAll(key, "_", " "), text(p, key))
	}
	d.Tell("gender", cmp.Or(r.genders[text(p, "gender")], text(p, "gender")))
	if truth(p, "is_starred") {
		d.AddTag("starred")
	}
	if truth(p, "is_dead") {
		d.Add("status", string(parse.Deceased))
	} else if text(p, "is_active") == "false" {
		d.Add("status", string(parse.Archived))
	}
}

// dates takes the days of a contact. One that Monica worked out of an age is
// told as such.
func (r *reader) dates(d *draft.Note, p object) {
	day := dayOf(text(child(p, "birthdate"), "date"))
	switch birth := child(p, "birthdate"); {
	case day == "":
	case truth(birth, "is_age_based"):
		d.Tell("born about", day[:4])
	case truth(birth, "is_year_unknown"):
		d.Add("birthday", "-"+day[4:])
	default:
		d.Add("birthday", day)
	}
	d.Add("met", dayOf(text(child(p, "first_met_date"), "date")))
	d.Tell("died", dayOf(text(child(p, "deceased_date"), "date")))
}

// dayOf is the day of a time stamp, or nothing.
func dayOf(stamp string) string {
	if day, ok := date.ParseDay(stamp[:min(len(stamp), 10)]); ok {
		return day.String()
	}
	return ""
}

// link names a contact of the export.
func (r *reader) link(id string) string {
	name := strings.NewReplacer("[", "", "]", "", "|", " ", "#", "").Replace(r.names[id])
	if name == "" {
		return ""
	}
	return "[[" + name + "]]"
}

// reach takes an address of any sort.
func (r *reader) reach(d *draft.Note, p object) {
	data, kind := text(p, "data"), strings.ToLower(r.types[text(p, "type")])
	switch {
	case strings.Contains(kind, "mail") || kind == "" && strings.Contains(data, "@") && !strings.Contains(data, " "):
		d.Add("email", data)
	case strings.Contains(kind, "phone"):
		d.Add("phone", data)
	case draft.IsLinkedIn(data) || kind == "linkedin":
		d.Add("linkedin", data)
	case strings.HasPrefix(data, "http"):
		d.Add("url", data)
	case kind == "":
		d.Tell("contact", data)
	default:
		d.Add("handles", kind+":"+data)
	}
}
