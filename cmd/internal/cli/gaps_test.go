package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"netnotes/report/gaps"
)

// folderWith writes notes into a new folder.
func folderWith(t *testing.T, notes map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range notes {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// gapsOut is what gaps says.
type gapsOut struct {
	Findings []gaps.Finding
	Withheld []gaps.Withheld
	Metrics  *gaps.Metrics
}

// gapsJSON runs gaps and reads what it says.
func gapsJSON(t *testing.T, dir, args string) gapsOut {
	t.Helper()
	out := runHere(dir, append([]string{"--today", "2026-10-06", "gaps", "--json"}, strings.Fields(args)...))
	var g gapsOut
	if err := json.Unmarshal([]byte(out.stdout), &g); err != nil || out.status != 0 {
		t.Fatalf("gaps %s: status %d, %v\n%s", args, out.status, err, out.stderr)
	}
	return g
}

// ego writes a folder of n people whom the user talks with, with the given
// ties among them.
func ego(t *testing.T, n int, ties [][2]int) string {
	notes := map[string]string{}
	knows := make([]string, n)
	for _, tie := range ties {
		knows[tie[0]] += fmt.Sprintf("  - \"[[Person %d]]\"\n", tie[1])
	}
	for i := range n {
		field := ""
		if knows[i] != "" {
			field = "knows:\n" + knows[i]
		}
		notes[fmt.Sprintf("contacts/person-%d.md", i)] = fmt.Sprintf("---\nname: Person %d\n%s---\n\n## Log\n\n- 2026-09-01 coffee\n", i, field)
	}
	return folderWith(t, notes)
}

// clique ties all nodes from first to last.
func clique(first, last int) (ties [][2]int) {
	for a := first; a <= last; a++ {
		for b := a + 1; b <= last; b++ {
			ties = append(ties, [2]int{a, b})
		}
	}
	return ties
}

// TestMetricsOfEgoNetworks holds the measures of the user against values that
// were worked out by others, to the four digits they are known to.
func TestMetricsOfEgoNetworks(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		name                                    string
		n                                       int
		ties                                    [][2]int
		size, efficiency, constraint, hierarchy float64
		circles                                 []int
	}{
		{"five alone", 5, nil, 5, 1, 0.2, 0, []int{1, 1, 1, 1, 1}},
		{"five who all know each other", 5, clique(0, 4), 1, 0.2, 0.648, 0, []int{5}},
		{"a triangle and a pair", 5, append(clique(0, 2), clique(3, 4)...), 3.4, 0.68, 0.5133, 0.0032, []int{3, 2}},
		{"a star", 5, [][2]int{{0, 1}, {0, 2}, {0, 3}, {0, 4}}, 3.4, 0.68, 0.5904, 0.2483, []int{5}},
		{"twelve, six and six alone", 24, append(clique(0, 11), clique(12, 17)...), 17.25, 0.7188, 0.1220, 0.0285, []int{12, 6, 1, 1, 1, 1, 1, 1}},
		{"one", 1, nil, 1, 1, 1, none, []int{1}},
	} {
		g := gapsJSON(t, ego(t, c.n, c.ties), "--metrics")
		m := g.Metrics
		if m == nil || m.N != c.n || m.T != len(c.ties) || !slices.Equal(m.Circles, c.circles) {
			t.Errorf("%s: %+v", c.name, m)
			continue
		}
		for _, v := range [][2]float64{{m.EffectiveSize, c.size}, {m.Efficiency, c.efficiency}, {m.Constraint, c.constraint}} {
			if math.Abs(v[0]-v[1]) > 5e-5 {
				t.Errorf("%s: %v, want %v", c.name, v[0], v[1])
			}
		}
		if (m.Hierarchy == nil) != (c.n == 1) || !math.IsNaN(c.hierarchy) && math.Abs(*m.Hierarchy-c.hierarchy) > 5e-5 {
			t.Errorf("%s: hierarchy %v, want %v", c.name, m.Hierarchy, c.hierarchy)
		}
	}
	if g := gapsJSON(t, folderWith(t, map[string]string{"contacts/a.md": "# A\n"}), "--metrics"); g.Metrics != nil {
		t.Errorf("nobody to measure, and yet %+v", g.Metrics)
	}
}

// TestPublishedEgoNetworks rebuilds every node's neighbourhood of the known
// graphs as a folder: the user's effective size is the node's.
func TestPublishedEgoNetworks(t *testing.T) {
	files, err := filepath.Glob("../../../index/network/testdata/graphs/*.txt")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d graphs, %v", len(files), err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		size, near := map[string]string{}, map[string][]string{}
		for line := range strings.Lines(string(source)) {
			switch words := strings.Fields(line); words[0] {
			case "node":
				size[words[1]] = words[3]
			case "tie":
				near[words[1]] = append(near[words[1]], words[2])
				near[words[2]] = append(near[words[2]], words[1])
			}
		}
		checked := 0
		for node, friends := range near {
			if len(friends) < 3 && checked > 2 {
				continue // enough of the simple ones
			}
			checked++
			var ties [][2]int
			for i, a := range friends {
				for j, b := range friends[:i] {
					if slices.Contains(near[a], b) {
						ties = append(ties, [2]int{i, j})
					}
				}
			}
			m := gapsJSON(t, ego(t, len(friends), ties), "--metrics").Metrics
			if want := size[node]; m == nil || math.Abs(m.EffectiveSize-parseFloat(t, want)) > 1e-9 {
				t.Errorf("%s, %s: %+v, want %s", filepath.Base(file), node, m, want)
			}
		}
	}
}

func parseFloat(t *testing.T, s string) (f float64) {
	t.Helper()
	if _, err := fmt.Sscan(s, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestGapsCommands runs what every finding of the practice network says to
// type: each command exists and does something.
func TestGapsCommands(t *testing.T) {
	const network = "../../../examples/network"
	seen := map[string]bool{}
	for _, args := range []string{"--all", "reconnect", "paths"} {
		g := gapsJSON(t, network, args)
		for _, f := range g.Findings {
			seen[f.ID] = true
			words := shellWords(strings.TrimPrefix(f.Do, "netnotes "))
			if !strings.HasPrefix(f.Do, "netnotes ") || f.Title == "" || f.Text == "" || strings.ContainsAny(f.Title+f.Text, "!\n") {
				t.Errorf("%s: %+v", f.ID, f)
			}
			if words[0] == "set" {
				words = append(words, "--dry-run")
			}
			if got := runHere(network, append([]string{"--today", "2026-10-06"}, words...)); got.status != 0 || got.stdout == "" || got.stdout == "Nobody matches.\n" {
				t.Errorf("%s says %q, which ends with %d:\n%s%s", f.ID, f.Do, got.status, got.stdout, got.stderr)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("the practice network shows %d kinds of findings only: %v", len(seen), seen)
	}
}

// TestGapsHostileNames wants what a finding says to type to be safe in a shell
// and what it prints to be free of control characters.
func TestGapsHostileNames(t *testing.T) {
	dir := folderWith(t, map[string]string{
		"contacts/a.md": "---\nname: \"$(rm -rf ~) `id` 'x' \\e[31m\"\nsector: vendor\n---\n## Log\n- 2026-01-01 coffee\n",
	})
	out := runHere(dir, []string{"--today", "2026-10-06", "gaps", "fragile"})
	if strings.Contains(out.stdout, "\x1b") || !strings.Contains(out.stdout, `netnotes show "$(printf '$(rm -rf ~) `+"`id`"+` \047x\047 \033[31m')"`) {
		t.Errorf("%q", out.stdout)
	}
}
