package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"netnotes/index"
	"netnotes/index/facts"
	"netnotes/parse"
	"netnotes/parse/intake"
	"netnotes/parse/logline"
	"netnotes/parse/txt"
)

// byAddress is who has which address: "email:…" and "linkedin:…".
func byAddress(ix *index.Index) map[string][]*index.Person {
	by := map[string][]*index.Person{}
	for _, p := range ix.People() {
		for _, field := range []string{"email", "linkedin"} {
			for _, v := range p.List(field) {
				key := field + ":" + facts.Identity(field, v)
				if profile := intake.Profile(v); field == "linkedin" && profile != "" {
					key = field + ":" + profile
				}
				if !slices.Contains(by[key], p) {
					by[key] = append(by[key], p)
				}
			}
		}
	}
	return by
}

// marks are the lines of a calendar, by the ids of their blocks.
func marks(ix *index.Index) map[string]marked {
	out := map[string]marked{}
	for _, n := range ix.Notes() {
		for i := range n.Entries() {
			if at := strings.LastIndex(n.Entries()[i].Raw, " ^cal-"); at >= 0 {
				out[strings.TrimSpace(n.Entries()[i].Raw[at+2:])] = marked{&n.Entries()[i], n}
			}
		}
	}
	return out
}

// Knows reports of people of a file whether they may have a note, so that what
// is told of the rest need not be kept.
func Knows(ix *index.Index) func(who intake.Somebody) bool {
	by := byAddress(ix)
	return func(who intake.Somebody) bool {
		return len(by["email:"+who.Email]) > 0 || len(namesakes(ix, who.Name)) == 1
	}
}

// people are those of a happening who have a note, by name.
func (t *teller) people(h intake.Happening) []*index.Person {
	var out []*index.Person
	for _, who := range h.People {
		if p := t.person(who); p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	if h.Guessed && len(h.People) == 0 {
		for _, p := range t.People() {
			if strings.Contains(p.Name, " ") && containsWords(h.Text, p.Name) && soleNamed(t.Index, p.Name) == p {
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b *index.Person) int {
		return cmp.Or(cmp.Compare(txt.FoldName(a.Name), txt.FoldName(b.Name)), cmp.Compare(a.Path, b.Path))
	})
	return out
}

// containsWords reports whether a text holds a name, folded, as whole words.
func containsWords(text, name string) bool {
	return strings.Contains(" "+txt.FoldName(strings.NewReplacer(",", " ", ":", " ", "/", " ", "(", " ", ")", " ").Replace(text))+" ", " "+txt.FoldName(name)+" ")
}

// person is whom a file means, or nil: by profile, by address, and where a name
// is enough by a name that is exactly theirs alone.
func (t *teller) person(who intake.Somebody) *index.Person {
	p, ok := t.meant[who]
	if !ok {
		p = t.find(who)
		t.meant[who] = p
	}
	return p
}

func (t *teller) find(who intake.Somebody) *index.Person {
	for _, key := range []string{"linkedin:" + who.LinkedIn, "email:" + who.Email} {
		if owners := t.by[key]; len(owners) > 0 {
			return t.owner(who, owners)
		}
	}
	named := soleNamed(t.Index, who.Name)
	switch {
	case named == nil:
	case t.options.ByName && !otherProfile(named, who):
		return named
	case who.Email != "":
		t.offered[who] = true
		t.out.Offered = append(t.out.Offered, NewAddress{named.Name, named.Path, who.Email})
	}
	return nil
}

// owner is who of those that have an address is meant: whose name stands beside
// it, or who alone has it. Under the name of somebody else who has a note it is
// doubtful, as an address of several is.
func (t *teller) owner(who intake.Somebody, owners []*index.Person) *index.Person {
	if len(owners) == 1 && who.LinkedIn != "" {
		return owners[0]
	}
	bearing := namesakes(t.Index, who.Name)
	named := slices.DeleteFunc(slices.Clone(owners), func(p *index.Person) bool { return !slices.Contains(bearing, p) })
	if len(named) == 1 {
		return named[0]
	}
	if len(owners) == 1 {
		other := soleNamed(t.Index, who.Name)
		if other == nil {
			return owners[0]
		}
		owners = append(slices.Clone(owners), other)
	}
	d := DoubtedAddress{Who: who, People: owners}
	if p := t.said(d); p != nil {
		return p
	}
	t.doubted[who] = true
	t.out.Doubted = append(t.out.Doubted, d)
	return nil
}

// byTitle are those named by a row's title alone whom the user says are meant;
// else it is doubtful.
func (t *teller) byTitle(h intake.Happening, people []*index.Person) []*index.Person {
	if slices.Contains(t.options.Same, "all") || slices.Contains(t.options.Same, strconv.Itoa(h.Row)) {
		return people
	}
	d := DoubtedAddress{Who: intake.Somebody{Name: h.Text}, People: people, Row: h.Row}
	if p := t.said(d); p != nil {
		return []*index.Person{p}
	}
	if !slices.ContainsFunc(t.out.Doubted, func(had DoubtedAddress) bool { return had.Row == h.Row }) {
		t.out.Doubted = append(t.out.Doubted, d)
	}
	return nil
}

// said is whom the user takes somebody for.
func (t *teller) said(d DoubtedAddress) *index.Person {
	for _, same := range t.options.Same {
		key, name, _ := strings.Cut(same, "=")
		if !strings.EqualFold(key, d.Key()) {
			continue
		}
		if found := t.Resolve(name, facts.IsContact); len(found) == 1 {
			return t.Index.Person(found[0])
		}
	}
	return nil
}

// soleNamed is the one person of a full name, or nil.
func soleNamed(ix *index.Index, name string) *index.Person {
	if found := namesakes(ix, name); len(found) == 1 {
		return found[0]
	}
	return nil
}

// namesakes are the people of a full name, in any of its spellings.
func namesakes(ix *index.Index, name string) (out []*index.Person) {
	name = strings.TrimSpace(name)
	if strings.IndexByte(name, ' ') < 0 {
		return nil
	}
	for _, n := range ix.Lookup(name) {
		if n.Kind == parse.ContactNote {
			out = append(out, ix.Person(n))
		}
	}
	return out
}

// otherProfile reports whether somebody of the name has another profile, and so
// is somebody else.
func otherProfile(p *index.Person, who intake.Somebody) bool {
	return who.LinkedIn != "" && slices.ContainsFunc(p.List("linkedin"), func(v string) bool {
		profile := intake.Profile(v)
		return profile != "" && profile != who.LinkedIn
	})
}

// called is a person in their own note: by the first name where that reads as
// them, else by a link.
func (t *teller) called(p *index.Person) string {
	first, _, _ := strings.Cut(p.Name, " ")
	if e, problems := t.Entry(p.Note, "2001-01-01 email from "+first); e != nil && len(problems) == 0 && e.WithOwner && e.Direction == logline.From && len(e.People) == 0 {
		return first
	}
	return t.LinkTo(p.Note, p.Note)
}
