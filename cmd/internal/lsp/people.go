package lsp

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"netnotes/index"
	"netnotes/index/parallel"
	"netnotes/parse"
	"netnotes/parse/date"
	"netnotes/parse/txt"
	"netnotes/report"
)

// people are those of a folder as they are offered. The order and the words are
// made once and kept with the folder; a key only chooses among them.
type people struct {
	ix    *index.Index
	asked sync.Mutex // of what follows
	day   date.Date
	order []*offered
	of    map[*parse.Note]*offered
}

// offered is somebody in the order in which people are offered: the newest touch
// first, then by name.
type offered struct {
	*index.Person
	touch  date.Date
	key    string // the folded name
	place  int    // in the order
	worded sync.Once
	brief  string // what stands beside the name
	filter string // the names with which clients compare what is typed
}

// on are they on a day.
func (p *people) on(today date.Date) ([]*offered, map[*parse.Note]*offered) {
	p.asked.Lock()
	defer p.asked.Unlock()
	if p.order == nil || p.day != today {
		p.day = today
		p.sort()
	}
	return p.order, p.of
}

func (p *people) sort() {
	all := p.ix.People()
	each := make([]offered, len(all))
	p.order, p.of = make([]*offered, len(all)), make(map[*parse.Note]*offered, len(all))
	parallel.Each(len(all), 256, func(start, end int) {
		for i := start; i < end; i++ {
			each[i].Person, each[i].touch, each[i].key = all[i], p.ix.Days(all[i], p.day).Touch, txt.NameKey(all[i].Name)
			p.order[i] = &each[i]
		}
	})
	slices.SortFunc(p.order, func(a, b *offered) int {
		if c := b.touch.Compare(a.touch); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.Path, b.Path))
	})
	for i, o := range p.order {
		o.place = i
		p.of[o.Note] = o
	}
}

// starting are those of whose names the words begin as those typed, in their
// order; all where nothing is.
func (p *people) starting(typed string, today date.Date) []*offered {
	order, of := p.on(today)
	if strings.TrimSpace(typed) == "" {
		return order
	}
	found := p.ix.Starting(typed, isContact)
	out := make([]*offered, len(found))
	for i, n := range found {
		out[i] = of[n]
	}
	slices.SortFunc(out, func(a, b *offered) int { return a.place - b.place })
	return out
}

// words are what stands beside the name of somebody, and the names with which
// clients compare what is typed.
func (p *people) words(o *offered, today date.Date) (brief, filter string) {
	o.worded.Do(func() {
		o.brief = report.MakeNow(p.ix, o.Person, today).Brief(o.Person)
		o.filter = filterOf(o.Note)
	})
	return o.brief, o.filter
}

// filterOf is every name of a note, also folded, since clients filter again.
func filterOf(n *parse.Note) string {
	names := n.Names()
	for _, name := range n.Names() {
		if key := txt.NameKey(name); !slices.Contains(names, key) {
			names = append(names, key)
		}
	}
	return strings.Join(names, " ")
}
