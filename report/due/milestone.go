package due

import (
	"cmp"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Helper is somebody who helped the user, and how.
type Helper struct {
	form.PersonRef
	Because string    `json:"because"`
	On      date.Date `json:"on,omitzero"` // the last time
}

// Helpers are the people to tell of a milestone, those who helped last first:
// whose line is tagged #got, with whom an interview was held, who told of the
// opening that the text names, and mentors and the like with whom the user ever
// spoke. since leaves out who helped before.
func Helpers(ix *index.Index, text string, since, today date.Date) []Helper {
	told := toldOf(ix, text, today)
	var out []Helper
	for _, p := range ix.People() {
		w := Look(ix, p, today)
		if !index.InNetwork(w.Status) || w.Status == parse.Archived {
			continue
		}
		h := Helper{PersonRef: form.RefOf(p)}
		better := func(on date.Date, because string) {
			if !on.Before(since) && (h.Because == "" || on.After(h.On)) {
				h.On, h.Because = on, because
			}
		}
		if relation := mentoring(p); relation != "" && len(w.Conversations) > 0 {
			better(w.Conversations[len(w.Conversations)-1], relation)
		}
		if on, ok := told[p]; ok {
			better(on, "told you of the opening")
		}
		for _, l := range w.Lines() {
			on := l.When.Day(today)
			switch {
			case l.Planned || l.Off || on.After(today):
			case w.HasTag(l, "got"):
				better(on, form.Words(form.PlainLine(l)))
			case l.Class == logline.Sync && w.IsInterview(l):
				better(on, "informational interview")
			}
		}
		if h.Because != "" {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b Helper) int {
		return cmp.Or(b.On.Compare(a.On), strings.Compare(txt.FoldName(a.Name), txt.FoldName(b.Name)), strings.Compare(a.Path, b.Path))
	})
	return out
}

// mentoring is the relation of somebody who is to be kept informed.
func mentoring(p *index.Person) string {
	for _, relation := range p.List("relation") {
		switch key := txt.FoldName(txt.PlainText(relation)); key {
		case "mentor", "professor", "advisor", "supervisor", "sponsor", "reference":
			return key
		}
	}
	return ""
}

// toldOf are those from whom the user heard of an opening that a text names by
// its organisation or its title, and when.
func toldOf(ix *index.Index, text string, today date.Date) map[*index.Person]date.Date {
	out := map[*index.Person]date.Date{}
	said := " " + TopicKey(text) + " "
	named := func(name string) bool {
		key := TopicKey(txt.PlainText(name))
		return key != "" && strings.Contains(said, " "+key+" ")
	}
	for _, n := range ix.Notes() {
		if n.Kind != parse.LeadNote || !named(n.Name) && !named(n.Text("title")) && !slices.ContainsFunc(n.List("org"), named) {
			continue
		}
		for _, from := range n.List("heard_from") {
			if p := ix.Linked(txt.FieldLink(from), n); p != nil {
				out[p] = date.Latest(out[p], n.When("heard").Day(today))
			}
		}
	}
	return out
}

// maxTold is how many people a day hear of a milestone.
const maxTold = 3

// TellDays are the days on which so many people hear of something: the coming
// working days, a few people on each.
func TellDays(settings *folder.Settings, today date.Date, n int) []date.Date {
	out := make([]date.Date, n)
	day := today
	for i := range out {
		if i%maxTold == 0 {
			day = settings.NextWorkday(day.AddDays(1))
		}
		out[i] = day
	}
	return out
}
