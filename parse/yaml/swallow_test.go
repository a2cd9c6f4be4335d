package yaml

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"netnotes/parse/txt"
)

// TestSwallowed wants the text that stands there where YAML would leave it out,
// and YAML's reading wherever it makes sense of the signs.
func TestSwallowed(t *testing.T) {
	for _, c := range []struct {
		front string
		want  []string
		told  int
	}{
		{"org: &Partners Law Library", []string{"&Partners Law Library"}, 1},
		{"role: !Head of maps # since May", []string{"!Head of maps"}, 1},
		{"tags: #vip #maps", []string{"#vip #maps"}, 1},
		{"tags: [#vip, b, \"#c\", &d e]", []string{"#vip", "b", "#c", "&d e"}, 2},
		{"tags:\n  - #vip\n  - b", []string{"#vip", "b"}, 1},
		{"tags:\n- #vip\n- &é b", []string{"#vip", "&é b"}, 2},
		{"colour: #ff00aa", []string{"#ff00aa"}, 1},
		{"org: # a comment", nil, 0},
		{"org: x # a comment", []string{"x"}, 0},
		{"org: \"&Partners\"", []string{"&Partners"}, 0},
		{"org: &a Elm\nemployer: *a", []string{"Elm"}, 0},
		{"phone: !!str 12", []string{"12"}, 0},
		{"org: &list\n  - a\n  - b", []string{"a", "b"}, 0},
		{"cue: |\n  - #vip\n  x: &y", []string{"- #vip\nx: &y\n"}, 0},
		{"cue: \"long\n  - #vip\"", []string{"long - #vip"}, 0},
		{"knows: [[&Partners]]", []string{"[[&Partners]]"}, 0},
		{"org: é &x", []string{"é &x"}, 0},
	} {
		for ending, eol := range map[string]string{"LF": "", "CRLF": "\r"} {
			front := ""
			for _, line := range splitLines(c.front) {
				front += line + eol + "\n"
			}
			fields, problems := Fields([]byte(front), nil)
			if len(fields) == 0 {
				t.Errorf("%q %s: no field", c.front, ending)
				continue
			}
			if diff := cmp.Diff(c.want, normal(fields[0].Texts())); diff != "" && ending == "LF" {
				t.Errorf("%q: %s", c.front, diff)
			}
			told := 0
			for _, p := range problems {
				if p.Code == txt.YAMLSwallowed {
					told++
				}
			}
			if told != c.told {
				t.Errorf("%q %s: told %d times, want %d: %v", c.front, ending, told, c.told, problems)
			}
		}
	}
}

func normal(texts []string) []string {
	if len(texts) == 0 {
		return nil
	}
	return texts
}

func splitLines(s string) (lines []string) {
	for at := 0; at < len(s); {
		next := txt.NextLine([]byte(s), at)
		line := s[at:next]
		if line[len(line)-1] == '\n' {
			line = line[:len(line)-1]
		}
		lines, at = append(lines, line), next
	}
	return lines
}
