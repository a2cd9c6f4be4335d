package index

import "os/exec"

// InitGit makes a folder a git repository, unless it is in one or there is no
// git, and says what it did.
func InitGit(dir string) string {
	if _, err := exec.LookPath("git"); err != nil {
		return ""
	}
	if exec.Command("git", "-C", dir, "rev-parse", "--is-inside-work-tree").Run() == nil {
		return ""
	}
	if exec.Command("git", "-C", dir, "init", "--quiet").Run() != nil {
		return ""
	}
	return "a new git repository keeps its history: git add -A && git commit"
}
