// @ts-check
// Imported before anything else: only words that old versions of Node understand as well.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Node.js ${process.versions.node} is too old: install 20.19 or later, then run the same command again.\n`,
  );
  process.exit(1);
}
