// Marking answers in words: one question over all students.
//
// What is on the screen and what waits to be saved. Everything is sent in order, one after the
// other, and asked for again until the server has it: each act has an id and is done once.

/**
 * @typedef {{ id: string, points: number, says: string }} Item
 * @typedef {{ answers: number, left: number, to_read: number, same: number, flagged: number,
 *   elsewhere: number }} Progress
 * @typedef {{ texts: number, percent: number, kappa: number | null }} Agreement
 * @typedef {{ name: string, points: number, asked: string, model: string, items: Item[],
 *   progress: Progress, agreement: Agreement | null }} Question
 * @typedef {{ items: string[], remark: string, flagged: boolean }} Choice
 * @typedef {{ html: string, ids: string[] }} Spelling
 * @typedef {{ look: string, marker: string, at: string, points: number, says: string[],
 *   items: string[], remark: string }} Mark
 * @typedef {{ key: string, look: string, state: string, versions: Record<string, number>,
 *   texts: Spelling[], chosen: Choice, draft: boolean, alike: string | null, old: string | null, marks: Mark[],
 *   elsewhere: { points: number, says: string } | null }} Found
 * @typedef {Found & { question: string, done: boolean, act: string, before: Record<string, number>,
 *   refused: string, sure: boolean, box: HTMLElement }} Group
 * @typedef {{ own: number, others: number }} Held
 * @typedef {{ what: string, asked: Record<string, any>, kept: boolean }} Entry
 */

const { address, xsrf, assignment, sample, marker } =
  /** @type {Record<"address" | "xsrf" | "assignment" | "sample" | "marker", string>} */ (
    /** @type {unknown} */ (document.body.dataset)
  );
const AT_A_TIME = 12; // groups that are fetched together
const AHEAD = 6; // groups that are there before they are needed
const BEHIND = 30; // groups that stay on the page for looking back
const AGAIN = [500, 1000, 2000, 4000]; // milliseconds until something is sent again
const LEFT_OVER = "marking-unsaved:";

const newId = () => crypto.randomUUID().replaceAll("-", "");
const desk = newId();

/**
 * The element with this id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const page = {
  title: part("title", HTMLElement),
  questions: part("questions", HTMLElement),
  view: part("view", HTMLSelectElement),
  names: part("names", HTMLButtonElement),
  help: part("help", HTMLButtonElement),
  progress: part("progress", HTMLElement),
  saving: part("saving", HTMLElement),
  asked: part("asked", HTMLElement),
  model: part("model", HTMLElement),
  rubric: part("rubric", HTMLOListElement),
  add: part("add", HTMLButtonElement),
  line: part("line", HTMLFormElement),
  points: part("line-points", HTMLInputElement),
  says: part("line-says", HTMLTextAreaElement),
  note: part("line-note", HTMLElement),
  retire: part("line-retire", HTMLButtonElement),
  cancel: part("line-cancel", HTMLButtonElement),
  actions: part("actions", HTMLElement),
  answers: part("answers", HTMLElement),
  said: part("said", HTMLElement),
  keys: part("shortcuts", HTMLDialogElement),
  keyList: part("key-list", HTMLElement),
  keysOn: part("shortcuts-on", HTMLInputElement),
};

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} kind
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(kind, attributes = {}, ...children) {
  const made = document.createElement(kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Markup that the server has made safe.
 * @param {string} html
 */
function written(html) {
  const box = make("div", { class: "text" });
  box.innerHTML = html;
  for (const image of box.querySelectorAll("img")) image.alt ||= "a picture in the answer";
  return box;
}

/**
 * @param {string} label
 * @param {string} key
 * @param {() => void} act
 */
function button(label, key, act) {
  const made = make("button", { type: "button" }, label);
  if (key) made.append(" ", make("kbd", {}, key));
  made.addEventListener("click", act);
  return made;
}

/** @param {number} count @param {string} one @param {string} many */
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

// ---- what the server is asked

/**
 * @param {string} what
 * @param {Record<string, unknown>} asked
 * @param {boolean} [isLast] whether the page may be gone before there is an answer
 */
const request = (what, asked, isLast = false) =>
  fetch(`${address}/ask/${what}`, {
    method: "POST",
    credentials: "same-origin",
    redirect: "error",
    keepalive: isLast,
    headers: { "Content-Type": "application/json", "X-XSRFToken": xsrf },
    body: JSON.stringify({ assignment, desk, ...asked }),
  });

/** The server could not do it now, or was not there: it may later. */
class Later extends Error {}

/**
 * @param {string} what
 * @param {Record<string, unknown>} asked
 * @returns {Promise<any>}
 */
async function ask(what, asked) {
  const response = await request(what, asked).catch(() => {
    throw new Later("the server does not answer");
  });
  if (response.status === 401 || response.status === 403) {
    throw new Later("you are not logged in: log in again in another tab");
  }
  if (response.status >= 500) {
    const told = await response.json().catch(() => ({}));
    throw new Later(told.problem ?? "the server has a problem");
  }
  const told = await response.json();
  if (!response.ok) throw new Error(told.problem);
  return told;
}

/**
 * Ask until there is an answer.
 * @param {string} what
 * @param {Record<string, unknown>} asked
 * @returns {Promise<any>}
 */
async function insist(what, asked) {
  for (let tried = 0; ; tried++) {
    try {
      const told = await ask(what, asked);
      if (tried) showSaving();
      return told;
    } catch (problem) {
      if (!(problem instanceof Later)) throw problem;
      showSaving(problem.message);
      await new Promise((go) => setTimeout(go, AGAIN[Math.min(tried, AGAIN.length - 1)]));
    }
  }
}

// ---- what waits to be saved

/** @type {Entry[]} */
let unsaved = [];
let sending = false;

/**
 * Save something, after all that waits already.
 * @param {string} what
 * @param {Record<string, unknown>} asked
 */
function save(what, asked) {
  const last = unsaved.at(-1);
  const replaces = what === "keep" && last?.what === "keep" && last.asked.key === asked.key;
  if (replaces && (unsaved.length > 1 || !sending)) unsaved.pop();
  unsaved.push({ what, asked, kept: what !== "keep" && what !== "leave" });
  remember();
  showSaving();
  void send();
}

/** What would be lost with this page is kept in the browser, for the next one. */
function remember() {
  const kept = unsaved.filter((entry) => entry.kept);
  const name = LEFT_OVER + desk;
  if (kept.length) localStorage.setItem(name, JSON.stringify({ assignment, marker, kept }));
  else localStorage.removeItem(name);
}

/** Take over what an earlier page could not save. */
function takeOver() {
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(LEFT_OVER))) {
    const left = JSON.parse(localStorage.getItem(name) ?? "{}");
    if (left.assignment !== assignment || left.marker !== marker) continue;
    localStorage.removeItem(name);
    unsaved.push(...left.kept);
  }
  remember();
  void send();
}

async function send() {
  if (sending) return;
  sending = true;
  for (let entry = unsaved[0]; entry; entry = unsaved[0]) {
    try {
      saved(entry, await insist(entry.what, entry.asked));
    } catch (problem) {
      say(problem instanceof Error ? problem.message : String(problem));
    }
    unsaved.shift();
    remember();
    showSaving();
  }
  sending = false;
}

/** Wait until nothing waits to be saved. */
async function allSent() {
  while (unsaved.length) await new Promise((go) => setTimeout(go, 50));
}

/** @param {string} [problem] */
function showSaving(problem) {
  const waiting = unsaved.filter((entry) => entry.kept).length;
  page.saving.classList.toggle("warning", problem !== undefined);
  if (problem !== undefined) {
    const marks = waiting ? `${counted(waiting, "mark is", "marks are")} not saved yet: ` : "";
    page.saving.textContent = `${marks}${problem}. Trying again; go on meanwhile.`;
  } else page.saving.textContent = waiting ? "Saving …" : savedSays();
}

function savedSays() {
  const drafts = groups.filter((group) => group.draft && !isEmpty(group.chosen)).length;
  if (drafts) return `${counted(drafts, "draft")}, not marked yet.`;
  return unsaved.length ? "Saving …" : "All saved.";
}

/** @param {Choice} chosen */
const isEmpty = (chosen) => !chosen.items.length && !chosen.remark.trim();

/**
 * The server has done something that waited.
 * @param {Entry} entry
 * @param {any} told
 */
function saved(entry, told) {
  learn(entry.asked.question, told);
  const group = groups.find((one) => one.act === entry.asked.act || one.key === entry.asked.key);
  if (!group) return;
  if (entry.what === "keep" && !told.kept) {
    group.refused = "Another screen has this answer now: go on to the next.";
  }
  const refused = Object.entries(told.refused ?? {});
  for (const [id] of refused) delete group.versions[id];
  if (refused.length) {
    group.refused = `Not marked: ${counted(refused.length, "answer")}. ${refused[0][1]}.`;
    say(group.refused);
  }
  draw(group);
}

// ---- what is on the screen

/** @type {Question[]} */
let questions = [];
/** @type {Question} */
let question;
/** @type {Group[]} */
let groups = [];
let place = 0;
let ended = false;
/** @type {Held} */
let held = { own: 0, others: 0 };
let takesOver = false; // whether it also takes what another screen of the same marker shows
let namesShown = false;
/** @type {Promise<void> | null} */
let fetching = null;
/** @type {Group[]} */
const marked = [];
/** @type {Item | null} */
let edited = null;

/** @returns {Group | undefined} */
const current = () => groups[place];

const size = (/** @type {Group} */ group) => Object.keys(group.versions).length;

const look = () => {
  if (page.view.value === "flagged") return "second";
  return page.view.value === "check" ? "check" : "first";
};

/**
 * How far a question has come, as the server says after every act.
 * @param {string} name
 * @param {{ progress?: Progress, agreement?: Agreement | null } | null} told
 */
function learn(name, told) {
  const asked = questions.find((one) => one.name === name);
  if (!asked || !told?.progress) return;
  asked.progress = told.progress;
  asked.agreement = told.agreement ?? null;
  drawProgress();
}

/** @param {string} text */
function say(text) {
  page.said.textContent = text;
}

async function start() {
  page.keysOn.checked = localStorage.getItem("marking-keys") !== "off";
  takeOver();
  const told = await insist("open", {});
  questions = told.questions;
  page.title.textContent = told.title;
  document.title = `Marking: ${told.title}`;
  const wanted = questions.find((one) => one.name === location.hash.slice(1));
  await choose(wanted ?? questions.find((one) => one.progress.left) ?? questions[0]);
}

/** @param {Question} one */
async function choose(one) {
  leave();
  question = one;
  location.replace(`#${one.name}`);
  page.asked.replaceChildren(written(one.asked));
  page.model.replaceChildren(written(one.model));
  page.line.hidden = true;
  page.answers.replaceChildren();
  groups = [];
  place = 0;
  ended = false;
  takesOver = false;
  drawQuestions();
  drawRubric();
  await fetchMore();
  go(0);
}

/** What is on the screen and not marked is free for others. */
function leave() {
  const open = groups.filter((group) => !group.done).map((group) => group.key);
  if (open.length) save("leave", { question: question.name, left: open });
}

function fetchMore() {
  fetching ??= fetchNow().finally(() => (fetching = null));
  return fetching;
}

async function fetchNow() {
  const asked = question;
  const told = await insist("next", {
    question: asked.name,
    look: look(),
    marked: page.view.value === "marked",
    sample: parseFloat(sample) / 100 || 0,
    after: groups.at(-1)?.key ?? "",
    have: there(),
    most: AT_A_TIME,
    take_over: takesOver,
  });
  learn(asked.name, told);
  if (asked !== question) return;
  ended = told.groups.length === 0;
  held = told.held ?? held;
  for (const found of told.groups) append(found);
  showSaving();
  if (namesShown) await fetchNames();
}

/** The marks of this question that the server does not have yet. */
const onTheirWay = () =>
  unsaved.filter((one) => one.what === "mark" && one.asked.question === question.name);

/** What the server need not send: it is on the screen, or marked and on its way. */
function there() {
  const open = groups.filter((group) => !group.done || page.view.value === "marked");
  return [...open.map((group) => group.key), ...onTheirWay().map((one) => one.asked.key)];
}

/** @param {Found} found */
function append(found) {
  const box = make("article", { class: "group", tabindex: "-1" });
  /** @type {Group} */
  const group = {
    ...found, question: question.name, done: false, act: "", before: {}, refused: "",
    sure: false, box,
  };
  box.addEventListener("mousedown", () => {
    if (current() !== group) go(groups.indexOf(group), false);
  });
  groups.push(group);
  page.answers.append(box);
  draw(group);
}

/**
 * Make another answer the current one.
 * @param {number} to
 * @param {boolean} [scroll]
 */
function go(to, scroll = true) {
  place = Math.max(0, Math.min(to, groups.length));
  while (place > BEHIND) {
    groups.shift()?.box.remove();
    place--;
  }
  for (const group of groups) draw(group);
  drawRubric();
  drawActions();
  const group = current();
  if (!group) {
    void atTheEnd();
    return;
  }
  page.answers.querySelector(".end")?.remove();
  group.box.focus({ preventScroll: true });
  if (scroll) group.box.scrollIntoView({ block: "nearest" });
  if (groups.length - place < AHEAD && !ended) void fetchMore();
}

/** @returns {Promise<void>} */
async function atTheEnd() {
  page.answers.querySelector(".end")?.remove();
  const asked = question;
  const wait = make("p", { class: "ending", tabindex: "-1" }, "Saving, and looking for more …");
  page.answers.querySelector(".ending")?.remove();
  page.answers.append(wait);
  wait.focus();
  const here = place;
  do {
    await allSent();
    await fetchMore();
    if (question !== asked) return;
    if (!wait.isConnected || place !== here) return wait.remove();
    if (current()) {
      wait.remove();
      return void go(here);
    }
  } while (!ended || unsaved.length);
  wait.remove();
  const box = make("div", { class: "end", tabindex: "-1" }, ...endSays());
  page.answers.append(box);
  box.focus();
}

/** What is on other screens, or else what comes next. */
function endSays() {
  if (!held.own && !held.others) return nextSays();
  const found = [];
  if (held.own) {
    const shown = counted(held.own, "answer");
    found.push(make("p", {}, `Another screen of yours shows what is left here: ${shown}.`));
    found.push(button("Take it here", "", () => lookAgain(true)));
  }
  if (held.others) {
    const shown = counted(held.others, "answer");
    found.push(make("p", {}, `Screens of other markers show ${shown}. What is not marked there `
      + "comes back by itself, after 10 minutes at the latest."));
    found.push(button("Look again", "", () => lookAgain(false)));
  }
  return [...found, ...goOn()];
}

/** @param {boolean} own */
function lookAgain(own) {
  takesOver ||= own;
  go(groups.length);
}

function nextSays() {
  const isWaiting = page.view.value === "waiting";
  const done = make("p", {}, isWaiting ? "Nothing waits here any more." : "That is all.");
  const on = goOn();
  return [done, ...(on.length ? on : whenAllIsDone())];
}

/** The next question that has something to show. */
function goOn() {
  const next = questions.find((one) => one !== question && remains(one, page.view.value));
  if (!next) return [];
  const made = button(`Go on with ${next.name}`, "Enter", () => void choose(next));
  made.classList.add("go-on");
  return [made];
}

/** @param {Question} one @param {string} view */
function remains(one, view) {
  if (view === "flagged") return one.progress.flagged;
  return view === "waiting" ? one.progress.left : 0;
}

function whenAllIsDone() {
  const waiting = otherView("waiting", "answer still waits", "answers still wait");
  const flagged = otherView("flagged", "flagged answer is left for a second look",
    "flagged answers are left for a second look");
  const after = make("p", {}, flagged.length ? "Then " : "Next: ",
    make("code", {}, "attention-by-hand feedback"), " writes the pages that students read.");
  return waiting.length ? waiting : [...flagged, after];
}

/**
 * What another view has to show, and a way there.
 * @param {string} view
 * @param {string} one
 * @param {string} many
 */
function otherView(view, one, many) {
  const count = questions.reduce((all, each) => all + remains(each, view), 0);
  const first = questions.find((each) => remains(each, view));
  if (!first || view === page.view.value) return [];
  const label = [...page.view.options].find((each) => each.value === view)?.text;
  return [make("p", {}, `${counted(count, one, many)}.`), button(`Show ${label}`, "", () => {
    page.view.value = view;
    void choose(first);
  })];
}

// ---- drawing

/** @param {Group} group */
function draw(group) {
  const isCurrent = group === current();
  const { box } = group;
  box.classList.toggle("current", isCurrent);
  box.classList.toggle("done", group.done);
  box.setAttribute("aria-current", String(isCurrent));
  box.setAttribute("aria-label", `Answer, ${counted(size(group), "student")}`);
  if (box.contains(document.activeElement) && document.activeElement instanceof HTMLTextAreaElement) {
    return;
  }
  box.replaceChildren(
    ...notices(group),
    ...group.texts.map((one) => spelling(group, one)),
    choiceLine(group),
  );
  if (isCurrent || group.chosen.remark) box.append(remark(group));
}

/** @param {Group} group */
function notices(group) {
  const found = [];
  if (size(group) > 1) {
    const what = group.key === "blank" ? "say nothing, or only repeat the question" : "are the same";
    found.push(make("p", { class: "many" }, `${size(group)} answers ${what}`));
  }
  if (group.state === "changed" && group.old) {
    found.push(make("details", { class: "old", open: "" },
      make("summary", {}, "This answer was changed after it was marked. It was:"),
      written(group.old)));
  } else if (group.state === "changed") {
    found.push(note("This answer was handed in again after it was marked."));
  }
  if (group.elsewhere) {
    const { points, says } = group.elsewhere;
    found.push(note(`Entered in Formgrader: ${counted(points, "point")}. ${says}`));
  }
  for (const mark of group.marks) found.push(note(markSays(mark, group.chosen)));
  if (group.alike) found.push(note(`${named(group.alike, "You")} marked the same words like this.`));
  if (group.refused) found.push(make("p", { class: "warning" }, group.refused));
  return found;
}

/** @param {string} text */
const note = (text) => make("p", { class: "note" }, text);

/** @param {string} name @param {string} you */
const named = (name, you) => (name === marker ? you : name);

/**
 * Who marked it, and how: not again where the same is chosen, which stands below.
 * @param {Mark} mark
 * @param {Choice} chosen
 */
function markSays(mark, chosen) {
  const looks = { first: "Marked", second: "Second look", check: "Check" };
  const when = new Date(mark.at).toLocaleString();
  const which = looks[/** @type {keyof looks} */ (mark.look)];
  const who = `${which} by ${named(mark.marker, "you")}, ${when}`;
  const says = [...mark.says, mark.remark].filter(Boolean).join(" ");
  const isChosen = mark.remark === chosen.remark && same(mark.items, chosen.items);
  if (isChosen && chosen.items.length) return `${who}.`;
  return `${who}: ${counted(mark.points, "point")}. ${says}`;
}

/** @param {string[]} one @param {string[]} other */
const same = (one, other) => [...one].sort().join() === [...other].sort().join();

/** @param {Group} group @param {Spelling} one */
function spelling(group, one) {
  const box = make("div", { class: "spelling" }, one.html.trim() ? written(one.html) : note("(nothing)"));
  const isPart = one.ids.length < size(group) && !group.done;
  if (group.texts.length > 1 || namesShown) {
    box.append(make("p", { class: "count" }, counted(one.ids.length, "student"), " ",
      ...(isPart ? [button("Take out", "", () => takeOut(group, one.ids))] : [])));
  }
  if (namesShown) box.append(people(group, one));
  return box;
}

/** @param {Group} group @param {Spelling} one */
function people(group, one) {
  const list = make("ul", { class: "people" });
  for (const id of one.ids) {
    const line = make("li", {}, names.get(id) ?? "…");
    if (size(group) > 1 && !group.done) {
      line.append(" ", button("Take out", "", () => takeOut(group, [id])));
    }
    list.append(line);
  }
  return list;
}

/** @param {Group} group */
function choiceLine(group) {
  const items = question.items.filter((item) => group.chosen.items.includes(item.id));
  const flag = group.chosen.flagged ? " ⚑ second look" : "";
  const says = items.map((item) => item.says).join(" ");
  const state = !group.done ? "" : group.draft ? "Changed, not saved yet: " : "Marked: ";
  const worth = `${counted(points(group), "point")}${isTooMuch(group) ? ", the most that this question gives" : ""}`;
  const text = items.length || group.done ? `${state}${worth}. ${says}` : "";
  return make("p", { class: "choice" }, `${text}${flag}`);
}

/** @param {Group} group */
function sum(group) {
  const chosen = question.items.filter((item) => group.chosen.items.includes(item.id));
  return chosen.reduce((all, item) => all + item.points, 0);
}

const points = (/** @type {Group} */ group) => Math.min(question.points, Math.max(0, sum(group)));

const isTooMuch = (/** @type {Group} */ group) => sum(group) > question.points;

/** @param {Group} group */
function remark(group) {
  const area = make("textarea", { rows: "1", "aria-label": "Comment for the student", placeholder: "Comment for the student (c)" });
  area.value = group.chosen.remark;
  area.addEventListener("input", () => {
    group.chosen.remark = area.value;
    keep(group);
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      group.box.focus();
      if (event.key === "Enter") finish();
    }
    event.stopPropagation();
  });
  return area;
}

function drawQuestions() {
  page.questions.replaceChildren(...questions.map((one) => {
    const made = button(one.name, "", () => void choose(one));
    if (one === question) made.setAttribute("aria-current", "page");
    made.append(make("span", { class: "left" }, one.progress.left ? ` ${one.progress.left}` : " ✓"));
    return made;
  }));
}

function drawProgress() {
  const { answers, left, to_read, same, flagged, elsewhere } = question.progress;
  const told = [
    `${answers - left} of ${answers} marked`,
    left ? `${counted(to_read, "decision")} to go` : "",
    same ? `${counted(same, "answer was", "answers were")} marked with an equal one` : "",
    flagged ? `${flagged} flagged` : "",
    elsewhere ? `${elsewhere} from Formgrader` : "",
    agreementSays(question.agreement),
  ];
  page.progress.textContent = told.filter(Boolean).join(" · ");
  drawQuestions();
}

/** @param {Agreement | null} found */
function agreementSays(found) {
  if (!found) return "";
  const kappa = found.kappa === null ? "" : `, κ ${found.kappa.toFixed(2)}`;
  return `agreement ${Math.round(found.percent)} % of ${found.texts}${kappa}`;
}

function drawRubric() {
  const group = current();
  page.rubric.replaceChildren(...question.items.map((item, number) => {
    const chosen = group?.chosen.items.includes(item.id) ?? false;
    const made = make("button", { type: "button", class: "item", "aria-pressed": String(chosen) });
    made.append(
      make("kbd", {}, number < 9 ? String(number + 1) : ""),
      make("span", { class: "worth" }, `${item.points > 0 ? "+" : ""}${item.points}`),
      make("span", {}, item.says),
    );
    made.addEventListener("click", () => toggle(item));
    const change = button("Change", "", () => edit(item));
    change.setAttribute("aria-label", `Change: ${item.says}`);
    return make("li", {}, made, change);
  }));
}

function drawActions() {
  const possible = ACTS.filter((act) => act.label && (current() || act.atEnd));
  page.actions.replaceChildren(...possible.map((act) => button(act.label, act.key, act.run)));
  page.actions.classList.toggle("off", !current());
}

// ---- what a person does

/** @param {Item | undefined} item */
function toggle(item) {
  const group = current();
  if (!group || !item) return;
  const has = group.chosen.items.includes(item.id);
  group.chosen.items = has
    ? group.chosen.items.filter((one) => one !== item.id)
    : [...group.chosen.items, item.id];
  keep(group);
  draw(group);
  drawRubric();
  say(`${item.says} ${has ? "off" : "on"}`);
}

/** @param {Group} group */
function keep(group) {
  group.draft = true;
  group.refused = "";
  if (group.done) showSaving();
  else save("keep", decided(group));
}

/** @param {Group} group */
function decided(group) {
  const { key, versions, chosen } = group;
  return { question: group.question, look: group.look, key, versions: { ...versions }, ...chosen,
    items: [...chosen.items] };
}

/** Save what was chosen for the current answer, and go on. */
function finish() {
  const group = current();
  if (!group) return void /** @type {HTMLElement | null} */ (page.answers.querySelector(".go-on"))?.click();
  if (size(group) && isEmpty(group.chosen)) {
    return refuse(group, "Choose lines, or press 0 for no points.");
  }
  mark(group);
}

/** @param {Group} group @param {string} why */
function refuse(group, why) {
  group.refused = why;
  say(why);
  draw(group);
}

/** @param {Group} group */
function mark(group) {
  if (!size(group)) return skip();
  if (group.elsewhere && !group.sure) {
    group.sure = true;
    return refuse(group, "Once more replaces what was entered in Formgrader.");
  }
  group.refused = "";
  group.draft = false;
  group.act = newId();
  group.before = { ...group.versions };
  save("mark", { ...decided(group), act: group.act, replace: group.sure });
  for (const id of Object.keys(group.versions)) group.versions[id]++;
  group.done = true;
  marked.push(group);
  say(`${counted(points(group), "point")}.`);
  go(place + 1);
}

/** @param {string[]} items */
function finishWith(items) {
  const group = current();
  if (!group) return;
  group.chosen.items = items;
  mark(group);
}

function like() {
  const last = marked.at(-1);
  const group = current();
  if (!last || !group || last.question !== group.question) return say("There is none before.");
  group.chosen.remark = last.chosen.remark;
  finishWith([...last.chosen.items]);
}

function undo() {
  const group = marked.pop();
  if (!group || !groups.includes(group)) return say("There is nothing to take back here.");
  group.versions = group.before;
  group.done = false;
  group.draft = true;
  save("undo", { question: group.question, act: newId(), undone: group.act });
  go(groups.indexOf(group));
}

function skip() {
  const group = current();
  if (!group) return;
  if (!group.done) {
    save("leave", { question: group.question, left: [group.key] });
    groups.splice(place, 1);
    group.box.remove();
    ended = false;
    go(place);
  } else go(place + 1);
}

function flag() {
  const group = current();
  if (!group) return;
  group.chosen.flagged = !group.chosen.flagged;
  keep(group);
  draw(group);
}

/** @param {Group} group @param {string[]} ids */
function takeOut(group, ids) {
  save("apart", { question: group.question, ids });
  for (const id of ids) delete group.versions[id];
  group.texts = group.texts
    .map((one) => ({ ...one, ids: one.ids.filter((id) => !ids.includes(id)) }))
    .filter((one) => one.ids.length);
  ended = false;
  draw(group);
  group.box.focus();
}

/** @type {Map<string, string>} */
const names = new Map();

async function toggleNames() {
  namesShown = !namesShown;
  page.names.setAttribute("aria-pressed", String(namesShown));
  await fetchNames();
}

async function fetchNames() {
  const ids = groups.flatMap((group) => Object.keys(group.versions)).filter((id) => !names.has(id));
  if (namesShown && ids.length) {
    const told = await insist("names", { question: question.name, ids });
    for (const [id, name] of Object.entries(told)) names.set(id, name);
  }
  for (const group of groups) draw(group);
}

/** @param {Item | null} item */
function edit(item) {
  edited = item;
  page.points.value = String(item?.points ?? Math.min(0.5, question.points));
  page.says.value = item?.says ?? "";
  page.note.textContent = item ? "This also changes the answers that were marked with this line." : "";
  page.retire.hidden = !item;
  page.line.hidden = false;
  page.line.scrollIntoView({ block: "nearest" });
  page.says.focus();
}

/** @param {boolean} retired */
async function saveLine(retired) {
  const item = {
    id: edited?.id ?? newId(), points: Number(page.points.value), says: page.says.value, retired,
  };
  page.line.hidden = true;
  try {
    const told = await insist("item", { question: question.name, act: newId(), item });
    question.items = told.items;
    if (told.kept) say(`${counted(told.kept, "answer")} keep what was entered in Formgrader.`);
  } catch (problem) {
    say(problem instanceof Error ? problem.message : String(problem));
  }
  for (const group of groups) draw(group);
  drawRubric();
  current()?.box.focus();
}

// ---- keys

/** @type {{ key: string, says: string, label: string, atEnd?: boolean, run: () => void }[]} */
const ACTS = [
  { key: "Enter", says: "save, and go on", label: "Save, next", run: finish },
  { key: "a", says: "all lines with points, and go on", label: "All points", run: () =>
    finishWith(question.items.filter((item) => item.points > 0).map((item) => item.id)) },
  { key: "0", says: "none of the lines, and go on", label: "No points", run: () => finishWith([]) },
  { key: "s", says: "the same as the answer before, and go on", label: "Same as before", run: like },
  { key: "b", says: "back", label: "Back", atEnd: true, run: () => go(place - 1) },
  { key: "u", says: "take back the last mark", label: "Undo", atEnd: true, run: undo },
  { key: "c", says: "comment; Esc leaves it, Ctrl+Enter saves it and goes on", label: "Comment",
    run: () => current()?.box.querySelector("textarea")?.focus() },
  { key: "x", says: "skip: it comes back later", label: "Skip", run: skip },
  { key: "f", says: "flag it for a second look", label: "Flag", run: flag },
  { key: "n", says: "show or hide names", label: "", run: () => void toggleNames() },
  { key: "?", says: "this list", label: "", run: () => page.keys.showModal() },
];

/** @param {KeyboardEvent} event */
const isTyping = (event) =>
  event.target instanceof Element && event.target.closest("input, textarea, select, dialog") !== null;

/** @type {EventTarget | null} */
let pressedAt = null;

/**
 * A key that is held does nothing more, except to type where it was pressed.
 * @param {KeyboardEvent} event
 */
function onHeld(event) {
  if (!event.repeat) pressedAt = event.target;
  const isAct = event.key === "Enter" || /^\S$/.test(event.key);
  if (!event.repeat || !isAct || (isTyping(event) && event.target === pressedAt)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || !page.keysOn.checked) return;
  const onButton = event.target instanceof Element && event.target.closest("button, summary, a");
  if (event.key === "Enter" && onButton) return;
  const item = /^[1-9]$/.test(event.key) ? question.items[Number(event.key) - 1] : undefined;
  const act = ACTS.find((one) => one.key === event.key);
  if (item) toggle(item);
  else if (act) act.run();
  else return;
  event.preventDefault();
}

page.keyList.append(
  make("dt", {}, make("kbd", {}, "1"), " … ", make("kbd", {}, "9")), make("dd", {}, "a line of the rubric on or off"),
  ...ACTS.flatMap((act) => [make("dt", {}, make("kbd", {}, act.key)), make("dd", {}, act.says)]),
);
document.addEventListener("keydown", onHeld, true);
document.addEventListener("keydown", onKey);
page.view.addEventListener("change", () => void choose(question));
page.names.addEventListener("click", () => void toggleNames());
page.help.addEventListener("click", () => page.keys.showModal());
page.add.addEventListener("click", () => edit(null));
page.cancel.addEventListener("click", () => (page.line.hidden = true));
page.retire.addEventListener("click", () => void saveLine(true));
page.line.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  page.line.requestSubmit();
});
page.line.addEventListener("submit", (event) => {
  event.preventDefault();
  void saveLine(false);
});
page.keysOn.addEventListener("change", () =>
  localStorage.setItem("marking-keys", page.keysOn.checked ? "on" : "off"));
addEventListener("beforeunload", (event) => {
  if (unsaved.some((entry) => entry.kept)) event.preventDefault();
});

// Whoever opens a page after this one gets at once what was on the screen here.
addEventListener("pagehide", () => {
  const left = groups.filter((group) => !group.done).map((group) => group.key);
  if (left.length) void request("leave", { question: question.name, left }, true).catch(() => {});
});

void start();

export {}; // a module: its names are its own
