package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/manual"
	"netnotes/parse"
	"netnotes/report"
)

// help shows a topic of the manual or what a command does. A word that is both
// is a topic, since the command tells of itself with --help.
func (a *app) help() *cobra.Command {
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
				return a.page([]byte(about + "\n\n" + cmd.Root().UsageString() + "\n" + topicList() + "\n"))
			}
			if topic, ok := manual.Find(args[0]); ok && len(args) == 1 {
				return a.page([]byte(topic.Text))
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

// topicList names the topics of the manual, with what each tells.
func topicList() string {
	var b strings.Builder
	b.WriteString("Topics:\n")
	for _, t := range manual.Topics() {
		fmt.Fprintf(&b, "  %-12s %s\n", t.Name, t.About)
	}
	return strings.TrimRight(b.String(), "\n")
}

// page shows a longer text: in the pager that $PAGER names where somebody sits
// at a terminal, else as it is.
func (a *app) page(text []byte) error {
	pager := a.env.Getenv("PAGER")
	if a.env.Terminal && a.env.Asks && pager != "" && a.env.RunPager != nil {
		if a.env.RunPager(a.context(), pager, text) == nil {
			return nil
		}
	}
	_, err := report.SafeWriter{To: a.env.Stdout, Color: a.style().Color}.Write(text)
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
	hint := parse.Command("help")
	if near := parse.Nearest(name, names); near != "" {
		hint = "did you mean this? " + parse.Command("help", near)
	}
	return usage(hint, "there is no topic and no command %q", name)
}
