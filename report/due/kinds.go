package due

import (
	"slices"
	"strings"

	"netnotes/index/folder"
	"netnotes/parse"
	"netnotes/parse/date"
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

// Kind is what one kind of item has of its own, apart from how it is found.
type Kind struct {
	Name     string // a kind, or a step of a sequence
	kind     string // as JSON has it
	Band     int
	shown    showing
	expires  int    // how many days after its day it is shown; 0: no end, or one of its own
	awake    bool   // only of people who are neither dormant nor latent
	statuses string // under which others than active it is shown: archived, paused, wish
	closedBy string // what would close it
	Closed   string // what was closed, with %s for the name
	Calendar string // what to do, in a calendar; empty where the item's text says it
	tick     Ticking
	ticked   string // the log line of a box ticked without a word
}

// Kinds is the table of all kinds of item, by band.
func Kinds() []Kind {
	const line, task = "a line to them or a conversation", "tick the box, or cancel it with [-]"
	return []Kind{
		{Name: "meeting", kind: "meeting", Band: bandMeeting, shown: onTheEve, statuses: "paused wish", tick: TickPlan,
			closedBy: "a conversation on its day, or a line that says it is off", Closed: "meeting with %s"},
		{Name: "promise", kind: "promise", Band: bandPromise, shown: lastWorkday, statuses: "archived paused wish", tick: TickTask,
			closedBy: task, Closed: "promise to %s"},
		{Name: "reply", kind: "reply", Band: bandReply, statuses: "paused",
			closedBy: "write to them, or talk", Closed: "reply owed to %s", Calendar: "answer", ticked: "replied"},
		{Name: "thanks", kind: "step", Band: bandStep,
			closedBy: "a line to them (thanks, email, message, card), or the next conversation", Closed: "thank-you to %s", Calendar: "say thank you", ticked: "thanked"},
		{Name: "connect", kind: "step", Band: bandStep, shown: nextWorkday,
			closedBy: "a connect line, or linkedin in the front matter", Closed: "connecting with %s", Calendar: "connect", ticked: "connected"},
		{Name: "share", kind: "step", Band: bandStep, shown: nextWorkday,
			closedBy: "a line with #gave, such as shared, or a conversation two weeks on", Closed: "something to share with %s", Calendar: "share something", ticked: "shared something"},
		{Name: "report-back", kind: "step", Band: bandStep, shown: nextWorkday,
			closedBy: line, Closed: "reporting back to %s", Calendar: "tell them what came of it", ticked: "wrote: reported back"},
		{Name: "next", kind: "next", Band: bandNext, expires: 30,
			closedBy: line + ", or a newer ->", Closed: "what you meant to do about %s", ticked: "wrote"},
		{Name: "occasion", kind: "occasion", Band: bandNext, expires: 30, awake: true,
			closedBy: line, Closed: "occasion to write to %s", ticked: "wrote"},
		{Name: "birthday", kind: "occasion", Band: bandNext, shown: inTime, expires: 30, awake: true,
			closedBy: line, Closed: "birthday of %s", ticked: "wrote"},
		{Name: "confirm", kind: "confirm", Band: bandNext, expires: 30, statuses: "paused wish", tick: TickPlan,
			closedBy: "log the conversation, say that it is off, or netnotes done", Closed: "whether you met %s"},
		{Name: "goal", kind: "goal", Band: bandNext, tick: TickNothing,
			closedBy: "a goal in the note", Closed: "goals for %s", Calendar: "set goals"},
		{Name: "nudge", kind: "nudge", Band: bandNudge, shown: nextWorkday,
			closedBy: "a word from them, or a conversation", Closed: "question that waited for %s", Calendar: "ask again", ticked: "wrote"},
		{Name: "theirs", kind: "theirs", Band: bandNudge, shown: nextWorkday, expires: 60, tick: TickTask,
			closedBy: task, Closed: "what %s promised", Calendar: "they promised"},
		{Name: "keep", kind: "keep", Band: bandKeep, shown: nextWorkday, awake: true,
			closedBy: "any counted line", Closed: "keep in touch with %s", Calendar: "keep in touch", ticked: "wrote"},
		{Name: "planned", kind: "planned", Band: bandPlanned, statuses: "paused wish", tick: TickNothing,
			closedBy: "its day", Closed: "plan with %s"},
	}
}

// itemTable finds kinds of item by their names.
type itemTable []Kind

func (t itemTable) Named(name string) *Kind {
	return &t[slices.IndexFunc(t, func(k Kind) bool { return k.Name == name })]
}

// Word is what the list calls the kind.
func (k *Kind) Word() string {
	if k.kind == "step" {
		return k.Name
	}
	return k.kind
}

// Allowed reports whether a kind is asked of people of a status.
func (k *Kind) Allowed(status parse.Status) bool {
	return status == parse.Active || strings.Contains(k.statuses, string(status))
}

// Rests reports whether a snooze puts the kind off.
func (k *Kind) Rests() bool { return k.Band >= bandStep && k.Band <= bandKeep }

// from is the day from which on an item is shown that is due on a day.
func (s showing) from(due date.Date, settings *folder.Settings) date.Date {
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
	ReplyAfter     = 2
	newsAfter      = 3
	congratsBefore = 14
	birthdayBefore = 3
	GoalBefore     = 3
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
