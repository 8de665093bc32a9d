import { clearedSessionCookie, readSessionCookie, sessionCookie } from './sessionCookie';

const https = 'https://chat.example.com';
const http = 'http://localhost:3000';

describe('the session cookie', () => {
  it('on https belongs to this host alone and travels encrypted only', () => {
    expect(sessionCookie(https, 'abc')).toBe('__Host-chatloom=abc; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(clearedSessionCookie(https)).toBe('__Host-chatloom=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
  });

  it('works on http, for a machine of one’s own', () => {
    expect(sessionCookie(http, 'abc')).toBe('chatloom=abc; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax');
  });

  it('is found among others, and a plain one does not stand in for the one of https', () => {
    expect(readSessionCookie(http, 'a=1; chatloom=abc; xchatloom=no')).toBe('abc');
    expect(readSessionCookie(https, 'chatloom=abc')).toBeUndefined();
    expect(readSessionCookie(https, 'chatloom=abc;__Host-chatloom=def')).toBe('def');
    expect(readSessionCookie(http, 'chatloom=')).toBeUndefined();
    expect(readSessionCookie(http, undefined)).toBeUndefined();
  });
});
