package edit

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
)

// InsertEntry adds a log line and the bullets nested in it. text is the line
// without its bullet: "2026-10-06 email: thanked her". It goes first under the
// log's heading, or last where the file runs oldest first; without such a
// heading, beside the newest dated line as one of its form; in a note without
// either, under a heading at its end. A line that stands there already changes
// nothing, since it would count once.
func InsertEntry(r *parse.Reader, n *parse.Note, text string, nested ...string) (*parse.Note, error) {
	return insertItems(r, n, []item{append(item{text}, nested...)}, (*logRun).ends)
}

// InsertEntries adds log lines, given oldest first, as one edit: all or none.
// Each goes where its day belongs in the order in which the log runs, so that it
// is the same whichever of two days was added first.
func InsertEntries(r *parse.Reader, n *parse.Note, texts []string) (*parse.Note, error) {
	items := make([]item, len(texts))
	for i := range texts {
		items[i] = item{texts[i]}
	}
	return insertItems(r, n, items, func(run *logRun, runs []logRun, items []item, oldestFirst bool) []logPlace {
		return logPlaces(r, run, runs, items, oldestFirst)
	})
}

// insertItems adds the log lines that do not stand in a note already, each at the
// place that is chosen for it.
func insertItems(r *parse.Reader, n *parse.Note, given []item, places placing) (*parse.Note, error) {
	is := func(e *logline.Entry) (string, bool) {
		return strings.TrimLeft(e.Raw, lineSigns), e.InLog && !e.FromFields
	}
	there := map[string]bool{}
	for i := range n.Entries() {
		if text, logged := is(&n.Entries()[i]); logged {
			there[text] = true
		}
	}
	added, size := map[string]bool{}, 0
	var items []item
	for _, it := range given {
		it = slices.Clone(it)
		for i := range it {
			var err error
			if it[i], err = oneLine(it[i]); err != nil {
				return nil, err
			}
		}
		if !there[it[0]] && !added[it[0]] {
			items, added[it[0]], size = append(items, it), true, size+len(it)
		}
	}
	if len(items) == 0 {
		return n, nil
	}
	leaves := r.Leaves(n)
	proof := func(after *parse.Note) bool {
		lines, found := map[int]bool{}, map[string]bool{}
		for i := range after.Entries() {
			e := &after.Entries()[i]
			if text, logged := is(e); logged && added[text] {
				lines[e.Line], found[text] = true, true
			}
		}
		if len(found) < len(items) {
			return false
		}
		rest := slices.DeleteFunc(slices.Clone(after.Entries()), func(e logline.Entry) bool { return lines[e.Line] && !e.FromFields }) // with the plan one may hold
		return (grew(r, leaves, after, size) || size == len(items) && changedOne(r, leaves, after)) && sameEntries(n.Entries(), rest) &&
			samePromises(n.Promises(), after.Promises()) && sameLists(n, after) && sameFields(n.Fields(), after.Fields())
	}
	return prove(r, n, proof, logChanges(r, n, items, places)...)
}

// lineSigns are the signs before a line of a paragraph that are no text.
const lineSigns = "•◦– \t"

// logRun is log lines that stand together in one form: the items of a list,
// lines of paragraphs, or headings of a level with what stands below them.
type logRun struct {
	form  byte
	level int        // of headings
	log   int        // the heading for the log that it stands below, from 1
	items []txt.Span // whole lines
	days  []date.Date
}

// newest is the newest day of a run.
func (run *logRun) newest() date.Date { return slices.MaxFunc(run.days, date.Date.Compare) }

// oldestFirst reports whether the newest of some days is the last one and not
// the first.
func oldestFirst(days []date.Date) bool {
	if len(days) < 2 {
		return false
	}
	newest := slices.MaxFunc(days, date.Date.Compare)
	return days[len(days)-1] == newest && days[0] != newest
}

// logChanges are the ways to add log lines, given oldest first.
func logChanges(r *parse.Reader, n *parse.Note, items []item, places placing) []change {
	newestFirst := slices.Clone(items)
	slices.Reverse(newestFirst)
	runs := logRuns(r, n)
	if log := r.Outline(n, "Log"); log.Heading.End > 0 {
		if runs = slices.DeleteFunc(runs, func(run logRun) bool { return run.log == 0 }); len(runs) == 0 {
			return firstBullet(n, log, newestFirst)
		}
	} else if len(runs) == 0 {
		return []change{newSection(n, "Log", newestFirst)}
	}
	run := slices.MaxFunc(runs, func(a, b logRun) int { return a.newest().Compare(b.newest()) })
	days := run.days
	if len(days) < 2 { // alone below its heading: as the runs stand
		days = nil
		for _, other := range runs {
			if other.log == run.log {
				days = append(days, other.days...)
			}
		}
	}
	last := oldestFirst(days)
	if !last {
		items = newestFirst
	}
	beside := []logRun{run}
	if run.log > 0 {
		beside = slices.DeleteFunc(slices.Clone(runs), func(other logRun) bool { return other.log != run.log || other.form != run.form })
	}
	tries := []change{besides(n, places(&run, beside, items, last), items)}
	if run.log == 0 {
		tries = append(tries, newSection(n, "Log", newestFirst))
	}
	return tries
}

// logRuns finds the runs of log lines in a note.
func logRuns(r *parse.Reader, n *parse.Note) (runs []logRun) {
	level := 0        // of the log's heading
	log, logs := 0, 0 // which it is, of how many
	dated := -1       // the run of the heading that a part stands below
	afterLine := false
	for _, part := range r.Stretches(n) {
		run := logRun{form: part.Form, log: log}
		if part.Form != markdown.HeadingForm {
			if dated >= 0 {
				continue
			}
			for _, at := range part.Items {
				if !run.add(n, at) && part.Form == markdown.LineForm && len(run.items) > 0 {
					run.items[len(run.items)-1].End = at.End
				}
			}
			joins := afterLine && part.Form == markdown.LineForm
			afterLine = part.Form == markdown.LineForm && len(run.items) > 0
			runs = joinRun(runs, run, joins)
			continue
		}
		afterLine = false
		if dated >= 0 {
			of := &runs[dated]
			if part.Level > of.level {
				continue
			}
			of.items[len(of.items)-1].End = part.Items[0].Start
		}
		goesOn := dated >= 0 && part.Level == runs[dated].level
		dated = -1
		switch section := r.SectionOf(part.Title); {
		case section == parse.LogSection && (log == 0 || part.Level <= level):
			logs++
			log, level = logs, part.Level
		case part.Level <= level:
			log, level = 0, 0
		}
		at := txt.At(part.Items[0].Start, len(n.Source()))
		if day := r.Dates.Scan(part.Title); day.End > 0 && day.Precision == date.ByDay && holdsLog(n, txt.At(at.Start, part.End)) {
			runs = joinRun(runs, logRun{markdown.HeadingForm, part.Level, log, []txt.Span{at}, []date.Date{day.From}}, goesOn)
			dated = len(runs) - 1
		}
	}
	return runs
}

// joinRun adds a run, or its items to the one before, which goes on.
func joinRun(runs []logRun, run logRun, joins bool) []logRun {
	last := len(runs) - 1
	switch {
	case len(run.items) == 0:
		return runs
	case joins && last >= 0 && runs[last].form == run.form:
		runs[last].items, runs[last].days = append(runs[last].items, run.items...), append(runs[last].days, run.days...)
		return runs
	}
	return append(runs, run)
}

// add adds a block with a log line to a run, and reports whether it has one.
func (run *logRun) add(n *parse.Note, at txt.Span) bool {
	i := parse.FirstEntry(n, at)
	if i < 0 || !isLogged(&n.Entries()[i]) {
		return false
	}
	run.items, run.days = append(run.items, at), append(run.days, n.Entries()[i].When.From)
	return true
}

// isLogged reports whether an entry is a line of a log.
func isLogged(e *logline.Entry) bool { return e.InLog && !e.Scope.Planned && !e.Met }

// holdsLog reports whether a span holds a line of a log.
func holdsLog(n *parse.Note, at txt.Span) bool {
	i := parse.FirstEntry(n, at)
	return i >= 0 && isLogged(&n.Entries()[i])
}

// markOf is what stands before the text of an item: its indentation and bullet,
// or number, of which the one after it has the next.
func markOf(n *parse.Note, item txt.Span, after bool) string {
	line := string(n.Source()[item.Start:txt.EndOfText(n.Source(), item.Start)])
	_, width := txt.BulletMark(line)
	if width == 0 || width == len(line) {
		return "- "
	}
	for width < len(line) && (line[width] == ' ' || line[width] == '\t') {
		width++
	}
	mark := line[:width]
	start := strings.IndexFunc(mark, unicode.IsDigit)
	if !after || start < 0 {
		return mark
	}
	end := strings.IndexAny(mark, ".)")
	return mark[:start] + strconv.Itoa(txt.Atoi(mark[start:end])+1) + mark[end:]
}
