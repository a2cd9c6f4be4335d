//go:build !unix

package index

import "os"

// readFile reads a regular file; the listing has left out links and devices.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readRegular(f)
}
