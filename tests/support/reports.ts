import { createTransport } from "nodemailer";

interface Report {
  action?: string;
  status?: string;
  diagnostic?: string;
  /** The type of the report, as in its header. */
  type?: string;
}

/** Writes a delivery status notification (RFC 3464) as mail servers do: words, fields, and headers of the mail. */
export function reportOf({
  action = "failed",
  status = "5.1.1",
  diagnostic = "smtp; 550 5.1.1 <awa@justice.example>: Recipient address\n  rejected: User unknown",
  type = "delivery-status",
}: Report = {}): string {
  return `From: MAILER-DAEMON@mx.justice.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${type};
	boundary="9D1B2.1449/mx.justice.example"

This is a MIME-encapsulated message.

--9D1B2.1449/mx.justice.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.justice.example.

--9D1B2.1449/mx.justice.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.justice.example
Arrival-Date: Tue,  1 Dec 2026 09:00:00 +0000 (UTC)

Final-Recipient: rfc822; awa@justice.example
Action: ${action}
Status: ${status}
Diagnostic-Code: ${diagnostic}

--9D1B2.1449/mx.justice.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: octopus@octopus.example
Subject: One change

--9D1B2.1449/mx.justice.example--
`.replaceAll("\n", "\r\n");
}

/** Returns a mail to its sender, as a mail server does: without a return address of its own. */
export async function sendReport(smtpUrl: string, to: string, report: Report | string = {}): Promise<void> {
  const transport = createTransport({ url: smtpUrl });
  const raw = typeof report === "string" ? report : reportOf(report);
  await transport.sendMail({ envelope: { from: "", to: [to] }, raw });
  transport.close();
}
