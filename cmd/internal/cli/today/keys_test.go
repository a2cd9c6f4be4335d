package today

import (
	"strings"
	"testing"
)

// TestFirstKey takes keys apart that came together, and waits for the rest of what
// has not come whole.
func TestFirstKey(t *testing.T) {
	for keys, want := range map[string]string{"j": "j", "jjj": "j", "\x1b[B\x1b[B": "\x1b[B", "\x1b[5~q": "\x1b[5~", "\x1bOA": "\x1bOA", "\x1b": "\x1b", "q\x03": "q", "é": "é", "图x": "图",
		"\xe5\x9b": "", pasteStart + "a\rb": "", pasteStart + "a\rb" + pasteEnd + "q": pasteStart + "a\rb", "": ""} {
		if got, size := firstKey(keys); got != want || size == 0 && want != "" {
			t.Errorf("the first of %q is %q (%d bytes), want %q", keys, got, size, want)
		}
	}
}

// TestEntry edits a line of any characters.
func TestEntry(t *testing.T) {
	for keys, want := range map[string]string{"abc\x7f": "ab", "e\u0301\x7fx": "x", "图书\x7f": "图", "a b c\x17": "a b ", "abc\x15d": "d", "\x1b[Da": "a", "a\x01b": "ab"} {
		e := entry{}
		for keys != "" {
			key, size := firstKey(keys)
			e.key(key)
			keys = keys[size:]
		}
		if e.text != want {
			t.Errorf("%q, want %q", e.text, want)
		}
	}
	e := entry{prompt: "log: ", text: strings.Repeat("图书馆 ", 20)}
	if line := e.line(20); !strings.HasPrefix(line, "log: ") || !strings.HasSuffix(e.text, strings.TrimPrefix(line, "log: ")) || len([]rune(line)) > 20 {
		t.Errorf("%q", line)
	}
}
