package lsp

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report"
)

// meaningTags are the tags that say something to netnotes.
func meaningTags() map[string]string {
	return map[string]string{"gave": "you gave something", "got": "you got something", "asked": "you asked for something", "interview": "an informational interview",
		"noreply": "no answer is wanted", "auto": "no person wrote it", "intel": "news of the field", "private": "leaves in no export", "care": "it was about their life", "waiting": "they owe it"}
}

// tag offers tags behind "#".
func (c *completing) tag() bool {
	at := strings.LastIndexByte(c.before, '#')
	if at <= 0 || strings.ContainsAny(c.before[at:], " \t") || !strings.ContainsAny(c.before[at-1:at], " \t(,") {
		return false
	}
	typed, meaning := c.before[at+1:], meaningTags()
	known := slices.Sorted(maps.Keys(meaning))
	c.words(completionKeyword, typed, known, func(tag string) string { return meaning[tag] })
	c.words(completionValue, typed, c.inUse(func(n *parse.Note) []string {
		tags := n.Tags()
		for i := range n.Entries() {
			tags = append(tags, n.Entries()[i].Tags...)
		}
		return slices.DeleteFunc(tags, func(tag string) bool { return slices.Contains(known, tag) })
	}), noDetail)
	for i := range c.list.Items {
		c.list.Items[i].Label = "#" + c.list.Items[i].Label
	}
	return true
}

// inUse are the texts that notes use, the commonest first.
func (c *completing) inUse(of func(*parse.Note) []string) []string {
	count := map[string]int{}
	for _, n := range c.ix.Notes() {
		for _, text := range of(n) {
			if text = strings.TrimSpace(text); text != "" {
				count[text]++
			}
		}
	}
	out := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(out, func(a, b string) int { return count[b] - count[a] })
	return out[:min(len(out), maxItems+1)]
}

// dueMarks stand before a day.
func dueMarks() *regexp.Regexp {
	return regexp.MustCompile(`(?:due:\s?|Due:\s?|📅 ?|📆 ?|\[due:: ?|\(due:: ?|@due\(|-> ?|→ ?|=> )([+\w-]*)$`)
}

// dueWord offers days behind what wants one.
func (c *completing) dueWord() bool {
	m := dueMarks().FindStringSubmatch(c.before)
	if m == nil || c.spot.Front {
		return false
	}
	typed := m[1]
	add := func(word string, day date.Date) {
		if strings.HasPrefix(word, strings.ToLower(typed)) || strings.HasPrefix(day.String(), typed) {
			c.add(completionItem{Label: word, Kind: completionValue, Detail: report.DayInWords(day, c.today), FilterText: word + " " + day.String()}, day.String(), len(typed), 0)
		}
	}
	words := []string{"today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "+1w", "+2w", "+1m", "+6w", "+1y", "eom"}
	if m := regexp.MustCompile(`^\+?\d+[dwmy]$`).FindString(typed); m != "" && !slices.Contains(words, m) {
		words = append(words, m)
	}
	for _, word := range words {
		if day, ok := c.dayFrom(word, c.today); ok {
			add(word, day)
		}
	}
	return true
}

// startOfLine offers a day to an empty item of a log.
func (c *completing) startOfLine() bool {
	m := regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+([\w-]*)$`).FindStringSubmatch(c.before)
	if m == nil || !c.spot.Log || strings.TrimSpace(c.after) != "" {
		return false
	}
	typed := m[1]
	for _, word := range []string{"today", "yesterday"} {
		day := c.today
		if word == "yesterday" {
			day = day.AddDays(-1)
		}
		if strings.HasPrefix(word, strings.ToLower(typed)) || strings.HasPrefix(day.String(), typed) {
			c.add(completionItem{Label: word, Kind: completionValue, Detail: report.DayInWords(day, c.today), FilterText: word + " " + day.String()}, day.String()+" ", len(typed), 0)
		}
	}
	return true
}

// afterDay offers kinds of contact behind the day of a line.
func (c *completing) afterDay() bool {
	m := regexp.MustCompile(`^\s*(?:[-*+]|\d+[.)])\s+(\S+),?:?\s+(?:\d?\d:\d\d\s+)?(planned\s+)?([\pL:-]*)$`).FindStringSubmatch(c.before)
	if m == nil {
		return false
	}
	if when, err := date.Parse(strings.Trim(m[1], ":,")); err != nil || when.IsZero() {
		return false
	}
	words := slices.Concat(slices.Sorted(maps.Keys(c.ix.Settings.Kinds)), commonKinds())
	if m[2] == "" {
		words = append(words, "planned")
	}
	return c.words(completionKeyword, m[3], words, func(word string) string {
		if word == "planned" {
			return "it is ahead, or about to be"
		}
		return strings.TrimSpace(string(c.kindOf(word)))
	})
}

// commonKinds are the words for kinds of contact, as one writes them in a log.
func commonKinds() []string {
	return []string{"met", "coffee", "lunch", "call", "email", "message", "reply", "thanks", "shared", "asked", "helped", "introduced", "congratulated", "card", "voicemail", "heard",
		"connected", "commented", "news", "skip", "snooze", "note"}
}

// want offers the keys and values of queries in the list of wants.
func (c *completing) want() bool {
	if c.note.Kind != parse.TargetsNote || txt.Fold(c.spot.Section) != "want" {
		return false
	}
	word := c.before[strings.LastIndexAny(c.before, " \t")+1:]
	key, value, ok := strings.Cut(strings.TrimLeft(word, "-"), ":")
	if !ok {
		keys := []string{"tag:", "spoke:", "touch:", "warmth:"}
		for _, f := range parse.ContactFields() {
			keys = append(keys, f.Name+":")
		}
		slices.Sort(keys)
		return c.words(completionField, key, keys, func(key string) string {
			return c.ix.Reader().FieldOf(parse.ContactNote, strings.TrimSuffix(key, ":")).Help
		})
	}
	value = value[strings.LastIndexByte(value, '|')+1:]
	return c.words(completionValue, value, c.valuesOf(parse.ContactNote, c.ix.Reader().FieldOf(parse.ContactNote, key)), noDetail)
}

// dayWords are words for days behind what wants a day.
func dayWords() *regexp.Regexp {
	return regexp.MustCompile(`(?:[Dd]ue:\s?|📅 ?|📆 ?|\[due:: ?|\(due:: ?|@due\(|-> ?|→ ?|=> )(\+?\d+[dwmy]|[A-Za-z]+(?: (?:week|month))?)`)
}
