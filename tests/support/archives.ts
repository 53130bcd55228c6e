import yauzl from "yauzl";

/** Returns the text of one file of an archive. Throws if there is none of that name. */
export function unzipped(archive: Buffer, path: string): Promise<string> {
  return new Promise((done, fail) => {
    yauzl.fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return fail(error);
      zip.on("end", () => fail(new Error(`no ${path}`)));
      zip.on("entry", (entry: yauzl.Entry) => {
        if (entry.fileName !== path) return zip.readEntry();
        zip.openReadStream(entry, async (unread, stream) => {
          if (unread) return fail(unread);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          done(Buffer.concat(chunks).toString());
        });
      });
      zip.readEntry();
    });
  });
}

/** Returns the paths of all files in an archive. */
export function pathsIn(archive: Buffer): Promise<string[]> {
  return new Promise((done, fail) => {
    yauzl.fromBuffer(archive, { lazyEntries: false }, (error, zip) => {
      if (error) return fail(error);
      const paths: string[] = [];
      zip.on("entry", (entry: yauzl.Entry) => paths.push(entry.fileName));
      zip.on("error", fail);
      zip.on("end", () => done(paths));
    });
  });
}
