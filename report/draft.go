package report

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
)

// Draft is what a message to somebody can rest on, and a text to begin with.
type Draft struct {
	Name     string   `json:"name"`
	Path     string   `json:"path"`
	Kind     string   `json:"kind"`
	Email    string   `json:"email,omitempty"`
	Hook     string   `json:"hook,omitempty"` // how they met, and what they talked about
	Said     string   `json:"said,omitempty"` // what they said last
	Promised []string `json:"promised"`       // what the user owes them
	News     string   `json:"news,omitempty"` // theirs, of the last year
	MayLike  []string `json:"may_like"`       // of the reading list, else what they care about
	Subject  string   `json:"subject"`
	Text     string   `json:"text"`

	said, hook string // bare, for the text
	like       string
	event      string
	today      date.Date
	reader     *parse.Reader
}

// draftKind is a kind of message: its name, what it is called in the subject, and
// the item that asks for it.
type draftKind struct{ name, subject, item, text string }

// blank stands where only the user can write.
const blank = "____"

// draftKinds are the kinds of message, each with words to begin with. What stands
// in braces is filled in from the notes, or left blank.
func draftKinds() []draftKind {
	const dear = "Dear {{first}},\n\n"
	return []draftKind{
		{"thanks", "Thank you", "thanks", dear + "Thank you for your time{{at event}}. “{{hook}}” has stayed with me: ____.\n\nI would be glad to keep in touch.\n"},
		{"share", "Something you might like", "share", dear + "This made me think of you: {{like}}. ____\n\nThe last time it was “{{said}}”. How did that go on?\n"},
		{"check-in", "Hello", "keep", dear + "I was thinking of our last talk, “{{said}}”, and wondered how things stand. ____\n\nHere, ____.\n"},
		{"congratulation", "Congratulations", "occasion", dear + "I have just heard: {{news}}. Congratulations! ____\n"},
		{"request", "A question", "nudge", dear + "Since we talked about “{{hook}}” I have had a question: ____. Could I have twenty minutes of your time, by phone or in person, on any day that suits you?\n\nIf it is a bad time, please just say so.\n"},
		{"introduction", "An introduction", "", dear + "I would like you to meet ____, who ____. I thought of you because of {{like}}. May I put you in touch?\n"},
		{"report-back", "What came of it", "report-back", dear + "You helped me with ____ (“{{hook}}”), so I wanted you to know what came of it: ____.\n\nThank you again.\n"},
		{"reply", "Your message", "reply", dear + "Thank you for your message, “{{said}}”. ____\n"},
		{"promise", "As promised", "promise", dear + "I have not forgotten what I promised, “{{promised}}”. ____\n"},
	}
}

// DraftKinds are the names of the kinds of message.
func DraftKinds() (names []string) {
	for _, k := range draftKinds() {
		names = append(names, k.name)
	}
	return names
}

// MakeDraft gathers what a message can rest on. Without a kind it is the one that
// is asked for first. own is the user's own text of a kind, or empty.
func MakeDraft(ix *index.Index, p *index.Person, kind string, today date.Date, own func(kind string) string) Draft {
	w := examine(ix, p, today)
	d := Draft{Name: p.Name, Path: p.Path, Kind: kind, Promised: []string{}, MayLike: []string{}, today: today, reader: ix.Reader()}
	if list := p.List("email"); len(list) > 0 {
		d.Email = txt.PlainText(list[0])
	}
	d.gather(w)
	kinds := draftKinds()
	if d.Kind == "" {
		d.Kind = kindDue(w, kinds)
	}
	for _, k := range kinds {
		if k.name == d.Kind {
			d.Subject = k.subject
			text := own(k.name)
			if text == "" {
				text = k.text
			}
			d.Text = d.filled(text)
		}
	}
	return d
}

// kindDue is the kind of message for which the first item of somebody asks.
func kindDue(w *person, kinds []draftKind) string {
	for _, it := range w.Items {
		if it.Status == due.Upcoming || it.Status == due.Planned || it.Status == due.Snoozed {
			continue
		}
		for _, k := range kinds {
			if k.item == it.Row().Word() {
				return k.name
			}
		}
	}
	return "check-in"
}

// gather looks up the facts.
func (d *Draft) gather(w *person) {
	prep := Prep{Today: w.Today}
	prep.owed(w)
	prep.past(w)
	for _, it := range prep.YouOwe {
		if it.Kind == "promise" {
			d.Promised = append(d.Promised, form.Words(it.Text))
		}
	}
	for _, n := range prep.News {
		d.News = n.Text
		break
	}
	for _, l := range w.Lines() {
		on := l.When.Day(w.Today)
		if l.Planned || l.Off || on.After(w.Today) || l.Text == "" || slices.ContainsFunc([]string{"private", "care", "intel"}, func(tag string) bool { return w.HasTag(l, tag) }) {
			continue // not for a message
		}
		text := form.Words(l.Text)
		if l.Direction == logline.From || l.Class == logline.Sync {
			d.said, d.Said = text, text+" ("+form.Day(on, w.Today)+")"
		}
		if l.Class == logline.Sync {
			d.hook = text
		}
	}
	for _, b := range w.MetBullets() {
		if text := form.Words(form.Said(b.Meeting)); text != "" {
			d.hook, d.event = text, b.Event.Name
		}
	}
	if at := w.Plain("met_at"); d.event == "" {
		d.event = at
	}
	parts := []string{w.howMetLong()}
	if d.hook != "" {
		parts = append(parts, d.hook)
	}
	d.Hook = strings.Trim(strings.Join(parts, ": "), ": ")
	for _, r := range w.MayLike(due.Readings(w.Index)) {
		d.MayLike = append(d.MayLike, r.Text)
	}
	if len(d.MayLike) == 0 {
		for _, text := range append(w.List("interests"), w.List("skills")...) {
			d.MayLike = append(d.MayLike, strings.ReplaceAll(txt.PlainText(text), "-", " "))
		}
	}
	if len(d.MayLike) > 0 {
		d.like = d.MayLike[0]
	}
}

// filled puts the facts into a text; what is not known stays blank.
func (d *Draft) filled(text string) string {
	first, _, _ := strings.Cut(d.Name, " ")
	promised, at := "", ""
	if len(d.Promised) > 0 {
		promised = d.Promised[0]
	}
	if d.event != "" {
		at = " at " + d.event
	}
	facts := map[string]string{"first": first, "name": d.Name, "hook": d.clause(d.hook), "said": d.clause(d.said), "promised": promised, "news": d.News, "like": d.like, "event": d.event}
	for key, value := range facts {
		if value == "" {
			value = blank
		}
		text = strings.ReplaceAll(text, "{{"+key+"}}", value)
	}
	return strings.ReplaceAll(text, "{{at event}}", at)
}

// clause is the first thing that a line of the log tells, without the words that
// every such line has, and without what was promised.
func (d *Draft) clause(text string) string {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '.' }) {
		for before, after, ok := strings.Cut(part, ","); due.TellsOfInterview(before); before, after, ok = strings.Cut(part, ",") {
			if part = after; !ok {
				break
			}
		}
		if part = strings.TrimSpace(part); part != "" && !d.reader.IsOffer(part) {
			return part
		}
	}
	return ""
}

// Mailto is an address that opens a mail program with the text.
func (d Draft) Mailto() string {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	return fmt.Sprintf("mailto:%s?subject=%s&body=%s", strings.ReplaceAll(url.PathEscape(d.Email), "%40", "@"), escape(d.Subject), escape(strings.ReplaceAll(d.Text, "\n", "\r\n")))
}

// Written writes the facts, and below them the text.
func (d Draft) Written(style form.Style) []byte {
	p := form.Painter{Style: style}
	p.Line(p.Mark(form.Bold, form.Inline(d.Name)), " · ", d.Kind)
	p.Fact("met", form.Inline(d.Hook))
	p.Fact("said", form.Inline(d.Said))
	for i, text := range d.Promised {
		p.Fact(form.First("promised", i), form.Inline(text))
	}
	p.Fact("news", form.Inline(d.News))
	for i, text := range d.MayLike {
		p.Fact(form.First("may like", i), form.Inline(text))
	}
	p.Line()
	for line := range strings.Lines(d.Text) {
		p.Wrap("", strings.TrimRight(line, "\r\n"), "")
	}
	return p.Bytes()
}
