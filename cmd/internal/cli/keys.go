package cli

import (
	"context"
	"io"
)

// keys are the keys that the user presses. The next one is read only when the
// last one was dealt with, so that an editor in between gets its own. pressed is
// closed where no more can come.
type keys struct {
	pressed chan string
	next    chan struct{}
}

func newKeys(ctx context.Context, from io.Reader) keys {
	k := keys{make(chan string), make(chan struct{})}
	go func() {
		defer close(k.pressed)
		buf := make([]byte, 64)
		for {
			n, err := from.Read(buf)
			if err != nil {
				return
			}
			for rest := string(buf[:n]); rest != ""; {
				key := firstKey(rest)
				rest = rest[len(key):]
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

// firstKey is the first of the keys that came together: an escape sequence up to
// its last byte, or one byte.
func firstKey(s string) string {
	if len(s) < 3 || s[0] != '\x1b' || s[1] != '[' && s[1] != 'O' {
		return s[:1]
	}
	for i := 2; i < len(s); i++ {
		if s[i] >= '@' && s[i] <= '~' {
			return s[:i+1]
		}
	}
	return s
}
