package report

import (
	"bytes"
	"strings"

	"netnotes/report/form"
)

// Markdown writes the review as a page: what the text says, in a list.
func (r Review) Markdown() []byte {
	var b bytes.Buffer
	for i, line := range strings.Split(strings.TrimRight(string(r.Text(form.Style{})), "\n"), "\n") {
		switch label, text := line, ""; {
		case i == 0:
			b.WriteString("# Review " + escapeMarkdown(line) + "\n\n")
		case line == "":
		default:
			if len(line) > reviewIndent && !strings.HasPrefix(line, "Nothing ") {
				label, text = strings.TrimSpace(line[:reviewIndent]), line[reviewIndent:]
			}
			switch {
			case text == "":
				b.WriteString(escapeMarkdown(line) + "\n")
			case label == "":
				b.WriteString("  - " + escapeMarkdown(text) + "\n")
			default:
				b.WriteString("- **" + form.Capital(label) + "**: " + escapeMarkdown(text) + "\n")
			}
		}
	}
	return b.Bytes()
}

// escapeMarkdown guards what Markdown would take for more than a text.
func escapeMarkdown(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`).Replace(s)
}
