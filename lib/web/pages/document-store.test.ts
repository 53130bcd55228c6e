import { describe, expect, it } from "vitest";
import { bodyIn, chooseEncoding, compress, DocumentStore, type StoredDocument } from "./document-store";

function made(text: string): StoredDocument {
  return {
    scopes: ["a"],
    version: 1,
    etag: 'W/"1"',
    headers: {},
    bodies: { br: compress(Buffer.from(text), "br") },
  };
}

const none = new URLSearchParams();
const page = { search: none, declared: [], name: "" };

describe("document store", () => {
  it("distinguishes addresses by declared parameters only", () => {
    const store = new DocumentStore();
    const search = new URLSearchParams("region=Africa");
    store.put("/changes", { search, declared: ["region"], name: "africa" }, ["a"], made("africa"));
    const find = (query: string) => store.find("/changes", new URLSearchParams(query));
    expect(find("region=Africa&utm_source=mail")).toBeDefined();
    expect(find("region=Europe")).toBeUndefined();
    expect(store.find("/other", none)).toBeUndefined();
  });

  it("remembers scopes without storing a document drawn before they were known", () => {
    const store = new DocumentStore();
    store.put("/p", page, ["a", "b"], undefined);
    expect(store.find("/p", none)).toBeUndefined();
    expect(store.knownScopes("/p", "")).toEqual(["a", "b"]);
  });

  it("stores the newest 64 variants of an address, and always the page itself", () => {
    const store = new DocumentStore();
    store.put("/p", { search: none, declared: ["q"], name: "" }, ["a"], made("page"));
    for (let i = 0; i < 70; i += 1) {
      const search = new URLSearchParams(`q=${i}`);
      store.put("/p", { search, declared: ["q"], name: String(i) }, ["a"], made(String(i)));
    }
    expect(store.find("/p", none)).toBeDefined();
    expect(store.find("/p", new URLSearchParams("q=0"))).toBeUndefined();
    expect(store.find("/p", new URLSearchParams("q=69"))).toBeDefined();
  });

  it("stores up to 256 expiring variants, and none after its time", async () => {
    const store = new DocumentStore();
    const put = (n: number, storedFor: number) => {
      const search = new URLSearchParams(`q=${n}`);
      store.put("/search", { search, declared: ["q"], name: String(n) }, ["a"], { ...made("x"), storedFor });
    };
    for (let n = 0; n < 300; n += 1) put(n, 60_000);
    const isKept = (n: number) => store.find("/search", new URLSearchParams(`q=${n}`)) !== undefined;
    expect([isKept(0), isKept(43), isKept(44), isKept(299)]).toEqual([false, false, true, true]);
    put(300, 1);
    await new Promise((done) => setTimeout(done, 10));
    expect([isKept(300), isKept(299)]).toEqual([false, true]);
  });

  it("finds a variant by each spelling requested, and remembers few of them", () => {
    const store = new DocumentStore();
    store.put("/p", { search: none, declared: ["q"], name: "" }, ["a"], made("page"));
    for (let i = 0; i < 1_000; i += 1)
      expect(store.findVariant("/p", { search: new URLSearchParams(`q=${i}`), name: "" })).toBeDefined();
    expect(store.find("/p", new URLSearchParams("q=999"))).toBe(store.find("/p", none));
    expect(store.find("/p", new URLSearchParams("q=1"))).toBeUndefined();
    expect(store.find("/p", none)).toBeDefined();
  });

  it("is limited in bytes", () => {
    const store = new DocumentStore(4_000);
    for (let i = 0; i < 20; i += 1) store.put(`/p${i}`, page, ["a"], made(`${i} `.repeat(50)));
    expect(store.find("/p0", none)).toBeUndefined();
    expect(store.find("/p19", none)).toBeDefined();
  });

  it("returns the same text in every encoding", () => {
    const document = made("Sénégal, السنغال");
    expect(bodyIn(document, "identity").toString()).toBe("Sénégal, السنغال");
    expect(bodyIn(document, "gzip").subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    expect(document.bodies.gzip).toBeDefined();
  });

  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", "identity"],
    [undefined, "identity"],
  ])("chooses for %s", (accept, expected) => {
    expect(chooseEncoding(accept)).toBe(expected);
  });
});
