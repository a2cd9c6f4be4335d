// Package cards keeps a folder of cards, one file a card, as phones and servers do.
package cards

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"netnotes/index/disk"
	"netnotes/parse/intake/content"
)

// Card is a person's card for a folder of cards, as phones and servers keep
// them: one file a card.
type Card struct {
	UID  string
	Text []byte
}

// Written says what became of a folder of cards.
type Written struct {
	Written   []string `json:"written"` // files, new or changed
	Same      int      `json:"same"`
	Strangers []string `json:"strangers"` // files whose card is nobody's here
	Pruned    []string `json:"pruned"`    // those of them that netnotes had written, taken away
}

// ourProduct marks the cards that netnotes writes.
const ourProduct = "-//netnotes//"

// Write keeps a folder of cards: a card goes to the file that holds its
// UID already, else to one named after it. A file that says the same is left
// alone, and so is every file of somebody else; prune takes away those that
// netnotes had written itself.
func Write(dir string, cards []Card, prune bool) (out Written, err error) {
	out = Written{Written: []string{}, Strangers: []string{}, Pruned: []string{}}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return out, disk.Refuse("check the name after -o", "cannot make the folder %s: %v", dir, disk.Reason(err))
	}
	there, err := cardFiles(dir)
	if err != nil {
		return out, err
	}
	used := map[string]bool{}
	for _, c := range cards {
		file := cardName(c.UID)
		if have, ok := there[c.UID]; ok {
			file = have.name
			if bytes.Equal(have.text, c.Text) {
				out.Same++
				used[file] = true
				continue
			}
		} else if taken(there, file) {
			return out, disk.Refuse("move it away", "%s holds another card", filepath.Join(dir, file))
		}
		used[file] = true
		if err := disk.WriteOutput(filepath.Join(dir, file), c.Text); err != nil {
			return out, err
		}
		out.Written = append(out.Written, file)
	}
	for _, have := range there {
		switch {
		case used[have.name]:
		case prune && have.ours:
			if err := os.Remove(filepath.Join(dir, have.name)); err != nil {
				return out, disk.Refuse("allow yourself to write there", "cannot remove %s: %v", filepath.Join(dir, have.name), disk.Reason(err))
			}
			out.Pruned = append(out.Pruned, have.name)
		default:
			out.Strangers = append(out.Strangers, have.name)
		}
	}
	slices.Sort(out.Written)
	slices.Sort(out.Strangers)
	slices.Sort(out.Pruned)
	return out, nil
}

// cardFile is a file of a folder of cards.
type cardFile struct {
	name string
	text []byte
	ours bool
}

func taken(there map[string]cardFile, name string) bool {
	for _, have := range there {
		if have.name == name {
			return true
		}
	}
	return false
}

// cardFiles are the cards of a folder by UID; a file without one counts under
// its name.
func cardFiles(dir string) (map[string]cardFile, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, disk.Refuse("allow yourself to read it", "cannot read %s: %v", dir, disk.Reason(err))
	}
	out := map[string]cardFile{}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.EqualFold(filepath.Ext(name), ".vcf") || strings.HasPrefix(name, ".") || !entry.Type().IsRegular() {
			continue
		}
		text, err := disk.ReadForeign(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		uid, ours := cardMarks(text)
		if _, twice := out[uid]; uid == "" || twice {
			uid = "file " + name
		}
		out[uid] = cardFile{name, text, ours}
	}
	return out, nil
}

// cardMarks are the UID of a file's first card, and whether netnotes wrote it.
func cardMarks(text []byte) (uid string, ours bool) {
	lines := content.NewScanner(text)
	for {
		raw, line, ok := lines.Logical()
		if !ok {
			return uid, ours
		}
		switch p, _ := content.Read(raw, line); p.Name {
		case "UID":
			if uid == "" {
				uid = strings.TrimSpace(p.Text())
			}
		case "PRODID":
			ours = strings.HasPrefix(p.Value, ourProduct)
		}
	}
}

// cardName is the file of a card: its UID where a file can be called so, else
// its SHA-256.
func cardName(uid string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' || r == '-'
	}
	name := uid
	if name == "" || len(name) > 200 || strings.HasPrefix(name, ".") || strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		sum := sha256.Sum256([]byte(uid))
		name = hex.EncodeToString(sum[:])
	}
	return name + ".vcf"
}
