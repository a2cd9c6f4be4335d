package main

import (
	"fmt"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"
)

// goal is what is asked of a row, for folders of some sizes or of any.
type goal struct {
	sign string
	unit string
	at   map[int]float64 // by the number of contacts; 0 is any number
	cpu  bool            // of the processors' time, and not of that on the wall
}

const (
	most  = "≤"
	least = "≥"
)

// limits are the goals for 1,000, 10,000 and 100,000 contacts; 0 is none.
func limits(k1, k10, k100 float64) map[int]float64 {
	at := map[int]float64{1000: k1, 10_000: k10, 100_000: k100}
	maps.DeleteFunc(at, func(_ int, limit float64) bool { return limit == 0 })
	return at
}

// always is a goal for folders of any size.
func always(limit float64) map[int]float64 { return map[int]float64{0: limit} }

// Goals are of three kinds: ours takes at most so much of theirs, theirs at
// least so many times ours, or ours at most so much of a unit.
func atMost(at map[int]float64) goal            { return goal{sign: most, at: at} }
func atMostOfCPU(at map[int]float64) goal       { return goal{sign: most, at: at, cpu: true} }
func faster(at map[int]float64) goal            { return goal{sign: least, unit: "×", at: at} }
func unit(name string, at map[int]float64) goal { return goal{sign: most, unit: name, at: at} }

// limit is what is asked of a folder of n contacts, if anything is: what is asked
// of 10,000 contacts is asked of 5,000 to 20,000.
func (g goal) limit(n int) (limit float64, asked bool) {
	for size, limit := range g.at {
		if size == 0 || size/2 <= n && n <= 2*size {
			return limit, true
		}
	}
	return 0, false
}

// show is a value as the goal counts it.
func (g goal) show(v float64) string {
	switch {
	case g.unit == "B":
		return fmt.Sprintf("%.0f B", v)
	case g.unit == "ms", g.unit == "MB":
		return fmt.Sprintf("%.2f %s", v, g.unit)
	case v >= 100:
		return fmt.Sprintf("%.0f", v) + g.unit
	case v >= 10:
		return fmt.Sprintf("%.1f", v) + g.unit
	}
	return fmt.Sprintf("%.2f", v) + g.unit
}

// ask is the goal as it is written, and verdict whether it was met; both are
// empty where nothing is asked of folders of that size.
func (g goal) ask(n int) string {
	limit, some := g.limit(n)
	if !some {
		return ""
	}
	space := ""
	if g.unit != "×" && g.unit != "" {
		space = " "
	}
	return g.sign + " " + strconv.FormatFloat(limit, 'f', -1, 64) + space + g.unit
}

func (g goal) verdict(n int, v float64) string {
	limit, some := g.limit(n)
	switch {
	case !some:
		return ""
	case g.sign == most && v <= limit || g.sign == least && v >= limit:
		return "met"
	}
	return "missed"
}

// line is a line of the table.
type line struct {
	number        int
	what, against string
	ours, theirs  string
	ratio, cpu    string
	goal          goal
	value         float64 // what the goal is held against
}

const columns = "%2s  %s %s %10s %10s %9s %7s   %-9s %s"

// heading tells of the folder, and names the columns.
func (f *folder) heading() {
	fmt.Fprintf(f.out, "\n%s contacts: %s notes, %.0f bytes each\n\n", thousands(f.contacts), thousands(f.notes), float64(f.size)/float64(f.notes))
	f.columns("", "netnotes", "against", "ours", "theirs", "ratio", "of CPU", "goal", "")
}

func (f *folder) line(l line) {
	f.columns(strconv.Itoa(l.number), l.what, l.against, l.ours, l.theirs, l.ratio, l.cpu, l.goal.ask(f.contacts), l.goal.verdict(f.contacts, l.value))
}

// cannot prints the line of something that cannot be measured here.
func (f *folder) cannot(number int, what, against, why string) {
	fmt.Fprintf(f.out, "%2d  %s %s %s\n", number, wide(what, 44), wide(against, 30), why)
}

func (f *folder) columns(number, what, against, ours, theirs, ratio, cpu, goal, met string) {
	text := fmt.Sprintf(columns, number, wide(what, 44), wide(against, 30), ours, theirs, ratio, cpu, goal, met)
	fmt.Fprintln(f.out, strings.TrimRight(text, " "))
}

// wide fills a text with spaces up to so many letters.
func wide(text string, letters int) string {
	return text + strings.Repeat(" ", max(0, letters-utf8.RuneCountInString(text)))
}

func seconds(s float64) string {
	if s >= 10 {
		return fmt.Sprintf("%.1f s", s)
	}
	return fmt.Sprintf("%.1f ms", 1000*s)
}

// thousands is a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
