package page

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// marksOf are the places of the people in a picture, by name.
func marksOf(t *testing.T, page []byte) map[string]point {
	t.Helper()
	out := map[string]point{}
	for _, m := range regexp.MustCompile(`<title>([^<]*)</title>(?:<circle[^>]*>)?<use href="#m\w+" x="([\d.-]+)" y="([\d.-]+)"`).FindAllStringSubmatch(string(page), -1) {
		x, errX := strconv.ParseFloat(m[2], 64)
		y, errY := strconv.ParseFloat(m[3], 64)
		if errX != nil || errY != nil {
			t.Fatal(errX, errY)
		}
		out[m[1]] = point{x, y}
	}
	return out
}

// TestSteady takes one person away: the others stay about where they were, by the
// median within a twentieth of the width.
func TestSteady(t *testing.T) {
	before := marksOf(t, pageOf(t, practice(t), Options{}))
	if len(before) < 30 {
		t.Fatalf("only %d marks", len(before))
	}
	for _, gone := range []string{"aroha-ngata", "sanna-oduya", "hollis-tran", "gwen-ashdown", "renee-thibodeaux"} {
		dir := practice(t)
		if err := os.Remove(filepath.Join(dir, "contacts", gone+".md")); err != nil {
			t.Fatal(err)
		}
		var moved []float64
		for name, p := range marksOf(t, pageOf(t, dir, Options{})) {
			if q, there := before[name]; there {
				moved = append(moved, math.Hypot(p.x-q.x, p.y-q.y)/sheetWidth)
			}
		}
		slices.Sort(moved)
		median := moved[len(moved)/2]
		if median > 0.05 {
			t.Errorf("without %s the others move by %.1f %%", gone, 100*median)
		}
	}
}

// TestCutters holds those who keep a graph together against trying each one out.
func TestCutters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 14).Draw(t, "nodes")
		near := make([][]int32, n)
		for range rapid.IntRange(0, 2*n).Draw(t, "ties") {
			a, b := rapid.IntRange(0, n-1).Draw(t, "a"), rapid.IntRange(0, n-1).Draw(t, "b")
			if a != b && !slices.Contains(near[a], int32(b)) {
				near[a], near[b] = append(near[a], int32(b)), append(near[b], int32(a))
			}
		}
		var want []int
		for u := range n {
			if partsWithout(near, u, bridgeParts) > 1 {
				want = append(want, u)
			}
		}
		if got := cutters(near, bridgeParts); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", near, got, want)
		}
	})
}

// partsWithout counts the parts of so many nodes into which the component of u
// falls without it.
func partsWithout(near [][]int32, u, least int) (parts int) {
	seen := make([]bool, len(near))
	seen[u] = true
	for _, start := range near[u] {
		if seen[start] {
			continue
		}
		seen[start] = true
		queue := []int32{start}
		for i := 0; i < len(queue); i++ {
			for _, v := range near[queue[i]] {
				if !seen[v] {
					seen[v] = true
					queue = append(queue, v)
				}
			}
		}
		if len(queue) >= least {
			parts++
		}
	}
	return parts
}

// TestNamesApart places names around many marks: those that stay lie on no other.
func TestNamesApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "marks")
		at, labels := make([]point, n), make([]label, n)
		for i := range n {
			at[i] = point{float64(rapid.IntRange(0, 400).Draw(t, "x")), float64(rapid.IntRange(0, 300).Draw(t, "y"))}
			labels[i] = label{at: i, width: float64(rapid.IntRange(10, 160).Draw(t, "width")), ties: i % 5, reach: markRadius}
		}
		placeNames(at, func(int) float64 { return markRadius }, nil, labels)
		for i, a := range labels {
			for _, b := range labels[:i] {
				if !a.gone && !b.gone && a.places(at[a.at])[a.place].overlap(b.places(at[b.at])[b.place]) > 0 {
					t.Fatal("two names lie on each other")
				}
			}
		}
	})
}

// TestPack lays boxes on a sheet: none lies on another, and none sticks out at the
// side unless it is wider than the sheet.
func TestPack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := make([]point, rapid.IntRange(0, 25).Draw(t, "boxes"))
		for i := range sizes {
			sizes[i] = point{float64(rapid.IntRange(20, 900).Draw(t, "width")), float64(rapid.IntRange(20, 500).Draw(t, "height"))}
		}
		at, depth := pack(sizes)
		var laid []box
		for i, p := range at {
			b := box{p.x, p.y, p.x + sizes[i].x, p.y + sizes[i].y}
			if b.left < sheetEdge-0.1 || b.right > sheetWidth-sheetEdge+0.1 || b.bottom > depth+0.1 {
				t.Fatalf("%v sticks out", b)
			}
			for _, o := range laid {
				if b.overlap(o) > 0 {
					t.Fatalf("%v lies on %v", b, o)
				}
			}
			laid = append(laid, b)
		}
	})
}

func TestSlug(t *testing.T) {
	for path, want := range map[string]string{"contacts/ada-park.md": "contacts-ada-park", "People/Ada Park.markdown": "people-ada-park", "山田.md": "-", "a_(1).md": "a-1-", "x.md.md": "x-md"} {
		if got := slug(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for text, want := range map[string]bool{"https://a.example/x?y=1": true, "HTTP://a.example": true, " https://a.example ": true, "java\tscript:alert(1)": false, "JavaScript:alert(1)": false,
		"//a.example": false, "data:text/html,x": false, "http://": false, "ms-msdt:x": false, "blob:https://a.example": false, "https:/a": false} {
		if _, ok := webAddress(text); ok != want {
			t.Errorf("%q: %v", text, ok)
		}
	}
	for text, want := range map[string]bool{"ada@a.example": true, "ada@a.example?cc=x@b.example": false, "a b@c.example": false, "@": false, "<ada@a.example>": false} {
		if _, ok := mailAddress(text); ok != want {
			t.Errorf("%q: %v", text, ok)
		}
	}
	for text, want := range map[string]string{"+49 (30) 123-4": "+49301234", "0312": "0312", "call me": "", "1;ext=2": "", "12": ""} {
		if got, ok := telNumber(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestOutward(t *testing.T) {
	for text, want := range map[string]string{
		"see https://a.example/x, then":          "see |https://a.example/x|, then",
		"a [survey](https://a.example/s) of it":  "a |survey| of it",
		"http and https are no addresses":        "http and https are no addresses",
		"[x](javascript:alert(1)) (https://b.c)": "[x](javascript:alert(1)) (|https://b.c|)",
	} {
		var got []string
		for _, w := range outward(text) {
			got = append(got, w.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
