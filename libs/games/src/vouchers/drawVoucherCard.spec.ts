import { voucherDocumentSchema } from '@chatloom/contract';
import { validateMessages } from '@chatloom/messages';
import fc from 'fast-check';
import { drawVouchers, type VoucherReader } from './drawVoucherCard';
import type { IssuedRow } from './IssuedRow';

const NOW = Date.parse('2026-11-21T02:00:00Z');
const issued = (document: object = {}, more: Partial<IssuedRow> = {}): IssuedRow => ({
  id: 'i', voucherId: 'v', botId: 'b', contactId: 'c', displayName: 'Ann', code: '7KQ2MMXW3HTB', document: voucherDocumentSchema.parse({ title: 'Free tea', ...document }),
  givenBy: 'flow', issuedAt: new Date(NOW), expiresAt: null, redeemedAt: null, redeemedBy: null, shop: null, ...more,
});
const reader = (more: Partial<VoucherReader> = {}): VoucherReader => ({ language: 'en', timeZone: 'Asia/Taipei', now: NOW, pageUrl: () => 'https://chat.example.com/p/x', lookAgain: () => 'g|v|x|look|y', ...more });
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap(textsOf) : value && typeof value === 'object' ? [...('text' in value && typeof value.text === 'string' ? [value.text] : []), ...Object.values(value).flatMap(textsOf)] : [];

describe('cards of vouchers', () => {
  it('LINE takes them, one or many, in every language', () => {
    const words = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 }), words, fc.boolean(), fc.constantFrom('en', 'zh-TW', 'ja', 'th', undefined), (count, text, isRedeemed, language) => {
        const one = issued({ title: text, value: text, text, imageUrl: 'https://example.com/a.png' }, { redeemedAt: isRedeemed ? new Date(NOW) : null });
        expect(validateMessages([drawVouchers(Array.from({ length: count }, () => one), reader({ language, note: text }))])).toEqual([]);
      }),
    );
  });

  it('say how long they are good, by the last day on the clocks of the bot', () => {
    const expiresAt = new Date('2026-11-30T16:00:00Z');
    expect(textsOf(drawVouchers([issued({ value: '20 %' }, { expiresAt })], reader()))).toEqual(['20 %', 'Free tea', 'Good through 30 Nov 2026']);
    expect(textsOf(drawVouchers([issued({}, { expiresAt })], reader({ now: expiresAt.getTime(), language: 'zh-TW' })))).toEqual(['Free tea', '已於 2026年11月30日 到期']);
  });

  it('say a title as it is, also one with signs that mean something elsewhere', () => {
    expect(drawVouchers([issued({ title: '$$ off, $& more' })], reader())).toMatchObject({ altText: 'Coupon: $$ off, $& more' });
  });

  it('do not offer to redeem what is redeemed or expired', () => {
    const said = JSON.stringify(drawVouchers([issued({}, { redeemedAt: new Date(NOW) })], reader()));
    expect([said.includes('"Redeem"'), said.includes('"Show the coupon"'), said.includes('Redeemed 21 Nov, 10:00')]).toEqual([false, true, true]);
  });

  it('never show the code in the chat: it stands on the page of the person', () => {
    expect(JSON.stringify(drawVouchers([issued()], reader()))).not.toContain('7KQ2');
  });
});
