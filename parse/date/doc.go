// Package date reads days as people write them: 2026-03-04, 4 March 2026, 3/4/2026
// where the folder says what it means, 2026-03, "tomorrow", "next friday", +6w. What
// looks like a day and is none comes back as an Error that says what may be meant.
// Today is always an argument: nothing here reads a clock.
//
//	date.go     a Date, a When (a day, a month, a year or a range), lengths of time
//	            and rhythms
//	days.go     written days at the start of a text
//	around.go   what may stand around one: brackets, a weekday, a link
//	spoken.go   days as they are said: yesterday, last tuesday, in two weeks
//	clock.go    times of the day
//	dayword.go  words for days, weekdays and months
package date
