package main

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/google/jsonschema-go/jsonschema"

	"netnotes/parse/date"
	"netnotes/report"
	"netnotes/report/change"
	"netnotes/report/due"
	"netnotes/report/gaps"
	"netnotes/report/interviews"
)

// answers are what the commands print with --json, by the command.
func answers() map[string]any {
	return map[string]any{
		"ask":        gaps.Ask{},
		"check":      report.Check{},
		"diff":       change.Changes{},
		"due":        due.List{},
		"gaps":       gaps.Report{},
		"interviews": interviews.Report{},
		"leads":      report.Leads{},
		"list":       []report.Row{},
		"path":       gaps.PathTo{},
		"pitch":      report.Pitch{},
		"prep":       report.Prep{},
		"prep-event": report.EventPrep{},
		"quiz":       []report.QuizCard{},
		"review":     report.Review{},
		"share":      report.Share{},
		"show":       report.Card{},
		"why":        due.Why{},
	}
}

// schemas describe the JSON of every answer.
func schemas() (files, error) {
	made := files{}
	for name, value := range answers() {
		schema, err := schemaOf(reflect.TypeOf(value))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		schema.Schema = "https://json-schema.org/draft/2020-12/schema"
		schema.Title = program + " " + name + " --json"
		text, err := json.MarshalIndent(schema, "", "  ")
		if err != nil {
			return nil, err
		}
		made[name+".schema.json"] = append(bytes.TrimSpace(text), '\n')
	}
	return made, nil
}

// schemaOf is the schema of a type; what writes itself as text is text.
func schemaOf(t reflect.Type) (*jsonschema.Schema, error) {
	texts := map[reflect.Type]*jsonschema.Schema{}
	gather(t, texts, map[reflect.Type]bool{})
	return jsonschema.ForType(t, &jsonschema.ForOptions{TypeSchemas: texts})
}

// gather finds the types below t that write themselves.
func gather(t reflect.Type, texts map[reflect.Type]*jsonschema.Schema, seen map[reflect.Type]bool) {
	if seen[t] {
		return
	}
	seen[t] = true
	text, own := reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[json.Marshaler]()
	switch {
	case t.Implements(text), t == reflect.TypeFor[date.Date](), t == reflect.TypeFor[date.When]():
		texts[t] = &jsonschema.Schema{Type: "string"}
		return
	case t.Implements(own):
		texts[t] = &jsonschema.Schema{}
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		gather(t.Elem(), texts, seen)
	case reflect.Struct:
		for i := range t.NumField() {
			if t.Field(i).IsExported() || t.Field(i).Anonymous {
				gather(t.Field(i).Type, texts, seen)
			}
		}
	}
}
