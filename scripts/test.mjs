// @ts-check
// `npm test`: every check of the project, in order; `npm test -- --only static|unit|e2e` runs a part.
import "./lib/require-node.mjs";

import("./lib/test.mjs").then(({ test }) => test(process.argv.slice(2)));
