package network

import (
	"fmt"
	"slices"
	"testing"

	"netnotes/index"
)

// TestBefore holds an earlier day of a network against the network of that day: who
// everybody is to the user, and who knows whom by what.
func TestBefore(t *testing.T) {
	notes := map[string]string{
		"groups/board.md":   "---\ntype: group\nkind: committee\nmembers: [\"[[Ada Park]]\", \"[[Perpetua Lang]]\"]\n---\n",
		"events/fair.md":    "---\ntype: event\nstart: 2026-09-20\nattendees: 9\n---\n\n## Met\n\n- [[Ada Park]]: maps\n- [[Cy Wren]]: trains\n",
		"events/picnic.md":  "---\ntype: event\nstart: 2026-10-04\nattendees: 9\n---\n\n## Met\n\n- [[Dee Holm]]: bread\n- [[Pearl Voss]]: salt\n- [[Cy Wren]]: trains\n",
		"contacts/ada.md":   "---\nname: Ada Park\norg: Oak\nsince: 2026-10-02\nknows: \"[[Dee Holm]]\"\n---\n\n## Log\n\n- 2026-10-03 coffee with [[Bo Lind]]\n- 2026-09 call with [[Cy Wren]]\n- 2026-10 call with [[Ned Orr]]\n",
		"contacts/bo.md":    "---\nname: Bo Lind\norg: Elm\norg_history: [\"2019/2026-10-03 Oak\"]\nemail: b@lind.example\nknows_not: \"[[Dee Holm]]\"\n---\n\n## Log\n\n- 2026-10-01 email to Bo: hello\n- 2024-09-30 coffee\n",
		"contacts/bo2.md":   "---\nname: Bo J. Lind\nemail: b@lind.example\n---\n\n## Log\n\n- 2026-10-05 coffee\n",
		"contacts/cy.md":    "---\nname: Cy Wren\norg: Oak\nsince: 2018\nmet_at: \"[[picnic]]\"\n---\n\n## Log\n\n- 2026-09-28 intro to [[Dee Holm]]\n",
		"contacts/dee.md":   "---\nname: Dee Holm\norg: Elm\nmet: 2026-10-04\ngroups: \"[[board]]\"\n---\n",
		"contacts/pearl.md": "---\nname: Pearl Voss\norg_history: [\"2010/2030 Oak\"]\n---\n\n## Log\n\n- 2026-10-06 tea with [[Ned Orr]] and [[Ada Park]]\n",
	}
	ix := read(t, notes)
	today := october()
	now := New(ix, today)
	for back := range 20 {
		day := today.AddDays(-back)
		if was, want := now.Before(day).all(ix), New(ix, day).all(ix); !slices.Equal(was, want) {
			for i := range want {
				if i >= len(was) || was[i] != want[i] {
					t.Fatalf("%v: %s, want %s", day, was[min(i, len(was)-1)], want[i])
				}
			}
		}
	}
}

// all is what a network says of everybody and of each pair.
func (w *Network) all(ix *index.Index) (out []string) {
	for i, m := range w.People {
		out = append(out, fmt.Sprint(m.Name, m.Counts, m.Double, m.Live, m.Current, m.Ago, m.Recent, m.Strength, len(m.Touches)))
		for j := range w.People {
			by := w.Ties.Between(i, j)
			path, line := by.Place()
			out = append(out, fmt.Sprint(i, j, by.Kind, by.Name, by.When, path, line))
		}
		for _, p := range w.Paths(i) {
			out = append(out, fmt.Sprint(i, p.First.Name, p.Then, p.Score))
		}
		for _, name := range []string{"Ned Orr", "Perpetua Lang"} {
			if ghost, ok := w.Ties.Ghost(name); ok {
				if by := w.Ties.Between(i, ghost); by.Kind != "" {
					out = append(out, fmt.Sprint(i, name, by.Kind, by.When))
				}
			}
		}
	}
	nodes := make([]int, len(ix.People()))
	for i := range nodes {
		nodes[i] = i
	}
	g := w.Ties.Graph(nodes)
	for i := range nodes {
		out = append(out, fmt.Sprint("near ", i, g.Neighbours(i)))
	}
	return append(out, fmt.Sprint(g.Components(), g.Bridges()))
}
