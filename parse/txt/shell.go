package txt

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Command is a command of netnotes to be typed, whatever the names in it hold:
// pasted into a POSIX shell it means what it says and nothing else. command is
// written as it stands, with its flags ("git resolve --yes"), the last of which
// may wait for the first of args ("wrap --as="). They are quoted where that is
// needed, and stand before the flags; where one of them looks like a flag itself,
// behind all flags and "--".
func Command(command string, args ...string) string {
	verb, flags, _ := strings.Cut(command, " --")
	if flags != "" {
		flags = " --" + flags
	}
	if strings.HasSuffix(flags, "=") {
		flags, args = flags+ShellWord(args[0]), args[1:]
	}
	words := ""
	for _, arg := range args {
		words += " " + ShellWord(arg)
	}
	if slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "-") }) {
		return "netnotes " + verb + flags + " --" + words
	}
	return "netnotes " + verb + words + flags
}

// ShellWord writes a text as one word of a POSIX shell: as it is, as names
// are between double quotes, which Windows knows as well, or between single ones. What a terminal
// would obey or a line would end at is written by printf.
func ShellWord(s string) string {
	switch {
	case strings.ContainsFunc(s, isShellControl) || !utf8.ValidString(s):
		return printfWord(s)
	case s != "" && s[0] != '=' && !strings.ContainsFunc(s, isShellSpecial):
		return s
	case !strings.ContainsFunc(s, func(r rune) bool { return isShellSpecial(r) && !strings.ContainsRune(" '()", r) }):
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// isShellSpecial reports whether a character may mean something to a shell.
func isShellSpecial(r rune) bool {
	if r < 0x80 {
		return !IsLetter(byte(r)) && !IsDigit(byte(r)) && !strings.ContainsRune("_@%+:,./-=", r)
	}
	return unicode.IsSpace(r)
}

// isShellControl reports whether a character could not be pasted: a control
// character, or a mark that turns the direction of text or ends a line.
func isShellControl(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x61c || r == 0xfeff
}

// printfWord has the shell's printf write the bytes that cannot be pasted. A last
// newline is lost, as a shell loses it.
func printfWord(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch part := s[i : i+size]; {
		case isShellControl(r), r == utf8.RuneError && size == 1, part == "'", part == "-" && i == 0:
			for _, c := range []byte(part) {
				fmt.Fprintf(&b, `\%03o`, c)
			}
		case part == `\`, part == "%":
			b.WriteString(part + part)
		default:
			b.WriteString(part)
		}
		i += size
	}
	return `"$(printf '` + b.String() + `')"`
}
