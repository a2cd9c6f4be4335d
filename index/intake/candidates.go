package intake

import (
	"slices"
	"strings"

	"netnotes/index/facts"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
)

// candidate is somebody a draft may be about, and why.
type candidate struct {
	*subject
	why      string
	by       evidence // of a certain one: the strongest decides
	sameName bool     // at ranks Exact and Folded
	nearName bool     // nearly
	sameKey  bool     // the same email, or a number that nobody else has
}

// evidence is by what somebody is recognised, the strongest first.
type evidence byte

const (
	byProfile evidence = iota
	byEmail
	byPhone
	byCard
	byName
)

func (c candidate) perhaps() Perhaps { return Perhaps{c.name, c.path, c.why} }

// candidates holds a draft against everybody who shares a name, an address or
// a number with it: those it is about for certain, those it may be about, and
// namesakes it is certainly not about.
func (im *importer) candidates(d *draft.Note) (same, perhaps, apart []candidate) {
	who := subjectOfDraft(d, "", -1)
	var found []*subject
	for _, field := range identifying() {
		for _, v := range d.Values(field) {
			if key := facts.Identity(field, v); key != "" {
				found = append(found, im.known[field+":"+key]...)
			}
		}
	}
	keys := formsOf(d.Name)
	for _, key := range keys {
		found = append(found, im.known["n:"+key]...)
	}
	alike := im.alike[im.turn]
	for _, n := range alike {
		found = append(found, im.of[n])
	}
	var seen []*subject
	for _, s := range found {
		if slices.Contains(seen, s) {
			continue
		}
		seen = append(seen, s)
		c := candidate{subject: s, nearName: slices.Contains(alike, s.note), sameName: slices.ContainsFunc(keys, func(key string) bool { return slices.Contains(s.names, key) })}
		switch im.compare(who, &c) {
		case certain:
			same = append(same, c)
		case unclear:
			perhaps = append(perhaps, c)
		case namesake:
			apart = append(apart, c)
		}
	}
	return preferred(d, strongest(same)), perhaps, apart
}

// strongest leaves of several certain matches those of the strongest evidence:
// a profile at LinkedIn says more than an email, and an email more than a name.
func strongest(same []candidate) []candidate {
	best := byName
	for _, c := range same {
		best = min(best, c.by)
	}
	return slices.DeleteFunc(same, func(c candidate) bool { return c.by > best })
}

// preferred leaves of several certain matches the one whose own name is the
// draft's, or who has it among others.
func preferred(d *draft.Note, same []candidate) []candidate {
	for _, has := range []func(candidate) bool{
		func(c candidate) bool { return txt.FoldName(c.name) == txt.FoldName(d.Name) },
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
// numbers, and companies share sites: under a name that can only be somebody
// else's they leave it open.
func (im *importer) compare(s *subject, c *candidate) certainty {
	profile, otherProfile := shares(s, c.subject, "linkedin")
	email, _ := shares(s, c.subject, "email")
	url, _ := shares(s, c.subject, "url")
	uid, _ := shares(s, c.subject, "uid")
	phone, _ := shares(s, c.subject, "phone")
	c.sameKey = email != "" || phone != "" && !im.office[phone] && len(im.known["phone:"+phone]) == 1
	switch {
	case profile != "":
		c.why, c.by = "LinkedIn address", byProfile
		return certain
	case email != "" && (c.sameName || c.nearName || oneNameWith(s, c.subject)):
		c.why, c.by = "email "+email, byEmail
		return certain
	case uid != "":
		c.why, c.by = "the card's identifier", byCard
		return certain
	case otherProfile && c.sameName:
		return namesake
	case email != "":
		c.why = "the same email " + email + ", another name"
		return unclear
	case otherProfile:
		return nobody
	case phone != "" && (c.sameName || c.nearName):
		c.why, c.by = "phone number", byPhone
		return certain
	case url != "" && c.sameName:
		c.why, c.by = "address "+url, byCard
		return certain
	case c.sameName:
		c.by = byName
		return s.compareNames(c)
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
	for _, org := range s.orgs {
		if slices.Contains(c.orgs, org) {
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
	for _, key := range a.keys {
		if rest, ok := strings.CutPrefix(key, field+":"); ok {
			has = true
			if slices.Contains(b.keys, key) && (value == "" || rest < value) {
				value = rest
			}
		}
	}
	if value != "" || !has {
		return value, false
	}
	for _, key := range b.keys {
		if strings.HasPrefix(key, field+":") {
			return "", true
		}
	}
	return "", false
}

// oneNameWith reports whether two who share an address may be called by one
// name: they have a word in common that is not the family name of two whose
// given names differ.
func oneNameWith(a, b *subject) bool {
	for _, x := range a.names {
		for _, y := range b.names {
			if mayBeOneName(strings.Fields(x), strings.Fields(y)) {
				return true
			}
		}
	}
	return false
}

func mayBeOneName(x, y []string) bool {
	common := slices.ContainsFunc(x, func(word string) bool { return len(word) > 2 && slices.Contains(y, word) })
	if !common || len(x) < 2 || len(y) < 2 || x[len(x)-1] != y[len(y)-1] {
		return common
	}
	return slices.ContainsFunc(x[:len(x)-1], func(word string) bool { // the given names
		return slices.ContainsFunc(y[:len(y)-1], func(other string) bool { return strings.HasPrefix(word, other) || strings.HasPrefix(other, word) })
	})
}
