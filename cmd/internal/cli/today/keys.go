package today

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"
)

// Keys that come as more than one letter.
const (
	keyEscape    = "\x1b"
	keyEnter     = "\r"
	keyInterrupt = "\x03"
	keyEnd       = "\x04"
	keyErase     = "\x7f"
	pasteStart   = "\x1b[200~" // of a terminal that was asked to mark what is pasted
	pasteEnd     = "\x1b[201~"
)

// keys are the keys that the user presses; what is pasted is one key, behind
// pasteStart. The next one is read only when the last one was dealt with, so that
// an editor in between gets its own. pressed is closed where no more can come.
type keys struct {
	pressed chan string
	next    chan struct{}
}

func newKeys(ctx context.Context, from io.Reader) keys {
	k := keys{make(chan string), make(chan struct{})}
	go func() {
		defer close(k.pressed)
		buf, rest := make([]byte, 4096), ""
		for {
			n, err := from.Read(buf)
			if err != nil {
				return
			}
			rest += string(buf[:n])
			for {
				key, size := firstKey(rest)
				if size == 0 {
					break
				}
				rest = rest[size:]
				select {
				case k.pressed <- key:
				case <-ctx.Done():
					return
				}
				select {
				case <-k.next:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	return k
}

// firstKey is the first of the keys that came together, and its bytes: an escape
// sequence up to its last one, a text that was pasted, or one letter. Of a letter or
// a paste that has not come whole it takes none.
func firstKey(s string) (key string, size int) {
	switch {
	case s == "":
		return "", 0
	case strings.HasPrefix(s, pasteStart):
		text, _, whole := strings.Cut(s, pasteEnd)
		if !whole {
			return "", 0
		}
		return text, len(text) + len(pasteEnd)
	case len(s) > 2 && s[0] == '\x1b' && (s[1] == '[' || s[1] == 'O'):
		for i := 2; i < len(s); i++ {
			if s[i] >= '@' && s[i] <= '~' {
				return s[:i+1], i + 1
			}
		}
		return s, len(s)
	case !utf8.FullRuneInString(s):
		return "", 0
	}
	_, size = utf8.DecodeRuneInString(s)
	return s[:size], size
}
