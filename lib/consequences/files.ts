import type { Consequences } from "@/lib/core/consequences";
import type { FileFacts } from "@/lib/core/facts/files";
import type { Job } from "@/lib/core/jobs";
import { FILE_STEPS, UPLOAD_STEPS } from "./works";

/** Builds the job that recognises a scan. They run one at a time: each uses a processor for minutes. */
const recognitionJob = (fileId: string): Job => ({
  task: "recognise-file",
  payload: { fileId },
  key: `recognise-file:${fileId}`,
  queue: "recognise-file",
});
const fileJob = (task: "check-file" | "read-file", fileId: string): Job => ({
  task,
  payload: { fileId },
  key: `${task}:${fileId}`,
});
/** Bytes are deleted after the commit: a store has no transactions. */
const removeBytes = (): Job[] => [{ task: "remove-bytes", payload: {}, key: "remove-bytes" }];

/** Consequences of facts about files. */
export const FILE_ROWS: Pick<Consequences, keyof FileFacts> = {
  "file.uploaded": { now: UPLOAD_STEPS, later: (e) => [fileJob("check-file", e.fileId)] },
  "file.accepted": {
    stale: (e) => e.scopes,
    later: (e) => [fileJob("read-file", e.fileId), ...removeBytes()],
  },
  "file.refused": { stale: (e) => e.scopes, later: removeBytes },
  "file.read": { stale: (e) => e.scopes, now: FILE_STEPS },
  "file.recognition-asked": { stale: (e) => e.scopes, later: (e) => [recognitionJob(e.fileId)] },
  "file.words-removed": { stale: (e) => e.scopes, now: FILE_STEPS },
  "file.removed": { later: removeBytes },
  "file.downloaded": {},
  "file.reused": {},
  "file.withheld": { stale: (e) => e.scopes, now: FILE_STEPS },
  "file.released": {
    stale: (e) => e.scopes,
    now: FILE_STEPS,
    later: ({ waits, fileId }) =>
      waits === null ? [] : [waits === "recognise-file" ? recognitionJob(fileId) : fileJob(waits, fileId)],
  },
  "file.blocked": { stale: (e) => e.scopes, now: FILE_STEPS, later: removeBytes },
  "file.lost": { stale: (e) => e.scopes, now: FILE_STEPS },
  "file.found": { stale: (e) => e.scopes, now: FILE_STEPS },
};
