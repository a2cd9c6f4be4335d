package intake

import (
	"bytes"
	"os"
	"slices"

	"netnotes/cmd/internal/cli/app"
	"netnotes/parse/intake/csv"
	"netnotes/parse/txt"
)

// kind says what a file looks like, and with which source it is imported; nothing
// where it looks like none, or is no file of text.
func kind(name string) (what, from string) {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return "", ""
	}
	f, err := os.Open(name)
	if err != nil {
		return "", ""
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, _ := f.Read(head)
	head = head[:n]
	begin := bytes.ToUpper(bytes.TrimLeft(head, "\xef\xbb\xbf \r\n\t"))
	for _, mark := range []struct{ begins, what, from string }{
		{"BEGIN:VCARD", "an address book", "vcard"}, {"BEGIN:VCALENDAR", "a calendar", "ics"}, {"From ", "an mbox", "mail"},
		{"Return-Path:", "a mail", "mail"}, {"Delivered-To:", "a mail", "mail"}, {"Received:", "a mail", "mail"}, {"### Activities:", "a friends.md", "friends"}, {`{"version":"1.`, "Monica's JSON export", "monica"},
	} {
		if bytes.HasPrefix(begin, bytes.ToUpper([]byte(mark.begins))) {
			return mark.what, mark.from
		}
	}
	return csv.Kind(head)
}

// otherKind is the error of a file that another source reads: where this one
// could not, or would take a program's table for any.
func (r *importing) otherKind(err error) error {
	anyTable := r.source.name == "csv" && len(r.options.maps) == 0 && r.options.event == ""
	if err == nil && !anyTable {
		return nil
	}
	what, from := kind(r.path())
	known := slices.ContainsFunc(sources(), func(s source) bool { return s.name == from })
	if !known || from == r.source.name {
		return nil
	}
	return app.Usage(txt.Command("import "+from, r.file), "%s looks like %s", r.file, what)
}
