package tell

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/parse/date"
	"netnotes/report/change"
	"netnotes/report/form"
)

// interview asks what the arguments left out: who, what, when, what was promised
// and what comes next. It shows what it would write, and then writes.
func interview(w *app.Writing, who address, o logOptions) error {
	t := telling{Writing: w, address: who, logOptions: o}
	for _, question := range []func(*telling) bool{(*telling).askPeople, (*telling).askWhat, (*telling).askWhen, (*telling).askPromise, (*telling).askNext} {
		if !question(&t) {
			return w.Leave()
		}
	}
	if err := t.insert(); err != nil {
		return err
	}
	changes := disk.Changed(w.Changes())
	value := change.MakeWritten(w.Index, w.After(changes), changes, w.Today)
	fmt.Fprintf(form.SafeWriter{To: w.Env.Stderr}, "\n%s", value.Text(form.Style{Width: w.Env.Width}))
	if slices.ContainsFunc(w.Changes(), func(c disk.Change) bool { return c.Path == t.owner().Path && c.Old == nil }) { // no line of a new note is told above
		fmt.Fprintln(form.SafeWriter{To: w.Env.Stderr}, strings.Join(form.Folded("   - "+t.line(), w.Env.Width), "\n"))
	}
	if !w.Confirm(app.SaidYes, "write it?") {
		return w.Leave()
	}
	return nil
}

// askPeople asks who it was, until that is somebody.
func (t *telling) askPeople() bool {
	for len(t.people) == 0 {
		said, answer := t.Ask("who was it?   (a name, several with commas, [q]uit)")
		switch said {
		case app.SaidWords:
			t.people = whom(t.Writing, answer)
			t.typed = answer
		case app.SaidEnter, app.SaidYes:
		default:
			return false
		}
	}
	return true
}

// askWhat asks what happened, until that is a sentence.
func (t *telling) askWhat() bool {
	for {
		said, answer := t.Ask("what was it?  (coffee: what you talked about, [q]uit)")
		switch said {
		case app.SaidWords:
			t.rest, t.sentence = answer, answer
			if err := t.understand(); err != nil {
				t.Complain(err)
				continue
			}
			return true
		case app.SaidEnter, app.SaidYes:
		default:
			return false
		}
	}
}

// askWhen asks for the day, unless the sentence said it.
func (t *telling) askWhen() bool {
	for t.said == "" && t.date == "" {
		said, answer := t.Ask("when?         ([Enter] today, yesterday, fri, 3 December, [q]uit)")
		switch said {
		case app.SaidEnter, app.SaidYes:
			return true
		case app.SaidWords:
			when, err := app.Spoken(t.Index.Reader(), answer, t.Today, date.Past, app.PastForms)
			if err != nil {
				t.Complain(err)
				continue
			}
			t.when, t.said = when, answer
			t.plan()
		default:
			return false
		}
	}
	return true
}

// askPromise asks what was promised, and until when.
func (t *telling) askPromise() bool {
	if _, ok := t.Index.Reader().Offered(t.sentence, t.Today); ok || len(t.promiseArgs) > 0 {
		return true // the sentence says it
	}
	for {
		said, answer := t.Ask("a promise?    ([Enter] none, or when and what: fri send the paper, [q]uit)")
		switch said {
		case app.SaidWords:
			day, text, err := app.CutPromise(t.Index.Reader(), []string{answer}, t.Today)
			if err == nil && (day.IsZero() || text == "") {
				err = app.Usage("fri send the paper", "no day stands in %q", answer)
			}
			if err != nil {
				t.Complain(err)
				continue
			}
			t.promiseArgs = append(t.promiseArgs, answer)
			return true
		case app.SaidQuit, app.SaidGone:
			return false
		case app.SaidYes:
		default:
			return true
		}
	}
}

// askNext asks what comes next, and when.
func (t *telling) askNext() bool {
	for t.next == "" {
		said, answer := t.Ask("what next?    ([Enter] nothing, or when and what: 2w ask how it went, [q]uit)")
		switch said {
		case app.SaidWords:
			t.next, t.tags = answer, nil
			sentence, err := t.decorate(t.sentence)
			if err != nil {
				t.Complain(err)
				t.next = ""
				continue
			}
			t.sentence = sentence
			return true
		case app.SaidQuit, app.SaidGone:
			return false
		case app.SaidYes:
		default:
			return true
		}
	}
	return true
}
