package yaml

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	lib "gopkg.in/yaml.v3"
)

// traps are texts that some reader of YAML takes for something else, by what
// it takes them for.
func traps() map[string][]string {
	return map[string][]string{
		"nothing":       {"~", "null", "Null", "NULL", ""},
		"a truth value": {"y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE", "on", "On", "ON", "off", "Off", "OFF"},
		"a number": {"0", "1", "-1", "+1", "007", "0312", "1_000", "0x1F", "0X1f", "0o7", "0b101", "-0x1f", "1.", "1.5", ".5", "-.5", "1e3", "1E3", "1e+3", "12e03", "6.02e23", "1.e5", "+12.3e-4",
			".inf", ".Inf", "-.INF", "+.inf", ".nan", ".NaN", "685_230.15", "15550100", "+15550100"},
		"a time":             {"12:30", "1:2:3", "190:20:30", "190:20:30.15", "-1:30", "9:05"},
		"a day":              {"2026-01-05", "2026-1-5", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2026-01-05T10:00:00Z"},
		"a mark of YAML":     {"=", "<<", "-", "- x", "? x", "?", ": x", ":", "& x", "&x", "*x", "!x", "!!str x", "#x", "| x", ">", "%x", "%TAG", "@x", "`x", "'x", "'x'", "\"x\"", "{a: b}", "[a]", "[[Ada Park]]", ", x", "]", "}"},
		"two things":         {"a: b", "a:", "a #b", "x: # y", "Ada: \"the\\ # one\""},
		"what cannot be met": {" x", "x ", "\tx", "a\tb", "a\nb", "a\rb", "a\x00b", "a\x07b", "a\x7fb", "a\u0085b", "a\u2028b", "a\u2029b", "\ufeffa", "a\ufffeb", "a\uffffb", "\u00a0", "🙂\n🙂"},
		"a template":         {"Bo {{nick}} Lind", "{{x}}", "a<%b"},
	}
}

// harmless are texts that need no quotes.
func harmless() []string {
	return []string{"Ada Park", "Zoë", "a-b", "-x", "--04-12", "100%", "a:b", "https://ada.example/#me", "x#y", "---", "ada@oak.example", "12 Elm Street", "+1 555 0100", "555-0100", "3rd floor", "1e3 things", "nobody", "O'Neil", "say \"hi\"", "a, b", "e3",
		"2026-06", "2024~", "2019/2022 Oak", "6w", "0x", "v1.2", "1.2.3", "木", "🙂", "a [b]", "twitter:@ada", "a & b"}
}

// TestTraps wants every trap in quotes, wherever it stands, and nothing else.
func TestTraps(t *testing.T) {
	for kind, list := range traps() {
		for _, s := range list {
			for _, got := range []string{Text(s), Item(s)} {
				if got[0] != '"' || strings.ContainsAny(got, "\n\r\t\u0085\u2028\ufeff") || strings.Contains(got, "{{") || strings.Contains(got, "<%") {
					t.Errorf("%q, which may be %s, is written %s", s, kind, got)
				}
			}
		}
	}
	for _, s := range harmless() {
		if got := Text(s); got != s {
			t.Errorf("%q is written %s", s, got)
		}
	}
	for in, want := range map[string]string{"2026-01-05": "2026-01-05", "true": "true", "40": "40", "0": "0", "no": `"no"`, "007": `"007"`, "1e3": `"1e3"`, "Oak": "Oak", "12:30": `"12:30"`} {
		if got := Typed(in); got != want {
			t.Errorf("Typed(%q) is %s, want %s", in, got, want)
		}
	}
}

// document holds texts in each way they are written.
func document(texts []string) string {
	var b strings.Builder
	b.WriteString("key:\n")
	for _, s := range texts {
		b.WriteString("  - k: " + Text(s) + "\n")
	}
	b.WriteString("below:\n")
	for _, s := range texts {
		b.WriteString("  - " + Text(s) + "\n")
	}
	b.WriteString("list: [")
	for i, s := range texts {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(Item(s))
	}
	b.WriteString("]\nquoted:\n")
	for _, s := range texts {
		single, ok := Single(s)
		if !ok {
			single = Quoted(s)
		}
		b.WriteString("  - " + single + "\n")
	}
	return b.String()
}

type read struct {
	Key []struct {
		K any `json:"k"`
	} `json:"key"`
	Below, List, Quoted []any
}

func (r read) compare(t *testing.T, reader string, texts []string) {
	t.Helper()
	if len(r.Key) != len(texts) || len(r.Below) != len(texts) || len(r.List) != len(texts) || len(r.Quoted) != len(texts) {
		t.Fatalf("%s reads %d, %d, %d and %d of %d texts", reader, len(r.Key), len(r.Below), len(r.List), len(r.Quoted), len(texts))
	}
	for i, s := range texts {
		for _, got := range []any{r.Key[i].K, r.Below[i], r.List[i], r.Quoted[i]} {
			if got != s {
				t.Errorf("%s reads %q as %#v in\n%s", reader, s, got, document(texts[i:i+1]))
			}
		}
	}
}

func allTexts() []string {
	texts := harmless()
	for _, list := range traps() {
		texts = append(texts, list...)
	}
	return texts
}

// TestOtherReaders reads what is written with PyYAML, whose YAML is 1.1, and
// with ruamel.yaml in 1.2, where they are there.
func TestOtherReaders(t *testing.T) {
	python := ""
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import yaml").Run() == nil {
			python = name
		}
	}
	if python == "" {
		t.Skip("no python3 with yaml here")
	}
	texts := allTexts()
	file := filepath.Join(t.TempDir(), "all.yaml")
	if err := os.WriteFile(file, []byte(document(texts)), 0o600); err != nil {
		t.Fatal(err)
	}
	for reader, load := range map[string]string{
		"PyYAML":      "import yaml; v = yaml.safe_load(f)",
		"ruamel.yaml": "import ruamel.yaml; v = ruamel.yaml.YAML(typ='safe', pure=True).load(f)",
	} {
		out, err := exec.Command(python, "-c", "import json, sys\nf = open(sys.argv[1], encoding='utf-8', newline='')\ntry:\n  "+load+"\nexcept ImportError:\n  sys.exit(7)\nprint(json.dumps(v, default=repr))", file).Output()
		if exit, ok := err.(*exec.ExitError); ok && exit.ExitCode() == 7 {
			continue
		} else if ok {
			t.Errorf("%s: %s", reader, exit.Stderr)
			continue
		}
		var r read
		if err := json.Unmarshal(out, &r); err != nil {
			t.Fatalf("%s: %v", reader, err)
		}
		r.compare(t, reader, texts)
	}
}

// FuzzText reads any text back as the text it was, as the value of a key, as an
// item below one and in brackets, in all quotes.
func FuzzText(f *testing.F) {
	for _, s := range allTexts() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		var r read
		var tree struct {
			Key                 []map[string]any
			Below, List, Quoted []any
		}
		if err := lib.Unmarshal([]byte(document([]string{s})), &tree); err != nil {
			t.Fatalf("%v\n%s", err, document([]string{s}))
		}
		for _, m := range tree.Key {
			r.Key = append(r.Key, struct {
				K any `json:"k"`
			}{m["k"]})
		}
		r.Below, r.List, r.Quoted = tree.Below, tree.List, tree.Quoted
		r.compare(t, "yaml.v3", []string{s})
	})
}
