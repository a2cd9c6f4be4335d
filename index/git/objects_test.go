package git

import (
	"strings"
	"testing"
)

// TestEntries reads trees: a name that leads out of its folder, or to the folder
// itself, is damage.
func TestEntries(t *testing.T) {
	id := strings.Repeat("\x01", 20)
	tree := func(entries ...string) Object {
		return Object{ID: strings.Repeat("0", 40), Kind: "tree", Data: []byte(strings.Join(entries, ""))}
	}
	list, err := Entries("people", tree("100644 ada.md\x00"+id, "120000 link.md\x00"+id, "40000 b\x00"+id, "160000 other\x00"+id))
	if err != nil || len(list) != 2 || list[0] != (Entry{"people/ada.md", id, false}) || list[1] != (Entry{"people/b", id, true}) || list[0].Hex() != strings.Repeat("01", 20) {
		t.Errorf("read are %v: %v", list, err)
	}
	for _, damaged := range []string{"100644 ../ada.md\x00" + id, "40000 ..\x00" + id, "40000 .\x00" + id, "40000 \x00" + id, "100644 a/b.md\x00" + id, "100644 ada.md\x00" + id[1:], "100644", "100644 ada.md"} {
		if list, err := Entries("", tree(damaged)); err == nil {
			t.Errorf("%q is read as %v", damaged, list)
		}
	}
}
