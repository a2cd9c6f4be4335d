package vcard

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"netnotes/parse/draft"
	"netnotes/parse/intake/content"
	"netnotes/parse/txt"
)

// builder makes a draft of one card.
type builder struct {
	draft  draft.Note
	card   *card
	labels map[string]string // X-ABLabel of a group
	photos int
	own    map[string]bool // fields that netnotes wrote as they stood in a note
}

// build fills the draft in, or says why the card is nobody's.
func (b *builder) build() (why string) {
	b.labels, b.own = map[string]string{}, map[string]bool{}
	props := slices.Clone(b.card.props)
	slices.SortStableFunc(props, func(x, y content.Property) int { return cmp.Compare(pref(&x), pref(&y)) })
	for i := range props {
		p := &props[i]
		switch {
		case p.Name == "X-ABLABEL":
			b.labels[p.Group] = strings.TrimSuffix(strings.TrimPrefix(p.Text(), "_$!<"), ">!$_")
		case (p.Name == "KIND" || p.Name == "X-ADDRESSBOOKSERVER-KIND") && slices.Contains([]string{"group", "location", "device"}, strings.ToLower(p.Text())):
			return "a " + strings.ToLower(p.Text()) + ", not a person"
		case p.Name == "KIND" && strings.EqualFold(p.Text(), "org"), p.Name == "X-ABSHOWAS" && strings.EqualFold(p.Text(), "company"):
			b.draft.Org = true
		case strings.HasPrefix(p.Name, ownPrefix):
			b.ownField(p)
		}
	}
	b.names(props)
	b.draft.Org = b.draft.Org || b.draft.Name != "" && b.draft.Name == b.first(props, "ORG") && !hasName(props)
	for i := range props {
		if p := &props[i]; p.Value != "" || p.Binary {
			b.property(p)
		}
	}
	b.agents()
	if uid := b.first(props, "UID"); uid != "" && !strings.Contains(b.first(props, "PRODID"), "netnotes") {
		b.draft.Add("uid", uid) // by which the card is known again, in whatever program
	}
	if b.draft.Org {
		b.draft.Fields = slices.DeleteFunc(b.draft.Fields, func(f draft.Field) bool { return f.Name == "org" })
	}
	if b.draft.Name == "" {
		return "a card without a name"
	}
	return ""
}

// hasName reports whether a card says how its person is called, besides the
// organisation.
func hasName(props []content.Property) bool {
	return slices.ContainsFunc(props, func(p content.Property) bool {
		return p.Name == "NICKNAME" || p.Name == "N" && strings.Trim(p.Value, "; ") != ""
	})
}

// pref is the rank a card gives one of several values: 1 is the preferred one.
func pref(p *content.Property) int {
	if n, err := strconv.Atoi(p.Param("PREF")); err == nil && n > 0 {
		return n
	}
	if slices.Contains(p.Types(), "pref") {
		return 1
	}
	return 1000
}

// ownPrefix begins the properties in which netnotes keeps fields that vCard
// has no place for.
const ownPrefix = "X-NETNOTES-"

// ownField takes a field as netnotes exported it. The status of an imported
// person is the importer's to say, but for one that keeps them quiet.
func (b *builder) ownField(p *content.Property) {
	key, text := strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(p.Name, ownPrefix), "-", "_")), p.Text()
	if key == "field" {
		key = p.Param("X-KEY")
	}
	if !draft.IsFieldName(key) || key == "name" || key == "type" {
		b.draft.Tell(p.Name, text)
		return
	}
	b.own[key] = true
	b.draft.Add(key, text)
}

// names finds the name: FN, else the parts of N, else what else may stand for
// it.
func (b *builder) names(props []content.Property) {
	d := &b.draft
	var full []string
	for i := range props {
		switch p := &props[i]; p.Name {
		case "FN":
			if name := draft.OneLine(p.Text()); d.Name == "" {
				d.Name = name
			} else if name != d.Name {
				d.Add("aliases", name)
			}
		case "N":
			full = append(full, nameOf(p.Parts()))
		}
	}
	for _, name := range []string{strings.Join(full[:min(len(full), 1)], ""), b.first(props, "NICKNAME"), b.first(props, "X-EVOLUTION-FILE-AS"), b.first(props, "ORG"), b.first(props, "EMAIL")} {
		if d.Name == "" {
			d.Name = name
		}
	}
	for _, name := range full {
		if slices.ContainsFunc(strings.Fields(name), func(part string) bool { return !strings.Contains(txt.Fold(d.Name), txt.Fold(part)) }) {
			d.Tell("full name", name)
		}
	}
}

// nameOf writes the parts of N as a name: family, given, additional, prefixes,
// suffixes.
func nameOf(parts []string) string {
	parts = append(slices.Clone(parts), make([]string, 5)...)
	return draft.OneLine(draft.FullName(parts[3], parts[1], parts[2], parts[0], draft.FullName(parts[4:]...)))
}

func (b *builder) first(props []content.Property, name string) string {
	for i := range props {
		if p := &props[i]; p.Name == name {
			parts := p.Parts()
			if name == "NICKNAME" {
				parts = content.Split(p.Value, ',')
			}
			for _, part := range parts {
				if part = draft.OneLine(part); part != "" {
					return part
				}
			}
		}
	}
	return ""
}

// property puts one property where it belongs.
func (b *builder) property(p *content.Property) {
	if p.Media() {
		b.media(p)
		return
	}
	if b.contact(p) || b.text(p) || housekeeping(p.Name) || strings.HasPrefix(p.Name, ownPrefix) {
		return
	}
	if p.Binary {
		b.photos++
		return
	}
	b.tell(strings.ToLower(strings.TrimPrefix(p.Name, "X-")), p, p.Text())
}

// contact takes what reaches a person, and reports whether it did.
func (b *builder) contact(p *content.Property) bool {
	switch p.Name {
	case "EMAIL":
		email := strings.TrimPrefix(p.Text(), "mailto:")
		b.add("email", email)
		b.kinds("email", p, email)
	case "TEL":
		b.add("phone", strings.TrimPrefix(p.Text(), "tel:"))
		b.kinds("phone", p, p.Text())
	case "URL":
		b.add(draft.URLField(p.Text()), p.Text())
		b.kinds("url", p, p.Text())
	case "X-SOCIALPROFILE", "SOCIALPROFILE":
		b.profile(p)
	case "IMPP":
		b.add("handles", p.Text())
		b.kinds("handle", p, p.Text())
	case "X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO", "X-SKYPE", "X-SKYPE-USERNAME", "X-QQ", "X-GOOGLE-TALK", "X-GADUGADU", "X-GROUPWISE", "X-TWITTER":
		service, _, _ := strings.Cut(strings.ToLower(strings.TrimPrefix(p.Name, "X-")), "-username")
		b.add("handles", service+":"+p.Text())
	case "ADR":
		b.address(p)
	default:
		return false
	}
	return true
}

// text takes who a person is, and reports whether it did.
func (b *builder) text(p *content.Property) bool {
	d := &b.draft
	switch p.Name {
	case "ORG":
		b.org(p)
	case "TITLE":
		b.one("role", "title", p.Text())
	case "ROLE":
		b.one("role", "role", p.Text())
	case "NICKNAME":
		b.add("aliases", content.Split(p.Value, ',')...)
	case "BDAY":
		b.birthday(p)
	case "NOTE":
		d.Tell("note", p.Text())
	case "CATEGORIES":
		for _, label := range content.Split(p.Value, ',') {
			if !b.own["tags"] {
				d.AddTag(label)
			}
		}
	case "CLASS":
		if class := strings.ToUpper(p.Text()); class == "PRIVATE" || class == "CONFIDENTIAL" {
			d.Add("private", "true")
		}
	case "PRONOUNS", "X-PRONOUNS":
		b.one("pronouns", "pronouns", p.Text())
	case "EXPERTISE", "X-EXPERTISE":
		b.add("skills", p.Text())
	case "INTEREST", "X-INTEREST":
		b.add("interests", p.Text())
	case "X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME":
		b.say(p.Text())
	case "X-ANDROID-CUSTOM":
		b.android(p)
	default:
		return false
	}
	return true
}

// add adds values to a list, unless netnotes itself wrote the field.
func (b *builder) add(field string, values ...string) {
	if !b.own[field] {
		b.draft.Add(field, values...)
	}
}

// one sets a field of one value; another one becomes a detail.
func (b *builder) one(field, label, value string) {
	switch have := b.draft.Values(field); {
	case b.own[field]:
	case len(have) == 0:
		b.draft.Add(field, value)
	case have[0] != draft.OneLine(value):
		b.draft.Tell(label, value)
	}
}

// kinds tells what sort of address a value is, where the card says so.
func (b *builder) kinds(label string, p *content.Property, value string) {
	if label+b.kind(p) != label {
		b.tell(label, p, value)
	}
}

func (b *builder) tell(label string, p *content.Property, value string) {
	b.draft.Tell(label+b.kind(p), value)
}

// kind is " (work, cell)": the types that tell people something, and the
// card's own label.
func (b *builder) kind(p *content.Property) string {
	var kinds []string
	for _, t := range p.Types() {
		switch t {
		case "internet", "voice", "pref", "postal", "parcel", "dom", "intl", "utf-8":
		default:
			kinds = append(kinds, t)
		}
	}
	if label := b.labels[p.Group]; p.Group != "" && label != "" {
		kinds = append(kinds, label)
	}
	if len(kinds) == 0 {
		return ""
	}
	return " (" + strings.Join(kinds, ", ") + ")"
}

// profile takes an account at a social service.
func (b *builder) profile(p *content.Property) {
	value := p.Text()
	if user := p.Param("X-USER"); value == "" || strings.HasPrefix(value, "x-apple:") && user != "" {
		value = user
	}
	if slices.Contains(p.Types(), "linkedin") || draft.IsLinkedIn(value) {
		b.add("linkedin", value)
		return
	}
	b.add("handles", value)
	b.kinds("profile", p, value)
}

// address tells an address; the first one's town is the place.
func (b *builder) address(p *content.Property) {
	var parts []string
	for _, part := range p.Parts() {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	town := ""
	if all := p.Parts(); len(all) > 3 {
		town = draft.OneLine(all[3])
	}
	if len(b.draft.Values("place")) == 0 {
		b.add("place", town)
	}
	whole := strings.Join(parts, ", ")
	if draft.OneLine(whole) != town {
		b.tell("address", p, whole)
	}
	b.draft.Tell("address label", p.Param("LABEL"))
}

// org takes the organisation; its departments are details.
func (b *builder) org(p *content.Property) {
	found := false
	for _, part := range p.Parts() {
		switch part = draft.OneLine(part); {
		case part == "":
		case !found:
			found = true
			b.add("org", part)
		default:
			b.draft.Tell("department", part)
		}
	}
}

// birthday takes the day as written. Apple marks a day without a year by a
// year that means none.
func (b *builder) birthday(p *content.Property) {
	text := strings.TrimSpace(p.Text())
	if year := p.Param("X-APPLE-OMIT-YEAR"); year != "" && strings.HasPrefix(text, year) && len(text) > len(year) {
		text = "--" + strings.TrimPrefix(text[len(year):], "-")
	}
	if b.own["birthday"] {
		return
	}
	b.draft.AddBirthday(text)
}

// say joins the parts of how a name is said.
func (b *builder) say(part string) {
	if b.own["say"] {
		return
	}
	for i, f := range b.draft.Fields {
		if f.Name == "say" {
			b.draft.Fields[i].Values[0] = draft.OneLine(f.Values[0] + " " + part)
			return
		}
	}
	b.draft.Add("say", part)
}

// media counts a picture, a sound or a key; an address of one is told. A sound
// that is text is how Japanese phones say the name.
func (b *builder) media(p *content.Property) {
	text := p.Text()
	switch {
	case p.Name == "SOUND" && !p.Binary && slices.Contains(p.Types(), "x-irmc-n"):
		b.say(strings.Join(strings.Fields(strings.ReplaceAll(text, ";", " ")), " "))
	case p.Binary || strings.HasPrefix(text, "data:"):
		b.photos++
	default:
		b.tell(strings.ToLower(p.Name), p, text)
	}
}

// android takes what Android keeps under a name of its own.
func (b *builder) android(p *content.Property) {
	parts := p.Parts()
	kind, rest := parts[0], parts[1:]
	kind = kind[strings.LastIndexByte(kind, '/')+1:]
	rest = slices.DeleteFunc(slices.Clone(rest), func(s string) bool { return strings.TrimSpace(s) == "" })
	if kind == "nickname" && len(rest) > 0 {
		b.add("aliases", rest[0])
		return
	}
	b.draft.Tell(strings.ReplaceAll(kind, "_", " "), strings.Join(rest, ", "))
}

// agents tells what stands in cards inside this one.
func (b *builder) agents() {
	for i := range b.card.agent {
		switch p := &b.card.agent[i]; {
		case p.Binary || p.Media() && strings.HasPrefix(p.Value, "data:"):
			b.photos++
		case p.Name == "FN" || p.Name == "N" || !housekeeping(p.Name):
			b.draft.Tell("agent "+strings.ToLower(p.Name), strings.Trim(strings.Join(p.Parts(), " "), " "))
		}
	}
}

// housekeeping is what a card says of itself and not of the person.
func housekeeping(name string) bool {
	switch name {
	case "BEGIN", "VERSION", "REV", "PRODID", "UID", "CLIENTPIDMAP", "PROFILE", "FN", "N", "KIND", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-ABUID",
		"X-EVOLUTION-FILE-AS", "X-IMAGETYPE", "X-IMAGEHASH", "X-ADDRESSBOOKSERVER-KIND", "X-MS-OL-DESIGN":
		return true
	}
	return false
}
