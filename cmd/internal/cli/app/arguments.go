package app

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// MinArgs wants so many arguments at least, and names those that are missing as
// the command's own line of usage does.
func MinArgs(n int, hint string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= n {
			return nil
		}
		words := strings.Fields(cmd.Use)[1:]
		missing := words[min(len(args), len(words)):min(n, len(words))]
		verb := "is"
		if len(missing) > 1 {
			verb = "are"
		}
		after := strings.TrimPrefix(cmd.CommandPath(), "netnotes ")
		return Usage(hint, "%s %s missing after %q", Listed(missing, "and"), verb, strings.Join(append([]string{after}, args...), " "))
	}
}

// NoArgs refuses arguments in one voice.
func NoArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return Usage(cmd.CommandPath(), "%s takes no %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// Negation stands before a query's "-key:value" and a sentence's "->" while
// cobra reads the arguments, which would take them for flags.
const Negation = "\x00"

func hideNegations(args []string) []string {
	out := slices.Clone(args)
	for i, arg := range out {
		key, _, ok := strings.Cut(strings.TrimPrefix(arg, "-"), ":")
		if strings.HasPrefix(arg, "->") || ok && strings.HasPrefix(arg, "-") && len(key) > 1 && strings.Trim(strings.ToLower(key), "abcdefghijklmnopqrstuvwxyz_") == "" {
			out[i] = Negation + arg
		}
	}
	return out
}

// SomeName asks for a name; several words are one name.
func SomeName(cmd *cobra.Command, args []string) error {
	if strings.TrimSpace(strings.Join(args, " ")) == "" {
		return Usage("netnotes list", "%s needs a name", cmd.Name())
	}
	return nil
}
