import { isFileTypeName } from "@/lib/files/types/model";
import { type Answer, type Question, Refused } from "../exchange";

export type { Question } from "../exchange";

/**
 * Answers one question about a file. What is read comes from strangers, so this runs in a process of its own, which
 * has no secret in its environment and is ended when it takes too long or too much.
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
  if (!isFileTypeName(question.type)) throw new Error("a type that is not known");
  const { readInside } = await import("../read/read");
  return readInside(question.path, { name: question.name, type: question.type }, question.folder);
}
