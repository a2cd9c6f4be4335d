package txt

import (
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Link is a name for another note, as a person wrote it: [[Target|Text]],
// [Text](target.md) or @target.
type Link struct {
	Target string // without brackets, heading and @
	Text   string // what a reader sees
	Span   Span   // in the text it was read from
	IsPath bool   // a Markdown link: the target is relative to the note
	Embed  bool   // ![[…]]: shows another note, names nobody
}

// ScanLink reads a link at the start of s and says how many bytes it took.
func ScanLink(s string) (Link, int) {
	switch {
	case strings.HasPrefix(s, "[["):
		return scanWikilink(s)
	case strings.HasPrefix(s, "["):
		return scanMarkdownLink(s)
	case strings.HasPrefix(s, "@"):
		n := 1
		for i, r := range s[1:] {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && !(r == '.' && wordFollows(s[i+2:])) {
				break
			}
			n = i + 1 + len(string(r))
		}
		if n == 1 || n < len(s) && s[n] == '@' {
			return Link{}, 0
		}
		return Link{Target: s[1:n], Text: s[1:n], Span: At(0, n)}, n
	}
	return Link{}, 0
}

func wordFollows(s string) bool {
	return s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z' || IsDigit(s[0]))
}

func scanWikilink(s string) (Link, int) {
	s = s[:min(len(s), MaxLink)]
	if name := bareName(s[2:]); name != "" {
		n := len(name) + len("[[]]")
		return Link{Target: name, Text: name, Span: At(0, n)}, n
	}
	end := strings.Index(s, "]]")
	if end < 0 || strings.ContainsAny(s[2:end], "\n\r") || strings.Contains(s[2:end], "[[") {
		return Link{}, 0
	}
	target, text, aliased := strings.Cut(s[2:end], "|")
	target = strings.TrimSuffix(target, `\`)
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "^")
	target = strings.TrimSpace(target)
	if !aliased || strings.TrimSpace(text) == "" {
		text = BaseName(target)
	}
	if target == "" {
		return Link{}, 0
	}
	return Link{Target: target, Text: strings.TrimSpace(text), Span: At(0, end+2)}, end + 2
}

// bareName is what stands before "]]", where it is nothing but the name of a
// note: no path, no text of its own, no heading.
func bareName(s string) string {
	end := 0
	for end < len(s) && NameByte(s[end]) {
		end++
	}
	if end == 0 || !strings.HasPrefix(s[end:], "]]") || s[0] == ' ' || s[end-1] == ' ' {
		return ""
	}
	return s[:end]
}

// NameByte reports whether a byte may stand in most names.
func NameByte(c byte) bool {
	return IsLetter(c) || IsDigit(c) || c == ' ' || c == '-' || c == '\'' || c == '_'
}

// scanMarkdownLink reads [text](target); a target that is no note of the
// folder leaves Target empty.
func scanMarkdownLink(s string) (Link, int) {
	closing := Matching(s, 0, '[', ']')
	if closing < 0 || closing+1 >= len(s) || s[closing+1] != '(' {
		return Link{}, 0
	}
	end := Matching(s, closing+1, '(', ')')
	if end < 0 {
		return Link{}, 0
	}
	return Link{Target: linkTarget(s[closing+2 : end]), Text: s[1:closing], Span: At(0, end+1), IsPath: true}, end + 1
}

// linkTarget is the path of a note that a Markdown link's brackets hold, decoded
// and without heading and title, or nothing where it is no note of the folder.
func linkTarget(s string) string {
	s = strings.TrimSpace(s)
	if angle, ok := strings.CutPrefix(s, "<"); ok {
		s, _, _ = strings.Cut(angle, ">")
	} else if before, title, ok := strings.Cut(s, " "); ok && strings.ContainsAny(title[:min(1, len(title))], `"'(`) {
		s = before
	}
	s, _, _ = strings.Cut(s, "#")
	if plain, err := url.PathUnescape(s); err == nil && utf8.ValidString(plain) {
		s = plain
	}
	base := path.Base(s)
	if s == "" || strings.ContainsAny(s, ":?\n\r\x00") || strings.HasPrefix(s, "//") || strings.HasSuffix(s, "/") || strings.Contains(s, "{{") || base == "." || base == ".." {
		return ""
	}
	if ext := path.Ext(base); ext != "" && ext != base && !isNoteEnding(ext) && isEnding(ext[1:]) {
		return ""
	}
	return s
}

func isNoteEnding(ext string) bool {
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}

// isEnding reports whether what stands behind a dot is the ending of a file, and
// no part of a name.
func isEnding(s string) bool {
	for i := range len(s) {
		if !IsLetter(s[i]) && !IsDigit(s[i]) {
			return false
		}
	}
	return s != "" && len(s) <= 5
}

// Matching finds the bracket that closes the one at open, on the same line.
func Matching(s string, open int, left, right byte) int {
	depth := 0
	for i := open; i < len(s) && i < open+MaxLink; i++ {
		switch s[i] {
		case '\\':
			i++
		case '\n':
			return -1
		case left:
			depth++
		case right:
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// CodeSpan returns the length of the code span at the start of s, which begins
// with a backtick; a run of backticks that nothing closes is its own length.
func CodeSpan(s string) (length int, closed bool) {
	ticks := len(s) - len(strings.TrimLeft(s, "`"))
	for i := ticks; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		run := len(s[i:]) - len(strings.TrimLeft(s[i:], "`"))
		if run == ticks {
			return i + run, true
		}
		i += run
	}
	return ticks, false
}

// marksLink reports whether a byte begins a link or a tag, or may hide one.
func marksLink(c byte) bool {
	switch c {
	case '[', '@', '#', '\\', '`', ':':
		return true
	}
	return false
}

// linkStart is the first place from i on where a link or a tag may begin, or
// the end of the text.
func linkStart(s string, i int) int {
	end := len(s)
	for _, c := range [...]byte{'[', '#', '@'} {
		if n := strings.IndexByte(s[i:end], c); n >= 0 {
			end = i + n
		}
	}
	return end
}

// hides reports whether a text may hide what follows it, as code or an address.
func hides(s string) bool {
	return strings.IndexByte(s, '`') >= 0 || strings.IndexByte(s, '\\') >= 0 || strings.Contains(s, "://")
}

// ScanLinks finds the links and the tags of a text, outside code spans. It
// appends to lists. It jumps from one to the next, but not in a long text, where
// looking ahead that often would take quadratic time.
func ScanLinks(s string, links []Link, tags []string) ([]Link, []string) {
	next, short := -1, len(s) <= MaxMarks
	backticks, brackets := FewMarks(s, "`"), FewMarks(s, "[")
	for i := 0; i < len(s); {
		if i > next && short {
			if next = linkStart(s, i); next == len(s) || !hides(s[i:next]) {
				i = next
				continue
			}
		}
		switch c := s[i]; {
		case !marksLink(c):
			i++
		case c == '\\' && i+1 < len(s):
			i += 2
		case c == '`' && backticks:
			n, _ := CodeSpan(s[i:])
			i += n
		case c == '[' && brackets || c == '@' && (i == 0 || !WordByte(s[i-1])):
			link, n := ScanLink(s[i:])
			if n == 0 {
				i++
				continue
			}
			if link.Target != "" {
				link.Span = At(i, i+n)
				link.Embed = i > 0 && s[i-1] == '!'
				links = append(links, link)
			}
			i += n
		case c == '#' && (i == 0 || s[i-1] == ' ' || s[i-1] == '\t' || s[i-1] == '(' || s[i-1] == ','):
			tag := ScanTag(s[i+1:])
			if tag != "" {
				tags = append(tags, tag)
			}
			i += 1 + len(tag)
		case c == ':' && strings.HasPrefix(s[i:], "://"):
			for i < len(s) && s[i] != ' ' && s[i] != ')' && s[i] != ']' {
				i++
			}
		default:
			i++
		}
	}
	return links, tags
}

// Links are the links of a line, outside code.
func Links(s string) []Link {
	links, _ := ScanLinks(Clip(s), nil, nil)
	return links
}

// MaxMarks is how many brackets or backticks a line may hold and still have
// links and code: looking for the end of each takes quadratic time on a line
// made for the purpose.
const MaxMarks = 4000

func FewMarks(s, mark string) bool { return len(s) <= MaxMarks || strings.Count(s, mark) <= MaxMarks }

// MaxLink is how far the end of a link is sought, in bytes.
const MaxLink = 1024

// ScanTag reads a tag's letters, digits, "-", "_" and "/"; a tag of digits
// only is a number, not a tag.
func ScanTag(s string) string {
	end, letters := len(s), false
	for i, r := range s {
		if unicode.IsLetter(r) {
			letters = true
		} else if !unicode.IsDigit(r) && r != '-' && r != '_' && r != '/' && !unicode.Is(unicode.M, r) {
			end = i
			break
		}
	}
	if !letters {
		return ""
	}
	for s[end-1] == '/' || s[end-1] == '-' {
		end--
	}
	return s[:end]
}

// PlainText is a field's text for people: links become their texts.
func PlainText(s string) string {
	if !strings.Contains(s, "[") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] == '[' {
			if link, n := ScanLink(s[i:]); n > 0 {
				b.WriteString(link.Text)
				i += n
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// FieldLink reads a field's text as a name for a note: a link, or the text
// itself.
func FieldLink(s string) Link {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "@") {
		if link, n := ScanLink(s); n > 0 && link.Target != "" {
			return link
		}
	}
	return Link{Target: s, Text: s}
}

// FieldLinks reads a value of a list of people: every link in it, and the texts
// beside them, each of which may be one name or several.
func FieldLinks(s string) []Link { return fieldLinks(strings.TrimSpace(s), 0, nil) }

func fieldLinks(s string, separator int, out []Link) []Link {
	one := FieldLink(s)
	if one.Span.End == len(s) || !strings.Contains(s, "[") || separator == NameSeparators {
		return append(out, one)
	}
	for _, name := range SplitNames(s, separator) {
		out = fieldLinks(name, separator+1, out)
	}
	return out
}

// NameSeparators is how many sorts of separators SplitNames knows.
const NameSeparators = 3

// SplitNames splits a text outside links: at ";", at "&" and "and", or at ",",
// in this order of strength.
func SplitNames(s string, separator int) (out []string) {
	marks := [NameSeparators][]string{{";"}, {"&", " and "}, {","}}[separator]
	start := 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '[' {
			if _, n := ScanLink(s[i:]); n > 0 {
				i += n - 1
				continue
			}
		}
		size := 0
		for _, mark := range marks {
			if len(s)-i >= len(mark) && strings.EqualFold(s[i:i+len(mark)], mark) {
				size = len(mark)
			}
		}
		if i < len(s) && size == 0 {
			continue
		}
		if name := strings.TrimSpace(s[start:i]); name != "" {
			out = append(out, name)
		}
		start = i + size
		i = max(i, start-1)
	}
	return out
}

// SeveralLinks splits a text that is nothing but wikilinks, and more than one.
func SeveralLinks(s string) []string {
	if s == "" || s[0] > ' ' && s[0] < 0x80 && s[0] != '[' || strings.LastIndex(s, "[[") < len("[[x]]") {
		return nil
	}
	if links := onlyLinks(s); len(links) > 1 {
		return links
	}
	return nil
}

// onlyLinks splits a text that is nothing but wikilinks.
func onlyLinks(s string) []string {
	var items []string
	for s = strings.TrimSpace(s); s != ""; {
		if !strings.HasPrefix(s, "[[") {
			return nil
		}
		_, n := scanWikilink(s)
		if n == 0 {
			return nil
		}
		items = append(items, s[:n])
		s = strings.TrimLeft(s[n:], ", ;")
	}
	return items
}

// BaseName is a path's last part without the ending of a note.
func BaseName(p string) string {
	name := p
	if p == "" || strings.ContainsAny(p, `/\`) {
		name = path.Base(strings.ReplaceAll(p, `\`, "/"))
	}
	if strings.IndexByte(name, '.') < 0 {
		return name
	}
	for _, ext := range [...]string{".md", ".markdown"} {
		if len(name) > len(ext) && strings.EqualFold(name[len(name)-len(ext):], ext) {
			return name[:len(name)-len(ext)]
		}
	}
	return name
}

// LinksIn lists the links of a text, outside code spans.
func LinksIn(s string) []Link {
	links, _ := ScanLinks(s, nil, nil)
	return links
}
