package cli

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/report/form"
)

// Version is the version this source is of, or is becoming.
const Version = "0.2.0"

// build is what the Go tool wrote into the program of its source.
type build struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"` // of the source, in git
	Date     string `json:"date,omitempty"`     // of that revision
	Modified bool   `json:"modified,omitempty"` // the source differed from it
}

func thisBuild() build {
	b := build{Version: Version}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.time":
			b.Date, _, _ = strings.Cut(s.Value, "T")
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

func (b build) String() string {
	text := fmt.Sprintf("%s %s", "netnotes", b.Version)
	if b.Revision != "" {
		text += fmt.Sprintf(" (%.12s of %s", b.Revision, b.Date)
		if b.Modified {
			text += ", changed"
		}
		text += ")"
	}
	return text
}

func versionCommand(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version, and the revision it was built from", Example: "  netnotes version", Args: app.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.JSON {
				return form.JSON(a.Env.Stdout, thisBuild())
			}
			_, err := fmt.Fprintln(a.Env.Stdout, thisBuild())
			return err
		},
	}
}
