package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"netnotes/parse/txt"
)

// MaxNote is the largest file that is read, in bytes: no person writes a note
// this long.
const MaxNote = 16 << 20

// Reasons not to believe a file to be a note.
const (
	NotRegular txt.Code = "not-a-file"
	TooLarge   txt.Code = "too-large"
	HasNUL     txt.Code = "has-nul"
)

// Unfit is a file that is not believed to be a note.
type Unfit struct {
	Code       txt.Code
	Text, Hint string
}

func (e *Unfit) Error() string { return e.Text }

// IsNote reports whether a file's name is that of a note.
func IsNote(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// CheckSource refuses what is no text.
func CheckSource(source []byte) error {
	i := bytes.IndexByte(source, 0)
	if i < 0 {
		return nil
	}
	text, hint := "holds a NUL byte, so it is not read", "move it out of the folder, or exclude it in netnotes.yaml"
	if i < 2 || source[0] == 0xff && source[1] == 0xfe || source[0] == 0xfe && source[1] == 0xff {
		text, hint = "is UTF-16, so it is not read", "save it as UTF-8"
	}
	return &Unfit{HasNUL, text, hint}
}

// Reason strips the operation and the path from a system error.
func Reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	var linkErr *os.LinkError
	if errors.As(err, &linkErr) {
		return linkErr.Err
	}
	return err
}

// Refusal is a write that was not done; every file is as it was.
type Refusal struct {
	Text, Hint string
}

func (r *Refusal) Error() string { return r.Text }

// Refuse is a Refusal with its words made as Printf makes them.
func Refuse(hint, format string, args ...any) error {
	return &Refusal{fmt.Sprintf(format, args...), hint}
}

// SettingsFile marks the root of a folder and holds its settings.
const SettingsFile = "netnotes.yaml"
