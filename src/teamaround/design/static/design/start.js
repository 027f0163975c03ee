// Wakes the components of a page. Every page works without this file.
import { initAll } from "./govuk-frontend.js";
import { askWhenMeant } from "./ask.js";
import { saveAsTyped } from "./autosave.js";
import { guardTypedText } from "./guard.js";
import { warnBeforeSigningOut } from "./idle.js";
import { signByDrawing } from "./sign.js";
import { labelCells } from "./stack.js";

initAll();
document.querySelectorAll("form[data-autosave]").forEach(saveAsTyped);
document.querySelectorAll("[data-sign]").forEach(signByDrawing);
guardTypedText(document);
warnBeforeSigningOut(document);
document.querySelectorAll("form").forEach(askWhenMeant);
document.querySelectorAll("table.ta-stack").forEach(labelCells);
