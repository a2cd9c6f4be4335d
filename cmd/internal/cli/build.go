package cli

import (
	"fmt"
	"os"
)

// Build tells this program from another build of it.
func Build() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprint(Version, info.ModTime().UnixNano(), info.Size())
}
