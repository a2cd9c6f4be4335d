package cli

import (
	"io/fs"
	"regexp"
	"strconv"

	"netnotes/index/disk"
	"netnotes/parse/date"
)

// demoDay is the day on which the story of the practice network stands.
func demoDay() date.Date { return date.Date{Year: 2026, Month: 10, Day: 6} }

// demoDayStarts is when the days of the practice network start, in minutes, as
// its settings say.
const demoDayStarts = 4 * 60

// demoNotes are the notes of the practice network with every date moved by the
// same number of whole weeks, so that its story stands at today and its
// weekdays stay what they are.
func demoNotes(network fs.FS, today date.Date) ([]disk.Change, error) {
	days := today.Sub(demoDay())
	days -= ((days % 7) + 7) % 7
	var out []disk.Change
	err := fs.WalkDir(network, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source, err := fs.ReadFile(network, name)
		if err != nil {
			return err
		}
		out = append(out, disk.Change{Path: moveDates(name, days), New: []byte(moveBirthdays(moveDates(string(source), days), days))})
		return nil
	})
	return out, err
}

// firstMoved is the first year that is moved: what is older is history.
const firstMoved = 2015

// moveDates moves days, months and years in a text. A month moves with its
// middle and a year with its first of July, so that a name with a year in it
// stays one name everywhere.
func moveDates(text string, days int) string {
	written := regexp.MustCompile(`\b(20\d\d)(-\d\d)?(-\d\d)?\b`)
	return written.ReplaceAllStringFunc(text, func(s string) string {
		part := func(from, to, otherwise int) int {
			if len(s) < to {
				return otherwise
			}
			n, _ := strconv.Atoi(s[from:to])
			return n
		}
		day, ok := date.New(part(0, 4, 0), part(5, 7, 7), part(8, 10, map[bool]int{true: 15, false: 1}[len(s) == 7]))
		if !ok || day.Year < firstMoved {
			return s
		}
		return day.AddDays(days).String()[:len(s)]
	})
}

// moveBirthdays moves days without a year, as birthdays are written: --10-08.
func moveBirthdays(text string, days int) string {
	birthday := regexp.MustCompile(`(birthday: *"?)--(\d\d-\d\d)\b`)
	return birthday.ReplaceAllStringFunc(text, func(s string) string {
		at := len(s) - len("10-08")
		day, ok := date.ParseDay(strconv.Itoa(int(demoDay().Year)) + "-" + s[at:])
		if !ok { // 29 February
			return s
		}
		return s[:at] + day.AddDays(days).String()[len("2026-"):]
	})
}
