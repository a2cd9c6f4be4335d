package index

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse"
)

// maxSlug leaves room in a file's name, of 255 bytes at most, for its
// extension and for what other programs add to it.
const maxSlug = 200

// Slug is a file's name for a person's name: lower case, in composed Unicode
// form, words joined by "-", and a name that every system and every link takes.
func Slug(name string) string {
	slug := strings.Join(strings.Fields(parse.FoldName(strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:|`, r):
			return ' '
		case strings.ContainsRune(`*?"<>[]#^`, r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, name))), "-")
	for len(slug) > maxSlug {
		_, size := utf8.DecodeLastRuneInString(slug)
		slug = slug[:len(slug)-size]
	}
	slug = strings.TrimRight(strings.TrimLeft(slug, ".~#-"), ".~#-")
	switch bare, _, _ := strings.Cut(slug, "."); bare {
	case "":
		return "note"
	case "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
		"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9":
		return slug + "-note" // Windows keeps these names for devices
	}
	return slug
}

// NewPath is the path of a new note: a folder and a file named after what the
// note is about.
func NewPath(folder, name string) string { return path.Join(folder, Slug(name)+".md") }
