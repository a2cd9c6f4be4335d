package report

import (
	"testing"

	"netnotes/report/due"
	"netnotes/report/interviews"
)

// TestNumberIn reads the number of a goal.
func TestNumberIn(t *testing.T) {
	for goal, want := range map[string]int{"three people who bind": 3, "meet 12 people": 12, "one director": 1, "eat sitting down": 0, "find someone": 0, "go to 2026 sessions": 0} {
		if got := numberIn(goal); got != want {
			t.Errorf("%q: %d, want %d", goal, got, want)
		}
	}
}

// TestMinutesIn tells a length of time from other numbers.
func TestMinutesIn(t *testing.T) {
	for text, want := range map[string]int{"asked for 20 minutes": 20, "asked: 15-20 min, by phone": 20, "asked for 30min": 30, "asked about 20 boxes": 0, "asked for the minutes": 0, "asked in 2026": 0} {
		if got := interviews.MinutesIn(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestTopics compares topics by whole words, in the singular or the plural.
func TestTopics(t *testing.T) {
	for _, c := range []struct {
		have, asked string
		want        bool
	}{
		{"web-archiving", "Web archiving", true},
		{"zines", "zine", true},
		{"metadata", "linked metadata", true},
		{"oral-history", "history", true},
		{"archives", "web archiving", false},
		{"art", "cartography", false},
		{"glass", "glas", false},
		{"", "zine", false},
		{"c++", "c", false},
	} {
		if got := due.Holds(due.TopicKey(c.have), due.TopicKey(c.asked)); got != c.want {
			t.Errorf("%q for %q: %v", c.have, c.asked, got)
		}
	}
}

// TestSays finds phrases as whole words.
func TestSays(t *testing.T) {
	for text, want := range map[string]bool{"he replied: declined, sadly": true, "declined.": true, "undeclined": false, "an inclined shelf": false, "she said no": true, "she said nothing": false} {
		if got := interviews.Says(text, interviews.DeclinedWords()); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestQuizKnows takes the whole name, an alias, or the first or last word.
func TestQuizKnows(t *testing.T) {
	c := QuizCard{Name: "Ada Park", aliases: []string{"Ada Park", "Dr. Park", "Countess"}}
	for answer, want := range map[string]bool{"ada park": true, "Ada": true, "PARK": true, "countess": true, "ad": false, "": false, "bo": false} {
		if got := c.Knows(answer); got != want {
			t.Errorf("%q: %v", answer, got)
		}
	}
}
