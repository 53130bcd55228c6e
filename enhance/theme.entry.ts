/*
 * Runs before anything is drawn: the theme that was chosen on this device. Everything else waits for app.entry.ts.
 */
import { chosenTheme, showTheme } from "./theme";

showTheme(chosenTheme());
