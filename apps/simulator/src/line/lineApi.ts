import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, TOO_LARGE } from '../http/readBody';
import { Router } from '../http/router';
import type { Chaos } from '../world/chaos';
import type { Channel } from '../world/channel';
import { newRequestId } from '../world/ids';
import type { SentMessageInfo } from '../world/retryKeys';
import type { World } from '../world/world';
import { accountRoutes } from './account';
import { ACCOUNT_LINK_DIALOG, accountLinkDialog, accountLinkRoutes } from './accountLink';
import { audienceRoutes } from './audiences';
import type { Answer, Call, LineRoute } from './call';
import { contentRoutes } from './content';
import { couponRoutes } from './coupons';
import { groupRoutes } from './groups';
import { insightRoutes } from './insight';
import { LineError, monthlyLimit, notFound, rateExceeded, unauthorized } from './lineError';
import { membershipRoutes } from './memberships';
import { narrowcastRoutes } from './narrowcast';
import { tokenEndpoints } from './oauth';
import { aliasRoutes } from './richMenus/aliases';
import { linkRoutes } from './richMenus/links';
import { menuRoutes } from './richMenus/menus';
import { sendingRoutes } from './sending';

/** Larger requests are answered 413 (FACTS §1). */
const MAX_REQUEST_BYTES = 2 * 1024 * 1024;
/** 1,500,000 IDs of 34 bytes a line (FACTS §12). */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Of requests and answers in the inspector. */
const INSPECTED_CHARS = 16 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The Messaging API and the token endpoints at the root of the URL, as the SDK expects them (FACTS §16). */
export class LineApi {
  private readonly router = new Router<LineRoute>([
    ...sendingRoutes,
    ...accountRoutes,
    ...contentRoutes,
    ...groupRoutes,
    ...menuRoutes,
    ...aliasRoutes,
    ...linkRoutes,
    ...narrowcastRoutes,
    ...audienceRoutes,
    ...insightRoutes,
    ...couponRoutes,
    ...membershipRoutes,
    ...accountLinkRoutes,
  ]);

  constructor(private readonly world: World) {}

  async handle(request: IncomingMessage, response: ServerResponse, path: string, search: string): Promise<void> {
    const requestId = newRequestId();
    const method = request.method ?? 'GET';
    const raw = await readBody(request, path.endsWith('/byFile') ? MAX_FILE_BYTES : MAX_REQUEST_BYTES);
    this.world.runDueJobs();
    const tokenEndpoint = tokenEndpoints[`${method} ${path}`];
    if (tokenEndpoint) {
      const form = new URLSearchParams(method === 'GET' ? search : raw === TOO_LARGE ? '' : raw.toString('utf8'));
      const { status, body } = tokenEndpoint(this.world, form);
      return write(response, requestId, { status, body });
    }
    if (path === ACCOUNT_LINK_DIALOG && method === 'GET') return write(response, requestId, accountLinkDialog(this.world, new URLSearchParams(search)));
    const channel = this.channelOf(request);
    const match = channel && this.router.find(method, path);
    const mishap = match && takeMishap(channel.chaos, match.route.endpoint);
    if (mishap === 'hang') return;
    if (mishap === 'cutBeforeAccept') return void request.socket.destroy();

    let answer: Answer;
    try {
      if (raw === TOO_LARGE) throw new LineError(413, 'Request Entity Too Large', [], { connection: 'close' });
      if (!channel) throw unauthorized();
      if (!match) throw notFound();
      if (mishap instanceof LineError) throw mishap;
      if (!channel.allows(match.route.endpoint)) throw rateExceeded();
      const call: Call = {
        world: this.world,
        channel,
        requestId,
        params: match.params,
        query: new URLSearchParams(search),
        body: {},
        ...retryKeyOf(request),
      };
      answer = await this.perform(match.route, call, request, raw);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      answer = { status: error.status, body: error.toBody(), headers: error.headers };
    }
    const text = 'bytes' in answer.body ? '' : JSON.stringify(answer.body);
    if (channel) {
      channel.requests.add({
        requestId,
        at: this.world.now(),
        method,
        path: path + search,
        status: answer.status,
        ...(request.headers['content-type'] !== undefined && { contentType: request.headers['content-type'] }),
        request: raw === TOO_LARGE ? '' : match?.route.takesBytes ? `(${raw.length} bytes)` : raw.toString('utf8', 0, INSPECTED_CHARS),
        response: text.slice(0, INSPECTED_CHARS),
        ...retryKeyOf(request),
        ...(answer.cost !== undefined && { cost: answer.cost }),
      });
      if (channel.chaos.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, channel.chaos.slowMs));
    }
    if (mishap === 'cutAfterAccept') return void request.socket.destroy();
    write(response, requestId, answer, text);
  }

  /** Retry keys are remembered around the endpoint itself: only a 2xx spends one. */
  private async perform(route: LineRoute, call: Call, request: IncomingMessage, raw: Buffer): Promise<Answer> {
    const { retryKey, channel, world, requestId } = call;
    if (retryKey !== undefined) {
      if (!route.keyed) throw new LineError(400, "The 'X-Line-Retry-Key' header is not supported by this API");
      if (!UUID.test(retryKey)) throw new LineError(400, "The value of the 'X-Line-Retry-Key' header is invalid");
      const accepted = channel.retryKeys.hit(retryKey, world.now());
      if (accepted) {
        throw new LineError(
          409,
          'The retry key is already accepted',
          [],
          { 'x-line-accepted-request-id': accepted.requestId },
          accepted.sentMessages && { sentMessages: accepted.sentMessages },
        );
      }
    }
    if (route.takesBytes) {
      call.bytes = raw;
      call.contentType = request.headers['content-type'] ?? '';
    } else if (route.method !== 'GET') call.body = parseBody(request, raw);
    const answered = route.answer(call);
    const answer = answered instanceof Promise ? await answered : answered;
    if (retryKey !== undefined) {
      const { sentMessages } = answer.body as { sentMessages?: SentMessageInfo[] };
      channel.retryKeys.spend(retryKey, { requestId, at: world.now(), ...(sentMessages && { sentMessages }) });
    }
    if (route.method !== 'GET') world.touch();
    return answer;
  }

  private channelOf(request: IncomingMessage): Channel | undefined {
    const header = request.headers.authorization;
    return header?.startsWith('Bearer ') ? this.world.channelOf(header.slice(7)) : undefined;
  }
}

function retryKeyOf(request: IncomingMessage): { retryKey?: string } {
  const key = request.headers['x-line-retry-key'];
  return typeof key === 'string' ? { retryKey: key } : {};
}

function parseBody(request: IncomingMessage, raw: Buffer): Record<string, unknown> {
  // Calls without a body (leave a group) need no content type.
  if (raw.length === 0) return {};
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('application/json')) throw new LineError(415, `The content type, ${contentType}, is not supported`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw.toString('utf8'));
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new LineError(400, 'The request body could not be parsed as JSON (line: -, column: -)');
  }
  return parsed as Record<string, unknown>;
}

/** What is to go wrong with this call, counted down. */
function takeMishap(chaos: Chaos, endpoint: string): 'hang' | 'cutBeforeAccept' | 'cutAfterAccept' | LineError | undefined {
  if (chaos.down) return new LineError(500, 'Internal Server Error');
  const { failNext } = chaos;
  if (failNext && failNext.count > 0 && (failNext.endpoint === 'any' || failNext.endpoint === endpoint)) {
    failNext.count--;
    if (failNext.status === 429) return failNext.monthly ? monthlyLimit() : rateExceeded();
    if (failNext.status === 401) return unauthorized();
    return new LineError(failNext.status, failNext.message ?? 'The simulator was told to fail');
  }
  if (chaos.endpoint !== 'any' && chaos.endpoint !== endpoint) return undefined;
  for (const mishap of ['hang', 'cutBeforeAccept', 'cutAfterAccept'] as const) {
    if (chaos[mishap] > 0) {
      chaos[mishap]--;
      return mishap;
    }
  }
  return undefined;
}

function write(response: ServerResponse, requestId: string, answer: Answer, text?: string): void {
  const { status, body } = answer;
  const isBytes = 'bytes' in body;
  const payload = isBytes ? (body as { bytes: Buffer }).bytes : (text ?? JSON.stringify(body));
  response.writeHead(status, {
    'x-line-request-id': requestId,
    'content-type': isBytes ? (body as { contentType: string }).contentType : 'application/json',
    'content-length': Buffer.byteLength(payload),
    ...answer.headers,
  });
  response.end(payload);
}
