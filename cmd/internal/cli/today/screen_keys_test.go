package today

import "testing"

// TestAtLine opens each editor at a line in its own way.
func TestAtLine(t *testing.T) {
	for editor, want := range map[string]string{"nano": "nano +7 a b.md", "/usr/bin/nvim -R": "/usr/bin/nvim -R +7 a b.md", "code --wait": "code --wait --goto a b.md:7", "hx": "hx a b.md:7", "ed": "ed a b.md"} {
		if command, file := atLine(editor, "a b.md", 7); command+" "+file != want {
			t.Errorf("%s: %q, want %q", editor, command+" "+file, want)
		}
	}
	if command, file := atLine("nano", "a.md", 0); command+" "+file != "nano a.md" {
		t.Errorf("without a line: %q %q", command, file)
	}
}
