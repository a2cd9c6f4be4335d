package facts

import (
	"net/url"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// Identity is what is the same in all spellings of an address or a number.
func Identity(field, value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	switch field {
	case "email":
		value = strings.TrimPrefix(value, "mailto:")
		if !strings.Contains(value, "@") {
			return ""
		}
		return value
	case "phone":
		return phoneKey(value)
	case "uid":
		return strings.TrimPrefix(value, "urn:uuid:")
	case "linkedin":
		if value == "none" {
			return ""
		}
		if _, profile, ok := strings.Cut(value, "/in/"); ok {
			value = profile
		}
		if plain, err := url.PathUnescape(value); err == nil {
			value = strings.ToLower(plain)
		}
	}
	value, _, _ = strings.Cut(value, "?")
	value, _, _ = strings.Cut(value, "#")
	if _, rest, ok := strings.Cut(value, "://"); ok {
		value = rest
	}
	return strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(value, "in/"), "www."), "/")
}

// phoneKey is a number's last nine digits, which are the same with and without
// the code of the country. Shorter than six it identifies nobody.
func phoneKey(value string) string {
	value, _, _ = strings.Cut(value, ";")
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, value)
	if len(digits) < 6 {
		return ""
	}
	return digits[max(0, len(digits)-9):]
}

// likeness is something by which two notes look like one person.
type likeness struct{ Key, Field string }

// Likenesses are those of a contact.
func Likenesses(n *parse.Note) (out []likeness) {
	for _, field := range [...]string{"email", "phone", "linkedin"} {
		for _, value := range n.List(field) {
			if key := Identity(field, value); key != "" {
				out = append(out, likeness{field + ":" + key, field})
			}
		}
	}
	var forms txt.NameForms
	for i, text := range n.List("org") {
		if i == 0 {
			forms = txt.FormsOf(n.Name)
		}
		org := txt.NameKey(txt.PlainText(text))
		for _, name := range forms.Short {
			if org != "" {
				out = append(out, likeness{"name:" + name + "\x00" + org, "name"})
			}
		}
	}
	return out
}
