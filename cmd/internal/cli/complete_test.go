package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"netnotes/report"
)

// folk are notes to complete names and words from.
func folk() map[string]string {
	return map[string]string{
		"netnotes.yaml":      "",
		"contacts/ada.md":    "---\nname: Ada Park\naliases: [Adele]\nshoe: 38\n---\n",
		"contacts/bo.md":     "---\nname: Bo Lindqvist\n---\n",
		"contacts/renee.md":  "---\nname: Renée O'Hara\n---\n",
		"contacts/twin-1.md": "---\nname: Cy Reed\n---\n",
		"contacts/twin-2.md": "---\nname: Cy Reed\n---\n",
		"events/fair.md":     "---\ntype: event\nname: Map Fair\n---\n",
		"orgs/fox.md":        "---\ntype: org\nname: Fox Hollow\n---\n",
	}
}

// TestComplete asks for the words that may stand where the last one does: what
// is typed, and what a shell is told. ":6" says that the word goes on.
func TestComplete(t *testing.T) {
	d := newDesk(t, folk())
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"show", "park"}, "Ada Park :4"},
		{[]string{"show", "PARK A"}, "Ada Park :4"},
		{[]string{"show", "adel"}, "Ada Park :4"},
		{[]string{"show", "renee oh"}, "Renée O'Hara :4"},
		{[]string{"show", "cy"}, "contacts/twin-1.md, contacts/twin-2.md :4"},
		{[]string{"show", "contacts/b"}, "contacts/bo.md :4"},
		{[]string{"show", "fox"}, "Fox Hollow :4"},
		{[]string{"why", "fox"}, ":4"},
		{[]string{"wrap", "fair"}, "Map Fair :4"},
		{[]string{"log", "bo,par"}, "bo,Ada Park :4"},
		{[]string{"log", "bo", "par"}, ":4"},
		{[]string{"merge", "bo", "par"}, "Ada Park :4"},
		{[]string{"set", "ada", "TI"}, "tier= :6"},
		{[]string{"set", "ada", "sho"}, "shoe= :6"},
		{[]string{"set", "ada", "tier="}, "tier=A, tier=B, tier=C, tier=D, tier=inner, tier=close, tier=casual, tier=warm, tier=dormant :4"},
		{[]string{"set", "ada", "relation+=mentor,sp"}, "relation+=mentor,sponsor :4"},
		{[]string{"set", "ada", "knows+=lind"}, "knows+=[[Bo Lindqvist]] :4"},
		{[]string{"set", "fair", "mode=VI"}, "mode=virtual :4"},
		{[]string{"list", "spo"}, "spoke: :6"},
		{[]string{"list", "sho"}, "shoe: :6"},
		{[]string{"list", "warmth:co"}, "warmth:cooling, warmth:cold :4"},
		{[]string{"list", "warmth:cold|war"}, "warmth:cold|warm :4"},
		{[]string{"due", "type:ev"}, "type:event :4"},
		{[]string{"export", "csv", "level:Dir"}, "level:director :4"},
		{[]string{"list", "introduced_by:par"}, "introduced_by:[[Ada Park]] :4"},
		{[]string{"list", "--columns", "name,warm"}, "name,warmth :4"},
		{[]string{"new", "contact", "--met-how", "intro"}, "introduced :4"},
		{[]string{"new", "contact", "--introduced-by", "park"}, "Ada Park :4"},
		{[]string{"path", "lindq"}, "Bo Lindqvist :4"},
		{[]string{"path", "rol"}, "role: :6"},
	} {
		got := d.run(strings.Join(append([]string{"__completeNoDesc"}, quoteAll(c.words)...), " "))
		lines := strings.Split(strings.TrimSpace(got.stdout), "\n")
		last := len(lines) - 1
		if told := strings.TrimSpace(strings.Join(lines[:last], ", ") + " " + lines[last]); told != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.words, told, c.want)
		}
	}
}

func quoteAll(words []string) (out []string) {
	for _, w := range words {
		out = append(out, `"`+w+`"`)
	}
	return out
}

// TestBashCompletion presses Tab in a bash that has no package for completion.
func TestBashCompletion(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("bash is not there")
	}
	script := newDesk(t, folk()).run("completion bash").stdout
	// What netnotes would answer stands for it: the words it was asked for, then
	// names.
	fake := filepath.Join(t.TempDir(), "netnotes")
	if err := os.WriteFile(fake, []byte("#!/bin/sh\nshift\nfor w; do printf '(%s)' \"$w\" >>\"$ASKED\"; done\ncat \"$ANSWER\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ line, words, answer, asked, want string }{
		{"netnotes show par", "netnotes show par", "Ada Park\n:4\n", "(show)(par)", `[Ada\ Park]`},
		{`netnotes show "par`, `netnotes show '"par'`, "Ada \"P\" $x Park\n:4\n", "(show)(par)", `[Ada \"P\" \$x Park]`},
		{`netnotes show 'par`, `netnotes show \'par`, "O'Park\n:4\n", "(show)(par)", "[OPark]"},
		{"netnotes show", `netnotes show 'Ada\ P'`, "Ada Park\n:4\n", "(show)(Ada P)", `[Ada\ Park]`},
		{"netnotes list tier:", "netnotes list tier :", "tier:A\ntier:B\n:4\n", "(list)(tier:)", "[A][B]"},
		{"netnotes set ada tier=", "netnotes set ada tier =", "tier=A\n:4\n", "(set)(ada)(tier=)", "[A]"},
		{"netnotes set ada ", "netnotes set ada ''", "tier=\n:6\n", "(set)(ada)()", "[tier=]"},
		{"netnotes -C ~/n show ", "netnotes -C '~/n' show ''", ":4\n", "(-C)(/home/me/n)(show)()", ""},
	} {
		dir := t.TempDir()
		answer, asked := filepath.Join(dir, "answer"), filepath.Join(dir, "asked")
		if err := os.WriteFile(answer, []byte(c.answer), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(bash, "--norc", "-c", script+"\nCOMP_LINE=$1 COMP_WORDS=("+c.words+`)
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; }
_netnotes
for w in "${COMPREPLY[@]}"; do printf '[%s]' "$w"; done`, "bash", c.line)
		cmd.Env = []string{"PATH=" + filepath.Dir(fake) + ":/usr/bin:/bin", "HOME=/home/me", "ASKED=" + asked, "ANSWER=" + answer}
		out, err := cmd.CombinedOutput()
		told, _ := os.ReadFile(asked)
		if err != nil || string(out) != c.want || string(told) != c.asked {
			t.Errorf("%s: %v\nasked %s, want %s\n got %s\nwant %s", c.line, err, told, c.asked, out, c.want)
		}
	}
}

// TestZshCompletion asks what the script for zsh would add for Tab: names that do
// not begin with what is typed are shown, and nothing is put in its place.
func TestZshCompletion(t *testing.T) {
	zsh, err := exec.LookPath("zsh")
	if err != nil {
		t.Skip("zsh is not there")
	}
	script := newDesk(t, folk()).run("completion zsh").stdout
	fake := filepath.Join(t.TempDir(), "netnotes")
	if err := os.WriteFile(fake, []byte("#!/bin/sh\nshift\nfor w; do printf '(%s)' \"$w\"; done >\"$ASKED\"\nprintf \"$ANSWER\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ command, typed, answer, asked, want string }{
		{"netnotes show", "par", "Ada Park\n:4\n", "(show)(par)", "[Ada Park]"},
		{"netnotes show", `Ada\ P`, "Ada Park\n:4\n", "(show)(Ada P)", "[Ada Park]"},
		{"netnotes show", "an", "Ana Ruiz\nALA Annual\n:4\n", "(show)(an)", "[Ana Ruiz][ALA Annual]only listed"},
		{"netnotes show", "An", "Ana Ruiz\nAnn Lee\n:4\n", "(show)(An)", "[Ana Ruiz][Ann Lee]"},
		{"netnotes list", "tier:", "tier:A\ntier:B\n:4\n", "(list)(tier:)", "[tier:A][tier:B]"},
		{"netnotes set ada", "", "tier=\n:6\n", "(set)(ada)()", "[tier=]"},
		{"netnotes show", "xy", ":4\n", "(show)(xy)", ""},
	} {
		asked := filepath.Join(t.TempDir(), "asked")
		cmd := exec.Command(zsh, "-f", "-c", `typeset -A compstate
compdef() { }
compadd() { printf '[%s]' "${(@P)argv[-1]}"; (( ${+compstate[list]} )) && printf 'only listed' }
`+script+`
words=(${(z)1} "$2")
CURRENT=${#words} PREFIX=$2
_netnotes; true`, "zsh", c.command, c.typed)
		cmd.Env = []string{"PATH=" + filepath.Dir(fake) + ":/usr/bin:/bin", "HOME=/home/me", "ASKED=" + asked, "ANSWER=" + c.answer}
		out, err := cmd.CombinedOutput()
		told, _ := os.ReadFile(asked)
		if err != nil || string(out) != c.want || string(told) != c.asked {
			t.Errorf("%s %s: %v\nasked %s, want %s\n got %s\nwant %s", c.command, c.typed, err, told, c.asked, out, c.want)
		}
	}
}

// TestColumnsOfHelp wants every column and every key to sort by that the help
// names to be there.
func TestColumnsOfHelp(t *testing.T) {
	d := newDesk(t, folk())
	for _, name := range report.ColumnNames() {
		if got := d.run("list --columns " + name); got.status != 0 {
			t.Errorf("--columns %s: %s", name, got.stderr)
		}
	}
	for _, key := range report.SortKeys() {
		if got := d.run("list --sort " + key); got.status != 0 {
			t.Errorf("--sort %s: %s", key, got.stderr)
		}
	}
	help := d.run("list --help").stdout
	for line := range strings.Lines(help) {
		if at := strings.Index(line, "netnotes list"); at >= 0 {
			words := shellWords(strings.TrimSpace(line[at+len("netnotes "):]))
			if got := d.run(strings.Join(quoteAll(words), " ")); got.status != 0 {
				t.Errorf("%s: %s", strings.TrimSpace(line), got.stderr)
			}
		}
	}
}
