package read

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/git"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report"
	"netnotes/report/form"
	"netnotes/report/page"
)

// pageOptions are the flags of page.
type pageOptions struct {
	file     string
	open     bool
	initials bool
}

// Page is netnotes page.
func Page(a *app.App) *cobra.Command {
	var o pageOptions
	cmd := &cobra.Command{
		Use:     "page [QUERY]",
		Aliases: []string{"html"},
		Short:   "One page to look at: who is due, everybody, the network drawn",
		Long: `Writes one HTML file that opens in any browser, on a phone too, and asks nothing
of the network: who is due, everybody with their timeline, the network drawn, two
years of contact, events, gaps, and the year in numbers. It can be mailed and
printed, and is readable without script. What an export withholds is withheld.

Without -o it goes to standard output; on a terminal to a file among the caches,
whose name is printed. --initials makes a page to show somebody else: initials for
names, no addresses, and none of your words.`,
		Example: "  netnotes page -o network.html\n  netnotes page --open\n  netnotes page sector:public --initials -o advice.html",
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.JSON && o.file == "" {
				return app.Usage("netnotes page -o network.html --json", "a page is no JSON")
			}
			if o.open && o.file == "-" {
				return app.Usage("netnotes page --open", "--open opens a file, and -o - writes none")
			}
			q, ix, today, err := a.OpenQuery(args)
			if err != nil {
				return err
			}
			p := page.Make(ix, today, page.Options{Query: q, Initials: o.initials, Unread: report.Unread(ix.Unread())})
			text, err := p.HTML()
			if err != nil {
				return app.Failed("netnotes check", "the page cannot be made: %v", err)
			}
			if err := putPage(a, text, p.Kept, o); err != nil {
				return err
			}
			return a.Whole()
		},
	}
	cmd.Flags().StringVarP(&o.file, "output", "o", "", "write to this file; - is standard output")
	cmd.Flags().BoolVar(&o.open, "open", false, "show the file in the browser")
	cmd.Flags().BoolVar(&o.initials, "initials", false, "for somebody else's eyes: initials for names, no addresses, none of your words")
	return a.AsOfFlag(cmd)
}

// putPage writes a page where it is asked for, and says so.
func putPage(a *app.App, text []byte, people int, o pageOptions) error {
	if o.file == "-" || o.file == "" && !a.Env.Terminal && !o.open {
		_, err := a.Env.Stdout.Write(text)
		return err
	}
	name, write := a.File(o.file), disk.KeepOutput
	if o.file == "" {
		var err error
		if name, err = cachedPage(a); err != nil {
			return err
		}
	}
	if err := write(name, text); err != nil {
		return app.Refused(err)
	}
	if err := sayPage(a, name, text, people, o); err != nil {
		return err
	}
	if o.open {
		return showFile(a, name)
	}
	return nil
}

func sayPage(a *app.App, name string, text []byte, people int, o pageOptions) error {
	shown := o.file
	if o.file == "" {
		shown = filepath.Base(name)
		if _, err := fmt.Fprintln(form.SafeWriter{To: a.Env.Stdout}, name); err != nil {
			return err
		}
	}
	stderr := form.SafeWriter{To: a.Env.Stderr}
	fmt.Fprintf(stderr, "wrote %s: %s, %s\n", shown, page.Count(people), bytesText(len(text)))
	if a.JSON {
		if err := form.JSON(a.Env.Stdout, map[string]any{"file": o.file, "bytes": len(text), "people": people}); err != nil {
			return err
		}
	}
	root, err := a.Find()
	if err == nil && o.file != "" && lies(name, root) && !git.Ignored(root, name) {
		a.Hint("the page lies among the notes; git leaves it out with: echo %s >> %s", txt.ShellWord("/"+filepath.Base(name)), txt.ShellWord(filepath.Join(filepath.Dir(name), ".gitignore")))
	}
	return nil
}

// lies reports whether a file lies in a folder.
func lies(name, root string) bool {
	real := func(path string) string {
		if resolved, err := filepath.EvalSymlinks(path); err == nil {
			path = resolved
		}
		if whole, err := filepath.Abs(path); err == nil {
			path = whole
		}
		return path
	}
	rel, err := filepath.Rel(real(root), real(name))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// bytesText is a size in words: 213 kB, 2.6 MB.
func bytesText(n int) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// cachedPage is where a page lies that nobody named a place for.
func cachedPage(a *app.App) (string, error) {
	root, err := a.Find()
	if err != nil {
		return "", err
	}
	dir := index.CacheOf(a.CacheDir(), root)
	if dir == "" {
		return "", app.Failed("netnotes page -o network.html", "there is no place for it")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", app.Failed("netnotes page -o network.html", "cannot make %s", dir)
	}
	return filepath.Join(dir, "page.html"), nil
}

// showFile hands a file to the user's browser.
func showFile(a *app.App, name string) error {
	if a.Env.OpenFile == nil || a.Env.OpenFile(a.Context(), name) != nil {
		return app.Failed("open "+name+" in your browser", "nothing here opens a page")
	}
	return nil
}

// KeptPage is a page that watch keeps current.
type KeptPage struct {
	File string // empty: none is kept
}

// Flags adds what says where the page is kept.
func (k *KeptPage) Flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.File, "page", "", "keep this file a page of the folder, as \"netnotes page\" writes it")
}

// Keep writes the page where a byte of it differs.
func (k *KeptPage) Keep(a *app.App, ix *index.Index, today date.Date) error {
	if k.File == "" {
		return nil
	}
	text, err := page.Make(ix, today, page.Options{Unread: report.Unread(ix.Unread())}).HTML()
	if err != nil {
		return app.Failed("netnotes check", "the page cannot be made: %v", err)
	}
	if err := disk.KeepOutput(a.File(k.File), text); err != nil {
		return app.Refused(err)
	}
	return nil
}
