package tell

import (
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// promiseAll adds the promises of --promise to a note, and offers the one that the
// sentence speaks of.
func (t *telling) promiseAll(n *parse.Note) error {
	for _, said := range t.promiseArgs {
		day, text, err := app.CutPromise(t.Index.Reader(), []string{said}, t.Today)
		if err == nil && (day.IsZero() || text == "") {
			err = app.Usage("--promise 'fri send the paper'", "not a day and what is promised: %q", said)
		}
		if err != nil {
			return err
		}
		if n, err = t.Fresh(n.Path); err != nil {
			return err
		}
		if err = promised(t.Writing, n, day, text); err != nil {
			return err
		}
	}
	if len(t.promiseArgs) > 0 {
		return nil
	}
	offer, ok := t.Index.Reader().Offered(t.sentence, t.Today)
	if !ok {
		return nil
	}
	_, err := t.offered(n, offer)
	return err
}

// offered asks whether a promise is meant, and writes it; elsewhere it says what
// to type.
func (t *telling) offered(n *parse.Note, offer logline.Offer) (written bool, err error) {
	text := txt.PlainText(offer.Text)
	if offer.Theirs {
		text += " #waiting"
	}
	if !t.CanAsk() {
		question := "a promise?"
		if offer.Theirs {
			question = "theirs to keep?"
		}
		t.Writing.Said = append(t.Writing.Said, question+" "+t.promiseCommand(n, offer, text))
		return false, nil
	}
	by := ""
	if !offer.Day.IsZero() {
		by = ", by " + form.DayName(offer.Day, t.Today)
	}
	question := "a promise: %s%s?"
	if offer.Theirs {
		question = "something to wait for: %s%s?"
	}
	if !t.Confirm(app.SaidYes, question, txt.PlainText(offer.Text), by) {
		return false, nil
	}
	if n, err = t.Fresh(n.Path); err != nil {
		return false, err
	}
	return true, promised(t.Writing, n, offer.Day, text)
}

// promiseCommand is what to type for a promise, with the words for its day where
// they mean the same today. One without a day is offered in a week.
func (t *telling) promiseCommand(n *parse.Note, offer logline.Offer, text string) string {
	who, reader := n.Name, t.Index.Reader()
	if first, _, ok := strings.Cut(n.Name, " "); ok && len(t.Index.Resolve(strings.ToLower(first), app.AnyNote)) == 1 {
		who = strings.ToLower(first)
	}
	when := strings.ToLower(offer.When)
	if when == "" {
		when = "1w"
	}
	words := append(strings.Fields(when), strings.Fields(text)...)
	if day, rest, err := app.CutDay(reader, words, t.Today); err != nil || rest != text || !offer.Day.IsZero() && day != offer.Day {
		words = append([]string{offer.Day.String()}, strings.Fields(text)...)
	}
	return txt.Command("promise", append([]string{who}, words...)...)
}

// onlyPromise takes a sentence that says nothing but what was promised for that
// promise, and for no line.
func (t *telling) onlyPromise(n *parse.Note) (done bool, err error) {
	e := t.read(t.sentence)
	offer, ok := t.Index.Reader().Offered(t.sentence, t.Today)
	if !ok || t.logOptions.asNote || e == nil || e.Kind != logline.Remark || !t.Index.Reader().IsOffer(t.sentence) {
		return false, nil
	}
	if written, err := t.offered(n, offer); written || err != nil {
		return true, err
	}
	text := txt.PlainText(offer.Text)
	if offer.Theirs {
		text += " #waiting"
	}
	return true, app.Usage(t.promiseCommand(n, offer, text), "this is a promise, and no line of a log")
}
