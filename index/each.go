package index

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for the ranges that make up 0 to n, of at most batch numbers,
// from as many goroutines as there are processors.
func Each(n, batch int, do func(start, end int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+batch-1)/batch) {
		wait.Go(func() {
			for {
				end := int(next.Add(int64(batch)))
				if end-batch >= n {
					return
				}
				do(end-batch, min(end, n))
			}
		})
	}
	wait.Wait()
}
