// Loads a file of slides into TimelineJS in headless Chromium and prints what it shows as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { withBrowser } from "./browser.mjs";

const library = readFileSync(createRequire(import.meta.url).resolve("@knight-lab/timelinejs/dist/js/timeline.js"), "utf8");

await withBrowser(async (client, folder, { open, run }) => {
  const { Page, Runtime } = client;
  const page = join(folder, "page.html");
  writeFileSync(page, "<!DOCTYPE html><meta charset='utf-8'><body><div id='here' style='width:900px;height:600px'></div>");
  await Promise.all([Page.enable(), Runtime.enable()]);
  let dialogs = 0;
  Page.javascriptDialogOpening(() => { dialogs += 1; Page.handleJavaScriptDialog({ accept: true }); });
  await open(page);
  await run(`${library}\n;window.library = TL; 0`);
  const slides = JSON.stringify(readFileSync(process.argv[2], "utf8"));
  const report = await run(`(async () => {
    const timeline = new window.library.Timeline("here", JSON.parse(${slides}), { hash_bookmark: false, script_path: location.href });
    for (let waited = 0; waited < 15000 && !timeline.ready; waited += 100) await new Promise((resolve) => setTimeout(resolve, 100));
    return {
      events: timeline.config.events.length,
      errors: timeline.config.messages.errors,
      headlines: timeline.config.events.map((event) => event.text.headline),
      days: timeline.config.events.map((event) => event.start_date.data),
      scripts: document.querySelectorAll("#here script").length,
      ready: timeline.ready,
    };
  })()`);
  report.dialogs = dialogs;
  process.stdout.write(JSON.stringify(report));
});
