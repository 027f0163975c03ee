// Sends what is typed in a form to the address in its data-autosave, three seconds after a
// change, and says beneath the form whether it is saved. Nothing is kept in the browser:
// while something cannot be saved, the words stay on the page and are tried again.
//
// Answers: 2xx is saved (JSON {"version": n} renews the form's version, {"renew": {name: value}}
// any hidden field, also beside a 409 or 422 when part of the form was saved); 401, or being sent
// to the sign-in page, is a session that has ended; 409 is somebody else's change; 422 is a
// refusal with JSON {"sentence": "..."}.
//
// Each sending says in "sent_by" which open page it comes from and which of its sendings it is:
// when an answer was lost on the way, the next one goes on from what this page had sent before.

const PAUSE = 3000;
const AGAIN = 5000;
const KEPT = "Your words are kept on this page.";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "Europe/London",
});

const random = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function saveAsTyped(form) {
  new Autosave(form).listen();
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.timer = null;
    this.changes = 0;
    this.sending = false;
    this.signedOut = false;
    this.page = random();
    this.turn = 0;
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
      this.soon(PAUSE);
    });
    this.form.addEventListener("submit", () => {
      clearTimeout(this.timer);
      this.sign();
    });
    window.addEventListener("online", () => this.changes > 0 && this.soon(0));
  }

  soon(pause) {
    if (this.timer !== null && pause > 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), pause);
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
    this.timer = null;
    if (this.sending) return this.soon(AGAIN);
    this.sending = true;
    const sent = this.changes;
    try {
      if (this.signedOut) await this.renewToken();
      await this.understand(await this.post(), sent);
    } catch {
      this.wait("Not saved yet: no connection. " + KEPT);
    } finally {
      this.sending = false;
    }
    return undefined;
  }

  post() {
    return fetch(this.form.dataset.autosave, {
      method: "POST",
      body: this.typed(),
      headers: { Accept: "application/json", "X-Autosave": "1" },
      redirect: "manual",
    });
  }

  async understand(answer, sent) {
    const away = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    if (answer.ok) return this.saved(await this.said(answer), sent);
    if (away) return this.askToSignIn();
    if (answer.status === 409) await this.said(answer);
    if (answer.status === 409) return this.say(`Somebody else has changed this since you opened it. ${KEPT} Save, and you will see both.`, true);
    if (answer.status === 422) return this.say(`Not saved: ${(await this.said(answer)).sentence ?? "something is not right yet."} ${KEPT}`, true);
    return this.wait("Not saved yet: the service does not answer. " + KEPT);
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
    this.signedOut = false;
    const version = this.form.querySelector('input[name="version"]');
    if (version && said.version !== undefined) version.value = said.version;
    this.say(`Saved at ${clock.format(new Date())}`, false);
    if (this.changes > sent) return this.soon(PAUSE);
    this.changes = 0;
    this.form.dispatchEvent(new CustomEvent("teamaround:saved"));
    return undefined;
  }

  wait(sentence) {
    this.say(sentence, true);
    this.soon(AGAIN);
  }

  askToSignIn() {
    if (!this.signedOut) {
      this.say(`Not saved yet: you have been signed out. ${KEPT} `, true);
      const link = document.createElement("a");
      link.href = this.form.dataset.signIn ?? "/sign-in/";
      link.target = "_blank";
      link.rel = "noopener";
      link.className = "govuk-link";
      link.textContent = "Sign in in a new tab";
      this.place.append(link, ", then come back here.");
    }
    this.signedOut = true;
    this.soon(AGAIN);
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
    this.place.classList.toggle("ta-autosave--waiting", waiting);
    if (this.place.textContent !== sentence) this.place.textContent = sentence;
  }
}
