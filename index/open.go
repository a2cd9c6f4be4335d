package index

import (
	"io"
	"io/fs"
	"os"
)

// readRegular reads an open file that must be regular and of a note's size.
func readRegular(f *os.File) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeType != 0 {
		return nil, &refusedError{NotRegular, "not a regular file, so it is not opened", "move it out of the folder"}
	}
	if info.Size() > maxNote {
		return nil, tooLarge()
	}
	source := make([]byte, 0, info.Size()+512)
	for {
		n, err := f.Read(source[len(source):cap(source)])
		source = source[:len(source)+n]
		if err == io.EOF {
			return source, checkSource(source)
		}
		if err != nil {
			return nil, err
		}
		if len(source) > maxNote {
			return nil, tooLarge()
		}
		if len(source) == cap(source) {
			source = append(source, 0)[:len(source)]
		}
	}
}

func tooLarge() error {
	return &refusedError{TooLarge, "larger than 16 MiB, so it is not read", "split it, or exclude it in netnotes.yaml"}
}
