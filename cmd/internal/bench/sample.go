package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// sample is what the questions are taken from: a contact, a tag, and two words.
type sample struct {
	notes     int
	contacts  int   // among the notes
	size      int64 // of all notes, in bytes
	note      string
	person    string   // the name on that note
	some      []string // the first contacts, as many as a pull brings
	tag       string   // a tag of that note
	few, many word     // words for full-text search
}

// word is a word and how many notes it stands in.
type word struct {
	text  string
	notes int
}

// A word that a handful of notes has, and one that many have.
const (
	handful   = 5
	shareMany = 2 // every other note
)

// takeSample reads every note of a folder.
func takeSample(dir string) (sample, error) {
	var s sample
	counts := map[string]int{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != dir {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s.notes++
		s.size += int64(len(text))
		count(counts, text)
		if !isContact(text) {
			return nil
		}
		s.contacts++
		rel, _ := filepath.Rel(dir, path)
		if s.note == "" || s.tag == "" {
			s.take(filepath.ToSlash(rel), string(text))
		}
		if len(s.some) < pulled {
			s.some = append(s.some, filepath.ToSlash(rel))
		}
		return nil
	})
	if err == nil && s.note == "" {
		err = fmt.Errorf("%s has no note with type: contact and a name", dir)
	}
	s.few, s.many = nearest(counts, handful), nearest(counts, s.contacts/shareMany)
	return s, err
}

func isContact(note []byte) bool { return bytes.Contains(note, []byte("\ntype: contact\n")) }

// take takes the person of a contact's note, and a tag, where it has them.
func (s *sample) take(path, text string) {
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case key == "name" && value != "" && s.note == "":
			s.note, s.person = path, strings.Trim(value, `"'`)
		case key == "tags" && strings.HasPrefix(value, "["):
			s.tag, _, _ = strings.Cut(strings.Trim(value, "[]"), ",")
			return
		}
	}
}

// count counts a note for every word of five small letters or more in it.
func count(counts map[string]int, text []byte) {
	seen := map[string]bool{}
	for _, w := range bytes.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= 5 && !seen[string(w)] && bytes.Trim(w, "abcdefghijklmnopqrstuvwxyz") == nil {
			seen[string(w)] = true
			counts[string(w)]++
		}
	}
}

// nearest is the word whose number of notes is nearest to the one wanted; of
// several, the first by the alphabet.
func nearest(counts map[string]int, wanted int) word {
	var best word
	for text, notes := range counts {
		d, b := max(notes-wanted, wanted-notes), max(best.notes-wanted, wanted-best.notes)
		if best.text == "" || d < b || d == b && text < best.text {
			best = word{text, notes}
		}
	}
	return best
}

// namePrefix is what somebody types of a name before asking for the rest.
func (s sample) namePrefix() string {
	first, rest, _ := strings.Cut(s.person, " ")
	for _, letter := range rest {
		return first + " " + string(letter)
	}
	return first
}
