package due

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse/txt"
	"netnotes/report/form"
)

// TodayLine is one box of Today.md: a line, and what ticking it means.
type TodayLine struct {
	Text string `json:"text"` // after the box
	Path string `json:"path"` // of the person's or the event's note
	Kind string `json:"kind"`
	Step string `json:"step,omitempty"`
	// Task is where a promise stands.
	Task string `json:"task,omitempty"`
	Line int    `json:"line,omitempty"`
	Said string `json:"said,omitempty"` // what the item is about
}

// TodayFile is the due list as boxes to tick. link writes a link to a note.
func (d List) TodayFile(link func(path, name string) string) (head []string, lines []TodayLine, soon []string) {
	head = []string{"# Today, " + form.WeekdayName(d.Today) + " " + form.FullDay(d.Today), "", "Tick what you have done. Words after the name become the line in the log."}
	for _, who := range d.People {
		for i := range who.Items {
			it := who.Items[i].of(&who)
			line := d.Box(it)
			line.Text = link(who.Path, who.Name) + ": " + d.boxText(*it)
			lines = append(lines, line)
		}
	}
	if len(d.People) == 0 {
		head = append(head, "", d.nothing())
	}
	for _, it := range d.Soon[:min(len(d.Soon), maxSoon)] {
		soon = append(soon, "- "+form.WeekdayName(it.Due)+" "+form.Day(it.Due, d.Today)+" "+link(it.Whose(), it.Name)+": "+d.boxText(it))
	}
	return head, lines, soon
}

// Box is what ticking an item of the list means.
func (d List) Box(it *Item) TodayLine {
	return TodayLine{Path: it.Whose(), Kind: it.Kind, Step: it.Step, Task: it.Path, Line: it.Line, Said: form.Words(it.Text)}
}

// boxText says what an item wants, without anything that Markdown would take
// for a link, a box or a date.
func (d List) boxText(it Item) string {
	text := strings.NewReplacer("[", "", "]", "", "<", "", ">", "", "->", "→").Replace(form.Inline(form.Words(it.Text)))
	switch {
	case it.Kind == "reply":
		text = `"` + text + `" of ` + form.Day(it.Due.AddDays(-ReplyAfter), d.Today)
	case it.Kind == "nudge":
		text = `no answer yet to "` + text + `"`
	}
	if it.Late > 0 {
		text += fmt.Sprintf(" (%s late)", form.Plural(it.Late, "day", "days"))
	}
	return it.row.Word() + ": " + text
}

// Sentence is the log line for a box ticked without a word.
func (l TodayLine) Sentence() string {
	verb := l.row().ticked
	if l.Kind == "next" && l.Said != "" {
		return verb + ": " + txt.PlainText(l.Said)
	}
	return verb
}

// Ticking is what it means that the box is ticked.
func (l TodayLine) Ticking() Ticking { return l.row().tick }

func (l TodayLine) row() *Kind {
	kinds := Kinds()
	if i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Name == cmp.Or(l.Step, l.Kind) }); i >= 0 {
		return &kinds[i]
	}
	return &Kind{tick: TickNothing} // of another version
}

// WithoutLateness is a box's text without what boxText says of how late it is.
func WithoutLateness(text string) string {
	if i := strings.LastIndex(text, " ("); i >= 0 && strings.HasSuffix(text, " late)") {
		return text[:i]
	}
	return text
}

// IsTodayFile reports whether a text is the list that TodayFile makes, whatever
// somebody has written into it, and no page of the user's own.
func IsTodayFile(source []byte) bool {
	text := string(source)
	return strings.TrimSpace(text) == "" || strings.HasPrefix(text, "# Today, ") || strings.Contains(text, "\nTick what you have done. ")
}

// LooksDrawn reports whether a line has the shape of one that TodayFile makes:
// its head, a box that nobody ticked, or a line of what comes soon.
func LooksDrawn(line string) bool {
	if strings.HasPrefix(line, "# Today, ") || strings.HasPrefix(line, "Tick what you have done. ") || line == "## Soon" || strings.HasPrefix(line, "Nothing due.") {
		return true
	}
	rest, box := strings.CutPrefix(line, "- [ ] [")
	if !box {
		if rest, box = strings.CutPrefix(line, "- "); !box || len(rest) < 4 || !strings.Contains("Sun Mon Tue Wed Thu Fri Sat", rest[:3]) {
			return false
		}
	}
	for _, kind := range Kinds() {
		if strings.Contains(rest, "]: "+kind.Word()+": ") || strings.Contains(rest, ">): "+kind.Word()+": ") {
			return true
		}
	}
	return false
}
