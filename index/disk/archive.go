package disk

import (
	"archive/zip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// ForeignFile is a file of another program.
type ForeignFile struct {
	Name string
	Text []byte
}

// maxUnpacked is how much of an archive is unpacked, in bytes: a file made for
// the purpose unpacks to any size.
const maxUnpacked = 2 << 30

// ReadForeignFiles reads what another program wrote into one file, a folder or
// a zip archive: of a folder and an archive the files that are wanted by name,
// in the order of their names. Paths inside an archive lead nowhere.
func ReadForeignFiles(name string, wanted func(file string) bool) ([]ForeignFile, error) {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() && !isZip(name, info) {
		text, err := ReadForeign(name)
		if err != nil {
			return nil, err
		}
		return []ForeignFile{{name, text}}, nil
	}
	var files []ForeignFile
	if info.IsDir() {
		files, err = foreignFolder(name, wanted)
	} else {
		files, err = foreignArchive(name, wanted)
	}
	if err == nil && len(files) == 0 {
		err = Refuse("name one of its files", "there is no file in %s that can be read here", name)
	}
	return files, err
}

func isZip(name string, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	magic := make([]byte, 4)
	_, err = io.ReadFull(f, magic)
	return err == nil && string(magic) == "PK\x03\x04"
}

// foreignFolder reads the wanted files of a folder, one level deep.
func foreignFolder(name string, wanted func(string) bool) ([]ForeignFile, error) {
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, Refuse("allow yourself to read it", "cannot read %s: %v", name, Reason(err))
	}
	var out []ForeignFile
	for _, entry := range entries {
		if !wanted(entry.Name()) || !entry.Type().IsRegular() {
			continue
		}
		text, err := ReadForeign(filepath.Join(name, entry.Name()))
		if err != nil {
			return nil, err
		}
		out = append(out, ForeignFile{entry.Name(), text})
	}
	return out, nil
}

// foreignArchive unpacks the wanted files of a zip archive.
func foreignArchive(name string, wanted func(string) bool) ([]ForeignFile, error) {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, Refuse("download it again", "%s is not a whole zip archive", name)
	}
	defer archive.Close()
	files := slices.Clone(archive.File)
	slices.SortFunc(files, func(a, b *zip.File) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	var out []ForeignFile
	left := int64(maxUnpacked)
	for _, file := range files {
		if !file.Mode().IsRegular() || !wanted(path.Base(file.Name)) {
			continue
		}
		text, err := unpack(file, left)
		if err != nil {
			return nil, Refuse("download it again, or name one of its files", "%s cannot be unpacked: %s %v", name, path.Base(file.Name), err)
		}
		left -= int64(len(text))
		out = append(out, ForeignFile{path.Base(file.Name), text})
	}
	return out, nil
}

func unpack(file *zip.File, most int64) ([]byte, error) {
	most = min(most, 8*MaxForeign)
	if file.UncompressedSize64 > uint64(most) {
		return nil, errors.New("is larger than it may be")
	}
	f, err := file.Open()
	if err != nil {
		return nil, errors.New("is damaged")
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, errors.New("is damaged")
	case int64(len(text)) > most:
		return nil, errors.New("is larger than it may be")
	}
	return text, nil
}

// ForeignTree is a file or folder of another program that is too large to be
// read at once: the folder around it, and its name there.
func ForeignTree(name string) (tree fs.FS, base string, err error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", Refuse("check the name", "there is no file %s", name)
	case err != nil:
		return nil, "", Refuse("check the name", "cannot read %s: %v", name, Reason(err))
	case info.IsDir():
		return os.DirFS(name), ".", nil
	case !info.Mode().IsRegular():
		return nil, "", Refuse("name a file", "%s is not a regular file", name)
	}
	return os.DirFS(filepath.Dir(name)), filepath.Base(name), nil
}
