import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { readTapData } from '@chatloom/engine';
import { GamePostback } from './gamePostback';

const postback = new GamePostback(randomBytes(32));
const button = { kind: 'poll', gameId: '019a1b2c-3d4e-7f60-8123-456789abcdef', action: 'v.choice1' } as const;
const ann = '019a1b2c-0000-7000-8000-000000000001';
const bob = '019a1b2c-0000-7000-8000-000000000002';

describe('postback data of a game', () => {
  it('comes back as it was written, with the step behind it, within what LINE allows', () => {
    const back = `t|${ann}|${bob}|${'n'.repeat(32)}|next|${ann}`;
    const data = postback.write(button, ann, back);
    expect(data.length).toBeLessThanOrEqual(300);
    expect(postback.read(data, ann)).toEqual({ button, bound: true, back: expect.stringMatching(/^t\|~/) });
  });

  it('leads back to any step, whatever its ids are, in few characters', () => {
    const id = fc.oneof(fc.uuid(), fc.uuid().map((uuid) => `v-${uuid}`), fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/));
    fc.assert(
      fc.property(fc.oneof(id, fc.constant('d')), id, id, fc.oneof(fc.constant('next'), fc.uuid()), fc.uuid(), (version, flow, node, port, session) => {
        const back = `t|${version}|${flow}|${node}|${port}|${session}`;
        const read = postback.read(postback.write(button, ann, back), ann);
        expect(read).toMatchObject({ button, bound: true });
        expect(readTapData(read === 'forged' ? '' : read.back!)).toEqual(readTapData(back));
      }),
    );
    expect(postback.write(button, ann, `t|${ann}|${bob}|node|next|${ann}`).length).toBeLessThan(150);
  });

  it('of cards that were sent before ids were written short is still good', () => {
    const back = `t|${ann}|${bob}|node|next|${ann}`;
    expect(postback.read(`${postback.write(button, ann)}|${back}`, ann)).toEqual({ button, bound: true, back });
  });

  it('is worth nothing in somebody else’s chat, unless it is for anybody', () => {
    expect(postback.read(postback.write(button, ann), bob)).toBe('forged');
    expect(postback.read(postback.write(button, null), bob)).toEqual({ button, bound: false, back: undefined });
  });

  it('is worth nothing with another installation’s key', () => {
    expect(new GamePostback(randomBytes(32)).read(postback.write(button, ann), ann)).toBe('forged');
  });

  it('is recognised as forged after any change of one character', () => {
    const data = postback.write(button, ann);
    fc.assert(
      fc.property(fc.nat(data.length - 1), fc.constantFrom(...'abcXYZ019._-|'), (at, sign) => {
        // The last character of 16-byte ids carries two bits only, so another letter may mean the same id.
        const changed = data.slice(0, at) + sign + data.slice(at + 1);
        const read = postback.read(changed, ann);
        return changed === data || read === 'forged' || (read.button.gameId === button.gameId && read.button.action === button.action && read.bound);
      }),
    );
  });

  it('survives whatever else LINE may deliver', () => {
    fc.assert(fc.property(fc.string(), (text) => postback.read(`g|${text}`, ann) === 'forged'));
  });
});
