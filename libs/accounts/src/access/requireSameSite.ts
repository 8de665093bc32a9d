import { AccessError } from '../errors';

/** The parts of a request that tell where it comes from. */
export interface RequestOrigin {
  method: string;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Refuse requests that another site made a browser send (CSRF). Browsers say so themselves: `Sec-Fetch-Site`, which no
 * script can set, else `Origin`. A program that sends neither is no browser, and nobody's cookie is at risk.
 * @throws AccessError `forbidden`
 */
export function requireSameSite(request: RequestOrigin, publicUrl: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = one(request.headers['sec-fetch-site']);
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw refusal();
  }
  const origin = one(request.headers['origin']);
  if (origin === undefined) return;
  const host = one(request.headers['host']);
  if (origin === new URL(publicUrl).origin || (host !== undefined && (origin === `http://${host}` || origin === `https://${host}`))) return;
  throw refusal();
}

/** A body is JSON or there is none: forms of other sites can send anything but that. @throws AccessError `unsupportedMediaType` */
export function requireJson(request: RequestOrigin): void {
  const length = one(request.headers['content-length']);
  const hasBody = request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
  if (SAFE_METHODS.has(request.method) || !hasBody) return;
  const type = one(request.headers['content-type'])?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new AccessError('unsupportedMediaType', 'Send the body as application/json.');
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const refusal = () => new AccessError('forbidden', 'This request came from another site.');
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
