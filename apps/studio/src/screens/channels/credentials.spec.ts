import { hasBlanks, isAccessToken, isChannelId, isChannelSecret, isUnreachableForLine } from './credentials';

it('takes a secret and a token as LINE shows them, also with a line break of the copying', () => {
  expect(isChannelSecret('0123456789abcdef0123456789abcdef\n')).toBe(true);
  expect(isAccessToken(`${'A'.repeat(171)}=`)).toBe(true);
});
it('forgives blanks that were copied along, and knows that there were some', () => {
  expect(isChannelSecret(' 0123456789abcdef 0123456789abcdef\u200b')).toBe(true);
  expect(isChannelId(' 1650001234\n')).toBe(true);
  expect(hasBlanks('1650001234\n')).toBe(true);
  expect(hasBlanks('1650001234')).toBe(false);
  expect(hasBlanks('  ')).toBe(false);
});
it.each(['', 'channel 1650 (main)', '１６５０'])('does not take %j as a channel ID', (value) => expect(isChannelId(value)).toBe(false));
it.each(['', 'short', 'tw o', '０１２３４５６７８９'])('does not take %j', (value) => {
  expect(isChannelSecret(value)).toBe(false);
  expect(isAccessToken(value)).toBe(false);
});
it.each(['http://bots.example.com/webhook/a', 'https://localhost:3000/webhook/a', 'https://127.0.0.1/a', 'https://192.168.1.4/a', 'https://172.20.0.2/a', 'https://[::1]/a', 'not an address'])('knows that LINE cannot call %s', (url) =>
  expect(isUnreachableForLine(url)).toBe(true),
);
it.each(['https://bots.example.com/webhook/a', 'https://172.32.0.1/a', 'https://10up.example/a'])('lets LINE call %s', (url) => expect(isUnreachableForLine(url)).toBe(false));
