import { join } from "node:path";
import { documentFonts } from "./faces";
import type { Font } from "./sheets";

/** Lists all fonts, as files of the server. */
export function fontFiles(): Font[] {
  const root = process.env.OCTOPUS_ROOT ?? process.cwd();
  return documentFonts().map(({ name, file }) => ({
    name,
    source: join(root, "assets/fonts/documents", file),
  }));
}
