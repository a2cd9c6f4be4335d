package logline

import "testing"

func TestIsClosing(t *testing.T) {
	for text, want := range map[string]bool{
		"thanks!": true, "Thank you": true, "ok": true, "OK 👍": true, "👍": true, "🙏🙂": true, ":)": true,
		"Ok, see you then": true, "perfect, see you then": true, "sounds good, see you Friday": true, "great, received": true,
		"ok thanks": true, "yes great thanks for the tip": true, "Thanks and see you on Monday": true, "sounds good - talk soon": true,
		"you’re welcome": true, "looking forward to it!": true, "noted. Many thanks!": true, "“perfect, thanks”": true, "thanks #got": true,
		"have a lovely weekend": true, "will do – have a great trip": true,
		"": false, "#got": false, "thanks, but which room?": false, "thanks, could you send the data": false, "yes, gladly": false,
		"thanks, when can we meet?": false, "ok, and the list": false, "ok - the list is missing": false, "good to hear from you": false,
		"newsletter #3 is out, what do you think": false, "thanksgiving dinner": false, "great idea": false, "done with the report": false,
		"thank you for the slides, could you send me the list of all the scans as well": false,
		"thanks for all that you have done for us":                                      false, // nine words
	} {
		if got := IsClosing(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
