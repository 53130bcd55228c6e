import { writeFileSync } from "node:fs";
import { loadSeed } from "@/db/seed";
import { recordedPage } from "@/db/seed/recorded";

/* `npm run recorded`: writes docs/recorded.md from the starting data. */

writeFileSync("docs/recorded.md", recordedPage(loadSeed()));
