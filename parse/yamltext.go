package parse

import (
	"fmt"
	"strings"
)

// scalarText writes a value as YAML, in quotes where a reader of YAML would
// take it for something else.
func (r *Reader) scalarText(n *Note, key, value string) string {
	if value == "true" || value == "false" {
		if info := r.fieldsOf(n.Kind).info(key); info.Name == "" || info.Type == BoolField {
			return value
		}
	}
	return blockItem(value)
}

func blockItem(value string) string {
	if yamlKeeps("k: "+value, value) {
		return value
	}
	return yamlQuoted(value)
}

// FlowItem writes an item of a list in brackets.
func FlowItem(value string) string { return itemText(value) }

func itemText(value string) string {
	if !strings.ContainsAny(value, ",[]{}") && yamlKeeps("k: ["+value+"]", value) {
		return value
	}
	return yamlQuoted(value)
}

// yamlQuoted writes a text in double quotes, on one line.
func yamlQuoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case c < ' ' || c >= 0x7f && c < 0xa0:
			fmt.Fprintf(&b, `\x%02x`, c)
		case c == 0x2028 || c == 0x2029 || c == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// inQuotesOf writes a value in the quotes of the one it replaces.
func inQuotesOf(old byte, text, value string) string {
	switch {
	case old == '"':
		return yamlQuoted(value)
	case old == '\'' && !strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c >= 0x7f && c < 0xa0 }):
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	}
	return text
}
