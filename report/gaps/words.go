package gaps

import (
	"netnotes/index/network"
	"netnotes/report/form"
)

func memberNames(members []*network.Member) string {
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return form.JoinNames(names)
}

// heard says when the user last spoke with somebody, or met them where nothing
// else is known.
func heard(m *network.Member) string {
	if len(m.Conversations) == 0 {
		return "you met " + form.Ago(m.Ago)
	}
	return "you spoke " + form.Ago(m.Ago)
}
