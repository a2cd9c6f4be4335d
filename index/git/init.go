package git

import (
	"os/exec"
	"strings"
)

// Init makes a folder a git repository, unless it is in one or there is no
// git, sets up the merge and the diff of notes in it, and says what it did.
func Init(dir string) string {
	if _, err := exec.LookPath("git"); err != nil {
		return ""
	}
	said := ""
	g := &Repository{dir: dir}
	if _, err := g.Run("rev-parse", "--is-inside-work-tree"); err != nil {
		if _, err := g.Run("init", "--quiet"); err != nil {
			return ""
		}
		said = "a new git repository keeps its history: git add -A && git commit\n"
	}
	if did, err := Setup(dir); err == nil && len(did) > 0 {
		said += "git merges notes by what they say (netnotes git setup --remove takes that back)"
	}
	return strings.TrimSuffix(said, "\n")
}
