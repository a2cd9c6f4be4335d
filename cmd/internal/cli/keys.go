package cli

import (
	"context"
	"io"
)

// keys are the keys that the user presses. The next one is read only when the
// last one was dealt with, so that an editor in between gets its own.
type keys struct {
	pressed chan string
	next    chan struct{}
}

func newKeys(ctx context.Context, from io.Reader) keys {
	k := keys{make(chan string), make(chan struct{})}
	go func() {
		buf := make([]byte, 16)
		for {
			n, err := from.Read(buf)
			if err != nil {
				return
			}
			select {
			case k.pressed <- string(buf[:n]):
			case <-ctx.Done():
				return
			}
			select {
			case <-k.next:
			case <-ctx.Done():
				return
			}
		}
	}()
	return k
}
