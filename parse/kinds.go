package parse

import (
	"maps"
	"slices"
	"strings"
)

// Kind is what happened in a log line.
type Kind string

// The kinds of log line.
const (
	Meet      Kind = "meet"
	Call      Kind = "call"
	Email     Kind = "email"
	Message   Kind = "message"
	Reply     Kind = "reply"
	Thanks    Kind = "thanks"
	Congrats  Kind = "congrats"
	Share     Kind = "share"
	Ask       Kind = "ask"
	Help      Kind = "help"
	Intro     Kind = "intro"
	Card      Kind = "card"
	Voicemail Kind = "voicemail"
	Heard     Kind = "heard"
	Connect   Kind = "connect"
	Comment   Kind = "comment"
	News      Kind = "news"
	Skip      Kind = "skip"
	Snooze    Kind = "snooze"
	Bounce    Kind = "bounce"
	Other     Kind = "other"
	Remark    Kind = "note"
)

// Class says what a kind of line does to the clocks.
type Class byte

// The classes: people talked at the same time, wrote to each other, were aware
// of each other, or nothing of the kind.
const (
	NoClass Class = iota
	Sync
	Async
	Ambient
)

// Direction says who did it, seen from the user.
type Direction string

// The directions of a log line.
const (
	With        Direction = "with"
	To          Direction = "to"
	From        Direction = "from"
	NoDirection Direction = "none"
)

// kindTable is the vocabulary: for every kind its class, the tag it implies
// when it goes to a person and when it comes from one, and its words.
func kindTable() []kindRow {
	return []kindRow{
		{Meet, Sync, "", "", "meet met meeting coffee lunch dinner breakfast drinks tea beer walk visit visited saw chat chatted talk talked spoke interview interviewed tour shadowed copresented"},
		{Call, Sync, "", "", "call called phone phoned video zoom zoomed teams facetime"},
		{Email, Async, "", "", "email emailed mail mailed wrote"},
		{Message, Async, "", "", "message messaged msg dm dmed text texted sms slack discord signal whatsapp linkedin mastodon bluesky"},
		{Reply, Async, "", "", "reply replied answered responded"},
		{Thanks, Async, "", "", "thanks thanked thank"},
		{Congrats, Async, "", "", "congrats congratulated congratulations"},
		{Share, Async, "gave", "got", "share shared sent forwarded gave"},
		{Ask, Async, "asked", "", "ask asked request requested"},
		{Help, Async, "gave", "got", "help helped reviewed recommended referred"},
		{Intro, Async, "gave", "got", "intro introduced"},
		{Card, Async, "", "", "card postcard letter"},
		{Voicemail, Async, "", "", "voicemail"},
		{Heard, Async, "", "", "heard got received"},
		{Connect, Ambient, "", "", "connect connected"},
		{Comment, Ambient, "", "", "comment commented liked reposted reacted"},
		{News, NoClass, "", "", "news"},
		{Skip, NoClass, "", "", "skip skipped"},
		{Snooze, NoClass, "", "", "snooze snoozed"},
		{Bounce, NoClass, "", "", "bounce bounced"},
		{Remark, NoClass, "", "", "note"},
	}
}

type kindRow struct {
	kind     Kind
	class    Class
	tagTo    string
	tagFrom  string
	wordList string
}

// kinds is the vocabulary of one folder: the built-in words and those of its
// settings.
type kinds struct {
	words   map[string]*kindRow
	table   *wordTable[kindRow] // the same
	long    []string            // the words that may be meant by one nearly like them, sorted
	connect *kindRow
}

// newKinds adds the folder's own words, lower case, to the built-in ones.
func newKinds(extra map[string]Kind) kinds {
	words, rows := map[string]*kindRow{}, map[Kind]*kindRow{}
	for _, row := range kindTable() {
		rows[row.kind] = &row
		for _, word := range strings.Fields(row.wordList) {
			words[word] = &row
		}
	}
	for word, kind := range extra {
		row, ok := rows[kind]
		if !ok {
			row = &kindRow{kind: kind}
		}
		words[fold(word)] = row
	}
	long := slices.DeleteFunc(slices.Sorted(maps.Keys(words)), func(w string) bool { return len(w) < 4 })
	return kinds{words, newWordTable(words), long, rows[Connect]}
}

// only is the kind of a head that is one known word, as most are. A pronoun is
// left alone, since it may be a subject.
func (k *kinds) only(head string) *kindRow {
	row := k.table.find(head)
	if row == nil || row.kind == "" || !plainWord(head) {
		return nil
	}
	switch head {
	case "i", "she", "he", "they":
		return nil
	}
	return row
}

// KindNames lists the kinds a folder's settings may add words to.
func KindNames() []string {
	var names []string
	for _, row := range kindTable() {
		names = append(names, string(row.kind))
	}
	return names
}

// find is the kind that a word means, perhaps together with the next one, and
// how many words that are. It returns nil for other words.
func (k *kinds) find(first, second string) (row *kindRow, words int) {
	if first == "linkedin" && second == "request" {
		return k.connect, 2
	}
	row = k.table.find(first)
	if row == nil || row.kind == "" {
		return nil, 0
	}
	switch second {
	case "call", "chat", "meeting", "message":
		if row.kind == Call || row.kind == Message {
			return row, 2
		}
	}
	return row, 1
}

// answerable says whether a line of this kind from a person wants an answer.
func (k Kind) answerable() bool {
	switch k {
	case Email, Message, Ask, Share, Intro, Help:
		return true
	}
	return false
}

// withMeansBoth says whether "with" after the kind is an exchange, both ways.
func (k Kind) withMeansBoth() bool {
	switch k {
	case Email, Message, Reply, Card, Voicemail:
		return true
	}
	return false
}
