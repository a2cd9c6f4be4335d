package cli

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse/date"
	"netnotes/report/change"
	"netnotes/report/form"
)

// interview asks what the arguments left out: who, what, when, what was promised
// and what comes next. It shows what it would write, and then writes.
func (w *writing) interview(who address, o logOptions) error {
	t := telling{writing: w, address: who, logOptions: o}
	for _, question := range []func(*telling) bool{(*telling).askPeople, (*telling).askWhat, (*telling).askWhen, (*telling).askPromise, (*telling).askNext} {
		if !question(&t) {
			return w.leave()
		}
	}
	if err := t.insert(); err != nil {
		return err
	}
	changes := disk.Changed(w.changes())
	value := change.MakeWritten(w.ix, w.after(changes), changes, w.today)
	fmt.Fprintf(form.SafeWriter{To: w.env.Stderr}, "\n%s", value.Text(form.Style{Width: w.env.Width}))
	if slices.ContainsFunc(w.changes(), func(c disk.Change) bool { return c.Path == t.owner().Path && c.Old == nil }) { // no line of a new note is told above
		fmt.Fprintln(form.SafeWriter{To: w.env.Stderr}, strings.Join(form.Folded("   - "+t.line(), w.env.Width), "\n"))
	}
	if !w.confirm(saidYes, "write it?") {
		return w.leave()
	}
	return nil
}

// leave ends a command whose questions somebody left: nothing is written.
func (w *writing) leave() error {
	w.notes, w.others, w.hints, w.said = nil, nil, nil, nil
	w.hint("nothing was written")
	return nil
}

// askPeople asks who it was, until that is somebody.
func (t *telling) askPeople() bool {
	for len(t.people) == 0 {
		said, answer := t.ask("who was it?   (a name, several with commas, [q]uit)")
		switch said {
		case saidWords:
			t.people = t.whom(answer)
			t.typed = answer
		case saidEnter, saidYes:
		default:
			return false
		}
	}
	return true
}

// askWhat asks what happened, until that is a sentence.
func (t *telling) askWhat() bool {
	for {
		said, answer := t.ask("what was it?  (coffee: what you talked about, [q]uit)")
		switch said {
		case saidWords:
			t.rest, t.sentence = answer, answer
			if err := t.understand(); err != nil {
				t.complain(err)
				continue
			}
			return true
		case saidEnter, saidYes:
		default:
			return false
		}
	}
}

// askWhen asks for the day, unless the sentence said it.
func (t *telling) askWhen() bool {
	for t.said == "" && t.date == "" {
		said, answer := t.ask("when?         ([Enter] today, yesterday, fri, 3 December, [q]uit)")
		switch said {
		case saidEnter, saidYes:
			return true
		case saidWords:
			when, err := spoken(t.ix.Reader(), answer, t.today, date.Past, pastForms)
			if err != nil {
				t.complain(err)
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
	if _, ok := t.ix.Reader().Offered(t.sentence, t.today); ok || len(t.promiseArgs) > 0 {
		return true // the sentence says it
	}
	for {
		said, answer := t.ask("a promise?    ([Enter] none, or when and what: fri send the paper, [q]uit)")
		switch said {
		case saidWords:
			day, text, err := cutPromise(t.ix.Reader(), []string{answer}, t.today)
			if err == nil && (day.IsZero() || text == "") {
				err = usage("fri send the paper", "no day stands in %q", answer)
			}
			if err != nil {
				t.complain(err)
				continue
			}
			t.promiseArgs = append(t.promiseArgs, answer)
			return true
		case saidQuit, saidGone:
			return false
		case saidYes:
		default:
			return true
		}
	}
}

// askNext asks what comes next, and when.
func (t *telling) askNext() bool {
	for t.next == "" {
		said, answer := t.ask("what next?    ([Enter] nothing, or when and what: 2w ask how it went, [q]uit)")
		switch said {
		case saidWords:
			t.next, t.tags = answer, nil
			sentence, err := t.decorate(t.sentence)
			if err != nil {
				t.complain(err)
				t.next = ""
				continue
			}
			t.sentence = sentence
			return true
		case saidQuit, saidGone:
			return false
		case saidYes:
		default:
			return true
		}
	}
	return true
}
