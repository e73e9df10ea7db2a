// Opens a page in headless Chromium, uses it as a reader would, and prints what happened as JSON.
// Arguments: the page, and optionally a file for a picture of it.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { withBrowser } from "./browser.mjs";

const [, , page, picture] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

await withBrowser(async (client, folder, { open, run }) => {
  const { Page, Runtime, Network, Log } = client;
  const requests = [], errors = [];
  Network.requestWillBeSent(({ request }) => requests.push(request.url));
  Log.entryAdded(({ entry }) => errors.push(entry.text));
  Runtime.exceptionThrown(({ exceptionDetails }) => errors.push(exceptionDetails.exception?.description || exceptionDetails.text));
  Runtime.consoleAPICalled(({ type, args }) => errors.push(`${type}: ${args.map((arg) => arg.value).join(" ")}`));
  await Promise.all([Page.enable(), Runtime.enable(), Network.enable(), Log.enable()]);
  await open(page);
  const wait = "new Promise((resolve) => setTimeout(resolve, 250))";
  const shown = "[...document.querySelectorAll('ol.events > li')].filter((item) => !item.hidden && !item.closest('[hidden]')).length";
  const set = (name, value) => run(`(async () => {
    const field = document.getElementById("filters").elements[${JSON.stringify(name)}];
    field.value = ${JSON.stringify(value)};
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await ${wait};
    return ${shown};
  })()`);
  const report = { all: await run(shown), titles: await run("[...document.querySelectorAll('.title')].map((title) => title.textContent)") };
  report.documentTitle = await run("document.title");
  report.marks = await run("[...document.querySelectorAll('blockquote mark')].map((mark) => [mark.className, mark.textContent])");
  report.links = await run("[...document.querySelectorAll('cite a')].map((link) => link.href)");
  report.scripts = await run("document.scripts.length");
  const word = process.env.SEARCH || "";
  report.searched = await set("search", word);
  report.nothing = await set("search", "no such words anywhere");
  report.noneShown = await run("!document.getElementById('none').hidden");
  await set("search", "");
  report.byStatus = await set("status", "scheduled");
  report.status = await run("document.getElementById('shown').textContent");
  await set("status", "");
  report.byActor = await run("document.querySelector('[name=actor]').options.length") > 1 ? await set("actor", "0") : null;
  await set("actor", "");
  await set("from", "2025-03-08");
  report.byDate = await set("to", "2025-03-09");
  await run(`(async () => { document.querySelector("button[type=reset]").click(); await ${wait}; })()`);
  report.reset = await run(shown);
  report.opened = await run(`(() => { const one = document.querySelector("details"); one.querySelector("summary").click(); return one.open; })()`);
  report.openAll = await run(`(() => { document.getElementById("open-all").click(); return [...document.querySelectorAll("details")].every((one) => one.open); })()`);
  report.filterTime = await run(`(async () => { const start = performance.now(); document.getElementById("filters").requestSubmit(); return performance.now() - start; })()`);
  await run(axe);
  const small = report.all <= 100;
  const check = async () => (await run("axe.run({ resultTypes: ['violations'] }).then((found) => found.violations.map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]))"));
  report.violations = small ? await check() : [];
  await run("document.getElementById('theme').click()");
  report.theme = await run("document.documentElement.dataset.theme");
  report.darkViolations = small ? await check() : [];
  if (picture) {
    const { data } = await Page.captureScreenshot({ format: "png" });
    writeFileSync(picture, Buffer.from(data, "base64"));
  }
  report.requests = requests.filter((url) => !/^(file|data):/.test(url));
  report.errors = errors;
  process.stdout.write(JSON.stringify(report));
}, "--window-size=1200,900", "about:blank");
