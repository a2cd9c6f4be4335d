package disk

// readRegular reads an open file that must be regular and of a note's size.
// read returns no byte and no error at the file's end.
func readRegular(regular bool, size int64, read func([]byte) (int, error)) ([]byte, error) {
	if !regular {
		return nil, &Unfit{NotRegular, "not a regular file, so it is not opened", "move it out of the folder"}
	}
	if size > MaxNote {
		return nil, RefuseTooLarge()
	}
	source := make([]byte, 0, size+1)
	for {
		room := cap(source) - len(source)
		n, err := read(source[len(source):cap(source)])
		if err != nil {
			return nil, err
		}
		source = source[:len(source)+n]
		if n == 0 || int64(len(source)) == size && n < room {
			return source, CheckSource(source)
		}
		if len(source) > MaxNote {
			return nil, RefuseTooLarge()
		}
		if len(source) == cap(source) {
			source = append(source, 0)[:len(source)]
		}
	}
}

// RefuseTooLarge is what is said of a file larger than MaxNote.
func RefuseTooLarge() error {
	return &Unfit{TooLarge, "larger than 16 MiB, so it is not read", "split it, or exclude it in netnotes.yaml"}
}
