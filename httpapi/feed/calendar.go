package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
	_ "time/tzdata" // the alarms' London time, also where the machine has no time zones

	ics "github.com/arran4/golang-ical"
)

const (
	productID   = "-//boroughgraph//renewals//EN"
	calendarEnd = "END:VCALENDAR\r\n"
	refreshEach = "P1D"       // how often to read a subscribed calendar again
	startSuffix = "-start-by" // of the event of the day to begin work, and of the alarm
	alarmHour   = 9           // in London
	maxTitle    = 500         // runes of a title in a summary
)

// zone is the time zone of the boroughs. Every calendar has it, because RFC 5545 does not allow a
// calendar without a component, and a borough may have no renewals.
const zone = "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n" +
	"BEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n" +
	"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\nEND:STANDARD\r\n" +
	"BEGIN:DAYLIGHT\r\nDTSTART:19810329T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n" +
	"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\nEND:DAYLIGHT\r\n" +
	"END:VTIMEZONE\r\n"

// london is the time zone of the alarms.
var london = func() *time.Location {
	at, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // time/tzdata has it
	}
	return at
}()

// whyDate describes each kind of date, for the title of an event.
var whyDate = map[string]string{
	"ANNIVERSARY":        "last day of a rolling contract's year",
	"BREAK":              "can be broken",
	"END":                "ends",
	"EXTENSION_DECISION": "last day to take an option",
	"FINAL_END":          "ends for good",
	"NOTICE_DEADLINE":    "last day to give notice",
	"OPTION_END":         "ends if options are taken",
}

// calendar writes renewals as an iCalendar (RFC 5545). Each contract and exit point is an all-day
// event, and so is the day on which work for it must begin: Google and Outlook ignore the alarms of
// subscribed calendars.
type calendar struct {
	*request
	format *ics.SerializationConfiguration
	begun  bool
}

func newCalendar(r *request) (file, error) {
	return &calendar{request: r, format: &ics.SerializationConfiguration{
		MaxLength: 75, PropertyMaxLength: 75, NewLine: string(ics.WithNewLineWindows),
	}}, nil
}

func (c *calendar) header() http.Header {
	return http.Header{
		"Content-Type":        {"text/calendar; charset=utf-8"},
		"Content-Disposition": {`inline; filename="renewals.ics"`},
	}
}

func (c *calendar) rows(w http.ResponseWriter, nodes []json.RawMessage) error {
	if err := c.begin(w); err != nil {
		return err
	}
	for _, node := range nodes {
		var r renewal
		if err := json.Unmarshal(node, &r); err != nil {
			return err
		}
		events, err := c.events(r)
		if err != nil {
			return err
		}
		for _, event := range events {
			if err := event.SerializeTo(w, c.format); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin writes the calendar's own properties on the first call.
func (c *calendar) begin(w io.Writer) error {
	if c.begun {
		return nil
	}
	c.begun = true
	cal := ics.NewCalendar()
	cal.SetProductId(productID)
	cal.SetName("Contract renewals")
	cal.SetXWRCalName("Contract renewals")
	cal.SetRefreshInterval(refreshEach)
	cal.SetXPublishedTTL(refreshEach)
	text := cal.Serialize(c.format)
	_, err := io.WriteString(w, strings.TrimSuffix(text, calendarEnd)+zone)
	return err
}

func (c *calendar) end(w http.ResponseWriter) error {
	_, err := io.WriteString(w, calendarEnd)
	return err
}

// uid returns an id made of the contract, the kind and the exit point's position, but not its
// date. When a date changes, the event moves and readers don't show a second one.
func uid(r renewal, suffix string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", r.Contract.ID, r.Kind, r.Position))
	return hex.EncodeToString(sum[:16]) + suffix + "@boroughgraph"
}

// events returns the event of the date and the event of the day to begin work.
func (c *calendar) events(r renewal) ([]*ics.VEvent, error) {
	day, err := time.Parse(time.DateOnly, r.Date)
	if err != nil {
		return nil, err
	}
	start, err := time.Parse(time.DateOnly, r.StartBy)
	if err != nil {
		return nil, err
	}
	stamp, err := time.Parse(time.DateOnly, string(c.asOf))
	if err != nil {
		return nil, err
	}
	e := allDay(uid(r, ""), day, stamp, r)
	e.SetSummary(summary(r))
	begin := allDay(uid(r, startSuffix), start, stamp, r)
	begin.SetSummary("Begin work: " + summary(r) + " on " + r.Date)
	alarm := e.AddAlarm()
	alarm.SetProperty(ics.ComponentPropertyUniqueId, e.Id()+startSuffix)
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetDescription("The work for this must begin: " + summary(r))
	rings := time.Date(start.Year(), start.Month(), start.Day(), alarmHour, 0, 0, 0, london)
	alarm.SetTrigger(rings.UTC().Format("20060102T150405Z"), ics.WithValue("DATE-TIME"))
	return []*ics.VEvent{e, begin}, nil
}

// allDay returns an event of a day. Its stamp is the calendar's day, so that two answers of one day
// are equal.
func allDay(id string, day, stamp time.Time, r renewal) *ics.VEvent {
	e := ics.NewEvent(id)
	e.SetDtStampTime(stamp)
	e.SetLastModifiedAt(stamp)
	e.SetAllDayStartAt(day)
	e.SetAllDayEndAt(day.AddDate(0, 0, 1)) // an event's end is exclusive
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetDescription(description(r))
	if address := webAddress(r.Contract.Evidence); address != "" {
		e.SetURL(address)
	}
	return e
}

// webAddress returns the first web address at which a source can be read, or "".
func webAddress(evidence []reading) string {
	for _, e := range evidence {
		if strings.HasPrefix(e.Address, "https://") || strings.HasPrefix(e.Address, "http://") {
			return e.Address
		}
	}
	return ""
}

// subject returns what to call a contract: its title, else its systems, else its id.
func subject(c contract) string {
	for _, text := range []string{c.Title, each(c.Systems, name)} {
		if text != "" {
			runes := []rune(text)
			return string(runes[:min(len(runes), maxTitle)])
		}
	}
	return c.ID
}

func summary(r renewal) string {
	return fmt.Sprintf("%s: %s: %s", r.Contract.parties(), subject(r.Contract), whyDate[r.Kind])
}

// description returns the fields of a row, one a line. A field that is not known is left out, but
// the last day to act is "not known".
func description(r renewal) string {
	lines := []string{"Contract: " + r.Contract.ID}
	say := func(what, value string) {
		if value != "" {
			lines = append(lines, what+": "+value)
		}
	}
	say("Suppliers", r.Contract.suppliers())
	say("Systems", each(r.Contract.Systems, name))
	say("Work must begin by (worked out)", r.StartBy)
	if r.ActBy == "" {
		say("Last day to act", "not known")
	} else {
		say("Last day to act", r.ActBy)
	}
	say("Exit that it is about", r.ExitDate)
	say("Options to take to come this far", number(r.OptionsToTake))
	if r.Assumed {
		lines = append(lines, "Assumed: it is not known whether its option can still be taken")
	}
	if r.Derived {
		lines = append(lines, "The date is worked out, not stated")
	}
	for _, c := range sources(func(r renewal) []reading { return r.Contract.Evidence }) {
		say(c.name, c.text(r))
	}
	return strings.Join(lines, "\n")
}
