package cli

import (
	"errors"
	"fmt"
	"strings"

	"netnotes/index"
	"netnotes/parse"
	"netnotes/report"
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

// hint says something useful on the side.
func (a *app) hint(format string, args ...any) {
	fmt.Fprintf(report.SafeWriter{To: a.env.Stderr}, "hint: %s\n", strings.ReplaceAll(fmt.Sprintf(format, args...), "\n", " "))
}

// errProblems ends check with status 1 without a message of its own.
var errProblems = errors.New("problems found")

// refused gives what stopped a write the voice of the command line.
func refused(err error) error {
	var refusal *index.Refusal
	var edit *parse.EditError
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
