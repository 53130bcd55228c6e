import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import hoodiecrow from "hoodiecrow-imap";
import { SMTPServer } from "smtp-server";

/** A mailbox of the operator: an SMTP server that accepts every mail, and an IMAP server with what it accepted. */
export interface TestMailbox {
  smtpUrl: string;
  imapUrl: string;
  /** The number of mails in it. */
  count(): number;
  stop(): Promise<void>;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Starts both on loopback. */
export async function startMailbox(): Promise<TestMailbox> {
  const imap = hoodiecrow({ plugins: ["UNSELECT", "SPECIAL-USE"], storage: { INBOX: { messages: [] } } });
  await new Promise<void>((done) => imap.listen(0, "127.0.0.1", done));
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => `Delivered-To: ${address}\r\n`).join("");
        imap.appendMessage("INBOX", [], false, to + Buffer.concat(chunks).toString("latin1"));
        done();
      });
    },
  });
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server)}`,
    imapUrl: `imap://testuser:testpass@127.0.0.1:${portOf(imap.server)}`,
    count: () => imap.getMailbox("INBOX").messages.length,
    async stop() {
      await new Promise<void>((done) => smtp.close(() => done()));
      await new Promise<void>((done) => imap.close(done));
    },
  };
}
