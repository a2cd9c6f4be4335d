package index

import (
	"path"
	"strings"

	"netnotes/parse"
)

// copyName reads the name of a copy that a sync program made of a note changed
// in two places. It returns the name of the note, and whether the name alone is
// proof: "ada-park 2.md" may as well be another Ada Park.
func copyName(name string) (original string, certain bool) {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	lower := strings.ToLower(stem)
	if i := strings.Index(lower, ".sync-conflict-"); i > 0 { // Syncthing
		return stem[:i] + ext, true
	}
	if i := strings.Index(lower, "_conflict-"); i > 0 && len(lower) > i+10 && lower[i+10] >= '0' && lower[i+10] <= '9' { // ownCloud
		return stem[:i] + ext, true
	}
	if i := strings.Index(lower, " ("); i > 0 && strings.HasSuffix(lower, ")") {
		inside := lower[i+2:]
		if strings.Contains(inside, "conflicted copy") || strings.HasPrefix(inside, "sfconflict") || strings.Contains(inside, "case conflict") {
			return stem[:i] + ext, true // Dropbox, Nextcloud, Obsidian, Seafile
		}
	}
	if i := strings.LastIndexByte(stem, ' '); i > 0 && isCount(strings.TrimSuffix(strings.TrimPrefix(stem[i+1:], "("), ")")) {
		return stem[:i] + ext, false // iCloud, Google Drive
	}
	for i := len(stem) - 1; i > 0; i-- {
		if stem[i] == '-' && isHost(stem[i+1:]) {
			original = stem[:i] + ext // OneDrive: the longest name of a computer wins
		}
	}
	return original, false
}

// isCount reports whether a word is a number from 1 to 99.
func isCount(s string) bool {
	return len(s) > 0 && len(s) < 3 && strings.Trim(s, "0123456789") == "" && strings.Trim(s, "0") != ""
}

// isHost reports whether a word looks like the name of a Windows computer.
func isHost(s string) bool {
	return len(s) >= 3 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" && strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") && s[0] != '-'
}

// conflictName reports whether a sync program made the file out of a conflict.
func conflictName(name string) bool {
	_, certain := copyName(name)
	return certain
}

// copyOf reports whether a note whose name may be that of a copy is another
// copy of the note beside it, about the same person.
func copyOf(n *parse.Note, byPath map[string]*parse.Note) bool {
	name, certain := copyName(path.Base(n.Path))
	if name == "" || certain {
		return false
	}
	original := byPath[path.Join(path.Dir(n.Path), name)]
	return original != nil && sameNote(n, original)
}

// sameNote reports whether a note whose name is that of a copy is about the
// same as the original.
func sameNote(n, original *parse.Note) bool {
	stem := strings.TrimSuffix(path.Base(n.Path), path.Ext(n.Path))
	return original.Kind == n.Kind && (original.Name == n.Name || n.Name == stem)
}

// CopyOf is the path of the note that a file is a copy of, by its name, or
// nothing.
func CopyOf(file string) string {
	name, _ := copyName(path.Base(file))
	if name == "" {
		return ""
	}
	return path.Join(path.Dir(file), name)
}

func (f *folder) conflict(file string) {
	original := CopyOf(file)
	f.issue(file, ConflictCopy, parse.Warning, "a copy that a sync program made of "+original+", which was changed in two places", "netnotes git resolve "+ShellQuote(file))
}

// ShellQuote writes a word so that a shell takes it as it is.
func ShellQuote(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./,+@", r)
	}
	if s != "" && s[0] != '-' && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	if s != "" && s[0] == '-' {
		s = "./" + s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
