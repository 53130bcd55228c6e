// @ts-check
// The operator's command line: `npm run octopus -- COMMAND`.
import "./lib/require-node.mjs";

import("./lib/octopus.mjs").then(({ octopus }) => octopus());
