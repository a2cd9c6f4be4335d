package manual

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every page has a title that tells what it is about, fits a terminal of 80
// columns, and leads only to pages that are there.
func TestTopics(t *testing.T) {
	link := regexp.MustCompile(`netnotes help ([a-z]+)`)
	names := map[string]bool{"due": true} // a command of which the tutorial asks for help
	for _, topic := range Topics() {
		names[topic.Name] = true
	}
	for _, topic := range Topics() {
		if topic.About == "" || !strings.HasPrefix(topic.Text, "# "+topic.Name+": ") {
			t.Errorf("%s: the title is not \"# %s: what it tells\"", topic.Name, topic.Name)
		}
		for i, line := range strings.Split(topic.Text, "\n") {
			command := strings.HasPrefix(line, "hint: ") // what is to be pasted stays whole
			if n := utf8.RuneCountInString(line); n > 80 && !command {
				t.Errorf("%s.md:%d: %d columns wide", topic.Name, i+1, n)
			}
			for _, m := range link.FindAllStringSubmatch(line, -1) {
				if !names[m[1]] {
					t.Errorf("%s.md:%d: there is no page %q", topic.Name, i+1, m[1])
				}
			}
		}
		if found, ok := Find(strings.ToUpper(topic.Name)); !ok || found != topic {
			t.Errorf("%s is not found by its name", topic.Name)
		}
	}
	if len(names) < 2 {
		t.Error("no pages")
	}
}
