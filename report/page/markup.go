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

// markup writes the rows and cards of people, which are most of a large page and
// for which a template takes five times as long. Elements are constants, every
// text is escaped, and a link that leads out is left to the template, which judges
// its address.
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
	case w.URL != "" || w.Mail != "" || w.Tel != "":
		m.err = errors.Join(m.err, m.views.ExecuteTemplate(m, "word", w))
	case w.Code:
		m.between(`<code>`, w.Text, `</code>`)
	default:
		m.text(w.Text)
	}
}

func (m *markup) time(t Time) {
	if t.On != "" {
		m.between(`<time datetime="`, t.On, `">`)
		m.between(``, t.Text, `</time>`)
	}
}

func (m *markup) warmth(w Warmth) {
	m.between(`<span class="wm `, w.Sign, `">`)
	m.between(``, w.Word, `</span>`)
}

// firstRows are those that a browser shows at once; the script knows the number.
const firstRows = 250

func (m *markup) rows(all []PersonRow) {
	for i := range all {
		if i == firstRows {
			m.put(`</tbody><tbody>`)
		}
		m.row(&all[i])
	}
}

func (m *markup) row(r *PersonRow) {
	m.between("\n"+`<tr data-w="`, r.Marks, `"`)
	if r.More != "" {
		m.between(` data-x="`, r.More, `"`)
	}
	m.put(`><th scope="row">`)
	m.word(&r.Who)
	m.put(`</th><td>`)
	if r.Role != "" {
		m.between(`<bdi>`, r.Role, `</bdi>`)
	}
	if r.Org != "" {
		m.between(`<small><bdi>`, r.Org, `</bdi></small>`)
	}
	m.between(`</td><td>`, r.How, `</td><td>`)
	m.time(r.Spoke)
	m.put(`</td><td>`)
	m.warmth(r.Warmth)
	m.put(`</td><td>`)
	m.time(r.Next)
	m.put(`</td></tr>`)
}

func (m *markup) card(c *Card) {
	m.between("\n"+`<details class="card"><summary><bdi>`, c.Name, `</bdi>`)
	if c.Role != "" {
		m.between(`<bdi>`, c.Role, `</bdi>`)
	}
	m.warmth(c.Warmth)
	m.between(`</summary><div class="leaf" id="`, c.ID, `">`)
	if len(c.Items) > 0 {
		m.put(`<div class="waits">`)
		for i := range c.Items {
			m.item(&c.Items[i])
			m.between(`<p class="by">`, c.Items[i].Close, `</p>`)
		}
		m.put(`</div>`)
	}
	m.put(`<div class="facts">`)
	if len(c.Fields) > 0 {
		m.put(`<dl class="fl">`)
		for _, f := range c.Fields {
			m.between(`<dt>`, f.Label, `</dt><dd>`)
			m.words(f.Text)
			m.put(`</dd>`)
		}
		m.put(`</dl>`)
	}
	m.promises(c.Promises)
	m.put(`</div><div class="tl">`)
	m.timeline(c)
	m.put(`</div></div></details>`)
}

func (m *markup) item(it *Item) {
	m.put(`<div class="it"><span class="lt`)
	if it.Calm {
		m.put(` no`)
	}
	m.between(`">`, it.Late, `</span>`)
	m.between(`<span class="kd">`, it.Kind, `</span><span class="tx">`)
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
	m.put(`<h4>Promises</h4><ul class="bx">`)
	for _, p := range all {
		m.between(`<li class="`, p.State, `">`)
		if p.By == "them" {
			m.put(`<span>theirs:</span> `)
		}
		m.words(p.Text)
		if p.Due.On != "" {
			m.put(`<span>, by `)
			m.time(p.Due)
			m.put(`</span>`)
		}
		switch p.State {
		case "done":
			m.put(` <span>(done)</span>`)
		case "cancelled":
			m.put(` <span>(dropped)</span>`)
		}
		m.put(`</li>`)
	}
	m.put(`</ul>`)
}

func (m *markup) timeline(c *Card) {
	for _, y := range c.Years {
		m.between(`<h4>`, strconv.Itoa(y.Year), `</h4><ol>`)
		for i := range y.Lines {
			l := &y.Lines[i]
			m.between(`<li class=`, l.Mark, `>`)
			m.between(`<b>`, l.On, `</b>`)
			if l.Plain != "" {
				m.text(l.Plain)
			} else {
				m.words(l.Text)
			}
			for _, also := range l.Also {
				m.between(`<small>`, also, `</small>`)
			}
			m.put(`</li>`)
		}
		m.put(`</ol>`)
	}
	if c.Older > 0 {
		m.between(`<p class="sm older">and `, strconv.Itoa(c.Older), ` older</p>`)
	}
}
