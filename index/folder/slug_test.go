package folder

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Ada Park":            "ada-park",
		"  Ada   Park ":       "ada-park",
		"Rosa Delgado-Finch":  "rosa-delgado-finch",
		"Zoe\u0308 Ngata":     "zo\u00eb-ngata",
		"O'Neill, Siobhán":    "o'neill,-siobhán",
		"Archivist / Curator": "archivist-curator",
		`a\b:c|d`:             "a-b-c-d",
		`What? "Now" <x> *`:   "what-now-x",
		"[[Nell Moss]]#^":     "nell-moss",
		"..":                  "note",
		"":                    "note",
		"///":                 "note",
		"...hidden":           "hidden",
		"~#x.":                "x",
		"CON":                 "con-note",
		"com1.txt":            "com1.txt-note",
		"Lpt9":                "lpt9-note",
		"Connie":              "connie",
		"李小龍":                 "李小龍",
		"a\x00b\u202ec\nd":    "abcd",
		"v1.2":                "v1.2",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
	long := Slug(strings.Repeat("é", 300))
	if len(long) > maxSlug || !utf8.ValidString(long) {
		t.Errorf("a long name makes %d bytes, valid: %v", len(long), utf8.ValidString(long))
	}
}

// FuzzSlug makes a file's name of any text. The properties: it is a name that
// every system takes, in composed form, and no path.
func FuzzSlug(f *testing.F) {
	f.Add("Ada Park")
	f.Add("../../etc/passwd")
	f.Add(strings.Repeat("\u1e69", 100) + ". ")
	f.Fuzz(func(t *testing.T, name string) {
		slug := Slug(name)
		if slug == "" || len(slug) > maxSlug+len("-note") || !utf8.ValidString(slug) || !norm.NFC.IsNormalString(slug) ||
			strings.ContainsAny(slug, `/\:*?"<>|[]#^`+"\x00\n\r\t") || strings.HasPrefix(slug, ".") || strings.HasSuffix(slug, ".") || strings.HasSuffix(slug, " ") {
			t.Errorf("Slug(%q) = %q", name, slug)
		}
	})
}
