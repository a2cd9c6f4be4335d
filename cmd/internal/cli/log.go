package cli

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
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
			return a.write(cmd, func(w *writing) error {
				people, err := w.people("log", args[0])
				if err != nil {
					return err
				}
				for _, line := range lines {
					if err := w.logLine(people, line, o); err != nil {
						return err
					}
				}
				return nil
			})
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

// minArgs wants so many arguments at least.
func minArgs(n int, hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return usage(hint, "netnotes %s wants more than that", cmd.Name())
		}
		return nil
	}
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

// people finds everybody an argument names, with commas between them.
func (w *writing) people(command, arg string) ([]*parse.Note, error) {
	if !strings.Contains(arg, ",") || len(w.ix.Resolve(arg, anyNote)) == 1 {
		n, err := w.note(command, arg, anyNote)
		return []*parse.Note{n}, err
	}
	var out []*parse.Note
	for name := range strings.SplitSeq(arg, ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
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

// logLine writes one sentence into the first person's note.
func (w *writing) logLine(people []*parse.Note, sentence string, o logOptions) error {
	n, err := w.fresh(people[0].Path)
	if err != nil {
		return err
	}
	date, sentence, err := w.dated(sentence, o.date)
	if err != nil {
		return err
	}
	sentence, err = w.understood(n, date, o.decorate(sentence, w.today), o.asNote)
	if err != nil {
		return err
	}
	if len(people) > 1 {
		if sentence, err = w.together(n, people[1:], date, sentence); err != nil {
			return err
		}
	}
	after, err := w.ix.Reader().InsertEntry(n, date+" "+sentence)
	if err != nil {
		return err
	}
	if after == n {
		w.hint("%s has this line already, and the same line counts once: add what was different", n.Path)
		return nil
	}
	w.aside(n, date+" "+sentence)
	w.put(n, after)
	return nil
}

// dated splits a date of its own off a sentence; else the date is that of
// --date, else today.
func (w *writing) dated(sentence, asked string) (date, rest string, err error) {
	if word, after, ok := strings.Cut(sentence, " "); ok && len(word) >= 4 && word[0] >= '0' && word[0] <= '9' {
		if when, err := parse.ParseWhen(strings.TrimSuffix(word, ":")); err == nil && (when.Precision != parse.ByYear || len(word) > 5) {
			return strings.TrimSuffix(word, ":"), strings.TrimSpace(after), nil
		}
	}
	if asked == "" {
		return w.today.String(), sentence, nil
	}
	if day, ok := pastDay(asked, w.today); ok {
		return day.String(), sentence, nil
	}
	if when, err := parse.ParseWhen(asked); err == nil && !when.IsZero() && !strings.ContainsAny(asked, " T") {
		return asked, sentence, nil
	}
	return "", "", usage("--date 2026-10-02, yesterday, fri, 3d", "not a day: %q", asked)
}

// pastDay reads a day that is over: a weekday is the last one, and a duration
// counts back.
func pastDay(s string, today parse.Date) (parse.Date, bool) {
	if weekday, ok := index.Weekday(s); ok {
		return today.AddDays(-((today.Weekday()-weekday+6)%7 + 1)), true
	}
	if d, err := parse.ParseDuration(strings.TrimPrefix(s, "-")); err == nil && strings.ContainsAny(s, "dwmy") {
		if d.Unit == parse.Day || d.Unit == parse.Week {
			return today.AddDays(-int(d.Days())), true
		}
		months := d.N
		if d.Unit == parse.Year {
			months *= 12
		}
		return today.AddMonths(-months), true
	}
	if strings.HasPrefix(s, "+") {
		return parse.Date{}, false
	}
	return parseDay(s, today)
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

// understood reads a sentence before it is written: one that would count for
// nothing is asked about, or refused with the nearest kind.
func (w *writing) understood(n *parse.Note, date, sentence string, asNote bool) (string, error) {
	e, problems := w.ix.Entry(n, date+" "+sentence)
	if len(problems) > 0 {
		return "", usage(problems[0].Hint, "%s", problems[0].Text)
	}
	if e == nil {
		return "", usage("netnotes log ada coffee: what you talked about", "%q cannot be a line of a log", sentence)
	}
	if strings.Contains(" "+sentence, " -> ") && e.Next.IsZero() {
		return "", usage("--next '2026-11-02 REASON' or '+2w REASON'", "no date follows the arrow in %q", sentence)
	}
	first, rest, _ := strings.Cut(sentence, " ")
	if e.Kind != parse.Remark || asNote || strings.EqualFold(strings.Trim(first, ":"), "note") {
		return sentence, nil
	}
	near := e.NearestKind
	if near == "" {
		return "", w.refuseNote(sentence, "begin with what it was: coffee, call, email, thanked, asked, shared …; --as-note writes it as a mere note", "write it as a note that counts for nothing? [y/N]")
	}
	word := strings.TrimRight(first, ":,.;")
	corrected := strings.TrimSpace(near + strings.TrimPrefix(first, word) + " " + rest)
	switch strings.ToLower(w.ask("%q is no kind of contact; did you mean %s? [Y]es, as a [n]ote, [q]uit", word, near)) {
	case "y", "yes":
		return w.understood(n, date, corrected, false)
	case "n", "note":
		return sentence, nil
	case "":
		if w.canAsk() {
			return w.understood(n, date, corrected, false)
		}
	}
	return "", usage(fmt.Sprintf("did you mean %s? --as-note writes the line as a mere note", near), "%q is no kind of contact, so the line would count for nothing", word)
}

func (w *writing) refuseNote(sentence, hint, question string) error {
	if answer := strings.ToLower(w.ask("%q is no kind of contact; %s", sentence, question)); answer == "y" || answer == "yes" {
		return nil
	}
	return usage(hint, "%q is no kind of contact, so the line would count for nothing", sentence)
}

// together names the others in a sentence, so that it counts for them as it
// does for the note's owner.
func (w *writing) together(n *parse.Note, others []*parse.Note, date, sentence string) (string, error) {
	alone, _ := w.ix.Entry(n, date+" "+sentence)
	var names []string
	for _, o := range others {
		link := w.link(n, o)
		if !slices.ContainsFunc(alone.People, func(l parse.Link) bool { return w.means(l, n, o) }) {
			names = append(names, link)
		}
	}
	if len(names) == 0 {
		return sentence, nil
	}
	list := names[0]
	if last := len(names) - 1; last > 0 {
		list = strings.Join(names[:last], ", ") + " and " + names[last]
	}
	head := alone.Head
	at := strings.Index(sentence, head) + len(head)
	for _, joint := range []string{" and ", " with ", " to ", " from ", " with her and ", " to her and ", " from her and "} {
		try := sentence[:at] + joint + list + sentence[at:]
		e, problems := w.ix.Entry(n, date+" "+try)
		if e == nil || len(problems) > 0 || e.Kind != alone.Kind || e.Direction != alone.Direction || e.WithOwner != alone.WithOwner || !w.allTakePart(e, n, others) {
			continue
		}
		return try, nil
	}
	return "", usage("write them into the sentence: lunch with [["+others[0].Name+"]]", "cannot see where the others belong in %q", sentence)
}

func (w *writing) allTakePart(e *parse.Entry, n *parse.Note, others []*parse.Note) bool {
	for _, o := range others {
		if !slices.ContainsFunc(e.People, func(l parse.Link) bool { return w.means(l, n, o) }) {
			return false
		}
	}
	return true
}

func (w *writing) means(l parse.Link, from, to *parse.Note) bool {
	found := w.ix.Link(l, from)
	return len(found) == 1 && found[0].Path == to.Path
}

// link writes a link from one note to another as the settings say: by name
// where the name means that note alone, else by its path.
func (w *writing) link(from, to *parse.Note) string {
	if w.ix.Settings.Links == "markdown" {
		rel := relative(path.Dir(from.Path), to.Path)
		if strings.ContainsAny(rel, " ()<>") {
			rel = "<" + rel + ">"
		}
		return "[" + to.Name + "](" + rel + ")"
	}
	if found := w.ix.Link(parse.Link{Target: to.Name}, from); len(found) == 1 && found[0].Path == to.Path && !strings.ContainsAny(to.Name, "[]|#^") {
		return "[[" + to.Name + "]]"
	}
	return "[[" + strings.TrimSuffix(to.Path, path.Ext(to.Path)) + "|" + strings.NewReplacer("[", "", "]", "", "|", "").Replace(to.Name) + "]]"
}

// relative is a slash-separated path from a folder.
func relative(dir, target string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(target, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(target, dir+"/")
}

// aside says what a person may want to know about the line just written.
func (w *writing) aside(n *parse.Note, raw string) {
	e, _ := w.ix.Entry(n, raw)
	if e == nil {
		return
	}
	for _, link := range e.Links {
		switch found := w.ix.Link(link, n); {
		case link.Embed || link.Target == "":
		case len(found) == 0:
			w.hint("%s has no note yet: netnotes new contact %q", link.Target, link.Target)
		case len(found) > 1:
			w.hint("%q could mean %s or %s, so it counts for neither", link.Target, found[0].Path, found[1].Path)
		}
	}
	if e.Counted() && !e.WithOwner && len(e.People) == 0 {
		w.hint("nobody takes part in this line; name them: with [[Name]]")
	}
	if e.When.From.After(w.today) && e.Counted() {
		w.hint("%s is ahead, so the line counts from then on; a plan is written: planned %s", e.When.From, e.Kind)
	}
}
