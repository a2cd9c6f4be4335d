package intake

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index/disk"
	"netnotes/index/intake"
	"netnotes/parse/date"
	"netnotes/parse/draft"
	"netnotes/parse/intake/calendar"
	"netnotes/parse/intake/csv"
	"netnotes/parse/intake/mail"
	"netnotes/parse/intake/vcard"
	"netnotes/parse/txt"
)

// people is a source whose one file holds people alone.
func people(read func([]byte) (draft.Foreign, error)) func(*importing) (incoming, error) {
	return func(r *importing) (incoming, error) {
		text, err := disk.ReadForeign(r.path())
		if err != nil {
			return incoming{}, app.Refused(err)
		}
		f, err := read(text)
		return incoming{people: f}, err
	}
}

func meFlag(cmd *cobra.Command, o *importOptions) {
	cmd.Flags().StringArrayVar(&o.me, "me", nil, "an address, a name or a LinkedIn profile of yours, where targets.md does not say")
}

func datesFlag(cmd *cobra.Command, o *importOptions) {
	cmd.Flags().StringVar(&o.dates, "dates", "", "the order of dates such as 3/4/2026 where the file leaves it open: dmy or mdy")
}

func linkedInFlags(cmd *cobra.Command, o *importOptions) {
	meFlag(cmd, o)
	datesFlag(cmd, o)
	cmd.Flags().BoolVar(&o.text, "with-text", false, "keep the first 80 characters of a day's last message")
	cmd.Flags().BoolVar(&o.others, "new", false, "make notes of people you only wrote with")
	cmd.Flags().BoolVar(&o.take, "take-jobs", false, "take over new jobs, with a line that says so")
}

// readLinkedIn reads what there is of LinkedIn's archive.
func readLinkedIn(r *importing) (incoming, error) {
	files, err := disk.ReadForeignFiles(r.path(), csv.InArchive)
	if err != nil {
		return incoming{}, app.Refused(err)
	}
	order, err := r.order()
	if err != nil {
		return incoming{}, err
	}
	var texts [][]byte
	for _, f := range files {
		texts = append(texts, f.Text)
	}
	a, err := csv.LinkedInArchive(texts, csv.ArchiveOptions{Me: r.me(), Zone: r.zone(), Order: order, Text: r.options.text})
	return incoming{a.People, a.Told}, err
}

// readCards reads a file of cards, or each of a folder.
func readCards(r *importing) (incoming, error) {
	files, err := disk.ReadForeignFiles(r.path(), func(name string) bool {
		return strings.EqualFold(filepath.Ext(name), ".vcf") && !strings.HasPrefix(name, ".")
	})
	if err != nil {
		return incoming{}, app.Refused(err)
	}
	var in incoming
	for i, f := range files {
		one, err := vcard.Read(f.Text)
		if err != nil && len(files) == 1 {
			return incoming{people: one}, err
		}
		if err != nil {
			one.Unread = append(one.Unread, draft.Unread{Text: f.Name, Why: err.Error()})
		}
		if i == 0 {
			in.people = one
			continue
		}
		in.people.Join(one)
	}
	return in, nil
}

func calendarFlags(cmd *cobra.Command, o *importOptions) {
	meFlag(cmd, o)
	cmd.Flags().StringVar(&o.since, "since", "12m", "take meetings of this long ago at most")
	cmd.Flags().BoolVar(&o.standing, "standing", false, "take repeated meetings with more than three others as well")
}

func readCalendar(r *importing) (incoming, error) {
	files, err := disk.ReadForeignFiles(r.path(), func(name string) bool {
		return strings.EqualFold(filepath.Ext(name), ".ics") && !strings.HasPrefix(name, ".")
	})
	if err != nil {
		return incoming{}, app.Refused(err)
	}
	back, err := date.ParseDuration(r.options.since)
	if err != nil {
		return incoming{}, app.Usage("--since 12m, or 90d", "not a length of time: %q", r.options.since)
	}
	var sources []calendar.Source
	for _, f := range files {
		sources = append(sources, calendar.Source{Name: f.Name, Text: f.Text})
	}
	told, err := calendar.Read(sources, calendar.Options{Me: r.me(), Zone: r.zone(), Today: r.Today, Since: date.Duration{N: -back.N, Unit: back.Unit}.After(r.Today)})
	return incoming{told: told}, err
}

func mailFlags(cmd *cobra.Command, o *importOptions) {
	meFlag(cmd, o)
	cmd.Flags().BoolVar(&o.text, "with-text", false, "keep the subject of a day's last mail")
}

func readMail(r *importing) (incoming, error) {
	tree, base, err := disk.ForeignTree(r.path())
	if err != nil {
		return incoming{}, app.Refused(err)
	}
	step, end := asShown(r.Writing.App, "reading mail")
	defer end()
	told, err := mail.Read(tree, base, mail.Options{Me: r.me(), Zone: r.zone(), Today: r.Today, Text: r.options.text, Known: intake.Knows(r.Index), Step: func(done int) { step(done, 0) }})
	if errors.Is(err, fs.ErrPermission) {
		return incoming{}, app.Failed("allow yourself to read it", "cannot read %s", r.file)
	}
	return incoming{told: told}, err
}

func tableFlags(cmd *cobra.Command, o *importOptions) {
	datesFlag(cmd, o)
	cmd.Flags().StringArrayVar(&o.maps, "map", nil, "what columns become: 'First Name=first,Employer=org', or @FILE with a pair a line")
	cmd.Flags().StringVar(&o.event, "event", "", "who of the table you know joins this event's attendees; nobody is made")
	cmd.Flags().StringArrayVar(&o.meet, "meet", nil, "with --event: put this person under its ## To meet (a name, or all)")
	cmd.Flags().BoolVar(&o.others, "new", false, "with --event: make everybody else a note, as somebody to meet (status: wish)")
}

func readTable(r *importing) (incoming, error) {
	text, err := disk.ReadForeign(r.path())
	if err != nil {
		return incoming{}, app.Refused(err)
	}
	order, err := r.order()
	if err != nil {
		return incoming{}, err
	}
	pairs, err := r.pairs()
	if err != nil {
		return incoming{}, err
	}
	f, err := csv.Table(text, csv.TableOptions{Map: pairs, Order: order, IsField: r.isField})
	return incoming{people: f}, err
}

// isField reports whether some note of the folder has a field of this name.
func (r *importing) isField(name string) bool {
	for _, n := range r.Index.Notes() {
		for i := range n.Fields() {
			if txt.FoldKey(n.Fields()[i].Key) == name {
				return true
			}
		}
	}
	return false
}

// pairs are what --map says: pairs with commas between them, or a file's lines.
func (r *importing) pairs() ([]csv.Pair, error) {
	var out []csv.Pair
	for _, m := range r.options.maps {
		list := strings.Split(m, ",")
		if file, ok := strings.CutPrefix(m, "@"); ok {
			if !filepath.IsAbs(file) {
				file = filepath.Join(r.Env.Cwd, file)
			}
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, app.Failed("check the name after @", "cannot read %s", file)
			}
			list = strings.Split(string(text), "\n")
		}
		for _, pair := range list {
			pair = strings.TrimSpace(pair)
			if pair == "" || strings.HasPrefix(pair, "#") {
				continue
			}
			column, target, ok := strings.Cut(pair, "=")
			if !ok {
				return nil, app.Usage("--map 'First Name=first,Employer=org'", "%q says not what the column becomes", pair)
			}
			out = append(out, csv.Pair{Column: strings.TrimSpace(column), Target: strings.TrimSpace(target)})
		}
	}
	return out, nil
}
