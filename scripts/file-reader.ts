import { answerQuestion, type Question } from "@/lib/files/inside";

/** Inspects one uploaded file: the question is its argument, the answer its output. */
const answer = await answerQuestion(JSON.parse(process.argv[2] ?? "{}") as Question);
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
