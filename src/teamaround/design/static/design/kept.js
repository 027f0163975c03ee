// What somebody typed and could not send, kept on this phone or computer until it is sent, until
// they sign out, or for a day. It is written in a cipher whose key comes with the page and is the
// account's own: whoever else uses this device, or takes it, cannot read it.

const START = "teamaround:kept:";
const DAY = 24 * 60 * 60 * 1000;
const device = () => (window.matchMedia("(pointer: coarse)").matches ? "phone" : "computer");

export const onThisDevice = () => `on this ${device()}`;

export class Kept {
  constructor(form) {
    this.name = `${START}${form.dataset.keepFor}:${window.location.pathname}`;
    this.turn = 0;
    this.key = crypto.subtle.importKey("raw", bytes(form.dataset.keepKey), "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  // Nothing is kept where the browser has no cipher or no room: the words then stay on the page alone.
  static of(form) {
    if (!form.dataset.keepKey || !window.crypto?.subtle) return null;
    try {
      sweep();
      return new Kept(form);
    } catch {
      return null;
    }
  }

  // Returns whether it is kept. What was asked later wins, also over a slower one before it.
  async write(said) {
    const turn = ++this.turn;
    try {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const words = new TextEncoder().encode(JSON.stringify(said));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, words);
      if (turn === this.turn) localStorage.setItem(this.name, JSON.stringify({ at: Date.now(), iv: letters(iv), words: letters(new Uint8Array(sealed)) }));
      return true;
    } catch {
      return false;
    }
  }

  // {at, said}, or null when nothing is there that this account may read.
  async read() {
    try {
      const { at, iv, words } = JSON.parse(localStorage.getItem(this.name));
      const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await this.key, bytes(words));
      return { at, said: JSON.parse(new TextDecoder().decode(open)) };
    } catch {
      return null;
    }
  }

  remove() {
    this.turn += 1;
    try {
      localStorage.removeItem(this.name);
    } catch {
      // a browser that keeps nothing has nothing to remove
    }
  }
}

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function letters(from) {
  let text = "";
  for (let place = 0; place < from.length; place += 8192) text += String.fromCharCode(...from.subarray(place, place + 8192));
  return btoa(text);
}

const names = () => {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(START));
  } catch {
    return [];
  }
};

// Whatever is older than a day goes, whoever's it is.
export function sweep() {
  names().forEach((name) => {
    const at = JSON.parse(localStorage.getItem(name) ?? "{}").at;
    if (!(at > Date.now() - DAY)) localStorage.removeItem(name);
  });
}

// The form that signs out says first that unsent words go with it, and takes them along.
export function forgetWhenLeaving(form) {
  const own = () => names().filter((name) => name.startsWith(START + form.dataset.forget));
  if (own().length > 0) {
    const notice = document.createElement("p");
    notice.className = "ta-notice";
    notice.textContent = `Words that were not sent yet are kept ${onThisDevice()}. Signing out removes them. To send them, open the page where you wrote them.`;
    form.prepend(notice);
  }
  form.addEventListener("submit", () => navigator.onLine && own().forEach((name) => localStorage.removeItem(name)));
}
