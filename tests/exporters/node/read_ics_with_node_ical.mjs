// Reads a calendar file with node-ical and prints the summaries and start days of its events as JSON.
import ical from "node-ical";

const calendar = ical.sync.parseFile(process.argv[2]);
const events = Object.values(calendar).filter((entry) => entry.type === "VEVENT");
process.stdout.write(JSON.stringify(events.map((event) => ({
  uid: event.uid,
  summary: event.summary,
  day: [event.start.getFullYear(), event.start.getMonth() + 1, event.start.getDate()],
  dateOnly: event.start.dateOnly === true,
}))));
