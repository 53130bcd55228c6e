import { hash } from "@node-rs/argon2";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailKeyOf, NewPassword, PersonName } from "./model";
import { hashPassword, verifyPassword } from "./password";
import { findPasswordProblem } from "./password-problems";

const about = { fullName: "Awa Diop Ndiaye", email: "awa.ndiaye@justice.example" };
const codes = (schema: typeof NewPassword | typeof PersonName, value: string) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
};

describe("NewPassword", () => {
  it("counts 15 to 128 code points after NFC, and truncates nothing", () => {
    expect(codes(NewPassword, "a".repeat(14))).toEqual(["password_short"]);
    expect(codes(NewPassword, "a".repeat(15))).toEqual([]);
    expect(codes(NewPassword, "🐙".repeat(14))).toEqual(["password_short"]);
    expect(codes(NewPassword, "🐙".repeat(128))).toEqual([]);
    expect(codes(NewPassword, "🐙".repeat(129))).toEqual(["password_long"]);
    // Decomposed letters count once and give the same password.
    expect(codes(NewPassword, "e\u0301".repeat(14))).toEqual(["password_short"]);
    expect(NewPassword.parse("e\u0301".repeat(15))).toBe("é".repeat(15));
    expect(codes(NewPassword, "")).toEqual(["required"]);
  });
});

describe("findPasswordProblem", () => {
  it.each([
    ["passwordpassword", "password_common"],
    ["1qaz2wsx3edc4rfv", "password_common"],
    ["Dragon!!482719364", "password_common"],
    ["P4ssw0rd123456789", "password_common"],
    ["aaaaaaaaaaaaaaa", "password_pattern"],
    ["abcabcabcabcabc", "password_pattern"],
    ["abcdefghijklmnop", "password_pattern"],
    ["zyxwvutsrqponmlk", "password_pattern"],
    ["qwertyuiopasdfghjkl", "password_pattern"],
    ["octopus-community-26", "password_own"],
    ["0ct0pus cybercrime", "password_own"],
    ["Budapest Convention", "password_own"],
    ["awa.ndiaye@justice", "password_own"],
    ["Ndiaye Awa Diop 1979", "password_own"],
  ])("%s is %s", async (password, problem) => {
    expect(await findPasswordProblem(password, about)).toBe(problem);
  });

  it.each([
    "correct horse battery staple",
    "violet kettle on the roof",
    "الأخطبوط يسبح في البحر الأزرق",
    "my octopus likes rainy harbours",
    "kT7#vq9!Lm2@xWz4",
    "        seven ships sail",
  ])("%s: is accepted", async (password) => {
    expect(await findPasswordProblem(password, about)).toBeNull();
  });
});

describe("verifyPassword", () => {
  it("accepts only the right password, of any length and script", async () => {
    const long = "ش🐙é ".repeat(32);
    const kept = await hashPassword(long);
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(kept, long)).toEqual({ isRight: true, isOld: false });
    expect(await verifyPassword(kept, long.slice(0, -1))).toEqual({ isRight: false, isOld: false });
  });

  it("reports a hash with outdated settings", async () => {
    const kept = await hash("an older password of ours", {
      algorithm: 2,
      memoryCost: 8192,
      timeCost: 1,
      parallelism: 1,
    });
    expect(await verifyPassword(kept, "an older password of ours")).toEqual({ isRight: true, isOld: true });
  });

  it("does the same work without a stored hash, and returns false", async () => {
    expect(await verifyPassword(null, "anything at all, really")).toEqual({ isRight: false, isOld: false });
    expect(await verifyPassword("no hash at all", "anything at all")).toEqual({
      isRight: false,
      isOld: false,
    });
  });
});

describe("emailKeyOf", () => {
  it.each([
    ["octopus@localhost", "octopus@localhost"],
    ["Awa.Diop+x@Justice.Example", "awa.diop+x@justice.example"],
    ["josé@bücher.example", "josé@xn--bcher-kva.example"],
  ])("%s is %s", (address, key) => {
    expect(emailKeyOf(address)).toBe(key);
  });

  it.each([
    "a@b@c.example",
    "nobody",
    "@x.example",
    "x@",
    "x@example",
    "x@127.0.0.1",
    "x@[::1]",
    "x@example.com, y@example.com",
    "x y@example.com",
    "<x@example.com>",
    "x@example.com\r\nBcc: y@example.com",
    `${"a".repeat(65)}@example.com`,
    `${"a".repeat(60)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(63)}.example`,
    // Letters that NFKC changes, and a second at sign in disguise.
    "\u212aate@example.com",
    "x@ex\uff41mple.com",
    "x\uff20evil.example@example.com",
    ".x@example.com",
    "x..y@example.com",
  ])("%s: is invalid", (address) => {
    expect(emailKeyOf(address)).toBeNull();
  });
});

describe("PersonName", () => {
  it("accepts any name, without assuming its parts", () => {
    for (const name of ["Ñ", "Jean-Luc d'Arc", "محمد بن عبد الله", "李", "Sukarno"])
      expect(codes(PersonName, name)).toEqual([]);
    expect(PersonName.parse("  Awa \n Diop ")).toBe("Awa Diop");
  });

  it("removes control characters, direction overrides and invisible characters", () => {
    expect(PersonName.parse("Awa \u202e Diop")).toBe("Awa Diop");
    expect(PersonName.parse("Awa\u0007 \u3164Di\u200bop\u{e0041}")).toBe("Awa Diop");
    // A joiner stays where the script needs it.
    expect(PersonName.parse("\u0646\u0627\u0632\u200c\u0646\u06cc\u0646")).toContain("\u200c");
    expect(PersonName.parse("Al\u200cice")).toBe("Alice");
  });

  it.each([
    "\u3164",
    "\u3164\u3164 \u115f",
    "\uffa0\u1160",
    "\u2800\u2800",
    "\u200b\u2060",
    "\u{e0020}\u{e0041}",
    "\u200d",
  ])("rejects an invisible name (%j)", (name) => {
    expect(codes(PersonName, name)).toContain("required");
  });

  it("never accepts a name without a visible letter, nor invisible characters", () => {
    const hidden = fc.constantFrom(
      ..."\u3164\u115f\u1160\uffa0\u200b\u200e\u2060\u202e\u2066\ufeff\u00ad\u034f\u180e\u2800\u0007\u009b",
    );
    const letter = fc.constantFrom(..."Aé李محд한");
    const name = fc
      .array(fc.oneof(hidden, letter, fc.constant(" ")), { maxLength: 30 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(name, (typed) => {
        const parsed = PersonName.safeParse(typed);
        const seen = [...typed].filter((one) => "Aé李محд한".includes(one));
        if (!parsed.success) return seen.length === 0;
        const kept = [...parsed.data].filter((one) => one !== " ");
        return kept.join("") === seen.join("").normalize("NFC") && seen.length > 0;
      }),
    );
  });

  it("rejects empty names, web addresses and long text", () => {
    expect(codes(PersonName, "   ")).toContain("required");
    expect(codes(PersonName, "1234")).toEqual(["format"]);
    expect(codes(PersonName, "Win at https://x.example")).toEqual(["format"]);
    expect(codes(PersonName, "a".repeat(201))).toEqual(["too_long"]);
  });
});
