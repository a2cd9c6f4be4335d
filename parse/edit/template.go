package edit

import (
	"bytes"
	"regexp"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
	"netnotes/parse/yaml"
)

// Fill makes a new note of a template: {{field}} becomes the value of that
// name, as YAML in the front matter and as text in the body, or nothing. What
// is left of a list item without a value goes. used tells which values stood
// in the front matter.
func Fill(r *parse.Reader, file string, template []byte, value func(name string) string) (n *parse.Note, used map[string]bool) {
	used = map[string]bool{}
	_, inner, _ := yaml.FrontMatter(template)
	kind := r.Note(file, template).Kind
	mark := regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)
	fill := func(text []byte) []byte {
		return mark.ReplaceAllFunc(text, func(m []byte) []byte { return []byte(value(placeholder(mark, m))) })
	}
	var out bytes.Buffer
	out.Write(template[:inner.Start])
	for at := inner.Start; at < inner.End; {
		next := txt.NextLine(template, at)
		line := template[at:next]
		for _, m := range mark.FindAll(line, -1) {
			used[txt.FoldKey(placeholder(mark, m))] = true
		}
		out.Write(fillLine(r, kind, line, mark, fill))
		at = next
	}
	out.Write(fill(template[inner.End:]))
	return r.Note(file, out.Bytes()), used
}

func placeholder(mark *regexp.Regexp, m []byte) string { return string(mark.FindSubmatch(m)[1]) }

// fillLine fills one line of front matter, quoting where YAML needs it.
func fillLine(r *parse.Reader, kind parse.NoteKind, line []byte, mark *regexp.Regexp, fill func([]byte) []byte) []byte {
	if !mark.Match(line) {
		return line
	}
	text := strings.TrimRight(string(line), "\r\n")
	eol := string(line[len(text):])
	lead := len(text) - len(strings.TrimLeft(text, " \t"))
	start := yaml.KeyLine(text) + 1
	if strings.HasPrefix(text[lead:], "- ") {
		start = lead + 1
	}
	head, rest := text[:start], strings.TrimSpace(text[start:])
	filled := strings.TrimSpace(string(fill([]byte(strings.Trim(rest, `"'`)))))
	switch {
	case filled == "" && strings.HasSuffix(head, "-"):
		return nil
	case filled == "":
		return []byte(head + eol)
	case strings.HasSuffix(head, "-"):
		return []byte(head + " " + yaml.Text(filled) + eol)
	case strings.HasPrefix(rest, "["):
		inner := strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(filled, "["), "]"))
		if inner == "" {
			return []byte(head + " []" + eol)
		}
		return []byte(head + " [" + yaml.Item(inner) + "]" + eol)
	}
	return []byte(head + " " + r.ScalarText(kind, strings.TrimSpace(strings.TrimSuffix(head, ":")), filled) + eol)
}
