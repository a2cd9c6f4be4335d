package app

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Completing is a word of the command line that a shell asks about.
type Completing struct {
	ix    *index.Index
	args  []string // before it
	begun string   // what is typed of it, without the shell's quotes
}

// offer lists what may stand in the place of a word. What ends in "=" or ":"
// goes on.
type offer func(Completing) []string

// Complete offers words for each argument of a command, the last of them for all
// that follow.
func (a *App) Complete(offers ...offer) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		at := offers[min(len(args), len(offers)-1)]
		if at == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		ix, _, err := a.Open()
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var out []string
		directive := cobra.ShellCompDirectiveNoFileComp
		for _, word := range at(Completing{ix, args, begun}) {
			if word = Printable(word); word == "" {
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

// CompleteNames offers the names of the notes that a command takes as its first
// argument; accept looks at a note's kind alone.
func (a *App) CompleteNames(accept func(*parse.Note) bool) cobra.CompletionFunc {
	return a.Complete(OfferNames(accept), nil)
}

// OfferNames offers the notes a name of which has words that begin as those typed, in
// any order and case; where two have one name, their paths. What looks like a
// path is one.
func OfferNames(accept func(*parse.Note) bool) offer {
	return func(c Completing) []string {
		typed := txt.FormsOf(c.begun)
		begin, all := typed.Begin(), c.ix.Notes()
		offered := make([]bool, len(all))
		parallel.Each(len(all), parallel.Batch, func(start, end int) {
			for i, n := range all[start:end] {
				offered[start+i] = n.Kind.HasName() && accept(&parse.Note{Kind: n.Kind}) &&
					(slices.ContainsFunc(n.Names(), begin) || strings.Contains(c.begun, "/") && strings.HasPrefix(n.Path, c.begun))
			}
		})
		found := map[string]int{}
		var notes []*parse.Note
		for i, n := range all {
			if offered[i] {
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

// Several is an offer for each part of a word, with a mark between the parts.
func Several(mark string, each offer) offer {
	return func(c Completing) []string {
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

// OneOf offers those of some words that begin as what is typed, in any case.
func OneOf(words ...string) offer {
	return func(c Completing) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(txt.FoldKey(w), txt.FoldKey(c.begun)) })
	}
}

// OfferAssignments offers FIELD= of the note named first, and behind it the words of
// a closed list, or names.
func OfferAssignments(c Completing) []string {
	kind := parse.ContactNote
	if found := c.ix.Resolve(c.args[0], AnyNote); len(found) > 0 {
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
		return behind(OneOf(keys...)(c), "=")
	}
	before := key + "="
	name := strings.TrimRight(key, "+-")
	c.begun = value
	return prefixed(before, Several(",", valueOf(c.ix.Reader().FieldInfo(kind, name).Type, c.ix))(c))
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
		return OneOf(words...)
	}
	if t.HoldsLinks() {
		return links
	}
	return func(Completing) []string { return nil }
}

// FieldWords offers what the flag of a field may hold: a name stands there as it
// is.
func FieldWords(c Completing, t parse.FieldType) []string {
	if t.HoldsLinks() {
		return OfferNames(HasName)(c)
	}
	return valueOf(t, c.ix)(c)
}

// links offers names as links.
func links(c Completing) []string {
	c.begun = strings.TrimLeft(c.begun, "[")
	out := OfferNames(HasName)(c)
	for i, name := range out {
		out[i] = "[[" + name + "]]"
	}
	return out
}

// Either offers what two offers do.
func Either(first, second offer) offer {
	return func(c Completing) []string { return append(first(c), second(c)...) }
}

// OfferQuery offers the keys of queries, and behind one its words or names.
func OfferQuery(c Completing) []string {
	sign := ""
	if rest, not := strings.CutPrefix(c.begun, "-"); not {
		sign, c.begun = "-", rest
	}
	if strings.HasPrefix(c.begun, "[[") {
		return prefixed(sign, links(c))
	}
	key, value, ok := strings.Cut(c.begun, ":")
	if !ok {
		return prefixed(sign, behind(OneOf(c.ix.QueryKeys()...)(c), ":"))
	}
	before := sign + key + ":"
	words, t := c.ix.QueryWords(key)
	c.begun = value
	if words != nil {
		return prefixed(before, Several("|", OneOf(words...))(c))
	}
	return prefixed(before, Several("|", valueOf(t, c.ix))(c))
}
