package edit

import (
	"bytes"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/markdown"
	"netnotes/parse/txt"
)

// Conflict is a field of which two notes say different things.
type Conflict struct {
	Field string `json:"field"`
	Kept  string `json:"kept"`
	Other string `json:"other"` // what stands in the body now
}

// Join is note a with everything that note b says of the same person: lists
// united, empty fields filled, the logs one log in their order, everything else
// of b's body behind a's, lines that both have once. b's name, and that of its
// file, become aliases. Where both have a value and there is room for one, a's
// stays and b's is told in the body. self reports whether a text names a or b,
// who are no tie of their own.
func Join(r *parse.Reader, a, b *parse.Note, self func(text string) bool) (*parse.Note, []Conflict, error) {
	j := joiner{Reader: r, note: a, self: self}
	err := j.names(b)
	if err == nil {
		err = j.fields(b)
	}
	if err == nil {
		err = j.body(b)
	}
	if first := strings.Fields(b.Name); err == nil && len(first) > 1 && j.misread(b) {
		// b's lines call them by a first name that is not that of a.
		err = j.edit(AddItem(j.Reader, j.note, "aliases", first[0]))
	}
	for _, c := range j.conflicts {
		if err == nil {
			j.note, err = AddBullet(r, j.note, draft.DetailsHeading(b.Path), c.Field+": "+draft.OneLine(c.Other))
		}
	}
	return j.note, j.conflicts, err
}

type joiner struct {
	*parse.Reader
	note      *parse.Note
	self      func(string) bool
	conflicts []Conflict
}

// edit keeps the note after an edit.
func (j *joiner) edit(n *parse.Note, err error) error {
	if err == nil {
		j.note = n
	}
	return err
}

// misread reports whether a line of b reads differently in the joined note.
func (j *joiner) misread(b *parse.Note) bool {
	for i := range b.Entries() {
		e := &b.Entries()[i]
		for k := range j.note.Entries() {
			if now := &j.note.Entries()[k]; now.Raw == e.Raw && (now.Kind != e.Kind || now.Direction != e.Direction || now.WithOwner != e.WithOwner) {
				return true
			}
		}
	}
	return false
}

// names makes aliases of what b was called.
func (j *joiner) names(b *parse.Note) error {
	known := map[string]bool{txt.FoldName(txt.BaseName(j.note.Path)): true}
	for _, name := range j.note.Names() {
		known[txt.FoldName(name)] = true
	}
	for _, name := range append(b.Names(), txt.BaseName(b.Path)) {
		if known[txt.FoldName(name)] {
			continue
		}
		known[txt.FoldName(name)] = true
		if err := j.edit(AddItem(j.Reader, j.note, "aliases", name)); err != nil {
			return err
		}
	}
	return nil
}

// fields unites the front matters.
func (j *joiner) fields(b *parse.Note) error {
	known := map[string]bool{}
	for _, info := range parse.FieldsOf(b.Kind) {
		for _, spelling := range append(strings.Fields(info.Also), info.Name) {
			known[txt.FoldKey(spelling)] = true
		}
		switch info.Name {
		case "name", "type", "aliases":
			continue
		}
		for _, v := range j.note.List(info.Name) {
			if info.Type.HoldsLinks() && j.self(v) {
				if err := j.edit(RemoveItem(j.Reader, j.note, info.Name, v)); err != nil {
					return err
				}
			}
		}
		if err := j.field(info.Name, b.List(info.Name), info.Type); err != nil {
			return err
		}
	}
	for i := range b.Fields() {
		f := &b.Fields()[i]
		if known[txt.FoldKey(f.Key)] || txt.FoldKey(f.Key) == "firstname" || txt.FoldKey(f.Key) == "lastname" {
			continue
		}
		kind := parse.FreeText
		if f.List {
			kind = parse.TextList
		}
		if err := j.field(f.Key, f.Texts(), kind); err != nil {
			return err
		}
	}
	return nil
}

// field gives one field the values of the other note.
func (j *joiner) field(key string, values []string, kind parse.FieldType) error {
	for _, v := range values {
		have := j.note.List(key)
		if len(have) == 0 {
			have = ownTexts(j.note, key)
		}
		same := func(h string) bool {
			return h == v || txt.Fold(strings.TrimSpace(h)) == txt.Fold(strings.TrimSpace(v))
		}
		var err error
		switch isList := kind.IsList(); {
		case slices.ContainsFunc(have, same), kind.HoldsLinks() && j.self(v):
		case strings.Contains(v, "\n"):
			j.conflicts = append(j.conflicts, Conflict{key, strings.Join(have, ", "), v})
		case len(have) == 0 && (!isList || len(values) == 1) && !kind.HoldsLinks():
			err = j.edit(SetField(j.Reader, j.note, key, v))
		case isList:
			err = j.edit(AddItem(j.Reader, j.note, key, v))
		case kind == parse.BoolField && parse.Truthy(v):
			err = j.edit(SetField(j.Reader, j.note, key, v)) // private once is private
		default:
			j.conflicts = append(j.conflicts, Conflict{key, strings.Join(have, ", "), v})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ownTexts are the values of a key of no known field.
func ownTexts(n *parse.Note, key string) []string {
	for i := range n.Fields() {
		if txt.FoldKey(n.Fields()[i].Key) == txt.FoldKey(key) {
			return n.Fields()[i].Texts()
		}
	}
	return nil
}

// body joins the bodies, and proves that everything both said is said once.
func (j *joiner) body(b *parse.Note) error {
	for _, source := range [][]byte{j.joined(b), j.appended(b, b.Source()[b.Front().End:])} {
		after := j.Note(j.note.Path, source)
		if sameFields(j.note.Fields(), after.Fields()) && unites(j.note, b, after) {
			j.note = after
			return nil
		}
	}
	return unproven(j.note)
}

// unites reports whether a note says what two others say and nothing else.
func unites(a, b, after *parse.Note) bool {
	said := func(n *parse.Note) map[string]bool {
		out := map[string]bool{}
		for i := range n.Entries() {
			if e := &n.Entries()[i]; !e.FromFields {
				out["entry "+e.Raw] = e.InLog || out["entry "+e.Raw]
			}
		}
		for _, p := range n.Promises() {
			out["promise "+p.Text+" "+p.Due.String()] = true
		}
		for _, q := range n.Questions() {
			out["question "+q.Text] = true
		}
		for _, m := range n.ToMeet() {
			out["meet "+m.Person.Target] = true
		}
		return out
	}
	want, got := said(a), said(after)
	for key, inLog := range said(b) {
		want[key] = want[key] || inLog
	}
	if len(want) != len(got) {
		return false
	}
	for key, inLog := range want {
		if is, ok := got[key]; !ok || is != inLog {
			return false
		}
	}
	return true
}

// joined is the note's source with the bullets of b in the sections of the same
// name, log lines at their dates, and the rest of b's body at the end.
func (j *joiner) joined(b *parse.Note) []byte {
	into := joiner{Reader: j.Reader, note: j.note}
	var cuts []txt.Span
	for _, block := range splitBlocks(b) {
		title := strings.TrimSpace(strings.Trim(block.text, "# \t"))
		switch {
		case block.heading == 0:
		case block.heading == 1 && txt.FoldName(txt.PlainText(title)) == txt.FoldName(b.Name):
			cuts = append(cuts, block.at)
		default:
			if cut := into.section(b, title); cut.End > 0 && !slices.Contains(cuts, cut) {
				cuts = append(cuts, cut)
			}
		}
	}
	return into.appended(b, dropLines(b.Source(), b.Front().End, cuts))
}

// dropLines is a source from an offset on without some spans of whole lines, and
// without the blank lines after each.
func dropLines(source []byte, from int, cuts []txt.Span) []byte {
	var out []byte
	for at := from; at < len(source); {
		next := txt.NextLine(source, at)
		if i := slices.IndexFunc(cuts, func(c txt.Span) bool { return c.Start <= at && at < c.End }); i >= 0 {
			for next = cuts[i].End; next < len(source) && txt.IsBlank(source, next); {
				next = txt.NextLine(source, next)
			}
		} else {
			out = append(out, source[at:next]...)
		}
		at = next
	}
	return out
}

// section moves the bullets of one of b's sections into the section of that
// name, and says which lines of b they were; none where that is not possible.
func (j *joiner) section(b *parse.Note, title string) txt.Span {
	ours, theirs := j.Outline(j.note, title), j.Outline(b, title)
	isLog := parse.SectionOf(title) == parse.LogSection
	if theirs.Heading.End == 0 || len(theirs.Items) == 0 || ours.Heading.End == 0 && !isLog {
		return txt.Span{}
	}
	text := func(n *parse.Note, s txt.Span) string { return strings.TrimSpace(string(n.Source()[s.Start:s.End])) }
	only := bytes.Clone(b.Source()[theirs.Heading.End:theirs.End])
	var add []string
	for _, item := range theirs.Items {
		if item.Start < theirs.Heading.End || item.End > theirs.End {
			return txt.Span{} // a list around the heading
		}
		txt.Blank(only[item.Start-theirs.Heading.End : item.End-theirs.Heading.End])
		have := func(s txt.Span) bool { return text(j.note, s) == text(b, item) }
		if !slices.ContainsFunc(ours.Items, have) && !slices.Contains(add, text(b, item)) {
			add = append(add, text(b, item))
		}
	}
	if len(bytes.TrimSpace(only)) > 0 {
		return txt.Span{} // more than bullets
	}
	j.note = j.Note(j.note.Path, placeItems(j.note, ours, title, add, isLog))
	return txt.At(theirs.Heading.Start, theirs.End)
}

// placeItems puts bullets into a section: log lines before the first one that
// is older, or in a log that runs oldest first, newer; others at the end.
func placeItems(a *parse.Note, in markdown.Outline, title string, add []string, byDate bool) []byte {
	eol := txt.Ending(a.Source(), in.Heading.Start)
	if in.Heading.End == 0 {
		out := strings.TrimRight(string(a.Source()), "\r\n") + eol + eol + "## " + title + eol + eol
		return []byte(out + strings.Join(withEnding(add, eol), ""))
	}
	end := in.Heading.End
	dates := make([]date.Date, len(in.Items))
	for i, item := range in.Items {
		end, dates[i] = item.End, itemDate(string(a.Source()[item.Start:item.End]))
	}
	order := -1 // newest first
	if len(dates) > 1 && dates[0].Before(dates[len(dates)-1]) {
		order = 1
	}
	if byDate {
		slices.SortStableFunc(add, func(x, y string) int { return order * itemDate(x).Compare(itemDate(y)) })
	}
	inserts := map[int]string{}
	for k, text := range withEnding(add, eol) {
		at := end
		for i, d := range dates {
			if byDate && order*itemDate(add[k]).Compare(d) < 0 {
				at = in.Items[i].Start
				break
			}
		}
		inserts[at] += text
	}
	var out bytes.Buffer
	for i := 0; i <= len(a.Source()); i++ {
		if text, ok := inserts[i]; ok {
			if i > 0 && a.Source()[i-1] != '\n' && a.Source()[i-1] != '\r' {
				out.WriteString(eol)
			}
			out.WriteString(text)
		}
		if i < len(a.Source()) {
			out.WriteByte(a.Source()[i])
		}
	}
	return out.Bytes()
}

// withEnding are texts whose lines, and themselves, end as the note's do.
func withEnding(texts []string, eol string) []string {
	var out []string
	for _, text := range texts {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) + "\n"
		out = append(out, strings.ReplaceAll(text, "\n", eol))
	}
	return out
}

// itemDate is the first day that a bullet's text tells; zero where it has none.
func itemDate(item string) date.Date {
	w, _, err := date.Scan(strings.TrimLeft(item, "-*+ \t"))
	if err != nil {
		return date.Date{}
	}
	return w.From
}

// appended is the note's source with a text of b at its end, under a heading of
// its own where it does not begin with one.
func (j *joiner) appended(b *parse.Note, rest []byte) []byte {
	text := strings.Trim(withEnding([]string{string(rest)}, "\n")[0], "\n")
	if strings.TrimSpace(text) == "" || strings.Contains("\n"+withEnding([]string{string(j.note.Source()[j.note.Front().End:])}, "\n")[0], "\n"+text+"\n") {
		return j.note.Source()
	}
	if level := headingLevel(strings.SplitN(text, "\n", 2)[0]); level == 0 || level > 2 {
		text = "## " + draft.DetailsHeading(b.Path) + "\n\n" + text
	}
	eol := txt.Ending(j.note.Source(), len(j.note.Source()))
	return []byte(strings.TrimRight(string(j.note.Source()), "\r\n") + eol + eol + withEnding([]string{text}, eol)[0])
}
