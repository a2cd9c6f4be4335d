package intake

import (
	"slices"
	"strings"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/index/intake"
	"netnotes/parse"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/bring"
	"netnotes/report/form"
)

// attend takes a list of attendees or speakers to an event: whom the notes know
// joins its attendees, and whom the user chooses goes under "## To meet".
func (r *importing) attend(in incoming, dryRun bool) error {
	n, err := r.Note("import csv --event", r.options.event, func(n *parse.Note) bool { return n.Kind == parse.EventNote })
	if err != nil {
		return err
	}
	event := r.Index.EventAt(n.Path)
	if event == nil {
		return app.Failed("name an event", "%s is no event", n.Path)
	}
	for i := range in.people.Drafts {
		in.people.Drafts[i].Add("status", string(parse.Wish))
	}
	plan := intake.Plan(r.Index, in.people, r.planOptions())
	if err := r.unknown(plan); err != nil {
		return err
	}
	again := "import " + r.source.name
	for _, m := range r.options.maps {
		again += " --map=" + txt.ShellWord(m)
	}
	value := bring.MakeAttending(r.Index, plan, event, r.file, txt.Command(again+" --yes --event=", r.options.event, r.file), in.people, r.Today)
	meet := r.wantedToMeet(&value)
	write := r.options.yes && !dryRun
	if !write {
		if err := r.tellAttending(value); err != nil {
			return err
		}
		if dryRun || !r.CanAsk() {
			return nil
		}
		meet = append(meet, r.askWhom(value)...)
		if len(meet)+len(value.Known) == 0 || !r.Confirm(app.SaidYes, "write it?") {
			return nil
		}
	}
	if err := r.writeAttending(n, plan, &value, meet); err != nil {
		return err
	}
	if write {
		return r.tellAttending(value)
	}
	return nil
}

func (r *importing) tellAttending(value bring.Attending) error {
	if r.JSON {
		return form.JSON(r.Env.Stdout, value)
	}
	return r.Print(value.Text)
}

// wantedToMeet are the strangers that --meet names.
func (r *importing) wantedToMeet(value *bring.Attending) []bring.Attendee {
	var out []bring.Attendee
	for _, who := range value.Strangers {
		if slices.ContainsFunc(r.options.meet, func(m string) bool { return m == "all" || txt.FoldName(m) == txt.FoldName(who.Name) }) {
			out = append(out, who)
			value.Meet = append(value.Meet, who.Name)
		}
	}
	return out
}

// askWhom asks for the numbers of those to meet.
func (r *importing) askWhom(value bring.Attending) []bring.Attendee {
	if len(value.Strangers) == 0 {
		return nil
	}
	var out []bring.Attendee
	for _, i := range pickSome(r.Writing.App, len(value.Strangers), "whom do you want to meet? numbers of the second list, all, or Enter for nobody:") {
		out = append(out, value.Strangers[i])
	}
	return out
}

// writeAttending writes the event's note, and with --new the notes of those who
// have none.
func (r *importing) writeAttending(event *parse.Note, plan intake.Import, value *bring.Attending, meet []bring.Attendee) error {
	reader, after := r.Index.Reader(), event
	var err error
	for _, who := range value.Known {
		n, noteErr := r.Fresh(who.Path)
		if noteErr != nil {
			return noteErr
		}
		if after, err = edit.AddItem(reader, after, "attendees", r.Index.LinkTo(event, n)); err != nil {
			return app.Refused(err)
		}
	}
	value.Meet = value.Meet[:0]
	for _, who := range meet {
		name := strings.NewReplacer("[", "", "]", "", "|", "").Replace(who.Name)
		if after, err = edit.AddBullet(reader, after, "To meet", "[ ] [["+name+"]]"); err != nil {
			return app.Refused(err)
		}
		value.Meet = append(value.Meet, who.Name)
	}
	changes := disk.Changed([]disk.Change{{Path: event.Path, Old: event.Source(), New: after.Source()}})
	if r.options.others {
		for _, c := range plan.Changes {
			if c.Old == nil {
				changes = append(changes, c)
			}
		}
	}
	warning, err := r.Store.Commit("import", changes)
	if err != nil {
		return app.Refused(err)
	}
	if warning != "" {
		r.App.Hint("%s", warning)
	}
	value.Written = len(changes) > 0
	return nil
}
