package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/network"
	"netnotes/parse"
)

// maxNames is how many names a sentence holds.
const maxNames = 3

func memberNames(members []*network.Member) string {
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return joinNames(names)
}

func joinNames(names []string) string {
	if len(names) > maxNames+1 {
		names = append(names[:maxNames:maxNames], fmt.Sprintf("%d more", len(names)-maxNames))
	}
	return andList(names)
}

// andList joins the parts of a sentence: a, b and c.
func andList(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// ago says how long since: today, yesterday, 9 days ago, 14 months ago.
func ago(days int) string {
	switch {
	case days <= 0:
		return "today"
	case days == 1:
		return "yesterday"
	case days < 120:
		return fmt.Sprintf("%d days ago", days)
	case days < 2*365:
		return fmt.Sprintf("%d months ago", (days*12+182)/365)
	}
	return fmt.Sprintf("%d years ago", days/365)
}

// heard says when the user last spoke with somebody, or met them where nothing
// else is known.
func heard(m *network.Member) string {
	if len(m.Conversations) == 0 {
		return "you met " + ago(m.Ago)
	}
	return "you spoke " + ago(m.Ago)
}

// number writes small numbers in words.
func number(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

// percent is a share in whole percents.
func percent(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return (200*part + whole) / (2 * whole)
}

func parsePlain(s string) string { return parse.PlainText(s) }

// capital makes the first letter of a sentence a capital.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// words are an item's text without links' brackets and without tags.
func words(s string) string {
	kept := strings.Fields(parse.PlainText(s))
	kept = slices.DeleteFunc(kept, func(word string) bool { return len(word) > 1 && word[0] == '#' })
	return inline(strings.Join(kept, " "))
}

// Words are a text as the list shows it: without links' brackets and tags.
func Words(s string) string { return words(s) }

func first(label string, i int) string {
	if i > 0 {
		return ""
	}
	return label
}

// plainTexts joins values as text for people.
func plainTexts(texts []string, between string) string {
	for i := range texts {
		texts[i] = parse.PlainText(texts[i])
	}
	return strings.Join(texts, between)
}

// nearDay is a day close by, in a word where there is one.
func nearDay(d, today parse.Date) string {
	switch d.Sub(today) {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	case -1:
		return "yesterday"
	}
	return "on " + day(d, today)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
