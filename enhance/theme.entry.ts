/*
 * Runs before anything is drawn and sets the theme chosen on this device. Everything else waits for
 * app.entry.ts.
 */
import { chosenTheme, showTheme } from "./theme";

showTheme(chosenTheme());
