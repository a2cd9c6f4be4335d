package app

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse/edit"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// Exit statuses, the same for every command.
const (
	ExitFine     = 0 // also when something is due
	ExitProblems = 1 // check found problems
	ExitUsage    = 2 // wrong usage, or a name that is unknown or ambiguous
	ExitFailed   = 3 // the work could not be done
)

// Failure is an error with its exit status and something to type.
type Failure struct {
	Status     int
	Text, Hint string

	typed, meant string // a name that nobody or several have, and the one that the hint offers
}

// Error is what is said of it; the hint is said beside it.
func (f *Failure) Error() string { return f.Text }

// One voice. Every message is one of these: "netnotes: " and a sentence in
// lower case without a full stop; then, where there is something to type,
// "hint: " and that. Names of the user's files and people stand as they are.
// No message shows a chain of errors or the state of the program.

// Usage is a failure by what was typed.
func Usage(hint, format string, args ...any) error {
	return &Failure{Status: ExitUsage, Text: fmt.Sprintf(format, args...), Hint: hint}
}

// Failed is a failure of the work itself.
func Failed(hint, format string, args ...any) error {
	return &Failure{Status: ExitFailed, Text: fmt.Sprintf(format, args...), Hint: hint}
}

// Listed writes names with commas and a word before the last one.
func Listed(names []string, word string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// Retyped makes of the command that a hint offers instead of a misspelled one the
// whole of what was typed, with another name in it.
func (f *Failure) Retyped(args []string) {
	before, offered, _ := strings.Cut(f.Hint, "netnotes ")
	verb, _, _ := strings.Cut(offered, " ")
	args = args[max(slices.Index(args, verb), 0):]
	if f.meant == "" || args[0] != verb || strings.HasPrefix(f.meant, "-") {
		return
	}
	for i := 1; i < len(args); i++ {
		for j := i + 1; j <= len(args); j++ {
			if strings.Join(args[i:j], " ") == f.typed {
				f.Hint = before + "netnotes"
				for _, word := range slices.Concat(args[:i], []string{f.meant}, args[j:]) {
					f.Hint += " " + txt.ShellWord(word)
				}
				return
			}
		}
	}
}

// WithHint is a failure with another hint.
func WithHint(err error, hint string) error {
	var f *Failure
	if errors.As(err, &f) {
		return &Failure{Status: f.Status, Text: f.Text, Hint: hint}
	}
	return err
}

// Complain says what went wrong: at the end of a command, or with an answer before
// it is asked again.
func (a *App) Complain(err error) {
	text, hint := err.Error(), ""
	var f *Failure
	if errors.As(Refused(err), &f) {
		text, hint = f.Text, f.Hint
	}
	a.speak("netnotes: ", text)
	if hint != "" {
		a.speak("hint: ", hint)
	}
}

// Hint says something useful on the side.
func (a *App) Hint(format string, args ...any) { a.speak("hint: ", fmt.Sprintf(format, args...)) }

// speak writes a message, broken between words where the terminal is narrow. One
// with a command that is wider than the terminal stays whole, to be pasted.
func (a *App) speak(who, text string) {
	text = strings.ReplaceAll(text, "\n", " ")
	lines := form.Folded(who+text, a.Env.Width)
	if at := strings.Index(text, "netnotes "); at >= 0 && !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, text[at:]) }) {
		lines = []string{who + text}
	}
	fmt.Fprintln(form.SafeWriter{To: a.Env.Stderr}, strings.Join(lines, "\n"))
}

// ErrProblems ends check with status 1 without a message of its own.
var ErrProblems = errors.New("problems found")

// Refused gives what stopped a write the voice of the command line.
func Refused(err error) error {
	var refusal *disk.Refusal
	var edit *edit.Error
	switch {
	case errors.As(err, &refusal):
		return Failed(refusal.Hint, "%s", refusal.Text)
	case errors.As(err, &edit) && edit.Usage:
		return Usage(edit.Hint, "%s", edit.Text)
	case errors.As(err, &edit):
		return Failed(edit.Hint, "%s", edit.Text)
	}
	return err
}

// FailureOf is what to tell of an error.
func FailureOf(err error) *Failure {
	var f *Failure
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, new(*fs.PathError)):
		return Failed("check where the output goes", "cannot write the answer").(*Failure)
	}
	return Usage("netnotes help", "%s", FirstLine(err.Error())).(*Failure) // cobra's own errors are about usage
}

// FirstLine is a text up to the end of its first line.
func FirstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
