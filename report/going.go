package report

import (
	"netnotes/index"
	"netnotes/parse/date"
	"netnotes/report/form"
)

// Going is somebody the user knows who will be there.
type Going struct {
	form.PersonRef
	Org    string       `json:"org,omitempty"`
	Role   string       `json:"role,omitempty"`
	Spoke  date.Date    `json:"spoke,omitzero"`
	Touch  date.Date    `json:"touch,omitzero"`
	Warmth index.Warmth `json:"warmth"`
}

func goingOf(p *index.Person, c *index.Days) Going {
	return Going{PersonRef: form.RefOf(p), Org: p.Plain("org"), Role: p.Plain("role"), Spoke: c.Spoke, Touch: c.Touch, Warmth: c.Warmth}
}
