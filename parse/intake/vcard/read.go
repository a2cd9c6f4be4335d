package vcard

import (
	"bytes"
	"slices"
	"strings"

	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/intake/content"
)

// Source names the program whose file this is.
const Source = "an address book"

// Read reads every card of a file. It fails only where the file as a whole is
// no address book; what is wrong with a card or a line is in Unread, and every
// card is a draft or stands there.
func Read(source []byte) (draft.Foreign, error) {
	source, err := draft.ForeignText(source, "a vCard file")
	if err != nil {
		return draft.Foreign{}, err
	}
	r := reader{Scanner: content.NewScanner(source), out: draft.Foreign{From: Source}}
	r.file()
	if r.out.Records == 0 {
		return r.out, &draft.ForeignError{Text: "there is no card in the file", Hint: "a vCard file begins with BEGIN:VCARD; export your address book as vCard"}
	}
	return r.out, nil
}

// card is one BEGIN:VCARD … END:VCARD.
type card struct {
	line  int
	props []content.Property
	agent []content.Property // of cards inside
}

type reader struct {
	*content.Scanner
	out  draft.Foreign
	card *card // nil outside
}

func (r *reader) file() {
	for {
		raw, line, ok := r.Logical()
		if !ok {
			break
		}
		switch text := strings.ToUpper(string(bytes.TrimSpace(raw[:min(len(raw), 40)]))); {
		case len(bytes.TrimSpace(raw)) == 0:
		case text == "BEGIN:VCARD":
			r.begin(line)
		case text == "END:VCARD" && r.card != nil:
			r.finish("")
		default:
			r.property(raw, line)
		}
	}
	if r.card != nil {
		r.out.CutShort = r.card.line
		r.finish("the file ends in the middle of this card")
	}
}

// begin starts a card: one inside where an AGENT announces it, else a new one,
// also where the last one has no end.
func (r *reader) begin(line int) {
	if r.card != nil {
		if n := len(r.card.props); n > 0 && r.card.props[n-1].Name == "AGENT" && r.card.props[n-1].Value == "" {
			r.agent()
			return
		}
		r.unread(r.card.line, false, "", "a card without END:VCARD; the next one begins at its end")
		r.finish("")
	}
	r.card = &card{line: line}
}

// agent reads the card inside an AGENT: somebody else, of whom the note keeps
// what is said.
func (r *reader) agent() {
	for depth := 1; depth > 0; {
		raw, line, ok := r.Logical()
		if !ok {
			return
		}
		switch text := strings.ToUpper(string(bytes.TrimSpace(raw))); {
		case text == "BEGIN:VCARD":
			depth++
		case text == "END:VCARD":
			depth--
		case text != "":
			if p, why := content.Read(raw, line); why == "" {
				r.card.agent = append(r.card.agent, p)
			} else {
				r.unread(line, false, p.Raw, why)
			}
		}
	}
}

func (r *reader) property(raw []byte, line int) {
	p, why := content.Read(raw, line)
	switch {
	case r.card == nil:
		r.unread(line, false, p.Raw, "a line outside every card")
	case why != "":
		r.unread(line, false, p.Raw, why)
	default:
		if p.Doubt != "" {
			r.unread(line, false, p.Raw, p.Doubt)
		}
		r.card.props = append(r.card.props, p)
	}
}

// finish makes a draft of the card, or reports the whole of it.
func (r *reader) finish(why string) {
	c := r.card
	r.card = nil
	r.out.Records++
	b := builder{draft: draft.Note{Line: c.line}, card: c}
	if why == "" {
		why = b.build()
	}
	r.out.Photos += b.photos
	if why == "" {
		r.out.Drafts = append(r.out.Drafts, b.draft)
		return
	}
	if len(c.props)+len(c.agent) == 0 {
		why = "an empty card"
	}
	var lines []string
	for _, p := range slices.Concat(c.props, c.agent) {
		if text := p.Text(); text != "" {
			lines = append(lines, p.Name+": "+strings.ReplaceAll(text, "\n", " "))
		}
	}
	r.unread(c.line, true, strings.Join(lines, "; "), why)
}

// maxShown is how much of an unreadable line is reported, in bytes.
const maxShown = 4000

func (r *reader) unread(line int, record bool, text, why string) {
	r.out.Unread = append(r.out.Unread, draft.Unread{Line: line, Record: record, Text: intake.Clip(text, maxShown), Why: why})
}
