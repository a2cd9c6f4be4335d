package today

import (
	"github.com/spf13/cobra"

	"netnotes/cmd/internal/cli/app"
	"netnotes/index"
	"netnotes/index/disk"
	"netnotes/index/public"
	"netnotes/index/query"
	"netnotes/parse/date"
	"netnotes/report/exchange"
)

// keptCalendar is a calendar that watch keeps current for other programs.
type keptCalendar struct {
	file      string // empty: none is kept
	alarm     string // as typed
	birthdays bool
	clock     exchange.TimeOfDay
}

func (c *keptCalendar) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.file, "ics", "", "keep this file a calendar of what is due and planned")
	cmd.Flags().StringVar(&c.alarm, "alarm", "", "with --ics: have programs remind at this time of day, such as 09:00")
	cmd.Flags().BoolVar(&c.birthdays, "birthdays", false, "with --ics: birthdays as well, every year")
}

// check reads the flags.
func (c *keptCalendar) check(a *app.App) error {
	if c.alarm != "" {
		var ok bool
		if c.clock, ok = exchange.ParseTimeOfDay(c.alarm); !ok {
			return app.Usage("--alarm 09:00", "not a time of day: %q", c.alarm)
		}
	}
	if c.file == "" && (c.alarm != "" || c.birthdays) {
		return app.Usage("netnotes watch --ics due.ics --alarm 09:00", "--alarm and --birthdays are about the file of --ics")
	}
	if c.file != "" {
		c.file = a.File(c.file)
	}
	return nil
}

// keep writes the calendar where a byte of it differs.
func (c *keptCalendar) keep(a *app.App, ix *index.Index, today date.Date) error {
	if c.file == "" {
		return nil
	}
	public := public.Of(ix)
	calendar := exchange.MakeCalendar(ix, public, today, exchange.Selected(ix, public, today, query.Query{}), c.birthdays)
	calendar.Alarm = c.clock
	if err := disk.KeepOutput(c.file, calendar.Bytes()); err != nil {
		return app.Refused(err)
	}
	return nil
}
