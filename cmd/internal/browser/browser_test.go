// Package browser looks at the page in a real Chromium. It is a module of its own,
// so that nothing else needs what it needs. Without Chromium, or without axe-core
// for what axe judges, its tests say so and are skipped.
package browser

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// root is where the program's own module lies.
const root = "../../.."

// chromium is the browser's program, or nothing.
func chromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil {
			return found
		}
	}
	return ""
}

// netnotes writes the page of a folder with the program.
func netnotes(t *testing.T, folder, out string, args ...string) {
	t.Helper()
	args = append([]string{"run", "-C", root, "./cmd/netnotes", "-C", folder, "--today", "2026-10-06", "page", "-o", out}, args...)
	if text, err := exec.Command("go", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
}

// practice is the page of the practice network.
func practice(t *testing.T) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "page.html")
	netnotes(t, "examples/network", out)
	return out
}

// tab is a tab of the browser with what it was heard to say and to ask for.
type tab struct {
	*testing.T
	ctx   context.Context
	mutex sync.Mutex
	heard []string
	asked []string
}

// open starts the browser, or skips the test where there is none.
func open(t *testing.T) *tab {
	t.Helper()
	program := chromium()
	if program == "" {
		t.Skip("there is no Chromium here: the page is not looked at")
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.ExecPath(program))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{T: t, ctx: ctx}
	b.do(chromedp.Navigate("about:blank"))
	call(b, network.Enable, network.EnableParams{})
	call(b, cdplog.Enable, cdp.Empty{})
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *tab) hear(event any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.asked = append(b.asked, e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		b.heard = append(b.heard, fmt.Sprint("console: ", e.Type))
	case *runtime.EventExceptionThrown:
		b.heard = append(b.heard, "exception: "+e.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		b.heard = append(b.heard, "log: "+e.Entry.Text)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	r, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// ask evaluates an expression in the page.
func ask[V any](b *tab, expression string) V {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[V](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// look opens a file at a width in a colour scheme.
func (b *tab) look(file string, width int64, scheme string) {
	b.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+file))
}

// TestQuiet wants no word on the console, no request but the file itself, and no
// sideways scrolling, at every width and in both schemes.
func TestQuiet(t *testing.T) {
	file := practice(t)
	b := open(t)
	for _, width := range []int64{1440, 800, 390, 320} {
		for _, scheme := range []string{"light", "dark"} {
			b.look(file, width, scheme)
			if over := ask[float64](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%d px: %.0f px to scroll sideways", width, over)
			}
		}
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if len(b.heard) > 0 {
		t.Errorf("the console says %q", b.heard)
	}
	for _, url := range b.asked {
		if url != "file://"+file && url != "about:blank" {
			t.Errorf("a request for %s", url)
		}
	}
}

// TestAxe has axe-core judge the page, with some cards open.
func TestAxe(t *testing.T) {
	axe, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Skip("AXE names no axe-core (npm install axe-core@4.14): accessibility is not judged")
	}
	file := practice(t)
	b := open(t)
	for _, width := range []int64{1440, 390} {
		for _, scheme := range []string{"light", "dark"} {
			b.look(file, width, scheme)
			ask[any](b, `document.querySelectorAll("details").forEach((d, i) => { if (i < 12 || !d.matches(".cards *")) d.open = true })`)
			ask[any](b, string(axe)+";1")
			found := ask[json.RawMessage](b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html + " " + n.failureSummary).join(" | ")]))`)
			if string(found) != "[]" {
				t.Errorf("%d px, %s: %s", width, scheme, found)
			}
		}
	}
}

// TestFilter filters and sorts the table of people.
func TestFilter(t *testing.T) {
	b := open(t)
	b.look(practice(t), 1440, "light")
	const shown = `Array.from(document.querySelectorAll(".pt tbody tr th"), th => th.textContent)`
	filter := func(text string) []string {
		ask[any](b, fmt.Sprintf(`(box => { box.value = %q; box.dispatchEvent(new Event("input")) })(document.querySelector(".tools input"))`, text))
		return ask[[]string](b, shown)
	}
	if got := filter("karadag web"); len(got) != 0 {
		t.Errorf("karadag web: %q", got)
	}
	if got := filter("ADA pres"); !slices.Equal(got, []string{"Ada Park"}) {
		t.Errorf("ADA pres: %q", got)
	}
	if got := filter("søren"); !slices.Equal(got, []string{"Søren Kvist"}) {
		t.Errorf("søren: %q", got)
	}
	if got := ask[string](b, `document.querySelector(".tools output").textContent`); got != "1 of 43 people" {
		t.Errorf("the count says %q", got)
	}
	if got := ask[int](b, `new Promise(done => (function look(tries) {
		const cards = document.querySelectorAll(".cards > :not([hidden])").length;
		if (cards === 1 || !tries) done(cards); else setTimeout(look, 100, tries - 1);
	})(100))`); got != 1 {
		t.Errorf("%d cards beside one row", got)
	}
	all := filter("")
	press := func(chip string) []string {
		ask[any](b, fmt.Sprintf(`Array.from(document.querySelectorAll(".tools button")).find(b => b.textContent === %q).click()`, chip))
		return ask[[]string](b, shown)
	}
	cold := press("cold")
	if coldOrCooling := press("cooling"); len(cold) == 0 || len(coldOrCooling) <= len(cold) || len(coldOrCooling) >= len(all) {
		t.Errorf("cold: %q, or cooling: %q", cold, coldOrCooling)
	}
	press("cold")
	press("cooling")
	sort := func(column string) []string {
		ask[any](b, fmt.Sprintf(`Array.from(document.querySelectorAll(".pt thead button")).find(b => b.textContent === %q).click()`, column))
		return ask[[]string](b, `Array.from(document.querySelectorAll(".pt tbody tr"), tr => tr.cells[3].textContent)`)
	}
	for range 2 { // in either direction "never" stands last
		spoke := sort("Last spoke")
		if spoke[len(spoke)-1] != "" || spoke[0] == "" {
			t.Errorf("by last spoke: %q", spoke)
		}
	}
	if got := ask[string](b, `document.querySelector("[aria-sort]").textContent + document.querySelector("[aria-sort]").getAttribute("aria-sort")`); got != "Last spokeascending" {
		t.Errorf("the column says %q", got)
	}
}

// TestPicture wants no two names of the picture to lie on each other or outside of
// it, and its toggles to work, with the script and without.
func TestPicture(t *testing.T) {
	file := practice(t)
	for _, off := range []bool{false, true} {
		b := open(t)
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
		b.look(file, 1440, "light")
		over := ask[[]string](b, `(() => {
			const names = Array.from(document.querySelectorAll(".map .lb"), e => [e.textContent, e.getBoundingClientRect()]).filter(n => n[1].width);
			const map = document.querySelector(".map svg").getBoundingClientRect(), out = [];
			names.forEach(([a, r], i) => {
				if (r.left < map.left || r.right > map.right || r.top < map.top || r.bottom > map.bottom) out.push(a + " is outside");
				names.slice(i + 1).forEach(([b, q]) => { if (r.left < q.right - 1 && q.left < r.right - 1 && r.top < q.bottom - 4 && q.top < r.bottom - 4) out.push(a + " lies on " + b) });
			});
			return out;
		})()`)
		if len(over) > 0 {
			t.Errorf("names: %q", over)
		}
		visible := func(selector string) int {
			return ask[int](b, fmt.Sprintf(`Array.from(document.querySelectorAll(%q)).filter(e => getComputedStyle(e).display !== "none").length`, selector))
		}
		if visible(".map .me") != 0 || visible(".map .lb") < 30 {
			t.Error("the picture does not begin with names and without the user")
		}
		ask[any](b, `document.querySelectorAll("label[for=t-me], label[for=t-nm]").forEach(label => label.click())`)
		if visible(".map .me") != 1 || visible(".map > svg > .lb") != 0 {
			t.Error("the toggles do nothing")
		}
	}
}

// TestKeyboard goes through the page with Tab: every view is reached, and what has
// the focus is seen to have it.
func TestKeyboard(t *testing.T) {
	b := open(t)
	b.look(practice(t), 1440, "light")
	var views []string
	for range 700 {
		b.do(chromedp.KeyEvent("\t"))
		got := ask[[]string](b, `(e => [e.closest("section")?.id || "", getComputedStyle(e).outlineStyle, e.tagName])(document.activeElement)`)
		if got[0] != "" && !slices.Contains(views, got[0]) {
			views = append(views, got[0])
		}
		if got[1] == "none" && got[2] != "BODY" && got[2] != "INPUT" {
			t.Fatalf("the focus on %s is not seen", got[2])
		}
		if len(views) == 7 {
			break
		}
	}
	if want := []string{"today", "people", "network", "calendar", "events", "gaps", "year"}; !slices.Equal(views, want) {
		t.Errorf("Tab comes through %q, want %q", views, want)
	}
}

// TestCard opens a card by its address, with the script and without.
func TestCard(t *testing.T) {
	file := practice(t)
	for _, off := range []bool{false, true} {
		b := open(t)
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
		b.look(file+"#p-contacts-ada-park", 1440, "light")
		if !ask[bool](b, `document.getElementById("p-contacts-ada-park").closest("details").open`) {
			t.Errorf("the card is not open (script off: %v)", off)
		}
	}
}

var update = flag.Bool("update", false, "take the picture of the README again")

// TestReadmePicture keeps the README's picture of the practice network current: the
// page it was taken of is known by its sum. -update takes it again.
func TestReadmePicture(t *testing.T) {
	const picture, sumFile = root + "/examples/page.png", root + "/examples/page.sum"
	file := practice(t)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sum := fmt.Sprintf("%x\n", sha256.Sum256(text))
	if *update {
		b := open(t)
		b.look(file, 1184, "light")
		clip := ask[[]float64](b, `(r => [r.x, r.y + scrollY, r.width, r.height])(document.querySelector("#network").getBoundingClientRect())`)
		beyond := true
		taken := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond, Clip: &page.Viewport{X: clip[0] - 24, Y: clip[1], Width: clip[2] + 48, Height: clip[3] - 20, Scale: 1}})
		if err := errors.Join(os.WriteFile(picture, taken.Data, 0o644), os.WriteFile(sumFile, []byte(sum), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	was, err := os.ReadFile(sumFile)
	if err != nil || string(was) != sum {
		t.Error("the picture in the README shows an older page: go test -C cmd/internal/browser -run TestReadmePicture -update")
	}
}

// TestPrint prints the page.
func TestPrint(t *testing.T) {
	b := open(t)
	b.look(practice(t), 1440, "light")
	out := call(b, page.PrintToPDF, page.PrintToPDFParams{})
	if !strings.HasPrefix(string(out.Data), "%PDF") || len(out.Data) < 20_000 {
		t.Errorf("%d bytes that are no PDF", len(out.Data))
	}
}

// TestLarge wants a page of two thousand people to be usable: it is there soon, and
// the filter answers.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir := t.TempDir()
	for i := range 2000 {
		name := fmt.Sprintf("Person Number%d", i)
		text := fmt.Sprintf("---\ntype: contact\nname: %s\norg: Place %d\n---\n\n## Log\n\n", name, i%90)
		for day := range 8 {
			text += fmt.Sprintf("- 2026-0%d-1%d call: something that was said on the telephone about the weather\n", day+1, i%9)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("p%d.md", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(t.TempDir(), "large.html")
	if chromium() != "" {
		netnotes(t, dir, out)
	}
	b := open(t)
	began := time.Now()
	b.look(out, 1440, "light")
	loaded := time.Since(began)
	took := ask[float64](b, `(box => { const began = performance.now(); box.value = "number1999"; box.dispatchEvent(new Event("input")); document.body.offsetHeight; return performance.now() - began })(document.querySelector(".tools input"))`)
	t.Logf("there after %v, the filter takes %.0f ms", loaded.Round(time.Millisecond), took)
	shown := func(after string) int {
		ask[any](b, after)
		return ask[int](b, `document.querySelectorAll(".pt tbody tr").length`)
	}
	if got := shown("0"); got != 1 {
		t.Errorf("%d people are found", got)
	}
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate("file://"+out+"#p-p1998"))
	if got := ask[string](b, `new Promise(done => setTimeout(() => { const card = document.getElementById("p-p1998"), top = card.getBoundingClientRect().top; done([card.closest("details").open, card.checkVisibility(), top > 0 && top < innerHeight].join()) }, 1000))`); got != "true,true,true" {
		t.Errorf("a link to the last of all: open, shown, on the screen: %s", got)
	}
	some := shown(`(box => { box.value = ""; box.dispatchEvent(new Event("input")) })(document.querySelector(".tools input"))`)
	last := shown(`Array.from(document.querySelectorAll(".pt thead button")).find(b => b.textContent === "Name").click()`)
	printed := shown(`dispatchEvent(new Event("beforeprint"))`)
	again := shown(`dispatchEvent(new Event("afterprint"))`)
	if all := shown(`Array.from(document.querySelectorAll("button")).find(b => b.textContent === "Show all 2000").click()`); some != 100 || last != some || printed != 2000 || again != some || all != 2000 {
		t.Errorf("shown: %d, %d sorted, %d printed, %d after it, all %d", some, last, printed, again, all)
	}
}
