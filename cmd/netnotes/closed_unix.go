//go:build unix

package main

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// outputClosed is closed once nobody reads standard output any more: the other
// end of the pipe is gone, or the terminal.
func outputClosed() <-chan struct{} {
	closed := make(chan struct{})
	out := []unix.PollFd{{Fd: int32(os.Stdout.Fd())}} // asked for nothing, poll tells of the end alone
	go func() {
		for {
			_, err := unix.Poll(out, -1)
			switch {
			case errors.Is(err, unix.EINTR), errors.Is(err, unix.EAGAIN):
				continue
			case err == nil && out[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0:
				close(closed)
			}
			return
		}
	}()
	return closed
}

// alive reports whether a process runs.
func alive(process int) bool {
	return process <= 0 || !errors.Is(unix.Kill(process, 0), unix.ESRCH)
}
