package index

import "strings"

// Command writes a command with its arguments as a shell reads them, whatever
// they hold.
func Command(args ...string) string {
	words := []string{"netnotes"}
	for _, arg := range args {
		words = append(words, ShellQuote(arg))
	}
	return strings.Join(words, " ")
}
