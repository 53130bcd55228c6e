import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import sharp from "sharp";
import { createOCREngine, type OCREngine, supportsFastBuild } from "tesseract-wasm";
import { type Recognition, TEXTS } from "../exchange";
import { RECOGNISED_LANGUAGES, type RecognisedLanguage } from "../model";
import { MOST_PIXELS, TextPages } from "./limits";
import { drawPdf } from "./pdf";

/** So many pages of a scan are read, for so long in milliseconds; what follows is left as it is. */
const PAGES = 100;
const TIME = 8 * 60_000;
/** A sheet of A4 at 200 dots to the inch, at which small print is still made out. */
const WIDTH = 1_654;

const home = createRequire(import.meta.url);

/**
 * Reads the pictures of pages in a PDF by machine: Tesseract as WebAssembly, with models that came with its packages.
 * Nothing is fetched. Runs in a process of its own; writes the words to `folder`.
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
  await drawPdf(path, { most: PAGES, width: WIDTH }, async (png, page) => {
    texts.add(await readPicture(engine, png));
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

async function readPicture(engine: OCREngine, png: Buffer): Promise<string> {
  const { data, info } = await sharp(png, { limitInputPixels: MOST_PIXELS })
    .flatten({ background: "#ffffff" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  engine.loadImage({ data: pixels, width: info.width, height: info.height });
  const text = engine.getText();
  engine.clearImage();
  return text;
}
