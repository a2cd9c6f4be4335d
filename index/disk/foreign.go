package disk

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// MaxForeign is the largest file of another program that is read, in bytes.
// Ten thousand people are two megabytes of text; more is pictures.
const MaxForeign = 32 << 20

// ReadForeign reads a file of another program, which may lie anywhere.
func ReadForeign(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Refuse("check the name", "there is no file %s", name)
	case err != nil:
		return nil, Refuse("check the name", "cannot read %s: %v", name, Reason(err))
	case info.IsDir():
		return nil, Refuse("name a file in it", "%s is a folder", name)
	case !info.Mode().IsRegular():
		return nil, Refuse("name a file", "%s is not a regular file", name)
	case info.Size() > MaxForeign:
		return nil, foreignTooLarge(name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, Refuse("allow yourself to read it", "cannot read %s: %v", name, Reason(err))
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, MaxForeign+1))
	switch {
	case err != nil:
		return nil, Refuse("export it again", "cannot read %s: %v", name, Reason(err))
	case len(source) > MaxForeign:
		return nil, foreignTooLarge(name)
	}
	return source, nil
}

func foreignTooLarge(name string) error {
	return Refuse("export it without pictures, or in parts", "%s is larger than 32 MiB, so it is not read", name)
}

// WriteOutput writes a file that is no note, such as an export, whole or not at
// all. A file that says the same already is left alone.
func WriteOutput(name string, source []byte) error { return writeOutput(name, source, 0o666) }

// KeepOutput is WriteOutput for a file that is kept current: a new one is the
// user's alone to read.
func KeepOutput(name string, source []byte) error { return writeOutput(name, source, 0o600) }

func writeOutput(name string, source []byte, mode fs.FileMode) error {
	if IsNote(name) || filepath.Base(name) == SettingsFile {
		return Refuse("choose a name with another ending", "%s would be a note or the settings", name)
	}
	target := name
	info, err := os.Stat(name)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return Refuse("name a file after -o", "%s is not a regular file", name)
	case err == nil:
		if target, err = filepath.EvalSymlinks(name); err != nil {
			return Refuse("check the name after -o", "cannot write %s: %v", name, Reason(err))
		}
		if old, err := os.ReadFile(target); err == nil && bytes.Equal(old, source) {
			return nil
		}
	}
	return replaceOutput(target, source, info, mode)
}

// replaceOutput puts a file in the place of the one that info describes; nil
// where there is none.
func replaceOutput(target string, source []byte, info fs.FileInfo, mode fs.FileMode) error {
	dir := filepath.Dir(target)
	temp, err := WriteTemp(filepath.Join(dir, NewToken()), source, mode, func(f *os.File) error {
		if info == nil {
			return nil
		}
		return keepAttributes(f, target, info)
	})
	if err == nil {
		Sweep(dir, temp)
		if err = os.Rename(temp, target); err != nil {
			os.Remove(temp)
		}
	}
	if err == nil {
		err = syncFolder(dir)
	}
	var refusal *Refusal
	if err == nil || errors.As(err, &refusal) {
		return err
	}
	return Refuse("check the name after -o, and the disk", "cannot write %s: %v", target, Reason(err))
}
