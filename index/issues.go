package index

import (
	"netnotes/index/folder"
	"netnotes/parse/txt"
)

// Problems between notes, beside those of one note and of the folder.
const (
	Ambiguous txt.Code = "ambiguous-link"
	SameName  txt.Code = "same-name"
	Ghost     txt.Code = "no-note"
	CaseTwin  txt.Code = "case-twin"
	LooseLink txt.Code = "loose-link"
	TwinNotes txt.Code = "twins"

	NobodyRecognised txt.Code = "nobody-recognised"
)

// FolderIssues are those of reading the folder.
func (ix *Index) FolderIssues() []folder.Issue { return ix.folder }
