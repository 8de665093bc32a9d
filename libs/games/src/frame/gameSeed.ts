import { randomBytes } from 'node:crypto';
import { commitmentOf } from '@chatloom/fairplay';
import type { SecretsBox } from '@chatloom/platform';
import type { GameKind } from './gamePostback';

const SEED_BYTES = 32;

/** A new seed of a game: as it is stored, and what is published of it before anybody plays. */
export function sealNewSeed(secrets: Pick<SecretsBox, 'seal'>, kind: GameKind, gameId: string): { seed: Buffer; sealed: string; commitment: string } {
  const seed = randomBytes(SEED_BYTES);
  return { seed, sealed: secrets.seal(seed.toString('hex'), placeOf(kind, gameId)), commitment: commitmentOf(seed) };
}

/** @throws Error when it was sealed for another game, or changed */
export function openSeed(secrets: Pick<SecretsBox, 'open'>, kind: GameKind, gameId: string, sealed: string): Buffer {
  return Buffer.from(secrets.open(sealed, placeOf(kind, gameId)), 'hex');
}

/** Where it is stored, for `SecretsBox`. */
function placeOf(kind: GameKind, gameId: string): string {
  return `${kind}:${gameId}:seed`;
}
