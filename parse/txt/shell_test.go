package txt

import (
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pasted is what a POSIX shell hands to netnotes when a command is pasted.
func pasted(t interface{ Fatalf(string, ...any) }, command string) []string {
	cmd := exec.Command("sh")
	cmd.Stdin = strings.NewReader("netnotes() { printf '%s\\0' \"$@\"; }\n" + command + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

func TestCommand(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"ada", "netnotes show ada"},
		{"contacts/ada-park.md", "netnotes show contacts/ada-park.md"},
		{"Ada Park", `netnotes show "Ada Park"`},
		{"Zoë", "netnotes show Zoë"},
		{"", `netnotes show ""`},
		{"O'Neil", `netnotes show "O'Neil"`},
		{"~root", "netnotes show '~root'"},
		{"=ls", `netnotes show "=ls"`},
		{"*", "netnotes show '*'"},
		{"a;b&c|d#e", "netnotes show 'a;b&c|d#e'"},
		{`Ada "Ace" Park`, `netnotes show 'Ada "Ace" Park'`},
		{"Ann $(touch PWNED) Lee", "netnotes show 'Ann $(touch PWNED) Lee'"},
		{"Bo `touch PWNED` Lind", "netnotes show 'Bo `touch PWNED` Lind'"},
		{"Wow!", "netnotes show 'Wow!'"},
		{"it's $1", `netnotes show 'it'\''s $1'`},
		{"-Ann", "netnotes show -- -Ann"},
		{"--yes", "netnotes show -- --yes"},
		{"Ann\nLee", `netnotes show "$(printf 'Ann\012Lee')"`},
		{"50% 'x'\t\\n", `netnotes show "$(printf '50%% \047x\047\011\\n')"`},
		{"\x1b]0;x\x07\u202e", `netnotes show "$(printf '\033]0;x\007\342\200\256')"`},
	} {
		got := Command("show", c.name)
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.name, got, c.want)
		}
		args := pasted(t, got)
		if args[len(args)-1] != c.name {
			t.Errorf("%s gives %q, want %q", got, args, c.name)
		}
		if strings.ContainsFunc(got, isShellControl) {
			t.Errorf("%q cannot be pasted", got)
		}
	}
	if got, want := Command("forget --yes", "Ada Park", "-x"), `netnotes forget --yes -- "Ada Park" -x`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := Command("wrap --as=", "1=Ann $x", "ALA"), "netnotes wrap ALA --as='1=Ann $x'"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestCommandAnything pastes words of any characters that a shell can hand over.
func TestCommandAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching("[ -~\\n\\t\\x01-\\x1f\\x7fäß\u202e\u00a0漢]{0,12}")
		args := rapid.SliceOfN(word, 1, 3).Draw(t, "args")
		for i := range args {
			args[i] = strings.TrimRight(args[i], "\n") // as a shell does
		}
		command := Command("log", args...)
		got := pasted(t, command)[1:]
		if got[0] == "--" && len(got) == len(args)+1 {
			got = got[1:]
		}
		if strings.Join(got, "\x00") != strings.Join(args, "\x00") {
			t.Fatalf("%s gives %q, want %q", command, got, args)
		}
	})
}
