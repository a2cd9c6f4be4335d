package report

import (
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
)

// Bands of the order: a kind of a lower band always comes first.
const (
	bandMeeting = iota
	bandPromise
	bandReply
	bandStep
	bandNext
	bandNudge
	bandKeep
	bandPlanned
)

// showing says from when on an item is shown, seen from the day it is due.
type showing byte

const (
	onItsDay    showing = iota
	onTheEve            // the day before
	inTime              // so many days before that there is time for it
	lastWorkday         // the last working day up to it
	nextWorkday         // the first working day from it on
)

// Ticking is what it means to tick an item's box.
type Ticking byte

// The meanings of a tick.
const (
	TickLine    Ticking = iota // it is done: a log line
	TickTask                   // the task is done
	TickPlan                   // the planned line took place
	TickNothing                // there is nothing to write
)

// itemKind is what one kind of item has of its own, apart from how it is found.
type itemKind struct {
	name     string // a kind, or a step of a sequence
	kind     string // as JSON has it
	band     int
	shown    showing
	expires  int    // how many days after its day it is shown; 0: no end, or one of its own
	awake    bool   // only of people who are neither dormant nor latent
	statuses string // under which others than active it is shown: archived, paused, wish
	closedBy string // what would close it
	closed   string // what was closed, with %s for the name
	calendar string // what to do, in a calendar; empty where the item's text says it
	tick     Ticking
	ticked   string // the log line of a box ticked without a word
}

// itemKinds is the table of all kinds of item, by band.
func itemKinds() []itemKind {
	const line, task = "a line to them or a conversation", "tick the box, or cancel it with [-]"
	return []itemKind{
		{name: "meeting", kind: "meeting", band: bandMeeting, shown: onTheEve, statuses: "paused wish", tick: TickPlan,
			closedBy: "a conversation on its day, or a line that says it is off", closed: "meeting with %s"},
		{name: "promise", kind: "promise", band: bandPromise, shown: lastWorkday, statuses: "archived paused wish", tick: TickTask,
			closedBy: task, closed: "promise to %s"},
		{name: "reply", kind: "reply", band: bandReply, statuses: "paused",
			closedBy: "write to them, or talk", closed: "reply owed to %s", calendar: "answer", ticked: "replied"},
		{name: "thanks", kind: "step", band: bandStep,
			closedBy: "a line to them (thanks, email, message, card), or the next conversation", closed: "thank-you to %s", calendar: "say thank you", ticked: "thanked"},
		{name: "connect", kind: "step", band: bandStep, shown: nextWorkday,
			closedBy: "a connect line, or linkedin in the front matter", closed: "connecting with %s", calendar: "connect", ticked: "connected"},
		{name: "share", kind: "step", band: bandStep, shown: nextWorkday,
			closedBy: "a line with #gave, such as shared, or a conversation two weeks on", closed: "something to share with %s", calendar: "share something", ticked: "shared something"},
		{name: "report-back", kind: "step", band: bandStep, shown: nextWorkday,
			closedBy: line, closed: "reporting back to %s", calendar: "tell them what came of it", ticked: "wrote: reported back"},
		{name: "next", kind: "next", band: bandNext, expires: 30,
			closedBy: line + ", or a newer ->", closed: "what you meant to do about %s", ticked: "wrote"},
		{name: "occasion", kind: "occasion", band: bandNext, expires: 30, awake: true,
			closedBy: line, closed: "occasion to write to %s", ticked: "wrote"},
		{name: "birthday", kind: "occasion", band: bandNext, shown: inTime, expires: 30, awake: true,
			closedBy: line, closed: "birthday of %s", ticked: "wrote"},
		{name: "confirm", kind: "confirm", band: bandNext, expires: 30, statuses: "paused wish", tick: TickPlan,
			closedBy: "log the conversation, say that it is off, or netnotes done", closed: "whether you met %s"},
		{name: "goal", kind: "goal", band: bandNext, tick: TickNothing,
			closedBy: "a goal in the note", closed: "goals for %s", calendar: "set goals"},
		{name: "nudge", kind: "nudge", band: bandNudge, shown: nextWorkday,
			closedBy: "a word from them, or a conversation", closed: "question that waited for %s", calendar: "ask again", ticked: "wrote"},
		{name: "theirs", kind: "theirs", band: bandNudge, shown: nextWorkday, expires: 60, tick: TickTask,
			closedBy: task, closed: "what %s promised", calendar: "they promised"},
		{name: "keep", kind: "keep", band: bandKeep, shown: nextWorkday, awake: true,
			closedBy: "any counted line", closed: "keep in touch with %s", calendar: "keep in touch", ticked: "wrote"},
		{name: "planned", kind: "planned", band: bandPlanned, statuses: "paused wish", tick: TickNothing,
			closedBy: "its day", closed: "plan with %s"},
	}
}

// itemTable finds kinds of item by their names.
type itemTable []itemKind

func (t itemTable) named(name string) *itemKind {
	return &t[slices.IndexFunc(t, func(k itemKind) bool { return k.name == name })]
}

// word is what the list calls the kind.
func (k *itemKind) word() string {
	if k.kind == "step" {
		return k.name
	}
	return k.kind
}

// allowed reports whether a kind is asked of people of a status.
func (k *itemKind) allowed(status parse.Status) bool {
	return status == parse.Active || strings.Contains(k.statuses, string(status))
}

// rests reports whether a snooze puts the kind off.
func (k *itemKind) rests() bool { return k.band >= bandStep && k.band <= bandKeep }

// from is the day from which on an item is shown that is due on a day.
func (s showing) from(due parse.Date, settings *index.Settings) parse.Date {
	switch s {
	case onTheEve:
		return due.AddDays(-1)
	case inTime:
		return due.AddDays(-birthdayBefore)
	case lastWorkday:
		return settings.LastWorkday(due)
	case nextWorkday:
		return settings.NextWorkday(due)
	}
	return due
}

// Days of the items.
const (
	promiseAfter   = 7 // a promise without a day, after what it stands under
	replyAfter     = 2
	newsAfter      = 3
	congratsBefore = 14
	birthdayBefore = 3
	goalBefore     = 3
	longEvent      = 7 // days; a longer one is shown on its eve and first day
	nudgeFirst     = 7
	nudgeSecond    = 21
	settlesNear    = 7 // an off line settles plans this near; a conversation this early was the planned one
	nextBefore     = 7
	planNear       = 21
	soonDays       = 14
	weekDays       = 7
	recent         = 30 // what was settled longer ago than this, why does not tell
)
