/* The screen of a meeting: what is pressed and typed is kept on this machine under the meeting and the account, and sent when
   there is a network. Each change has a key of its own, so that what is sent twice is written once; its place in the list is
   its order – the machine's clock is never asked. */
const room = document.getElementById("room"), net = document.getElementById("net"), wrong = document.getElementById("wrong");
const kept = room.dataset.kept, words = net.dataset, memory = {};
let sending = false, away = false, over = false, wait = 3000, timer = 0, lasts = true;

/* ---- what is kept */
function read(name, otherwise) {
  try { return JSON.parse(lasts ? localStorage.getItem(kept + name) : memory[name] ?? null) ?? otherwise; }
  catch { return otherwise; }
}
function keep(name, value) {
  memory[name] = JSON.stringify(value);
  try { localStorage.setItem(kept + name, memory[name]); } catch { lasts = false; }
}
const list = () => read("", []);
function newKey() { return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, "0")).join(""); }
function add(change) {
  let all = list();
  if (change.do === "roll" && !sending) all = all.filter(one => one.do !== "roll" || one.person !== change.person);
  all.push({ ...change, key: newKey() });
  keep("", all);
  show();
  soon(500);
}

/* ---- what is said of the network */
function tell(kind, text, link) {
  net.hidden = !text;
  net.className = `net ${kind}`;
  net.textContent = text;
  if (link) net.append(" ", Object.assign(document.createElement("a"), { href: link[1], textContent: link[0] }));
}
function say(text) {
  wrong.hidden = !text;
  if (!text) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: wrong.dataset.putAway });
  button.onclick = () => say("");
  wrong.replaceChildren(Object.assign(document.createElement("b"), { textContent: wrong.dataset.title }), Object.assign(document.createElement("p"), { textContent: text }), button);
}
function show() {
  for (const place of document.querySelectorAll(".pending")) {
    const kinds = place.dataset.of.split(" ");
    place.replaceChildren(...list().filter(one => kinds.includes(one.do)).map(one => Object.assign(document.createElement("li"),
      { textContent: `${one.text || one.name} – ${words.waiting}` })));
  }
  if (list().length && (away || !navigator.onLine)) tell("off", lasts ? words.offline : words.full);
  else if (list().length) tell("", words.waiting);
}

/* ---- sending: one at a time, all that waits, until the book has answered for each */
function soon(after) { clearTimeout(timer); timer = setTimeout(send, after); }
function token() { return (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || room.querySelector("[name=csrfmiddlewaretoken]").value; }
async function send() {
  const changes = list().slice(0, 200);
  if (sending || over || !changes.length) return;
  sending = true;
  let came = null;
  try {
    came = await fetch(room.dataset.send, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(20000),
      headers: { "content-type": "application/json", "x-csrftoken": token() }, body: JSON.stringify({ changes, seen: room.dataset.seen }),
    });
    away = false;
    if (came.ok) took(await came.json(), changes);
    else if (came.type === "opaqueredirect") { over = true; tell("off", words.signedOut, [words.signIn, `${room.dataset.login}?next=${encodeURIComponent(location.pathname)}`]); }
    else if (came.status === 403 || came.status === 404) { over = true; tell("off", words.refused); }
    else again(words.busy);
  } catch { away = true; again(words.offline); }
  sending = false;
  if (came && came.ok) { wait = 3000; if (list().length) soon(300); }
}
function again(text) { tell("off", text); wait = Math.min(wait * 1.6, 30000); soon(wait * (0.7 + Math.random() * 0.6)); }
function took(told, sent) {
  // words typed for a meeting that another hand has sent meanwhile wait until it is opened again; answers of its roll do not
  const waits = one => !told.open && !["roll", "fill"].includes(one.do);
  const done = new Set(told.took), refused = one => one.key in told.refused && !waits(one);
  const lost = sent.filter(refused);
  keep("", list().filter(one => !done.has(one.key) && !refused(one)));
  if (lost.length) say(lost.map(one => [one.text || one.name || "", told.refused[one.key]].filter(Boolean).join(" – ")).join(" · "));
  for (const one of lost) back(one);
  // only what is new since the last answer comes: mostly one list of lines
  room.dataset.seen = told.seen;
  for (const name of ["guests", "said", "decided", "sum"]) if (name in told) document.getElementById(name).innerHTML = told[name];
  for (const [name, number] of Object.entries(told.counts)) {
    for (const place of room.querySelectorAll(`[data-count="${name}"]`)) place.textContent = number;
    for (const place of room.querySelectorAll(`[data-none="${name}"]`)) place.hidden = number > 0;
  }
  const waiting = new Set(list().filter(one => one.do === "roll").map(one => one.person));
  for (const [person, [value, why, written]] of Object.entries(told.roll ?? {})) {
    const row = room.querySelector(`fieldset[data-person="${person}"]`);
    if (!row || waiting.has(person)) continue;
    const radio = row.querySelector(`[value="${value}"]`), reason = row.querySelector(".why input");
    if (radio) radio.checked = true;
    if (document.activeElement !== reason) reason.value = why;
    row.querySelector("input[type=hidden]").value = `${value}:${why}`;
    row.toggleAttribute("data-written", written);
  }
  count();
  show();
  if (!told.open) { over = true; tell("off", words.closed); }
  else if (!list().length) tell("sent", `${words.sent} ${told.at}`);
  const after = sent.map(one => one.after).find(Boolean);
  if (after && !lost.length && !list().length) location.assign(after);
}

/* what the book did not take stands in its form again, to be mended – unless one is already writing the next */
function back(change) {
  const form = room.querySelector(`form[data-draft="${change.do}"]:not([data-after])`);
  if (!form || form.elements.namedItem("text").value) return;
  for (const [name, value] of Object.entries(change)) {
    const field = form.elements.namedItem(name);
    if (field && name !== "do") field.type === "checkbox" ? field.checked = true : field.value = value;
  }
  drafts();
}

/* ---- the roll */
const answer = row => row.querySelector("[type=radio]:checked")?.value;
const answers = () => [...room.querySelectorAll("fieldset[data-person]")].map(row => [row, answer(row)]);
function count() {
  const said = answers().filter(one => !("free" in one[0].dataset)).map(one => one[1]), must = said.filter(one => one !== "free").length;
  const came = said.filter(one => one === "present" || one === "online").length;
  if (!document.getElementById("came")) return;
  document.getElementById("came").textContent = came;
  document.getElementById("required").textContent = must;
  if (!room.dataset.need) return;
  const [part, of] = room.dataset.need.split("/").map(Number), whole = ("everyone" in room.dataset ? said.length : must) * part;
  const enough = "strict" in room.dataset ? came * of > whole : came * of >= whole;
  document.getElementById("enough").hidden = !enough;
  document.getElementById("short").hidden = enough;
}
function pressed(row) {
  const value = answer(row);
  // what this page knows of the book: its last answer, and what was pressed here since, of which it may have received any
  const own = list().filter(one => one.do === "roll" && one.person === row.dataset.person);
  const was = [row.querySelector("input[type=hidden]").value.split(":")[0], ...own.flatMap(one => [...one.was || [], one.answer])];
  add({ do: "roll", person: row.dataset.person, answer: value, was, why: value === "excused" ? row.querySelector(".why input").value : "" });
  count();
}
for (const one of list().filter(one => one.do === "roll")) {
  const row = room.querySelector(`fieldset[data-person="${one.person}"]`), radio = row?.querySelector(`[value="${one.answer}"]`);
  if (radio) { radio.checked = true; row.querySelector(".why input").value = one.why; }
}

/* ---- one part at a time, each with its address, without asking the book */
function go(name, item) {
  const part = document.getElementById(name);
  if (!part) return;
  for (const one of room.querySelectorAll(".part")) one.hidden = one !== part;
  for (const one of room.querySelectorAll(".progress a")) one.toggleAttribute("aria-current", false);
  room.querySelector(`.progress a[data-go="${name}"]`).setAttribute("aria-current", "step");
  for (const one of room.querySelectorAll(".part .actions .btn.wide")) one.classList.toggle("main", part.contains(one));
  if (item) {
    document.getElementById("s-item").value = item;
    for (const one of room.querySelectorAll("[data-point]")) one.classList.toggle("now", one.dataset.point === item);
  }
  if (name === "xong") soon(0);
  scrollTo({ top: Math.min(scrollY, room.offsetTop) });
}
addEventListener("popstate", () => go(location.pathname.split("/").at(-2)));
room.addEventListener("click", event => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.go) {
    event.preventDefault();
    history.pushState(null, "", link.href);
    go(link.dataset.go, link.dataset.item);
  } else if ((away || !navigator.onLine) && link.closest(".room") && link.parentElement !== net) {
    event.preventDefault();
    tell("off", words.needs);
  }
});

/* ---- forms */
function told(form) {
  const change = {};
  for (const [name, value] of new FormData(form)) if (name !== "csrfmiddlewaretoken") change[name] = value;
  if (form.dataset.after) change.after = form.dataset.after;
  return change;
}
room.addEventListener("submit", async event => {
  const form = event.target;
  if (form.matches("[data-roll]")) {
    event.preventDefault();
    const left = answers().filter(([row]) => !row.hasAttribute("data-written")).map(([row, value]) => [row.dataset.person, value]);
    if (left.length) add({ do: "fill", answers: Object.fromEntries(left) });
    history.pushState(null, "", room.querySelector('[data-go="noi-dung"]').href);
    go("noi-dung");
  } else if (form.matches("[data-change]")) {
    event.preventDefault();
    add(told(form));
    if (form.hasAttribute("data-once")) { form.hidden = true; return; }
    const point = form.querySelector("[name=item]"), chosen = point?.value;  // the next opinion is mostly on the same point
    form.reset();
    if (point) point.value = chosen;
    drafts();
  } else if (form.matches("[data-close]") && (list().length || away || !navigator.onLine)) {
    event.preventDefault();
    await send();
    if (list().length || away || !navigator.onLine) return tell("off", words.needs);
    clear();
    form.submit();
  } else if (form.matches("[data-close]")) clear();
});
room.addEventListener("change", event => {
  const row = event.target.closest("fieldset[data-person]");
  if (row && !event.target.closest(".more")) pressed(row);
});

/* ---- what is half typed stays too */
function drafts() {
  const now = {};
  for (const form of room.querySelectorAll("form[data-draft]")) {
    if (form.dataset.after) continue;
    for (const field of form.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox])")) if (field.value !== field.defaultValue) now[`${form.dataset.draft}.${field.name}`] = field.value;
  }
  keep(":draft", now);
}
function clear() { keep(":draft", {}); }
for (const [name, value] of Object.entries(read(":draft", {}))) {
  const [form, field] = name.split("."), place = room.querySelector(`form[data-draft="${form}"]:not([data-after])`)?.elements[field];
  if (place) place.value = value;
}
room.addEventListener("input", event => { if (event.target.closest("form[data-draft]")) drafts(); });

addEventListener("online", () => { over = false; wait = 3000; soon(0); });
addEventListener("offline", () => { away = true; tell("off", lasts ? words.offline : words.full); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && list().length) soon(0); });
addEventListener("beforeunload", event => { if (list().length && !lasts) event.preventDefault(); });
count();
show();
soon(0);
