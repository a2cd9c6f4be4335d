package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"netnotes/parse/draft"
)

// maxHeader is how much of a message's header is looked at, in bytes.
const maxHeader = 64 << 10

// walk finds the messages below a name: a folder is gone through, a file is an
// mbox where it begins with "From ", else one message. What cannot be read is
// reported, and the rest goes on.
func (r *reader) walk(fsys fs.FS, name string) error {
	return fs.WalkDir(fsys, name, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && file == name:
			return err
		case err != nil:
			r.unread(file, "cannot be read")
			return nil
		case entry.IsDir():
			if path.Base(file) == "tmp" { // of a maildir: mail still arriving
				return fs.SkipDir
			}
			return nil
		case file != name && !isMail(file):
			return nil
		case !entry.Type().IsRegular():
			r.unread(file, "not a regular file")
			return nil
		}
		if err := r.file(fsys, file); err != nil {
			r.unread(file, "cannot be read to its end")
		}
		return nil
	})
}

func (r *reader) unread(file, why string) {
	r.out.Unread = append(r.out.Unread, draft.Unread{Text: file, Why: why})
}

// isMail reports whether a file of a folder may hold mail: it lies in a
// maildir's cur or new, or is called so.
func isMail(file string) bool {
	base := path.Base(file)
	if strings.HasPrefix(base, ".") {
		return false
	}
	switch path.Base(path.Dir(file)) {
	case "cur", "new":
		return true
	}
	switch strings.ToLower(path.Ext(base)) {
	case ".eml", ".mbox", ".mbx", ".emlx":
		return true
	case "":
		return true // an mbox as most programs name it; a file that is none says so by its first line
	}
	return false
}

// junkNames are folders whose mail nobody meant to keep, or never sent.
func junkNames() []string {
	return []string{"spam", "junk", "junk e-mail", "junk email", "trash", "deleted", "deleted items", "deleted messages", "bin", "drafts", "draft", "outbox", "templates"}
}

// isJunk reports whether a file's folders or a maildir's flags say that a
// message was thrown away or never sent.
func isJunk(file string) bool {
	for part := range strings.SplitSeq(strings.ToLower(file), "/") {
		part = strings.TrimSuffix(strings.TrimLeft(part, "."), ".mbox")
		last := part[strings.LastIndexByte(part, '.')+1:]
		if slices.Contains(junkNames(), part) || slices.Contains(junkNames(), last) {
			return true
		}
	}
	_, flags, ok := strings.Cut(path.Base(file), ":2,")
	return ok && strings.ContainsAny(flags, "TD")
}

// file reads the messages of one file.
func (r *reader) file(fsys fs.FS, file string) error {
	f, err := fsys.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 64<<10)
	start, err := in.Peek(5)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	junk := isJunk(file)
	if string(start) == "From " {
		return r.mbox(in, file, junk)
	}
	head, _, err := header(in)
	if !looksLikeHeader(head) {
		if path.Ext(file) != "" || path.Base(path.Dir(file)) == "cur" || path.Base(path.Dir(file)) == "new" {
			r.out.Rows++
			r.out.Unread = append(r.out.Unread, draft.Unread{Line: r.out.Rows, Record: true, Text: file, Why: "not a message"})
		}
		return ended(err)
	}
	r.message(head, junk, file)
	return ended(err)
}

// looksLikeHeader reports whether a text begins with a header's field.
func looksLikeHeader(head []byte) bool {
	name, _, ok := bytes.Cut(head, []byte(":"))
	return ok && len(name) > 0 && len(name) < 80 && !bytes.ContainsAny(name, " \t\r\n\x00")
}

// mbox reads message after message: each begins with a line "From " at the
// beginning or behind an empty one.
func (r *reader) mbox(in *bufio.Reader, file string, junk bool) error {
	if _, err := line(in, 0); err != nil { // "From "
		return ended(err)
	}
	for {
		head, whole, err := header(in)
		if len(bytes.TrimSpace(head)) > 0 {
			r.message(head, junk, file)
		}
		if err != nil {
			return ended(err)
		}
		if err := skipBody(in, whole); err != nil {
			return ended(err)
		}
	}
}

// ended is an error but the end of the file.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// header reads up to the first empty line. Of a header longer than maxHeader
// the rest is passed over. whole is false where the file ended in it.
func header(in *bufio.Reader) (head []byte, whole bool, err error) {
	for {
		text, err := line(in, maxHeader-len(head))
		if len(bytes.TrimRight(text, "\r\n")) == 0 && err == nil {
			return head, true, nil
		}
		if len(head) < maxHeader {
			head = append(head, text...)
		}
		if err != nil {
			return head, false, err
		}
	}
}

// skipBody goes to behind the next line "From " that follows an empty one. The
// line before the body is empty.
func skipBody(in *bufio.Reader, emptyBefore bool) error {
	for {
		text, err := line(in, 5)
		if err != nil {
			return err
		}
		if emptyBefore && bytes.HasPrefix(text, []byte("From ")) {
			return nil
		}
		emptyBefore = len(bytes.TrimRight(text, "\r\n")) == 0
	}
}

// line reads one line and gives at most most bytes of it, at least one, and its
// end; they are good until the next reading.
func line(in *bufio.Reader, most int) ([]byte, error) {
	part, err := in.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return part, err
	}
	out := bytes.Clone(part[:min(len(part), max(most, 1))])
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = in.ReadSlice('\n')
	}
	return out, err
}
