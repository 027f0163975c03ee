// Wakes the components of a page. Every page works without this file.
import { initAll } from "./govuk-frontend.js";
import { askWhenMeant } from "./ask.js";
import { saveAsTyped } from "./autosave.js";
import { guardTypedText } from "./guard.js";
import { warnBeforeSigningOut } from "./idle.js";
import { forgetWhenLeaving, sweep } from "./kept.js";
import { signByDrawing } from "./sign.js";
import { labelCells } from "./stack.js";

initAll();
try {
  sweep();
} catch {
  // a browser that keeps nothing has nothing to sweep
}
document.querySelectorAll("form[data-autosave]").forEach(saveAsTyped);
document.querySelectorAll("form[data-forget]").forEach(forgetWhenLeaving);
document.querySelectorAll("[data-sign]").forEach(signByDrawing);
guardTypedText(document);
warnBeforeSigningOut(document);
document.querySelectorAll("form").forEach(askWhenMeant);
document.querySelectorAll("table.ta-stack").forEach(labelCells);
