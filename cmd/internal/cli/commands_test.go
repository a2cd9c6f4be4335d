package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnotes/cmd/internal/cli/app"
)

// TestCommandsAreQuoted wants every command that a message offers to be built by
// parse.Command, and a word of another program's by parse.ShellWord: both quote
// for a shell. No text that names a command is put together with anything else,
// by a format, by a plus, or by standing beside it.
func TestCommandsAreQuoted(t *testing.T) {
	var names []string
	for _, c := range Command().Commands() {
		names = append(names, c.Name())
	}
	offer := `netnotes (` + strings.Join(names, "|") + `)\b|\b(chmod|mv|rm|cp) `
	rule := builtCommand{
		format: regexp.MustCompile(`(` + offer + `)[^;:,]*%[qsvd]`),
		goesOn: regexp.MustCompile(`(netnotes|` + offer + `)[^;:,]* ['"]?$`),
	}
	root := filepath.Join("..", "..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.Contains(path, "bench") || strings.HasSuffix(path, "shell.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if pair, ok := n.(*ast.KeyValueExpr); ok {
				if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Example" {
					return false // of the help, whose words are ours
				}
			}
			if _, ok := n.(*ast.CallExpr); ok {
				seen++
			}
			if text := rule.in(n); text != "" {
				t.Errorf("%s: %q is not built by parse.Command", files.Position(n.Pos()), text)
			}
			return true
		})
		return nil
	})
	if err != nil || seen < 1000 {
		t.Fatalf("saw %d calls: %v", seen, err)
	}
	for _, wrong := range []string{`f("netnotes show %q", n)`, `f("a promise (netnotes done %s)", n)`, `"netnotes log " + n`, `"rename it: netnotes rename \"" + n + "\""`, `p("netnotes -C ", dir, " due")`, `"chmod u+w " + file`, `f("mv %s x", n)`} {
		if expr, err := parser.ParseExpr(wrong); err != nil || rule.in(expr) == "" && rule.in(expr.(*ast.BinaryExpr).X) == "" {
			t.Errorf("%s is let pass", wrong)
		}
	}
}

// builtCommand are the texts that make a command of something else: by a place
// for it, or by ending where it goes on.
type builtCommand struct{ format, goesOn *regexp.Regexp }

// in is the text of which a node of the program makes a command, or nothing.
func (rule builtCommand) in(n ast.Node) string {
	switch n := n.(type) {
	case *ast.BasicLit:
		if text, _ := textOf(n); rule.format.MatchString(text) {
			return text
		}
	case *ast.BinaryExpr:
		return rule.before(n.X, n.Y)
	case *ast.CallExpr:
		for i, arg := range n.Args {
			if text, _ := textOf(arg); rule.format.MatchString(text) {
				return text
			}
			if i+1 < len(n.Args) && rule.before(arg, n.Args[i+1]) != "" {
				return rule.before(arg, n.Args[i+1])
			}
		}
	}
	return ""
}

// before is the text that goes on with something that is no text and not quoted.
func (rule builtCommand) before(x, next ast.Expr) string {
	if sum, ok := x.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		x = sum.Y
	}
	text, ok := textOf(x)
	_, both := textOf(next)
	if call, isCall := next.(*ast.CallExpr); isCall {
		if f, isName := call.Fun.(*ast.SelectorExpr); isName && f.Sel.Name == "ShellWord" {
			both = true
		}
	}
	if ok && !both && rule.goesOn.MatchString(text) {
		return text
	}
	return ""
}

// textOf is the text of a literal.
func textOf(n ast.Node) (string, bool) {
	literal, ok := n.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

// TestTable makes every command of the table alone, as a run does, by each of the
// names that stand there.
func TestTable(t *testing.T) {
	seen := map[string]bool{}
	commands := 0
	for _, group := range groups() {
		for _, c := range group.commands {
			commands++
			names := strings.Fields(c.names)
			for _, name := range names {
				if seen[name] {
					t.Errorf("%s stands twice in the table", name)
				}
				seen[name] = true
				made := commandsOf(&app.App{}, []string{name}).Commands()
				if len(made) != 1 || !slices.Equal(append([]string{made[0].Name()}, made[0].Aliases...), names) {
					t.Errorf("%s: the table makes %v", name, made)
				}
			}
		}
	}
	if n := len(Command().Commands()); n != commands {
		t.Errorf("%d commands, of which the table has %d", n, commands)
	}
}
