package calendar

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/intake/content"
	"netnotes/parse/txt"
)

// Why an event is left out.
const (
	NotAccepted = "not accepted by you"
	Private     = "private or confidential"
	Alone       = "nobody else takes part"
	OutOfReach  = "too long ago or too far ahead"
	WithoutDay  = "without a day that can be read"
	Ours        = "written by netnotes"
	AReply      = "answers to invitations"
)

// maxTalk is how many others make a meeting an event of its own; maxStanding
// how many others a repeated meeting may have before it is a standing one.
const maxTalk, maxStanding = 8, 3

// tell says of each event what happened. Of one UID the newest version counts,
// and a changed instance stands in its place in the series.
func (r *reader) tell() {
	done := map[string]bool{}
	for _, e := range r.events {
		if done[e.uid] && e.uid != "" {
			continue
		}
		done[e.uid] = true
		versions := []*event{e}
		if e.uid != "" {
			versions = r.series[e.uid]
		}
		r.seriesOf(versions)
	}
}

// seriesOf tells the events of one UID.
func (r *reader) seriesOf(versions []*event) {
	newest := map[string]*event{} // by RECURRENCE-ID; empty for the whole
	var order []string
	for _, e := range versions {
		key := ""
		if p := e.first("RECURRENCE-ID"); p != nil {
			if at, ok := r.moment(p, p.Value); ok {
				key = instance(at)
			}
		}
		switch have := newest[key]; {
		case have == nil:
			order = append(order, key)
			newest[key] = e
		case e.sequence() >= have.sequence():
			newest[key] = e
		}
	}
	slices.Sort(order)
	for _, key := range order {
		if key == "" {
			r.whole(newest[key], newest)
		} else {
			r.event(newest[key], key, nil)
		}
	}
}

// whole tells an event that is no changed instance: each of its instances that
// has none of its own.
func (r *reader) whole(e *event, changed map[string]*event) {
	if e.first("RRULE") == nil && e.first("RDATE") == nil {
		r.event(e, "", nil)
		return
	}
	s, ok := r.when(e)
	if !ok {
		r.out.LeftOut.Add(WithoutDay)
		return
	}
	if why := r.leftOut(e); why != "" {
		r.out.LeftOut.Add(why)
		return
	}
	from := time.Date(int(r.options.Since.Year), time.Month(r.options.Since.Month), int(r.options.Since.Day), 0, 0, 0, 0, r.options.Zone)
	ahead := r.options.Today.AddDays(horizon)
	to := time.Date(int(ahead.Year), time.Month(ahead.Month), int(ahead.Day), 23, 59, 59, 0, r.options.Zone)
	starts, why := r.instances(e, s, from, to)
	switch {
	case why != "":
		r.out.LeftOut.Add(why)
	case len(starts) == 0:
		r.out.LeftOut.Add(OutOfReach)
	}
	for _, start := range starts {
		if changed[instance(start)] == nil {
			r.event(e, instance(start), &start)
		}
	}
}

// instance names one day and time of a series.
func instance(m moment) string {
	if m.allDay {
		return m.Format("20060102")
	}
	return m.UTC().Format("20060102T150405Z")
}

// sequence is the version of an event.
func (e *event) sequence() int {
	n, _ := strconv.Atoi(e.text("SEQUENCE"))
	return n
}

// event tells one event, or one instance of a series. at is the instance's
// start where it is not the event's own.
func (r *reader) event(e *event, key string, at *moment) {
	why := r.leftOut(e)
	s, ok := r.when(e)
	if why == "" && !ok {
		why = WithoutDay
	}
	if why != "" {
		r.out.LeftOut.Add(why)
		return
	}
	if at != nil {
		s.start = *at
	}
	h := intake.Happening{Row: e.row, At: s.start.Time, Kind: "meeting", Text: e.text("SUMMARY"), ID: id(e.uid, key), Place: e.text("LOCATION")}
	h.Day, h.Also = r.days(s.start)
	if h.Day.Before(r.options.Since) || r.options.Today.AddDays(horizon).Before(h.Day) {
		r.out.LeftOut.Add(OutOfReach)
		return
	}
	h.Cancelled = e.method == "CANCEL" || strings.EqualFold(e.text("STATUS"), "CANCELLED")
	h.Planned = r.options.Today.Before(h.Day)
	if online(e) {
		h.Kind = "call"
	}
	if !s.start.allDay {
		h.Time = s.clock(r.options.Zone)
	}
	h.People = r.others(e)
	h.Gathering = s.start.allDay || len(h.People) > maxTalk
	h.Days = int((s.length + 12*time.Hour) / (24 * time.Hour))
	h.Standing = e.first("RRULE") != nil && len(h.People) > maxStanding
	h.Guessed = len(h.People) == 0
	if h.Guessed && len(e.all("ATTENDEE")) > 0 {
		r.out.LeftOut.Add(Alone)
		return
	}
	r.out.Happenings = append(r.out.Happenings, h)
}

// days are the day of a moment on the user's calendar and in UTC; a day without
// a time is the same everywhere.
func (r *reader) days(m moment) (day, also date.Date) {
	if m.allDay {
		return intake.On(time.Date(m.Year(), m.Month(), m.Day(), 12, 0, 0, 0, time.UTC), time.UTC)
	}
	return intake.On(m.Time, r.options.Zone)
}

// clock is the time as a log line has it: 10:00-10:45.
func (s span) clock(zone *time.Location) string {
	from := s.start.In(zone)
	to := from.Add(s.length)
	if s.length <= 0 || s.length >= 24*time.Hour || to.Day() != from.Day() {
		return from.Format("15:04")
	}
	return from.Format("15:04") + "-" + to.Format("15:04")
}

// leftOut says why an event is not taken.
func (r *reader) leftOut(e *event) string {
	class := strings.ToUpper(e.text("CLASS"))
	switch {
	case strings.HasSuffix(strings.ToLower(e.uid), "@netnotes"):
		return Ours
	case e.method == "REPLY" || e.method == "COUNTER" || e.method == "REFRESH":
		return AReply
	case class == "PRIVATE" || class == "CONFIDENTIAL":
		return Private
	case !r.mine(e):
		return NotAccepted
	}
	return ""
}

// mine reports whether the user takes part: as the organiser, having accepted,
// or in a calendar where nobody else organises.
func (r *reader) mine(e *event) bool {
	for _, p := range e.all("ATTENDEE") {
		if r.options.Me.Is(somebody(p)) {
			return strings.EqualFold(p.Param("PARTSTAT"), "ACCEPTED") || r.organises(e)
		}
	}
	return e.first("ORGANIZER") == nil || r.organises(e)
}

func (r *reader) organises(e *event) bool {
	p := e.first("ORGANIZER")
	return p != nil && r.options.Me.Is(somebody(p))
}

// somebody is whom an ATTENDEE or ORGANIZER names.
func somebody(p *content.Property) intake.Somebody {
	address := strings.TrimSpace(p.Text())
	if len(address) >= 7 && strings.EqualFold(address[:7], "mailto:") {
		address = address[7:]
	} else if email := p.Param("EMAIL"); email != "" {
		address = email
	}
	if !strings.Contains(address, "@") {
		address = ""
	}
	name := draft.OneLine(p.Param("CN"))
	if strings.Contains(name, "@") { // many programs put the address there
		name = ""
	}
	return intake.Somebody{Name: name, Email: strings.ToLower(address)}
}

// others are those who take part besides the user, each once.
func (r *reader) others(e *event) []intake.Somebody {
	var out []intake.Somebody
	for _, p := range append(e.all("ATTENDEE"), e.all("ORGANIZER")...) {
		who := somebody(p)
		kind, role := strings.ToUpper(p.Param("CUTYPE")), strings.ToUpper(p.Param("ROLE"))
		switch {
		case kind == "ROOM", kind == "RESOURCE", kind == "GROUP", role == "NON-PARTICIPANT", strings.EqualFold(p.Param("PARTSTAT"), "DECLINED"):
		case r.options.Me.Is(who), who == intake.Somebody{}, declined(e, who):
		case slices.ContainsFunc(out, func(o intake.Somebody) bool { return same(o, who) }):
		default:
			out = append(out, who)
		}
	}
	return out
}

// declined reports whether somebody, perhaps the organiser, said no.
func declined(e *event, who intake.Somebody) bool {
	return slices.ContainsFunc(e.all("ATTENDEE"), func(p *content.Property) bool {
		return strings.EqualFold(p.Param("PARTSTAT"), "DECLINED") && same(somebody(p), who)
	})
}

func same(a, b intake.Somebody) bool {
	if a.Email != "" && b.Email != "" {
		return a.Email == b.Email
	}
	return a.Name != "" && txt.FoldName(a.Name) == txt.FoldName(b.Name)
}

// online reports whether an event takes place behind a link.
func online(e *event) bool {
	isLink := func(s string) bool {
		s = strings.ToLower(s)
		return strings.Contains(s, "://") || strings.HasPrefix(s, "tel:")
	}
	for _, name := range []string{"LOCATION", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"} {
		if isLink(e.text(name)) {
			return true
		}
	}
	return false
}

// id is the block id of an event's line: the same for the same event, whatever
// of it changes. Eight letters of the base32 of a SHA-256 over the UID and the
// instance.
func id(uid, key string) string {
	if uid == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(uid + "\x00" + key))
	return "cal-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:8])
}
