// Package examples holds the practice network, the first notes of a new folder and the templates of
// new notes,
// so that the program can make a folder of them.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed network starters templates
var files embed.FS

// Network is the practice network: invented people whose story stands at
// 6 October 2026.
func Network() (fs.FS, error) { return fs.Sub(files, "network") }

// Starters are the notes of the user's own with which a new folder begins.
func Starters() (fs.FS, error) { return fs.Sub(files, "starters") }

// Starter is one of them.
func Starter(name string) ([]byte, error) { return files.ReadFile("starters/" + name) }

// Template is the template of a kind of note, such as "contact".
func Template(kind string) ([]byte, error) { return files.ReadFile("templates/" + kind + ".md") }
