package report

import (
	"fmt"
	"slices"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/report/due"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// How much of the past one page holds.
const (
	prepLines = 2 // of the latest lines, and of what was talked about before
	newsDays  = 365
)

// Prep is one page before a meeting: about them first, and then what to ask.
type Prep struct {
	Today     date.Date           `json:"today"`
	Type      string              `json:"type"` // contact
	Name      string              `json:"name"`
	Path      string              `json:"path"`
	Pronouns  string              `json:"pronouns,omitempty"`
	Say       string              `json:"say,omitempty"`
	Org       string              `json:"org,omitempty"`
	Role      string              `json:"role,omitempty"`
	Met       string              `json:"met,omitempty"` // when, where and through whom
	Cue       string              `json:"cue,omitempty"`
	Spoke     date.Date           `json:"spoke,omitzero"`
	News      []PrepLine          `json:"news"`
	YouOwe    []due.Item          `json:"you_owe"` // promises, and a reply
	TheyOwe   []CardPromise       `json:"they_owe"`
	Last      []PrepLine          `json:"last"`
	Said      []PrepLine          `json:"said"`   // in conversations before that
	Coming    []PrepLine          `json:"coming"` // what is planned, and what the user wanted to ask after
	Both      []gaps.Acquaintance `json:"both"`   // people in common
	Questions []PrepQuestion      `json:"questions"`
	Open      int                 `json:"open_questions"` // of the person's own
	Stock     int                 `json:"stock"`          // unasked ones in questions.md
	Warnings  []string            `json:"warnings"`
}

// PrepLine is something on a day, with its place in the notes.
type PrepLine struct {
	On   date.Date `json:"on"`
	Text string    `json:"text"`
	Path string    `json:"path"`
	Line int       `json:"line"`
}

// PrepQuestion is a question to ask, from the person's note or from the stock.
type PrepQuestion struct {
	Text string `json:"text"`
	Path string `json:"path"`
	Line int    `json:"line"`
}

// MakePrep gathers what to have in mind before meeting a person.
func MakePrep(ix *index.Index, p *index.Person, today date.Date) Prep {
	w := examine(ix, p, today)
	r := Prep{Today: today, Type: string(p.Kind), Name: p.Name, Path: p.Path, Pronouns: p.Text("pronouns"), Say: p.Text("say"), Org: p.Plain("org"),
		Role: p.Plain("role"), Met: w.howMetLong(), Cue: p.Plain("cue"), Spoke: w.Spoke, News: []PrepLine{}, YouOwe: []due.Item{}, TheyOwe: []CardPromise{},
		Last: []PrepLine{}, Said: []PrepLine{}, Coming: []PrepLine{}, Questions: []PrepQuestion{}, Warnings: []string{}}
	r.owed(w)
	r.past(w)
	r.ahead(w)
	r.Both = gaps.New(ix, today).Acquaintances(p)
	r.ask(w)
	return r
}

// howMetLong is when, where and through whom, in words.
func (w *person) howMetLong() string {
	var parts []string
	if met := w.When("met"); !met.IsZero() {
		parts = append(parts, form.Days(met))
	}
	switch at := w.Plain("met_at"); {
	case at != "":
		parts = append(parts, at)
	case w.Text("met_how") != "" && w.Text("met_how") != "unknown" && w.Text("introduced_by") == "":
		parts = append(parts, w.Text("met_how"))
	}
	if by := w.Plain("introduced_by"); by != "" {
		parts = append(parts, "introduced by "+by)
	}
	return strings.Join(parts, ", ")
}

// owed gathers what waits on either side: dated promises and a reply in their
// order, then promises without a day.
func (r *Prep) owed(w *person) {
	for _, it := range w.Items {
		if it.Kind == "promise" || it.Kind == "reply" {
			r.YouOwe = append(r.YouOwe, it)
		}
	}
	for _, promise := range w.Promises() {
		dated := !promise.Day().IsZero()
		switch {
		case promise.State != task.Open || !w.Kinds.Named("promise").Allowed(w.Status):
		case promise.Theirs:
			r.TheyOwe = append(r.TheyOwe, cardPromise(promise.Promise, promise.Note))
		case !dated:
			r.YouOwe = append(r.YouOwe, due.Item{Kind: "promise", Status: due.Upcoming, Text: promise.Text, Path: promise.Note.Path, Line: promise.Line})
		}
	}
}

// past gathers news, the latest lines, and what was said before them.
func (r *Prep) past(w *person) {
	for _, l := range slices.Backward(w.Lines()) {
		on := l.When.Day(w.Today)
		line := PrepLine{on, form.Words(form.PlainLine(l)), l.Note.Path, l.Line}
		switch {
		case l.Planned || on.After(w.Today):
		case l.Kind == logline.News:
			if w.Today.Sub(on) <= newsDays {
				line.Text = form.Words(form.Said(l))
				r.News = append(r.News, line)
			}
		case !l.Counted():
		case len(r.Last) < prepLines:
			r.Last = append(r.Last, line)
		case len(r.Said) < prepLines && l.Text != "" && l.Direction != logline.To:
			line.Text = form.Words(l.Text)
			r.Said = append(r.Said, line)
		}
	}
}

// ahead gathers what is planned and what the user set a date for.
func (r *Prep) ahead(w *person) {
	for _, it := range w.Items {
		if it.Kind == "next" || it.Kind == "meeting" || it.Kind == "planned" || it.Kind == "confirm" {
			r.Coming = append(r.Coming, PrepLine{it.Due, form.Words(it.Text), it.Path, it.Line})
		}
	}
	slices.SortStableFunc(r.Coming, func(a, b PrepLine) int { return a.On.Compare(b.On) })
}

// ask picks questions: the person's own, then from the stock what neither was
// asked at all nor of this person.
func (r *Prep) ask(w *person) {
	for _, q := range w.Questions() {
		if !q.Asked {
			r.Open++
			r.Questions = append(r.Questions, PrepQuestion{txt.PlainText(q.Text), w.Path, q.Line})
		}
	}
	for _, q := range stock(w.Index) {
		if w.wasAsked(q.Text) {
			continue
		}
		r.Stock++
		if len(r.Questions) < due.FewQuestions {
			r.Questions = append(r.Questions, q)
		}
	}
	switch good := fmt.Sprintf("%d to %d make a good conversation", due.FewQuestions, due.ManyQuestions); {
	case r.Open > due.ManyQuestions:
		r.Warnings = append(r.Warnings, fmt.Sprintf("%d open questions; %s", r.Open, good))
	case r.Open < due.FewQuestions:
		text := fmt.Sprintf("only %s; %s", form.Plural(r.Open, "open question", "open questions"), good)
		if r.Open == 0 {
			text = "no open questions; " + good
		}
		if r.Stock > 0 {
			text += fmt.Sprintf(" (questions.md has %d)", r.Stock)
		}
		r.Warnings = append(r.Warnings, text)
	}
}

// stock are the unasked questions of questions.md.
func stock(ix *index.Index) []PrepQuestion {
	var out []PrepQuestion
	for _, n := range ix.Notes() {
		if n.Kind != parse.QuestionsNote {
			continue
		}
		for _, q := range n.Questions() {
			if !q.Asked {
				out = append(out, PrepQuestion{txt.PlainText(q.Text), n.Path, q.Line})
			}
		}
	}
	return out
}

// wasAsked reports whether a question stands in the person's note, asked or
// open, or in a line with them.
func (w *person) wasAsked(question string) bool {
	key := questionKey(question)
	return slices.ContainsFunc(w.Questions(), func(q parse.Question) bool { return questionKey(q.Text) == key }) ||
		slices.ContainsFunc(w.Lines(), func(l *index.Line) bool { return strings.Contains(questionKey(l.Raw), key) })
}

// questionKey makes two spellings of one question equal.
func questionKey(s string) string {
	return strings.Join(strings.FieldsFunc(txt.Fold(txt.PlainText(s)), func(r rune) bool { return strings.ContainsRune(" \t.,;:!?\"'“”‘’()-–—", r) }), " ")
}

// Text writes the page.
func (r Prep) Text(style form.Style) []byte {
	p := form.Painter{Style: style}
	title := p.Mark(form.Bold, strings.ToUpper(form.Inline(r.Name)))
	if r.Pronouns != "" {
		title += "  " + form.Inline(r.Pronouns)
	}
	if what := due.Place(due.Person{Role: r.Role, Org: r.Org}); what != "" {
		title += " · " + form.Inline(what)
	}
	p.Line(title)
	p.Fact("say", form.Inline(r.Say))
	p.Fact("met", form.Inline(r.Met))
	p.Fact("cue", form.Inline(r.Cue))
	for i, n := range r.News {
		p.Fact(form.First("news", i), n.Text+" ("+form.Day(n.On, r.Today)+")")
	}
	for i, it := range r.YouOwe {
		p.Fact(form.First("you owe", i), r.oweText(it))
	}
	for i, promise := range r.TheyOwe {
		p.Fact(form.First("they owe", i), form.Words(promise.Text))
	}
	for i, l := range r.Last {
		p.Fact(form.First("last", i), form.Pad(form.Day(l.On, r.Today), 11)+"  "+l.Text)
	}
	for i, l := range r.Said {
		p.Fact(form.First("earlier", i), l.Text+" ("+form.Day(l.On, r.Today)+")")
	}
	for i, l := range r.Coming {
		p.Fact(form.First("coming", i), form.Pad(form.Day(l.On, r.Today), 11)+"  "+l.Text)
	}
	p.Fact("both", form.Naming(gaps.RefsOf(r.Both), 8))
	for i, q := range r.Questions {
		p.Fact(form.First("ask", i), form.Words(q.Text))
	}
	for _, w := range r.Warnings {
		p.Fact("", form.Inline(w))
	}
	return p.Bytes()
}

// oweText is a promise with its day, or a reply with what it answers.
func (r Prep) oweText(it due.Item) string {
	text := form.Words(it.Text)
	switch {
	case it.Kind == "reply":
		return `a reply to "` + text + `" (` + form.Day(it.Due.AddDays(-due.ReplyAfter), r.Today) + ")"
	case it.Due.IsZero():
		return text
	case it.Late > 0:
		return text + " (since " + form.Day(it.Due, r.Today) + ")"
	}
	return text + " (by " + form.Day(it.Due, r.Today) + ")"
}
