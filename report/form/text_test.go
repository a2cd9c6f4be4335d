package form

import (
	"bytes"
	"testing"
)

// TestSafeWriter wants no control character to pass, and our own colours only
// where they are allowed.
func TestSafeWriter(t *testing.T) {
	for text, want := range map[string]string{
		"plain\ttext\n":            "plain\ttext\n",
		"\x1b[31mred":              "^[[31mred",
		"bell\a del\x7f":           "bell^G del^?",
		"c1 \u009b0m":              "c1 <U+009B>0m",
		"raw \x9b0m":               "raw \uFFFD0m",
		"turn \u202egnp":           "turn <U+202E>gnp",
		"Zofia Wójcik 图书馆":         "Zofia Wójcik 图书馆",
		"\x1b]0;title\x07 \r over": "^[]0;title^G ^M over",
	} {
		var b bytes.Buffer
		if _, err := (SafeWriter{To: &b}).Write([]byte(text)); err != nil || b.String() != want {
			t.Errorf("%q is written as %q, want %q (%v)", text, b.String(), want, err)
		}
	}
	var b bytes.Buffer
	_, _ = SafeWriter{To: &b, Color: true}.Write([]byte("\x1b[1mé\x1b[0m \x1b[5m"))
	if want := "\x1b[1mé\x1b[0m ^[[5m"; b.String() != want {
		t.Errorf("with colour: %q, want %q", b.String(), want)
	}
}
