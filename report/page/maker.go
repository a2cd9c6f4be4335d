package page

import (
	"netnotes/index"
	"netnotes/index/network"
	"netnotes/index/public"
	"netnotes/index/query"
	"netnotes/parse/date"
)

// maker holds what the views are made from.
type maker struct {
	Options
	public  *public.Folder // what may leave the folder
	net     *network.Network
	today   date.Date
	people  []*somebody          // by name
	byPath  map[string]*somebody // those on the page
	ids     map[string]string    // the card of each
	secret  *initials            // nil where names stand in full
	chosen  []*index.Person      // as people, for the reports
	talks   []date.Date          // the days of the conversations with them
	members map[*index.Person]*network.Member
}

// somebody is a person on the page.
type somebody struct {
	*network.Member
	number int // in maker.people
	id     string
	circle int // from 1, the largest first; 0 for nobody's
}

// live are those on the page with whom the user spoke in the last two years.
func (m *maker) live() (out []*somebody) {
	for _, who := range m.people {
		if who.Live {
			out = append(out, who)
		}
	}
	return out
}

// Options choose what stands on a page.
type Options struct {
	Query    query.Query // whom to keep; the zero query keeps everybody
	Initials bool        // for somebody else's eyes: initials for names, and no words of the log
	Unread   string      // what could not be read of the folder; empty where all was
}
