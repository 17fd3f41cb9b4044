"use strict";
// From a value to its words and back. The page works without this script too: it only adds ways to move about.
(() => {
  const items = [...document.querySelectorAll("li[data-i]")];
  const marks = [...document.querySelectorAll("mark")];
  const frames = [...document.querySelectorAll("g[data-v]")]; // around words on the pictures of the pages
  const byValue = new Map(items.map((item) => [item.dataset.i, { item, marks: [], frames: [] }]));
  for (const mark of marks) for (const value of mark.dataset.v.split(" ")) byValue.get(value)?.marks.push(mark);
  for (const frame of frames) for (const value of frame.dataset.v.split(" ")) byValue.get(value)?.frames.push(frame);
  const field = (name) => document.querySelector(`[name=${name}]`);
  const filters = { unit: field("unit"), field: field("field"), confidence: field("confidence"), words: field("words") };
  const view = field("view");
  const count = document.querySelector("output");
  let now = null;
  let place = 0;

  const shown = () => items.filter((item) => !item.hidden);
  const passes = (item) => {
    const { unit, field, confidence, words } = filters;
    const units = JSON.parse(item.dataset.units);
    if (unit.value && !units.includes(unit.value)) return false;
    if (field.value && item.dataset.field !== field.value) return false;
    if (confidence.value === "check" ? !("check" in item.dataset) : confidence.value && item.dataset.confidence !== confidence.value) return false;
    return !words.value || item.textContent.includes(words.value.trim());
  };
  const filter = () => {
    for (const item of items) item.hidden = !passes(item);
    for (const list of document.querySelectorAll("nav section")) list.hidden = !list.querySelector("li:not([hidden])");
    for (const mark of [...marks, ...frames]) mark.classList.toggle("off", mark.dataset.v.split(" ").every((value) => byValue.get(value)?.item.hidden));
    count.textContent = `${shown().length} / ${items.length} 项`;
    if (now?.item.hidden) clear();
  };
  const clear = () => {
    now?.item.classList.remove("now");
    now?.item.removeAttribute("aria-current");
    for (const mark of [...(now?.marks ?? []), ...(now?.frames ?? [])]) mark.classList.remove("now");
    now = null;
  };
  const showView = (name) => {
    if (view) view.value = name;
    document.body.dataset.view = name;
  };
  const onPages = () => document.body.dataset.view === "pages";
  // a value may stand in several places: pieces that follow each other directly are one place
  const places = (entry) =>
    onPages() ? entry.frames : entry.marks.filter((mark, at) => !at || mark.previousElementSibling !== entry.marks[at - 1]);
  const show = (value, { scroll = true } = {}) => {
    const entry = byValue.get(value);
    if (!entry) return;
    clear();
    now = entry;
    place = 0;
    entry.item.classList.add("now");
    entry.item.setAttribute("aria-current", "true");
    for (const mark of [...entry.marks, ...entry.frames]) mark.classList.add("now");
    entry.item.focus({ preventScroll: true });
    entry.item.scrollIntoView({ block: "nearest" });
    if (onPages() && entry.marks.length && !entry.frames.length) showView("text"); // its page has no picture
    if (scroll) places(entry)[0]?.scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    const all = shown();
    if (!all.length) return;
    const at = now ? all.indexOf(now.item) : by > 0 ? -1 : all.length;
    show(all[Math.min(all.length - 1, Math.max(0, at + by))].dataset.i);
  };
  const nextPlace = () => {
    const all = now ? places(now) : [];
    if (!all.length) return;
    place = (place + 1) % all.length;
    all[place].scrollIntoView({ block: "center" });
  };

  for (const item of items) item.addEventListener("click", () => show(item.dataset.i));
  document.querySelector("main").addEventListener("click", (event) => {
    const values = event.target.closest("mark, g[data-v]")?.dataset.v.split(" ").filter((value) => byValue.get(value) && !byValue.get(value).item.hidden);
    if (!values?.length) return;
    // words of several values: each further click goes on to the next of them
    const at = now ? values.indexOf(now.item.dataset.i) : -1;
    show(values[(at + 1) % values.length], { scroll: false });
  });
  const turnView = (name) => {
    showView(name);
    if (now) places(now)[0]?.scrollIntoView({ block: "center" });
  };
  document.querySelector("form").addEventListener("input", (event) => (event.target === view ? turnView(view.value) : filter()));
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") {
      document.activeElement?.blur();
      return clear();
    }
    if (/^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    const action = { ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1), n: nextPlace, Enter: nextPlace,
      Home: () => step(-items.length), End: () => step(items.length), v: () => view && turnView(onPages() ? "text" : "pages"), "/": () => filters.words.focus() }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  showView("text");
  filter();
})();
