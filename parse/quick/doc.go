// Package quick reads quick notes as they are typed on the way: perhaps a day, what
// happened, a name, and what is worth remembering. It never fails: where there is no
// name, Names is empty.
package quick
