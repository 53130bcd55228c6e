import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createOCREngine, type OCREngine, supportsFastBuild } from "tesseract-wasm";
import { type Recognition, TEXTS } from "../exchange";
import { RECOGNISED_LANGUAGES, type RecognisedLanguage } from "../model";
import type { DrawnPage } from "./decoders";
import { TextPages } from "./limits";
import { drawPdf } from "./pdf";

/** Pages of a scan that are recognized, and milliseconds for all of them; the rest is skipped. */
const PAGES = 100;
const TIME = 8 * 60_000;
/** Width of A4 at 200 dpi, at which small print is still recognized. */
const WIDTH = 1_654;

const home = createRequire(import.meta.url);

/**
 * Recognizes text in the pages of a PDF with Tesseract (WebAssembly), with models from its packages. Uses no
 * network. Runs in a separate process; writes the words to `folder`.
 */
export async function recognisePages(
  path: string,
  language: RecognisedLanguage,
  folder: string,
): Promise<Recognition> {
  const until = Date.now() + TIME;
  const engine = await openEngine(language);
  const texts = new TextPages();
  let pages = 0;
  await drawPdf(path, { most: PAGES, width: WIDTH }, async (drawn, page) => {
    texts.add(readPicture(engine, drawn));
    texts.endPage();
    pages = page;
    return Date.now() < until && !texts.isFull;
  });
  const hasText = texts.pages.some((text) => text !== "");
  if (hasText) await writeFile(join(folder, TEXTS), JSON.stringify(texts.pages), { mode: 0o600 });
  return { pages, hasText };
}

async function openEngine(language: RecognisedLanguage): Promise<OCREngine> {
  const program = dirname(home.resolve("tesseract-wasm"));
  const build = supportsFastBuild() ? "tesseract-core.wasm" : "tesseract-core-fallback.wasm";
  const engine = await createOCREngine({ wasmBinary: await readFile(join(program, build)) });
  const model = RECOGNISED_LANGUAGES[language];
  const models = dirname(home.resolve(`@tesseract.js-data/${model}/package.json`));
  engine.loadModel(gunzipSync(await readFile(join(models, "4.0.0_best_int", `${model}.traineddata.gz`))));
  return engine;
}

function readPicture(engine: OCREngine, { pixels, width, height }: DrawnPage): string {
  const data = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  engine.loadImage({ data, width, height });
  const text = engine.getText();
  engine.clearImage();
  return text;
}
