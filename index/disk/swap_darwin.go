package disk

import "golang.org/x/sys/unix"

// swapNames lets two files change names in one step.
func swapNames(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
