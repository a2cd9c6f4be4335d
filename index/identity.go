package index

import (
	"net/url"
	"strings"
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
