package index

import (
	"path"
	"strings"

	"netnotes/parse"
)

// LinkTo is a link from one note to another, as the settings want links: by the
// name where it means that note alone, else by the path with the name behind it.
func (ix *Index) LinkTo(from, to *parse.Note) string {
	if ix.Settings.Links == "markdown" {
		rel := relative(path.Dir(from.Path), to.Path)
		if strings.ContainsAny(rel, " ()<>") {
			rel = "<" + rel + ">"
		}
		return "[" + to.Name + "](" + rel + ")"
	}
	if found := ix.Link(parse.Link{Target: to.Name}, from); len(found) == 1 && found[0].Path == to.Path && !strings.ContainsAny(to.Name, "[]|#^") {
		return "[[" + to.Name + "]]"
	}
	return "[[" + strings.TrimSuffix(to.Path, path.Ext(to.Path)) + "|" + strings.NewReplacer("[", "", "]", "", "|", "").Replace(to.Name) + "]]"
}

// relative is a slash-separated path from a folder.
func relative(dir, target string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(target, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(target, dir+"/")
}
