package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"html"
	"html/template"
	"slices"
	"unicode/utf8"

	"netnotes/index/parallel"
	"netnotes/report/form"
)

//go:embed page.css page.js *.tmpl
var files embed.FS

// HTML writes the page. The style and the script are the same bytes in every
// page, and the page names their hashes, so that nothing a note holds can run or
// be asked for.
func (p Page) HTML() ([]byte, error) {
	style, script := file("page.css"), file("page.js")
	var b bytes.Buffer
	b.WriteString(`<!DOCTYPE html>` + "\n" + `<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="` + policy(style, script) +
		`"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><title>` + html.EscapeString(p.Title) + `</title><style>`)
	b.Write(style)
	b.WriteString("</style></head>")
	views, err := template.New("page").Funcs(template.FuncMap{"signs": legendOfDays}).ParseFS(files, "*.tmpl")
	if err != nil {
		return nil, err
	}
	if err := p.write(&b, views); err != nil {
		return nil, err
	}
	b.WriteString("<script>")
	b.Write(script)
	b.WriteString("</script></body></html>\n")
	return shown(b.Bytes()), nil
}

const (
	cardsAtOnce = 128  // that one goroutine writes in one go
	cardBytes   = 2500 // of one card, about
)

// write writes the views, side by side, each into a text of its own.
func (p Page) write(b *bytes.Buffer, views *template.Template) error {
	var parts []func(m *markup)
	view := func(name string, data any) {
		parts = append(parts, func(m *markup) { m.err = views.ExecuteTemplate(m, name, data) })
	}
	view("top", p)
	if p.Nobody == nil {
		view("today", p.Today)
		view("people", p.People)
		parts = append(parts, func(m *markup) { each(p.People.Rows, m.row) })
		view("people middle", p.People)
		for cards := range slices.Chunk(p.People.Cards, cardsAtOnce) {
			parts = append(parts, func(m *markup) { m.Grow(len(cards) * cardBytes); each(cards, m.card) })
		}
		view("people end", nil)
		view("network", p.Network)
		view("calendar", p.Calendar)
		parts = append(parts, func(m *markup) { each(p.Calendar.Rows, m.days) })
		view("calendar middle", p.Calendar)
		parts = append(parts, func(m *markup) { each(p.Calendar.Folded, m.days) })
		view("calendar end", p.Calendar)
		view("events", p.Events)
		view("gaps", p.Gaps)
		view("year", p.Year)
	}
	view("bottom", p)
	texts := make([]markup, len(parts))
	parallel.Each(len(parts), 1, func(start, _ int) {
		texts[start].views = views
		parts[start](&texts[start])
	})
	var errs []error
	size := 0
	for i := range texts {
		size += texts[i].Len()
	}
	b.Grow(size + 2*len(file("page.js"))) // the script follows
	for i := range texts {
		b.Write(texts[i].Bytes())
		errs = append(errs, texts[i].err)
	}
	return errors.Join(errs...)
}

// each writes one after the other.
func each[E any](all []E, write func(*E)) {
	for i := range all {
		write(&all[i])
	}
}

// policy allows the one style and the one script, and nothing else.
func policy(style, script []byte) string {
	hash := func(text []byte) string {
		sum := sha256.Sum256(text)
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'"
}

// file is one of those that are part of the program.
func file(name string) []byte {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(err) // it is part of the program
	}
	return text
}

// shown replaces, in the whole file, what a browser would obey without showing
// it: control characters, and the marks that turn the direction of text. Where
// there are none the bytes are returned as they are.
func shown(text []byte) []byte {
	var b bytes.Buffer
	start := 0
	for i := 0; i < len(text); {
		if c := text[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		stand, changed := form.Visible(r)
		if r == utf8.RuneError && size == 1 {
			stand, changed = string(utf8.RuneError), true
		}
		if changed {
			b.Write(text[start:i])
			b.WriteString(html.EscapeString(stand))
			start = i + size
		}
		i += size
	}
	if start == 0 {
		return text
	}
	b.Write(text[start:])
	return b.Bytes()
}

// SignText is a sign with what it means.
type SignText struct{ Use, Text string }

// legendOfDays are the signs of the calendar.
func legendOfDays() []SignText {
	return []SignText{{"ks", "met or talked"}, {"kw", "wrote with each other"}, {"kt", "you wrote"}, {"kf", "they wrote"}, {"kp", "planned"}, {"kn", "in passing, or news"}}
}
