package cli

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// completing is a word of the command line that a shell asks about.
type completing struct {
	ix    *index.Index
	args  []string // before it
	begun string   // what is typed of it, without the shell's quotes
}

// offer lists what may stand in the place of a word. What ends in "=" or ":"
// goes on.
type offer func(completing) []string

// complete offers words for each argument of a command, the last of them for all
// that follow.
func (a *app) complete(offers ...offer) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		at := offers[min(len(args), len(offers)-1)]
		if at == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		ix, _, err := a.open()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []string
		directive := cobra.ShellCompDirectiveNoFileComp
		for _, word := range at(completing{ix, args, begun}) {
			if word = completion(word); word == "" {
				continue
			}
			if last := word[len(word)-1]; last == '=' || last == ':' {
				directive |= cobra.ShellCompDirectiveNoSpace
			}
			out = append(out, word)
		}
		return out, directive
	}
}

// completeNames offers the names of the notes that a command takes as its first
// argument; accept looks at a note's kind alone.
func (a *app) completeNames(accept func(*parse.Note) bool) cobra.CompletionFunc {
	return a.complete(offerNames(accept), nil)
}

// offerNames offers the notes a name of which has words that begin as those typed, in
// any order and case; where two have one name, their paths. What looks like a
// path is one.
func offerNames(accept func(*parse.Note) bool) offer {
	return func(c completing) []string {
		typed := txt.FormsOf(c.begun)
		found := map[string]int{}
		var notes []*parse.Note
		for _, n := range c.ix.Notes() {
			switch {
			case !n.Kind.HasName() || !accept(&parse.Note{Kind: n.Kind}):
			case slices.ContainsFunc(n.Names(), typed.Begin), strings.Contains(c.begun, "/") && strings.HasPrefix(n.Path, c.begun):
				notes = append(notes, n)
				found[txt.FoldName(n.Name)]++
			}
		}
		var out []string
		for _, n := range notes {
			name := n.Name
			if found[txt.FoldName(name)] > 1 || strings.Contains(c.begun, "/") {
				name = n.Path
			}
			out = append(out, name)
		}
		return out
	}
}

// several is an offer for each part of a word, with a mark between the parts.
func several(mark string, each offer) offer {
	return func(c completing) []string {
		at := strings.LastIndex(c.begun, mark) + len(mark)
		if at < len(mark) {
			return each(c)
		}
		before := c.begun[:at]
		c.begun = strings.TrimLeft(c.begun[at:], " ")
		return prefixed(before, each(c))
	}
}

func prefixed(before string, words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, before+w)
	}
	return out
}

// oneOf offers those of some words that begin as what is typed, in any case.
func oneOf(words ...string) offer {
	return func(c completing) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(txt.FoldKey(w), txt.FoldKey(c.begun)) })
	}
}

// offerAssignments offers FIELD= of the note named first, and behind it the words of
// a closed list, or names.
func offerAssignments(c completing) []string {
	kind := parse.ContactNote
	if found := c.ix.Resolve(c.args[0], anyNote); len(found) > 0 {
		kind = found[0].Kind
	}
	key, value, ok := strings.Cut(c.begun, "=")
	if !ok {
		var keys []string
		for _, f := range parse.FieldsOf(kind) {
			keys = append(keys, f.Name)
		}
		own := c.ix.OwnKeys()
		for _, folded := range slices.Sorted(maps.Keys(own)) {
			keys = append(keys, own[folded])
		}
		return behind(oneOf(keys...)(c), "=")
	}
	before := key + "="
	name := strings.TrimRight(key, "+-")
	c.begun = value
	return prefixed(before, several(",", valueOf(c.ix.Reader().FieldInfo(kind, name).Type, c.ix))(c))
}

func behind(words []string, mark string) []string {
	for i := range words {
		words[i] += mark
	}
	return words
}

// valueOf offers what a field of a type may hold, as far as that is known.
func valueOf(t parse.FieldType, ix *index.Index) offer {
	if words := ix.Reader().Words(t); words != nil {
		return oneOf(words...)
	}
	if t.HoldsLinks() {
		return links
	}
	return func(completing) []string { return nil }
}

// fieldWords offers what the flag of a field may hold: a name stands there as it
// is.
func fieldWords(c completing, t parse.FieldType) []string {
	if t.HoldsLinks() {
		return offerNames(hasName)(c)
	}
	return valueOf(t, c.ix)(c)
}

// links offers names as links.
func links(c completing) []string {
	c.begun = strings.TrimLeft(c.begun, "[")
	out := offerNames(hasName)(c)
	for i, name := range out {
		out[i] = "[[" + name + "]]"
	}
	return out
}

// either offers what two offers do.
func either(first, second offer) offer {
	return func(c completing) []string { return append(first(c), second(c)...) }
}

// offerQuery offers the keys of queries, and behind one its words or names.
func offerQuery(c completing) []string {
	sign := ""
	if rest, not := strings.CutPrefix(c.begun, "-"); not {
		sign, c.begun = "-", rest
	}
	if strings.HasPrefix(c.begun, "[[") {
		return prefixed(sign, links(c))
	}
	key, value, ok := strings.Cut(c.begun, ":")
	if !ok {
		return prefixed(sign, behind(oneOf(c.ix.QueryKeys()...)(c), ":"))
	}
	before := sign + key + ":"
	words, t := c.ix.QueryWords(key)
	c.begun = value
	if words != nil {
		return prefixed(before, several("|", oneOf(words...))(c))
	}
	return prefixed(before, several("|", valueOf(t, c.ix))(c))
}
