import { expect, it } from "vitest";
import { NO_FORM } from "@/lib/core/form-state";
import { addUploadResult } from "@/lib/files/model";
import { useDatabase } from "@/tests/support/database";
import { keep, useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";
import { readAttached } from "./attached";

useDatabase();
useFileDoor();

it("lists the files in the order in which they were chosen, and nobody else's", async () => {
  const [actor, other] = [await makeActor(), await makeActor()];
  const ids: string[] = [];
  for (const name of ["1.txt", "2.txt", "3.txt"]) ids.push(await keep(actor, name, name));
  const foreign = await keep(other, "other.txt", "other");
  const [first = "", ...sent] = ids;
  const at = new URL("http://site.invalid");
  addUploadResult(at, { uploaded: [...sent, foreign], refused: [] });
  const form = { ...NO_FORM, name: "comment", values: { files: ["", first] } };
  const given = { actor, form, name: "comment", search: at.searchParams, has: [] };
  const { files, isTried } = await readAttached(given);
  expect(files.map(({ name }) => name)).toEqual(["1.txt", "2.txt", "3.txt"]);
  expect(isTried).toBe(true);
});

it("says that files were sent although none was accepted", async () => {
  const at = new URL("http://site.invalid");
  addUploadResult(at, { uploaded: [], refused: [{ refusal: "none", name: "" }] });
  const given = { form: NO_FORM, name: "comment", search: at.searchParams, has: [] };
  expect(await readAttached({ actor: await makeActor(), ...given })).toMatchObject({
    files: [],
    isTried: true,
  });
});
