package due

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/report/form"
)

// Group is what the list says in one place: a person, or several of whom the
// same is due first.
type Group struct {
	Title  string   // what is due of several people, such as thank-yous after an event; empty where it is one
	People []Person // without their meetings, which lead the list
}

// Meeting is a meeting as the list says it.
type Meeting struct {
	When  string // Today 14:30
	Who   Person
	With  []string // who else takes part
	About []string // what about, where, and how many questions are ready
	Item  Item
}

// Groups are the people and notes of the list in its order.
func (d List) Groups() []Group { return groupDue(d.People) }

// Meetings are those that lead the list.
func (d List) Meetings() []Meeting { return meetingsDue(d.People, d.Today) }

// groupDue puts the people of a block where the first of them stands.
func groupDue(people []Person) (out []Group) {
	at := map[string]int{} // by block: where its group stands in out
	for _, who := range people {
		who.Items = slices.DeleteFunc(slices.Clone(who.Items), func(it Item) bool { return it.Kind == "meeting" })
		if len(who.Items) == 0 {
			continue
		}
		block := who.Items[0].block
		if i, known := at[block]; known && block != "" {
			out[i].People = append(out[i].People, who)
			continue
		}
		at[block] = len(out)
		out = append(out, Group{People: []Person{who}})
	}
	for i := range out {
		if it := out[i].People[0].Items[0]; len(out[i].People) > 1 {
			out[i].Title = map[string]string{"thanks": "Thank-yous after ", "share": "A month after "}[it.Step] + it.event
		}
	}
	return out
}

// meetingsDue takes the meetings out of the list, one with several people once.
func meetingsDue(people []Person, today date.Date) (out []Meeting) {
	told := map[string]bool{}
	for _, who := range people {
		for _, it := range who.Items {
			if it.Kind != "meeting" || it.block != "" && told[it.block] {
				continue
			}
			told[it.block] = true
			m := Meeting{Who: who, With: it.with, Item: it, About: []string{form.Words(it.Text)}}
			m.When = strings.TrimSpace(map[int]string{0: "Today", 1: "Tomorrow"}[it.Due.Sub(today)] + " " + it.Time)
			if it.Place != "" && !strings.Contains(it.Text, it.Place) {
				m.About = append(m.About, form.Inline(it.Place))
			}
			if it.Questions != nil {
				m.About = append(m.About, questionsReady(*it.Questions))
			}
			out = append(out, m)
		}
	}
	return out
}

// Word is what the list calls the item's kind.
func (it *Item) Word() string { return it.row.Word() }

// ClosedBy says what would close the item.
func (it *Item) ClosedBy() string { return it.row.closedBy }

// Ahead reports whether the day of an item is still to come, though it may be
// shown already.
func (it *Item) Ahead() bool {
	return it.Status == Upcoming || it.Status == Planned || it.Due.After(it.shown) && !it.shown.IsZero()
}

// Coming says what an item is, in the list of what comes soon.
func (it *Item) Coming() string {
	switch it.Kind {
	case "planned":
		return form.Words(it.Text) + " (planned)"
	case "promise", "next", "occasion":
		return it.row.Word() + ": " + form.Words(it.Text)
	case "theirs":
		return "they promised: " + form.Words(it.Text)
	case "nudge":
		return "no answer yet to your question"
	case "keep":
		return "keep in touch, " + it.Text
	}
	return it.row.Word()
}
