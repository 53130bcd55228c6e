import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startS3 } from "@/tests/support/s3";
import { openStore } from "./open";
import { S3Store } from "./s3";
import { parseS3Address } from "./s3-address";
import { bytesSource, fileSource, objectSource } from "./sources";
import { MissingObject, type Source, type Store } from "./store";

const folder = mkdtempSync(join(tmpdir(), "octopus-store-"));
let s3: Awaited<ReturnType<typeof startS3>>;
const stores: Record<string, Store> = {};

beforeAll(async () => {
  s3 = await startS3();
  stores["the file system"] = await openStore(pathToFileURL(join(folder, "files")).href);
  stores["an S3 server"] = await openStore(s3.url);
});
afterAll(async () => {
  await s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

const key = () => `original/ab/${randomBytes(8).toString("hex")}`;
const readAll = async (stream: Readable) => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const listAll = async (store: Store, prefix?: string) => {
  const found: string[] = [];
  for await (const object of store.list(prefix)) found.push(object.key);
  return found;
};

describe.each(["the file system", "an S3 server"])("store on %s", (which) => {
  const store = () => stores[which] as Store;

  it("returns what was stored", async () => {
    const bytes = randomBytes(300_000);
    const at = key();
    await store().put(at, bytesSource(bytes));
    expect(await store().size(at)).toBe(bytes.length);
    expect((await readAll(await store().get(at))).equals(bytes)).toBe(true);
  });

  it("reads a range, both ends included", async () => {
    const at = key();
    await store().put(at, bytesSource(Buffer.from("0123456789")));
    expect((await readAll(await store().get(at, 2, 4))).toString()).toBe("234");
    expect((await readAll(await store().get(at, 7))).toString()).toBe("789");
  });

  it("stores an empty object", async () => {
    const at = key();
    await store().put(at, bytesSource(Buffer.alloc(0)));
    expect(await store().size(at)).toBe(0);
    expect(await readAll(await store().get(at))).toHaveLength(0);
  });

  it("reports missing objects", async () => {
    expect(await store().size(key())).toBeNull();
    await expect(store().get(key())).rejects.toBeInstanceOf(MissingObject);
    await store().remove(key());
  });

  it("deletes, and lists by prefix", async () => {
    const [kept, gone] = [`piece/cd/${randomBytes(8).toString("hex")}`, key()];
    await store().put(kept, bytesSource(Buffer.from("a")));
    await store().put(gone, bytesSource(Buffer.from("b")));
    await store().remove(gone);
    expect(await store().size(gone)).toBeNull();
    expect(await listAll(store(), "piece/")).toContain(kept);
    expect(await listAll(store(), "original/")).not.toContain(kept);
    expect(await listAll(store())).not.toContain(gone);
  });

  it("keeps nothing of a source that fails or has the wrong length", async () => {
    const at = key();
    const broken: Source = {
      size: 200_000,
      open: () =>
        Readable.from(
          (async function* () {
            yield randomBytes(1_000);
            throw new Error("the line broke");
          })(),
        ),
    };
    await expect(store().put(at, broken)).rejects.toThrow();
    const short: Source = { size: 10, open: () => Readable.from([Buffer.from("abc")]) };
    await expect(store().put(at, short)).rejects.toThrow();
    expect(await store().size(at)).toBeNull();
  }, 90_000);

  it("copies objects from another store", async () => {
    const bytes = randomBytes(50_000);
    const other = stores[which === "the file system" ? "an S3 server" : "the file system"] as Store;
    const at = key();
    await other.put(at, bytesSource(bytes));
    await store().put(at, objectSource(other, at, bytes.length));
    expect((await readAll(await store().get(at))).equals(bytes)).toBe(true);
  });

  it("survives a reader who stops early", async () => {
    const at = key();
    await store().put(at, bytesSource(randomBytes(2_000_000)));
    const stream = await store().get(at);
    for await (const _ of stream) break;
    expect(await store().size(at)).toBe(2_000_000);
  });

  it("refuses an invalid key", async () => {
    for (const wrong of ["../up", "a/../b", "/a", "a//b", ".hidden", "a\\b", "", "A"]) {
      await expect(store().put(wrong, bytesSource(Buffer.from("x")))).rejects.toThrow();
      await expect(store().get(wrong)).rejects.toThrow();
    }
  });
});

describe("store on the file system", () => {
  it("creates private files, and moves a spent file instead of copying it", async () => {
    const path = join(folder, "spent");
    writeFileSync(path, "spent", { mode: 0o644 });
    const at = key();
    await stores["the file system"]?.put(at, await fileSource(path, { isSpent: true }));
    expect(existsSync(path)).toBe(false);
    const place = join(folder, "files", at);
    expect(readFileSync(place, "utf8")).toBe("spent");
    expect(statSync(place).mode & 0o777).toBe(0o600);
  });

  it("leaves a file that is still needed", async () => {
    const path = join(folder, "needed");
    writeFileSync(path, "needed");
    await stores["the file system"]?.put(key(), await fileSource(path));
    expect(existsSync(path)).toBe(true);
  });

  it("deletes old remains of a killed writer", async () => {
    const store = stores["the file system"] as Store;
    await store.put("original/ef/00000000", bytesSource(Buffer.from("whole")));
    const half = join(folder, "files/original/ef/11111111.abc.partial");
    writeFileSync(half, "half");
    expect(await listAll(store, "original/ef/")).toEqual(["original/ef/00000000"]);
    expect(await store.removeHalves(new Date(Date.now() - 60_000))).toBe(0);
    expect(await store.removeHalves(new Date(Date.now() + 60_000))).toBe(1);
    expect(readdirSync(join(folder, "files/original/ef"))).toEqual(["00000000"]);
  });

  it("is unavailable if its folder cannot be used", async () => {
    writeFileSync(join(folder, "a-file"), "");
    const store = await openStore(pathToFileURL(join(folder, "a-file")).href);
    await expect(store.put(key(), bytesSource(Buffer.from("x")))).rejects.toMatchObject({
      code: "unavailable",
      reason: "storage",
    });
  });
});

describe("store on an S3 server", () => {
  it("uploads large objects in parts", async () => {
    const address = parseS3Address(s3.url);
    if (!address) throw new Error("no address");
    const store = new S3Store(address, 5 * 1024 * 1024);
    const bytes = randomBytes(12_000_000);
    const at = key();
    await store.put(at, bytesSource(bytes));
    const sum = createHash("sha256").update(await readAll(await store.get(at)));
    expect(sum.digest("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("is unavailable if nothing answers", async () => {
    const store = await openStore("s3://KEY:SECRET@127.0.0.1:9/bucket");
    await expect(store.size(key())).rejects.toMatchObject({ code: "unavailable", reason: "storage" });
  });

  it("does not show its secret", () => {
    expect(stores["an S3 server"]?.name).not.toContain("S3RVER");
  });
});

describe("address of a store", () => {
  it("has key, secret, region and encryption", () => {
    expect(parseS3Address("s3://AK:s%2Fe%3Ac@files.example.org:9000/octopus?region=eu-west-1")).toEqual({
      endpoint: "https://files.example.org:9000",
      region: "eu-west-1",
      bucket: "octopus",
      accessKeyId: "AK",
      secretAccessKey: "s/e:c",
    });
    expect(parseS3Address("s3://AK:S@files.example.org/octopus?tls=off")?.endpoint).toBe(
      "http://files.example.org",
    );
    expect(parseS3Address("s3://AK:S@127.0.0.1:4568/octopus")?.endpoint).toBe("http://127.0.0.1:4568");
    expect(parseS3Address("s3://AK:S@127.0.0.1:4568/octopus?tls=1")?.endpoint).toBe("https://127.0.0.1:4568");
  });

  it.each([
    "s3://files.example.org/octopus",
    "s3://AK@files.example.org/octopus",
    "s3://AK:S@files.example.org/",
    "s3://AK:S@files.example.org/Octopus Files",
    "s3://AK:S@files.example.org/octopus?tls=perhaps",
    "https://AK:S@files.example.org/octopus",
    "nothing",
  ])("is rejected: %s", (address) => {
    expect(parseS3Address(address)).toBeNull();
  });
});
