import { expect, it } from "vitest";
import { newId } from "@/lib/core/id";
import { useDatabase } from "@/tests/support/database";
import { DRAWN_FOR, memberDrawnFor, nameMember, sealMember } from "./drawn-for";

useDatabase();

it("seals the member's name differently each time, so that compressed pages do not reveal it", () => {
  const memberId = newId();
  const seals = new Set(Array.from({ length: 100 }, () => sealMember(memberId)));
  expect(seals.size).toBe(100);
  for (const seal of seals) expect(memberDrawnFor({ [DRAWN_FOR]: seal })).toBe(memberId);
  const page = nameMember('<form method="post"></form>', memberId);
  expect(page).not.toBe(nameMember('<form method="post"></form>', memberId));
});

it("rejects a seal that was changed, truncated, or made for another member", () => {
  const [memberId, other] = [newId(), newId()];
  const [, salt = "", seal = ""] = sealMember(memberId).split(".");
  for (const sent of [
    memberId,
    `${memberId}.${seal}`,
    `${memberId}.${salt}`,
    `${memberId}.${salt}.`,
    `${memberId}.${salt}x.${seal}`,
    `${memberId}..${seal}`,
    `${other}.${salt}.${seal}`,
    `${memberId}.${salt}.${seal}.${seal}`,
  ])
    expect(memberDrawnFor({ [DRAWN_FOR]: sent }), sent).toBeNull();
});
