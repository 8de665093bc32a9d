import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { seededRandom } from '@chatloom/platform';

/** A message that reached a person. */
export interface Delivery {
  kind: 'reply' | 'push' | 'multicast';
  /** Reply token or LINE user id. */
  to: string;
  text: string;
  /** Which message of its call: a call brings up to five. */
  nth: number;
  retryKey?: string;
}

/** How LINE behaves badly, as shares of calls. */
export interface Weather {
  serverError: number;
  rateLimited: number;
  /** Takes the message, then cuts the connection before answering. */
  cutAfterTaking: number;
  cutBeforeTaking: number;
  /** Answers after the caller's patience. */
  hang: number;
}
export const FAIR: Weather = { serverError: 0, rateLimited: 0, cutAfterTaking: 0, cutBeforeTaking: 0, hang: 0 };
export const STORM: Weather = { serverError: 0.1, rateLimited: 0.05, cutAfterTaking: 0.07, cutBeforeTaking: 0.05, hang: 0.01 };

/** A LINE that keeps its rules to the letter: a reply token works once, a retry key works once and answers 409 after. */
export class StrictLine {
  readonly deliveries: Delivery[] = [];
  readonly calls = { reply: 0, push: 0, multicast: 0, conflicts: 0, invalidTokens: 0, faults: 0, refused: 0, tooFast: 0, overQuota: 0 };
  /** User ids it does not know: a call that has one of them is refused as a whole, and nobody is named. */
  readonly strangers = new Set<string>();
  /** Messages left this month; calls that need more are refused as a whole. */
  quota = Number.POSITIVE_INFINITY;
  weather: Weather = FAIR;
  private readonly tokens = new Set<string>();
  private readonly keys = new Set<string>();
  private readonly random = seededRandom('strict line');
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    try {
      for await (const part of request.setEncoding('utf8')) text += String(part);
    } catch {
      return; // the caller was killed in the middle of its request: nothing was taken
    }
    const body = JSON.parse(text) as { replyToken?: string; to?: string | string[]; messages: { text: string }[] };
    const isReply = body.replyToken !== undefined;
    this.calls[isReply ? 'reply' : Array.isArray(body.to) ? 'multicast' : 'push']++;
    const fate = this.random();
    const { serverError, rateLimited, cutBeforeTaking, cutAfterTaking, hang } = this.weather;
    const beforeTaking = serverError + rateLimited + cutBeforeTaking;
    if (fate < beforeTaking + cutAfterTaking + hang) this.calls.faults++;
    if (fate < serverError) return answer(response, 500, { message: 'Internal server error' });
    if (fate < serverError + rateLimited) {
      this.calls.tooFast++;
      return answer(response, 429, { message: 'The API rate limit has been exceeded. Try again later.' });
    }
    if (fate < beforeTaking) return void request.socket.destroy();
    if (isReply) {
      if (this.tokens.has(body.replyToken!)) {
        this.calls.invalidTokens++;
        return answer(response, 400, { message: 'Invalid reply token' });
      }
      this.tokens.add(body.replyToken!);
    } else {
      const key = String(request.headers['x-line-retry-key']);
      if (this.keys.has(key)) {
        this.calls.conflicts++;
        return answer(response, 409, { message: 'The retry key is already accepted', sentMessages: [] });
      }
      const to = [body.to!].flat();
      if (to.some((user) => this.strangers.has(user))) {
        this.calls.refused++;
        return answer(response, 400, { message: 'Failed to send messages' });
      }
      if (to.length > this.quota) {
        this.calls.overQuota++;
        return answer(response, 429, { message: 'You have reached your monthly limit.' });
      }
      this.quota -= to.length;
      this.keys.add(key);
    }
    for (const [nth, message] of body.messages.entries()) {
      for (const to of [body.replyToken ?? body.to!].flat()) {
        const delivery: Delivery = { kind: isReply ? 'reply' : Array.isArray(body.to) ? 'multicast' : 'push', to, text: message.text, nth };
        if (!isReply) delivery.retryKey = String(request.headers['x-line-retry-key']);
        this.deliveries.push(delivery);
      }
    }
    if (fate < beforeTaking + cutAfterTaking) return void request.socket.destroy();
    if (fate < beforeTaking + cutAfterTaking + hang) return; // never answered
    answer(response, 200, { sentMessages: [{ id: String(this.deliveries.length) }] });
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}
