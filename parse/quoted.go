package parse

import "netnotes/parse/yaml"

// quoted writes a value with the quotes that YAML understands.
func quoted(s string) string { return yaml.Quoted(s) }
