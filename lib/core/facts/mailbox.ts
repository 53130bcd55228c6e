interface QuestionFact {
  questionId: string;
}

/** Facts about questions to the people who run the site; never what was asked or answered, or by which address. */
export interface MailboxFacts {
  "question.asked": QuestionFact & { topic: string };
  /** The asker wrote back by the link in an answer. */
  "question.replied": QuestionFact & { entryId: string };
  "question.answered": QuestionFact & { entryId: string };
  "question.noted": QuestionFact & { entryId: string };
  /** `isTaken`: an administrator takes care of it; otherwise nobody does any more. */
  "question.claimed": QuestionFact & { isTaken: boolean };
  "question.closed": QuestionFact & { isSpam: boolean };
  "question.reopened": QuestionFact;
}
