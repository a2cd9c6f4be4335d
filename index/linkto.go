package index

import (
	"path"
	"strings"

	"netnotes/parse"
	"netnotes/parse/txt"
)

// LinkTo is a link from one note to another, as the settings want links: by the
// name where it means that note alone, else by the path with the name behind it.
func (ix *Index) LinkTo(from, to *parse.Note) string { return LinkShowing(ix, from, to, "") }

// LinkShowing is LinkTo with what a reader sees instead of the name, if anything.
func LinkShowing(ix *Index, from, to *parse.Note, shown string) string {
	text := shown
	if text == "" {
		text = strings.Map(func(c rune) rune {
			if strings.ContainsRune("[]|", c) {
				return -1
			}
			return c
		}, to.Name)
	}
	if ix.Settings.Links == "markdown" {
		target := relative(path.Dir(from.Path), to.Path)
		if strings.ContainsAny(target, " ()<>") {
			target = "<" + target + ">"
		}
		return "[" + text + "](" + target + ")"
	}
	target := strings.TrimSuffix(to.Path, path.Ext(to.Path))
	if found := ix.names.Link(txt.Link{Target: to.Name}, from); len(found) == 1 && found[0].Path == to.Path && !strings.ContainsAny(to.Name, "[]|#^") {
		if shown == "" {
			return "[[" + to.Name + "]]"
		}
		target = to.Name
	}
	return "[[" + target + "|" + text + "]]"
}

// relative is a slash-separated path from a folder.
func relative(dir, target string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(target, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(target, dir+"/")
}
