// Package public makes of a folder what of it may leave it.
//
//	public.go  without what is private
//	limit.go   without some fields and notes
package public
