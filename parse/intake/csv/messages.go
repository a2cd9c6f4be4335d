package csv

import (
	"slices"
	"strings"
	"time"

	"netnotes/parse/draft"
	"netnotes/parse/intake"
	"netnotes/parse/logline"
)

// Why a message or an invitation is left out.
const (
	Draft      = "drafts"
	Spam       = "spam"
	Group      = "talk of groups"
	Nobody     = "people who have left LinkedIn, or have no name"
	Sponsored  = "sponsored messages"
	Nothing    = "messages without a word"
	Invited    = "invitations to you"
	WithoutDay = "without a day that can be read"
)

// message is one row of messages.csv.
type message struct {
	row          int
	conversation string
	from         intake.Somebody
	to           []intake.Somebody
	at           time.Time
	text         string
	leftOut      string
}

func (m *message) everybody() []intake.Somebody {
	return append([]intake.Somebody{m.from}, m.to...)
}

func isMessages(has func(string) bool) bool {
	return has("FROM") && has("TO") && has("DATE") && (has("CONTENT") || has("CONVERSATION ID"))
}

func (a *archive) readMessages(t table) {
	for _, r := range t.rows {
		if r.blank() {
			continue
		}
		a.out.Told.Rows++
		if a.unreadable(t, r) {
			continue
		}
		m := message{row: r.line, conversation: t.cell(r, "CONVERSATION ID"), text: draft.OneLine(t.cell(r, "CONTENT"))}
		m.from = intake.Somebody{Name: draft.OneLine(t.cell(r, "FROM")), LinkedIn: intake.Profile(t.cell(r, "SENDER PROFILE URL"))}
		names, profiles := splitNames(t.cell(r, "TO")), strings.Split(t.cell(r, "RECIPIENT PROFILE URLS"), ",")
		for i, name := range names {
			who := intake.Somebody{Name: name}
			if len(profiles) == len(names) {
				who.LinkedIn = intake.Profile(profiles[i])
			}
			m.to = append(m.to, who)
		}
		if m.conversation == "" { // of old files: the two of them
			m.conversation = conversationOf(m.everybody())
		}
		at, err := time.Parse("2006-01-02 15:04:05 MST", t.cell(r, "DATE"))
		m.at = at
		folder := strings.ToUpper(t.cell(r, "FOLDER"))
		isDraft := t.cell(r, "IS MESSAGE DRAFT")
		switch {
		case isDraft != "" && !strings.EqualFold(isDraft, "no") && !strings.EqualFold(isDraft, "false"):
			m.leftOut = Draft
		case strings.Contains(folder, "SPAM"):
			m.leftOut = Spam
		case strings.Contains(folder, "SPONSOR"), strings.EqualFold(t.cell(r, "CONVERSATION TITLE"), "sponsored"):
			m.leftOut = Sponsored
		case m.text == "" && t.cell(r, "ATTACHMENTS") == "":
			m.leftOut = Nothing
		case err != nil:
			m.leftOut = WithoutDay
		}
		a.messages = append(a.messages, m)
	}
}

// unreadable reports a row that cannot be read.
func (a *archive) unreadable(t table, r row) bool {
	why := t.unreadable(r)
	if why != "" {
		a.out.Told.Unread = append(a.out.Told.Unread, draft.Unread{Line: r.line, Record: true, Text: intake.Clip(r.text(), maxShown), Why: why})
		a.out.Told.CutShort = t.cutShort()
	}
	return why != ""
}

// splitNames takes a list of names apart. A comma before a credential does not
// part two people; it is put back where the second part has no blank and is all
// capitals.
func splitNames(list string) []string {
	var out []string
	for part := range strings.SplitSeq(list, ",") {
		part = draft.OneLine(part)
		switch {
		case part == "":
		case len(out) > 0 && !strings.Contains(part, " ") && part == strings.ToUpper(part) && len(part) < 7:
			out[len(out)-1] += ", " + part
		default:
			out = append(out, part)
		}
	}
	return out
}

func conversationOf(people []intake.Somebody) string {
	var keys []string
	for _, who := range people {
		keys = append(keys, keyOf(who))
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), "\n")
}

// gone reports whether a name stands for nobody.
func gone(s intake.Somebody) bool {
	return s.Name == "" || strings.EqualFold(s.Name, "LinkedIn Member")
}

// tellMessages says of each message who wrote to whom. A conversation that ever
// had more than two people is a group's.
func (a *archive) tellMessages() {
	people := map[string]map[string]bool{}
	for i := range a.messages {
		m := &a.messages[i]
		if people[m.conversation] == nil {
			people[m.conversation] = map[string]bool{}
		}
		for _, who := range m.everybody() {
			if !gone(who) {
				people[m.conversation][keyOf(who)] = true
			}
		}
	}
	for i := range a.messages {
		m := &a.messages[i]
		others := slices.DeleteFunc(m.everybody(), a.Me.Is)
		switch {
		case m.leftOut != "":
		case len(people[m.conversation]) > 2:
			m.leftOut = Group
		case len(others) == 0 || gone(others[0]):
			m.leftOut = Nobody
		}
		if m.leftOut != "" {
			a.out.Told.LeftOut.Add(m.leftOut)
			continue
		}
		h := intake.Happening{Row: m.row, Kind: "message", At: m.at, From: !a.Me.Is(m.from), People: others[:1]}
		h.Day, h.Also = intake.On(m.at, a.Zone)
		h.NoReply = h.From && logline.IsClosing(m.text)
		if a.Text {
			h.Text = beginning(m.text)
		}
		a.out.Told.Happenings = append(a.out.Told.Happenings, h)
	}
}

// maxText is how much of a message is kept where it is asked for, in
// characters.
const maxText = 80

// beginning is the start of a message without links.
func beginning(text string) string {
	words := slices.DeleteFunc(strings.Fields(text), func(w string) bool { return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") })
	runes := []rune(strings.Join(words, " "))
	if len(runes) > maxText {
		return strings.TrimSpace(string(runes[:maxText])) + "…"
	}
	return string(runes)
}

// invitation is one row of Invitations.csv.
type invitation struct {
	row      int
	from, to intake.Somebody
	sent     string
	outgoing bool
}

func isInvitations(has func(string) bool) bool {
	return has("From") && has("To") && has("Sent At") && has("Direction")
}

func (a *archive) readInvitations(t table) {
	a.sentAt = append(a.sentAt, t.column("Sent At")...)
	for _, r := range t.rows {
		if r.blank() {
			continue
		}
		a.out.Told.Rows++
		if a.unreadable(t, r) {
			continue
		}
		a.invitations = append(a.invitations, invitation{
			row:      r.line,
			from:     intake.Somebody{Name: draft.OneLine(t.cell(r, "From")), LinkedIn: intake.Profile(t.cell(r, "inviterProfileUrl"))},
			to:       intake.Somebody{Name: draft.OneLine(t.cell(r, "To")), LinkedIn: intake.Profile(t.cell(r, "inviteeProfileUrl"))},
			sent:     t.cell(r, "Sent At"),
			outgoing: strings.EqualFold(t.cell(r, "Direction"), "OUTGOING"),
		})
	}
}

func (a *archive) tellInvitations() error {
	order, err := orderOf(a.sentAt, a.Order)
	if err != nil {
		return err
	}
	for _, inv := range a.invitations {
		day, ok := order.day(inv.sent)
		switch {
		case !inv.outgoing:
			a.out.Told.LeftOut.Add(Invited)
		case gone(inv.to):
			a.out.Told.LeftOut.Add(Nobody)
		case !ok:
			a.out.Told.LeftOut.Add(WithoutDay)
		default:
			a.out.Told.Happenings = append(a.out.Told.Happenings, intake.Happening{Row: inv.row, Day: day, Kind: "linkedin request", People: []intake.Somebody{inv.to}})
		}
	}
	return nil
}
