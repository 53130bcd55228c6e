import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readParts } from "./multipart";

/** Splits bytes into chunks of these lengths in turn. */
async function* cut(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? bytes.length;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

interface Read {
  name: string;
  filename?: string;
  content: string;
}

async function read(
  body: Buffer,
  type = 'multipart/form-data; boundary="XX"',
  lengths = [7],
): Promise<Read[]> {
  const found: Read[] = [];
  for await (const part of readParts(type, cut(body, lengths))) {
    if (part.kind === "field") found.push({ name: part.name, content: part.value });
    else {
      const chunks: Buffer[] = [];
      for await (const chunk of part.bytes) chunks.push(chunk);
      found.push({
        name: part.name,
        filename: part.filename,
        content: Buffer.concat(chunks).toString("latin1"),
      });
    }
  }
  return found;
}

const formOf = (data: FormData) => new Response(data);

describe("form with files", () => {
  it("is read part by part, as browsers send it", async () => {
    const data = new FormData();
    data.set("next", "/training/new");
    data.append("files", new Blob(["one"]), 'één "quoted".txt');
    data.append("files", new Blob(["two\r\n--not-a-boundary\r\n"]), "two.txt");
    const answer = formOf(data);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(await read(body, answer.headers.get("content-type") ?? "")).toEqual([
      { name: "next", content: "/training/new" },
      { name: "files", filename: 'één "quoted".txt', content: "one" },
      { name: "files", filename: "two.txt", content: "two\r\n--not-a-boundary\r\n" },
    ]);
  });

  it("recognizes an empty file field by its missing name", async () => {
    const head = 'content-disposition: form-data; name="files"; filename=""';
    const body = `--XX\r\n${head}\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--XX--\r\n`;
    expect(await read(Buffer.from(body))).toEqual([{ name: "files", filename: "", content: "" }]);
  });

  it("reads the same however it is split, whatever the files contain", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        async (contents, lengths) => {
          const data = new FormData();
          for (const [at, content] of contents.entries())
            data.append("f", new Blob([new Uint8Array(content)]), `${at}`);
          const answer = formOf(data);
          const body = Buffer.from(await answer.arrayBuffer());
          const found = await read(body, answer.headers.get("content-type") ?? "", lengths);
          expect(found.map((part) => part.content)).toEqual(
            contents.map((content) => Buffer.from(content).toString("latin1")),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("continues when a file is left unread", async () => {
    const data = new FormData();
    data.append("f", new Blob(["x".repeat(5_000)]), "a");
    data.append("last", "here");
    const answer = formOf(data);
    const names: string[] = [];
    const body = Buffer.from(await answer.arrayBuffer());
    for await (const part of readParts(answer.headers.get("content-type") ?? "", cut(body, [100])))
      names.push(part.name);
    expect(names).toEqual(["f", "last"]);
  });

  it("is rejected if it is not a form, or incomplete", async () => {
    const part = '--XX\r\ncontent-disposition: form-data; name="a"\r\n\r\nvalue';
    for (const [type, body] of [
      ["text/plain", "hello"],
      ["multipart/form-data", part],
      ['multipart/form-data; boundary=""', part],
      ['multipart/form-data; boundary="XX"', ""],
      ['multipart/form-data; boundary="XX"', "nothing here"],
      ['multipart/form-data; boundary="XX"', part],
      ['multipart/form-data; boundary="XX"', "--XXwrong"],
      ['multipart/form-data; boundary="XX"', "--XX\r\n\r\n\r\nvalue\r\n--XX--"],
      ['multipart/form-data; boundary="XX"', `${part}\r\n--XX\r\nfoo: bar\r\n\r\nv\r\n--XX--`],
      [undefined as unknown as string, part],
    ] as const)
      await expect(read(Buffer.from(body), type)).rejects.toMatchObject({ code: "unsupported" });
  });

  it("is rejected if a field, a header or the number of parts is too large", async () => {
    const field = (value: string, head = "") =>
      `--XX\r\ncontent-disposition: form-data; name="a"${head}\r\n\r\n${value}\r\n`;
    for (const body of [
      field("x".repeat(70_000)),
      field("v", `; x="${"y".repeat(9_000)}"`),
      field("v").repeat(300),
    ])
      await expect(read(Buffer.from(`${body}--XX--`), undefined, [1_000])).rejects.toMatchObject({
        code: "too_large",
      });
  });
});
