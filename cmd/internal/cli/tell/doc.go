// Package tell has the commands that write down what is new: log, promise and new,
// and inbox and wrap, which do so with what was noted in a hurry.
//
//	log.go            log: a sentence, and who it is about (log_who.go)
//	telling.go        a line on its way: read, asked about, written;
//	                  telling_who.go: the people its sentence names
//	sentence.go       what a sentence says of others
//	log_ask.go        what the arguments left out is asked
//	log_promise.go    what a line promises
//	promise.go        promise
//	new.go            new: a note from its template; new_targets.go: three questions
//	wrap.go           inbox and wrap
//	take.go           a capture becomes a line; acquaint.go: and a person
package tell
