import { isFileTypeName } from "@/lib/files/types/model";
import { type Answer, type Question, Refused } from "../exchange";

export type { Question } from "../exchange";

/**
 * Answers one question about a file. The content is untrusted, so this runs in a separate process without
 * secrets in its environment and with limits on time and memory.
 */
export async function answerQuestion(question: Question): Promise<Answer<unknown>> {
  try {
    return { done: await answer(question) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    throw error;
  }
}

async function answer(question: Question): Promise<unknown> {
  if (question.ask === "inspect") {
    const { inspectFile } = await import("../inspect/inspect");
    return inspectFile(question.path, question.name);
  }
  if (question.ask === "recognise") {
    const { recognisePages } = await import("../read/recognise");
    return recognisePages(question.path, question.language, question.folder);
  }
  if (question.ask === "outline") {
    const { writeOutline } = await import("../read/outline");
    return writeOutline(question.path, question.type, question.folder);
  }
  if (!isFileTypeName(question.type)) throw new Error("a type that is not known");
  const { readInside } = await import("../read/read");
  return readInside(question.path, { name: question.name, type: question.type }, question.folder);
}
