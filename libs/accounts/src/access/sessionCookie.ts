import cookie from '@fastify/cookie';
import { SESSION_LONGEST_MS } from './Sessions';

/** On https the `__Host-` prefix makes browsers refuse the cookie from anywhere but this very host. */
function nameFor(publicUrl: string): { name: string; secure: boolean } {
  const secure = publicUrl.startsWith('https://');
  return { name: secure ? '__Host-chatloom' : 'chatloom', secure };
}

/** The session token a request carries, if any. */
export function readSessionCookie(publicUrl: string, header: string | undefined): string | undefined {
  return header === undefined ? undefined : cookie.parse(header)[nameFor(publicUrl).name];
}

/** Value of `Set-Cookie` that hands the token to the browser. */
export function sessionCookie(publicUrl: string, token: string): string {
  const { name, secure } = nameFor(publicUrl);
  return cookie.serialize(name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: SESSION_LONGEST_MS / 1000 });
}

/** Value of `Set-Cookie` that takes it away again. */
export function clearedSessionCookie(publicUrl: string): string {
  const { name, secure } = nameFor(publicUrl);
  return cookie.serialize(name, '', { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 0 });
}
