package yaml

import (
	"strings"
	"unicode"

	"netnotes/parse/txt"
)

// salvage reads one chunk that YAML rejects: the key, the rest of its line as
// it stands, and "- item" lines below it.
func (r *Reader) salvage(chunk txt.Span) []Field {
	var f *Field
	for i := chunk.Start; i < chunk.End; {
		next := min(txt.NextLine(r.Source, i), chunk.End)
		line := strings.TrimRight(string(r.Source[i:next]), " \t\r\n")
		trimmed := strings.TrimLeft(line, " \t")
		at := i + len(line) - len(trimmed)
		colon := KeyLine(line)
		switch {
		case trimmed == "" || trimmed[0] == '#' || ConflictMarker(line):
		case f == nil && colon >= 0:
			f = &Field{Key: strings.Trim(line[:colon], `"' `), Span: chunk, At: txt.At(i, i+len(strings.TrimRight(line[:colon], " \t")))}
			r.salvageValue(f, line[colon+1:], i+colon+1)
		case f != nil && strings.HasPrefix(trimmed, "- "):
			f.List = true
			r.salvageValue(f, trimmed[2:], at+2)
		case f != nil && at > i && strings.Contains(line[:at-i], "\t"):
			r.Problems.Add(txt.Problem{Span: txt.At(i, at), Code: txt.YAMLTab, Severity: txt.Error, Text: "a tab at the start of a line, which YAML does not allow",
				Hint: "type spaces instead of the tab, or remove it"})
			f.extend(trimmed, i+len(line))
		case f != nil && at > i:
			r.complain(f.Key, trimmed, at)
			f.extend(trimmed, i+len(line))
		default:
			r.Problems.Add(txt.Problem{Span: txt.At(at, i+len(line)), Code: txt.YAMLSyntax, Severity: txt.Error,
				Text: "this line of the front matter is no \"key: value\"", Hint: noKeyHint(trimmed)})
		}
		i = next
	}
	if f == nil {
		return nil
	}
	return []Field{*f}
}

// noKeyHint says what to do with a line of the front matter that is no "key:
// value". Where it is one but for the blank, or the sign, that parts the two, it
// is written so: "name:Ida Joy", "name=Ida Joy".
func noKeyHint(line string) string {
	at := strings.IndexFunc(line, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' && c != '-' && c != ' '
	})
	if at > 0 && unicode.IsLetter([]rune(line)[0]) {
		for _, sign := range []string{":", "：", "="} {
			value, ok := strings.CutPrefix(line[at:], sign)
			if value = strings.TrimSpace(value); ok && value != "" && !strings.HasPrefix(value, "//") {
				return "write " + strings.TrimSpace(line[:at]) + ": " + txt.CutAt(value, 60) + ", with a space after the colon"
			}
		}
	}
	return "move it below the closing ---, or remove it"
}

// salvageValue takes a value as it stands and says what is wrong with it.
func (r *Reader) salvageValue(f *Field, text string, at int) {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return
	}
	at += len(text) - len(strings.TrimLeft(text, " \t"))
	end := at + len(trimmed)
	r.complain(f.Key, trimmed, at)
	values := []string{trimmed}
	if inner, ok := strings.CutPrefix(trimmed, "["); ok && !strings.HasPrefix(inner, "[") {
		values = strings.Split(strings.TrimSuffix(inner, "]"), ",")
		f.List = true
	}
	for _, v := range values {
		v = strings.TrimSpace(v)
		if n := len(v); n > 1 && (v[0] == '"' || v[0] == '\'') && v[n-1] == v[0] {
			v = v[1 : n-1]
		} else {
			v = strings.TrimLeft(v, `"'`)
		}
		f.Values = append(f.Values, Value{strings.ToValidUTF8(v, "\uFFFD"), txt.At(at, end)})
	}
}

// complain finds what YAML rejects in a value, if this value is the reason.
func (r *Reader) complain(key, value string, at int) {
	p := txt.Problem{Span: txt.At(at, at+len(value)), Code: txt.YAMLSyntax, Severity: txt.Error, Text: "YAML cannot read this value"}
	if r.plain || yamlReads(value) {
		return
	}
	second := strings.Index(value, ": ")
	switch {
	case value[0] == '@' || value[0] == '`':
		p.Code, p.Span.End = txt.YAMLReserved, at+1
		p.Text = "the value begins with " + value[:1] + ", which YAML reserves"
	case value[0] == '%' || value[0] == '*' || value[0] == '&' || value[0] == '!' || value[0] == '|' || value[0] == '>':
		p.Code, p.Span.End = txt.YAMLReserved, at+1
		p.Text = "the value begins with " + value[:1] + ", which means something else in YAML"
	case value[0] == '"' || value[0] == '\'':
		p.Code = txt.YAMLQuote
		p.Text = "a quote is not closed, or something follows it"
	case second >= 0:
		p.Code, p.Span = txt.YAMLColon, txt.At(at+second, at+second+1)
		p.Text = "a second \": \" in an unquoted value"
	case strings.Contains(value, "\t"):
		p.Code = txt.YAMLTab
		p.Text = "a tab that YAML does not allow here"
		tab := at + strings.IndexByte(value, '\t')
		p.Span = txt.At(tab, tab+1)
	case value[0] == '[' || value[0] == '{':
		p.Text = "the list is not closed"
	}
	whole := value
	if rest := value[1:]; (value[0] == '"' || value[0] == '\'') && strings.IndexByte(rest, value[0]) < 0 {
		whole = rest // a quote that was only forgotten at the end
	}
	p.Hint = "put quotes around it: " + key + ": " + Quoted(whole)
	p.Fixes = []txt.Fix{{At: txt.At(at, at+len(value)), Text: Quoted(whole)}}
	if len(value) > 200 {
		p.Hint = "put quotes around the value"
	}
	r.Problems.Add(p)
}

// ConflictMarker reports whether git left the line in an unfinished merge.
func ConflictMarker(line string) bool {
	for _, mark := range []string{"<<<<<<< ", ">>>>>>> ", "||||||| "} {
		if strings.HasPrefix(line, mark) {
			return true
		}
	}
	return line == "=======" || line == "<<<<<<<" || line == ">>>>>>>"
}
