import { isPerson } from './isPerson';

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.19.0';
const get = (headers: Record<string, string>) => ({ method: 'GET', headers });

describe('a tap', () => {
  it.each([
    ['of a phone', get({ 'user-agent': phone }), true],
    ['of a computer', get({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36' }), true],
    ['of a phone of the make Cubot', get({ 'user-agent': 'Mozilla/5.0 (Linux; Android 14; CUBOT X90) Chrome/140.0 Mobile Safari/537.36' }), true],
    ['LINE looks for its preview', get({ 'user-agent': 'facebookexternalhit/1.1;line-poker/1.0' }), false],
    ['a crawler', get({ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }), false],
    ['a browser loads ahead', get({ 'user-agent': phone, 'sec-purpose': 'prefetch;prerender' }), false],
    ['somebody asks only whether it is there', { method: 'HEAD', headers: { 'user-agent': phone } }, false],
    ['nobody says who it is', get({}), false],
  ])('%s', (_, request, expected) => {
    expect(isPerson(request)).toBe(expected);
  });
});
