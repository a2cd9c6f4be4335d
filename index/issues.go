package index

import "netnotes/parse"

// Issue is a problem with its file.
type Issue struct {
	Path string
	parse.Problem
}

// Problems of the folder and between notes, beside those of one note.
const (
	UnknownSetting parse.Code = "unknown-setting"
	BadSetting     parse.Code = "bad-setting"
	Unreadable     parse.Code = "unreadable"
	LeavesFolder   parse.Code = "link-leaves-folder"
	ConflictCopy   parse.Code = "conflict-copy"
	PerhapsCopy    parse.Code = "perhaps-copy"
	Ambiguous      parse.Code = "ambiguous-link"
	SameName       parse.Code = "same-name"
	Ghost          parse.Code = "no-note"
	CaseTwin       parse.Code = "case-twin"
	LooseLink      parse.Code = "loose-link"
	TwinNotes      parse.Code = "twins"

	NobodyRecognised parse.Code = "nobody-recognised"
)
