package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// goals are the rows of the table by their numbers. Row 13 needs two folders,
// and is growth.
var goals = []struct {
	row     int
	measure func(*folder) error
}{
	{1, (*folder).warm},
	{2, (*folder).newDay},
	{3, (*folder).changes},
	{4, (*folder).questions},
	{5, (*folder).writing},
	{6, (*folder).first},
	{7, (*folder).search},
	{8, (*folder).memory},
	{9, (*folder).watch},
	{10, (*folder).starting},
	{11, (*folder).past},
	{12, (*folder).others},
	{14, (*folder).dropped},
	{15, (*folder).large},
}

func (f *folder) warm() error {
	return f.pair(1, f.due(), f.gitStatus(), atMost(limits(1.2, 0.95, 0.9)))
}

// newDay is what the first prompt of a day does.
func (f *folder) newDay() error {
	return f.unasked(2, atMost(always(1.15)), f.netnotes("--today", "2026-07-01", "due").called("due, unchanged, on a new day"))
}

// questions asks each command what was never asked before, of notes that are as
// they were.
func (f *folder) questions() error {
	who := f.note
	err := f.unasked(4, atMost(always(1.5)),
		f.netnotes("list"), f.netnotes("list", "tag:"+f.tag), f.netnotes("list", "spoke:>90d"), f.netnotes("show", who), f.netnotes("why", who),
		f.netnotes("prep", who), f.netnotes("path", who), f.netnotes("interviews"), f.netnotes("check"))
	if err != nil {
		return err
	}
	return f.unasked(4, atMost(always(2)), f.netnotes("gaps"), f.netnotes("review"))
}

// first answers for the first time ever, and remembers; and without remembering.
func (f *folder) first() error {
	g := atMost(limits(2.2, 3, 3.5))
	if err := f.pair(6, f.firstRun(), f.ripgrep(), g); err != nil {
		return err
	}
	return f.pair(6, f.netnotes("due", "--no-cache"), f.ripgrep(), g)
}

// search looks for words whose answer is not remembered. One word is in a
// handful of notes, the other in every second.
func (f *folder) search() error {
	for _, w := range []struct {
		word
		most float64
	}{{f.few, 1.2}, {f.many, 1.3}} {
		ours, err := f.knowingDue(f.netnotes("list", w.text).called(fmt.Sprintf("list %s (in %s notes)", w.text, thousands(w.notes))))
		if err != nil {
			return err
		}
		if err := f.pair(7, ours, f.other("rg", "-i", w.text), atMost(always(w.most))); err != nil {
			return err
		}
	}
	return nil
}

// starting is what a program takes to do next to nothing, and what somebody
// waits for the rest of a name.
func (f *folder) starting() error {
	version := f.netnotes("--version")
	if err := f.pair(10, version, f.other("git", "--version"), atMostOfCPU(always(2))); err != nil {
		return err
	}
	var took []float64
	for range 4 * f.runs {
		c, err := f.run(version)
		if err != nil {
			return err
		}
		took = append(took, 1000*c.cpu)
	}
	g, cpu := unit("ms", always(4.5)), median(took)
	f.line(line{number: 10, what: "--version: time of processors", ours: g.show(cpu), goal: g, value: cpu})
	complete := f.netnotes("__complete", "log", f.namePrefix())
	return f.unasked(10, atMost(always(1)), complete.called(fmt.Sprintf("log %q, completed", f.namePrefix())))
}

// dropped has nothing of any file in memory at the start of each run: not the
// notes, not what netnotes or git remember, not the programs.
func (f *folder) dropped() error {
	const pages = "/proc/sys/vm/drop_caches"
	what := "due, unchanged, page cache dropped"
	drop := func() error {
		if _, err := f.run(f.other("sync")); err != nil {
			return err
		}
		return os.WriteFile(pages, []byte("3\n"), 0)
	}
	if os.Geteuid() != 0 || drop() != nil {
		f.cannot(14, what, "", "the page cache can only be dropped by root, on Linux")
		return nil
	}
	ours := f.due().called(what).after(drop)
	if err := f.pair(14, ours, f.ripgrep().after(drop), faster(limits(0, 8, 0))); err != nil {
		return err
	}
	return f.pair(14, ours, f.gitStatus().after(drop), atMost(limits(0, 1.3, 0)))
}

// large makes the page of a folder, and previews a file of ten thousand people.
func (f *folder) large() error {
	page := f.netnotes("page", "-o", filepath.Join(f.work, "page.html"))
	if err := f.timed(15, page.called("page"), unit("ms", limits(500, 0, 0))); err != nil {
		return err
	}
	const people = 10_000
	file := filepath.Join(f.work, "connections.csv")
	if err := writeConnections(file, people); err != nil {
		return err
	}
	preview := f.netnotes("import", "linkedin", file).called(fmt.Sprintf("import of %s rows, previewed", thousands(people)))
	if err := f.timed(15, preview, unit("ms", always(500))); err != nil {
		return err
	}
	return f.peak(15, preview, unit("MB", always(100)))
}

// growth compares each folder with one ten times as small, where both are there.
func growth(folders []*folder) error {
	for _, large := range folders {
		for _, small := range folders {
			if large.contacts != 10*small.contacts {
				continue
			}
			fmt.Fprintf(large.out, "\n%s contacts against %s\n\n", thousands(large.contacts), thousands(small.contacts))
			for _, sides := range [][2]side{{large.due(), small.due()}, {large.firstRun(), small.firstRun()}, {large.netnotes("gaps"), small.netnotes("gaps")}} {
				if err := large.pair(13, sides[0], sides[1].called(thousands(small.contacts)+" contacts"), atMost(limits(0, 0, 11))); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
