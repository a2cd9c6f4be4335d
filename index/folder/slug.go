package folder

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// maxSlug leaves room in a file's name, of 255 bytes at most, for its
// extension and for what other programs add to it.
const maxSlug = 200

// Slug is a file's name for a person's name: lower case, in composed Unicode
// form, words joined by "-", and a name that every system and every link takes.
func Slug(name string) string {
	slug := shortened(strings.Join(strings.Fields(txt.FoldName(inFile(name))), "-"))
	slug = strings.TrimRight(strings.TrimLeft(slug, ".~#-"), ".~#-")
	switch {
	case slug == "":
		return "note"
	case isDevice(slug):
		return slug + "-note"
	}
	return slug
}

// FileTitle is a name as the name of a file, as it is written but for what a
// system or a link would not take.
func FileTitle(name string) string {
	title := strings.Trim(shortened(strings.Join(strings.Fields(inFile(name)), " ")), ".~ ")
	if title == "" || isDevice(txt.Fold(title)) {
		return Slug(name)
	}
	return title
}

// inFile is a name without what the name of a file cannot hold.
func inFile(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:|`, r):
			return ' '
		case strings.ContainsRune(`*?"<>[]#^`, r), unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, name)
}

func shortened(name string) string {
	for len(name) > maxSlug {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}

// isDevice reports whether Windows keeps a file's name, in lower case, for a
// device.
func isDevice(name string) bool {
	switch bare, _, _ := strings.Cut(name, "."); bare {
	case "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
		"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9":
		return true
	}
	return false
}

// NewPath is the path of a new note: a folder and a file named after what the
// note is about.
func NewPath(folder, name string) string { return path.Join(folder, Slug(name)+".md") }
