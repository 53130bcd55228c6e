// @ts-check
// Builds the product: `npm run build`. With --bundles only our own programs (server, worker, command line).
import "./lib/require-node.mjs";

import("./lib/build.mjs").then(({ buildFromCommandLine }) => buildFromCommandLine(process.argv.slice(2)));
