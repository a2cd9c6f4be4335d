// Command release makes what goes into a release beside the programs, each from
// the program itself: manual pages, completions, schemas of the JSON, the parts
// a program was built from. The same source gives the same bytes.
//
//	go run ./cmd/internal/release man DIR
//	go run ./cmd/internal/release completions DIR
//	go run ./cmd/internal/release schemas DIR
//	go run ./cmd/internal/release parts PROGRAM >sbom.json
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 2 {
		return fmt.Errorf("want man, completions or schemas and a folder, or parts and a program")
	}
	switch args[0] {
	case "man":
		return inFolder(args[1], manualPages)
	case "completions":
		return inFolder(args[1], completions)
	case "schemas":
		return inFolder(args[1], schemas)
	case "parts":
		return parts(args[1], out)
	}
	return fmt.Errorf("no such part: %s", args[0])
}

// files are what is made, by name.
type files map[string][]byte

func inFolder(dir string, make func() (files, error)) error {
	made, err := make()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, text := range made {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// completions are the scripts of the shells, as the program prints them.
func completions() (files, error) {
	made := files{}
	for shell, name := range map[string]string{"bash": "netnotes.bash", "zsh": "_netnotes", "fish": "netnotes.fish", "powershell": "netnotes.ps1"} {
		var out, told bytes.Buffer
		env := app.Env{Stdout: &out, Stderr: &told, Getenv: func(string) string { return "" }}
		if status := cli.Run([]string{"completion", shell}, env); status != 0 {
			return nil, fmt.Errorf("completion %s: %s", shell, told.String())
		}
		made[name] = out.Bytes()
	}
	return made, nil
}
