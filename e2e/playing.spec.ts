import { mediaOf, pictureOf, wavOf } from "@/tests/support/sample-files";
import {
  choose,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
  test,
} from "./fixtures";
import { expectInert, watch } from "./inert";
import { beginMaterial, fillDetails } from "./materials";

test("a video and a recording play on their page, with captions and transcript, and are not loaded before", async ({
  browser,
  baseURL,
  page: owner,
}) => {
  test.setTimeout(240_000);
  await signIn(owner, await makePerson({ role: "trusted" }));
  const mark = Date.now().toString(36);
  await beginMaterial(owner, {
    title: `A recorded lecture ${mark}`,
    summary: "A lecture on the preservation of data, and an interview.",
    kind: "guide",
    level: "introductory",
    access: "public",
    handling: "clear",
    licence: "cc-by",
  });
  await fillDetails(owner, "1");
  await owner.getByRole("button", { name: "Save details" }).click();
  await owner.waitForURL(/done=saved/);
  const place = new URL(owner.url()).pathname.replace(/\/edit$/, "");
  const said = "The wombat ledger was preserved.";
  const parts: [string, Buffer, string, string][] = [
    ["lecture.webm", mediaOf("webm"), "English", "Everyone"],
    [
      "lecture.vtt",
      Buffer.from(`WEBVTT\n\n00:00.000 --> 00:03.000\n${said}<script>pwn()</script>\n`),
      "English",
      "Captions",
    ],
    ["lecture.ar.vtt", Buffer.from("WEBVTT\n\n00:00.000 --> 00:03.000\nحُفظ السجل.\n"), "Arabic", "Captions"],
    ["lecture.png", await pictureOf("png", 640, 360), "English", "Cover picture"],
    ["interview.wav", wavOf(75), "English", "Everyone"],
    ["interview.txt", Buffer.from("The prosecutor asks, the provider answers."), "English", "Transcript"],
  ];
  await owner
    .locator('input[type="file"][name="files"]')
    .setInputFiles(parts.map(([name, buffer]) => ({ name, mimeType: "application/octet-stream", buffer })));
  const rows = owner.locator("#version-files .file-row");
  await expect(rows).toHaveCount(parts.length, { timeout: 60_000 });
  for (const [name, , language, part] of parts) {
    const row = owner.locator(".file-row", { hasText: name });
    await choose(row.getByRole("combobox", { name: "Language" }), language);
    await row.getByLabel("For").selectOption({ label: part });
  }
  await owner.getByRole("button", { name: "Save files" }).click();
  await owner.waitForURL(/done=files/);
  await owner.getByRole("button", { name: "Publish", exact: true }).click();
  await owner.waitForURL(/done=published/);

  const context = await browser.newContext({ baseURL });
  const seen = await watch(context, new URL(baseURL ?? "").origin);
  const visitor = await context.newPage();
  const asked: string[] = [];
  visitor.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await expect(async () => {
    asked.length = 0;
    await visitor.goto(place);
    await expect(visitor.locator("figure.player")).toHaveCount(2, { timeout: 1_000 });
    await expect(visitor.locator("track")).toHaveCount(2, { timeout: 1_000 });
    await expect(visitor.locator("figure.player", { hasText: "1 min 15 sec" })).toBeVisible({
      timeout: 1_000,
    });
    await expect(visitor.locator("video[poster]")).toBeVisible({ timeout: 1_000 });
    await expect(visitor.locator("figure.player details")).toHaveCount(2, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await visitor.waitForLoadState("load");
  expect(asked.filter((path) => path.startsWith(`${place}/files/`))).toEqual([]);
  await visitor
    .locator("figure.player", { hasText: "lecture.webm" })
    .getByText("Transcript (English)")
    .click();
  await expect(visitor.getByText(said)).toBeVisible();
  await expectAccessible(visitor);
  await expectInert(visitor, seen);

  const played = await visitor.evaluate(async () => {
    const media = [...document.querySelectorAll<HTMLMediaElement>("video, audio")];
    const cues: string[] = [];
    for (const one of media) {
      one.muted = true;
      for (const track of one.textTracks) track.mode = "showing";
      await one.play();
      await new Promise((done) =>
        one.addEventListener("timeupdate", () => one.currentTime > 0.3 && done(null)),
      );
      one.pause();
      for (const track of one.textTracks)
        for (const cue of track.cues ?? [])
          cues.push(`${track.kind} ${track.language} ${(cue as VTTCue).text}`);
    }
    return {
      times: media.map((one) => one.currentTime > 0),
      lengths: media.map((one) => Math.round(one.duration)).sort((a, b) => a - b),
      cues,
    };
  });
  expect(played).toEqual({
    times: [true, true],
    lengths: [3, 75],
    cues: [`captions en ${said}pwn()`, "subtitles ar حُفظ السجل."],
  });
  expect(seen.complaints).toEqual([]);

  await visitor.setViewportSize({ width: 320, height: 800 });
  await visitor.goto(`/ar${place}`);
  await expect(visitor.locator("track[default]")).toHaveAttribute("srclang", "ar");
  await expectNoSidewaysScroll(visitor);
  await expectAccessible(visitor);
  await expect(async () => {
    await visitor.goto("/search?q=wombat+ledger");
    await expect(visitor.getByText("wombat ledger").first()).toBeVisible({ timeout: 1_000 });
    expect(await visitor.content()).toContain(place);
  }).toPass({ timeout: 60_000 });

  const plain = await (await browser.newContext({ baseURL, javaScriptEnabled: false })).newPage();
  await plain.goto(place);
  await expect(plain.locator("video[controls]")).toBeVisible();
  await expect(plain.locator("audio[controls]")).toBeVisible();
});
