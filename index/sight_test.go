package index

import (
	"reflect"
	"testing"

	"netnotes/index/disk"
	"netnotes/index/facts"
	"netnotes/index/folder"
	"netnotes/parse/txt"
)

// TestSight keeps what was seen of a folder, texts that are no UTF-8 among it.
func TestSight(t *testing.T) {
	stamp, err := disk.StampOf(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	want := state{source: "daly: \xff\n", places: []folder.Look{{Path: ".", Stamp: stamp}, {Path: "a\xff"}}, linked: true, issues: []folder.Issue{
		{Path: "netnotes.yaml", Problem: txt.Problem{Span: txt.Span{Start: 1, End: 5}, Start: txt.Position{Line: 1, Col: 2}, End: txt.Position{Line: 3, Col: 4}, Code: folder.UnknownSetting, Severity: txt.Warning,
			Text: "no setting", Hint: "daily", Fixes: []txt.Fix{{At: txt.Span{Start: 1, End: 5}, Text: "daily", Certain: true}, {Text: "dates"}}}},
		{Path: "a\xff", Problem: txt.Problem{Code: folder.Unreadable, Severity: txt.Error, Text: "not read"}},
	}}
	f := facts.New()
	rows := see(f, &want)
	if got, ok := seen(f, &rows); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nis read as\n%+v", want, got)
	}
	rows.Folder = nil
	if _, ok := seen(f, &rows); ok {
		t.Error("nothing that was seen is taken for something")
	}
}
