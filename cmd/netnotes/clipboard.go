package main

import (
	"errors"
	"os/exec"
	"strings"
)

// toClipboard hands a text to the first of the programs that keep a clipboard.
func toClipboard(text string) error {
	for _, command := range []string{"pbcopy", "wl-copy", "xclip -selection clipboard", "xsel --clipboard --input", "clip.exe"} {
		words := strings.Fields(command)
		name, err := exec.LookPath(words[0])
		if err != nil {
			continue
		}
		cmd := exec.Command(name, words[1:]...)
		cmd.Stdin = strings.NewReader(text)
		if cmd.Run() == nil {
			return nil
		}
	}
	return errors.New("no program keeps a clipboard")
}
