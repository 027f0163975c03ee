// Says two minutes before nobody's hand on the page signs a person out, and offers to stay.
// Without this file nothing is lost either: a form sent too late comes back to be sent again.

const MINUTE = 60_000;

export function warnBeforeSigningOut(page) {
  const who = page.querySelector("[data-idle-minutes]");
  if (!who) return;
  const minutes = Number(who.dataset.idleMinutes);
  const notice = page.createElement("section");
  notice.className = "ta-idle";
  notice.setAttribute("role", "alert");
  let timer;

  const begin = () => {
    notice.remove();
    clearTimeout(timer);
    timer = setTimeout(warn, (minutes - 3) * MINUTE); // the server may count from a minute before
  };
  const warn = () => {
    notice.replaceChildren(words("You will be signed out in two minutes. What you typed stays on this page."), stay());
    page.body.append(notice);
  };
  const words = (text) => {
    const sentence = page.createElement("p");
    sentence.textContent = text;
    return sentence;
  };
  const stay = () => {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "govuk-button";
    button.textContent = "Stay signed in";
    button.addEventListener("click", async () => {
      const answer = await fetch(who.dataset.stay, { redirect: "manual" }).catch(() => null);
      if (answer !== null && answer.ok) begin();
      else notice.replaceChildren(words("You are signed out. Sign in in another tab, then send this page as it is."));
    });
    return button;
  };
  page.addEventListener("teamaround:saved", begin);
  begin();
}
