package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"netnotes/cmd/internal/manual"
	"netnotes/parse"
	"netnotes/report/gaps"
)

// topicText is the text of a topic, its lines joined, so that words may stand at the
// end of one and the head of the next.
func topicText(t *testing.T, name string) string {
	t.Helper()
	topic, ok := manual.Find(name)
	if !ok {
		t.Fatalf("there is no page %q", name)
	}
	return " " + strings.Join(strings.Fields(topic.Text), " ") + " "
}

// wants reports words that a page lacks.
func wants(t *testing.T, name string, words []string) {
	t.Helper()
	text := topicText(t, name)
	if len(words) == 0 {
		t.Errorf("nothing to look for in %s", name)
	}
	for _, word := range words {
		if !regexp.MustCompile(`(^|[^a-z_-])` + regexp.QuoteMeta(word) + `($|[^a-z_-])`).MatchString(text) {
			t.Errorf("netnotes help %s does not tell of %q", name, word)
		}
	}
}

// found are what a pattern finds in the files of a package, so that the manual
// is held against the tables themselves.
func found(t *testing.T, files, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "..", filepath.FromSlash(files)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range names {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(source), -1) {
			out = append(out, m[1])
		}
	}
	return out
}

// The manual tells of every field, setting, code, finding and kind of line.
func TestManualIsWhole(t *testing.T) {
	var fields []string
	for _, kind := range []parse.NoteKind{parse.ContactNote, parse.EventNote, parse.OrgNote} {
		for _, f := range parse.FieldsOf(kind) {
			fields = append(fields, f.Name)
		}
	}
	wants(t, "format", fields)
	wants(t, "settings", found(t, "index/folder/settings.go", `(?m)^\t\t\{"([a-z_]+)", "`))
	var codes []string
	for _, code := range declaredCodes(t) {
		codes = append(codes, string(code))
	}
	wants(t, "problems", codes)
	wants(t, "targets", gaps.IDs())
	wants(t, "kinds", found(t, "parse/logline/kinds.go", `Kind += "([a-z]+)"`))
	wants(t, "queries", []string{"name", "path", "spoke", "touch", "warmth", "type", "tag", "level", "role"})
}

// Every command has an example and is told of in the manual, and every flag says
// what it does.
func TestEveryCommandIsTold(t *testing.T) {
	var all strings.Builder
	for _, topic := range manual.Topics() {
		all.WriteString(topic.Text)
	}
	root := Command()
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		if !regexp.MustCompile(`(netnotes|\n   |,) ` + c.Name() + `\b`).MatchString(all.String()) {
			t.Errorf("no page of the manual tells of netnotes %s", c.Name())
		}
		tellsFlags(t, c)
	}
	if text := string(reference(root)); !strings.Contains(text, "## netnotes due") || strings.Contains(text, "\t") {
		t.Error("the reference of commands is not what it should be")
	}
}

func tellsFlags(t *testing.T, c *cobra.Command) {
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Usage == "" && !f.Hidden {
			t.Errorf("%s --%s says nothing", c.CommandPath(), f.Name)
		}
	})
	for _, sub := range c.Commands() {
		tellsFlags(t, sub)
	}
}
