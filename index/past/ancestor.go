package past

import (
	"bytes"
	"strconv"
	"strings"

	"netnotes/index/disk"
	"netnotes/index/git"
)

// maxVersions is how many versions of a note are looked at for the one that two
// copies come from.
const maxVersions = 300

// Ancestor is the version of a note in git that two later texts come from,
// which git itself cannot know of a copy that a sync program made: the one they
// differ from least, and of equally near ones the oldest, because the way from
// it to the newer ones is a part of the way to a side. It is empty where there
// is no repository or no such version; a version that git does not hold is an
// error, because a merge from another one would bring back what was taken out.
func Ancestor(s *disk.Folder, file string, ours, theirs []byte) ([]byte, error) {
	g, err := git.Open(s.Real)
	if err != nil {
		return nil, nil
	}
	h, err := Open(g)
	if err != nil {
		return nil, err
	}
	defer h.Close()
	if head, err := h.commit("HEAD"); err != nil || head.Kind == "" {
		return nil, err
	}
	out, err := g.Run("rev-list", "-n", strconv.Itoa(maxVersions), "HEAD", "--", ":(top,literal)"+g.Prefix+file)
	if err != nil {
		return nil, err
	}
	var names []string
	for commit := range strings.FieldsSeq(string(out)) {
		names = append(names, commit+":"+g.Prefix+file)
	}
	a, b := countLines(ours), countLines(theirs)
	best := distance(a, nil) + distance(b, nil) // from nothing at all
	var base []byte
	err = h.objects.Each(names, func(_ int, got git.Object) {
		if got.Kind != "blob" {
			return
		}
		lines := countLines(got.Data)
		if d := distance(a, lines) + distance(b, lines); d <= best {
			best, base = d, got.Data
		}
	})
	return base, err
}

// countLines counts the lines of a text, whatever their endings.
func countLines(text []byte) map[string]int {
	out := map[string]int{}
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 {
			out[string(line)]++
		}
	}
	return out
}

// distance is how many lines two texts do not share.
func distance(a, b map[string]int) int {
	n := 0
	for line, count := range a {
		n += max(count-b[line], 0)
	}
	for line, count := range b {
		n += max(count-a[line], 0)
	}
	return n
}
