package monica

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/draft"
)

// story takes what happened: calls, conversations, activities, tasks and
// reminders.
func (r *reader) story(d *draft.Note, c object) {
	for _, o := range r.collection(c, "call") {
		p := child(o, "properties")
		head := "call"
		if truth(p, "contact_called") {
			head = "they called"
		}
		r.log(d, text(p, "called_at"), o, head, joined(text(p, "content"), feelings(p)))
	}
	for _, o := range r.collection(c, "conversation") {
		r.conversation(d, o)
	}
	for _, v := range values(c, "activity") {
		id, _ := v.(string)
		p := r.activities[id]
		var others []string
		for _, other := range r.taking[id] {
			if other != text(c, "uuid") && r.link(other) != "" {
				others = append(others, r.link(other))
			}
		}
		head := "met"
		if len(others) > 0 {
			head += " with " + strings.Join(others, " and ")
		}
		r.log(d, text(p, "happened_at"), object{}, head, joined(text(p, "summary"), text(p, "description")))
	}
	for _, o := range r.collection(c, "task") {
		p := child(o, "properties")
		what := joined(text(p, "title"), text(p, "description"))
		if truth(p, "completed") {
			d.Tell("done", what)
		} else if what != "" && !slices.Contains(d.Tasks, what) {
			d.Tasks = append(d.Tasks, what)
		}
	}
	for _, o := range r.collection(c, "reminder") {
		r.reminder(d, o)
	}
}

// feelings are the emotions that Monica keeps of a call.
func feelings(p object) string {
	list, _ := p["emotions"].([]any)
	var out []string
	for _, v := range list {
		switch v := v.(type) {
		case string:
			out = append(out, v)
		case map[string]any:
			out = append(out, cmp.Or(text(v, "name"), text(child(v, "properties"), "name")))
		}
	}
	return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), ", ")
}

// log adds a dated line, or reports one whose day cannot be read.
func (r *reader) log(d *draft.Note, stamp string, o object, head, said string) {
	day := dayOf(stamp)
	if day == "" {
		day = dayOf(text(o, "created_at"))
	}
	line := head
	if said = draft.OneLine(said); said != "" {
		line += ": " + said
	}
	if day == "" {
		r.out.Unread = append(r.out.Unread, draft.Unread{Line: d.Line, Text: line, Why: "a line of " + d.Name + " whose day cannot be read: " + stamp})
		return
	}
	if line = day + " " + line; !slices.Contains(d.Log, line) {
		d.Log = append(d.Log, line)
	}
}

func joined(a, b string) string {
	a, b = draft.OneLine(a), draft.OneLine(b)
	if a == "" || b == "" || a == b {
		return a + strings.TrimPrefix(b, a)
	}
	return a + ". " + b
}

// conversation is one line; who wrote says in which direction it went.
func (r *reader) conversation(d *draft.Note, o object) {
	p := child(o, "properties")
	messages, _ := p["messages"].([]any)
	var said []string
	mine, theirs := false, false
	for _, v := range messages {
		m, _ := v.(map[string]any)
		if inner := child(m, "properties"); inner != nil {
			m = inner
		}
		by := "they"
		if truth(m, "written_by_me") {
			by, mine = "I", true
		} else {
			theirs = true
		}
		said = append(said, by+": "+draft.OneLine(text(m, "content")))
	}
	head := "message with them"
	switch {
	case theirs && !mine:
		head = "message from them"
	case mine && !theirs:
		head = "message"
	}
	r.log(d, text(p, "happened_at"), o, head, strings.Join(said, " / "))
}

// reminder is a date to come back to. One that comes again and again is told.
func (r *reader) reminder(d *draft.Note, o object) {
	p := child(o, "properties")
	what, day := joined(text(p, "title"), text(p, "description")), dayOf(text(p, "initial_date"))
	if every := text(p, "frequency_type"); every != "one_time" || day == "" || truth(p, "inactive") {
		if number := text(p, "frequency_number"); number != "" && number != "1" && every != "one_time" {
			every = number + " " + every + "s"
		}
		d.Tell("reminder", strings.TrimSpace(fmt.Sprintf("every %s from %s: %s", strings.ReplaceAll(every, "_", " "), day, what)))
		return
	}
	set := dayOf(text(o, "created_at"))
	if set == "" || set > day {
		set = day
	}
	d.Log = append(d.Log, set+" note: a reminder from Monica -> "+day+" "+what)
}

// told tells what has no place of its own.
func (r *reader) told(d *draft.Note, c object) {
	for _, o := range r.collection(c, "note") {
		d.Tell(strings.TrimSpace("note "+dayOf(text(o, "created_at"))), text(child(o, "properties"), "body"))
	}
	for _, kind := range []string{"address", "gift", "debt", "pet", "life_event"} {
		for _, o := range r.collection(c, kind) {
			d.Tell(strings.ReplaceAll(kind, "_", " "), flat(child(o, "properties")))
		}
	}
	for _, o := range r.collection(c, "address") {
		if town := text(child(o, "properties"), "city"); len(d.Values("place")) == 0 {
			d.Add("place", town)
		}
	}
}

// flat is every scalar of an object by its key, but references.
func flat(o object) string {
	var parts []string
	for key := range o {
		if v := text(o, key); v != "" && !isID(v) {
			parts = append(parts, strings.ReplaceAll(key, "_", " ")+" "+v)
		} else if inner := child(o, key); inner != nil {
			if v := flat(inner); v != "" {
				parts = append(parts, strings.ReplaceAll(key, "_", " ")+" "+v)
			}
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}

// isID reports whether a text is a UUID.
func isID(s string) bool {
	return len(s) == 36 && strings.Count(s, "-") == 4 && strings.Trim(strings.ToLower(s), "0123456789abcdef-") == ""
}

// relationships tie contacts: each says of one what they are to another.
func (r *reader) relationships() {
	for _, o := range r.collection(r.account, "relationship") {
		p := child(o, "properties")
		is, of := text(p, "contact_is"), text(p, "of_contact")
		i, ok := r.drafts[of]
		if !ok || r.names[is] == "" {
			r.out.Unread = append(r.out.Unread, draft.Unread{Text: flat(p), Why: "a relationship of somebody who is not in the file"})
			continue
		}
		r.out.Drafts[i].Add("knows", r.link(is))
		r.out.Drafts[i].Tell(text(p, "type"), r.names[is])
	}
}

// leftovers reports what belongs to no contact.
func (r *reader) leftovers() {
	entries, _ := child(r.account, "properties")["journal_entries"].([]any)
	for _, v := range entries {
		o, _ := v.(map[string]any)
		r.out.Unread = append(r.out.Unread, draft.Unread{Text: draft.OneLine(flat(child(o, "properties"))), Why: "a journal entry, which belongs to no contact"})
	}
	for id, a := range r.activities {
		if len(r.taking[id]) == 0 {
			r.out.Unread = append(r.out.Unread, draft.Unread{Text: draft.OneLine(flat(a)), Why: "an activity without a contact"})
		}
	}
	slices.SortStableFunc(r.out.Unread, func(a, b draft.Unread) int { return cmp.Or(a.Line-b.Line, strings.Compare(a.Text, b.Text)) })
}
