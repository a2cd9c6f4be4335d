// Package parallel is the one loop whose turns run side by side.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Batch is how many notes or people are looked at in one go.
const Batch = 256

// Each calls do for the ranges that make up 0 to n, of at most batch numbers,
// from as many goroutines as there are processors. A panic of one of them is
// the caller's, who can name what failed and go on with the rest.
func Each(n, batch int, do func(start, end int)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	var first Panic
	for range min(runtime.GOMAXPROCS(0), (n+batch-1)/batch) {
		wait.Go(func() {
			first.Keep(func() {
				for {
					end := int(next.Add(int64(batch)))
					if end-batch >= n {
						return
					}
					do(end-batch, min(end, n))
				}
			})
		})
	}
	wait.Wait()
	first.Pass()
}

// Both calls two functions side by side. A panic of one of them is the caller's.
func Both(one, other func()) {
	do := []func(){one, other}
	Each(len(do), 1, func(start, _ int) { do[start]() })
}

// Do calls functions that do not depend on each other, as Each does.
func Do(all ...func()) {
	Each(len(all), 1, func(start, _ int) { all[start]() })
}

// Panic is the first panic of several goroutines.
type Panic struct {
	once sync.Once
	what any
}

// Keep runs do and keeps its panic.
func (f *Panic) Keep(do func()) {
	defer func() {
		if what := recover(); what != nil {
			f.once.Do(func() { f.what = what })
		}
	}()
	do()
}

// Pass panics with what was kept.
func (f *Panic) Pass() {
	if f.what != nil {
		panic(f.what)
	}
}
