import { describe, expect, it } from "vitest";
import { productFiles, read } from "./syntax";

/** Where texts are short before normalization, so that unordered accents cost nothing. */
const SHORT: Readonly<Record<string, string>> = {
  "lib/text/unicode.ts": "the function itself",
  "lib/accounts/model.ts":
    "passwords of at most 1,024 characters, which must stay as they are; addresses and names",
  "lib/accounts/password-problems.ts": "a password",
  "lib/accounts/handle.ts": "a name",
  "lib/backup/cipher.ts": "the operator's passphrase, which must stay as it is",
  "lib/backup/first-cipher.ts": "the same",
  "lib/cooperation/request/seal.ts": "a passphrase in the reader's own browser, which must stay as it is",
  "components/listbox/matching.ts": "a name in the reader's own browser",
  "db/seed/countries.ts": "names of our own",
};

describe("normalizing texts", () => {
  it("uses the function that is linear for any text", () => {
    const bare = productFiles("app", "components", "db", "enhance", "lib", "scripts").filter((file) =>
      /(?<!path|posix|win32)\.normalize\(/.test(read(file)),
    );
    expect(bare.sort()).toEqual(Object.keys(SHORT).sort());
  });
});
