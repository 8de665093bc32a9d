import { randomBytes } from 'node:crypto';
import { personalTokenSchema } from '@chatloom/contract';
import { SecretsBox } from '@chatloom/platform';
import fc from 'fast-check';
import { GAME_LETTERS, type GameKind } from './gamePostback';
import { PersonalLinks } from './PersonalLinks';

const makeLinks = () => new PersonalLinks(new SecretsBox([randomBytes(32).toString('hex')]), { PUBLIC_URL: 'https://chat.example.com' });
const links = makeLinks();
const ann = '019a1b2c-0000-7000-8000-000000000001';
const bob = '019a1b2c-0000-7000-8000-000000000002';
const link = { kind: 'draw', gameId: '019a1b2c-3d4e-7f60-8123-456789abcdef', contactId: ann } as const;

describe('the address of a personal page', () => {
  it('comes back as it was written, for every kind of game', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(GAME_LETTERS) as GameKind[])), fc.uuid(), fc.uuid(), (kind, gameId, contactId) => {
        const token = links.tokenOf({ kind, gameId, contactId });
        expect(links.read(token)).toEqual({ kind, gameId, contactId });
        expect(personalTokenSchema.safeParse(token).success).toBe(true);
      }),
    );
    expect(links.urlOf(link)).toBe(`https://chat.example.com/p/${links.tokenOf(link)}`);
  });

  it('is another one for another person, game or kind, so that nobody reaches a neighbour’s page by editing it', () => {
    const token = links.tokenOf(link);
    const ofBob = links.tokenOf({ ...link, contactId: bob });
    expect(links.read(ofBob.slice(0, 46) + token.slice(46))).toBeNull();
    expect(links.read(links.tokenOf({ ...link, kind: 'voucher' }).slice(0, 46) + token.slice(46))).toBeNull();
  });

  it('leads nowhere after any change of one character', () => {
    const token = links.tokenOf(link);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ0129_-'), (at, sign) => {
        const changed = token.slice(0, at) + sign + token.slice(at + 1);
        return changed === token || links.read(changed) === null;
      }),
    );
    expect([links.read(token.slice(0, -1)), links.read(`${token}A`), links.read('')]).toEqual([null, null, null]);
  });

  it('is worth nothing with another installation’s key', () => {
    expect(makeLinks().read(links.tokenOf(link))).toBeNull();
  });

  it('survives whatever else is asked for', () => {
    fc.assert(fc.property(fc.string(), (text) => links.read(text) === null));
  });
});
