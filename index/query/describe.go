package query

import (
	"strings"

	"netnotes/parse/txt"
)

// Describe says in a few words whom a query finds, such as "directors in
// public libraries".
func (q Query) Describe() string {
	var what, in, at []string
	for _, t := range q.Terms {
		text := t.describe()
		switch {
		case t.Not:
			what = append(what, "not "+text)
		case t.Key == "sector" && t.Op == '=':
			in = append(in, text)
		case t.Key == "org" && t.Op == '=':
			at = append(at, text)
		default:
			what = append(what, text)
		}
	}
	s := strings.Join(what, ", ")
	for _, part := range []struct {
		word  string
		texts []string
	}{{" in ", in}, {" at ", at}} {
		if text := strings.Join(part.texts, " and "); text != "" && s != "" {
			s += part.word + text
		} else {
			s += text
		}
	}
	return s
}

func (t Term) describe() string {
	switch {
	case t.Link != "":
		return txt.FieldLink("[[" + t.Link + "]]").Text
	case t.Key == "":
		return `"` + t.Word + `"`
	case t.Op == '<' || t.Op == '>':
		return t.Key + ":" + string(t.Op) + strings.Join(t.Values, "|")
	}
	var texts []string
	for _, v := range t.Values {
		texts = append(texts, t.describeValue(txt.PlainText(v)))
	}
	return orList(texts)
}

func (t Term) describeValue(v string) string {
	switch t.Key {
	case "relation":
		return relationPeople(v)
	case "skills", "interests", "met_how":
		return strings.ReplaceAll(v, "-", " ")
	case "level":
		return levelPeople(v)
	case "sector":
		return SectorName(v)
	case "role":
		if t.Op == '~' {
			return v + " roles"
		}
		return v
	case "org", "school", "name", "could":
		return v
	case "tag":
		return "#" + v
	case "place", "met_at":
		return "people in " + v
	}
	return strings.ReplaceAll(t.Key, "_", " ") + " " + v
}

func levelPeople(level string) string {
	switch txt.FoldName(level) {
	case "student":
		return "students"
	case "early", "mid":
		return level + "-career people"
	case "senior":
		return "senior people"
	case "lead":
		return "team leads"
	case "director":
		return "directors"
	}
	return level
}

// SectorName is a sector as a place to be in: vendors, public libraries. A
// sector of the folder's own is called as it is.
func SectorName(sector string) string {
	switch txt.FoldName(sector) {
	case "academic", "public", "school", "special", "law", "health":
		return txt.FoldName(sector) + " libraries"
	case "government":
		return "government"
	case "archives":
		return "archives"
	case "museum":
		return "museums"
	case "vendor":
		return "vendors"
	case "consortium":
		return "consortia"
	case "association":
		return "associations"
	case "lis education":
		return "library education"
	}
	return "the " + strings.ReplaceAll(sector, "-", " ") + " sector"
}

func orList(texts []string) string {
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:len(texts)-1], ", ") + " or " + texts[len(texts)-1]
}

// relationPeople are those who are something to the user: mentors.
func relationPeople(relation string) string {
	switch word := strings.ReplaceAll(relation, "-", " "); txt.FoldName(word) {
	case "", "family":
		return word
	default:
		return word + "s"
	}
}
