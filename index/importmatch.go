package index

import (
	"slices"
	"strings"

	"netnotes/parse"
)

// candidate is somebody a draft may be about, and why.
type candidate struct {
	*subject
	why      string
	sameName bool // at ranks Exact and Folded
	nearName bool // nearly
}

func (c candidate) perhaps() Perhaps { return Perhaps{c.name, c.path, c.why} }

// candidates holds a draft against everybody who shares a name, an address or
// a number with it: those it is about for certain, those it may be about, and
// namesakes it is certainly not about.
func (im *importer) candidates(d *parse.Draft) (same, perhaps, apart []candidate) {
	who := subjectOfDraft(d, "", -1)
	var found []*subject
	for _, field := range identifying() {
		for _, v := range d.Values(field) {
			if key := identity(field, v); key != "" {
				found = append(found, im.known[field+":"+key]...)
			}
		}
	}
	keys := formsOf(d.Name)
	for _, key := range keys {
		found = append(found, im.known["n:"+key]...)
	}
	alike := im.names.words.alike(d.Name)
	for _, n := range alike {
		found = append(found, im.of[n])
	}
	var seen []*subject
	for _, s := range found {
		if slices.Contains(seen, s) {
			continue
		}
		seen = append(seen, s)
		c := candidate{subject: s, nearName: slices.Contains(alike, s.note), sameName: slices.ContainsFunc(keys, func(key string) bool { return s.names[key] })}
		switch certainty := who.compare(&c); certainty {
		case certain:
			same = append(same, c)
		case unclear:
			perhaps = append(perhaps, c)
		case namesake:
			apart = append(apart, c)
		}
	}
	return preferred(d, same), perhaps, apart
}

// preferred leaves of several certain matches the one whose own name is the
// draft's, or who has it among others.
func preferred(d *parse.Draft, same []candidate) []candidate {
	for _, has := range []func(candidate) bool{
		func(c candidate) bool { return parse.FoldName(c.name) == parse.FoldName(d.Name) },
		func(c candidate) bool { return c.sameName },
	} {
		var named []candidate
		for _, c := range same {
			if has(c) {
				named = append(named, c)
			}
		}
		if len(named) == 1 {
			return named
		}
	}
	return same
}

// certainty says how sure it is that two are one person.
type certainty byte

const (
	nobody   certainty = iota // no reason to think so
	namesake                  // the same name, and certainly somebody else
	unclear
	certain
)

// compare judges whether a draft is about a person and says why. An address at
// LinkedIn belongs to one person. Households share emails, offices share
// numbers, and companies share sites: those decide together with the name.
func (s *subject) compare(c *candidate) certainty {
	profile, otherProfile := shares(s, c.subject, "linkedin")
	email, _ := shares(s, c.subject, "email")
	url, _ := shares(s, c.subject, "url")
	uid, _ := shares(s, c.subject, "uid")
	phone, _ := shares(s, c.subject, "phone")
	switch {
	case profile != "":
		c.why = "LinkedIn address"
		return certain
	case uid != "":
		c.why = "the card's identifier"
		return certain
	case email != "" && (c.sameName || shareWord(s, c.subject)):
		c.why = "email " + email
		return certain
	case otherProfile && c.sameName:
		return namesake
	case otherProfile:
		return nobody
	case url != "" && c.sameName:
		c.why = "address " + url
		return certain
	case phone != "" && (c.sameName || c.nearName):
		c.why = "phone number"
		return certain
	case c.sameName:
		return s.compareNames(c)
	case email != "":
		c.why = "the same email " + email + ", another name"
		return unclear
	case phone != "":
		c.why = "the same phone number, another name"
		return unclear
	case c.nearName:
		c.why = "nearly the same name"
		return unclear
	}
	return nobody
}

// compareNames judges two of one name by what else they have: their
// organisation, or nothing on both sides.
func (s *subject) compareNames(c *candidate) certainty {
	for org := range s.orgs {
		if c.orgs[org] {
			c.why = "name and organisation"
			return certain
		}
	}
	if len(s.orgs)+len(s.keys)+len(c.orgs) == 0 {
		c.why = "name, of which the file says nothing else"
		return certain
	}
	c.why = "the same name, and nothing else that both have"
	return unclear
}

// shares finds a value of a field that two have in common, or says that both
// have values and none in common.
func shares(a, b *subject, field string) (value string, other bool) {
	has := false
	for key := range a.keys {
		if rest, ok := strings.CutPrefix(key, field+":"); ok {
			has = true
			if b.keys[key] && (value == "" || rest < value) {
				value = rest
			}
		}
	}
	if value != "" || !has {
		return value, false
	}
	for key := range b.keys {
		if strings.HasPrefix(key, field+":") {
			return "", true
		}
	}
	return "", false
}

// shareWord reports whether two have a word of their names in common.
func shareWord(a, b *subject) bool {
	for x := range a.names {
		for word := range strings.FieldsSeq(x) {
			for y := range b.names {
				if len(word) > 2 && slices.Contains(strings.Fields(y), word) {
					return true
				}
			}
		}
	}
	return false
}
