import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readArchive } from "./archive-reader";
import { writeArchive } from "./archive-writer";

const folder = mkdtempSync(join(tmpdir(), "octopus-archive-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PASSPHRASE = "a long passphrase of the tests";
/** Random data, so that it stays large when compressed: several chunks of the cipher. */
const LARGE = randomBytes(300_000);

const made = new Map<string, Promise<string>>();

/** Cached by name, since deriving a key takes a second. */
function write(name: string, passphrase?: string): Promise<string> {
  const known = made.get(name) ?? writeNew(name, passphrase);
  made.set(name, known);
  return known;
}

async function writeNew(name: string, passphrase?: string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(join(folder, "attachment"), LARGE);
  const bytes = await writeArchive(path, passphrase, async (archive) => {
    await archive.add("a.copy", Buffer.from("one\n"));
    await archive.add("empty.copy", Buffer.alloc(0));
    await archive.addFile("files/large", join(folder, "attachment"), LARGE.length, () => undefined);
    await archive.addFile("files/nothing", join(folder, "attachment"), 0, () => undefined);
    await archive.add("last.json", Buffer.from("{}"));
  });
  expect(bytes).toBe(statSync(path).size);
  return path;
}

async function read(path: string, passphrase?: string): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  for await (const entry of readArchive(path, passphrase)) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry.content) chunks.push(chunk);
    found[entry.name] = Buffer.concat(chunks);
  }
  return found;
}

function altered(path: string, change: (bytes: Buffer) => Buffer): string {
  const other = `${path}.altered`;
  writeFileSync(other, change(readFileSync(path)));
  return other;
}

const flip = (at: number) => (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? bytes.length + at : at;
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
};

describe.each([
  ["plain", undefined],
  ["encrypted", PASSPHRASE],
])("archive, %s", (name, passphrase) => {
  it("returns its content, and only its owner can read it", async () => {
    const path = await write(name, passphrase);
    const found = await read(path, passphrase);
    expect(Object.keys(found)).toEqual(["a.copy", "empty.copy", "files/large", "files/nothing", "last.json"]);
    expect(found["a.copy"]?.toString()).toBe("one\n");
    expect(found["files/large"]?.equals(LARGE)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((entry) => entry.endsWith(".partial"))).toEqual([]);
  });

  it.each([1, 30, 200, 100_000, 200_000, -1])("is rejected if truncated to %i bytes", async (length) => {
    const path = await write(name, passphrase);
    await expect(
      read(
        altered(path, (bytes) => bytes.subarray(0, length)),
        passphrase,
      ),
    ).rejects.toThrow(/damaged|no backup of this product/);
  });

  it.each([60, 1000, 150_000, -30])("is rejected if byte %i changed", async (at) => {
    const path = await write(name, passphrase);
    await expect(read(altered(path, flip(at)), passphrase)).rejects.toThrow(/damaged|not the passphrase/);
  });
});

describe("encrypted archive", () => {
  it("needs its passphrase", async () => {
    const path = await write("encrypted", PASSPHRASE);
    expect(readFileSync(path).includes("last.json")).toBe(false);
    await expect(read(path)).rejects.toThrow(/Set OCTOPUS_BACKUP_PASSPHRASE/);
    await expect(read(path, "another passphrase")).rejects.toThrow(/is not the passphrase/);
  });

  it("is rejected if its chunks are reordered", async () => {
    const path = await write("encrypted", PASSPHRASE);
    const piece = 64 * 1024 + 16;
    // The header ends with the line of its MAC; a nonce of 16 bytes follows.
    const whole = readFileSync(path);
    const head = whole.indexOf("\n", whole.indexOf("\n---") + 1) + 1 + 16;
    const swap = (bytes: Buffer) =>
      Buffer.concat([
        bytes.subarray(0, head),
        bytes.subarray(head + piece, head + 2 * piece),
        bytes.subarray(head, head + piece),
        bytes.subarray(head + 2 * piece),
      ]);
    await expect(read(altered(path, swap), PASSPHRASE)).rejects.toThrow(/damaged/);
    // Cut after a complete chunk: every tag is valid, but none marks the last chunk.
    const cut = (bytes: Buffer) => bytes.subarray(0, head + 2 * piece);
    await expect(read(altered(path, cut), PASSPHRASE)).rejects.toThrow(/damaged/);
  });
});

describe("encrypted archive of the first format", () => {
  const path = join(import.meta.dirname, "fixtures/first-format.tar.gz.enc");

  it("is read with its passphrase", async () => {
    const found = await read(path, PASSPHRASE);
    expect(Object.entries(found).map(([name, bytes]) => [name, bytes.toString()])).toEqual([
      ["a.copy", "one\n"],
      ["last.json", "{}"],
    ]);
  });

  it("is rejected without it, with another, altered, or truncated", async () => {
    const copy = join(folder, "first-format");
    copyFileSync(path, copy);
    await expect(read(copy)).rejects.toThrow(/Set OCTOPUS_BACKUP_PASSPHRASE/);
    await expect(read(copy, "another passphrase")).rejects.toThrow(/is not the passphrase/);
    for (const at of [38, 60, 100, -1])
      await expect(read(altered(copy, flip(at)), PASSPHRASE)).rejects.toThrow(/damaged|not the passphrase/);
    for (const length of [40, 71, 100])
      await expect(
        read(
          altered(copy, (bytes) => bytes.subarray(0, length)),
          PASSPHRASE,
        ),
      ).rejects.toThrow(/damaged/);
  });
});

describe("archive that cannot be written", () => {
  it("leaves nothing behind when its content fails", async () => {
    const path = join(folder, "failing");
    await expect(
      writeArchive(path, undefined, async (archive) => {
        await archive.add("a", Buffer.from("a"));
        throw new Error("the database went away");
      }),
    ).rejects.toThrow("the database went away");
    expect(readdirSync(folder).filter((name) => name.startsWith("failing"))).toEqual([]);
  });

  it("reports a missing folder, and a path that is a folder", async () => {
    const write = (path: string) => writeArchive(path, undefined, async () => undefined);
    await expect(write(join(folder, "nowhere", "x"))).rejects.toThrow(/There is no folder/);
    await expect(write(join(folder, "attachment", "x"))).rejects.toThrow(/There is no folder/);
    await expect(write(folder)).rejects.toThrow(/is a folder/);
  });
});

describe("file that is not a backup", () => {
  it("is reported as such", async () => {
    const text = join(folder, "text");
    writeFileSync(text, "hello, this is a text and not an archive at all");
    await expect(read(text)).rejects.toThrow(/is no backup/);
    await expect(read(join(folder, "missing"))).rejects.toThrow(/cannot be read \(ENOENT\)/);
    await expect(read(folder)).rejects.toThrow(/cannot be read \(EISDIR\)/);
  });
});
