package parse

import (
	"strings"

	"netnotes/parse/date"
	"netnotes/parse/yaml"
)

// ScalarText writes a field's value as YAML. What the field wants, or a field
// of the user's own may want, as a day, a truth value or a number stays that;
// every other value is a text.
func (r *Reader) ScalarText(kind NoteKind, key, value string) string {
	info := r.FieldsOf(kind).Info(key)
	if info.Name == "" {
		return yaml.Typed(value)
	}
	return info.Text(value)
}

// Text writes a value of the field as YAML.
func (info FieldInfo) Text(value string) string {
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

// SpokenField is the value of a field, where the field holds days and a day word
// is typed for it the day that this means; every other value stays as it is.
func (r *Reader) SpokenField(kind NoteKind, key, value string, today date.Date) string {
	info := r.FieldsOf(kind).Info(key)
	if _, err := r.Dates.Parse(value); err == nil || !info.Type.IsDate() {
		return value
	}
	tense := date.Coming
	switch info.Name {
	case "met", "last_contact", "heard", "posted_on":
		tense = date.Past
	}
	when, n, err := date.SpokenDay(r.Dates, strings.TrimSpace(value), today, tense)
	if err != nil || n < len(strings.TrimSpace(value)) || n == 0 {
		return value
	}
	return when.String()
}
