// Package gaps tells what a network lacks, relative to the one its user wants.
//
// finder.go has the network as all findings see it, make.go the table of the
// findings, their order and limits. Each finding is a file of its name: circles.go
// that all stand in one circle, mentors.go that nobody could steer the user, and so
// on; targets.go counts what targets.md wants. path.go finds the ways to somebody,
// acquaintances.go who knows whom, ask.go what to ask the user about themselves.
package gaps
