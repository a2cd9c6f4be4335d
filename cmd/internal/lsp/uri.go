package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
)

// pathOf is the file that a URI names; ok is false for one of another scheme,
// such as untitled:.
func pathOf(uri string) (file string, ok bool) {
	u, err := url.Parse(uri)
	if err != nil || !strings.EqualFold(u.Scheme, "file") || u.Path == "" {
		return "", false
	}
	if strings.ContainsRune(u.Path, 0) {
		return "", false
	}
	file = u.Path
	if drive := strings.TrimPrefix(file, "/"); runtime.GOOS == "windows" && len(drive) > 1 && drive[1] == ':' {
		file = drive // /c:/notes
	}
	if u.Host != "" && !strings.EqualFold(u.Host, "localhost") {
		if runtime.GOOS != "windows" {
			return "", false
		}
		file = `\\` + u.Host + file
	}
	return filepath.Clean(filepath.FromSlash(file)), true
}

// uriOf names a file by a URI, percent-encoded as editors do it.
func uriOf(file string) string {
	file = filepath.ToSlash(file)
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // of Windows: c:/notes
	}
	var b strings.Builder
	b.WriteString("file://")
	for i := range len(file) {
		c := file[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("/-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}
