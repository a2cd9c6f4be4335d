//go:build unix

package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"netnotes/cmd/internal/cli"
	"netnotes/cmd/internal/cli/app"
)

// What a read command may take, whatever lies in the folder.
const (
	hostileTime   = 10 * time.Second
	hostileMemory = 400 << 10 // KiB, as Linux counts
	hostileOutput = 64 << 20  // bytes; more is no answer to a person
)

const (
	nested = 20_000  // levels, keys, or links on a line
	long   = 8 << 20 // bytes of a line
)

// rawControls are bytes a terminal obeys: C0, DEL, C1 as a character and as a
// byte of no character, and marks that turn the direction of text.
const rawControls = "\x1b[31m\x1b]0;title\x07\x08\x7f\u009b2J\x9b2J\u202e\u2066\u200e\u200f"

// yamlControls are the same in a file of plain ASCII: only YAML makes them.
const yamlControls = `\e[31m\e]0;title\a\b\x7f\x9b2J\N\u202e\u2066\u200e\u200f`

// The days of hostile tests: the newest line of every good person, and when
// their promise was due.
const (
	hostileToday = "2026-10-06"
	goodSpoke    = "2026-09-30"
	goodLine     = "tea and maps"
)

// goodEnd ends the note of every good person. It stands behind what is hostile
// in the note, so a list that knows the line has read past it.
const goodEnd = "\n## Promises\n\n- [ ] send the paper due:2026-10-01\n\n## Log\n\n- " + goodSpoke + " coffee: " + goodLine + "\n"

// hostileNote is a note with something hostile in it about a person who must
// be shown nevertheless.
type hostileNote struct {
	file   string // slash-separated, from the folder's root
	name   string // how the person's name begins
	source string
	bare   bool   // nothing is due and no line is logged
	column bool   // the hostile text stands in a column of list and due
	bottom string // what only a reader of the whole shows; unread, it must be reported
	whose  string // on whose card it shows
}

// goodNote is a contact of that name with more fields and a body of one's own.
func goodNote(file, name, fields, body string) hostileNote {
	return hostileNote{file: "contacts/" + file, name: name, source: "---\ntype: contact\nname: " + name + "\n" + fields + "---\n\n" + body + goodEnd}
}

// logLine is the body of a note whose log holds one line.
func logLine(line string) string { return "## Log\n\n- 2026-09-29 " + line + "\n" }

// times writes the format once for each number below n.
func times(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// heavyNotes are the notes that cost a careless reader its time or its memory.
func heavyNotes() []hostileNote {
	deepList := goodNote("deep-lists.md", "Deep Lists", "", strings.Repeat("- ", nested)+"2026-09-29 coffee with [[Good One]]: at the bottom\n")
	deepList.bottom, deepList.whose = "at the bottom", "Good One"
	return []hostileNote{
		goodNote("long-line.md", "Long Line", "", logLine("coffee: "+strings.Repeat("maps ", long/5))),
		goodNote("many-keys.md", "Many Keys", times(nested, "key%d: value\n"), ""),
		goodNote("alias-bomb.md", "Alias Bomb", aliasBomb(), ""),
		goodNote("deep-flow.md", "Deep Flow", "handles: "+strings.Repeat("[", nested)+strings.Repeat("]", nested)+"\n", ""),
		goodNote("deep-quotes.md", "Deep Quotes", "", strings.Repeat("> ", nested)+"quoted\n"),
		deepList,
		goodNote("deep-brackets.md", "Deep Brackets", "", logLine("coffee "+strings.Repeat("[", nested)+"x"+strings.Repeat("]", nested)+": maps")),
	}
}

// aliasBomb is the YAML text that is 9^9 words long when its aliases are
// written out.
func aliasBomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [" + strings.Repeat("lol, ", 8) + "lol]\n")
	for i := range 9 {
		fmt.Fprintf(&b, "a%d: &a%[1]d [%s*a%d]\n", i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 8), i)
	}
	return b.String() + "knows: *a9\n"
}

// heavierNotes are other ways to write the same: they find the limits that
// only hold for the first way.
func heavierNotes() []hostileNote {
	deepNumbers := goodNote("deep-numbers.md", "Deep Numbers", "", strings.Repeat("1. ", nested)+"- 2026-09-29 coffee with [[Good One]]: at the bottom\n")
	deepNumbers.bottom, deepNumbers.whose = "at the bottom", "Good One"
	longLinks := goodNote("long-links.md", "Long Links", "", logLine("coffee with "+times(long/12, "[[p%06d]], ")+"[[Good One]]: at the bottom"))
	longLinks.bottom, longLinks.whose = "at the bottom", "Good One"
	longTask := goodNote("long-task.md", "Long Task", "", "- [ ] send "+strings.Repeat("maps ", long/5)+" due:2026-09-15\n")
	longTask.bottom, longTask.whose = `"due": "2026-09-15"`, "Long Task"
	manyPeople := goodNote("many-people.md", "Many People", "", logLine("coffee with "+times(nested, "[[p%d]], ")+"[[Good One]]: at the bottom"))
	manyPeople.bottom, manyPeople.whose = "at the bottom", "Good One"
	somePeople := goodNote("some-people.md", "Some People", "", logLine("meeting with "+times(110, "[[p%d]], ")+"[[Good One]]: at the bottom"))
	somePeople.bottom, somePeople.whose = "at the bottom", "Good One" // a whole conference, and not yet long
	longValue := goodNote("long-value.md", "Long Value", "org: "+strings.Repeat("x", long)+"\n", "")
	longValue.column = true
	return []hostileNote{
		longValue,
		{file: "contacts/long-name.md", name: "Long Name", column: true, source: "---\ntype: contact\n---\n\n# Long Name " + strings.Repeat("x", long) + "\n" + goodEnd},
		goodNote("long-brackets.md", "Long Brackets", "", logLine("coffee "+strings.Repeat("[", long))),
		goodNote("long-date-brackets.md", "Long Date Brackets", "", "## Log\n\n- "+strings.Repeat("[", long)+"\n"),
		longLinks,
		longTask,
		goodNote("long-arrows.md", "Long Arrows", "", logLine("coffee"+strings.Repeat(" ->", long/3))),
		goodNote("long-text.md", "Long Text", "", strings.Repeat("*a_ ", long/4)+"\n"),
		manyPeople,
		somePeople,
		goodNote("many-bad-dates.md", "Many Bad Dates", "", "- [ ] send it"+strings.Repeat(" due:2026-02-30", nested)+"\n"),
		goodNote("many-bad-lines.md", "Many Bad Lines", "", "## Log\n\n"+strings.Repeat("- 2026-02-30 coffee\n", nested)),
		goodNote("many-conflicts.md", "Many Conflicts", "", strings.Repeat("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n\n", nested)),
		goodNote("same-keys.md", "Same Keys", strings.Repeat("cue: red glasses\n", nested), ""),
		goodNote("many-maps.md", "Many Maps", times(nested, "key%d: {a: b}\n"), ""),
		goodNote("one-map.md", "One Map", "handles: {"+times(nested, "key%d: value, ")+"last: value}\n", ""),
		goodNote("many-lists.md", "Many Lists", "knows:\n"+times(nested, "  - [a%d, b]\n"), ""),
		goodNote("wide-aliases.md", "Wide Aliases", "a: &a [x, y]\nknows: ["+strings.Repeat("*a, ", nested)+"*a]\n", ""),
		goodNote("bad-keys.md", "Bad Keys", times(nested, "key%d: @value\n"), ""),
		goodNote("deep-blocks.md", "Deep Blocks", "handles:\n  "+strings.Repeat("- ", 9_000)+"x\n", ""),
		goodNote("deep-masked.md", "Deep Masked", "cue: \""+strings.Repeat("]", nested)+"\"\nhandles: "+strings.Repeat("[", 9_000)+strings.Repeat("]", 9_000)+"\n", ""),
		goodNote("deep-open.md", "Deep Open", "", logLine("coffee "+strings.Repeat("[", nested))),
		goodNote("deep-links.md", "Deep Links", "", logLine("coffee with "+strings.Repeat("[[a ", nested)+"]]")),
		goodNote("deep-round.md", "Deep Round", "", logLine("coffee "+strings.Repeat("(", nested)+strings.Repeat(")", nested)+": maps")),
		goodNote("deep-ticks.md", "Deep Ticks", "", logLine("coffee "+growingTicks())),
		deepNumbers,
		goodNote("deep-mixed.md", "Deep Mixed", "", strings.Repeat("> - ", nested/2)+"quoted\n"),
		goodNote("deep-number-quotes.md", "Deep Number Quotes", "", strings.Repeat("1. > ", nested/2)+"quoted\n"),
		goodNote("deep-lines.md", "Deep Lines", "", growingList(900)),
		goodNote("deep-quoted-lines.md", "Deep Quoted Lines", "", strings.Repeat(strings.Repeat("> ", 190)+"quoted\n", nested/2)),
	}
}

// growingTicks are runs of backticks, each longer than the one before, so that
// none closes another.
func growingTicks() string {
	var b strings.Builder
	for i := range 200 {
		b.WriteString(strings.Repeat("`", i+1) + " ")
	}
	return b.String()
}

// growingList is a list in which every item is nested in the one before.
func growingList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- item\n")
	}
	return b.String()
}

// oddNotes are notes in no good state, whose people must be shown.
func oddNotes() []hostileNote {
	odd := []hostileNote{
		goodNote("good-one.md", "Good One", "role: Archivist\n", ""),
		goodNote("good-two.md", "Good Two", "", ""),
		goodNote("good-two 2.md", "Another Two", "", ""), // beside good-two.md, but about somebody else
		goodNote("#hash.md", "Hash Mark", "", ""),        // only #…# is an editor's
		goodNote("folder.md/inside.md", "Inside Folder", "", ""),
		goodNote("folder "+fileControls()+"/inside.md", "Inside Controls", "", ""),
		goodNote("controls "+fileControls()+".md", "Filed Under Controls", "cue: a\ncue: b\n", ""),
		goodNote("latin-1.md", "Ren", "", ""),
		goodNote("escaped.md", "Escaped Controls", "", ""),
		goodNote("windows.md", "Windows Lines", "", ""),
		goodNote("mac.md", "Mac Lines", "", ""),
		goodNote("odd-lines.md", "Odd Lines", "cue: a\u0085b\u2028c\n", "a\u2028b\u0085c\n"),
		goodNote("no-end.md", "No End", "", ""),
		{file: "contacts/merge.md", name: "Merge Victim", source: mergeVictim + goodEnd},
		{file: "contacts/raw.md", name: "Raw Controls", source: "---\ntype: contact\nrole: a" + rawControls + "\n---\n\n# Raw Controls " + rawControls + "\n" + goodEnd},
		{file: "contacts/Named By File " + fileControls() + ".md", name: "Named By File", source: goodEnd},
		{file: "contacts/" + strings.Repeat("n", 252) + ".md", name: strings.Repeat("n", 252), source: goodEnd},
		{file: "contacts/" + strings.Repeat("é", 126) + ".md", name: strings.Repeat("é", 126), source: goodEnd},
		{file: "contacts/unclosed.md", name: "Unclosed Front", source: "---\ntype: contact\nname: Unclosed Front\n" + goodEnd},
		{file: "contacts/empty.md", name: "empty", bare: true},
		{file: "other/inside.md", name: "Linked Inside", source: "---\ntype: contact\nname: Linked Inside\n---\n" + goodEnd},
	}
	for i := range odd {
		s := &odd[i].source
		switch odd[i].name {
		case "Ren":
			*s = strings.Replace(*s, "name: Ren", "name: Ren\xe9 Latin", 1)
			odd[i].name = "Ren\uFFFD Latin"
		case "Escaped Controls":
			*s = escapedControls + rawControls + goodEnd
		case "Windows Lines":
			*s = "\ufeff" + strings.ReplaceAll(*s, "\n", "\r\n")
		case "Mac Lines":
			*s = strings.ReplaceAll(*s, "\n", "\r")
		case "No End":
			*s = strings.TrimSuffix(*s, "\n")
		}
	}
	return odd
}

// mergeVictim is what git leaves of a note changed on two sides.
const mergeVictim = `---
type: contact
<<<<<<< HEAD
name: Merge Victim
role: Archivist
=======
name: Merge Victim
role: Librarian
>>>>>>> theirs
---

<<<<<<< HEAD
- one side
=======
- the other side
>>>>>>> theirs
`

// escapedControls puts controls into everything that a command prints, the
// texts of problems too.
const escapedControls = `---
type: contact
name: "Escaped Controls ` + yamlControls + `"
org: "Org ` + yamlControls + `"
role: "Role ` + yamlControls + `"
met_at: "Met ` + yamlControls + `"
introduced_by: "[[Introducer ` + yamlControls + `]]"
email: "mail` + yamlControls + `@example.com"
tags: ["tag` + yamlControls + `"]
status: "` + yamlControls + `"
tier: "` + yamlControls + `"
cadence: "` + yamlControls + `"
met: "` + yamlControls + `"
birthday: "` + yamlControls + `"
"key` + yamlControls + `": 1
"key` + yamlControls + `": 2
---

- [ ] promise ` + rawControls + ` due:2026-10-02

## Log

- 2026-02-30` + rawControls + ` coffee
- 2026-09-12 cofee` + rawControls + `
- 2026-09-11 email from her: reply ` + rawControls + ` -> 2026-10-01 next ` + rawControls + `
- 2026-09-10 coffee with [[Ghost ` + rawControls + `]], [[Good One]]: `

// journal and event tell of Good One, so that "show" and "why" print them.
const (
	journal = "- 2026-09-20 met [[Good One]]: at the reading room " + rawControls + "\n- 2026-09-21 met [[Ghost]]\n"
	event   = "---\ntype: event\nname: \"Fair " + yamlControls + "\"\nstart: 2026-09-25\n---\n\n## Met\n\n- [[Good One]] hook " + rawControls + "\n"
)

// litter are names that editors and sync programs leave behind; a person in
// one of them is nobody.
func litter() []string {
	return []string{".hidden.md", ".#litter.md", "litter.md~", "#litter.md#", "4913", "litter.md.swp", "litter.md.tmp", "litter.md.bck", "litter.md.orig",
		"litter.md.rej", "litter.md___jb_tmp___", "litter.md___jb_old___.md", "~syncthing~litter.md", "~syncthing~litter.md.tmp", "litter.md.icloud",
		".stversions/litter.md", ".trash/litter.md", "node_modules/litter.md", "templates/litter.md"}
}

// conflictCopies are copies of good-one.md that sync programs made.
func conflictCopies() []string {
	return []string{"good-one.sync-conflict-20260901-101112-ABCDEFG.md", "good-one (Conflicted copy 2026-09-01).md", "good-one (Ada's conflicted copy 2026-09-01).md",
		"good-one (SFConflict ada@example.com 2026-09-01).md", "good-one 2.md", "good-one (1).md"}
}

// fileControls are controls a file's name can hold; only Linux takes bytes
// that are no characters.
func fileControls() string {
	controls := "\x1b[31m\x07\x7f\u009b2J\u202e\u200f\n"
	if runtime.GOOS == "linux" {
		controls += "\x9b2J\xff"
	}
	return controls
}

// Texts that stand only where no command may look.
const (
	outsideName = "Outside Secret"
	litterName  = "Litter Person"
)

// hostileFolder is a folder being filled, and what must be said about it.
type hostileFolder struct {
	t        *testing.T
	root     string
	people   []hostileNote // everybody who must be shown, once
	reported []string      // how the paths begin that check must name
}

// newHostileFolder makes a folder whose own path is hostile as well.
func newHostileFolder(t *testing.T) *hostileFolder {
	t.Helper()
	f := &hostileFolder{t: t, root: filepath.Join(t.TempDir(), "notes \x1b[31m\u202e")}
	f.write("netnotes.yaml", "daily: 1000\n\"key"+yamlControls+"\": 1\n")
	return f
}

// path is a place in the folder, whose parents exist from now on.
func (f *hostileFolder) path(file string) string {
	f.t.Helper()
	full := filepath.Join(f.root, filepath.FromSlash(file))
	f.must(os.MkdirAll(filepath.Dir(full), 0o755))
	return full
}

func (f *hostileFolder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *hostileFolder) write(file, source string) {
	f.t.Helper()
	f.must(os.WriteFile(f.path(file), []byte(source), 0o644))
}

func (f *hostileFolder) add(notes ...hostileNote) {
	f.t.Helper()
	for _, n := range notes {
		f.write(n.file, n.source)
		f.people = append(f.people, n)
	}
}

// skip writes what must not be read but named by check.
func (f *hostileFolder) skip(file, source string) {
	f.t.Helper()
	f.write(file, source)
	f.reported = append(f.reported, file)
}

func (f *hostileFolder) link(target, file string) {
	f.t.Helper()
	f.must(os.Symlink(target, f.path(file)))
}

// notFiles adds what is no regular file: to open some of it is to wait for
// ever.
func (f *hostileFolder) notFiles() {
	f.t.Helper()
	for _, file := range []string{"contacts/pipe.md", "contacts/pipe " + fileControls() + ".md"} {
		f.must(syscall.Mkfifo(f.path(file), 0o644))
	}
	f.must(syscall.Mkfifo(f.path("contacts/pipe"), 0o644)) // no note by its name, so nobody misses it
	f.socket("contacts/socket.md")
	f.link("/dev/zero", "contacts/zero.md")
	f.reported = append(f.reported, "contacts/pipe.md", "contacts/pipe ", "contacts/socket.md", "contacts/zero.md")
}

// socket makes a socket elsewhere and moves it, because the path of a socket
// must be short.
func (f *hostileFolder) socket(file string) {
	f.t.Helper()
	dir, err := os.MkdirTemp("", "nn")
	f.must(err)
	defer os.RemoveAll(dir)
	short := filepath.Join(dir, "s")
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: short, Net: "unix"})
	f.must(err)
	listener.SetUnlinkOnClose(false)
	f.t.Cleanup(func() { listener.Close() })
	f.must(os.Rename(short, f.path(file)))
}

// links adds loops, and links that leave the folder.
func (f *hostileFolder) links() {
	f.t.Helper()
	outside := filepath.Join(filepath.Dir(f.root), "outside")
	f.must(os.MkdirAll(outside, 0o755))
	secret := strings.Replace(goodNote("", outsideName, "", "").source, goodLine, outsideName, 1)
	f.must(os.WriteFile(filepath.Join(outside, "secret.md"), []byte(secret), 0o644))
	f.link(filepath.Join(outside, "secret.md"), "contacts/outside.md")
	f.link("../../outside/secret.md", "contacts/outside-relative.md")
	f.link(outside, "contacts/outside-folder")
	f.link("self.md", "contacts/self.md")
	f.link("pong.md", "contacts/ping.md")
	f.link("ping.md", "contacts/pong.md")
	f.link("nowhere.md", "contacts/dangling.md")
	f.reported = append(f.reported, "contacts/outside.md", "contacts/outside-relative.md", "contacts/outside-folder", "contacts/self.md", "contacts/ping.md", "contacts/pong.md", "contacts/dangling.md")
	// These hide nobody, so nothing need be said.
	f.link("..", "contacts/again")
	f.link(".", "contacts/again.md")
	f.link("../other/inside.md", "contacts/inside.md")
	f.link("ada@host.1234:5678", "contacts/.#good-one.md")
}

// notText adds files that are no text, and twins.
func (f *hostileFolder) notText() {
	f.t.Helper()
	good := goodNote("", litterName, "", "").source
	f.skip("contacts/sparse.md", "")
	f.must(os.Truncate(f.path("contacts/sparse.md"), 300<<20))
	f.skip("contacts/nul.md", good+"\x00\n")
	f.skip("contacts/utf-16-little.md", "\xff\xfe"+strings.Join(strings.Split(good, ""), "\x00")+"\x00")
	f.skip("contacts/utf-16-big.md", "\xfe\xff\x00"+strings.Join(strings.Split(good, ""), "\x00"))
	for _, file := range conflictCopies() {
		f.skip("contacts/"+file, goodNote("", "Good One", "", "").source)
	}
	for _, file := range litter() {
		f.write("contacts/"+file, good)
	}
	if runtime.GOOS == "linux" { // elsewhere they may be one file
		f.add(goodNote("Twin.md", "Upper Twin", "", ""), goodNote("twin.md", "Lower Twin", "", ""))
		f.add(goodNote("zo\u00eb.md", "Composed Twin", "", ""), goodNote("zoe\u0308.md", "Decomposed Twin", "", ""))
		f.reported = append(f.reported, "contacts/twin.md", "contacts/zo")
	}
}

// locked adds a file and a folder that nobody may read; root may.
func (f *hostileFolder) locked() {
	f.t.Helper()
	if os.Getuid() == 0 {
		f.t.Log("root ignores modes: unreadable files and folders are not tested")
		return
	}
	f.skip("contacts/locked.md", goodNote("", litterName, "", "").source)
	f.skip("contacts/locked folder/inside.md", goodNote("", litterName, "", "").source)
	f.reported[len(f.reported)-1] = "contacts/locked folder"
	f.must(os.Chmod(f.path("contacts/locked.md"), 0))
	folder := filepath.Join(f.root, "contacts", "locked folder")
	f.must(os.Chmod(folder, 0))
	f.t.Cleanup(func() { _ = os.Chmod(folder, 0o755) }) // or it could not be removed
}

// buildNetnotes builds the command: only a process has a peak of memory, and
// only a process can hang without hanging the test. Without a stamp of the
// version, go starts no other program.
func buildNetnotes(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "netnotes")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	// The built command and the code of this test must be the same. Calling the
	// code here also links it into the test, without which go test would take a
	// result from its cache whatever has changed in the command.
	var here bytes.Buffer
	cli.Run([]string{"version"}, app.Env{Stdout: &here, Stderr: &here, Getenv: os.Getenv})
	if there, err := exec.Command(bin, "version").CombinedOutput(); err != nil || here.String() != string(there) {
		t.Fatalf("the built command is %q, the code %q: %v", there, here.String(), err)
	}
	return bin
}

// answer is what a command printed, and its exit status.
type answer struct {
	stdout, stderr []byte
	status         int
}

// run runs a command on the folder. More than its time, its memory or its
// output ends the test; a control byte fails it.
//
// A process starts with the peak of the one that started it, so the output
// goes through files and not through this process.
func (f *hostileFolder) run(t *testing.T, bin string, args ...string) answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hostileTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, append([]string{"-C", f.root, "--today", hostileToday}, args...)...)
	home := t.TempDir()
	cmd.Env = []string{"HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_STATE_HOME=" + home, "XDG_CONFIG_HOME=" + home, "TERM=xterm-256color"}
	stdout, stderr := tempFile(t), tempFile(t)
	cmd.Stdout, cmd.Stderr = stdout, stderr
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%q: %v", args, err)
	}
	if peak := peakMemory(cmd.ProcessState); peak > hostileMemory {
		t.Fatalf("%q: peak of %d MiB after %v, want under %d MiB", args, peak>>10, took, hostileMemory>>10)
	}
	if ctx.Err() != nil {
		t.Fatalf("%q: not done after %v", args, hostileTime)
	}
	a := answer{contents(t, stdout), contents(t, stderr), cmd.ProcessState.ExitCode()}
	noControls(t, args, "stdout", a.stdout)
	noControls(t, args, "stderr", a.stderr)
	for _, hidden := range []string{outsideName, litterName} {
		if bytes.Contains(a.stdout, []byte(hidden)) {
			t.Errorf("%q: shows %q, which stands in a file that must not be read", args, hidden)
		}
	}
	return a
}

// peakMemory is a process's peak in KiB, or 0 where the system counts
// otherwise.
func peakMemory(p *os.ProcessState) int64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
		return int64(usage.Maxrss)
	}
	return 0
}

func tempFile(t *testing.T) *os.File {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func contents(t *testing.T, file *os.File) []byte {
	t.Helper()
	info, err := os.Stat(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > hostileOutput {
		t.Fatalf("printed %d MiB", info.Size()>>20)
	}
	b, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// noControls fails at the first thing a terminal would obey.
func noControls(t *testing.T, args []string, stream string, out []byte) {
	t.Helper()
	for i := 0; i < len(out); {
		r, size := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && size == 1 {
			r = rune(out[i])
			if r >= 0xa0 {
				r = ' ' // no character and no control
			}
		}
		if isControl(r) {
			t.Errorf("%q: %s sends %U to the terminal: %q", args, stream, r, out[max(0, i-60):min(len(out), i+20)])
			return
		}
		i += size
	}
}

func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f
}

// wantStatus fails with what the command said where its status is another.
func (a answer) wantStatus(t *testing.T, want ...int) {
	t.Helper()
	if !slices.Contains(want, a.status) {
		t.Fatalf("exit status %d, want %v; stderr: %.2000q", a.status, want, a.stderr)
	}
}

// wantText fails for every text that is missing.
func (a answer) wantText(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !bytes.Contains(a.stdout, []byte(text)) {
			t.Errorf("%.40q is missing", text)
		}
	}
}

// wantPeople fails where a list does not show everybody.
func (a answer) wantPeople(t *testing.T, people []hostileNote) {
	t.Helper()
	for _, p := range people {
		a.wantText(t, p.name)
	}
}

// wantDue fails where a promise of somebody is not shown.
func (a answer) wantDue(t *testing.T, people []hostileNote) {
	t.Helper()
	for _, p := range people {
		if !p.bare {
			a.wantText(t, p.name)
		}
	}
}

// wantRows fails where a list in JSON has somebody twice, or has not read their
// last line.
func (a answer) wantRows(t *testing.T, people []hostileNote) {
	t.Helper()
	var rows []struct{ Name, Path, Spoke string }
	if err := json.Unmarshal(a.stdout, &rows); err != nil {
		t.Fatalf("no JSON: %v", err)
	}
	for _, p := range people {
		count := 0
		for _, row := range rows {
			if !strings.HasPrefix(row.Name, p.name) {
				continue
			}
			count++
			if !p.bare && row.Spoke != goodSpoke {
				t.Errorf("%.40q of %q spoke %q, want %q: what stands behind the hostile part is not read", row.Name, row.Path, row.Spoke, goodSpoke)
			}
		}
		if count != 1 {
			t.Errorf("%.40q is listed %d times, want once", p.name, count)
		}
	}
}

// wantCard fails where the card of somebody in JSON has not read their last
// line.
func (a answer) wantCard(t *testing.T, note hostileNote) {
	t.Helper()
	var card struct{ Name, Spoke string }
	if err := json.Unmarshal(a.stdout, &card); err != nil {
		t.Fatalf("no JSON: %v", err)
	}
	if !strings.HasPrefix(card.Name, note.name) || card.Spoke != goodSpoke {
		t.Errorf("%.40q spoke %q, want %q and %q: what stands behind the hostile part is not read", card.Name, card.Spoke, note.name, goodSpoke)
	}
}

// wantBottom fails where the last of a note is neither shown nor reported: what
// is skipped is said.
func (f *hostileFolder) wantBottom(t *testing.T, bin string, note hostileNote, check answer) {
	t.Helper()
	if note.bottom == "" || bytes.Contains(check.stdout, []byte(note.file+":")) {
		return
	}
	card := f.run(t, bin, "show", "--json", note.whose)
	if !bytes.Contains(card.stdout, []byte(note.bottom)) {
		t.Errorf("the card of %s is without %q, and check does not say that something in %s is not read", note.whose, note.bottom, note.file)
	}
}

// wantTable fails where a list in CSV cannot be read or misses somebody.
func (a answer) wantTable(t *testing.T, people []hostileNote) {
	t.Helper()
	if _, err := csv.NewReader(bytes.NewReader(a.stdout)).ReadAll(); err != nil {
		t.Errorf("no CSV: %v", err)
	}
	a.wantPeople(t, people)
}

// wantReported fails where check does not name a path; the text has the
// problem's place behind it.
func (a answer) wantReported(t *testing.T, reported []string) {
	t.Helper()
	var paths []string
	for line := range strings.Lines(string(a.stdout)) {
		paths = append(paths, strings.ToLower(line))
	}
	wantPrefixes(t, paths, reported)
}

// wantReportedJSON is wantReported for check --json.
func (a answer) wantReportedJSON(t *testing.T, reported []string) {
	t.Helper()
	var check struct {
		Problems []struct{ Path string }
	}
	if err := json.Unmarshal(a.stdout, &check); err != nil {
		t.Fatalf("no JSON: %v", err)
	}
	var paths []string
	for _, p := range check.Problems {
		paths = append(paths, strings.ToLower(p.Path))
	}
	wantPrefixes(t, paths, reported)
}

func wantPrefixes(t *testing.T, lines, prefixes []string) {
	t.Helper()
	for _, prefix := range prefixes {
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, strings.ToLower(prefix)) }) {
			t.Errorf("nothing is said about %.60q", prefix)
		}
	}
}

// TestHostile holds the built command against folders that a sync program, a
// mistake or somebody's malice could have made.
func TestHostile(t *testing.T) {
	bin := buildNetnotes(t)
	t.Run("folder", func(t *testing.T) { hostileFolders(t, bin) })
	t.Run("notes", func(t *testing.T) { hostileNotes(t, bin) })
	t.Run("settings", func(t *testing.T) { hostileSettings(t, bin) })
}

// hostileFolders runs every read command on a folder of everything that a note,
// or what looks like one, may do to its reader.
func hostileFolders(t *testing.T, bin string) {
	f := newHostileFolder(t)
	f.add(oddNotes()...)
	f.add(heavyNotes()...)
	f.write("journal/day.md", journal)
	f.write("events/fair.md", event)
	f.notFiles()
	f.links()
	f.notText()
	f.locked()
	f.reported = append(f.reported, "netnotes.yaml", "contacts/latin-1.md", "contacts/merge.md", "contacts/escaped.md", "contacts/controls ", "contacts/unclosed.md", "contacts/deep-flow.md")

	people := func(want func(answer, *testing.T, []hostileNote)) func(*testing.T, answer) {
		return func(t *testing.T, a answer) { want(a, t, f.people) }
	}
	reported := func(want func(answer, *testing.T, []string)) func(*testing.T, answer) {
		return func(t *testing.T, a answer) { want(a, t, f.reported) }
	}
	for _, c := range []struct {
		args   []string
		status int
		want   func(*testing.T, answer)
	}{
		{[]string{"due", "--all"}, 0, people(answer.wantDue)},
		{[]string{"due", "--json"}, 0, people(answer.wantDue)},
		{[]string{"list"}, 0, people(answer.wantPeople)},
		{[]string{"list", "--json"}, 0, people(answer.wantRows)},
		{[]string{"list", "--csv"}, 0, people(answer.wantTable)},
		{[]string{"show", "Good One"}, 0, func(t *testing.T, a answer) {
			a.wantText(t, "Good One", "Archivist", goodLine, "send the paper", "at the reading room", "hook")
		}},
		{[]string{"why", "Good One"}, 0, func(t *testing.T, a answer) { a.wantText(t, "Good One", "contacts/good-one.md:") }},
		{[]string{"check"}, 1, reported(answer.wantReported)},
		{[]string{"check", "--json"}, 1, reported(answer.wantReportedJSON)},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			a := f.run(t, bin, c.args...)
			a.wantStatus(t, c.status)
			if strings.HasSuffix(c.args[len(c.args)-1], "json") && !json.Valid(a.stdout) {
				t.Error("no JSON")
			}
			c.want(t, a)
		})
	}
}

// hostileNotes reads every heavy note by itself beside one good note, so that a
// failure has a name: with the commands that print the most of it, because all
// of them read it alike.
func hostileNotes(t *testing.T, bin string) {
	good := oddNotes()[0]
	for _, note := range append(heavyNotes(), heavierNotes()...) {
		t.Run(strings.TrimSuffix(filepath.Base(note.file), ".md"), func(t *testing.T) {
			f := newHostileFolder(t)
			f.add(good, note)
			card := f.run(t, bin, "show", "--json", note.file)
			card.wantStatus(t, 0)
			card.wantCard(t, note)
			check := f.run(t, bin, "check")
			check.wantStatus(t, 0, 1)
			if note.column {
				list := f.run(t, bin, "list")
				list.wantStatus(t, 0)
				list.wantPeople(t, f.people)
				due := f.run(t, bin, "due")
				due.wantStatus(t, 0)
				due.wantDue(t, f.people)
			}
			f.wantBottom(t, bin, note, check)
		})
	}
}

// hostileSettings has no file where the settings should be one.
func hostileSettings(t *testing.T, bin string) {
	makers := map[string]func(path string) error{
		"pipe":   func(path string) error { return syscall.Mkfifo(path, 0o644) },
		"folder": func(path string) error { return os.Mkdir(path, 0o755) },
		"loop":   func(path string) error { return os.Symlink("netnotes.yaml", path) },
		"zero":   func(path string) error { return os.Symlink("/dev/zero", path) },
		"sparse": func(path string) error {
			return cmp.Or(os.WriteFile(path, nil, 0o644), os.Truncate(path, 300<<20))
		},
	}
	for name, put := range makers {
		t.Run(name, func(t *testing.T) {
			f := newHostileFolder(t)
			f.add(oddNotes()[0])
			settings := f.path("netnotes.yaml")
			if err := os.Remove(settings); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			f.must(put(settings))
			list := f.run(t, bin, "list")
			list.wantStatus(t, 0)
			list.wantPeople(t, f.people)
			check := f.run(t, bin, "check")
			check.wantStatus(t, 1)
			check.wantReported(t, []string{"netnotes.yaml:"})
		})
	}
}
