package tell

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/txt"
)

// logOptions are what "log" adds to the sentence.
type logOptions struct {
	date, next  string
	promiseArgs []string
	tags        []string
	asNote      bool
}

// Log is netnotes log.
func Log(a *app.App) *cobra.Command {
	var o logOptions
	cmd := &cobra.Command{
		Use:   "log [WHO[,WHO…]] [SENTENCE…]",
		Short: "Write down what happened with somebody",
		Long: `Adds a line to a person's log, as you would type it: what happened (coffee, call,
email, thanked, asked …), with whom, when, and behind a colon what it was about.
"email: …" is from you, "email from her: …" is to you.

WHO may be several: "ada,bo" or "ada and bo" share one line in the first one's
note. Without WHO the people are found in the sentence, by full or first name.
A day in the sentence is taken out of it: yesterday, on friday (the last one),
3 days ago, 3 December; a day to come makes a plan of it. What stands behind the
colon is left as it is. A sentence of "-" reads lines from standard input.

netnotes log alone asks: who, what, when, what you promised, what comes next.`,
		Example: "  netnotes log ada coffee yesterday: storage costs, her new team\n  netnotes log lunch with ada and bo on tuesday: the grant\n  netnotes log ada asked whether she reads drafts --next '+2w ask again' --tag asked\n  netnotes log ada call: the grant --promise 'fri send the budget'",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd); err != nil {
				return err
			}
			return a.Write(cmd, func(w *app.Writing) error { return logArgs(w, args, o) })
		},
		ValidArgsFunction: a.Complete(app.Several(",", app.OfferNames(app.IsContact)), nil),
	}
	flags := cmd.Flags()
	flags.SetInterspersed(true)
	flags.StringVar(&o.date, "date", "", "when it was: "+app.PastForms)
	flags.StringVar(&o.next, "next", "", "what comes next: 'WHEN REASON', such as '+2w ask again'")
	flags.StringArrayVar(&o.promiseArgs, "promise", nil, "what you promised: 'WHEN TEXT', such as 'fri send the paper'")
	flags.StringArrayVar(&o.tags, "tag", nil, "a tag, such as gave, got or asked")
	flags.BoolVar(&o.asNote, "as-note", false, "accept a sentence that is no kind of contact; it is shown and counts for nothing")
	return app.DryRunFlag(cmd)
}

// check refuses flags without a value, and tags that are none.
func (o logOptions) check(cmd *cobra.Command) error {
	for _, name := range []string{"date", "next"} {
		if f := cmd.Flags().Lookup(name); f.Changed && strings.TrimSpace(f.Value.String()) == "" {
			return app.Usage("netnotes log --help", "--%s wants a value", name)
		}
	}
	for _, tag := range o.tags {
		if bare := strings.TrimPrefix(tag, "#"); bare == "" || strings.ContainsAny(bare, " \t\r\n#,;:()[]") {
			return app.Usage("--tag gave --tag care", "not a tag: %q", tag)
		}
	}
	return nil
}

// logArgs writes what the arguments tell; what they leave out is asked.
func logArgs(w *app.Writing, args []string, o logOptions) error {
	who, err := addressed(w, args)
	if err != nil {
		return err
	}
	if who.rest == "" {
		if !w.CanAsk() {
			return nothingTold(w, who)
		}
		return interview(w, who, o)
	}
	lines, err := sentences(w.App, who.rest)
	if err != nil {
		return err
	}
	return logAll(w, who, lines, o)
}

// nothingTold is said where there is no sentence and nobody to ask.
func nothingTold(w *app.Writing, who address) error {
	if len(who.people) == 0 {
		return app.Usage("netnotes log ada coffee: what you talked about", "who was it, and what happened?")
	}
	return app.Usage(txt.Command("log", who.typed, "coffee:")+" what you talked about", "what happened with %s?", who.people[0].Name)
}

// sentences are the lines to write: the lines of the text, or of standard input
// where it is "-".
func sentences(a *app.App, text string) ([]string, error) {
	if text == "-" {
		if a.Env.Stdin == nil {
			return nil, app.Usage("netnotes log ada coffee", "there is no standard input")
		}
		read, err := io.ReadAll(io.LimitReader(a.Env.Stdin, 1<<20))
		if err != nil {
			return nil, app.Failed("check what is piped in", "cannot read standard input")
		}
		text = string(read)
	}
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		line = strings.TrimSpace(line)
		for _, bullet := range []string{"- ", "* ", "+ "} {
			line = strings.TrimPrefix(line, bullet)
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return nil, app.Usage("netnotes log ada coffee: what you talked about", "there is no sentence")
	}
	return lines, nil
}

// logAll writes every sentence, the oldest first, so that the newest comes to
// stand where the log has its newest line.
func logAll(w *app.Writing, who address, sentences []string, o logOptions) error {
	lines := make([]telling, len(sentences))
	for i, sentence := range sentences {
		lines[i] = telling{Writing: w, address: who, sentence: sentence, logOptions: o}
		if err := lines[i].understand(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(lines, func(a, b telling) int { return a.when.To.Compare(b.when.To) })
	for i := range lines {
		if err := lines[i].insert(); err != nil {
			return err
		}
	}
	return nil
}

// tagged is a sentence with tags.
func tagged(sentence string, tags []string) string {
	before, next, ok := strings.Cut(sentence, " -> ")
	for _, tag := range tags {
		before += " #" + strings.TrimPrefix(tag, "#")
	}
	if ok {
		before += " -> " + next
	}
	return before
}

// decorate adds the tags and what comes next to a sentence. Tags stand before
// an arrow that the sentence has itself.
func (t *telling) decorate(sentence string) (string, error) {
	sentence = tagged(sentence, t.tags)
	if t.next == "" {
		return sentence, nil
	}
	when, reason, _ := strings.Cut(strings.TrimSpace(t.next), " ")
	if strings.HasPrefix(when, "+") { // counts from the line's own day
		return strings.TrimSpace(sentence + " -> " + when + " " + reason), nil
	}
	next, reason, err := app.CutWhen(t.Index.Reader(), []string{t.next}, t.Today)
	switch {
	case err != nil:
		return "", err
	case next.IsZero():
		return "", app.Usage("--next '+2w "+strings.TrimSpace(t.next)+"'", "no day stands before %q", t.next)
	}
	return strings.TrimSpace(sentence + " -> " + next.String() + " " + reason), nil
}
