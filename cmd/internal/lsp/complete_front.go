package lsp

import (
	"regexp"
	"slices"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// inFront offers fields, and what they may hold.
func (c *completing) inFront() {
	if m := regexp.MustCompile(`^([\pL_][\pL\d_ -]*)$`).FindStringSubmatch(c.before); m != nil || c.before == "" {
		c.keys(c.before)
		return
	}
	key, typed := "", ""
	if m := regexp.MustCompile(`^([\pL_][^:]*):\s*(.*)$`).FindStringSubmatch(c.before); m != nil {
		key, typed = m[1], m[2]
	} else if m := regexp.MustCompile(`^\s*-\s+(.*)$`).FindStringSubmatch(c.before); m != nil {
		key, typed = c.keyAbove(), m[1]
	}
	if key == "" {
		return
	}
	typed = strings.TrimLeft(typed[strings.LastIndexAny(typed, "[,")+1:], ` "'`)
	info := c.ix.Reader().FieldOf(c.note.Kind, key)
	if info.Type.HoldsLinks() || slices.Contains([]string{"org", "met_at", "groups", "attendees"}, info.Name) {
		c.linked(info, typed)
		return
	}
	c.words(completionValue, typed, c.valuesOf(c.note.Kind, info), noDetail)
}

// keys offers the fields that the note has not yet.
func (c *completing) keys(typed string) {
	var names []string
	help := map[string]string{}
	for _, f := range parse.FieldsOf(c.note.Kind) {
		if len(c.note.List(f.Name)) == 0 || strings.EqualFold(f.Name, typed) {
			names = append(names, f.Name)
		}
		help[f.Name] = f.Help
	}
	c.words(completionField, typed, names, func(name string) string { return help[name] })
	if !strings.HasPrefix(strings.TrimSpace(c.after), ":") {
		for i := range c.list.Items {
			c.list.Items[i].TextEdit.NewText += ": "
		}
	}
}

// keyAbove is the key of the list in which an item is typed.
func (c *completing) keyAbove() string {
	key := ""
	for i := range c.note.Fields() {
		if f := &c.note.Fields()[i]; f.At.Start < c.at {
			key = f.Key
		}
	}
	return key
}

// valuesOf are the words of a closed list; else those in use, the commonest
// first.
func (c *completing) valuesOf(kind parse.NoteKind, info parse.FieldInfo) []string {
	if words := c.ix.Reader().Words(info.Type); len(words) > 0 {
		return words
	}
	if info.Name == "type" {
		return parse.NoteKinds()
	}
	if !slices.Contains([]string{"skills", "interests", "school", "place", "tags", "categories", "topics", "could", "role"}, info.Name) {
		return nil
	}
	return c.inUse(func(n *parse.Note) []string {
		if n.Kind != kind {
			return nil
		}
		return n.List(info.Name)
	})
}

// linked offers names as quoted links, in fields that hold names.
func (c *completing) linked(info parse.FieldInfo, typed string) {
	kinds := []parse.NoteKind{parse.ContactNote}
	switch info.Name {
	case "org":
		kinds = []parse.NoteKind{parse.OrgNote}
	case "met_at":
		kinds = []parse.NoteKind{parse.EventNote, parse.GroupNote}
	case "groups":
		kinds = []parse.NoteKind{parse.GroupNote}
	}
	if kinds[0] == parse.ContactNote {
		c.people(typed, "", 0)
		return
	}
	forms := txt.FormsOf(typed)
	begin := forms.Begin()
	for _, n := range c.ix.Notes() {
		if !slices.Contains(kinds, n.Kind) || len(c.list.Items) > maxItems {
			continue
		}
		if strings.TrimSpace(typed) == "" || slices.ContainsFunc(n.Names(), begin) {
			link := c.ix.LinkTo(c.note, n)
			if c.quotes() {
				link = `"` + link + `"`
			}
			c.addLink(completionItem{Label: n.Name, Kind: completionFile, Detail: string(n.Kind), Data: &completedNote{c.doc.uri, n.Path}}, link, filterOf(n), typed, "", 0)
		}
	}
	if info.Name == "org" {
		c.words(completionValue, typed, c.inUse(func(n *parse.Note) []string {
			return slices.DeleteFunc(n.List("org"), func(s string) bool { return strings.HasPrefix(s, "[") })
		}), noDetail)
	}
}
