package form

import (
	"bytes"
	"slices"
	"strings"
)

// Table aligns cells; where the terminal is too narrow, the widest columns
// give way first, and then each row becomes a few lines. Read aloud, a row is a
// sentence.
func Table(titles []string, cells [][]string, style Style) []byte {
	p := Painter{Style: style}
	widths, fits := columnWidths(titles, cells, style.Width)
	switch {
	case style.Plain:
		for _, row := range cells {
			p.Line(strings.Join(named(titles, row), "; "))
		}
		return p.Bytes()
	case style.Stacked() || !fits:
		for _, row := range cells {
			for i, cell := range named(titles, row) {
				p.Line(strings.Repeat(" ", 3*min(i, 1)), p.Mark(map[bool]string{true: Bold}[i == 0], cell))
			}
		}
		return p.Bytes()
	}
	var line []byte
	write := func(row []string, code string) {
		line = line[:0]
		gap := 0
		for i, cell := range row {
			if cell = Cut(cell, widths[i]); cell != "" {
				for ; gap > 0; gap-- {
					line = append(line, ' ')
				}
				line = append(line, cell...)
			}
			gap += widths[i] - Width(cell) + 2
		}
		p.Line(p.Mark(code, string(bytes.TrimRight(line, " "))))
	}
	write(titles, Dim)
	for _, row := range cells {
		write(row, "")
	}
	return p.Bytes()
}

// narrowestColumn is how narrow a column of a table may become.
const narrowestColumn = 8

// columnWidths are the widths of a table's columns, and whether they fit into so
// many columns of the screen; 0 for no limit.
func columnWidths(titles []string, cells [][]string, room int) (widths []int, fits bool) {
	widths = make([]int, len(titles))
	for i, title := range titles {
		widths[i] = Width(title)
	}
	for _, row := range cells {
		for i, cell := range row {
			widths[i] = max(widths[i], Width(cell))
		}
	}
	for room > 0 && sum(widths)+2*(len(widths)-1) > room {
		widest := slices.Index(widths, slices.Max(widths))
		if widths[widest] <= narrowestColumn {
			return widths, false
		}
		widths[widest]--
	}
	return widths, true
}

// named are the cells of a row that hold something, all but the first behind the
// title of their column.
func named(titles, row []string) (out []string) {
	for i, cell := range row {
		switch {
		case cell == "" && i > 0:
		case i == 0 || titles[i] == "":
			out = append(out, cell)
		default:
			out = append(out, strings.ToLower(titles[i])+": "+cell)
		}
	}
	return out
}

func sum(ns []int) int {
	total := 0
	for _, n := range ns {
		total += n
	}
	return total
}
