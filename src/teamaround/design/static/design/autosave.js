// Sends what is typed in a form to the address in its data-autosave, three seconds after a
// change, and says beneath the form whether it is saved. While it cannot be sent (no connection,
// or a session that has ended) the words are kept on the device as well, see kept.js, and are
// sent when there is a way. The button saves in the same way first, so that a page of words is
// never sent into a connection that is not there.
//
// Answers: 2xx is saved (JSON {"version": n} renews the form's version, {"renew": {name: value}}
// any hidden field, also beside a 409 or 422 when part of the form was saved); 401, or being sent
// to the sign-in page, is a session that has ended; 403 and 404 are somebody who may no longer
// write here; 409 is somebody else's change; 422 is a refusal with JSON {"sentence": "..."}.
//
// Each sending says in "sent_by" which open page it comes from and which of its sendings it is:
// when an answer was lost on the way, the next one goes on from what this page had sent before.

import { showBoth } from "./both.js";
import { Kept, onThisDevice } from "./kept.js";

const PAUSE = 3000;
const AGAIN = 5000;
const SOON = 300;
const KEPT = "Your words are kept on this page.";
const GONE = "You can no longer write here, so this was not saved.";
const COPY = "Your words are still on this page: copy them before you leave it.";
const MARK = "mark-";
const BOTH = ".both";
const NOT_WORDS = new Set(["csrfmiddlewaretoken", "once", "sent_by"]);

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "Europe/London",
});

const random = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function saveAsTyped(form) {
  const saving = new Autosave(form);
  saving.listen();
  saving.bringBack();
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.timer = null;
    this.keeping = null;
    this.changes = 0;
    this.sending = false;
    this.signedOut = false;
    this.lost = false;
    this.going = false;
    this.isOver = false;
    this.undecided = {};
    this.page = random();
    this.turn = 0;
    this.kept = Kept.of(form);
    this.asShown = this.words();
    this.place = form.querySelector("[data-autosave-status]") ?? this.newPlace();
  }

  newPlace() {
    const place = document.createElement("p");
    place.className = "ta-autosave";
    place.setAttribute("role", "status");
    this.form.append(place);
    return place;
  }

  listen() {
    this.form.addEventListener("input", () => {
      this.changes += 1;
      if (!navigator.onLine) this.lost = true;
      if (this.isCutOff()) this.keepSoon();
      this.soon(PAUSE);
    });
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.changes > 0 && this.soon(0));
    window.addEventListener("offline", () => {
      this.lost = true;
      if (this.changes > 0) this.keepSoon();
    });
  }

  isCutOff() {
    return this.lost || this.signedOut;
  }

  soon(pause) {
    if (this.isOver) return;
    if (this.timer !== null && pause > 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
  }

  // Every box by name, as it is now: {name: [values]}.
  words() {
    const found = {};
    for (const [name, value] of new FormData(this.form)) {
      if (!(NOT_WORDS.has(name) || name.startsWith(MARK) || value instanceof File)) (found[name] ??= []).push(value);
    }
    return found;
  }

  // What stands in a box otherwise than it did when it was shown or last saved, with the mark of that.
  changed() {
    const now = this.words();
    const found = { ...this.undecided };
    new Set([...Object.keys(now), ...Object.keys(this.asShown)]).forEach((name) => {
      if (!same(now[name], this.asShown[name])) found[name] = { values: now[name] ?? [], mark: this.mark(name)?.value };
    });
    return found;
  }

  mark(name) {
    return this.form.elements.namedItem(MARK + name);
  }

  keepSoon() {
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), SOON);
  }

  async keep() {
    const isKept = this.kept !== null && (await this.kept.write(this.changed()));
    if (!this.isCutOff()) return;
    if (this.signedOut) this.askToSignIn(isKept ? `Kept ${onThisDevice()}.` : KEPT);
    else if (isKept) this.say(`Kept ${onThisDevice()}. It will be sent when you are back.`, true);
    else this.say(`Not saved yet: no connection. ${KEPT}`, true);
  }

  // What was kept before comes back: into its box, or beside what somebody else wrote there since.
  async bringBack() {
    const found = (await this.kept?.read()) ?? null;
    if (found === null) return;
    const now = this.words();
    const waiting = Object.entries(found.said).filter(([name, kept]) => !same(kept.values, now[name]));
    if (waiting.length === 0 && !("unsaved" in this.form.dataset)) this.kept.remove();
    waiting.forEach(([name, kept]) => {
      if (this.form.elements.namedItem(name) === null) return;
      if (kept.mark === this.mark(name)?.value) put(this.form, name, kept.values);
      else this.decide(name, kept);
    });
    const back = waiting.length - Object.keys(this.undecided).length;
    if (back > 0) {
      this.say(`Your words of ${clock.format(new Date(found.at))} were kept ${onThisDevice()}. They are back on this page and are being sent.`, true);
      this.changes += 1;
      this.soon(0);
    }
  }

  decide(name, kept) {
    this.undecided[name] = kept;
    showBoth(this.form, name, kept.values, (chosen) => {
      delete this.undecided[name];
      if (chosen !== null) {
        put(this.form, name, chosen);
        const mark = this.mark(name);
        if (mark) mark.value += BOTH; // what is put aside is kept in the history
      }
      this.changes += 1;
      this.soon(0);
    });
    this.say(`This was changed while you were away. Both texts are shown. Yours is kept ${onThisDevice()}.`, true);
  }

  // A new key each time, so that every save counts; files wait for the button.
  typed() {
    const data = new FormData(this.form);
    [...data.keys()].forEach((name) => data.get(name) instanceof File && data.delete(name));
    data.set("once", random());
    data.set("sent_by", this.sentBy());
    return data;
  }

  sentBy() {
    this.turn += 1;
    return `${this.turn}.${this.page}`;
  }

  // What the button sends is signed as well.
  sign() {
    const field = this.form.elements.namedItem("sent_by") ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name: "sent_by", value: this.sentBy() });
    this.form.append(field);
  }

  async send() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.sending) return this.soon(AGAIN);
    this.sending = true;
    const sent = { changes: this.changes, words: this.words() };
    try {
      if (this.signedOut) await this.renewToken();
      return await this.understand(await this.post(), sent);
    } catch {
      this.lost = true;
      await this.keep();
      this.soon(AGAIN);
      return false;
    } finally {
      this.sending = false;
    }
  }

  // The button: what was typed is saved first; only then is the page left.
  async submitted(event) {
    clearTimeout(this.timer);
    this.timer = null;
    const button = event.submitter;
    if (button?.name === "keep_both") this.kept?.remove();
    else if (!this.going && (this.changes > 0 || this.isCutOff() || "unsaved" in this.form.dataset)) {
      event.preventDefault();
      while (this.sending) await new Promise((on) => setTimeout(on, SOON));
      this.going = await this.send();
      clearTimeout(this.timer);
      this.timer = null;
      if (this.going) this.form.requestSubmit(button);
      else this.soon(AGAIN);
      return;
    }
    this.sign();
  }

  post() {
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body: this.typed(),
      headers: { Accept: "application/json", "X-Autosave": "1" },
      redirect: "manual",
    });
  }

  // Whether the site answered in a way that lets the page be left.
  async understand(answer, sent) {
    if (answer.ok) return this.saved(await this.said(answer), sent);
    if (answer.type === "opaqueredirect" || answer.status === 401) return this.hasEnded();
    if (answer.status >= 500) throw new Error("away");
    const said = await this.said(answer);
    if (answer.status === 403 && !said.sentence) return this.hasEnded(); // not known as ours any more
    this.lost = this.signedOut = false;
    if (answer.status === 409) {
      await this.kept?.write(this.changed());
      this.say(`Somebody else has changed this since you opened it. ${KEPT} Save, and you will see both.`, true);
      return true;
    }
    if (answer.status === 422) {
      this.say(`Not saved: ${said.sentence ?? "something is not right yet."} ${COPY}`, true);
      return true;
    }
    this.isOver = true;
    this.kept?.remove();
    this.say(`${said.sentence ?? GONE} ${COPY}`, true);
    return false;
  }

  async said(answer) {
    const isJson = (answer.headers.get("Content-Type") ?? "").includes("json");
    const said = isJson ? await answer.json() : {};
    Object.entries(said.renew ?? {}).forEach(([name, value]) => {
      const field = this.form.elements.namedItem(name);
      if (field) field.value = value;
    });
    return said;
  }

  saved(said, sent) {
    this.signedOut = this.lost = false;
    clearTimeout(this.keeping);
    const version = this.form.querySelector('input[name="version"]');
    if (version && said.version !== undefined) version.value = said.version;
    this.asShown = sent.words;
    if (Object.keys(this.undecided).length > 0) this.kept.write(this.changed());
    else this.kept?.remove();
    this.say(`Saved at ${clock.format(new Date())}`, false);
    if (this.changes > sent.changes) return this.soon(PAUSE) ?? true;
    this.changes = 0;
    this.form.dispatchEvent(new CustomEvent("teamaround:saved"));
    return true;
  }

  async hasEnded() {
    this.signedOut = true;
    await this.keep();
    this.soon(AGAIN);
    return false;
  }

  askToSignIn(where) {
    if (this.place.dataset.said === where) return;
    this.say(`Not saved yet: you have been signed out. ${where} `, true);
    this.place.dataset.said = where;
    const link = document.createElement("a");
    link.href = this.form.dataset.signIn ?? "/sign-in/";
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "govuk-link";
    link.textContent = "Sign in in a new tab";
    this.place.append(link, ", then come back here.");
  }

  // Signing in changes the proof that a form is ours: take the new one from the same page.
  async renewToken() {
    const answer = await fetch(window.location.href, { redirect: "manual" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector('input[name="csrfmiddlewaretoken"]');
    const tokens = this.form.querySelectorAll('input[name="csrfmiddlewaretoken"]');
    tokens.forEach((token) => fresh && (token.value = fresh.value));
  }

  say(sentence, waiting) {
    delete this.place.dataset.said;
    this.place.classList.toggle("ta-autosave--waiting", waiting);
    if (this.place.textContent !== sentence) this.place.textContent = sentence;
  }
}

const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);

function put(form, name, values) {
  const named = form.elements.namedItem(name);
  const fields = named instanceof RadioNodeList ? [...named] : [named];
  fields.forEach((field) => {
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
    field.closest("details")?.setAttribute("open", "");
  });
}
