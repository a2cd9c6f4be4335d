// Package edit changes notes. An edit makes one span of a note another text and
// is proven: the note that comes of it is read as any other is, and where more
// reads differently than was asked for, the edit is refused and the note stays as
// it is. So no edit has to understand all that a note may hold, and none can lose
// what it does not understand.
//
//	edit.go      change and prove: the one way in which all others go
//	field.go     a field of the front matter: SetField, AddItem, RemoveItem
//	log.go       log lines and where they go: InsertEntry, InsertEntries
//	bullets.go   a bullet in a section: AddBullet
//	entry.go     one line instead of another: ReplaceEntry
//	task.go      promises: Tick, Cancel, Reopen, AddPromise
//	names.go     another name, and links that follow one: SetName, Rewrite
//	mend.go      a fix of a problem: Mend
//	join.go      two notes about one person made one: Join
//	redact.go    a note without what is private: Redact
//	template.go  a new note of a template: Fill
package edit
