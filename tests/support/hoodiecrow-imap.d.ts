declare module "hoodiecrow-imap" {
  import type { Server } from "node:net";

  /** The part of the IMAP server for tests that is used here. */
  interface ImapServer {
    server: Server;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    getMailbox(path: string): { messages: unknown[] };
    appendMessage(path: string, flags: readonly string[], receivedAt: Date | false, raw: string): void;
  }

  export default function hoodiecrow(options: {
    plugins: readonly string[];
    storage: Record<string, { messages: unknown[] }>;
  }): ImapServer;
}
