import type { ConversationsSystem } from '@chatloom/conversations';
import { GameAudit, type GamesWorker, GameTaps, Gifts, PersonalLinks, Shops, ShopPins, Stamping, StampPlaces, StampTaps, useStampCardEffect, useVoucherEffect, VoucherIssuing, VoucherRedeeming, VoucherTaps } from '@chatloom/games';
import { type Clock, type Database, type Logger, SecretsBox, UuidSource } from '@chatloom/platform';
import { BINGO_SECRET } from '../bingoSecret';
import { SILENT_TRAIL } from './silentTrail';

/** Vouchers and stamp cards of the bare runtime: the same parts as the server's, on a worker of games. Before the queue starts. */
export function startGiving({ database, clock, logger, worker, system }: { database: Database; clock: Clock; logger: Logger; worker: GamesWorker; system: ConversationsSystem }): { redeeming: VoucherRedeeming; stamping: Stamping } {
  const secrets = new SecretsBox([BINGO_SECRET]);
  const ids = new UuidSource();
  const audit = new GameAudit(SILENT_TRAIL, clock, database);
  const taps = new GameTaps(secrets, audit);
  const links = new PersonalLinks(secrets, { PUBLIC_URL: 'https://faults.example.com' });
  const issuing = new VoucherIssuing(ids);
  const redeeming = new VoucherRedeeming(database, clock, worker);
  const stamping = new Stamping(database, ids, issuing, worker);
  const places = new StampPlaces(database, clock, ids, new Shops(database, clock, ids, new ShopPins(secrets, audit)), secrets);
  system.effects.register('useVoucher', useVoucherEffect(new VoucherTaps(taps, issuing, redeeming, links)));
  system.effects.register('useStampCard', useStampCardEffect(new StampTaps(taps, stamping, places, links)));
  new Gifts(database, clock, system.ingest, issuing, logger, worker);
  return { redeeming, stamping };
}
