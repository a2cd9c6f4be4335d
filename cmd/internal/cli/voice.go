package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse/edit"
	"netnotes/report/form"
)

// Exit statuses, the same for every command.
const (
	exitFine     = 0 // also when something is due
	exitProblems = 1 // check found problems
	exitUsage    = 2 // wrong usage, or a name that is unknown or ambiguous
	exitFailed   = 3 // the work could not be done
)

// failure is an error with its exit status and something to type.
type failure struct {
	status     int
	text, hint string
}

func (f *failure) Error() string { return f.text }

// One voice. Every message is one of these: "netnotes: " and a sentence in
// lower case without a full stop; then, where there is something to type,
// "hint: " and that. Names of the user's files and people stand as they are.
// No message shows a chain of errors or the state of the program.

func usage(hint, format string, args ...any) error {
	return &failure{exitUsage, fmt.Sprintf(format, args...), hint}
}

func failed(hint, format string, args ...any) error {
	return &failure{exitFailed, fmt.Sprintf(format, args...), hint}
}

// listed writes names with commas and a word before the last one.
func listed(names []string, word string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// withHint is a failure with another hint.
func withHint(err error, hint string) error {
	var f *failure
	if errors.As(err, &f) {
		return &failure{f.status, f.text, hint}
	}
	return err
}

// complain says what went wrong: at the end of a command, or with an answer before
// it is asked again.
func (a *app) complain(err error) {
	text, hint := err.Error(), ""
	var f *failure
	if errors.As(refused(err), &f) {
		text, hint = f.text, f.hint
	}
	a.speak("netnotes: ", text)
	if hint != "" {
		a.speak("hint: ", hint)
	}
}

// hint says something useful on the side.
func (a *app) hint(format string, args ...any) { a.speak("hint: ", fmt.Sprintf(format, args...)) }

// speak writes a message, broken between words where the terminal is narrow. One
// with a command that is wider than the terminal stays whole, to be pasted.
func (a *app) speak(who, text string) {
	text = strings.ReplaceAll(text, "\n", " ")
	lines := form.Folded(who+text, a.env.Width)
	if at := strings.Index(text, "netnotes "); at >= 0 && !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, text[at:]) }) {
		lines = []string{who + text}
	}
	fmt.Fprintln(form.SafeWriter{To: a.env.Stderr}, strings.Join(lines, "\n"))
}

// errProblems ends check with status 1 without a message of its own.
var errProblems = errors.New("problems found")

// refused gives what stopped a write the voice of the command line.
func refused(err error) error {
	var refusal *disk.Refusal
	var edit *edit.Error
	switch {
	case errors.As(err, &refusal):
		return failed(refusal.Hint, "%s", refusal.Text)
	case errors.As(err, &edit) && edit.Usage:
		return usage(edit.Hint, "%s", edit.Text)
	case errors.As(err, &edit):
		return failed(edit.Hint, "%s", edit.Text)
	}
	return err
}
