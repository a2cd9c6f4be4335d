package app

import (
	"errors"

	"netnotes/index"
	"netnotes/index/query"
	"netnotes/parse/date"
	"netnotes/report/due"
)

// Open finds and reads the folder, and settles which day it is.
func (a *App) Open() (*index.Index, date.Date, error) {
	root, err := a.Find()
	if err != nil {
		return nil, date.Date{}, err
	}
	return a.Read(root)
}

// Read reads the folder at root, and settles which day it is.
func (a *App) Read(root string) (*index.Index, date.Date, error) {
	if a.AsOf != "" {
		return a.readAsOf(root)
	}
	ix, err := a.readNotes(root)
	if err != nil {
		return nil, date.Date{}, Failed("check that you may read it", "%v", err)
	}
	a.SayUnread(ix)
	day, err := a.Day(ix.Settings.DayStarts)
	a.all = ix
	if a.Env.Limit != nil && err == nil {
		ix = a.Env.Limit(ix, day)
	}
	a.Nobody = due.Nobody(ix)
	return ix, day, err
}

// OpenQuery opens the folder for a command whose arguments are a query.
func (a *App) OpenQuery(args []string) (query.Query, *index.Index, date.Date, error) {
	ix, today, err := a.Open()
	if err != nil {
		return query.Query{}, nil, today, err
	}
	q, err := ReadQuery(ix, args)
	return q, ix, today, err
}

// ReadQuery reads a command's arguments as a query.
func ReadQuery(ix *index.Index, args []string) (query.Query, error) {
	q, err := ix.Query(args)
	var bad *query.Error
	if errors.As(err, &bad) {
		return q, Usage(bad.Hint, "%s", bad.Text)
	}
	return q, err
}
