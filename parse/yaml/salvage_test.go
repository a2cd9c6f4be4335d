package yaml

import (
	"strings"
	"testing"
)

// TestNoKeyHint wants a line that is a field but for its blank written as one,
// and no advice that would take it away.
func TestNoKeyHint(t *testing.T) {
	for line, want := range map[string]string{
		"name:Ida Joy":            "write name: Ida Joy,",
		"met:2026-01-05":          "write met: 2026-01-05,",
		"e-mail:ida@joy.example":  "write e-mail: ida@joy.example,",
		"name=Ida Joy":            "write name: Ida Joy,",
		"name：Ida Joy":            "write name: Ida Joy,",
		"https://ida.example/":    "move it below the closing ---",
		"met her at the fair":     "move it below the closing ---",
		"10:30 coffee":            "move it below the closing ---",
		"[[Ida Joy]] is a friend": "move it below the closing ---",
	} {
		_, problems := Fields([]byte("type: contact\n"+line+"\n"), nil)
		hints := ""
		for _, p := range problems {
			hints += p.Hint + "\n"
		}
		if !strings.Contains(hints, want) {
			t.Errorf("%q: %q lacks %q", line, hints, want)
		}
	}
}
