import { createServer, type Server, type Socket } from 'node:net';

/** One reply or push that arrived, for whoever measures; `body` as it came, JSON. */
export type Arrival = (kind: 'reply' | 'push', token: string, at: number, body: string) => void;

const JSON_HEADERS = 'content-type: application/json\r\nx-line-request-id: 00000000-0000-4000-8000-000000000000\r\n';
const SENT = response('{"sentMessages":[{"id":"461230966842064897"}]}');
const PROFILE = response('{"userId":"U00000000000000000000000000000000","displayName":"Ann","language":"en"}');

/**
 * The cheapest stand-in for api.line.me that still speaks HTTP/1.1 with keep-alive: it shares the cores with what is
 * measured, so what it costs would be measured too. Every call is accepted.
 */
export class LineStandIn {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  /** Calls taken so far, profile look-ups left out. */
  taken = 0;

  constructor(private readonly arrived: Arrival) {
    this.server = createServer((socket) => this.serve(socket));
  }

  /** @returns its address, on a free port */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    let rest = '';
    socket.setEncoding('latin1');
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      rest += chunk;
      for (;;) {
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = rest.slice(0, end);
        const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
        if (rest.length < end + 4 + length) return;
        const body = rest.slice(end + 4, end + 4 + length);
        rest = rest.slice(end + 4 + length);
        socket.write(this.answer(head, body));
      }
    });
  }

  private answer(head: string, body: string): string {
    if (head.startsWith('GET')) return PROFILE;
    this.taken++;
    const reply = /"replyToken":"([^"]*)"/.exec(body);
    this.arrived(reply ? 'reply' : 'push', reply?.[1] ?? '', performance.now(), body);
    return SENT;
  }
}

function response(body: string): string {
  return `HTTP/1.1 200 OK\r\n${JSON_HEADERS}content-length: ${body.length}\r\n\r\n${body}`;
}
