// Package today has the list of who is due in its three shapes: printed, kept on a
// screen, and kept in Today.md with boxes to tick.
//
//	due.go            due
//	watch.go          watch: the folder as it changes, on a pipe or a screen
//	screen.go         the picture; screen_keys.go: what keys do; screen_entry.go: a
//	                  line that is typed; keys.go: keys as they come from a terminal
//	todayfile.go      Today.md is drawn, and nothing typed in it is lost
//	todayticks.go     a ticked box becomes a line
//	watch_ics.go      a calendar that is kept
package today
