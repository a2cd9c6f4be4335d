package facts

import "testing"

// TestIdentity finds one address in all its spellings.
func TestIdentity(t *testing.T) {
	for _, same := range [][3]string{
		{"linkedin", "https://www.linkedin.com/in/ada-park/", "in/Ada-Park"},
		{"linkedin", "http://uk.linkedin.com/in/ada?trk=x", "https://linkedin.com/in/ada#y"},
		{"email", "mailto:Ada@X.example", "ada@x.example "},
		{"phone", "+1 (415) 555-0134", "415 555 0134"},
		{"phone", "tel:+46-8-555-01-01;ext=5", "0046 8 555 01 01"},
		{"url", "https://www.ada.example/", "http://ada.example"},
	} {
		if a, b := Identity(same[0], same[1]), Identity(same[0], same[2]); a == "" || a != b {
			t.Errorf("%s: %q and %q, of %q and %q", same[0], a, b, same[1], same[2])
		}
	}
	for _, none := range [][2]string{{"linkedin", "none"}, {"email", "ada"}, {"phone", "12345"}} {
		if key := Identity(none[0], none[1]); key != "" {
			t.Errorf("%q identifies somebody: %q", none[1], key)
		}
	}
}
