import { requireJson, requireSameSite } from './requireSameSite';

const publicUrl = 'https://chat.example.com';
const post = (headers: Record<string, string>) => ({ method: 'POST', headers });

describe('requireSameSite', () => {
  it.each([
    ['the web app itself', post({ 'sec-fetch-site': 'same-origin' })],
    ['a bookmark or typed address', post({ 'sec-fetch-site': 'none' })],
    ['an older browser on our address', post({ origin: 'https://chat.example.com' })],
    ['an older browser on the address the server is reached by', post({ origin: 'http://localhost:3000', host: 'localhost:3000' })],
    ['a program', post({})],
    ['anybody who only reads', { method: 'GET', headers: { 'sec-fetch-site': 'cross-site' } }],
  ])('lets %s pass', (_, request) => {
    expect(() => requireSameSite(request, publicUrl)).not.toThrow();
  });

  it.each([
    ['another site', post({ 'sec-fetch-site': 'cross-site', origin: 'https://chat.example.com' })],
    ['another host of the same domain', post({ 'sec-fetch-site': 'same-site' })],
    ['another origin', post({ origin: 'https://evil.example', host: 'chat.example.com' })],
    ['a page without an origin', post({ origin: 'null', host: 'chat.example.com' })],
    ['another scheme of our name', post({ origin: 'ftp://chat.example.com', host: 'chat.example.com' })],
  ])('refuses %s', (_, request) => {
    expect(() => requireSameSite(request, publicUrl)).toThrow('another site');
  });
});

describe('requireJson', () => {
  it('reads JSON, or nothing', () => {
    expect(() => requireJson(post({ 'content-length': '2', 'content-type': 'application/json; charset=utf-8' }))).not.toThrow();
    expect(() => requireJson(post({ 'content-length': '0' }))).not.toThrow();
    expect(() => requireJson(post({}))).not.toThrow();
  });
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])('refuses %s, which any form can send', (type) => {
    expect(() => requireJson(post({ 'content-length': '2', 'content-type': type }))).toThrow('application/json');
    expect(() => requireJson({ method: 'POST', headers: { 'transfer-encoding': 'chunked', 'content-type': type } })).toThrow('application/json');
  });
});
