package main

import "strings"

// The words that invented notes are made of. Nobody in them is real.
var (
	firstNames = strings.Fields("Ada Bela Chidi Dunja Emil Freya Gita Hugo Imani Jonas Kofi Leonie Mara Nils Olga Priya Quinn Renée Sami Tove")
	lastNames  = strings.Fields("Park Okafor Lindqvist Vance Horvat Bellweather Oyelaran Ferreira Nakagawa Achterberg Sundqvist Marsh Thibodeaux Ruiz Vandermeer Cole")
	houses     = strings.Fields("Lakeshore Saltmarsh Dunmore Quillfeather Northmere Alder Ridgeback Fernhollow")
	places     = strings.Fields("Dunmore Northmere Alder Ridgeback Saltmarsh Fernhollow")
	roles      = strings.Fields("Cataloguer Archivist Director Conservator Lecturer Librarian Editor Curator")
	levels     = strings.Fields("student early mid senior lead director")
	sectors    = strings.Fields("academic public school special law health archives museum government vendor")
	ways       = strings.Fields("event class work group online introduced self cold")
	tags       = strings.Fields("friend press alumni mentor chess choir cello oral-history web-archiving reading-group")
	kinds      = strings.Fields("call coffee lunch email met message walk note")
	lineTags   = []string{"", "", "", "", " #gave", " #got", " #asked"}
	common     = strings.Fields("storage costs of web archives talked about the new reading room and a harbour map she is cataloguing sent two samples asked for an introduction to the committee plans to hire next spring mentioned a book on oral history wants feedback on the draft policy")
	syllables  = strings.Fields("bram cal dor fen gar hol ith kel lor mun nor oth pel quor ras sel tam ull ver wyn")
)

// rhythms are cadences as they are written, and in days.
var rhythms = []struct {
	text string
	days int
}{{"1w", 7}, {"2w", 14}, {"30d", 30}, {"30d", 30}, {"2m", 60}, {"90d", 90}, {"90d", 90}, {"6m", 180}, {"1y", 365}}

// name is a name of its own for every number, in letters.
func name(i int) string {
	middle := ""
	for k := i / (len(firstNames) * len(lastNames)); k > 0; k /= 20 {
		middle += strings.ToLower(firstNames[k%20][:2])
	}
	if middle != "" {
		middle = strings.ToUpper(middle[:1]) + middle[1:] + " "
	}
	return firstNames[i%len(firstNames)] + " " + middle + lastNames[i/len(firstNames)%len(lastNames)]
}

// topic is the name of something invented: 8,000 of them, so that some stand in
// a handful of notes however many there are.
func topic(i int) string {
	return syllables[i%20] + syllables[i/20%20] + syllables[i/400%20]
}
