// Wakes the components of a page. Every page works without this file.
import { initAll } from "./govuk-frontend.js";

initAll();
