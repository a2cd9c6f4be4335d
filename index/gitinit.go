package index

import (
	"os/exec"
	"strings"
)

// InitGit makes a folder a git repository, unless it is in one or there is no
// git, sets up the merge and the diff of notes in it, and says what it did.
func InitGit(dir string) string {
	if _, err := exec.LookPath("git"); err != nil {
		return ""
	}
	said := ""
	g := &Git{dir: dir}
	if _, err := g.run("rev-parse", "--is-inside-work-tree"); err != nil {
		if _, err := g.run("init", "--quiet"); err != nil {
			return ""
		}
		said = "a new git repository keeps its history: git add -A && git commit\n"
	}
	if did, err := SetupGit(dir); err == nil && len(did) > 0 {
		said += "git merges notes by what they say (netnotes git setup --remove takes that back)"
	}
	return strings.TrimSuffix(said, "\n")
}
