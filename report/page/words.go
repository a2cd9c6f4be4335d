package page

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Word is a piece of a text: plain, or with one place that it leads to.
type Word struct {
	Text string
	Name bool   // of a person
	Card string // the id of a person's card
	URL  string // outside of the page: http or https
	Mail string
	Tel  string
	Code bool // to be typed
}

// Words are a text.
type Words []Word

// leads reports whether a word is more than its text.
func (w Word) leads() bool {
	return w.Name || w.Card != "" || w.URL != "" || w.Mail != "" || w.Tel != "" || w.Code
}

func plain(text string) Words { return Words{{Text: text}} }

// String is the text without its links.
func (w Words) String() string {
	var b strings.Builder
	for _, word := range w {
		b.WriteString(word.Text)
	}
	return b.String()
}

// name is a person's name, a link where their card stands on the page.
func (m *maker) name(name, path string) Word {
	return Word{Text: m.called(name), Name: true, Card: m.ids[path]}
}

// called is a name as the page says it.
func (m *maker) called(name string) string {
	if m.secret != nil {
		return m.secret.of(name)
	}
	return name
}

// names are several with commas between them, the last one behind an "and" or an
// "or", if any.
func (m *maker) names(people []form.PersonRef, last string) (out Words) {
	for i, p := range people {
		switch {
		case i > 0 && i == len(people)-1 && last != "":
			out = append(out, Word{Text: " " + last + " "})
		case i > 0:
			out = append(out, Word{Text: ", "})
		}
		out = append(out, m.name(p.Name, p.Path))
	}
	return out
}

// namer finds the names of some people in sentences.
type namer struct {
	byName  map[string]form.PersonRef // the first of each name
	lengths []int                     // of the names in bytes, the longest first
}

func namerOf(people []form.PersonRef) namer {
	n := namer{byName: make(map[string]form.PersonRef, len(people))}
	for _, p := range people {
		if _, have := n.byName[p.Name]; !have && p.Name != "" {
			n.byName[p.Name] = p
			n.lengths = append(n.lengths, len(p.Name))
		}
	}
	slices.SortFunc(n.lengths, func(a, b int) int { return b - a })
	n.lengths = slices.Compact(n.lengths)
	return n
}

// at is who is named at a place of a text, by the longest name there.
func (n *namer) at(text string, at int) (form.PersonRef, bool) {
	if !letterBefore(text, at) {
		for _, size := range n.lengths {
			if p, found := n.byName[text[at:min(at+size, len(text))]]; found {
				return p, true
			}
		}
	}
	return form.PersonRef{}, false
}

// naming is a sentence of a report in which people's names become links.
func (m *maker) naming(sentence string, people namer) (out Words) {
	start := 0
	for at := 0; at < len(sentence); {
		p, named := people.at(sentence, at)
		if !named {
			at++
			continue
		}
		if start < at {
			out = append(out, Word{Text: m.free(sentence[start:at])})
		}
		out = append(out, m.name(p.Name, p.Path))
		at += len(p.Name)
		start = at
	}
	return append(out, Word{Text: m.free(sentence[start:])})
}

func letterBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r)
}

// free is a text in which a name may stand anywhere.
func (m *maker) free(text string) string {
	if m.secret != nil {
		return m.secret.in(text)
	}
	return text
}

// typed is a text of a note as it was typed: links to people lead to their
// cards, links out of the folder lead there, and nothing else is made of it.
func (m *maker) typed(text string, from *parse.Note) (out Words) {
	links := txt.LinksIn(text)
	at := 0
	for _, l := range links {
		if l.Span.Start < at || text[l.Span.Start] == '@' {
			continue
		}
		out = append(out, outward(text[at:l.Span.Start])...)
		at = l.Span.End
		out = append(out, m.linked(l, text[l.Span.Start:l.Span.End], from))
	}
	return append(out, outward(text[at:])...)
}

func (m *maker) linked(l txt.Link, raw string, from *parse.Note) Word {
	if p := m.public.Linked(l, from); p != nil {
		w := m.name(p.Name, p.Path)
		if w.Card != "" || l.Target != "" {
			w.Text = l.Text
		}
		return w
	}
	if _, target, ok := strings.Cut(raw, "]("); ok && l.IsPath {
		if address, ok := webAddress(strings.TrimSuffix(target, ")")); ok {
			return Word{Text: l.Text, URL: address}
		}
	}
	return Word{Text: l.Text}
}

// outward finds the addresses in a text that has no other links: bare ones, and
// those with words of their own in brackets before them.
func outward(text string) (out Words) {
	for start, at := 0, 0; ; {
		next := strings.Index(text[at:], "http")
		if next < 0 {
			if start < len(text) {
				out = append(out, Word{Text: text[start:]})
			}
			return out
		}
		at += next
		from, end, w := addressAt(text, start, at)
		if w.URL == "" {
			at += len("http")
			continue
		}
		if from > start {
			out = append(out, Word{Text: text[start:from]})
		}
		out = append(out, w)
		start, at = end, end
	}
}

// addressAt reads the address that begins at a place, and says where its link
// begins and ends.
func addressAt(text string, start, at int) (from, end int, w Word) {
	end = len(text)
	if i := strings.IndexFunc(text[at:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`<>"|`, r) }); i >= 0 {
		end = at + i
	}
	if strings.HasSuffix(text[start:at], "](") {
		open, closing := strings.LastIndexByte(text[start:at], '['), strings.IndexByte(text[at:end], ')')
		if open >= 0 && closing > 0 {
			if address, ok := webAddress(text[at : at+closing]); ok {
				return start + open, at + closing + 1, Word{Text: text[start+open+1 : at-2], URL: address}
			}
		}
	}
	raw := strings.TrimRight(text[at:end], ".,;:!?)'")
	if address, ok := webAddress(raw); ok && !letterBefore(text, at) {
		return at, at + len(raw), Word{Text: raw, URL: address}
	}
	return at, at, Word{}
}

// webAddress judges an address: it may leave the page where, without blanks and
// control characters, it begins with http or https and names a host.
func webAddress(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.Trim(strings.TrimSpace(s), "<>"))
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	return u.String(), true
}

// mailAddress judges an address to write to.
func mailAddress(s string) (string, bool) {
	local, host, ok := strings.Cut(strings.TrimSpace(s), "@")
	fits := func(part string) bool {
		return part != "" && !strings.ContainsFunc(part, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_+", r)
		})
	}
	if !ok || !fits(local) || !fits(host) {
		return "", false
	}
	return local + "@" + host, true
}

// telNumber judges a number to call.
func telNumber(s string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, s)
	rest := strings.Trim(s, "0123456789+-./() \u00a0")
	return digits, rest == "" && len(digits) > 2
}

// cardIDs are the ids of people's cards: "p-" and the path in plain letters; the
// initials, where names are not to be told. Where two are alike the later one is
// numbered.
func (m *maker) cardIDs() map[string]string {
	ids, taken := map[string]string{}, map[string]bool{}
	for _, who := range m.people {
		name := slug(who.Path)
		if m.secret != nil {
			name = slug(m.called(who.Name))
		}
		id := "p-" + name
		for n := 2; taken[id]; n++ {
			id = fmt.Sprintf("p-%s-%d", name, n)
		}
		taken[id] = true
		ids[who.Path] = id
	}
	return ids
}

// slug is a path without its ending in lower case, each run of other signs than
// letters and digits as one "-".
func slug(path string) string {
	for _, ext := range []string{".md", ".markdown"} {
		if n := len(path) - len(ext); n > 0 && strings.EqualFold(path[n:], ext) {
			path = path[:n]
			break
		}
	}
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(path) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
			continue
		}
		gap = true
	}
	if gap {
		b.WriteByte('-')
	}
	return b.String()
}

func weekday(d date.Date) string {
	return [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}[d.Weekday()]
}

func month(d date.Date) string {
	return [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}[d.Month-1]
}

// longDay is a day in full: 6 October 2026.
func longDay(d date.Date) string { return fmt.Sprintf("%d %s %d", d.Day, month(d), d.Year) }

// Time is a day with the form that a program reads.
type Time struct{ On, Text string }

func (m *maker) time(d date.Date) Time {
	if d.IsZero() {
		return Time{}
	}
	return Time{d.String(), form.Day(d, m.today)}
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// number writes small numbers as words, for the beginning of a sentence.
func number(n int) string {
	if words := [...]string{"None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"}; n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// sign is how a tie stands, as a mark: the letter of its symbol.
func sign(w index.Warmth) string {
	switch w {
	case index.Warm, index.New:
		return "f"
	case index.Cooling:
		return "h"
	case index.Cold:
		return "r"
	}
	return "d"
}

// Count is a number of people.
func Count(people int) string { return count(people, "person", "people") }
