// @ts-check
// `npm run up`: installs, starts the database, migrates, seeds, builds and serves; what is done already is left out.
import "./lib/require-node.mjs";

import("./lib/up.mjs").then(({ up }) => up());
