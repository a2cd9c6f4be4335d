package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/parse"
)

// logOptions are what "log" adds to the sentence.
type logOptions struct {
	date, next string
	tags       []string
	asNote     bool
}

func (a *app) log() *cobra.Command {
	var o logOptions
	cmd := &cobra.Command{
		Use:   "log WHO[,WHO…] SENTENCE…",
		Short: "Write down what happened with somebody",
		Long: `Adds a line with today's date to a person's log, as you would type it: the first
word says what it was (coffee, call, email, thanked, asked …). "email: …" is
from you, "email from her: …" is to you. Several names, with commas, share one
line in the first one's note. A sentence of "-" reads lines from standard
input; each line becomes an entry, and may begin with a date of its own.`,
		Example: "  netnotes log ada coffee: storage costs, her new team\n  netnotes log ada,bo lunch --date yesterday\n  netnotes log ada asked whether she reads drafts --next '+2w ask again' --tag asked",
		Args:    minArgs(2, "netnotes log ada \"email: thanked her\""),
		RunE: func(cmd *cobra.Command, args []string) error {
			lines, err := a.sentences(args[1:])
			if err != nil {
				return err
			}
			if err := o.check(cmd); err != nil {
				return err
			}
			return a.write(cmd, func(w *writing) error { return w.logAll(args[0], lines, o) })
		},
		ValidArgsFunction: a.completeNames(isContact),
	}
	flags := cmd.Flags()
	flags.SetInterspersed(true)
	flags.StringVar(&o.date, "date", "", "when it was: 2026-10-02, yesterday, fri (the last one), 3d (ago), 2026-06")
	flags.StringVar(&o.next, "next", "", "what comes next: 'WHEN REASON', such as '+2w ask again'")
	flags.StringArrayVar(&o.tags, "tag", nil, "a tag, such as gave, got or asked")
	flags.BoolVar(&o.asNote, "as-note", false, "accept a sentence that is no kind of contact; it is shown and counts for nothing")
	return dryRunFlag(cmd)
}

// check refuses flags without a value, and tags that are none.
func (o logOptions) check(cmd *cobra.Command) error {
	for _, name := range []string{"date", "next"} {
		if f := cmd.Flags().Lookup(name); f.Changed && strings.TrimSpace(f.Value.String()) == "" {
			return usage("netnotes log --help", "--%s wants a value", name)
		}
	}
	for _, tag := range o.tags {
		if bare := strings.TrimPrefix(tag, "#"); bare == "" || strings.ContainsAny(bare, " \t\r\n#,;:()[]") {
			return usage("--tag gave --tag care", "not a tag: %q", tag)
		}
	}
	return nil
}

// sentences are the lines to write: the arguments as one sentence, the lines of
// an argument that has several, or those of standard input.
func (a *app) sentences(args []string) ([]string, error) {
	text := strings.Join(args, " ")
	if text == "-" {
		if a.env.Stdin == nil {
			return nil, usage("netnotes log ada coffee", "there is no standard input")
		}
		read, err := io.ReadAll(io.LimitReader(a.env.Stdin, 1<<20))
		if err != nil {
			return nil, failed("check what is piped in", "cannot read standard input")
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
		return nil, usage("netnotes log ada coffee: what you talked about", "there is no sentence")
	}
	return lines, nil
}

// names are those in an argument that may be several with commas between them,
// or one with a comma in it.
func names(arg string) []string {
	if !strings.Contains(arg, ",") {
		return []string{arg}
	}
	var out []string
	for name := range strings.SplitSeq(arg, ",") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// people finds everybody an argument names, with commas between them.
func (w *writing) people(command, arg string) ([]*parse.Note, error) {
	if !strings.Contains(arg, ",") || len(w.ix.Resolve(arg, anyNote)) == 1 {
		n, err := w.note(command, arg, anyNote)
		return []*parse.Note{n}, err
	}
	var out []*parse.Note
	for _, name := range names(arg) {
		accept := isContact
		if len(out) == 0 {
			accept = anyNote
		}
		n, err := w.note(command, name, accept)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(m *parse.Note) bool { return m.Path == n.Path }) {
			out = append(out, n)
		}
	}
	if len(out) == 0 {
		return nil, usage("netnotes log ada,bo lunch", "there is no name before the sentence")
	}
	return out, nil
}

// logAll writes every sentence, the oldest first, so that the newest comes to
// stand where the log has its newest line.
func (w *writing) logAll(who string, sentences []string, o logOptions) error {
	people, err := w.people("log", who)
	if err != nil {
		return w.twoWords(who, sentences[0], err)
	}
	lines := make([]logged, len(sentences))
	for i, sentence := range sentences {
		if lines[i], err = w.dated(sentence, o.date); err != nil {
			return err
		}
		lines[i].text = o.decorate(lines[i].text, w.today)
	}
	slices.SortStableFunc(lines, func(a, b logged) int { return a.day.Compare(b.day) })
	for _, l := range lines {
		if err := w.logLine(who, people, l, o); err != nil {
			return err
		}
	}
	return nil
}

// logLine writes one sentence into the first person's note.
func (w *writing) logLine(who string, people []*parse.Note, l logged, o logOptions) error {
	n, err := w.fresh(people[0].Path)
	if err != nil {
		return err
	}
	sentence, err := w.understood(n, l.date, w.linked(n, l.date, l.text), o.asNote)
	if err != nil {
		return w.twoWords(who, l.text, err)
	}
	if len(people) > 1 {
		if sentence, err = w.together(n, people[1:], l.date, sentence); err != nil {
			return err
		}
	}
	after, err := w.ix.Reader().InsertEntry(n, l.date+" "+sentence)
	if err != nil {
		return err
	}
	if after == n {
		w.hint("%s has this line already, and the same line counts once: add what was different", n.Path)
		return nil
	}
	w.aside(n, l.date+" "+sentence)
	w.put(n, after)
	return nil
}

// logged is a sentence with its date, as written and as a day.
type logged struct {
	date, text string
	day        parse.Date
}

// dated splits a date of its own off a sentence; else the date is that of
// --date, else today.
func (w *writing) dated(sentence, asked string) (logged, error) {
	if word, after, ok := strings.Cut(sentence, " "); ok && len(word) >= 4 && word[0] >= '0' && word[0] <= '9' {
		word = strings.TrimSuffix(word, ":")
		if when, err := parse.ParseWhen(word); err == nil && (when.Precision != parse.ByYear || len(word) > 4) {
			return logged{word, strings.TrimSpace(after), when.To}, nil
		}
	}
	if asked == "" {
		return logged{w.today.String(), sentence, w.today}, nil
	}
	if day, ok := pastDay(asked, w.today); ok {
		return logged{day.String(), sentence, day}, nil
	}
	if when, err := parse.ParseWhen(asked); err == nil && !when.IsZero() && !strings.ContainsAny(asked, " T") {
		return logged{asked, sentence, when.To}, nil
	}
	return logged{}, usage("--date 2026-10-02, yesterday, fri, 3d", "not a day: %q", asked)
}

// pastDay reads a day that is over: a weekday is the last one, and a duration
// counts back.
func pastDay(s string, today parse.Date) (parse.Date, bool) {
	if strings.HasPrefix(s, "+") {
		return parse.Date{}, false
	}
	if weekday, ok := parse.Weekday(s); ok {
		return today.AddDays(-((today.Weekday()-weekday+6)%7 + 1)), true
	}
	if d, err := parse.ParseDuration(strings.TrimPrefix(s, "-")); err == nil && strings.ContainsAny(s, "0123456789") && strings.ContainsAny(s, "dwmy") {
		if d.Unit == parse.Day || d.Unit == parse.Week {
			return today.AddDays(-int(d.Days())), true
		}
		months := d.N
		if d.Unit == parse.Year {
			months *= 12
		}
		return today.AddMonths(-months), true
	}
	switch strings.ToLower(s) {
	case "today", "yesterday", "tomorrow":
		return parseDay(s, today)
	}
	return parse.ParseDay(s)
}

// decorate adds the tags and what comes next to a sentence. Tags stand before
// an arrow that the sentence has itself.
func (o logOptions) decorate(sentence string, today parse.Date) string {
	tags := ""
	for _, tag := range o.tags {
		tags += " #" + strings.TrimPrefix(tag, "#")
	}
	if before, next, ok := strings.Cut(sentence, " -> "); ok && tags != "" {
		sentence = before + tags + " -> " + next
	} else {
		sentence += tags
	}
	if o.next == "" {
		return sentence
	}
	when, reason, _ := strings.Cut(strings.TrimSpace(o.next), " ")
	if day, ok := parseDay(when, today); ok && !strings.HasPrefix(when, "+") {
		when = day.String()
	}
	return strings.TrimSpace(sentence + " -> " + when + " " + reason)
}
