import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";
import { ZipFile } from "yazl";

/** Random ids that the docx package gives to links. */
const RANDOM_ID = /\brId[A-Za-z0-9_-]{20,22}(?=")/g;
const MOMENT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/**
 * Makes a document the same each time it is written, so that its hash identifies it: numbers the random ids, and
 * sets every time, in its properties and in the archive, to the day of the revision.
 */
export async function makeReproducible(docx: Buffer, day: string | null): Promise<Buffer> {
  const at = new Date(`${day ?? "2000-01-01"}T00:00:00Z`);
  // A ZIP archive stores local time without a time zone.
  const [year = 2000, month = 1, date = 1] = (day ?? "2000-01-01").split("-").map(Number);
  const mtime = new Date(year, month - 1, date);
  const names = new Map<string, string>();
  const name = (id: string) => {
    const known = names.get(id) ?? `rIdLink${names.size + 1}`;
    names.set(id, known);
    return known;
  };
  const zip = new ZipFile();
  const entries = await entriesOf(docx);
  // The text first, so that ids are numbered in the order of reading.
  const order = [...entries].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const [path, bytes] of order) {
    const isText = /\.(?:xml|rels)$/.test(path);
    const text = isText ? bytes.toString("utf8").replaceAll(RANDOM_ID, name) : null;
    const stable = text !== null && path === "docProps/core.xml" ? text.replaceAll(MOMENT, stamp(at)) : text;
    zip.addBuffer(stable === null ? bytes : Buffer.from(stable), path, {
      mtime,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  }
  zip.end();
  return buffer(zip.outputStream);
}

const stamp = (at: Date) => at.toISOString().replace(/\.\d+Z$/, "Z");

function rank(path: string): number {
  if (path === "[Content_Types].xml") return 0;
  if (path === "word/document.xml") return 1;
  return path === "word/footnotes.xml" ? 2 : 3;
}

/** Reads all files of an archive that we made. No limits are checked. */
function entriesOf(archive: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((done, fail) => {
    yauzl.fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return fail(error);
      const entries = new Map<string, Buffer>();
      zip.on("error", fail);
      zip.on("end", () => done(entries));
      zip.on("entry", (entry: { fileName: string }) => {
        if (entry.fileName.endsWith("/")) return zip.readEntry();
        zip.openReadStream(entry as never, (unread, stream) => {
          if (unread) return fail(unread);
          buffer(stream).then((bytes) => {
            entries.set(entry.fileName, bytes);
            zip.readEntry();
          }, fail);
        });
      });
      zip.readEntry();
    });
  });
}
