// Package vcard reads address books: vCard 2.1, 3.0 and 4.0 as phones, mail
// programs and other services write them.
//
// read.go finds the cards among the content lines, card.go makes a draft of a
// note of each. Whatever cannot be read is reported with its line, and one bad
// card never stops the file.
package vcard
