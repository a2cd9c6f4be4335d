package lsp

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"netnotes/index"
	"netnotes/index/rename"
)

// program is an editor, or a reason to skip the test.
func program(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts " + name)
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not here")
	}
	return path
}

// example is a set-up text of examples/editors.
func example(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "..", "examples", "editors", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// built is a folder with the program netnotes.
func built(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, "netnotes"), "netnotes/cmd/netnotes").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// run runs a command in a folder, with some variables.
func run(t *testing.T, dir string, variables []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), variables...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// TestNeovim opens a note in Neovim with the set-up of examples/editors: problems
// come, completion offers, and a rename that is saved is that of the command.
func TestNeovim(t *testing.T) {
	nvim, bin, root := program(t, "nvim"), built(t), folderWith(t, network())
	said := filepath.Join(t.TempDir(), "said")
	script, err := filepath.Abs("testdata/neovim.lua")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	run(t, root, []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_STATE_HOME=" + home,
		"NETNOTES_LUA=" + example(t, "neovim.lua"), "NETNOTES_OUT=" + said}, nvim, "--headless", "-u", "NONE", "-i", "NONE", "-c", "luafile "+script)
	got, err := os.ReadFile(said)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"attached true", "unknown-kind", "hover", "Ada Park", "completes Wojciech Kowal", "becomes - 2026-10-02 emial: hello with [[Wojciech Kowal]]"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	asRenamed(t, root, network(), "contacts/ada-park.md", "Ada Lindholm")
}

// asRenamed holds that the notes at root are some files after "netnotes rename" of
// somebody.
func asRenamed(t *testing.T, root string, files map[string]string, path, name string) {
	t.Helper()
	ix, err := index.Read(folderWith(t, files))
	if err != nil {
		t.Fatal(err)
	}
	plan, err := rename.Plan(ix, ix.PersonAt(path).Note, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range plan.Changes {
		text, err := os.ReadFile(filepath.Join(root, c.Path))
		if c.New == nil && err == nil || c.New != nil && !bytes.Equal(text, c.New) {
			t.Errorf("%s: got %q, want %q", c.Path, text, c.New)
		}
	}
}

var update = flag.Bool("update", false, "write what the protocol's library is told anew; read it before it is kept")

// TestProtocolLibrary talks to the server with the protocol's own library for
// Node, which LSP_CLIENT names: a folder node_modules with
// vscode-languageserver-protocol in it.
func TestProtocolLibrary(t *testing.T) {
	library := os.Getenv("LSP_CLIENT")
	if _, err := os.Stat(filepath.Join(library, "vscode-languageserver-protocol")); err != nil {
		t.Skip("LSP_CLIENT names no vscode-languageserver-protocol")
	}
	node, bin, root := program(t, "node"), built(t), folderWith(t, network())
	script, err := filepath.Abs("testdata/protocol.js")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	got := run(t, root, []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "NODE_PATH=" + library, "HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_STATE_HOME=" + home}, node, script)
	if *update {
		if err := os.WriteFile("testdata/protocol.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/protocol.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
	asRenamed(t, root, network(), "contacts/ada-park.md", "Ada Lindholm")
}

// TestEmacs reads the set-up in Emacs, finds the folder of a note with it, and
// where eglot is there, asks the server.
func TestEmacs(t *testing.T) {
	emacs, root := program(t, "emacs"), folderWith(t, network())
	file := filepath.Join(t.TempDir(), "netnotes.el")
	text, err := os.ReadFile(example(t, "emacs.el"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	out := run(t, root, nil, emacs, "--batch", "-Q", "--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", file)
	out += run(t, root, nil, emacs, "--batch", "-Q", "-l", file, "--eval", `(find-file "contacts/ada-park.md")`, "--eval", `(princ (format "root %s" (project-root (project-current))))`)
	if want := regexp.MustCompile(`root .*` + regexp.QuoteMeta(filepath.Base(root)) + `/?`); !want.MatchString(out) {
		t.Errorf("Emacs says %s", out)
	}
}

// TestEglot opens a note in Emacs with Eglot: problems come, completion offers, and
// a rename that is saved is that of the command. Eglot renames no files, so that of a
// note whose file has the new name already.
func TestEglot(t *testing.T) {
	emacs, files := program(t, "emacs"), network()
	if exec.Command(emacs, "--batch", "-q", "--eval", "(progn (package-initialize) (require 'eglot))").Run() != nil {
		t.Skip("Emacs has no eglot")
	}
	files["contacts/nora-birk.md"] = "---\nname: Nell Ode\n---\n# Nell Ode\n"
	files["contacts/bo-lindqvist.md"] += "- 2026-10-01 lunch with [[Nell Ode]] and [[nora-birk|Nell]]\n"
	bin, root, home := built(t), folderWith(t, files), t.TempDir()
	script, err := filepath.Abs("testdata/eglot.el")
	if err != nil {
		t.Fatal(err)
	}
	out := run(t, root, []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_STATE_HOME=" + home, "NETNOTES_EL=" + example(t, "emacs.el")},
		emacs, "--batch", "-q", "-l", script)
	for _, want := range []string{"attached t", "problem 10 netnotes [unknown-kind]", "completes Wojciech Kowal", "becomes - 2026-10-02 emial: hello with [[Wojciech Kowal]]", "this editor cannot rename files", "shows Ada Park"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	asRenamed(t, root, files, "contacts/nora-birk.md", "Nora Birk")
}

// TestVSCode loads the extension in node, with stand-ins for what VS Code gives
// it, and holds what it hands to the client.
func TestVSCode(t *testing.T) {
	node := program(t, "node")
	out := run(t, t.TempDir(), nil, node, "-e", `
const Module = require('module'), load = Module._load;
Module._load = (name, ...rest) => name === 'vscode' ? {workspace: {getConfiguration: () => ({get: () => undefined})}, window: {}}
  : name === 'vscode-languageclient/node' ? {TransportKind: {stdio: 0}, LanguageClient: class { constructor(...all) { console.log(JSON.stringify(all)) } start() { console.log('started') } stop() { console.log('stopped') } }}
  : load(name, ...rest);
const x = require(process.argv[1]); x.activate().then(() => x.deactivate());`, example(t, "vscode/extension.js"))
	want := `["netnotes","netnotes",{"command":"netnotes","args":["lsp"],"transport":0},{"documentSelector":[{"scheme":"file","language":"markdown"}]}]` + "\nstarted\nstopped\n"
	if out != want {
		t.Errorf("got %s\nwant %s", out, want)
	}
}

// TestSetUpTexts holds that each says where it goes and what ran it, and that those
// of a known form are of that form.
func TestSetUpTexts(t *testing.T) {
	for _, name := range []string{"neovim.lua", "emacs.el", "helix.toml", "kakoune.kak", "zed.json", "vscode/extension.js"} {
		text, err := os.ReadFile(example(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.ToLower(string(text)), "tried") || !bytes.Contains(text, []byte("lsp")) {
			t.Errorf("%s does not say what ran it", name)
		}
	}
	text, err := os.ReadFile(example(t, "vscode/package.json"))
	var packet struct {
		Main   string
		Events []string `json:"activationEvents"`
	}
	if err != nil || json.Unmarshal(text, &packet) != nil || packet.Main != "./extension.js" || packet.Events[0] != "workspaceContains:netnotes.yaml" {
		t.Errorf("package.json: %v %+v", err, packet)
	}
}
