// Package yaml is the one place that knows YAML: the fields of a front matter as
// they stand there, and a text written so that every reader of YAML takes it for
// what was meant.
//
//	front.go    where the front matter is, and the ways to read it in their order
//	field.go    what is read: keys and raw values with their places
//	plain.go    the scanner of front matter that is nothing but keys and values
//	nodes.go    the YAML library
//	swallow.go  values that YAML would leave out: &word, !word, #word
//	salvage.go  what YAML rejects, read field by field
//	quote.go    how a text is written
package yaml
