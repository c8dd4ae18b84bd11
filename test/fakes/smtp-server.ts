import { createServer, type Socket } from "node:net";

/** A mail server on loopback that speaks enough of RFC 5321 to be spoken to, and strictly: commands out of turn are refused. */
export interface FakeSmtp extends AsyncDisposable {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** What becomes of the next mail. */
  fail(what: "refuse-recipient" | "drop-after-data" | "no-greeting"): void;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header fields, unfolded, and the body as it came. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export async function startSmtp(): Promise<FakeSmtp> {
  const mails: ReceivedMail[] = [];
  const failures: string[] = [];
  const server = createServer((socket) => converse(socket, mails, failures));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    fail: (what) => void failures.push(what),
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function converse(socket: Socket, mails: ReceivedMail[], failures: string[]): void {
  if (failures[0] === "no-greeting") {
    // Taken by the machine, and answered by nobody.
    failures.shift();
    return;
  }
  let buffer = "";
  let isData = false;
  let from = "";
  let to: string[] = [];
  const say = (line: string) => socket.write(`${line}\r\n`);
  const end = (text: string) => {
    if (failures[0] === "drop-after-data") {
      failures.shift();
      mails.push(parse(from, to, text));
      socket.destroy();
      return;
    }
    mails.push(parse(from, to, text));
    [from, to] = ["", []];
    say("250 taken");
  };
  const command = (line: string) => {
    const [, verb = "", rest = ""] = /^(\w+)\s*(.*)$/u.exec(line) ?? [];
    switch (verb.toUpperCase()) {
      case "EHLO":
        return say("250-fake\r\n250 SMTPUTF8");
      case "MAIL":
        from = /<([^>]*)>/u.exec(rest)?.[1] ?? "";
        return say("250 ok");
      case "RCPT":
        if (from === "") return say("503 bad sequence");
        if (failures[0] === "refuse-recipient") {
          failures.shift();
          return say("550 no such user");
        }
        to.push(/<([^>]*)>/u.exec(rest)?.[1] ?? "");
        return say("250 ok");
      case "DATA":
        if (to.length === 0) return say("503 bad sequence");
        isData = true;
        return say("354 go on");
      case "RSET":
        [from, to] = ["", []];
        return say("250 ok");
      case "QUIT":
        say("221 bye");
        return socket.end();
      default:
        return say("502 not known");
    }
  };
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    buffer += chunk.toString("utf8");
    for (;;) {
      const stop = isData ? buffer.indexOf("\r\n.\r\n") : buffer.indexOf("\r\n");
      if (stop < 0) return;
      const text = buffer.slice(0, stop);
      buffer = buffer.slice(stop + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        end(text);
      } else command(text);
    }
  });
  say("220 fake");
}

function parse(from: string, to: readonly string[], text: string): ReceivedMail {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const fields = head.replace(/\r\n[ \t]+/gu, " ").split("\r\n");
  const headers = new Map(
    fields.map((field) => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  return { from, to: [...to], headers, body: rest.join("\r\n\r\n") };
}
