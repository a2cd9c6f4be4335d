package today

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"netnotes/cmd/internal/cli/amend"
	"netnotes/cmd/internal/cli/app"
	"netnotes/parse"
	"netnotes/report"
	"netnotes/report/due"
	"netnotes/report/form"
)

// binding is a key of the screen.
type binding struct {
	keys []string
	name string // for the help; empty for another way to say the same
	does string
	do   func(w *watching, s *screen)
}

// bindings are the keys of the screen, as the help lists them.
func bindings() []binding {
	step := func(n int) func(*watching, *screen) {
		return func(_ *watching, s *screen) { s.selected = min(max(0, s.selected+n), len(s.items)-1) }
	}
	scroll := func(n int) func(*watching, *screen) {
		return func(_ *watching, s *screen) { s.turn(n) }
	}
	return []binding{
		{[]string{"j", "\x1b[B", "\x1bOB"}, "j ↓", "the next one", step(1)},
		{[]string{"k", "\x1b[A", "\x1bOA"}, "k ↑", "the one before", step(-1)},
		{[]string{" ", "\x1b[6~"}, "Space", "a screen on", scroll(1)},
		{[]string{"b", "\x1b[5~"}, "b", "a screen back", scroll(-1)},
		{[]string{"g"}, "g G", "the first one, the last one", func(_ *watching, s *screen) { s.selected = 0 }},
		{[]string{"G"}, "", "", func(_ *watching, s *screen) { s.selected = len(s.items) - 1 }},
		{[]string{"d"}, "d", "done: tick it, or write the line that closes it", (*watching).pressDone},
		{[]string{"l"}, "l", "log what happened, in a sentence", (*watching).pressLog},
		{[]string{"s"}, "s", "snooze the person until a day", (*watching).pressSnooze},
		{[]string{"w"}, "w", "why it is here", (*watching).pressWhy},
		{[]string{"u"}, "u", "undo the last write", func(w *watching, s *screen) { w.runCommand(s, "undo") }},
		{[]string{"e", keyEnter}, "e Enter", "edit the note at the line", (*watching).pressEdit},
		{[]string{"/"}, "/", "filter by a query or some words", (*watching).pressFilter},
		{[]string{keyEscape}, "Esc", "back, and out of the filter", func(w *watching, s *screen) {
			s.filter = ""
			w.fill(s)
		}},
		{[]string{"?"}, "?", "these keys", (*watching).pressHelp},
		{[]string{"q", keyInterrupt, keyEnd}, "q", "ends", nil},
	}
}

// press does what a key means, and reports whether that is to end.
func (w *watching) press(s *screen, key string) (end bool) {
	if !w.began {
		return slices.Contains([]string{"q", keyInterrupt, keyEnd}, key)
	}
	all := bindings()
	i := slices.IndexFunc(all, func(b binding) bool { return slices.Contains(b.keys, key) })
	switch {
	case i >= 0 && all[i].do == nil && (s.page == nil || key != "q"):
		return true
	case s.page != nil:
		w.turnPage(s, key)
		return false
	case i < 0:
		s.say("? tells the keys")
		return false
	}
	s.say("")
	all[i].do(w, s)
	return false
}

// turnPage scrolls a page of text, or goes back to the list.
func (w *watching) turnPage(s *screen, key string) {
	moves := map[string]int{"j": 1, "\x1b[B": 1, "\x1bOB": 1, "k": -1, "\x1b[A": -1, "\x1bOA": -1, " ": s.rows - 2, "\x1b[6~": s.rows - 2, "b": 2 - s.rows, "\x1b[5~": 2 - s.rows}
	if n := moves[key]; n != 0 && len(s.page) > s.rows-1 {
		s.offset += n
		return
	}
	s.page, s.offset = nil, 0
}

// turn goes a screen on or back.
func (s *screen) turn(n int) {
	if len(s.items) == 0 {
		s.offset += n * max(1, s.rows-2)
		return
	}
	to := s.items[s.selected] + n*max(1, s.rows-2)
	for s.selected+n >= 0 && s.selected+n < len(s.items) && (s.items[s.selected]-to)*n < 0 {
		s.selected += n
	}
}

// show shows a text until the next key.
func (s *screen) show(text []byte) {
	s.offset, s.page = 0, strings.Split(strings.TrimRight(string(text), "\n"), "\n")
}

// on is what is selected; where nothing is, it says so.
func (s *screen) on() *due.Item {
	it := s.item()
	if it == nil {
		s.say("nothing is selected")
	}
	return it
}

// pressDone does what ticking the item's box in Today.md means.
func (w *watching) pressDone(s *screen) {
	it := s.on()
	if it == nil {
		return
	}
	box := w.list.Box(it)
	said := ""
	switch box.Ticking() {
	case due.TickNothing:
		s.say("there is nothing to tick here: l logs what happened, e opens the note")
		return
	case due.TickLine:
		answer, ok := w.askOnScreen(s, fmt.Sprintf("%s, in a few words (Enter: %s): ", it.Name, box.Sentence()), "")
		if !ok {
			return
		}
		said = answer
	}
	w.asApp(s, func(a *app.App) error {
		return a.Locked(func(wr *app.Writing) error {
			edit := &ticking{Writing: wr, list: w.list}
			if err := edit.close(box, said); err != nil {
				return app.Refused(err)
			}
			return wr.Commit("done", wr.Changes())
		})
	})
}

func (w *watching) pressLog(s *screen) {
	it := s.on()
	if it == nil {
		return
	}
	n := w.noteOf(it)
	who := []string{it.Whose()}
	if n == nil || n.Kind != parse.ContactNote {
		who = nil // the sentence says with whom
	}
	if said, ok := w.askOnScreen(s, "log "+it.Name+": ", ""); ok && said != "" {
		w.runCommand(s, append(append([]string{"log", "--"}, who...), said)...)
	}
}

func (w *watching) pressSnooze(s *screen) {
	it := s.on()
	if it == nil {
		return
	}
	if until, ok := w.askOnScreen(s, "rest "+it.Name+" until (3w, fri, 2027-01-04, and why): ", ""); ok && until != "" {
		w.runCommand(s, append([]string{"snooze", "--", it.Whose()}, strings.Fields(until)...)...)
	}
}

func (w *watching) pressWhy(s *screen) {
	it := s.on()
	if it == nil {
		return
	}
	n := w.noteOf(it)
	if n == nil {
		s.say("the note is no longer there")
		return
	}
	if p := w.ix.Person(n); p != nil {
		s.show(due.MakeWhy(w.ix, p, w.today).Text(w.Style()))
		return
	}
	s.show(report.MakeCard(w.ix, n, w.today).Text(w.Style()))
}

// noteOf is the note an item is about.
func (w *watching) noteOf(it *due.Item) *parse.Note {
	notes := w.ix.Notes()
	if i := slices.IndexFunc(notes, func(n *parse.Note) bool { return n.Path == it.Whose() }); i >= 0 {
		return notes[i]
	}
	return nil
}

func (w *watching) pressFilter(s *screen) {
	text, ok := w.askOnScreen(s, "filter: ", s.filter)
	if !ok {
		return
	}
	if _, err := app.ReadQuery(w.ix, strings.Fields(text)); err != nil {
		s.sayFailure(err)
		return
	}
	s.filter, s.selected = text, 0
	w.fill(s)
}

func (w *watching) pressHelp(s *screen) {
	lines := []string{"Keys", ""}
	for _, b := range bindings() {
		if b.name != "" {
			lines = append(lines, form.Folded(fmt.Sprintf("%-9s%s", b.name, b.does), s.columns)...)
		}
	}
	s.page, s.offset = lines, 0
}

// pressEdit leaves the screen for the user's editor and comes back.
func (w *watching) pressEdit(s *screen) {
	it := s.on()
	if it == nil {
		return
	}
	editor := amend.Editor(w.App)
	if editor == "" {
		s.say("no editor is set\n" + amend.SetEditor())
		return
	}
	file, line := cmp.Or(it.Path, it.Whose()), it.Line
	fmt.Fprint(w.Env.Stdout, screenClose)
	s.restore()
	w.end.Editing.Store(true)
	editor, file = atLine(editor, filepath.Join(w.root, filepath.FromSlash(file)), line)
	err := w.Env.RunEditor(w.end, editor, file)
	w.end.Editing.Store(false)
	if err != nil {
		s.say("the editor ended with an error")
	}
	if s.restore, err = w.Env.Raw(); err != nil {
		s.restore = func() {}
	}
	fmt.Fprint(w.Env.Stdout, screenOpen)
}

// runCommand runs one of the program's own commands in the folder, shows what it
// says and puts its questions on the screen.
func (w *watching) runCommand(s *screen, args ...string) {
	w.asApp(s, func(a *app.App) error {
		options := []string{"--dir", a.Dir, "--color", a.Color, fmt.Sprintf("--no-cache=%v", a.NoCache)}
		if a.AsToday != "" {
			options = append(options, "--today", a.AsToday)
		}
		args = append(options, args...)
		return a.Execute(a.Commands(a, args), args)
	})
}

// asApp does something as a run of the program of its own would, whose words and
// questions come on the screen, and then looks at the folder anew.
func (w *watching) asApp(s *screen, do func(a *app.App) error) {
	var out, said bytes.Buffer
	env := w.Env
	env.Stdin, env.Stdout, env.Stderr = &asked{watching: w, s: s, said: &said}, &out, &said
	env.Terminal, env.Asks, env.Progress, env.Raw, env.Context = false, true, nil, nil, w.end
	a := &app.App{Env: env, Color: "never", Dir: w.root, AsToday: w.App.AsToday, NoCache: w.NoCache, Commands: w.Commands}
	err := do(a)
	s.say(out.String() + said.String())
	if err != nil {
		s.sayFailure(err)
	}
	snapshot, err := w.Live.Refresh()
	if err == nil {
		err = w.take(snapshot)
	}
	if err != nil {
		s.sayFailure(err)
		return
	}
	kept := s.said
	w.fill(s)
	if len(kept) > 0 {
		s.said, s.noticed = kept, false
	}
}

// sayFailure shows what went wrong, and what to do about it.
func (s *screen) sayFailure(err error) {
	f := app.FailureOf(err)
	s.say(f.Text + "\n" + f.Hint)
}

// atLine is a command of an editor that opens a file at a line, in the way of the
// editors that have one.
func atLine(editor, file string, line int) (command, at string) {
	words := strings.Fields(editor)
	if line <= 0 || len(words) == 0 {
		return editor, file
	}
	switch name := strings.TrimSuffix(filepath.Base(words[0]), ".exe"); name {
	case "vi", "vim", "nvim", "view", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ne", "jed":
		return fmt.Sprintf("%s +%d", editor, line), file
	case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf":
		return editor + " --goto", fmt.Sprintf("%s:%d", file, line)
	case "hx", "helix", "subl", "zed":
		return editor, fmt.Sprintf("%s:%d", file, line)
	}
	return editor, file
}
