package folder

import "netnotes/parse/txt"

// Issue is a problem with its file.
type Issue struct {
	Path string
	txt.Problem
}

// Problems of the folder, beside those of its notes.
const (
	UnknownSetting txt.Code = "unknown-setting"
	BadSetting     txt.Code = "bad-setting"
	Unreadable     txt.Code = "unreadable"
	LeavesFolder   txt.Code = "link-leaves-folder"
	ConflictCopy   txt.Code = "conflict-copy"
	PerhapsCopy    txt.Code = "perhaps-copy"
)
