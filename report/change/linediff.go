package change

import (
	"fmt"
	"strings"
)

// diffLine is a line of two versions of a text: in both (' '), only in the old
// ('-') or only in the new ('+').
type diffLine struct {
	op     byte
	number int // in the new text; of a removed line, in the old
	old    int // in the old text, or where the line would stand there
	text   string
}

// maxTable bounds the table of the comparison; larger differences are shown as
// one block.
const maxTable = 4 << 20

// diffLines compares two texts line by line: what they begin and end with
// alike, and between that a longest common subsequence.
func diffLines(before, after []byte) []diffLine {
	a, b := splitLines(before), splitLines(after)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []diffLine
	add := func(op byte, i, j int) {
		switch op {
		case '-':
			out = append(out, diffLine{op, i + 1, i + 1, a[i]})
		default:
			out = append(out, diffLine{op, j + 1, i + 1, b[j]})
		}
	}
	for i := range head {
		add(' ', i, i)
	}
	common(a[head:len(a)-tail], b[head:len(b)-tail], func(op byte, i, j int) { add(op, i+head, j+head) })
	for i := range tail {
		add(' ', len(a)-tail+i, len(b)-tail+i)
	}
	return out
}

// common walks two lists of lines along a longest common subsequence, removed
// lines before added ones.
func common(a, b []string, add func(op byte, i, j int)) {
	i, j := 0, 0
	if (len(a)+1)*(len(b)+1) <= maxTable {
		longest := subsequences(a, b)
		for i < len(a) && j < len(b) {
			switch {
			case a[i] == b[j]:
				add(' ', i, j)
				i, j = i+1, j+1
			case longest[i+1][j] >= longest[i][j+1]:
				add('-', i, j)
				i++
			default:
				add('+', i, j)
				j++
			}
		}
	}
	for ; i < len(a); i++ {
		add('-', i, j)
	}
	for ; j < len(b); j++ {
		add('+', i, j)
	}
}

// subsequences holds for every pair of ends how long their longest common
// subsequence is.
func subsequences(a, b []string) [][]int32 {
	table := make([][]int32, len(a)+1)
	for i := range table {
		table[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}

// splitLines splits at LF, CRLF and lone CR, without the endings.
func splitLines(text []byte) []string {
	if len(text) == 0 {
		return nil
	}
	s := strings.ReplaceAll(strings.ReplaceAll(string(text), "\r\n", "\n"), "\r", "\n")
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// hunk is a part of a difference with three lines around it.
type hunk struct{ lines []diffLine }

const context = 3

func hunks(lines []diffLine) []hunk {
	var out []hunk
	end := -1 // of the last hunk, in lines
	for i, l := range lines {
		if l.op == ' ' {
			continue
		}
		start := max(i-context, 0)
		if end < 0 || start > end {
			out = append(out, hunk{})
		} else {
			start = end
		}
		last := &out[len(out)-1]
		if i >= end {
			last.lines = append(last.lines, lines[max(start, end):i+1]...)
			end = i + 1
		}
		// What follows up to the next change or three lines further.
		for end < len(lines) && end <= i+context && lines[end].op == ' ' {
			last.lines = append(last.lines, lines[end])
			end++
		}
	}
	return out
}

// header is the line "@@ -1,4 +1,5 @@".
func (h hunk) header() string {
	oldStart, newStart, oldCount, newCount := 0, 0, 0, 0
	for _, l := range h.lines {
		if oldStart == 0 {
			oldStart = l.old
		}
		if newStart == 0 && l.op != '-' {
			newStart = l.number
		}
		if l.op != '+' {
			oldCount++
		}
		if l.op != '-' {
			newCount++
		}
	}
	if oldCount == 0 {
		oldStart--
	}
	return fmt.Sprintf("@@ -%d,%d +%d,%d @@", oldStart, oldCount, newStart, newCount)
}
