package lsp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/report"
)

// maxItems is how many items a completion offers; of more it says that typing on
// gives others.
const maxItems = 200

// completing is a completion that is being gathered.
type completing struct {
	*view
	read   *reading
	spot   parse.Spot
	before string // the line up to the place
	after  string // and from there
	list   completionList
}

func (r *request) completion() (any, error) {
	v, err := r.place(false)
	if v == nil || err != nil {
		return completionList{Items: []completionItem{}}, err
	}
	read := v.readingFor(v.doc, v.at)
	v.note = read.note
	c := &completing{view: v, read: read, spot: read.spots().At(v.doc.text, v.at), list: completionList{Items: []completionItem{}}}
	c.before, c.after = string(v.doc.text[c.spot.Line.Start:v.at]), string(v.doc.text[v.at:c.spot.Line.End])
	if !c.spot.Hidden && len(c.before) <= maxLine {
		c.offer()
	}
	if len(c.list.Items) > maxItems {
		c.list.Items, c.list.IsIncomplete = c.list.Items[:maxItems], true
	}
	for i := range c.list.Items {
		c.list.Items[i].SortText = fmt.Sprintf("%05d", i)
	}
	return c.list, nil
}

// maxLine is the longest line in which something is offered, in bytes.
const maxLine = 1 << 16

// offer finds out what is being typed, the nearest signs first.
func (c *completing) offer() {
	for _, form := range []func() bool{c.inLink, c.afterAt, c.dueWord} {
		if form() {
			return
		}
	}
	if c.spot.Front {
		c.inFront()
		return
	}
	for _, form := range []func() bool{c.tag, c.startOfLine, c.afterDay, c.inHead, c.want} {
		if form() {
			return
		}
	}
}

// add offers a text in the place of what is typed, which is so many bytes up to
// the place, and so many behind it.
func (c *completing) add(item completionItem, text string, typed, behind int) {
	item.TextEdit = &textEdit{c.textRange(c.doc, txt.Span{Start: c.at - typed, End: c.at + behind}), text}
	c.list.Items = append(c.list.Items, item)
}

// words offers those of some words that begin as what is typed.
func (c *completing) words(kind int, typed string, words []string, detail func(string) string) bool {
	for _, word := range words {
		if len(word) >= len(typed) && strings.EqualFold(word[:len(typed)], typed) {
			c.add(completionItem{Label: word, Kind: kind, Detail: detail(word), FilterText: word}, word, len(typed), 0)
		}
	}
	return true
}

func noDetail(string) string { return "" }

// inLink offers notes behind "[[".
func (c *completing) inLink() bool {
	at := strings.LastIndex(c.before, "[[")
	if at < 0 || strings.ContainsAny(c.before[at+2:], "]|#^") {
		return false
	}
	typed, behind := c.before[at+2:], 0
	if strings.HasPrefix(c.after, "]]") {
		behind = 2
	}
	c.people(typed, "[[", behind)
	c.places(typed, behind)
	c.ghosts(typed, behind)
	return true
}

// addLink offers a link in the place of what is typed behind lead. What stands in
// the note of lead already is left there: clients begin to compare where the edit
// begins, and some of them at the word.
func (c *completing) addLink(item completionItem, link, names, typed, lead string, behind int) {
	if rest, ok := strings.CutPrefix(link, lead); ok {
		link, lead = rest, ""
	}
	item.FilterText = lead + beginning(typed, names)
	c.add(item, link, len(lead)+len(typed), behind)
}

// beginning is names behind the one of which a word begins as what is typed, from
// that word on and in the same case: some clients want the whole to begin so.
func beginning(typed, names string) string {
	if typed == "" {
		return names
	}
	for i := range names {
		if end := i + len(typed); end <= len(names) && (i == 0 || names[i-1] == ' ') && strings.EqualFold(names[i:end], typed) {
			return typed + names[end:] + " " + names
		}
	}
	return typed + " " + names
}

// people offers those of whose names the words begin as those typed behind lead:
// who stands in the note already, then the newest touch.
func (c *completing) people(typed, lead string, behind int) {
	for _, o := range c.matching(typed) {
		link := c.ix.LinkTo(c.note, o.Note)
		if c.quotes() {
			link = `"` + strings.ReplaceAll(link, `"`, `\"`) + `"`
		}
		brief, names := c.laid.people.words(o, c.today)
		c.addLink(completionItem{Label: o.Name, Kind: completionReference, Detail: brief, Data: &completedNote{c.doc.uri, o.Path}}, link, names, typed, lead, behind)
	}
}

// quotes reports whether a link must be quoted: among the fields, where nothing
// has quoted it.
func (c *completing) quotes() bool {
	if !c.spot.Front {
		return false
	}
	at := strings.LastIndex(c.before, "[[")
	if at < 0 {
		at = len(c.before)
	}
	return !strings.ContainsAny(strings.TrimSpace(c.before[:at])[max(0, len(strings.TrimSpace(c.before[:at]))-1):], `"'`)
}

// matching are the people whose names fit, in the order in which they are
// offered, and no more of them than one that is not.
func (c *completing) matching(typed string) []*offered {
	here := c.read.inIt()
	out := c.starting(typed, c.today)
	if len(here) == 0 {
		return out[:min(len(out), maxItems+1)]
	}
	var first, others []*offered
	for _, o := range out {
		switch {
		case here[o.Note]:
			first = append(first, o)
		case len(others) <= maxItems:
			others = append(others, o)
		}
	}
	out = append(first, others...)
	return out[:min(len(out), maxItems+1)]
}

// places offers events, organisations, groups and openings.
func (c *completing) places(typed string, behind int) {
	if len(c.list.Items) > maxItems {
		return
	}
	isPlace := func(n *parse.Note) bool { return n.Kind.IsPlace() }
	var found []*parse.Note
	if strings.TrimSpace(typed) != "" {
		found = c.ix.Starting(typed, isPlace)
	} else {
		for _, n := range c.ix.Notes() {
			if isPlace(n) {
				found = append(found, n)
			}
		}
	}
	kinds := []parse.NoteKind{parse.EventNote, parse.OrgNote, parse.GroupNote, parse.LeadNote}
	slices.SortStableFunc(found, func(a, b *parse.Note) int { return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind) })
	for _, n := range found[:min(len(found), maxItems+1-len(c.list.Items))] {
		detail := strings.Join(append([]string{string(n.Kind)}, report.MakeGlance(c.ix, n, c.today).Lines...), " · ")
		c.addLink(completionItem{Label: n.Name, Kind: completionFile, Detail: detail, Data: &completedNote{c.doc.uri, n.Path}}, c.ix.LinkTo(c.note, n), filterOf(n), typed, "[[", behind)
	}
}

// ghosts offers people who are named and have no note.
func (c *completing) ghosts(typed string, behind int) {
	forms := txt.FormsOf(typed)
	begin := forms.Begin()
	for _, g := range c.ix.Ghosts() {
		if len(c.list.Items) > maxItems {
			return
		}
		if strings.TrimSpace(typed) == "" || begin(g.Name) {
			c.addLink(completionItem{Label: g.Name, Kind: completionText, Detail: "no note yet"}, "[["+g.Name+"]]", g.Name+" "+txt.NameKey(g.Name), typed, "[[", behind)
		}
	}
}

// afterAt offers the names of people's files.
func (c *completing) afterAt() bool {
	at := strings.LastIndexByte(c.before, '@')
	if at < 0 || c.spot.Front || strings.ContainsAny(c.before[at:], " \t(") || at > 0 && !strings.ContainsAny(c.before[at-1:at], " \t(,") {
		return false
	}
	typed := c.before[at+1:]
	for _, o := range c.matching(strings.NewReplacer("-", " ", "_", " ").Replace(typed)) {
		file := o.Path[strings.LastIndexByte(o.Path, '/')+1:]
		if file = file[:strings.LastIndexByte(file, '.')]; txt.FieldLink("@"+file).Target == file {
			brief, names := c.laid.people.words(o, c.today)
			c.addLink(completionItem{Label: "@" + file, Kind: completionReference, Detail: brief, Data: &completedNote{c.doc.uri, o.Path}}, "@"+file, file+" "+names, typed, "@", 0)
		}
	}
	return true
}

// inHead offers people behind with, to and from, as links.
func (c *completing) inHead() bool {
	line := strings.TrimLeft(c.before, " \t-*+")
	if line == c.before && !c.spot.Log || strings.Contains(line, ": ") || strings.Contains(line, "：") {
		return false
	}
	at := -1 // behind the last preposition
	for _, word := range wordsOf(line) {
		if c.preposition(line[word.Start:word.End]) && strings.HasPrefix(line[word.End:], " ") {
			at = word.End + 1
		}
	}
	if at < 0 {
		return false
	}
	typed := line[at:]
	for _, joint := range []string{", ", "; ", " and ", " & ", " + "} { // behind other people
		if i := strings.LastIndex(typed, joint); i >= 0 {
			typed = typed[i+len(joint):]
		}
	}
	if strings.ContainsAny(typed, "[]@()") || len(strings.Fields(typed)) > maxNameWords {
		return false
	}
	c.people(typed, "", 0)
	return true
}

// resolve tells more of somebody who is offered.
func (r *request) resolve() (any, error) {
	var item map[string]json.RawMessage
	var data completedNote
	if err := json.Unmarshal(r.params, &item); err != nil || item == nil {
		return nil, problem(invalidParams, "%s: no item", r.method)
	}
	if json.Unmarshal(item["data"], &data) != nil || data.Path == "" {
		return item, nil
	}
	d := r.st.docs[data.URI]
	if d == nil || d.folder == nil {
		return item, nil
	}
	l, err := d.folder.nearly(r.ctx, r.st)
	if err != nil {
		return nil, err
	}
	if n := l.ix.NoteAt(data.Path); n != nil {
		form := text{markdownFirst(r.can.TextDocument.Completion.CompletionItem.DocumentationFormat)}
		more, err := json.Marshal(form.join(cardOf(form, report.MakeGlance(l.ix, n, r.Today(&l.ix.Settings)))))
		if err != nil {
			return nil, err
		}
		item["documentation"] = more
	}
	return item, nil
}
