package page

import (
	"fmt"
	"strings"

	"netnotes/report/due"
	"netnotes/report/form"
)

// Today is who is due, in the order of the list and uncut.
type Today struct {
	Lede     Words
	Side     []Words
	Meetings []Meeting
	Groups   []Group
	Soon     []Soon
	Undated  []Soon // promises without a day
}

// Meeting is one that leads the list.
type Meeting struct {
	When  string
	Who   Words
	About []Words
}

// Group is a person or a note with what is due, or what several people have in
// common.
type Group struct {
	Who    Word
	Role   string
	Warmth Warmth
	Spoke  Time
	Items  []Item
	People Words // of a group with a title, which stands in Who
}

// Warmth is how a tie stands, with its sign.
type Warmth struct{ Sign, Word string }

// Item is one thing that is due.
type Item struct {
	Late  string
	Calm  bool // not late
	Kind  string
	Text  Words
	Quote bool // the words are theirs
	Close string
}

// Soon is what comes on a day.
type Soon struct {
	On   Time
	Who  Word
	Text Words
}

func (m *maker) dueToday() Today {
	d := due.Make(m.public.Index, m.today, due.Options{All: true, Query: m.Query})
	var t Today
	people, things := 0, 0
	for _, p := range d.People {
		if p.Type == "" {
			people++
		}
		things += len(p.Items)
	}
	for _, meeting := range d.Meetings() {
		t.Meetings = append(t.Meetings, m.meeting(meeting))
	}
	for _, g := range d.Groups() {
		t.Groups = append(t.Groups, m.group(g, d)...)
	}
	for i := range d.Soon {
		it := &d.Soon[i]
		text := plain(it.Coming())
		if m.Initials && wordsOfNotes(it) {
			text = plain(it.Word())
		}
		t.Soon = append(t.Soon, Soon{m.time(it.Due), m.named(it.Name, it.Path), text})
	}
	for _, u := range d.Undated {
		if !m.Initials {
			t.Undated = append(t.Undated, Soon{Who: m.named(u.Name, u.Path), Text: plain(form.Words(u.Text))})
		}
	}
	t.say(people, things, d)
	return t
}

func (t *Today) say(people, things int, d due.List) {
	switch {
	case things == 0:
		t.Lede, t.Side = plain("Nothing is due today."), []Words{plain("Nothing is due.")}
	case people == 0:
		t.Lede = plain(fmt.Sprintf("Today %s waiting.", count(things, "thing is", "things are")))
		t.Side = []Words{plain(count(things, "thing is", "things are") + " waiting.")}
	default:
		first := ""
		if len(t.Meetings) > 0 {
			first = t.Meetings[0].Who.String()
		} else if len(t.Groups) > 0 && t.Groups[0].People == nil {
			first = t.Groups[0].Who.Text
		}
		say := count(people, "person has", "people have") + " something waiting"
		t.Lede = plain("Today " + say)
		if first != "" && people > 1 {
			t.Lede = append(t.Lede, Word{Text: ", "}, Word{Text: first, Name: true}, Word{Text: " first"})
		}
		t.Lede = append(t.Lede, Word{Text: "."})
		t.Side = []Words{plain(say + ", " + count(things, "thing", "things") + " in all.")}
	}
	if len(d.Soon) > 0 {
		t.Side = append(t.Side, plain(fmt.Sprintf("%s more in the next two weeks.", number(len(d.Soon)))))
	}
}

// named is the name of a person or of a note: of an item that stands in another
// note the path is of no use.
func (m *maker) named(name, path string) Word {
	if who := m.byPath[path]; who != nil && who.Name == name {
		return m.name(name, path)
	}
	for _, who := range m.people {
		if who.Name == name {
			return m.name(name, who.Path)
		}
	}
	return Word{Text: m.free(name)}
}

func (m *maker) meeting(d due.Meeting) Meeting {
	out := Meeting{When: strings.TrimSpace(d.When), Who: Words{m.named(d.Who.Name, d.Who.Path)}}
	for _, with := range d.With {
		out.Who = append(out.Who, Word{Text: ", "}, m.named(with, ""))
	}
	for _, about := range d.About {
		if m.Initials {
			break
		}
		out.About = append(out.About, plain(about))
	}
	return out
}

// group is what the list says in one place, and then what else is due of those
// people.
func (m *maker) group(g due.Group, d due.List) (out []Group) {
	people := g.People
	if g.Title != "" {
		head := Group{Who: Word{Text: m.free(g.Title)}, Items: []Item{m.item(&people[0].Items[0], people[0].Path)}}
		head.Items[0].Text = nil
		refs := make([]form.PersonRef, len(people))
		for i, p := range people {
			refs[i] = form.PersonRef{Name: p.Name, Path: p.Path}
			people[i].Items = p.Items[1:]
		}
		head.People = m.names(refs, "and")
		out = append(out, head)
	}
	for _, p := range people {
		if len(p.Items) == 0 {
			continue
		}
		one := Group{Who: Word{Text: m.free(p.Name)}}
		if p.Type == "" {
			one.Who = m.name(p.Name, p.Path)
			one.Role = m.free(strings.Trim(p.Role+", "+p.Org, ", "))
			one.Warmth, one.Spoke = Warmth{sign(p.Warmth), string(p.Warmth)}, m.time(p.Spoke)
		}
		for i := range p.Items {
			one.Items = append(one.Items, m.item(&p.Items[i], p.Path))
		}
		out = append(out, one)
	}
	return out
}

// wordsOfNotes reports whether the text of an item is taken from a note.
func wordsOfNotes(it *due.Item) bool {
	switch it.Kind {
	case "step", "keep", "goal":
		return false
	}
	return true
}

// item is a thing that is due, lateness in words.
func (m *maker) item(it *due.Item, path string) Item {
	out := Item{Late: "today", Calm: true, Kind: it.Word(), Close: it.ClosedBy()}
	switch {
	case it.Late > 0:
		out.Late, out.Calm = count(it.Late, "day late", "days late"), false
	case it.Ahead():
		out.Late = form.Day(it.Due, m.today)
	}
	switch {
	case wordsOfNotes(it) && (m.Initials || m.careful(it)):
		return out
	case it.Kind == "promise" || it.Kind == "theirs":
		out.Text = m.typed(it.Text, m.note(it.Path))
	case it.Kind == "reply":
		out.Text, out.Quote = m.typed(form.Words(it.Text), m.note(it.Path)), true
	case it.Kind == "nudge":
		out.Text = append(plain("no answer yet: "), m.typed(form.Words(it.Text), m.note(it.Path))...)
	case wordsOfNotes(it):
		out.Text = m.typed(form.Words(it.Text), m.note(it.Path))
	default:
		out.Text = plain(m.free(form.Words(it.Text)))
	}
	return out
}

// careful reports whether an item comes of a line of care, whose words stay in
// the folder.
func (m *maker) careful(it *due.Item) bool {
	n := m.note(it.Path)
	if n == nil || it.Line == 0 {
		return false
	}
	for i := range n.Entries() {
		if e := &n.Entries()[i]; e.Line == it.Line {
			return e.HasTag("care")
		}
	}
	return false
}
