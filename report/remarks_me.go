package report

import (
	"slices"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report/form"
	"netnotes/report/gaps"
)

// Remarks about what the user says of themselves and has not kept up.
const (
	oldMe    = "old-me"
	oldPitch = "old-pitch"
	oldWants = "old-wants"
)

// ofMe remarks a post taken that is not in targets.md, a pitch from before the
// present role, and wants that are past or met.
func ofMe(ix *index.Index, today date.Date, add addRemark) {
	t := ix.Targets()
	if t == nil {
		return
	}
	for _, n := range ix.Notes() {
		switch status := txt.FoldName(n.Text("status")); {
		case n.Kind == parse.LeadNote && (status == "accepted" || status == "hired") && len(n.List("org")) > 0 && !ix.SamePlace(n.List("org"), t.Me.Orgs):
			add(t.Note, oldMe, n.Name+" is "+status+", and me.org in "+t.Note.Path+" is not "+n.Plain("org"), txt.Command("edit", t.Note.Path))
		case n.Kind == parse.PitchNote:
			if dated := pitchDay(n); !dated.IsZero() && !t.Me.Since.IsZero() && dated.To.Before(t.Me.Since.From) {
				add(n, oldPitch, "the pitch is of "+form.FullDay(dated.To)+", before your present role", txt.Command("edit", n.Path))
			}
		}
	}
	past, dated := true, false
	for _, w := range t.Wants {
		if !w.By.IsZero() {
			dated, past = true, past && w.By.Before(today)
		}
	}
	g := gaps.New(ix, today)
	met := len(t.Wants) > 0 && !slices.ContainsFunc(g.Wanted(), func(s gaps.WantState) bool { return s.State != gaps.WantMet })
	switch {
	case met:
		add(t.Note, oldWants, "all wants are met", txt.Command("edit", t.Note.Path))
	case dated && past:
		add(t.Note, oldWants, "the day of every want is past", txt.Command("edit", t.Note.Path))
	}
}

// pitchDay is the day on which a pitch was last true.
func pitchDay(n *parse.Note) date.When {
	for i := range n.Fields() {
		if f := &n.Fields()[i]; txt.FoldName(f.Key) == "date" {
			day, _ := date.Parse(f.Text()) // a day that is none says nothing
			return day
		}
	}
	return date.When{}
}
