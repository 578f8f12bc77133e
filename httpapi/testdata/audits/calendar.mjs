// Reads the iCalendar file named, refuses what RFC 5545 does, and prints its events, one JSON
// object a line: uid, start, end, summary and the alarm's UID and trigger.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const alarm = component.getFirstSubcomponent('valarm');
  console.log(JSON.stringify({
    uid: event.uid,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    allDay: event.startDate.isDate,
    summary: event.summary,
    alarm: alarm?.getFirstPropertyValue('uid') ?? '',
    trigger: alarm?.getFirstPropertyValue('trigger').toString() ?? '',
  }));
}
