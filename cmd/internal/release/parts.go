package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// part is a module in CycloneDX's words.
type part struct {
	Type    string `json:"type"`
	Name    string `json:"name"`
	Version string `json:"version"`
	PURL    string `json:"purl"`
}

// parts lists the modules that a program was built from, as the program itself
// bears them: CycloneDX 1.5, without a day and a number of its own, so that the
// same program gives the same list.
func parts(program string, out io.Writer) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	content, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	list := []part{{"platform", "go", info.GoVersion, "pkg:golang/std@" + info.GoVersion[2:]}}
	for _, d := range info.Deps {
		if d.Replace != nil {
			d = d.Replace
		}
		list = append(list, part{"library", d.Path, d.Version, fmt.Sprintf("pkg:golang/%s@%s", d.Path, d.Version)})
	}
	text := json.NewEncoder(out)
	text.SetIndent("", "  ")
	return text.Encode(map[string]any{
		"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
		"metadata":   map[string]any{"component": map[string]any{"type": "application", "name": "netnotes", "hashes": []map[string]string{{"alg": "SHA-256", "content": hex.EncodeToString(sum[:])}}}},
		"components": list,
	})
}
