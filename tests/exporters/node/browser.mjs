// Opens a page in a headless Chromium with a folder of its own, and closes it without a trace.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import CDP from "chrome-remote-interface";

// Calls `use(client, folder, { open, run })`: `open` loads a file, `run` evaluates an expression in the page.
export async function withBrowser(use, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "timeline-page-"));
  const browser = spawn(
    process.env.CHROMIUM || "chromium",
    ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${join(folder, "profile")}`, ...options],
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
  const { Page, Runtime } = client;
  const open = async (page) => {
    const loaded = Page.loadEventFired();
    await Page.navigate({ url: pathToFileURL(page).href });
    await loaded;
  };
  const run = async (expression) => {
    const { result, exceptionDetails } = await Runtime.evaluate({ expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    return result.value;
  };
  try {
    await use(client, folder, { open, run });
  } finally {
    const gone = new Promise((resolve) => browser.on("exit", resolve));
    await client.Browser.close(); // Asked to close, it ends its children first; killed, they still write into the folder.
    await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
