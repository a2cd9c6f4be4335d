package change

import (
	"fmt"
	"strings"

	"netnotes/parse"
	"netnotes/parse/logline"
	"netnotes/parse/task"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
	"netnotes/report/form"
)

// Facts is a note as lines that read well in a diff: one value of a field a
// line, log lines in one form, promises by their state. Nothing a note says is
// left out; blank lines, bullets and the order of a list's marks say nothing.
type Facts struct{ lines []string }

// MakeFacts tells a note as facts.
func MakeFacts(n *parse.Note) Facts {
	var f Facts
	lines, body := txt.NewLines(n.Source()), 1
	if n.Front().End > n.Front().Start {
		body = lines.Line(n.Front().End - 1)
		f.front(n, lines, body)
		body++
	}
	told := map[int]string{}
	for i := range n.Entries() {
		if e := &n.Entries()[i]; !e.FromFields {
			told[e.Line] = entryFact(n, e)
		}
	}
	for i := range n.Promises() {
		told[n.Promises()[i].Line] = promiseFact(&n.Promises()[i])
	}
	for _, q := range n.Questions() {
		told[q.Line] = map[bool]string{false: "question: ", true: "asked: "}[q.Asked] + q.Text
	}
	for line := body; line <= lines.Count(); line++ {
		text := strings.TrimRight(string(lines.Text(line)), " \t")
		if told[line] != "" {
			text = text[:len(text)-len(strings.TrimLeft(text, " \t"))] + told[line]
		}
		if strings.TrimSpace(text) != "" {
			f.lines = append(f.lines, text)
		}
	}
	return f
}

// front tells the fields, one value a line; what is more than plain values is
// told as it stands.
func (f *Facts) front(n *parse.Note, lines txt.Lines, end int) {
	fields := map[int]*yaml.Field{}
	for i := range n.Fields() {
		fields[lines.Line(n.Fields()[i].At.Start)] = &n.Fields()[i]
	}
	var field *yaml.Field
	var chunk []string
	tell := func() {
		if field != nil && len(field.Sub) == 0 && !strings.ContainsAny(strings.Join(chunk, ""), "|>#") {
			f.field(field)
		} else {
			f.lines = append(f.lines, chunk...)
		}
		chunk = nil
	}
	for line := 2; line < end; line++ {
		if fields[line] != nil {
			tell()
			field = fields[line]
		}
		if text := strings.TrimRight(string(lines.Text(line)), " \t"); strings.TrimSpace(text) != "" {
			chunk = append(chunk, text)
		}
	}
	tell()
}

func (f *Facts) field(field *yaml.Field) {
	if len(field.Values) == 0 {
		f.lines = append(f.lines, field.Key+":")
	}
	for _, v := range field.Values {
		f.lines = append(f.lines, field.Key+": "+strings.ReplaceAll(v.Text, "\n", " "))
	}
}

// entryFact tells a log line: its date, what it was, with whom, and the words.
func entryFact(n *parse.Note, e *logline.Entry) string {
	date, _, _ := strings.Cut(e.Raw, " ")
	if e.Met {
		if date += " "; e.Undated {
			date = ""
		}
		return strings.TrimSuffix(date+"met "+txt.PlainText(e.Head)+": "+e.Text, ": ")
	}
	what := string(e.Kind)
	if e.Planned {
		what = "planned " + what
	}
	var who []string
	if e.WithOwner {
		who = append(who, n.Name)
	}
	for _, link := range e.People {
		who = append(who, link.Text)
	}
	if len(who) > 0 && e.Direction != logline.NoDirection {
		what += " " + strings.TrimSpace(string(e.Direction)+" "+strings.Join(who, ", "))
	}
	rest := strings.TrimSpace(strings.TrimPrefix(e.Raw, date))
	if plainHead(e, who) {
		rest = e.Text
		if e.Time != "" {
			what = e.Time + " " + what
		}
		if e.Minutes > 0 {
			what += fmt.Sprintf(", %d min", e.Minutes)
		}
		if !e.Next.IsZero() {
			rest = strings.TrimSpace(rest + " → " + e.Next.String() + " " + e.NextReason)
		}
	}
	return strings.TrimSuffix(date, ":") + " " + strings.TrimSuffix(what+": "+rest, ": ")
}

// plainHead reports whether the words before the colon say nothing but the kind
// and the people.
func plainHead(e *logline.Entry, who []string) bool {
	known := map[string]bool{"with": true, "to": true, "from": true, "and": true, "&": true, "her": true, "him": true, "them": true, "i": true}
	for _, name := range who {
		for word := range strings.FieldsSeq(strings.ToLower(name)) {
			known[word] = true
		}
	}
	for i, word := range strings.Fields(strings.ToLower(txt.PlainText(e.Head))) {
		word = strings.Trim(word, ",@")
		length := strings.TrimRight(word, "minh") != word && strings.Trim(word, "0123456789minh") == "" && e.Minutes > 0
		if i > 0 && !known[word] && !length {
			return false
		}
	}
	return e.Kind != logline.Remark
}

// promiseFact tells a task.
func promiseFact(p *task.Promise) string {
	what := "promise"
	if p.IsTheirs() {
		what = "their promise"
	}
	switch p.State {
	case task.Done:
		what += " kept"
		if !p.DoneOn.IsZero() {
			what += " on " + p.DoneOn.String()
		}
	case task.Cancelled:
		what += " dropped"
	default:
		what += " open"
	}
	if !p.Start.IsZero() {
		what += ", from " + p.Start.String()
	}
	if !p.Due.IsZero() {
		what += ", by " + p.Due.String()
	}
	return what + ": " + p.Text
}

// Text writes the facts, one a line.
func (f Facts) Text(form.Style) []byte {
	var p form.Painter
	for _, line := range f.lines {
		p.Line(line)
	}
	return p.Bytes()
}
