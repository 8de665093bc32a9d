import { SESSION_LONGEST_MS } from './Sessions';

/** On https the `__Host-` prefix makes browsers refuse the cookie from anywhere but this very host. */
function nameFor(publicUrl: string): { name: string; secure: string } {
  return publicUrl.startsWith('https://') ? { name: '__Host-chatloom', secure: '; Secure' } : { name: 'chatloom', secure: '' };
}

/** The session token a request's `Cookie` header carries, if any. */
export function readSessionCookie(publicUrl: string, header: string | undefined): string | undefined {
  const start = `${nameFor(publicUrl).name}=`;
  const pair = header?.split(';').map((part) => part.trim()).find((part) => part.startsWith(start));
  return pair?.slice(start.length) || undefined;
}

/** Value of `Set-Cookie` that hands the token to the browser. Tokens are base64url, so nothing needs escaping. */
export function sessionCookie(publicUrl: string, token: string): string {
  const { name, secure } = nameFor(publicUrl);
  return `${name}=${token}; Max-Age=${SESSION_LONGEST_MS / 1000}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** Value of `Set-Cookie` that takes it away again. */
export function clearedSessionCookie(publicUrl: string): string {
  const { name, secure } = nameFor(publicUrl);
  return `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`;
}
