package main

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/manual"
)

// program is the name that pages and schemas bear.
const program = "netnotes"

// manualPages are section 1, a page a command, and section 7, a page a topic.
// No page bears a day, so that they change with what they tell and not with
// when they were made.
func manualPages() (files, error) {
	made := files{}
	root := cli.Command()
	root.DisableAutoGenTag = true
	if err := commandPages(root, made); err != nil {
		return nil, err
	}
	for _, topic := range manual.Topics() {
		made["netnotes-"+topic.Name+".7"] = topicPage(topic)
	}
	return made, nil
}

func commandPages(c *cobra.Command, made files) error {
	if !c.IsAvailableCommand() && c.HasParent() {
		return nil
	}
	c.DisableAutoGenTag = true
	var b bytes.Buffer
	header := &doc.GenManHeader{Title: strings.ToUpper(strings.ReplaceAll(c.CommandPath(), " ", "-")), Section: "1", Source: program + " " + cli.Version, Manual: "netnotes"}
	if err := doc.GenMan(c, header, &b); err != nil {
		return err
	}
	made[strings.ReplaceAll(c.CommandPath(), " ", "-")+".1"] = withoutDay(b.Bytes())
	for _, sub := range c.Commands() {
		if err := commandPages(sub, made); err != nil {
			return err
		}
	}
	return nil
}

// withoutDay takes out the day that the library writes into the title line.
func withoutDay(page []byte) []byte {
	lines := bytes.SplitN(page, []byte("\n"), 3)
	for i, line := range lines {
		if bytes.HasPrefix(line, []byte(".TH")) {
			fields := bytes.SplitN(line, []byte(`" "`), 4)
			if len(fields) == 4 {
				fields[2] = nil
				lines[i] = bytes.Join(fields, []byte(`" "`))
			}
		}
	}
	return bytes.Join(lines, []byte("\n"))
}

// topicPage is a topic as roff: headings and lists are marked, everything else
// stands as it is in the manual, line by line.
func topicPage(t manual.Topic) []byte {
	var b bytes.Buffer
	b.WriteString(".TH \"NETNOTES-" + strings.ToUpper(t.Name) + "\" \"7\" \"\" \"" + program + " " + cli.Version + "\" \"netnotes\"\n")
	b.WriteString(".SH NAME\nnetnotes-" + t.Name + " \\- " + roff(t.About) + "\n.SH TEXT\n.nf\n")
	for i, line := range strings.Split(strings.TrimRight(t.Text, "\n"), "\n") {
		switch {
		case i == 0 || strings.HasPrefix(line, "```"):
		case strings.HasPrefix(line, "## "):
			b.WriteString(".SH " + roff(strings.TrimPrefix(line, "## ")) + "\n.nf\n") // a heading fills again
		default:
			b.WriteString(roff(line) + "\n")
		}
	}
	b.WriteString(".SH SEE ALSO\nnetnotes(1)\n")
	return b.Bytes()
}

// roff keeps a line from being taken for a request or an escape.
func roff(line string) string {
	line = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		line = `\&` + line
	}
	return line
}
