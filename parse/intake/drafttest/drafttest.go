// Package drafttest holds readers of foreign files to their promises, in tests.
package drafttest

import (
	"slices"
	"strings"
	"testing"

	"netnotes/parse"
	"netnotes/parse/draft"
	"netnotes/parse/txt"
)

// Check wants every record to be a draft, reported or empty, every report to
// say why, and every draft to make a note that says what the draft says.
func Check(t testing.TB, out draft.Foreign) {
	t.Helper()
	whole := out.Empty
	for _, u := range out.Unread {
		if u.Record {
			whole++
		}
		if u.Why == "" || u.Line < 0 {
			t.Errorf("report %+v", u)
		}
	}
	if len(out.Drafts)+whole != out.Records {
		t.Errorf("%d records, %d drafts, %d reported or empty", out.Records, len(out.Drafts), whole)
	}
	for i := range out.Drafts {
		checkNote(t, &out.Drafts[i], out.From)
	}
}

// checkNote wants the note to say what the draft says and nothing more: the
// fields as they are, and no entry, promise or problem that a foreign text
// smuggled in.
func checkNote(t testing.TB, d *draft.Note, from string) {
	t.Helper()
	source := d.Note(from)
	n := parse.NewReader(parse.Config{}).Note("contacts/x.md", source)
	kind := parse.ContactNote
	if d.Org {
		kind = parse.OrgNote
	}
	if n.Kind != kind || n.Name != txt.PlainText(d.Name) {
		t.Errorf("a %s named %q, want %q\n%s", n.Kind, n.Name, d.Name, source)
	}
	if len(n.Entries()) != len(d.Log) || len(n.Promises()) != len(d.Tasks) {
		t.Errorf("%d entries, %d promises in\n%s", len(n.Entries()), len(n.Promises()), source)
	}
	for _, f := range d.Fields {
		var got []string
		for _, have := range n.Fields() {
			if have.Key == f.Name {
				got = have.Texts()
			}
		}
		if f.Name != "type" && f.Name != "name" && !slices.Equal(got, f.Values) {
			t.Errorf("%s: %q, want %q in\n%s", f.Name, got, f.Values, source)
		}
	}
	for _, detail := range d.Details {
		for line := range strings.SplitSeq(detail.Text, "\n") {
			if !strings.Contains(string(source), strings.TrimSpace(line)) {
				t.Errorf("%q is not in\n%s", line, source)
			}
		}
	}
}
