package content

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestLines reads lines as programs write them.
func TestLines(t *testing.T) {
	for raw, want := range map[string]string{
		"SUMMARY:Maps\\, and\\n more":                    "SUMMARY [] Maps, and\n more",
		"item1.TEL;TYPE=WORK;pref:1":                     "TEL [TYPE=WORK TYPE=pref] 1",
		"ATTENDEE;CN=\"Lind; Bo: x\":mailto:b@x.example": "ATTENDEE [CN=Lind; Bo: x] mailto:b@x.example",
		"NOTE;CHARSET=ISO-8859-1:Z\xfcrich":              "NOTE [CHARSET=ISO-8859-1] Zürich",
		"ORGANIZER;CN=Z\xf6e:x":                          "ORGANIZER [CN=Zöe] x",
		"N;ENCODING=QUOTED-PRINTABLE:Z=C3=BC":            "N [ENCODING=QUOTED-PRINTABLE] Zü",
		"FN;CN=\"open:x":                                 "FN [CN=open] x",
		"no colon":                                       "a line without a colon",
		" :x":                                            "a line that does not begin with a property's name",
	} {
		p, why := Read([]byte(raw), 1)
		var params []string
		for _, param := range p.Params {
			params = append(params, param.Name+"="+param.Value)
		}
		if got := p.Name + " [" + strings.Join(params, " ") + "] " + p.Text(); why == "" && got != want || why != "" && why != want {
			t.Errorf("%q is %q (%s), want %q", raw, got, why, want)
		}
	}
}

// FuzzLines takes any file apart: every line is part of one logical line, in order;
// what is read of one is UTF-8; and a line comes back with its reason or its name.
func FuzzLines(f *testing.F) {
	f.Add([]byte("BEGIN:VEVENT\r\nSUMMARY:a\r\n b\r\nPHOTO;ENCODING=b:AAAA\r\nBBBB\r\nNOTE;QUOTED-PRINTABLE:a=\r\nb=3D\r\nEND:VEVENT\r\n"))
	f.Add([]byte("N;CHARSET=utf-16;X=\"a:b\rTEL;=:\\;\\\n\n \n:"))
	f.Fuzz(func(t *testing.T, source []byte) {
		total := 1 + bytes.Count(bytes.ReplaceAll(bytes.ReplaceAll(bytes.TrimSuffix(source, []byte("\n")), []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")), []byte("\n"))
		last := 0
		for s := NewScanner(source); ; {
			raw, line, ok := s.Logical()
			if !ok {
				break
			}
			if line <= last || line > total {
				t.Errorf("line %d after %d of %d", line, last, total)
			}
			last = line
			p, why := Read(raw, line)
			if why == "" && p.Name == "" {
				t.Errorf("%q has neither a name nor a reason", raw)
			}
			texts := append([]string{p.Raw, p.Group, p.Text()}, p.Parts()...)
			for _, param := range p.Params {
				texts = append(texts, param.Value)
			}
			for _, text := range append(texts, p.Types()...) {
				if !utf8.ValidString(text) {
					t.Errorf("%q of %q is not UTF-8", text, raw)
				}
			}
		}
	})
}
