package parse

import "netnotes/parse/yaml"

// ScalarText writes a field's value as YAML. What the field wants, or a field
// of the user's own may want, as a day, a truth value or a number stays that;
// every other value is a text.
func (r *Reader) ScalarText(kind NoteKind, key, value string) string {
	info := r.FieldsOf(kind).Info(key)
	if info.Name == "" {
		return yaml.Typed(value)
	}
	return info.text(value)
}

// text writes a value of the field as YAML.
func (info FieldInfo) text(value string) string {
	switch info.Type {
	case DateField, DayField, BirthdayField, BoolField:
		return yaml.Typed(value)
	}
	return yaml.Text(value)
}

// InQuotesOf writes a value in the quotes of the one it replaces.
func InQuotesOf(old byte, text, value string) string {
	switch single, ok := yaml.Single(value); {
	case old == '"':
		return yaml.Quoted(value)
	case old == '\'' && ok:
		return single
	}
	return text
}
