package facts

import (
	"encoding/hex"
	"testing"
)

// TestBlobID holds ids against those that git hash-object says, in both kinds of
// repositories.
func TestBlobID(t *testing.T) {
	for _, c := range []struct{ source, id string }{
		{"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"},
		{"# Ada\n", "95285ac337ee9a83a05385b68b0b92d0caaaab9e"},
		{"", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"},
		{"# Ada\n", "7aa3e37bf7fbb6f5d2cf1ccb17b967a1ea63b5fa40d68dc15555c498191c66ed"},
	} {
		if got := hex.EncodeToString(blobID([]byte(c.source), hex.DecodedLen(len(c.id)))); got != c.id {
			t.Errorf("%q is %s, not %s", c.source, got, c.id)
		}
	}
}
