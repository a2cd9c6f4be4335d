// Package app is what every command of the program is made with: one run of the
// program with its streams, its clock and its environment handed in, and the ways
// in which it reads a folder, writes to it, asks and speaks. It knows no command.
//
//	app.go            Env, the process as a command sees it; App, one run
//	open.go           the folder of a run, read; asof.go: as it was
//	write.go          Writing: locked, edited, written whole, told
//	voice.go          messages, their hints, exit statuses
//	prompt.go         questions, and what their answers mean
//	names.go          who is meant by a name that was typed
//	days.go           which day it is, and days that were typed
//	arguments.go      what cobra is told of arguments
//	complete.go       what a shell is offered for a word
//	forms.go          text, JSON, CSV: the form that was asked for
//	progress.go       how far long work has come
//	ends.go           how a command that runs on comes to its end
//	homes.go          where things lie beside the notes, and new ones among them
package app
