// Package amend has the commands that change what is written: done, set, snooze and
// skip, spread, milestone, rename, merge, forget, edit, undo, and ask and triage, which
// put a question about each. A file is a command.
package amend
