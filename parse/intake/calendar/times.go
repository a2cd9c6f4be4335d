package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"netnotes/parse/draft"
	"netnotes/parse/intake/content"
)

// moment is a day, or a day and a time.
type moment struct {
	time.Time
	allDay bool
	strict bool // the time is as written: its zone is not known here
}

// span is when an event takes place.
type span struct {
	start  moment
	length time.Duration
}

// moment reads a DTSTART, DTEND, RECURRENCE-ID or one value of RDATE.
func (r *reader) moment(p *content.Property, value string) (moment, bool) {
	value = strings.TrimSpace(value)
	value, _, _ = strings.Cut(value, "/") // of a period its start
	zone, known := r.zone(p)
	for _, form := range []struct {
		layout string
		zone   *time.Location
		allDay bool
	}{{"20060102T150405Z", time.UTC, false}, {"20060102T150405", zone, false}, {"20060102T1504", zone, false}, {"20060102", zone, true}, {"2006-01-02", zone, true}} {
		if t, err := time.ParseInLocation(form.layout, value, form.zone); err == nil && t.Year() > 0 {
			return moment{t, form.allDay, !known && form.zone != time.UTC}, true
		}
	}
	return moment{}, false
}

// zone is the zone of a time: an IANA name's, else the user's, in which the
// time then stands as written.
func (r *reader) zone(p *content.Property) (zone *time.Location, known bool) {
	name := strings.Trim(p.Param("TZID"), `"/ `)
	if name == "" {
		return r.options.Zone, true
	}
	if at := strings.LastIndex(name, "/freeassociation.sourceforge.net/"); at >= 0 {
		name = name[at+len("/freeassociation.sourceforge.net/"):]
	}
	if zone, ok := r.zones[name]; ok {
		return zone, zone != r.options.Zone
	}
	zone, err := time.LoadLocation(name)
	if err != nil || strings.EqualFold(name, "local") {
		zone = r.options.Zone
		if !r.strange[name] {
			r.strange[name] = true
			r.out.How = append(r.out.How, fmt.Sprintf("times in the zone %q are taken as written", draft.OneLine(name)))
		}
	}
	r.zones[name] = zone
	return zone, err == nil
}

// when is an event's start and length. An event without an end lasts a day, or
// no time.
func (r *reader) when(e *event) (span, bool) {
	p := e.first("DTSTART")
	if p == nil {
		return span{}, false
	}
	start, ok := r.moment(p, p.Value)
	if !ok {
		return span{}, false
	}
	s := span{start: start}
	if start.allDay {
		s.length = 24 * time.Hour
	}
	if p := e.first("DTEND"); p != nil {
		if end, ok := r.moment(p, p.Value); ok && end.After(start.Time) {
			s.length = end.Sub(start.Time)
		}
	} else if length, ok := duration(e.text("DURATION")); ok {
		s.length = length
	}
	return s, true
}

// duration reads P1DT2H30M; a negative one is none.
func duration(s string) (time.Duration, bool) {
	s, ok := strings.CutPrefix(strings.TrimPrefix(strings.ToUpper(s), "+"), "P")
	if !ok {
		return 0, false
	}
	units := map[byte]time.Duration{'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second}
	total, digits := time.Duration(0), ""
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9' && len(digits) < 6:
			digits += s[i : i+1]
		case c == 'T':
		case units[c] > 0 && digits != "":
			n, _ := strconv.Atoi(digits)
			total, digits = total+time.Duration(n)*units[c], ""
		default:
			return 0, false
		}
	}
	return total, digits == "" && total > 0
}

// earliest is the first year in which a series may have begun.
const earliest = 1970

// maxBarren is how many rules that give no day at all are tried: each is sought
// through to the end of all years, which takes up to a second.
const maxBarren = 8

// instances are the starts of a series between two days, both included. why
// says why a rule is left out.
func (r *reader) instances(e *event, s span, from, to time.Time) (starts []moment, why string) {
	rule, err := e.rule(s.start)
	if err != nil {
		return nil, "a repetition that cannot be read"
	}
	set := rrule.Set{}
	set.DTStart(s.start.Time)
	switch {
	case rule == nil:
		set.RDate(s.start.Time)
	case rule.Freq > rrule.DAILY || max(len(rule.Byhour), len(rule.Byminute), len(rule.Bysecond)) > 1:
		return nil, "repeated more often than daily"
	case s.start.Year() < earliest:
		return nil, "repeated since before 1970"
	default:
		if rule.Until.IsZero() || rule.Until.After(to) {
			rule.Until = to // the iteration ends, whatever the rule
		}
		repeated, err := rrule.NewRRule(*rule)
		if err != nil || r.barren >= maxBarren {
			return nil, "a repetition that cannot be read"
		}
		if _, ok := repeated.Iterator()(); !ok {
			r.barren++
			return nil, "a repetition that never happens"
		}
		set.RRule(repeated)
	}
	for _, p := range e.all("RDATE") {
		for value := range strings.SplitSeq(p.Value, ",") {
			if t, ok := r.moment(p, value); ok {
				set.RDate(t.Time)
			}
		}
	}
	for _, p := range e.all("EXDATE") {
		for value := range strings.SplitSeq(p.Value, ",") {
			if t, ok := r.moment(p, value); ok {
				set.ExDate(t.Time)
			}
		}
	}
	for _, t := range set.Between(from, to, true) {
		starts = append(starts, moment{t, s.start.allDay, s.start.strict})
	}
	return starts, ""
}

// rule is an event's RRULE, or nil.
func (e *event) rule(start moment) (*rrule.ROption, error) {
	p := e.first("RRULE")
	if p == nil {
		return nil, nil
	}
	rule, err := rrule.StrToROptionInLocation(strings.TrimSpace(p.Value), start.Location())
	if err != nil {
		return nil, err
	}
	rule.Dtstart = start.Time
	return rule, nil
}
