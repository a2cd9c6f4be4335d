package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/cmd/internal/manual"
	"netnotes/parse/txt"
	"netnotes/report/form"
)

// helpCommand shows a topic of the manual or what a command does. A word that is both
// is a topic, since the command tells of itself with --help.
func helpCommand(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:   "help [TOPIC|COMMAND]",
		Short: "Read the manual",
		Long:  "help shows a page of the manual, or what a command does.\n\n" + topicList(),
		Example: "  netnotes help tutorial\n" +
			"  netnotes help format",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) == 0 {
				for _, t := range manual.Topics() {
					names = append(names, t.Name+"\t"+t.About)
				}
				for _, c := range cmd.Root().Commands() {
					if _, both := manual.Find(c.Name()); c.IsAvailableCommand() && !both {
						names = append(names, c.Name()+"\t"+c.Short)
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return paged(a, []byte(about+"\n\n"+cmd.Root().UsageString()+"\n"+topicList()+"\n"))
			}
			if topic, ok := manual.Find(args[0]); ok && len(args) == 1 {
				return paged(a, []byte(topic.Text))
			}
			if args[0] == commandsTopic && len(args) == 1 {
				return paged(a, reference(cmd.Root()))
			}
			of, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 || of == cmd.Root() {
				return unknownTopic(cmd, args[0])
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
	}
}

// commandsTopic is the page that is made of the commands themselves.
const commandsTopic = "commands"

// reference tells every command with its flags, from the commands themselves.
func reference(root *cobra.Command) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# commands: every command with its flags\n\nEverywhere:\n\n%s", root.PersistentFlags().FlagUsagesWrapped(manualWidth))
	var tell func(*cobra.Command)
	tell = func(c *cobra.Command) {
		if !c.IsAvailableCommand() {
			return
		}
		if c.Runnable() {
			fmt.Fprintf(&b, "\n## %s\n\n%s.\n", strings.TrimSuffix(c.UseLine(), " [flags]"), c.Short)
			if flags := c.LocalNonPersistentFlags().FlagUsagesWrapped(manualWidth); flags != "" {
				b.WriteString("\n" + flags)
			}
		}
		for _, sub := range c.Commands() {
			tell(sub)
		}
	}
	for _, c := range root.Commands() {
		tell(c)
	}
	return b.Bytes()
}

// manualWidth is how wide a page of the manual may be.
const manualWidth = 80

// topicList names the topics of the manual, with what each tells.
func topicList() string {
	var b strings.Builder
	b.WriteString("Topics:\n")
	topics := append(manual.Topics(), manual.Topic{Name: commandsTopic, About: "every command with its flags"})
	slices.SortFunc(topics, func(a, b manual.Topic) int { return strings.Compare(a.Name, b.Name) })
	for _, t := range topics {
		fmt.Fprintf(&b, "  %-12s %s\n", t.Name, t.About)
	}
	return strings.TrimRight(b.String(), "\n")
}

// paged shows a longer text: in the pager that $PAGER names where somebody sits
// at a terminal, else as it is.
func paged(a *app.App, text []byte) error {
	pager := a.Env.Getenv("PAGER")
	if a.Env.Terminal && a.Env.Asks && pager != "" && a.Env.RunPager != nil {
		if a.Env.RunPager(a.Context(), pager, text) == nil {
			return nil
		}
	}
	_, err := form.SafeWriter{To: a.Env.Stdout, Color: a.Style().Color}.Write(text)
	return err
}

func unknownTopic(cmd *cobra.Command, name string) error {
	var names []string
	for _, t := range manual.Topics() {
		names = append(names, t.Name)
	}
	for _, c := range cmd.Root().Commands() {
		names = append(names, c.Name())
	}
	hint := txt.Command("help")
	if near := txt.Nearest(name, names); near != "" {
		hint = "did you mean this? " + txt.Command("help", near)
	}
	return app.Usage(hint, "there is no topic and no command %q", name)
}

const about = `netnotes keeps a professional network in plain Markdown notes: it tells who is
due, and why. The notes stay yours, in your own folder.

Exit status: 0 fine, also when something is due; 1 problems found by check;
2 wrong usage, or a name that is unknown or ambiguous; 3 the work could not be
done.`
