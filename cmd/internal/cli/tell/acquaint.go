package tell

import (
	"fmt"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/change"
	"netnotes/report/form"
)

// personQuestions are what is asked about somebody new, each with its field.
func personQuestions() []struct{ field, question string } {
	return []struct{ field, question string }{
		{"org", "where do they work?"},
		{"role", "as what?"},
		{"cue", "what helps to remember them?"},
	}
}

// thanksDays is within how many days of a meeting it is asked whether somebody was
// thanked.
const thanksDays = 7

// acquaint asks about each person of a capture who got a note: where they work, as
// what, what helps to remember them, what was promised, and whether they were
// thanked. Enter skips a question; q ends the asking and keeps what is done.
func (t *taking) acquaint(row *change.CaptureRow) {
	for _, who := range row.People {
		key := txt.FoldName(who.Name)
		if who.Known || t.made[key] == nil || t.Ended {
			continue
		}
		t.tellOf(who.Name)
		for _, q := range personQuestions() {
			if t.made[key].Field(q.field) == nil || t.made[key].Text(q.field) == "" {
				t.askOf(q.question, func(answer string) error { return t.setField(key, q.field, answer) })
			}
		}
		if !row.Promised {
			t.askOf("what did you promise? (fri send the map)", func(answer string) error { return t.promiseOf(key, answer) })
		}
		if met := t.Today.Sub(row.On); !t.Ended && met >= 0 && met <= thanksDays {
			t.askThanked(key)
		}
	}
}

// tellOf says whom the questions are about.
func (t *taking) tellOf(name string) {
	text := fmt.Sprintf("        about %s: [Enter] skips, [q] stops and keeps what is done", name)
	fmt.Fprintln(form.SafeWriter{To: t.Env.Stderr}, strings.Join(form.Folded(text, t.Env.Width), "\n"))
}

// askOf asks one question, until the answer can be kept or is skipped.
func (t *taking) askOf(question string, keep func(answer string) error) {
	for !t.Ended {
		said, answer := t.Ask("        %s", question)
		switch said {
		case app.SaidQuit, app.SaidGone:
			t.Ended = true
		case app.SaidWords:
			if err := keep(answer); err != nil {
				t.Complain(err)
				continue
			}
		}
		return
	}
}

// askThanked asks whether somebody was thanked, and writes that down.
func (t *taking) askThanked(key string) {
	said, _ := t.Ask("        thanked them already? [y/N]")
	switch said {
	case app.SaidQuit, app.SaidGone:
		t.Ended = true
	case app.SaidYes:
		if after, err := edit.InsertEntry(t.Index.Reader(), t.made[key], t.Today.String()+" thanks"); err == nil {
			t.made[key] = after
		}
	}
}

// setField writes an answer into a field of a new note.
func (t *taking) setField(key, field, answer string) error {
	value, err := linked(t.Writing, parse.ContactNote, field, answer)
	if err != nil {
		return err
	}
	after, err := edit.SetField(t.Index.Reader(), t.made[key], field, value)
	if err == nil {
		t.made[key] = after
	}
	return err
}

// promiseOf adds a promise to a new note: by when and what, or what alone.
func (t *taking) promiseOf(key, answer string) error {
	day, text, err := app.CutPromise(t.Index.Reader(), []string{answer}, t.Today)
	if err != nil {
		return err
	}
	if text == "" {
		return app.Usage("fri send the map", "what is promised is missing in %q", answer)
	}
	after, err := t.boxed(t.made[key], day, text)
	if err == nil {
		t.made[key] = after
	}
	return err
}

// boxed is a note with a promise more, perhaps without a day.
func (t *taking) boxed(n *parse.Note, day date.Date, text string) (*parse.Note, error) {
	mark := ""
	if !day.IsZero() {
		mark = " " + edit.DueMark(t.Index.Reader(), n, day, t.Index.Settings.TaskStyle)
	}
	return edit.AddPromise(t.Index.Reader(), n, text+mark)
}

// keepPromise makes a box of what a capture says was promised. Unasked only what is
// called a promise, or has a day, is certain.
func (t *taking) keepPromise(row *change.CaptureRow, unasked bool) {
	for _, line := range append([]string{row.Hook}, row.Lines...) {
		offer, ok := t.Index.Reader().Offered(line, row.On)
		if !ok || strings.HasPrefix(line, "[") {
			continue
		}
		text := txt.PlainText(offer.Text)
		if offer.Theirs {
			text += " #waiting"
		}
		certain := !offer.Day.IsZero() || strings.Contains(strings.ToLower(line), "promise")
		by := ""
		if !offer.Day.IsZero() {
			by = ", by " + form.DayName(offer.Day, t.Today)
		}
		row.Promised = true
		if unasked && !certain || !unasked && !t.Confirm(app.SaidYes, "        a promise: %s%s?", text, by) {
			continue
		}
		n, err := t.noteOf(row.People[0])
		if err == nil {
			var after *parse.Note
			if after, err = t.boxed(n, offer.Day, text); err == nil {
				t.keep(n, after)
			}
		}
		if err != nil {
			t.Hint("%s: the promise is no box yet: %v", row.People[0].Name, err)
		}
	}
}

// noteOf is the note of somebody whom a capture named, known or new.
func (t *taking) noteOf(who change.Captured) (*parse.Note, error) {
	if n := t.made[txt.FoldName(who.Name)]; n != nil && !who.Known {
		return n, nil
	}
	return t.Fresh(who.Path)
}
