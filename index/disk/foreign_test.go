package disk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWriteOutputStaysInItsFolder writes a file where only its folder has room
// for another, and removes what a killed writing left there.
func TestWriteOutputStaysInItsFolder(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "out")
	old, fresh := filepath.Join(dir, NewToken()), filepath.Join(dir, NewToken())
	writeText(t, old, "half")
	writeText(t, fresh, "somebody is at it")
	long := time.Now().Add(-2 * leftAfter)
	if err := os.Chtimes(old, long, long); err != nil {
		t.Fatal(err)
	}
	for i := range tempTries {
		writeText(t, dir+strings.Repeat(retried, i+1), "") // no name beside the folder is free
	}
	for _, text := range []string{"1\n", "2\n"} {
		if err := WriteOutput(filepath.Join(dir, "x.csv"), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if got := tree(t, outer); got["out/x.csv"] != "2\n" || len(got) != 3+tempTries || got["out/"+filepath.Base(fresh)] == "" {
		t.Error(got)
	}
}
