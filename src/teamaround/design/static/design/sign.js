// A box to sign in with a finger, a pen or a mouse. What is drawn goes along with the form as a
// picture, in the field that lies in the same place. Typing the name is the equal other way.

const INK = "#1c2427";
const WIDE = 5;

export function signByDrawing(place) {
  const canvas = place.querySelector("canvas");
  const kept = place.querySelector('input[type="hidden"]');
  const status = place.querySelector("[data-sign-status]");
  const pen = canvas.getContext("2d");
  let last = null;
  pen.strokeStyle = pen.fillStyle = INK;
  pen.lineWidth = WIDE;
  pen.lineCap = pen.lineJoin = "round";

  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  const begin = (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
    pen.beginPath();
    pen.arc(...last, WIDE / 2, 0, 7);
    pen.fill();
    event.preventDefault();
  };
  const go = (event) => {
    if (last === null) return;
    const now = at(event);
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...now);
    pen.stroke();
    last = now;
  };
  const end = () => {
    if (last === null) return;
    last = null;
    kept.value = canvas.toDataURL("image/png");
    kept.dispatchEvent(new Event("input", { bubbles: true }));
    status.textContent = "A signature is in the box.";
  };
  const clear = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    kept.value = "";
    status.textContent = "Nothing is in the box.";
  };

  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", go);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  place.querySelector("[data-sign-clear]").addEventListener("click", clear);
  show(kept.value, pen).then((there) => there && (status.textContent = "A signature is in the box."));
  place.hidden = false;
  place.parentElement.querySelector("[data-sign-off]").hidden = true;
}

// What was drawn before the page came back with a question is in the box again.
async function show(address, pen) {
  if (!address) return false;
  const bytes = Uint8Array.from(atob(address.split(",")[1] ?? ""), (letter) => letter.charCodeAt(0));
  pen.drawImage(await createImageBitmap(new Blob([bytes], { type: "image/png" })), 0, 0);
  return true;
}
