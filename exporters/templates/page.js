"use strict";
(() => {
  const root = document.documentElement;
  root.classList.remove("no-script");
  const form = document.getElementById("filters");
  const status = document.getElementById("shown");
  const none = document.getElementById("none");
  const years = [...document.querySelectorAll("section.year")];
  const events = [...document.querySelectorAll("ol.events > li")].map((item) => ({
    item,
    details: item.querySelector("details"),
    start: item.dataset.start,
    end: item.dataset.end,
    status: item.dataset.status,
    actors: item.dataset.actors.split(" "),
    sources: item.dataset.sources.split(" "),
    text: null,
  }));
  const number = new Intl.NumberFormat("en");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (event) => (event.text ??= plain(event.item.textContent.replace(/\s+/g, " ")));

  // Signed years sort as text only when all have the same number of digits and none is before year 0.
  const day = (text, open) => {
    if (!text) return open;
    const match = /^(-?)(\d+)-(\d\d)-(\d\d)$/.exec(text);
    return match ? (match[1] ? -1 : 1) * Number(match[2]) * 10000 + Number(match[3]) * 100 + Number(match[4]) : open;
  };

  function filter() {
    const words = plain(form.elements.search.value).split(/\s+/).filter(Boolean);
    const wanted = {
      actor: form.elements.actor.value, source: form.elements.source.value, status: form.elements.status.value,
      from: day(form.elements.from.value, -Infinity), to: day(form.elements.to.value, Infinity),
    };
    let shown = 0;
    for (const event of events) {
      const visible =
        (!wanted.actor || event.actors.includes(wanted.actor)) &&
        (!wanted.source || event.sources.includes(wanted.source)) &&
        (!wanted.status || event.status === wanted.status) &&
        day(event.end, Infinity) >= wanted.from &&
        day(event.start, -Infinity) <= wanted.to &&
        words.every((word) => textOf(event).includes(word));
      event.item.hidden = !visible;
      shown += visible;
    }
    for (const year of years) year.hidden = !year.querySelector("ol.events > li:not([hidden])");
    none.hidden = shown > 0;
    status.textContent = shown === events.length
      ? `${number.format(shown)} events`
      : `${number.format(shown)} of ${number.format(events.length)} events`;
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.elements.search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { form.elements.search.value = ""; filter(); }
  });

  const visible = () => events.filter((event) => !event.item.hidden);
  document.getElementById("open-all").addEventListener("click", (event) => {
    const open = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", String(open));
    for (const one of visible()) one.details.open = open;
  });
  document.getElementById("theme").addEventListener("click", (event) => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    event.currentTarget.setAttribute("aria-pressed", String(!dark));
  });

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }
  document.querySelector("main").addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.actor !== undefined) {
      form.elements.actor.value = button.dataset.actor;
      filter();
      form.elements.actor.focus();
    } else if (button.classList.contains("cite")) {
      await copy(button.closest(".more").querySelector(".citation").textContent.trim());
      const before = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = before; }, 1500);
    }
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = visible().filter((event) => !event.details.open);
    for (const event of opened) event.details.open = true;
  });
  addEventListener("afterprint", () => { for (const event of opened) event.details.open = false; });

  function follow() {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches("li")) target.querySelector("details").open = true;
  }
  addEventListener("hashchange", follow);
  follow();
  filter();
})();
