// Package vcard reads address books: vCard 2.1, 3.0 and 4.0 as phones, mail
// programs and other services write them.
//
// line.go knows content lines: folding, soft breaks, parameters, encodings and
// charsets. card.go makes a draft of a note of each card. Whatever cannot be
// read is reported with its line, and one bad card never stops the file.
package vcard
