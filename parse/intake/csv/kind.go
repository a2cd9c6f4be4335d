package csv

import "netnotes/parse/draft"

// Kind says whose table a text is, and with which source it is imported; nothing
// where its header is no program's.
func Kind(source []byte) (what, from string) {
	text, _, err := draft.ForeignUTF8(source, "a table")
	if err != nil {
		return "", ""
	}
	outlook := knownTables()[0]
	for _, kind := range []struct {
		is         func(has func(string) bool) bool
		what, from string
	}{
		{isMessages, "LinkedIn's messages.csv", "linkedin"},
		{isInvitations, "LinkedIn's Invitations.csv", "linkedin"},
		{isProfile, "LinkedIn's Profile.csv", "linkedin"},
		{func(has func(string) bool) bool { return isLinkedIn(has) && has("Connected On") }, "LinkedIn's Connections.csv", "linkedin"},
		{isGoogle, "an export of Google Contacts", "google"},
		{func(has func(string) bool) bool {
			return has(outlook.has[0]) && has(outlook.has[1]) && has(outlook.has[2])
		}, "Outlook's table", "csv"},
	} {
		if _, ok := find(string(text), kind.is); ok {
			return kind.what, kind.from
		}
	}
	return "", ""
}
