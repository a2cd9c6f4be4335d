package report

import (
	"hash/fnv"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// quizCards is how many cards a round has that nobody chose.
const quizCards = 10

// QuizCard has on one side what helps to remember somebody, and the name on
// the other. What the user answered is kept nowhere.
type QuizCard struct {
	Cue      string `json:"cue,omitempty"`
	Place    string `json:"place,omitempty"`
	Role     string `json:"role,omitempty"`
	Org      string `json:"org,omitempty"`
	MetAt    string `json:"met_at,omitempty"`
	Name     string `json:"name"`
	Say      string `json:"say,omitempty"`
	Pronouns string `json:"pronouns,omitempty"`
	Path     string `json:"path"`

	aliases []string
}

// MakeQuiz deals the cards of the people of an event, or of those a query
// selects; with neither, a short round of everybody. Somebody of whom only the
// name is known has no card.
func MakeQuiz(ix *index.Index, event *parse.Note, q query.Query, today date.Date) []QuizCard {
	cards := []QuizCard{}
	for _, p := range ix.People() {
		c := ix.Days(p, today)
		switch {
		case event != nil && !atEvent(ix, p, event):
			continue
		case event == nil && (!q.Has("status") && !index.InNetwork(c.Status) || !ix.Match(q, p.Note, &c, today)):
			continue
		}
		card := QuizCard{p.Plain("cue"), p.Plain("place"), p.Plain("role"), p.Plain("org"), p.Plain("met_at"), p.Name, p.Text("say"), p.Text("pronouns"), p.Path, p.Names()}
		if card.Cue != "" || card.Place != "" || card.Role != "" {
			cards = append(cards, card)
		}
	}
	slices.SortFunc(cards, func(a, b QuizCard) int {
		if x, y := shuffle(a.Path, today), shuffle(b.Path, today); x < y {
			return -1
		} else if x > y {
			return 1
		}
		return strings.Compare(a.Path, b.Path)
	})
	if event == nil && q.IsZero() {
		cards = cards[:min(len(cards), quizCards)]
	}
	return cards
}

// shuffle puts the cards in another order every day.
func shuffle(path string, today date.Date) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(today.String() + " " + path))
	return h.Sum64()
}

// atEvent reports whether a person was met at an event, goes there, or is one
// to meet there.
func atEvent(ix *index.Index, p *index.Person, event *parse.Note) bool {
	e := ix.EventOf(event)
	return linesName(ix, p, e) || ix.Names(event, "attendees", p.Note) ||
		slices.ContainsFunc(event.ToMeet(), func(m parse.Meeting) bool { return ix.Linked(m.Person, event) == p })
}

// Front is the side without the name.
func (c QuizCard) Front() string {
	var parts []string
	if c.Cue != "" {
		parts = append(parts, c.Cue)
	}
	if what := strings.Trim(c.Role+", "+c.Org, ", "); what != "" {
		parts = append(parts, what)
	}
	if c.Place != "" {
		parts = append(parts, c.Place)
	}
	if c.MetAt != "" {
		parts = append(parts, "met at "+c.MetAt)
	}
	return form.Inline(strings.Join(parts, " · "))
}

// Back is the name, and how it is said.
func (c QuizCard) Back() string {
	text := c.Name
	if c.Say != "" {
		text += " (" + c.Say + ")"
	}
	if c.Pronouns != "" {
		text += ", " + c.Pronouns
	}
	return form.Inline(text)
}

// Knows reports whether an answer is the person's name: the whole of it, an
// alias, or the first or last word.
func (c QuizCard) Knows(answer string) bool {
	answer = txt.FoldName(answer)
	for _, name := range c.aliases {
		words := strings.Fields(txt.FoldName(name))
		if len(words) > 0 && (answer == strings.Join(words, " ") || answer == words[0] || answer == words[len(words)-1]) {
			return true
		}
	}
	return false
}

// QuizText writes every card with both sides.
func QuizText(cards []QuizCard, style form.Style) []byte {
	p := form.Painter{Style: style}
	for _, c := range cards {
		p.Line(c.Front())
		p.Line("    ", p.Mark(form.Bold, c.Back()))
	}
	if len(cards) == 0 {
		p.Line("No cards: a cue, a place or a role in a note makes one.")
	}
	return p.Bytes()
}
