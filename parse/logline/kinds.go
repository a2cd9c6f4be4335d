package logline

import (
	"maps"
	"math/bits"
	"slices"
	"strings"

	"netnotes/parse/txt"
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
	Voicemail Kind = "voicemail" // the user called, and nobody answered
	Missed    Kind = "missed"    // they called, and the user did not answer
	Heard     Kind = "heard"
	Connect   Kind = "connect"
	Comment   Kind = "comment"
	News      Kind = "news"
	Skip      Kind = "skip"
	Snooze    Kind = "snooze"
	Bounce    Kind = "bounce"
	Auto      Kind = "auto" // an answer that no person wrote
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

// String is the class as the documentation names it.
func (c Class) String() string {
	switch c {
	case Sync:
		return "sync"
	case Async:
		return "async"
	case Ambient:
		return "ambient"
	}
	return "none"
}

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
// when it goes to a person and when it comes from one, and its words, of which
// one may be several. A word with a hyphen is also known with a blank or nothing
// in its place; "*" stands for people, in one to five words.
func kindTable() []kindRow {
	return []kindRow{
		{Meet, Sync, "", "", "meet, met, meeting, mtg, coffee, lunch, dinner, supper, breakfast, brunch, drinks, tea, beer, walk, visit, visited, saw, chat, chatted, talk, talked, spoke, " +
			"interview, interviewed, tour, shadowed, copresented, co-presented, ran into, bumped into, met up, hung out, popped by, popped in, dropped by, dropped in, came by, stopped by, took * to lunch, took * to dinner, shared a taxi, shared a cab, shared a ride, shared a table, shared a meal, shared a room, caught up, catch-up, 1:1, 1-1, one-on-one, webinar, happy hour", plain},
		{Meet, Sync, "", "", "gave a talk", needsWith},
		{Call, Sync, "", "", "call, called, rang, phone, phoned, telephoned, video, zoom, zoomed, teams, facetime, facetimed, skype, skyped, phone call, video call, virtual coffee, " +
			"gave * a call, gave * a ring, hopped on a call, jumped on a call, got on a call, rang back, called back, phoned back, whatsapp call, video chat, video meeting, zoom call, zoom chat, zoom meeting, teams call, teams chat, teams meeting, facetime call, skype call, phone chat", plain},
		{Email, Async, "", "", "email, emailed, mail, mailed, e-mail, e-mailed, wrote, email message, dropped * a line, shot * an email", plain},
		{Email, Async, "", "", "follow-up email, followed up, follow-up, got in touch with", oneWay},
		{Message, Async, "", "", "message, messaged, msg, dm, dmed, dmd, text, texted, sms, slack, discord, signal, whatsapp, linkedin, mastodon, bluesky, " +
			"text message, slack message, discord message, signal message, whatsapp message, linkedin message, mastodon message, bluesky message, linkedin chat, whatsapp chat, slack chat, pinged, slacked, whatsapped, voice note, shot * a message", plain},
		{Reply, Async, "", "", "reply, replied, answered, responded, got back to", plain},
		{Thanks, Async, "", "", "thanks, thanked, thank", plain},
		{Congrats, Async, "", "", "congrats, congratulated, congratulations", plain},
		{Share, Async, "gave", "got", "share, shared, sent, forwarded, gave", plain},
		{Ask, Async, "asked", "", "ask, asked, request, requested", plain},
		{Help, Async, "gave", "got", "help, helped, reviewed, recommended, referred", plain},
		{Intro, Async, "gave", "got", "intro, introduced, introd, put * in touch", plain},
		{Card, Async, "", "", "card, postcard, post-card, letter, birthday card", plain},
		{Voicemail, Async, "", "", "voicemail, voice-mail, left a voicemail, left voicemail, left a message, left message, left * a message, left * a voicemail, left * a voice-mail, tried to call, tried calling, tried to ring, tried to phone", plain},
		{Missed, Async, "", "", "missed call, missed a call, missed the call, missed her call, missed his call, missed their call", plain},
		{Heard, Async, "", "", "heard, got, received", plain},
		{Connect, Ambient, "", "", "connect, connected", ofTwo},
		{Connect, Ambient, "", "", "linkedin request, sent linkedin request, sent a linkedin request, added on linkedin", plain},
		{Comment, Ambient, "", "", "comment, commented, liked, reposted, reacted", plain},
		{News, NoClass, "", "", "news, got promoted, promoted, new job, changed jobs, retired, moved to", plain},
		{Skip, NoClass, "", "", "skip, skipped", plain},
		{Snooze, NoClass, "", "", "snooze, snoozed", plain},
		{Bounce, NoClass, "", "", "bounce, bounced", plain},
		{Auto, NoClass, "", "", "auto-reply, ooo, automatic reply, out of office", plain},
		{Remark, NoClass, "", "", "note, heard that, heard about, heard of, heard via, heard through, called in sick", plain},
	}
}

type kindRow struct {
	kind     Kind
	class    Class
	tagTo    string
	tagFrom  string
	wordList string
	with     withSense
}

// withSense is what "with" means after a word.
type withSense byte

const (
	plain     withSense = iota
	oneWay              // even of a kind that goes both ways, "with" is "to"
	needsWith           // a contact only with somebody: "gave a talk with"
	ofTwo               // with two people an introduction: "connected Ada with Bo"
)

// meansBoth says whether "with" after the words is an exchange, both ways.
func (r *kindRow) meansBoth() bool {
	switch r.kind {
	case Email, Message, Reply, Card, Voicemail:
		return r.with != oneWay
	}
	return false
}

// kindWord is one word of the vocabulary, or several.
type kindWord struct {
	text  string
	words []string
	gap   int // the place of "*" in the words; 0 where there is none
	row   *kindRow
	past  bool // it tells of something done: "called", not "call"
}

// mostBetween is how many tokens may stand for "*".
const mostBetween = 5

// size is how many of the first tokens are the words, 0 where they are not.
func (w *kindWord) size(toks []token) int {
	if w.gap == 0 {
		if matches(toks, w.words) {
			return len(w.words)
		}
		return 0
	}
	if !matches(toks, w.words[:w.gap]) {
		return 0
	}
	rest := w.words[w.gap+1:]
	for i := w.gap; i < len(toks) && i < w.gap+mostBetween && !toks[i].dash; i++ {
		if matches(toks[i+1:], rest) && !toks[i].comma {
			return i + 1 + len(rest)
		}
	}
	return 0
}

// kinds is the vocabulary of one folder: the built-in words and those of its
// settings.
type kinds struct {
	table *txt.WordTable[[]kindWord] // by the first word, the longest first
	long  []longWord                 // the words that may be meant by one nearly like them, sorted
}

// longWord is a word with the set of its letters.
type longWord struct {
	text    string
	letters uint32
	kind    Kind
}

// newKinds adds the folder's own words to the built-in ones.
func newKinds(extra map[string]Kind) kinds {
	rows, all := map[Kind]*kindRow{}, map[string]*kindRow{}
	for _, row := range slices.Backward(kindTable()) {
		rows[row.kind] = &row
		for word := range strings.SplitSeq(row.wordList, ", ") {
			all[strings.ReplaceAll(word, "-", " ")] = &row
			if joined := strings.ReplaceAll(word, "-", ""); len(joined) > 3 {
				all[joined] = &row
			}
		}
	}
	for word, kind := range extra {
		row := rows[kind]
		if row == nil {
			row = &kindRow{kind: kind}
		}
		all[strings.Join(wordsOf(word), " ")] = row
	}
	first := map[string]*[]kindWord{}
	var long []longWord
	for _, text := range slices.Sorted(maps.Keys(all)) {
		words := strings.Fields(text)
		if len(words) == 0 || all[text].kind == "" {
			continue
		}
		list := first[words[0]]
		if list == nil {
			list = new([]kindWord)
			first[words[0]] = list
		}
		*list = append(*list, kindWord{text, words, max(slices.Index(words, "*"), 0), all[text], isPast(words[0])})
		if len(words) == 1 && len(text) >= 5 && all[text].kind != Remark {
			long = append(long, longWord{text, txt.LettersOf(text), all[text].kind})
		}
	}
	for _, list := range first {
		slices.SortStableFunc(*list, func(a, b kindWord) int { return len(b.words) - len(a.words) })
	}
	return kinds{txt.NewWordTable(first), long}
}

// isPast reports whether a word is a verb that tells of something done.
func isPast(word string) bool {
	switch word {
	case "met", "saw", "spoke", "rang", "wrote", "sent", "gave", "got", "heard", "ran", "caught", "left", "tried", "took", "shot", "put", "hung", "came":
		return true
	}
	return strings.HasSuffix(word, "ed")
}

// introducing is the kind of those who bring others together.
func (k *kinds) introducing() *kindWord {
	if list := k.table.Find("introduced"); list != nil {
		return &(*list)[len(*list)-1]
	}
	return &kindWord{row: &kindRow{kind: Intro, class: Async, tagTo: "gave", tagFrom: "got"}}
}

// only is the kind of a head that is one known word, as most are. A word that
// may be the first of several, or a subject, is left alone.
func (k *kinds) only(head string) *kindWord {
	list := k.table.Find(head)
	if list == nil || len(*list) > 1 || len((*list)[0].words) > 1 {
		return nil
	}
	return &(*list)[0]
}

// at reads the words of a kind at a token and says how many tokens they are. It
// returns nil for other words. A verb in -s is known where it may be one.
func (k *kinds) at(toks []token, i int, verbs bool) (*kindWord, int) {
	if i >= len(toks) || toks[i].word == "" {
		return nil, 0
	}
	first := toks[i].word
	if list := k.table.Find(first); list != nil {
		for w := range *list {
			word := &(*list)[w]
			if n := word.size(toks[i:]); n > 0 {
				return word, n
			}
		}
	}
	if toks[i].hyphen && i+1 < len(toks) { // "post-card" for "postcard"
		if list := k.table.Find(first + toks[i+1].word); list != nil && len((*list)[len(*list)-1].words) == 1 {
			return &(*list)[len(*list)-1], 2
		}
	}
	if verbs && len(first) > 3 && first[len(first)-1] == 's' {
		stems := [3]string{first[:len(first)-1], strings.TrimSuffix(first, "es")}
		if bare, ok := strings.CutSuffix(first, "ies"); ok {
			stems[2] = bare + "y"
		}
		for _, stem := range stems {
			if list := k.table.Find(stem); list != nil && stem != first && len((*list)[len(*list)-1].words) == 1 {
				return &(*list)[len(*list)-1], 1
			}
		}
	}
	return nil, 0
}

// mayBeAuto reports whether one of the first words of a text begins the words
// for an automatic answer.
func (k *kinds) mayBeAuto(text string) bool {
	var low [24]byte
	for words, i := 0, 0; words < 6 && i < len(text); words++ {
		n := 0
		for ; i < len(text) && n < len(low) && (txt.IsLetter(text[i]) || text[i] >= 0x80); i++ {
			low[n] = txt.Lower(text[i])
			n++
		}
		if list := k.table.Find(string(low[:n])); list != nil && slices.ContainsFunc(*list, func(w kindWord) bool { return w.row.kind == Auto }) {
			return true
		}
		for i < len(text) && !txt.IsLetter(text[i]) && text[i] < 0x80 {
			i++
		}
		if n == len(low) {
			return true // a word too long to tell
		}
	}
	return false
}

// leads reports whether a kind before another says only what that was for:
// "catch-up call", "intro call".
func (w *kindWord) leads() bool {
	switch w.text {
	case "catch up", "catchup", "follow up", "followup", "intro":
		return true
	}
	return false
}

// matches reports whether words stand at the beginning of tokens, with nothing
// between them that ends a phrase.
func matches(toks []token, words []string) bool {
	if len(toks) < len(words) {
		return false
	}
	for i, word := range words {
		if toks[i].word != word || i > 0 && (toks[i-1].comma || toks[i-1].dash) {
			return false
		}
	}
	return true
}

// KindNames lists the kinds a folder's settings may add words to.
func KindNames() []string {
	var names []string
	for _, row := range kindTable() {
		if !slices.Contains(names, string(row.kind)) {
			names = append(names, string(row.kind))
		}
	}
	return names
}

// answerable says whether a line of this kind from a person wants an answer.
func (k Kind) answerable() bool {
	switch k {
	case Email, Message, Ask, Share, Intro, Help, Missed:
		return true
	}
	return false
}

// NearKind is the known word that an unknown first word of a log line nearly
// spells, or nothing.
func (r *Reader) NearKind(word string) string {
	near, _ := r.kinds.nearest(txt.Fold(word))
	return near
}

// nearest is the known word that a mistyped one was probably meant to be, or
// nothing. Both have five letters or more; one slip is forgiven, in a word of
// eight letters two. It is sure where no word of another kind is as near.
func (k *kinds) nearest(word string) (near string, sure bool) {
	if len(word) < 5 || k.table.Find(word) != nil {
		return "", false
	}
	allowed := 1
	if len([]rune(word)) >= 8 {
		allowed = 2
	}
	letters := txt.LettersOf(word)
	var best Kind
	var runes []rune
	for i := range k.long {
		c := &k.long[i]
		if len(c.text)-len(word) > allowed || len(word)-len(c.text) > allowed || bits.OnesCount32(letters&^c.letters) > allowed || bits.OnesCount32(c.letters&^letters) > allowed {
			continue
		}
		if runes == nil {
			runes = []rune(word)
		}
		switch d := txt.Distance(runes, []rune(c.text)); {
		case d == 0 || d > allowed:
		case near == "" || d < allowed:
			near, best, sure, allowed = c.text, c.kind, true, d
		case c.kind != best:
			sure = false
		}
	}
	return near, sure
}
