// Package query is what may be asked of notes, as it is typed: tier:A, role:~metadata,
// spoke:>90d. It reads a query and says in words what it asks for; whether a note
// answers to it the index knows (index/match.go).
package query
