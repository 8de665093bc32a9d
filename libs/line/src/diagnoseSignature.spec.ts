import { diagnoseSignature } from './diagnoseSignature';
import { signBody } from './signature';

const secret = '8c570fa6dd201bb328f1c1eac23a96d8';
const body = '{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}';
const signature = signBody(body, secret);
const diagnose = (text: string, header: string | undefined, others: string[] = []) => diagnoseSignature(Buffer.from(text), secret, header, others);

it.each([
  ['fits, also with the blanks of a copied header', body, ` ${signature}\n`, { verdict: 'ok' }],
  ['is missing', body, undefined, { verdict: 'missing' }],
  ['has the wrong length: something else was copied', body, 'abc', { verdict: 'wrongLength' }],
  ['fits a body without the line break that an editor added', `${body}\n`, signature, { verdict: 'trimmed' }],
  ['fits the same JSON written differently', JSON.stringify(JSON.parse(body), null, 2), signature, { verdict: 'reencoded' }],
  ['belongs to another channel', body, signBody(body, 'the other one'), { verdict: 'otherChannel', index: 1 }],
  ['fits nothing known', body, signBody('{}', secret), { verdict: 'mismatch' }],
] as const)('a signature %s', (_, text, header, expected) => expect(diagnose(text, header, ['a third', 'the other one'])).toEqual(expected));

it('a body whose line break was lost on the way is told too', () => {
  expect(diagnose(body, signBody(`${body}\n`, secret))).toEqual({ verdict: 'trimmed' });
});
