package page

import (
	"bytes"
	"errors"
	"html"
	"html/template"
	"strconv"
)

// constant is markup that stands in the program; no text of a note becomes one.
type constant string

// markup writes the rows and cards of people, which are most of a large page: a
// template takes five times as long for them. Elements are constants, every text is
// escaped, and an address of the web is left to the template, which judges it once
// more. What HTML lets a writer leave out is left out here: the ends of items, cells
// and rows, and the quotes around a word of the program or a number.
type markup struct {
	bytes.Buffer
	views *template.Template
	err   error
}

func (m *markup) put(c constant) { m.WriteString(string(c)) }

// text writes a text, or the value of an attribute between double quotes.
func (m *markup) text(s string) { m.WriteString(html.EscapeString(s)) }

// between writes a text in an element.
func (m *markup) between(open constant, text string, end constant) {
	m.put(open)
	m.text(text)
	m.put(end)
}

func (m *markup) words(all Words) {
	for i := range all {
		m.word(&all[i])
	}
}

func (m *markup) word(w *Word) {
	switch {
	case w.Card != "":
		m.between(`<a href="#`, w.Card, `">`)
		m.between(`<bdi>`, w.Text, `</bdi></a>`)
	case w.Name:
		m.between(`<bdi>`, w.Text, `</bdi>`)
	case w.Mail != "":
		m.between(`<a href=mailto:`, w.Mail, `>`)
		m.between(``, w.Text, `</a>`)
	case w.Tel != "":
		m.between(`<a href=tel:`, w.Tel, `>`)
		m.between(``, w.Text, `</a>`)
	case w.URL != "":
		m.err = errors.Join(m.err, m.views.ExecuteTemplate(m, "word", w))
	case w.Code:
		m.between(`<code>`, w.Text, `</code>`)
	default:
		m.text(w.Text)
	}
}

func (m *markup) time(t Time) {
	if t.On != "" {
		m.between(`<time datetime=`, t.On, `>`)
		m.between(``, t.Text, `</time>`)
	}
}

func (m *markup) warmth(w Warmth) {
	m.put(`<i`)
	if w.Sign != "f" {
		m.between(` class=`, w.Sign, ``)
	}
	m.between(`>`, w.Word, `</i>`)
}

// row is a line of the table of people.
func (m *markup) row(r *PersonRow) {
	m.between("\n"+`<tr data-x="`, r.More, `"><th scope="row">`)
	m.word(&r.Who)
	m.between(`<td>`, r.Role, ``)
	if r.Org != "" {
		m.between(` <small>`, r.Org, `</small>`)
	}
	m.between(`<td>`, r.How, `<td>`)
	m.time(r.Spoke)
	m.put(`<td>`)
	m.warmth(r.Warmth)
	m.put(`<td>`)
	m.time(r.Next)
}

func (m *markup) card(c *Card) {
	m.between("\n"+`<details><summary><bdi>`, c.Name, `</bdi>`)
	if c.Role != "" {
		m.between(`<bdi>`, c.Role, `</bdi>`)
	}
	m.warmth(c.Warmth)
	m.between(`</summary><div id="`, c.ID, `">`)
	if len(c.Items) > 0 {
		m.put(`<div class=waits>`)
		for i := range c.Items {
			m.item(&c.Items[i])
			m.between(`<p class=by>`, c.Items[i].Close, ``)
		}
		m.put(`</div>`)
	}
	if len(c.Fields) > 0 {
		m.put(`<dl>`)
		for _, f := range c.Fields {
			m.between(`<dt>`, f.Label, `<dd>`)
			m.words(f.Text)
		}
		m.put(`</dl>`)
	}
	m.promises(c.Promises)
	m.timeline(c)
	m.put(`</div></details>`)
}

func (m *markup) item(it *Item) {
	m.put(`<div class=it><span class="lt`)
	if it.Calm {
		m.put(` no`)
	}
	m.between(`">`, it.Late, `</span>`)
	m.between(`<span class=kd>`, it.Kind, `</span><span class=tx>`)
	if it.Quote {
		m.put(`<q>`)
	}
	m.words(it.Text)
	if it.Quote {
		m.put(`</q>`)
	}
	m.put(`</span></div>`)
}

func (m *markup) promises(all []Promise) {
	if len(all) == 0 {
		return
	}
	m.put(`<h4>Promises</h4><ul>`)
	for _, p := range all {
		m.put(`<li`)
		if p.State != "open" {
			m.between(` class=`, p.State, ``)
		}
		m.put(`>`)
		if p.By == "them" {
			m.put(`<span>theirs:</span> `)
		}
		m.words(p.Text)
		if p.Due != "" {
			m.between(`<span>, by `, p.Due, `</span>`)
		}
		switch p.State {
		case "done":
			m.put(` <span>(done)</span>`)
		case "cancelled":
			m.put(` <span>(dropped)</span>`)
		}
	}
	m.put(`</ul>`)
}

// timeline is one list; the first line of a year has the year above it.
func (m *markup) timeline(c *Card) {
	if len(c.Years) == 0 {
		return
	}
	m.put(`<ol>`)
	for _, y := range c.Years {
		for i := range y.Lines {
			m.line(&y.Lines[i], y.Year, i == 0)
		}
	}
	if c.Older > 0 {
		m.between(`<li class=o>and `, strconv.Itoa(c.Older), ` older`)
	}
	m.put(`</ol>`)
}

func (m *markup) line(l *Line, year int, first bool) {
	m.put(`<li`)
	if l.Mark != "" {
		m.between(` class=`, l.Mark, ``)
	}
	m.put(`>`)
	if first {
		m.between(`<h4>`, strconv.Itoa(year), `</h4>`)
	}
	m.between(`<b>`, l.On, `</b>`)
	if l.Plain != "" {
		m.text(l.Plain)
	} else {
		m.words(l.Text)
	}
	for _, also := range l.Also {
		m.between(`<small>`, also, `</small>`)
	}
}

// days is a row of the calendar.
func (m *markup) days(r *CalendarRow) {
	m.put("\n" + `<li>`)
	m.word(&r.Who)
	m.between(`<svg role=img aria-label="`, r.Label, `">`)
	for _, path := range []struct {
		open constant
		d    string
	}{{`<path d="`, r.Within}, {`<path class=qt d="`, r.Past}, {`<path class=tk d="`, r.Talks}} {
		if path.d != "" {
			m.between(path.open, path.d, `"/>`)
		}
	}
	for _, mark := range r.Marks {
		m.between(`<use href=#`, mark.Use, ` x=`)
		m.between(``, mark.X, ` />`)
	}
	m.between(`</svg><b>`, r.Last, `</b>`)
}
