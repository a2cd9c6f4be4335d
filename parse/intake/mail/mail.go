// Package mail reads who wrote to whom, and when, from the headers of mail:
// maildir folders, mbox files and single messages (.eml). No body is read, and
// a subject only where it is asked for.
//
// boxes.go finds the messages and passes over their bodies, so that a file of
// any size takes no more memory than its longest header. mail.go says of each
// header what happened.
package mail

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"mime"
	"net/mail"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/intake"
)

// Options are what a header alone does not tell.
type Options struct {
	Me    intake.Me
	Zone  *time.Location // of the user's calendar
	Today date.Date
	Text  bool // take the subject
	// Known reports who may have a note; mail with nobody of them is counted and
	// not kept. Where it is nil everybody is.
	Known func(intake.Somebody) bool
	// Step is told after each thousand messages; it may be nil.
	Step func(done int)
}

// Why a message is left out.
const (
	ByList    = "mailing lists and bulk mail"
	ByMachine = "automatic mail"
	Spam      = "spam, trash and drafts"
	Again     = "messages that stand there twice"
	NoDay     = "messages without a day"
	ToMany    = "messages to many people"
	NotToMe   = "messages not written to you or by you"
	TooLong   = "a header of more than 64 KiB"
)

// maxTo and maxAll are how many people a message from the user, and one to
// them, may be addressed to before it is a group's.
const maxTo, maxAll = 3, 8

// maxMet is how many addresses are counted, to find the user's among them.
const maxMet = 10000

// Read reads the mail in a file or a folder. It fails where there is none, or
// where none of the addresses in it is the user's.
func Read(fsys fs.FS, name string, o Options) (intake.File, error) {
	r := reader{options: o, seed: maphash.MakeSeed(), seen: map[uint64]bool{}, met: map[string]int{}, words: mime.WordDecoder{CharsetReader: charset}}
	r.out.What, r.out.Row = "mail", "message"
	if err := r.walk(fsys, name); err != nil {
		return r.out, err
	}
	switch {
	case r.out.Rows == 0:
		return r.out, &draft.ForeignError{Text: "there is no message in it", Hint: "name a maildir, an mbox or a folder of .eml files"}
	case len(r.met) == 0 && len(r.out.Unread) > 0:
		return r.out, &draft.ForeignError{Text: fmt.Sprintf("not one of %d messages could be read; the first: %s", r.out.Rows, r.out.Unread[0].Why), Hint: "export the mail again"}
	case len(o.Me.Emails) == 0 || !r.mine:
		return r.out, r.whoseMail()
	}
	r.out.How = append(r.out.How, "your addresses: "+strings.Join(o.Me.Emails, ", "))
	return r.out, nil
}

// whoseMail says that the user's own address is not known, with the commonest.
func (r *reader) whoseMail() error {
	common, most := "you@elm.example", 0
	for address, n := range r.met {
		if n > most || n == most && address < common {
			common, most = address, n
		}
	}
	text := "none of the addresses in it is known to be yours"
	return &draft.ForeignError{Text: text, Hint: "say which it is: --me " + common + ", or me: {email: [" + common + "]} in targets.md", Usage: true}
}

type reader struct {
	options Options
	out     intake.File
	words   mime.WordDecoder
	seed    maphash.Seed
	seen    map[uint64]bool // hashes of Message-IDs
	met     map[string]int  // addresses, by how often they stand in From or To
	mine    bool            // one of the user's addresses was met
}

// message says of one header what happened. junk is where the folder or the
// file's flags say that the message is spam, thrown away or a draft.
func (r *reader) message(head []byte, junk bool, where string) {
	r.out.Rows++
	if r.options.Step != nil && r.out.Rows%1000 == 0 {
		r.options.Step(r.out.Rows)
	}
	if len(head) >= maxHeader {
		r.out.Unread = append(r.out.Unread, draft.Unread{Line: r.out.Rows, Record: true, Text: where, Why: TooLong})
		return
	}
	m, err := mail.ReadMessage(bytes.NewReader(append(head, "\r\n\r\n"...)))
	if err != nil {
		r.out.Unread = append(r.out.Unread, draft.Unread{Line: r.out.Rows, Record: true, Text: where, Why: "a header that cannot be read"})
		return
	}
	h := m.Header
	from, to, cc := r.people(h, "From"), r.people(h, "To"), r.people(h, "Cc")
	for _, who := range slices.Concat(from, to, cc) {
		if r.met[who.Email] > 0 || len(r.met) < maxMet {
			r.met[who.Email]++
		}
		r.mine = r.mine || r.options.Me.HasEmail(who.Email)
	}
	if why := r.leftOut(h, junk); why != "" {
		r.out.LeftOut.Add(why)
		return
	}
	when, ok := r.when(h)
	if !ok {
		r.out.LeftOut.Add(NoDay)
		return
	}
	happening := intake.Happening{Row: r.out.Rows, Kind: "email", At: when}
	happening.Day, happening.Also = intake.On(when, r.options.Zone)
	isMe := func(s intake.Somebody) bool { return r.options.Me.HasEmail(s.Email) }
	switch byMe, toMe := slices.ContainsFunc(from, isMe), slices.ContainsFunc(to, isMe); {
	case byMe && len(to) > maxTo, !byMe && toMe && len(to)+len(cc) > maxAll:
		r.out.LeftOut.Add(ToMany)
		return
	case byMe:
		happening.People = slices.DeleteFunc(to, isMe)
	case toMe:
		happening.From, happening.People = true, from
	default:
		r.out.LeftOut.Add(NotToMe)
		return
	}
	if known := r.options.Known; known != nil && !slices.ContainsFunc(happening.People, known) {
		r.out.LeftOut.Add(intake.Unknown)
		return
	}
	if r.options.Text {
		happening.Text = r.decoded(h.Get("Subject"))
	}
	r.out.Happenings = append(r.out.Happenings, happening)
}

// leftOut says why a message is no word from one person to another.
func (r *reader) leftOut(h mail.Header, junk bool) string {
	has := func(name string) bool { return strings.TrimSpace(h.Get(name)) != "" }
	_, returns := h["Return-Path"]
	auto := strings.ToLower(strings.TrimSpace(h.Get("Auto-Submitted")))
	switch precedence := strings.ToLower(strings.TrimSpace(h.Get("Precedence"))); {
	case junk, strings.EqualFold(strings.TrimSpace(h.Get("X-Spam-Flag")), "yes"):
		return Spam
	case has("List-Id"), has("List-Unsubscribe"), has("List-Post"), precedence == "bulk", precedence == "list", precedence == "junk":
		return ByList
	case auto != "" && auto != "no", has("X-Autoreply"), precedence == "auto_reply", returns && strings.Trim(h.Get("Return-Path"), "<> \t") == "":
		return ByMachine
	}
	if id := strings.TrimSpace(h.Get("Message-Id")); id != "" {
		hash := maphash.String(r.seed, id)
		if r.seen[hash] {
			return Again
		}
		r.seen[hash] = true
	}
	return ""
}

// when is the moment a message was sent: its Date, or where that is absent or
// ahead of today the newest Received.
func (r *reader) when(h mail.Header) (time.Time, bool) {
	sent, err := mail.ParseDate(strings.TrimSpace(h.Get("Date")))
	if day, _ := intake.On(sent, r.options.Zone); err == nil && !r.options.Today.Before(day) {
		return sent, true
	}
	for _, hop := range h["Received"] {
		if i := strings.LastIndexByte(hop, ';'); i >= 0 {
			if got, err := mail.ParseDate(strings.TrimSpace(hop[i+1:])); err == nil {
				return got, true
			}
		}
	}
	return time.Time{}, false
}

// people are those of an address header. What cannot be read as a whole is read
// address by address.
func (r *reader) people(h mail.Header, name string) []intake.Somebody {
	var out []intake.Somebody
	parser := mail.AddressParser{WordDecoder: &r.words}
	for _, line := range h[name] {
		list, err := parser.ParseList(line)
		if err != nil {
			list = nil
			for part := range strings.SplitSeq(line, ",") {
				if address, err := parser.Parse(strings.TrimSpace(part)); err == nil {
					list = append(list, address)
				}
			}
		}
		for _, a := range list {
			out = append(out, intake.Somebody{Name: draft.OneLine(a.Name), Email: strings.ToLower(a.Address)})
		}
	}
	return out
}

// decoded is a header's text with its encoded words read.
func (r *reader) decoded(text string) string {
	if plain, err := r.words.DecodeHeader(text); err == nil {
		text = plain
	}
	return draft.OneLine(text)
}

// charset reads the charsets that the web knows.
func charset(name string, input io.Reader) (io.Reader, error) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("the charset %q is not known", name)
	}
	return enc.NewDecoder().Reader(input), nil
}
