package cli

import (
	"errors"

	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse/date"
	"netnotes/report/due"
)

// open finds and reads the folder, and settles which day it is.
func (a *app) open() (*index.Index, date.Date, error) {
	root, err := a.find()
	if err != nil {
		return nil, date.Date{}, err
	}
	return a.read(root)
}

// read reads the folder at root, and settles which day it is.
func (a *app) read(root string) (*index.Index, date.Date, error) {
	if a.asOf != "" {
		return a.readAsOf(root)
	}
	ix, err := a.readNotes(root)
	if err != nil {
		return nil, date.Date{}, failed("check that you may read it", "%v", err)
	}
	a.sayUnread(ix)
	day, err := a.day(ix.Settings.DayStarts)
	a.all = ix
	if a.env.Limit != nil && err == nil {
		ix = a.env.Limit(ix, day)
	}
	a.nobody = due.Nobody(ix)
	return ix, day, err
}

// openQuery opens the folder for a command whose arguments are a query.
func (a *app) openQuery(args []string) (query.Query, *index.Index, date.Date, error) {
	ix, today, err := a.open()
	if err != nil {
		return query.Query{}, nil, today, err
	}
	q, err := readQuery(ix, args)
	return q, ix, today, err
}

// readQuery reads a command's arguments as a query.
func readQuery(ix *index.Index, args []string) (query.Query, error) {
	q, err := ix.Query(args)
	var bad *query.Error
	if errors.As(err, &bad) {
		return q, usage(bad.Hint, "%s", bad.Text)
	}
	return q, err
}
