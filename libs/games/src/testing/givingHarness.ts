import { randomBytes } from 'node:crypto';
import { ChatCodes } from '@chatloom/audience';
import type { EffectScene } from '@chatloom/conversations';
import type { Json } from '@chatloom/engine';
import { createLogger, type Database, SecretsBox, UuidSource } from '@chatloom/platform';
import type { Harness } from '@chatloom/test/conversationsHarness';
import { GameAudit } from '../frame/GameAudit';
import { PersonalLinks } from '../frame/PersonalLinks';
import { PersonalPages } from '../frame/PersonalPages';
import { ShopPins } from '../shops/ShopPins';
import { Shops } from '../shops/Shops';
import { Gifts } from '../stamps/Gifts';
import { StampCardPage } from '../stamps/StampCardPage';
import { StampCards } from '../stamps/StampCards';
import { Stamping } from '../stamps/Stamping';
import { StampPlaces } from '../stamps/StampPlaces';
import { StampTaps } from '../stamps/StampTaps';
import { useStampCardEffect } from '../stamps/useStampCardEffect';
import { useVoucherEffect } from '../vouchers/useVoucherEffect';
import { VoucherIssuing } from '../vouchers/VoucherIssuing';
import { VoucherPage } from '../vouchers/VoucherPage';
import { VoucherRedeeming } from '../vouchers/VoucherRedeeming';
import { Vouchers } from '../vouchers/Vouchers';
import { VoucherTaps } from '../vouchers/VoucherTaps';
import { gamesOver } from './gamesHarness';

/** Vouchers and stamp cards over a real database and a real conversations system, as `GamesModule` puts them together. */
export function givingOver(database: Database, { clock, queue, system }: Pick<Harness, 'clock' | 'queue' | 'system'>) {
  const { taps, worker, trail } = gamesOver({ database, clock, queue, system });
  const ids = new UuidSource();
  const secrets = new SecretsBox([randomBytes(32).toString('hex')]);
  const flows = { summary: async () => ({}) } as never;
  const audit = new GameAudit(trail, clock, database);
  const pins = new ShopPins(secrets, audit);
  const shops = new Shops(database, clock, ids, pins);
  const issuing = new VoucherIssuing(ids);
  const redeeming = new VoucherRedeeming(database, clock, worker);
  const links = new PersonalLinks(secrets, { PUBLIC_URL: 'https://chat.example.com' });
  const personal = new PersonalPages(links, database, clock, audit);
  const voucherTaps = new VoucherTaps(taps, issuing, redeeming, links);
  const vouchers = new Vouchers(database, clock, ids, flows, issuing, system.conversations, taps);
  const stamping = new Stamping(database, ids, issuing, worker);
  const places = new StampPlaces(database, clock, ids, shops, secrets);
  const cards = new StampCards(database, clock, ids, flows, places);
  const stampTaps = new StampTaps(taps, stamping, places, links);
  const gifts = new Gifts(database, clock, system.ingest, issuing, createLogger({ level: 'silent' }), worker);
  new VoucherPage(personal, redeeming, pins, audit);
  new StampCardPage(personal, stamping, redeeming, pins, links);
  const codes = new ChatCodes();
  codes.register((tx, scene, sent) => stampTaps.code(tx, scene, sent));
  system.effects.register('useVoucher', useVoucherEffect(voucherTaps));
  system.effects.register('useStampCard', useStampCardEffect(stampTaps));
  system.effects.register('friendCodeSent', async (tx, scene: EffectScene, { code, language }) =>
    (await codes.sentInTurn(tx, scene, { code: String(code), language: typeof language === 'string' ? language : undefined })) as unknown as Json);
  return { shops, vouchers, issuing, redeeming, cards, stamping, places, gifts, links, personal, taps, trail };
}
