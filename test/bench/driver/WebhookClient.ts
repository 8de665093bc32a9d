import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Where webhooks go, and with which secret they are signed. */
export interface WebhookTarget {
  host: string;
  port: number;
  path: string;
  secret: string;
}

/** One message of one person. `replyToken` names the event for whoever measures. */
export function webhookBody(event: { user: number; id: string; replyToken: string; text: string; at: number }): string {
  const userId = `U${event.user.toString(16).padStart(32, '0')}`;
  return `{"destination":"U00000000000000000000000000000000","events":[{"type":"message","message":{"type":"text","id":"${event.id}","quoteToken":"q","text":"${event.text}"},"webhookEventId":"${event.id}","deliveryContext":{"isRedelivery":false},"timestamp":${event.at},"source":{"type":"user","userId":"${userId}"},"replyToken":"${event.replyToken}","mode":"active"}]}`;
}

/** A keep-alive connection that sends one webhook after the other; as little work per request as can be. */
export class WebhookClient {
  private socket!: Socket;
  private rest = '';
  private waiting: ((status: number) => void) | null = null;

  constructor(private readonly host: string, private readonly port: number) {}

  async open(): Promise<this> {
    this.socket = connect(this.port, this.host);
    this.socket.setNoDelay(true);
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk: string) => this.read(chunk));
    this.socket.on('error', () => this.fail());
    this.socket.on('close', () => this.fail());
    await new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('error', reject);
    });
    return this;
  }

  close(): void {
    this.socket.destroy();
  }

  /** @returns the status; 0 when the connection broke */
  send(target: WebhookTarget, body: string): Promise<number> {
    const signature = createHmac('sha256', target.secret).update(body).digest('base64');
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.socket.write(
        `POST ${target.path} HTTP/1.1\r\nhost: ${target.host}\r\ncontent-type: application/json; charset=utf-8\r\nuser-agent: LineBotWebhook/2.0\r\nx-line-signature: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  private read(chunk: string): void {
    this.rest += chunk;
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: *(\d+)/i.exec(this.rest)?.[1] ?? 0);
    if (this.rest.length < end + 4 + length) return;
    const status = Number(this.rest.slice(9, 12));
    this.rest = this.rest.slice(end + 4 + length);
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.(status);
  }

  private fail(): void {
    const waiting = this.waiting;
    this.waiting = null;
    waiting?.(0);
  }
}
