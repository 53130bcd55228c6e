interface FileFact {
  fileId: string;
}

/** Facts about files. */
export interface FileFacts {
  "file.uploaded": FileFact;
  "file.accepted": FileFact & { type: string; scopes: string[] };
  "file.refused": FileFact & { refusal: string; scopes: string[] };
  "file.read": FileFact & { reading: string; scopes: string[] };
  "file.recognition-asked": FileFact & { language: string; scopes: string[] };
  /** Text that was recognised in a scan was removed. */
  "file.words-removed": FileFact & { scopes: string[] };
  "file.removed": FileFact;
  /** A restricted file was downloaded, or its text or pictures were viewed. `from`: first byte of the range. */
  "file.downloaded": FileFact & { from: number };
  /** Used in a second place, or by someone other than the uploader. */
  "file.reused": FileFact & { kind: string; ownerId: string; access: string };
  /** `caseId`: the clean-up of its uploader. */
  "file.withheld": FileFact & { caseId: string; scopes: string[] };
  /** `waits`: the job that it waits for again. */
  "file.released": FileFact & {
    waits: "check-file" | "read-file" | "recognise-file" | null;
    scopes: string[];
  };
  "file.blocked": FileFact & { scopes: string[] };
  /** The stored bytes are missing or damaged (`lost`), or correct again (`found`). */
  "file.lost": FileFact & { scopes: string[] };
  "file.found": FileFact & { scopes: string[] };
}
