// Package exchange writes contacts and days for other programs: address books
// (vcard.go), calendars (ical.go), and tables and whole networks (export.go).
// foldline.go writes the lines that the first two have in common.
package exchange
