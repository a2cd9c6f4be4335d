// Package friends reads the friends.md of the program friends: activities,
// notes and friends as lists under headings.
package friends

import (
	"slices"
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
)

// Read reads a friends.md. An activity becomes a log line of every friend it
// names; a line that names nobody, or none that can be read, is reported.
func Read(source []byte) (draft.Foreign, error) {
	r := reader{out: draft.Foreign{From: "friends", Spread: true}, people: map[string]int{}}
	source, how, err := draft.ForeignUTF8(source, "a friends.md")
	if err != nil {
		return r.out, err
	}
	r.out.Said(how)
	lines := strings.Split(strings.ReplaceAll(string(source), "\r\n", "\n"), "\n")
	if !slices.ContainsFunc(lines, func(s string) bool { return section(s) == "friends" || section(s) == "activities" }) {
		return r.out, &draft.ForeignError{Text: "the file is not a friends.md", Hint: "expected the headings ### Activities: and ### Friends:"}
	}
	// The friends first: activities and notes name them.
	r.section(lines, "friends", r.friend)
	r.section(lines, "activities", func(line int, text string) { r.event(line, text, activity) })
	r.section(lines, "notes", func(line int, text string) { r.event(line, text, note) })
	r.section(lines, "locations", r.location)
	for i := range r.out.Drafts {
		slices.SortStableFunc(r.out.Drafts[i].Log, func(a, b string) int { return strings.Compare(b[:10], a[:10]) })
	}
	r.out.Records = len(r.out.Drafts)
	if r.out.Records == 0 {
		return r.out, &draft.ForeignError{Text: "there is nobody in the file", Hint: "expected - NAME lines below ### Friends:"}
	}
	slices.SortFunc(r.out.Unread, func(a, b draft.Unread) int { return a.Line - b.Line })
	return r.out, nil
}

type reader struct {
	out    draft.Foreign
	people map[string]int // folded name → place among the drafts
	text   strings.Builder
}

// section is what a heading announces, in lower case.
func section(line string) string {
	rest, ok := strings.CutPrefix(line, "### ")
	if !ok {
		return ""
	}
	return strings.ToLower(strings.TrimRight(strings.TrimSpace(rest), ":"))
}

// section hands on every item below a heading. What is no item is reported.
func (r *reader) section(lines []string, name string, item func(line int, text string)) {
	inside := false
	for i, line := range lines {
		switch text, isItem := strings.CutPrefix(strings.TrimSpace(line), "- "); {
		case section(line) != "":
			inside = section(line) == name
		case !inside || strings.TrimSpace(line) == "":
		case isItem:
			item(i+1, text)
		default:
			r.unread(i+1, line, "not an item of a list")
		}
	}
}

func (r *reader) unread(line int, text, why string) {
	r.out.Unread = append(r.out.Unread, draft.Unread{Line: line, Text: draft.OneLine(text), Why: why})
}

// person is the draft of a friend, new where the name is.
func (r *reader) person(name string, line int) *draft.Note {
	key := txt.FoldName(name)
	i, ok := r.people[key]
	if !ok {
		i = len(r.out.Drafts)
		r.people[key] = i
		r.out.Drafts = append(r.out.Drafts, draft.Note{Line: line, Name: draft.OneLine(name)})
	}
	return &r.out.Drafts[i]
}

// friend reads "Grace Hopper (a.k.a. The Admiral a.k.a. Grace) [Paris] @navy".
func (r *reader) friend(line int, text string) {
	var tags []string
	for {
		i := strings.LastIndexByte(text, ' ')
		if i < 0 || !strings.HasPrefix(text[i+1:], "@") {
			break
		}
		tags = append(tags, text[i+2:])
		text = strings.TrimSpace(text[:i])
	}
	place := ""
	if i := strings.LastIndexByte(text, '['); i > 0 && strings.HasSuffix(text, "]") {
		text, place = strings.TrimSpace(text[:i]), text[i+1:len(text)-1]
	}
	name, nicknames, _ := strings.Cut(text, "(a.k.a. ")
	if strings.TrimSpace(name) == "" {
		r.unread(line, text, "a friend without a name")
		return
	}
	d := r.person(strings.TrimSpace(name), line)
	for nickname := range strings.SplitSeq(strings.TrimSuffix(nicknames, ")"), "a.k.a. ") {
		d.Add("aliases", nickname)
	}
	d.Add("place", place)
	slices.Reverse(tags)
	for _, tag := range tags {
		d.AddTag(tag)
	}
	r.text.WriteString(place + "\n")
}

// event reads "2018-01-04: Got lunch with **Grace Hopper** in _Paris_. @food".
func (r *reader) event(line int, text string, head func(text string, others []string) string) {
	when, said, _ := strings.Cut(text, ": ")
	day, ok := date.ParseDay(strings.TrimSpace(when))
	if !ok {
		r.unread(line, text, "a line that does not begin with a day such as 2026-06-27:")
		return
	}
	names := between(said, "**")
	if len(names) == 0 {
		r.unread(line, text, "a line that names none of your friends")
		return
	}
	r.text.WriteString(said + "\n")
	plain := plainText(said)
	for _, name := range names {
		others := slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == name })
		d := r.person(name, line)
		if entry := day.String() + " " + head(plain, others); !slices.Contains(d.Log, entry) {
			d.Log = append(d.Log, entry)
		}
	}
}

// activity is the log line of something done together.
func activity(text string, others []string) string {
	kind := "met"
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == '.' || r == ',' }) {
		if word == "phone" || word == "called" {
			kind = "call"
		}
	}
	if len(others) > 0 {
		kind += " with [[" + strings.Join(others, "]] and [[") + "]]"
	}
	return kind + ": " + text
}

// note is the log line of something learnt.
func note(text string, _ []string) string { return "note: " + text }

// between lists what stands between pairs of marks, each once.
func between(s, mark string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(s, mark)
		inner, after, closed := strings.Cut(rest, mark)
		if !ok || !closed {
			return out
		}
		if inner = draft.OneLine(inner); inner != "" && !slices.Contains(out, inner) && !strings.ContainsAny(inner, "[]|#") {
			out = append(out, inner)
		}
		s = after
	}
}

// plainText is a description without the marks around names, its @tags as
// #tags: netnotes takes @name for a person.
func plainText(s string) string {
	for _, place := range between(s, "_") {
		s = strings.ReplaceAll(s, "_"+place+"_", place)
	}
	words := strings.Split(strings.ReplaceAll(s, "**", ""), " ")
	for i, word := range words {
		if tag, ok := strings.CutPrefix(word, "@"); ok && tag != "" {
			words[i] = "#" + tag
		}
	}
	return draft.OneLine(strings.Join(words, " "))
}

// location reports a place that nobody and nothing mentions: places have no
// notes of their own.
func (r *reader) location(line int, text string) {
	name, _, nicknamed := strings.Cut(text, " (a.k.a. ")
	if nicknamed || !strings.Contains(r.text.String(), strings.TrimSpace(name)) {
		r.unread(line, text, "a place; places have no notes")
	}
}
