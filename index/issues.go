package index

import "netnotes/parse/txt"

// Issue is a problem with its file.
type Issue struct {
	Path string
	txt.Problem
}

// Problems of the folder and between notes, beside those of one note.
const (
	UnknownSetting txt.Code = "unknown-setting"
	BadSetting     txt.Code = "bad-setting"
	Unreadable     txt.Code = "unreadable"
	LeavesFolder   txt.Code = "link-leaves-folder"
	ConflictCopy   txt.Code = "conflict-copy"
	PerhapsCopy    txt.Code = "perhaps-copy"
	Ambiguous      txt.Code = "ambiguous-link"
	SameName       txt.Code = "same-name"
	Ghost          txt.Code = "no-note"
	CaseTwin       txt.Code = "case-twin"
	LooseLink      txt.Code = "loose-link"
	TwinNotes      txt.Code = "twins"

	NobodyRecognised txt.Code = "nobody-recognised"
)
