package date

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"netnotes/parse/txt"
)

// around is what stands around a date.
type around struct {
	text    string
	at      int
	closers []string
	linked  bool
	weekday int // 0 is Sunday; -1 for none
	word    string
}

// wrapper is what may be put around a date, and whether it must be closed.
type wrapper struct {
	open, close string
	must        bool
}

func wrappers() [10]wrapper {
	return [10]wrapper{{"[[", "]]", true}, {"**", "**", false}, {"__", "__", false}, {"==", "==", false}, {"*", "*", false}, {"_", "_", false},
		{"`", "`", true}, {"(", ")", true}, {"[", "]", true}, {"<", ">", true}}
}

func (a *around) before() {
	a.weekday = -1
	for a.at < len(a.text) {
		rest := a.text[a.at:]
		if c := rest[0]; txt.IsDigit(c) {
			return
		} else if c >= 0x80 || c == ' ' {
			r, n := utf8.DecodeRuneInString(rest)
			if c != ' ' && !IsSymbol(r) {
				return
			}
			a.at += n
			continue
		}
		if n := a.weekdayAt(a.at); n > 0 {
			a.at += n
			a.at += len(a.text[a.at:]) - len(strings.TrimLeft(a.text[a.at:], ",. )]*_="))
			continue
		}
		if len(rest) > 3 && strings.EqualFold(rest[:3], "on ") {
			a.at += 3
			continue
		}
		opened := false
		for _, w := range wrappers() {
			if strings.HasPrefix(rest, w.open) {
				a.linked = a.linked || w.open == "[["
				a.closers = append(a.closers, w.close)
				a.at, opened = a.at+len(w.open), true
				break
			}
		}
		if !opened {
			return
		}
	}
}

// weekdayAt is the length of a weekday at a place.
func (a *around) weekdayAt(at int) int {
	end := at
	for end < len(a.text) && txt.IsLetter(a.text[end]) {
		end++
	}
	if day, ok := Weekday(a.text[at:end]); ok {
		a.weekday, a.word = day, a.text[at:end]
		return end - at
	}
	return 0
}

// after closes what was opened and passes over a weekday behind the day. It
// reports whether what must be closed is.
func (a *around) after() bool {
	a.behind()
	for i := len(a.closers) - 1; i >= 0; i-- {
		closer := a.closers[i]
		if shown, ok := strings.CutPrefix(a.text[a.at:], "|"); ok && closer == "]]" {
			end := strings.Index(shown, closer)
			if end < 0 {
				return false
			}
			if a.weekdayAt(a.at+1) == 0 {
				a.weekday = -1
			}
			a.at += 1 + end
		}
		switch {
		case strings.HasPrefix(a.text[a.at:], closer):
			a.at += len(closer)
		case closer != "**" && closer != "__" && closer != "==" && closer != "*" && closer != "_":
			return false
		}
		if closer == "]" && strings.HasPrefix(a.text[a.at:], "(") {
			end := txt.Matching(a.text, a.at, '(', ')')
			if end < 0 {
				return false
			}
			a.at = end + 1
		}
	}
	a.behind()
	return true
}

// behind passes over a weekday after the day, perhaps with a comma before it or
// in brackets.
func (a *around) behind() {
	rest := strings.TrimLeft(a.text[a.at:], " ,")
	inner := strings.TrimLeft(rest, "([")
	was, word := a.weekday, a.word
	at := len(a.text) - len(inner)
	n := a.weekdayAt(at)
	if n == 0 {
		return
	}
	end := at + n
	if end < len(a.text) && a.text[end] == '.' {
		end++
	}
	if len(inner) < len(rest) {
		if end == len(a.text) || strings.IndexByte(")]", a.text[end]) < 0 {
			a.weekday, a.word = was, word
			return
		}
		end++
	}
	if end < len(a.text) && (txt.WordByte(a.text[end]) || a.text[end] == '\'') {
		a.weekday, a.word = was, word
		return
	}
	a.at = end
}

// mayBeWeekday reports whether a text begins as a weekday may, or with
// brackets, in which one may stand.
func mayBeWeekday(s string) bool {
	s = s[:min(len(s), 12)]
	for s != "" && strings.IndexByte("([, ", s[0]) >= 0 {
		s = s[1:]
	}
	if len(s) < 3 {
		return false
	}
	switch string([]byte{txt.Lower(s[0]), txt.Lower(s[1]), txt.Lower(s[2])}) {
	case "sun", "mon", "tue", "wed", "thu", "fri", "sat":
		return true
	}
	return false
}

// IsSymbol reports whether a character is a sign before a text and no part of
// it, such as an emoji or a bullet.
func IsSymbol(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Cf) || r == 0xfe0f || r == '•' || r == '◦' || r == '–' || r == '—'
}
