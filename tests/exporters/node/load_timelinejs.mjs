// Loads a file of slides into TimelineJS in headless Chromium and prints what it shows as JSON.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import CDP from "chrome-remote-interface";

const folder = mkdtempSync(join(tmpdir(), "timelinejs-"));
const library = readFileSync(createRequire(import.meta.url).resolve("@knight-lab/timelinejs/dist/js/timeline.js"), "utf8");
const page = join(folder, "page.html");
writeFileSync(page, "<!DOCTYPE html><meta charset='utf-8'><body><div id='here' style='width:900px;height:600px'></div>");
const browser = spawn(
  process.env.CHROMIUM || "chromium",
  ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${join(folder, "profile")}`],
  { stdio: ["ignore", "ignore", "pipe"] },
);
const port = await new Promise((resolve, reject) => {
  let text = "";
  browser.stderr.on("data", (data) => {
    text += data;
    const match = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(text);
    if (match) resolve(Number(match[1]));
  });
  browser.on("exit", () => reject(new Error(`the browser did not start: ${text}`)));
});
const client = await CDP({ port });
try {
  const { Page, Runtime } = client;
  await Promise.all([Page.enable(), Runtime.enable()]);
  let dialogs = 0;
  Page.javascriptDialogOpening(() => { dialogs += 1; Page.handleJavaScriptDialog({ accept: true }); });
  const loaded = Page.loadEventFired();
  await Page.navigate({ url: pathToFileURL(page).href });
  await loaded;
  const run = async (expression) => {
    const { result, exceptionDetails } = await Runtime.evaluate({ expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  };
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
} finally {
  const gone = new Promise((resolve) => browser.on("exit", resolve));
  await client.Browser.close(); // Asked to close, it ends its children first; killed, they still write into the folder.
  await gone;
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}
