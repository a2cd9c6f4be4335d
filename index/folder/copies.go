package folder

import (
	"path"
	"slices"
	"strings"

	"netnotes/index/git"
	"netnotes/parse"
	"netnotes/parse/txt"
)

// Sync programs put a copy beside a note that was changed in two places. Some
// give it a name that is proof (certain): it is passed over while its original
// stands beside it. Others give it a name that a note of its own may have as
// well: "ada-park 2.md" may be another Ada Park, so its content decides.

// copyMarks are what sync programs write behind the name of the original, in
// lower case.
func copyMarks() []string {
	return []string{".sync-conflict-", "sfconflict", ".conflict.", "~head"} // Syncthing, Seafile, Unison, git
}

// copyPhrases are what Dropbox, Nextcloud, Obsidian and others write in brackets
// behind the name of a copy, in lower case.
func copyPhrases() []string {
	return []string{"conflicted copy", "case conflict", "sfconflict", "konfliktkopie", "in konflikt stehende kopie", "copie en conflit", "copia en conflicto",
		"copia in conflitto", "cópia em conflito", "conflicterende kopie", "konfliktkopia", "konfliktkopi"}
}

// certainCopy is the name of the note of which a file's name says for certain
// that it is a copy, or nothing.
func certainCopy(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	lower := lowerASCII(stem) + "." // which may end a mark
	for _, mark := range copyMarks() {
		if i := strings.Index(lower, mark); i > 0 {
			return strings.TrimRight(stem[:i], " (") + ext
		}
	}
	for _, side := range []string{"base", "local", "remote"} { // git mergetool
		if i := strings.Index(lower, side); i > 1 && strings.IndexByte("._", lower[i-1]) >= 0 && strings.IndexByte("._", lower[i+len(side)]) >= 0 {
			return stem[:i-1] + ext
		}
	}
	if i := strings.Index(lower, "_conflict-"); i > 0 && isDigit(lower[i+len("_conflict-")]) { // ownCloud
		return stem[:i] + ext
	}
	if i := strings.Index(stem, " ("); i > 0 {
		inside := txt.Fold(stem[i:])
		if slices.ContainsFunc(copyPhrases(), func(phrase string) bool { return strings.Contains(inside, phrase) }) {
			return stem[:i] + ext
		}
	}
	return ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// lowerASCII keeps every byte in its place.
func lowerASCII(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return s
	}
	out := []byte(s)
	for i, c := range out {
		if c >= 'A' && c <= 'Z' {
			out[i] = c + 'a' - 'A'
		}
	}
	return string(out)
}

// perhapsCopyOf are the names of the notes of which a file may be a copy, by
// its name: "ada - Copy (2).md" of "ada - Copy.md" and of "ada.md".
func perhapsCopyOf(name string) (originals []string) {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	for i := len(stem) - 1; i > 0; i-- { // OneDrive puts the name of a computer behind
		if stem[i] == '-' && isHost(stem[i+1:]) {
			originals = append(originals, stem[:i]+ext)
		}
	}
	if i := strings.LastIndexByte(stem, ' '); i > 0 && isCount(strings.TrimSuffix(strings.TrimPrefix(stem[i+1:], "("), ")")) { // iCloud, Google Drive
		stem = stem[:i]
		originals = append(originals, stem+ext)
	}
	for _, word := range []string{" - copy", " copy"} { // Windows, macOS
		if i := len(stem) - len(word); i > 0 && strings.EqualFold(stem[i:], word) {
			return append(originals, stem[:i]+ext)
		}
	}
	return originals
}

// isCount reports whether a word is a number from 1 to 99.
func isCount(s string) bool {
	return len(s) > 0 && len(s) < 3 && strings.Trim(s, "0123456789") == "" && strings.Trim(s, "0") != ""
}

// isHost reports whether a word looks like the name of a Windows computer.
func isHost(s string) bool {
	letter := false
	for i := range len(s) {
		isLetter := s[i] >= 'A' && s[i] <= 'Z'
		if letter = letter || isLetter; !isLetter && !isDigit(s[i]) && s[i] != '-' {
			return false
		}
	}
	return len(s) >= 3 && letter && s[0] != '-'
}

// Admit leaves out of the files of a folder those that are certainly copies of
// others among them, and says so. A copy alone is all that there is of the note,
// so it is read.
func (f *Listing) Admit(files []string) []string {
	var there map[string]bool
	for _, file := range files {
		if certainCopy(path.Base(file)) != "" {
			there = make(map[string]bool, len(files))
			break
		}
	}
	if there == nil {
		return files
	}
	for _, file := range files {
		there[file] = true
	}
	return slices.DeleteFunc(files, func(file string) bool {
		original := certainCopy(path.Base(file))
		if original == "" {
			return false
		}
		original = path.Join(path.Dir(file), original)
		if there[original] {
			f.conflict(file, original)
			return true
		}
		f.issue(file, ConflictCopy, txt.Warning, "a copy that a sync program made of "+original+", which is not here, so the copy is read", "mv -- "+txt.ShellWord(file)+" "+txt.ShellWord(original))
		return false
	})
}

func (f *Listing) conflict(file, original string) {
	f.issue(file, ConflictCopy, txt.Warning, "a copy that a sync program made of "+original+", which was changed in two places", txt.Command("git resolve", file))
}

// isCopy reports whether a contact whose name may be that of a copy is one of
// the contact beside it: whatever tells who somebody is agrees, they share
// their story, and git does not keep it as a note of its own. Where only the
// names agree it stays a note, and that is remarked.
func (f *Listing) isCopy(n *parse.Note, note func(file string) *parse.Note) bool {
	if n.Kind != parse.ContactNote {
		return false
	}
	for _, name := range perhapsCopyOf(path.Base(n.Path)) {
		original := note(path.Join(path.Dir(n.Path), name))
		if original == nil || original.Kind != parse.ContactNote || !sameName(n, original) {
			continue
		}
		if sameIdentity(n, original) && shareLines(n, original) && !f.tracked(n.Path) {
			f.conflict(n.Path, original.Path)
			return true
		}
		f.issue(n.Path, PerhapsCopy, txt.Info, "perhaps a copy of "+original.Path+": the names are the same", "if it is one: "+txt.Command("git resolve", n.Path))
		return false
	}
	return false
}

// sameName reports whether two notes bear one name, or none but their files'.
func sameName(n, original *parse.Note) bool {
	unnamed := func(n *parse.Note) bool { return n.Name == strings.TrimSuffix(path.Base(n.Path), path.Ext(n.Path)) }
	return txt.FoldName(n.Name) == txt.FoldName(original.Name) || unnamed(n) && unnamed(original)
}

// sameIdentity reports whether what tells two people of one name apart agrees
// where either note has it.
func sameIdentity(n, original *parse.Note) bool {
	return !slices.ContainsFunc(parse.IdentityFields(), func(field string) bool {
		return !slices.Equal(foldedList(n, field), foldedList(original, field))
	})
}

func foldedList(n *parse.Note, field string) []string {
	list := n.List(field)
	for i := range list {
		list[i] = txt.FoldName(txt.PlainText(list[i]))
	}
	slices.Sort(list)
	return list
}

// shareLines reports whether half of the log lines of the shorter note, and at
// least one, stand in the other as well.
func shareLines(a, b *parse.Note) bool {
	lines := func(n *parse.Note) map[string]bool {
		out := map[string]bool{}
		for i := range n.Entries() {
			if e := &n.Entries()[i]; !e.FromFields && !e.When.IsZero() {
				out[e.Raw] = true
			}
		}
		return out
	}
	x, y := lines(a), lines(b)
	shared := 0
	for line := range x {
		if y[line] {
			shared++
		}
	}
	return shared > 0 && 2*shared >= min(len(x), len(y))
}

// tracked reports whether git keeps a file, as it does all of those in a commit.
func (f *Listing) tracked(file string) bool {
	if f.Root == "" {
		return true
	}
	cmd, err := git.Command(f.Root, "ls-files", "--error-unmatch", "--", ":(literal)"+file)
	return err == nil && cmd.Run() == nil
}

// CopyOf is the path of the note that a file is a copy of, by its name; of
// several that it may be a copy of, the first that is there. It is empty where
// the name is not that of a copy.
func CopyOf(file string, there func(file string) bool) string {
	names := perhapsCopyOf(path.Base(file))
	if name := certainCopy(path.Base(file)); name != "" {
		names = []string{name}
	}
	for i := range names {
		names[i] = path.Join(path.Dir(file), names[i])
	}
	if i := slices.IndexFunc(names, there); i >= 0 {
		return names[i]
	}
	if len(names) > 0 {
		return names[0]
	}
	return ""
}

// translationOf is the name of the note of which another is a translation, by
// its name: name.es.md or name.pt-br.md of name.md. It is empty for others.
func translationOf(name string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	language := path.Ext(stem)
	letters := func(s string) bool {
		return len(s) == 2 && strings.Trim(lowerASCII(s), "abcdefghijklmnopqrstuvwxyz") == ""
	}
	tongue, land, both := strings.Cut(strings.TrimPrefix(language, "."), "-")
	if len(language) == len(stem) || !letters(tongue) || both && !letters(land) {
		return ""
	}
	return strings.TrimSuffix(stem, language) + ext
}
