// Package manual is what "netnotes help TOPIC" shows: one Markdown file a
// topic, in lines that fit a terminal of 80 columns. The first line is its
// title, "# word: what it tells".
package manual

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.md
var pages embed.FS

// Topic is one page of the manual.
type Topic struct {
	Name  string // the word to ask for it with
	About string // what it tells, in a few words
	Text  string // Markdown
}

// Topics are the pages of the manual, by name.
func Topics() []Topic {
	files, err := fs.Glob(pages, "*.md")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	topics := make([]Topic, 0, len(files))
	for _, file := range files {
		text, err := pages.ReadFile(file)
		if err != nil {
			panic(err) // the file is part of the program
		}
		title, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		_, about, _ := strings.Cut(title, ": ")
		topics = append(topics, Topic{strings.TrimSuffix(file, ".md"), about, string(text)})
	}
	return topics
}

// Find is the topic of a name.
func Find(name string) (Topic, bool) {
	for _, t := range Topics() {
		if t.Name == strings.ToLower(name) {
			return t, true
		}
	}
	return Topic{}, false
}
