package due

import (
	"slices"
	"strings"
	"unicode"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// ReadingFile is the note of what is worth passing on: a bullet for each thing,
// with its topics as tags.
const ReadingFile = "reading.md"

// Reading is something worth passing on.
type Reading struct {
	Text   string   `json:"text"`
	Topics []string `json:"topics"`
	Path   string   `json:"path"`
	Line   int      `json:"line"`
}

// Readings are what the reading list holds, in its order.
func Readings(ix *index.Index) (out []Reading) {
	notes := ix.Notes()
	i := slices.IndexFunc(notes, func(n *parse.Note) bool { return n.Path == ReadingFile })
	if i < 0 {
		return nil
	}
	for at, line := range strings.Split(string(notes[i].Source()), "\n") {
		text, bullet := strings.CutPrefix(strings.TrimSpace(line), "- ")
		if !bullet {
			continue
		}
		r := Reading{Path: ReadingFile, Line: at + 1}
		for _, word := range strings.Fields(text) {
			if topic, tagged := strings.CutPrefix(word, "#"); tagged && topic != "" {
				r.Topics = append(r.Topics, topic)
			} else {
				r.Text = strings.TrimLeft(r.Text+" "+word, " ")
			}
		}
		if r.Text != "" && len(r.Topics) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// ReadingLine is the bullet of something worth passing on.
func ReadingLine(text string, topics []string) string {
	line := "- " + strings.Join(strings.Fields(text), " ")
	for _, topic := range topics {
		line += " #" + strings.Join(strings.FieldsFunc(strings.TrimLeft(topic, "#"), func(r rune) bool { return strings.ContainsRune(" \t\r\n#,", r) }), "-")
	}
	return line
}

// About reports whether a thing is about a topic.
func (r Reading) About(key string) bool {
	return slices.ContainsFunc(r.Topics, func(topic string) bool { return Holds(TopicKey(topic), key) })
}

// MayLike are the things of the reading list that somebody would care about and
// has not been given, the newest first.
func (w *Contact) MayLike(list []Reading) (out []Reading) {
	for _, r := range slices.Backward(list) {
		cared := slices.ContainsFunc(r.Topics, func(topic string) bool { return len(Cares(w.Index, w.Person, TopicKey(topic))) > 0 })
		given := slices.ContainsFunc(w.Lines(), func(l *index.Line) bool {
			return l.Direction != logline.From && w.HasTag(l, "gave") && strings.Contains(txt.Fold(l.Raw), txt.Fold(r.Text))
		})
		if cared && !given {
			out = append(out, r)
		}
	}
	return out
}

// Cares lists what in a person's note says that they would care: skills,
// interests, and the topics of events where the user met them.
func Cares(ix *index.Index, p *index.Person, key string) []string {
	var out []string
	add := func(text, more string) {
		text = strings.TrimSpace(txt.PlainText(text))
		if Holds(TopicKey(text), key) && !slices.Contains(out, text+more) {
			out = append(out, text+more)
		}
	}
	for _, field := range []string{"skills", "interests"} {
		for _, text := range p.List(field) {
			add(text, "")
		}
	}
	var events []*parse.Note
	if place := ix.Place(p.Text("met_at")); place != nil {
		events = append(events, place)
	}
	for _, b := range p.MetBullets() {
		events = append(events, b.Event)
	}
	for _, e := range events {
		if e.Kind == parse.EventNote && len(out) == 0 {
			for _, text := range e.List("topics") {
				add(text, ", at "+e.Name)
			}
		}
	}
	return out
}

// Holds reports whether one key holds the other as whole words.
func Holds(a, b string) bool {
	return a != "" && b != "" && (strings.Contains(" "+a+" ", " "+b+" ") || strings.Contains(" "+b+" ", " "+a+" "))
}

// TopicKey makes two spellings of a topic equal, also in the plural.
func TopicKey(s string) string {
	words := strings.FieldsFunc(txt.FoldName(txt.PlainText(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#' })
	for i, word := range words {
		if len(word) > 3 && !strings.HasSuffix(word, "ss") {
			words[i] = strings.TrimSuffix(word, "s")
		}
	}
	return strings.Join(words, " ")
}
