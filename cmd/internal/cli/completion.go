package cli

import (
	"embed"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/txt"
)

//go:embed completion
var completionScripts embed.FS

// addCompletion adds the command that writes completions for shells. Those for
// bash and zsh are our own: others hold what netnotes found against what was
// typed once more, and so drop a name that was found by its second word.
func addCompletion(a *app.App, root *cobra.Command) {
	root.CompletionOptions.DisableDefaultCmd = false
	root.InitDefaultCompletionCmd()
	completion, _, err := root.Find([]string{"completion"})
	if err != nil || completion == root {
		return
	}
	for _, shell := range [...]string{"bash", "zsh"} {
		if old, _, err := completion.Find([]string{shell}); err == nil && old != completion {
			completion.RemoveCommand(old)
		}
		load := "source <(" + txt.Command("completion", shell) + ")"
		completion.AddCommand(&cobra.Command{
			Use:     shell,
			Short:   "Completions for " + shell,
			Long:    "Completions for " + shell + ". This line in its start file loads them in every new shell:\n\n  " + load,
			Example: "  " + load,
			Args:    app.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				script, err := completionScripts.ReadFile("completion/netnotes." + shell)
				if err == nil {
					_, err = a.Env.Stdout.Write(script)
				}
				return err
			},
		})
	}
}
