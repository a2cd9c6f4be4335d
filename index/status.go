package index

import "netnotes/parse"

// InNetwork reports whether somebody may be named as a part of the network.
func InNetwork(s parse.Status) bool { return Listed(s) && s != parse.Wish }

// Listed reports whether somebody of a status stands in lists of people.
func Listed(s parse.Status) bool {
	switch s {
	case parse.Archived, parse.Deceased, parse.DoNotContact, parse.Imported:
		return false
	}
	return true
}
