package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"netnotes/examples"
	"netnotes/index"
	"netnotes/parse/date"
)

var update = flag.Bool("update", false, "write the golden page")

func theDay() date.Date { return date.Date{Year: 2026, Month: 10, Day: 6} }

// practice is a copy of the practice network in a folder of its own.
func practice(t testing.TB) string {
	t.Helper()
	notes, err := examples.Network()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "network")
	if err := os.CopyFS(dir, notes); err != nil {
		t.Fatal(err)
	}
	return dir
}

// write makes a folder of notes.
func write(t testing.TB, notes map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range notes {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// pageOf is the page of a folder.
func pageOf(t testing.TB, dir string, o Options, query ...string) []byte {
	t.Helper()
	ix, err := index.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if o.Query, err = ix.Query(query); err != nil {
		t.Fatal(err)
	}
	text, err := Make(ix, theDay(), o).HTML()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestGolden compares the page of the practice network with the one that was
// read by eye, line by line.
func TestGolden(t *testing.T) {
	got := pageOf(t, practice(t), Options{})
	file := filepath.Join("testdata", "network.html")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.SplitAfter(string(want), "\n"), strings.SplitAfter(string(got), "\n")); diff != "" {
		t.Errorf("the page has changed; look at it, then go test ./report/page -update\n%.4000s", diff)
	}
}

// TestSameBytes makes the page in another folder, zone and language, and with
// another number of processors.
func TestSameBytes(t *testing.T) {
	want := pageOf(t, practice(t), Options{})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, zone := range []string{"Pacific/Kiritimati", "America/Havana"} {
		t.Setenv("TZ", zone)
		t.Setenv("LC_ALL", "tr_TR.UTF-8")
		for procs := 1; procs <= 3; procs++ {
			runtime.GOMAXPROCS(procs)
			if got := pageOf(t, practice(t), Options{}); !bytes.Equal(got, want) {
				t.Fatalf("another page with TZ=%s and GOMAXPROCS=%d", zone, procs)
			}
		}
	}
}

// element is a start tag of a page.
type element struct {
	tag   string
	attrs map[string]string
}

// elements are those of a page, in order, with what stands in style and script.
func elements(t testing.TB, text []byte) (all []element, style, script string) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(text))
	inside := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return all, style, script
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			e := element{token.Data, map[string]string{}}
			for _, a := range token.Attr {
				if _, twice := e.attrs[a.Key]; twice {
					t.Errorf("<%s> has %s twice", e.tag, a.Key)
				}
				e.attrs[a.Key] = a.Val
			}
			all, inside = append(all, e), e.tag
		case html.TextToken:
			switch inside {
			case "style":
				style += string(z.Raw())
			case "script":
				script += string(z.Raw())
			}
		case html.EndTagToken:
			inside = ""
		case html.CommentToken, html.DoctypeToken:
			if raw := string(z.Raw()); raw != "<!DOCTYPE html>" {
				t.Errorf("a comment: %s", raw)
			}
		}
	}
}

// wordsOfTemplates are all element and attribute names of the templates.
func wordsOfTemplates(t testing.TB) (tags, attrs map[string]bool) {
	t.Helper()
	tags = map[string]bool{"html": true, "head": true, "meta": true, "title": true, "style": true, "script": true}
	attrs = map[string]bool{"lang": true, "charset": true, "http-equiv": true, "content": true, "name": true}
	files, err := filepath.Glob("*.tmpl")
	if err != nil || len(files) < 8 {
		t.Fatalf("templates: %v, %v", files, err)
	}
	for _, file := range append(files, "markup.go") {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`<([a-z][a-z0-9]*)`).FindAllStringSubmatch(string(text), -1) {
			tags[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`[ }]([a-zA-Z][a-zA-Z-]*)=`).FindAllStringSubmatch(string(text), -1) {
			attrs[strings.ToLower(m[1])] = true
		}
	}
	attrs["checked"] = true
	return tags, attrs
}

// checkPage proves of any page: it holds nothing that the templates lack, asks
// for nothing, its policy names its own style and script, ids stand once, and
// every "#" leads somewhere.
func checkPage(t testing.TB, text []byte) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Error("not UTF-8")
	}
	all, style, script := elements(t, text)
	tags, attrs := wordsOfTemplates(t)
	ids, leads := map[string]bool{}, map[string]bool{}
	for _, e := range all {
		if !tags[e.tag] {
			t.Errorf("an element <%s>", e.tag)
		}
		for key, value := range e.attrs {
			switch {
			case !attrs[key] || strings.HasPrefix(key, "on") || slices.Contains([]string{"style", "src", "srcset", "srcdoc", "action", "formaction"}, key):
				t.Errorf("<%s> has %s=%q", e.tag, key, value)
			case key == "id" && ids[value]:
				t.Errorf("id %q stands twice", value)
			case key == "id":
				ids[value] = true
			case key == "href" && strings.HasPrefix(value, "#"):
				leads[value[1:]] = true
			case key == "href" && !regexp.MustCompile(`^(https?|mailto|tel):`).MatchString(value):
				t.Errorf("<%s> leads to %q", e.tag, value)
			case key == "href" && strings.HasPrefix(value, "http") && e.attrs["rel"] != "noopener noreferrer":
				t.Errorf("a link out without rel: %q", value)
			case key == "for" || key == "aria-labelledby":
				for id := range strings.FieldsSeq(value) {
					leads[id] = true
				}
			}
		}
	}
	for id := range leads {
		if !ids[id] {
			t.Errorf("nothing has the id %q", id)
		}
	}
	checkPolicy(t, text, all, style, script)
}

func checkPolicy(t testing.TB, text []byte, all []element, style, script string) {
	t.Helper()
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'"
	if len(all) < 5 || all[2].attrs["charset"] != "utf-8" || all[3].attrs["http-equiv"] != "Content-Security-Policy" || all[3].attrs["content"] != want {
		t.Errorf("the policy does not stand first in the head, or is another one: %v", all[:min(len(all), 4)])
	}
	if all[4].attrs["name"] != "referrer" || all[4].attrs["content"] != "no-referrer" {
		t.Error("no referrer policy behind it")
	}
	for _, word := range []string{"@import", "url(", "data:", "blob:"} {
		if strings.Contains(style+script, word) {
			t.Errorf("style or script holds %q", word)
		}
	}
	for _, c := range string(text) {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			t.Fatalf("the page holds %U", c)
		}
	}
}

func TestPractice(t *testing.T) {
	dir := practice(t)
	for name, o := range map[string]Options{"whole": {}, "initials": {Initials: true}, "unread": {Unread: "2 notes could not be read"}} {
		t.Run(name, func(t *testing.T) { checkPage(t, pageOf(t, dir, o)) })
	}
	t.Run("query", func(t *testing.T) { checkPage(t, pageOf(t, dir, Options{}, "sector:academic")) })
	t.Run("nobody asked for", func(t *testing.T) {
		text := pageOf(t, dir, Options{}, "org:Nowhere")
		checkPage(t, text)
		if !bytes.Contains(text, []byte("<code>netnotes page</code>")) {
			t.Error("the page of a query that finds nobody does not say how to see everybody")
		}
	})
	t.Run("nobody", func(t *testing.T) {
		text := pageOf(t, write(t, map[string]string{"readme.md": "# Nothing\n"}), Options{})
		checkPage(t, text)
		if !bytes.Contains(text, []byte("<code>netnotes new contact NAME</code>")) {
			t.Error("the page of an empty folder does not say how to begin")
		}
	})
}

// hostile are names and texts of people who would like to be markup.
func hostile() []string {
	return []string{"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "</style><script>alert(1)</script>", "</title><b>", "<!-- ", "--><svg onload=alert(1)>",
		"'onmouseover='alert(1)", "`${alert(1)}`", "{{.Name}}", "&lt;b&gt; & \u202egnp.exe", "nul\x00byte", "👩‍👩‍👧 Family", "محمد العربي", "山田 太郎", strings.Repeat("Longname", 38), "a\u200bb", "x\u2028y", "\x1b[31mred"}
}

func hostileFolder() map[string]string {
	notes := map[string]string{"targets.md": "---\ntype: targets\nme: {org: \"<b>x</b>\", level: early}\n---\n\n## Want\n\n- 3 people skill:<script>\n- [[<img src=x>]]\n\n## Could use\n\n- <script>alert(1)</script>\n"}
	links := []string{"JavaScript:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/x", "ms-msdt:x", "blob:x", "https://good.example/?a=<b>\"'", "http://"}
	for i, name := range hostile() {
		text := strings.ReplaceAll(name, "\x00", "")
		next := strings.NewReplacer("\x00", "", `"`, `\"`, "\x1b", "", "\u2028", "").Replace(hostile()[(i+1)%len(hostile())])
		notes[fmt.Sprintf("contacts/%d.md", i)] = "---\ntype: contact\nname: " + fmt.Sprintf("%q", text) + "\norg: " + fmt.Sprintf("%q", text) + "\nrole: " + fmt.Sprintf("%q", text) +
			"\nmet: 2026-06-01\nemail: \"a@b.example\\\"><script>\"\nphone: \"+1 (2) <b>\"\nurl: \"" + strings.ReplaceAll(links[i%len(links)], `"`, `\"`) + "\"\nskills: [\"<i>\"]\nwild: \"" + strings.ReplaceAll(text, `"`, `\"`) +
			"\"\nknows: [\"[[" + next + "]]\"]\n---\n\n## Log\n\n- 2026-09-20 met: " + text + " [x](" + links[i%len(links)] + ") " + links[(i+3)%len(links)] +
			" -> 2026-10-01 " + text + "\n- [ ] " + text + " due:2026-10-03\n"
	}
	notes["events/e.md"] = "---\ntype: event\nname: \"<script>e</script>\"\nstart: 2026-10-20\nplace: \"\\\"><b>\"\ngoals: [\"</li><script>\"]\n---\n\n## To meet\n\n- [ ] [[<img src=x onerror=y>]] </ul><script>\n"
	return notes
}

// TestHostile has every name and text that would like to be markup in every
// place of a note.
func TestHostile(t *testing.T) {
	dir := write(t, hostileFolder())
	for name, o := range map[string]Options{"whole": {}, "initials": {Initials: true}} {
		t.Run(name, func(t *testing.T) {
			text := pageOf(t, dir, o)
			checkPage(t, text)
			if bytes.Contains(text, []byte("<script>alert")) {
				t.Error("a script of a note stands in the page")
			}
		})
	}
	if text := pageOf(t, dir, Options{}); !bytes.Contains(text, []byte("&lt;U+202E&gt;gnp.exe")) || !bytes.Contains(text, []byte(`href="https://good.example/`)) {
		t.Error("a turning mark is not shown, or a good link is gone")
	}
}

// TestPrivate wants the page of a folder to be that of the folder without what is
// private.
func TestPrivate(t *testing.T) {
	public := map[string]string{
		"contacts/ada-park.md":  "---\nname: Ada Park\norg: Lakeshore\nknows: [\"[[Bo Lind]]\"]\n---\n\n## Log\n\n- 2026-09-14 met her at the harbor\n",
		"contacts/bo-lind.md":   "---\nname: Bo Lind\norg: Lakeshore\n---\n\n## Log\n\n- 2026-09-20 call: shelving\n",
		"contacts/cy-moss.md":   "---\nname: Cy Moss\n---\n\n## Log\n\n- 2026-08-20 call\n",
		"events/harbor-2026.md": "---\nname: Harbor 2026\nstart: 2026-09-14\n---\n",
	}
	private := map[string]string{}
	for name, text := range public {
		private[name] = text
	}
	private["contacts/dee-wood.md"] = "---\nname: Dee Wood\nprivate: true\nknows: [\"[[Ada Park]]\", \"[[Cy Moss]]\"]\n---\n\n## Log\n\n- 2026-09-30 call\n- [ ] call back due:2026-10-01\n"
	private["contacts/ada-park.md"] += "- 2026-09-28 call: about [[Dee Wood]]\n- 2026-09-29 email from Ada: could you keep a secret? #private\n- [ ] tell nobody #private due:2026-10-02\n"
	private["events/harbor-2026.md"] += "\n## Met\n\n- [[Dee Wood]]: by the water\n"
	for name, o := range map[string]Options{"whole": {}, "initials": {Initials: true}} {
		t.Run(name, func(t *testing.T) {
			want, got := pageOf(t, write(t, public), o), pageOf(t, write(t, private), o)
			if diff := cmp.Diff(strings.SplitAfter(string(want), "\n"), strings.SplitAfter(string(got), "\n")); diff != "" {
				t.Errorf("what is private shows:\n%s", diff)
			}
		})
	}
}

// TestInitials wants no name, no address and none of the user's words on a page
// with initials.
func TestInitials(t *testing.T) {
	dir := practice(t)
	text := string(pageOf(t, dir, Options{Initials: true}))
	_, body, _ := strings.Cut(text, "</style>")
	ix, err := index.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ix.People() {
		for _, name := range p.Names() {
			if strings.Contains(body, name) {
				t.Errorf("the page holds the name %q", name)
			}
		}
		for _, field := range []string{"email", "phone", "cue", "birthday", "linkedin", "url"} {
			for _, value := range p.List(field) {
				if len(value) > 4 && strings.Contains(body, value) {
					t.Errorf("the page holds the %s %q", field, value)
				}
			}
		}
		for _, l := range p.Lines() {
			if len(l.Text) > 12 && strings.Contains(body, html.EscapeString(l.Text)) {
				t.Errorf("the page holds the words %q", l.Text)
			}
		}
	}
	if !strings.Contains(body, "A. P.") {
		t.Error("the page holds no initials")
	}
}

// TestQuery keeps those whom the query selects; others are plain words.
func TestQuery(t *testing.T) {
	text := string(pageOf(t, practice(t), Options{}, "Ada"))
	if !strings.Contains(text, "of 43 people") || !strings.Contains(text, `id="p-contacts-ada-park"`) {
		t.Error("the head does not say how many are kept, or Ada has no card")
	}
	if strings.Contains(text, `id="p-contacts-anders-holm"`) {
		t.Error("somebody else has a card")
	}
}

func FuzzNote(f *testing.F) {
	for _, text := range hostile() {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		dir := write(t, map[string]string{"contacts/a.md": "---\nname: " + name + "\norg: " + text + "\n---\n\n## Log\n\n- 2026-09-20 met: " + text + "\n- [ ] " + name + " due:2026-10-03\n" + text})
		checkPage(t, pageOf(t, dir, Options{}))
	})
}

// TestTimeline wants the newest forty lines of somebody, however many people there
// are, and the number of the others.
func TestTimeline(t *testing.T) {
	notes := map[string]string{}
	for i := range 300 {
		lines := 3
		if i == 7 {
			lines = 124
		}
		text := fmt.Sprintf("---\nname: Person %d\n---\n\n## Log\n\n", i)
		for n := range lines {
			text += fmt.Sprintf("- %s call with [[Person %d]]: word%d\n", theDay().AddDays(-3*n), i, n)
		}
		notes[fmt.Sprintf("contacts/p%d.md", i)] = text
	}
	text := string(pageOf(t, write(t, notes), Options{}))
	_, card, _ := strings.Cut(text, `id="p-contacts-p7"`)
	card, _, _ = strings.Cut(card, "</details>")
	if !strings.Contains(card, "call: word39") || strings.Contains(card, "word40") || !strings.Contains(card, "and 84 older") {
		t.Errorf("the card is another one: %.3000s", card)
	}
	if !strings.Contains(text, ` many"`) {
		t.Error("the page of 300 people is not marked as one of many")
	}
}
