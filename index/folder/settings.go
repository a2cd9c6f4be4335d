package folder

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Settings are what a folder's netnotes.yaml says; the zero values are never
// used, see DefaultSettings.
type Settings struct {
	Written      bool                    // the folder has a netnotes.yaml
	Daily        int                     // how many people a day, bands 1 and 2 apart
	Tiers        map[string]date.Cadence // A to D
	DefaultTier  string
	AfterEvent   []Step
	AfterMeeting []Step // a first one that was at no event
	AfterTalk    []Step // after an informational interview
	Birthdays    bool
	DayStarts    int // minutes after midnight
	WeekStarts   int // 0 is Sunday
	Workdays     [7]bool
	Holidays     []string // YYYY-MM-DD or MM-DD
	Kinds        map[string]logline.Kind
	Sectors      []string
	Links        string // wiki or markdown
	TaskStyle    string // plain, emoji or dataview
	Exclude      []string
	Folders      map[string]parse.NoteKind
	Words        map[string][]string // more words for with, to, from, off and unanswered
	Logs         []string            // more headings of a log
	Dates        string              // dmy or mdy: how 3/4/2026 is meant; empty for neither
}

// Reading is what the settings change about reading notes.
func (s *Settings) Reading() parse.Config {
	return parse.Config{Kinds: s.Kinds, Words: s.Words, Logs: s.Logs, Dates: s.Dates, Folders: s.Folders, Sectors: s.Sectors}
}

// Step is one step of a sequence: when it is due and when it is gone, counted
// from what started the sequence.
type Step struct {
	Name    string // thanks, connect, share or report-back
	Offset  date.Duration
	Expires date.Duration
}

// DefaultSettings are the settings of a folder that says nothing.
func DefaultSettings() Settings {
	d := func(n int) date.Duration { return date.Duration{N: n, Unit: date.Day} }
	thanks, connect, share := Step{"thanks", d(1), d(7)}, Step{"connect", d(2), d(14)}, Step{"share", d(30), d(60)}
	return Settings{
		Daily: 7,
		Tiers: map[string]date.Cadence{
			"A": {Ideal: date.Duration{N: 3, Unit: date.Week}},
			"B": {Ideal: date.Duration{N: 2, Unit: date.Month}},
			"C": {Ideal: date.Duration{N: 6, Unit: date.Month}},
			"D": {Ideal: date.Duration{N: 1, Unit: date.Year}},
			// The circles of ob-prm.
			"inner": {Ideal: d(14)}, "close": {Ideal: d(30)}, "casual": {Ideal: d(90)}, "warm": {Ideal: d(180)}, "dormant": {Ideal: d(365)},
		},
		DefaultTier:  "C",
		AfterEvent:   []Step{thanks, connect, share},
		AfterMeeting: []Step{thanks, connect, share},
		AfterTalk:    []Step{thanks, connect, share, {"report-back", d(90), d(150)}},
		WeekStarts:   1,
		Workdays:     [7]bool{false, true, true, true, true, true, false},
		Links:        "wiki",
		TaskStyle:    "plain",
	}
}

// setting is one of netnotes.yaml: what to type for it, and how it is read. read
// takes the value over, and returns false where it is none; what is wrong with a
// part of a value it reports itself.
type setting struct {
	name, example string
	mapping       bool // it holds names with values
	read          func(r *settingsReader, f *yaml.Field) bool
}

// allSettings are those of netnotes.yaml, and no others.
func allSettings() []setting {
	return []setting{
		{"daily", "daily: 7, a number of people", false, func(r *settingsReader, f *yaml.Field) bool {
			n, err := strconv.Atoi(f.Text())
			return err == nil && n > 0 && take(&r.Daily, n)
		}},
		{"tiers", "tiers: {A: 3w, B: 2m/3m}", true, (*settingsReader).tiers},
		{"default_tier", "default_tier: C", false, func(r *settingsReader, f *yaml.Field) bool { return tier(f.Text(), &r.DefaultTier) }},
		{"sequences", "sequences: {after-event: [thanks 1d/7d]}", true, (*settingsReader).sequences},
		{"birthdays", "birthdays: true, or false", false, func(r *settingsReader, f *yaml.Field) bool {
			return oneOf(f, "true", "false") && take(&r.Birthdays, f.Text() == "true")
		}},
		{"day_starts", "day_starts: 04:00", false, func(r *settingsReader, f *yaml.Field) bool { return r.dayStarts(f.Text()) }},
		{"week_starts", "week_starts: mon, a weekday", false, func(r *settingsReader, f *yaml.Field) bool {
			day, ok := date.Weekday(strings.TrimSpace(f.Text()))
			return ok && take(&r.WeekStarts, day)
		}},
		{"workdays", "workdays: mon-fri, a range or a list of weekdays", false, func(r *settingsReader, f *yaml.Field) bool { return r.workdays(f.Texts()) }},
		{"holidays", "holidays: [2026-12-25, 01-01]", false, (*settingsReader).holidays},
		{"kinds", "kinds: {meet: [kaffee, treffen]}", true, (*settingsReader).kinds},
		{"sectors", "sectors: [academic, public]", false, func(r *settingsReader, f *yaml.Field) bool { return take(&r.Sectors, f.Texts()) }},
		{"links", "links: wiki, or markdown", false, func(r *settingsReader, f *yaml.Field) bool {
			return oneOf(f, "wiki", "markdown") && take(&r.Links, f.Text())
		}},
		{"task_style", "task_style: plain, emoji or dataview", false, func(r *settingsReader, f *yaml.Field) bool {
			return oneOf(f, "plain", "emoji", "dataview") && take(&r.TaskStyle, f.Text())
		}},
		{"exclude", "exclude: [archive/**]", false, (*settingsReader).exclude},
		{"folders", "folders: {contact: [people]}", true, (*settingsReader).folders},
		{"words", "words: {with: [mit], from: [von], off: [abgesagt]}", true, func(r *settingsReader, f *yaml.Field) bool {
			return take(&r.Words, r.lists(f, "list of words", "with", "to", "from", "off", "unanswered"))
		}},
		{"headings", "headings: {log: [Kontakte]}", true, func(r *settingsReader, f *yaml.Field) bool {
			return take(&r.Logs, r.lists(f, "heading", "log")["log"])
		}},
		{"dates", "dates: dmy, or mdy", false, func(r *settingsReader, f *yaml.Field) bool {
			return oneOf(f, "dmy", "mdy") && take(&r.Dates, f.Text())
		}},
	}
}

// take sets a setting.
func take[T any](to *T, value T) bool {
	*to = value
	return true
}

func oneOf(f *yaml.Field, words ...string) bool { return slices.Contains(words, f.Text()) }

// settingsReader fills settings and collects what is wrong with them.
type settingsReader struct {
	Settings
	lines    txt.Lines
	problems []txt.Problem
}

// ParseSettings reads a netnotes.yaml. A mistake costs one setting: it is a
// problem, and the default stands.
func ParseSettings(source []byte) (Settings, []txt.Problem) {
	r := settingsReader{Settings: DefaultSettings(), lines: txt.NewLines(source)}
	r.Written = true
	fields, problems := parse.Fields(source)
	r.problems = problems
	for i := range fields {
		r.field(&fields[i], slices.ContainsFunc(fields[:i], func(f yaml.Field) bool { return f.Key == fields[i].Key }))
	}
	slices.SortStableFunc(r.problems, func(a, b txt.Problem) int { return a.Span.Start - b.Span.Start })
	return r.Settings, r.problems
}

func (r *settingsReader) field(f *yaml.Field, again bool) {
	all := allSettings()
	i := slices.IndexFunc(all, func(s setting) bool { return s.name == f.Key })
	switch {
	case i < 0:
		var names []string
		for _, s := range all {
			names = append(names, s.name)
		}
		r.unknown(f, "setting", names)
	case all[i].mapping && len(f.Values) > 0 && f.Sub == nil:
		r.complain(f, f.Key+" holds names with values, not a word", "write "+all[i].example)
	case len(f.Values) > 0 && !all[i].read(r, f):
		r.complain(f, fmt.Sprintf("not a value for %s: %q", f.Key, f.Text()), "write "+all[i].example)
	}
	if again {
		r.problem(txt.DuplicateKey, f.At, fmt.Sprintf("the key %q stands here again; the last one counts", f.Key), "remove one of them")
	}
}

func (r *settingsReader) complain(f *yaml.Field, text, hint string) {
	at := f.At
	if len(f.Values) > 0 {
		at = f.Values[0].Span
	}
	r.problem(BadSetting, at, text, hint)
}

func (r *settingsReader) problem(code txt.Code, at txt.Span, text, hint string) {
	r.problems = append(r.problems, txt.Problem{Span: at, Start: r.lines.Position(at.Start), End: r.lines.Position(at.End),
		Code: code, Severity: txt.Error, Text: text, Hint: hint})
}

func (r *settingsReader) unknown(f *yaml.Field, what string, names []string) {
	hint := "the names are " + strings.Join(names, ", ")
	if near := txt.Nearest(f.Key, slices.Clone(names)); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.problem(UnknownSetting, f.At, fmt.Sprintf("no such %s: %q", what, f.Key), hint)
}

func (r *settingsReader) dayStarts(text string) bool {
	hour, minute, ok := strings.Cut(text, ":")
	h, errH := strconv.Atoi(hour)
	m, errM := strconv.Atoi(minute)
	ok = ok && errH == nil && errM == nil && h >= 0 && h < 24 && m >= 0 && m < 60
	if ok {
		r.DayStarts = 60*h + m
	}
	return ok
}

func tier(text string, to *string) bool {
	name, ok := parse.TierName(text)
	if ok {
		*to = name
	}
	return ok
}

func (r *settingsReader) tier(f *yaml.Field) {
	var name string
	if !tier(f.Key, &name) {
		r.unknown(f, "tier", parse.Tiers())
		return
	}
	c, err := date.ParseCadence(f.Text())
	if err != nil {
		r.complain(f, err.Error(), "write a rhythm such as 6w, 2m or 6w/10w")
		return
	}
	r.Tiers[name] = c
}

func (r *settingsReader) tiers(f *yaml.Field) bool {
	for i := range f.Sub {
		r.tier(&f.Sub[i])
	}
	return true
}

func (r *settingsReader) exclude(f *yaml.Field) bool {
	for _, v := range f.Values {
		if _, err := path.Match(v.Text, ""); err != nil {
			r.problem(BadSetting, v.Span, fmt.Sprintf("not a glob: %q", v.Text), "write names with * and ?, such as archive/**")
			continue
		}
		r.Exclude = append(r.Exclude, v.Text)
	}
	return true
}

func (r *settingsReader) workdays(texts []string) bool {
	var days [7]bool
	for _, text := range strings.FieldsFunc(strings.Join(texts, ","), func(c rune) bool { return c == ',' || c == ' ' }) {
		from, to, isRange := strings.Cut(text, "-")
		a, okA := date.Weekday(strings.TrimSpace(from))
		b, okB := a, okA
		if isRange {
			b, okB = date.Weekday(strings.TrimSpace(to))
		}
		if !okA || !okB {
			return false
		}
		for d := a; ; d = (d + 1) % 7 {
			days[d] = true
			if d == b {
				break
			}
		}
	}
	if days == [7]bool{} {
		return false // without a working day nothing would ever be shown
	}
	r.Workdays = days
	return true
}

func (r *settingsReader) holidays(f *yaml.Field) bool {
	for _, v := range f.Values {
		_, full := date.ParseDay(v.Text)
		_, yearly := parse.ParseBirthday(v.Text)
		if !full && !(yearly && len(v.Text) == 5) {
			r.problem(BadSetting, v.Span, fmt.Sprintf("not a day: %q", v.Text), "write 2026-12-25, or 12-25 for every year")
			continue
		}
		r.Holidays = append(r.Holidays, v.Text)
	}
	return true
}

func (r *settingsReader) sequences(f *yaml.Field) bool {
	for i := range f.Sub {
		s := &f.Sub[i]
		var to *[]Step
		switch s.Key {
		case "after-event":
			to = &r.AfterEvent
		case "after-meeting":
			to = &r.AfterMeeting
		case "after-interview":
			to = &r.AfterTalk
		default:
			r.unknown(s, "sequence", []string{"after-event", "after-meeting", "after-interview"})
			continue
		}
		steps := []Step{}
		for _, v := range s.Values {
			if v.Text == "[]" || v.Text == "none" || v.Text == "" {
				continue
			}
			step, err := parseStep(v.Text)
			if err != nil {
				r.problem(BadSetting, v.Span, err.Error(), "write a step as thanks 1d/7d: when it is due and when it is gone")
				continue
			}
			steps = append(steps, step)
		}
		*to = steps
	}
	return true
}

func parseStep(text string) (Step, error) {
	name, times, _ := strings.Cut(strings.TrimSpace(text), " ")
	if !slices.Contains([]string{"thanks", "connect", "share", "report-back"}, name) {
		return Step{}, fmt.Errorf("no such step: %q; the steps are thanks, connect, share and report-back", name)
	}
	from, to, ok := strings.Cut(times, "/")
	offset, err := date.ParseDuration(from)
	if err != nil || !ok {
		return Step{}, fmt.Errorf("not a step: %q", text)
	}
	expires, err := date.ParseDuration(to)
	if err != nil {
		return Step{}, err
	}
	return Step{name, offset, expires}, nil
}

// kinds reads either "meet: [kaffee, treffen]" or "kaffee: meet".
func (r *settingsReader) kinds(f *yaml.Field) bool {
	r.Kinds = map[string]logline.Kind{}
	for i := range f.Sub {
		s := &f.Sub[i]
		switch {
		case slices.Contains(logline.KindNames(), s.Key):
			for _, word := range s.Texts() {
				r.Kinds[word] = logline.Kind(s.Key)
			}
		case slices.Contains(logline.KindNames(), s.Text()):
			r.Kinds[s.Key] = logline.Kind(s.Text())
		default:
			r.unknown(s, "kind", logline.KindNames())
		}
	}
	return true
}

// lists reads lists of words under known names.
func (r *settingsReader) lists(f *yaml.Field, what string, names ...string) map[string][]string {
	out := map[string][]string{}
	for i := range f.Sub {
		s := &f.Sub[i]
		if !slices.Contains(names, s.Key) {
			r.unknown(s, what, names)
			continue
		}
		out[s.Key] = s.Texts()
	}
	return out
}

func (r *settingsReader) folders(f *yaml.Field) bool {
	kinds := []string{"contact", "event", "meeting", "org", "group", "lead"}
	r.Folders = map[string]parse.NoteKind{}
	for i := range f.Sub {
		s := &f.Sub[i]
		kind := strings.TrimSuffix(s.Key, "s")
		if !slices.Contains(kinds, kind) {
			r.unknown(s, "kind of note", kinds)
			continue
		}
		for _, folder := range s.Texts() {
			r.Folders[folder] = parse.NoteKind(kind)
		}
	}
	return true
}

// IsWorkday reports whether the day is a working day and no holiday.
func (s *Settings) IsWorkday(d date.Date) bool {
	if len(s.Holidays) == 0 {
		return s.Workdays[d.Weekday()]
	}
	return s.Workdays[d.Weekday()] && !slices.Contains(s.Holidays, d.String()) && !slices.Contains(s.Holidays, d.String()[5:])
}

// maxIdle bounds the search for a working day where the settings leave none.
const maxIdle = 366

// NextWorkday is the first working day from d on.
func (s *Settings) NextWorkday(d date.Date) date.Date {
	for i := range maxIdle {
		if day := d.AddDays(i); s.IsWorkday(day) {
			return day
		}
	}
	return d
}

// LastWorkday is the last working day up to d.
func (s *Settings) LastWorkday(d date.Date) date.Date {
	for i := range maxIdle {
		if day := d.AddDays(-i); s.IsWorkday(day) {
			return day
		}
	}
	return d
}
