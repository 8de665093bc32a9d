import type { CallApi, NewBot } from './makeSampleBot';

/** A draw with everything a draft can have, one that is open, a coupon of which one was redeemed, and a stamp card with stamps and codes. */
export async function makeGifts(call: CallApi, { id: botId }: NewBot, contactId: string) {
  const bot = `/bots/${botId}`;
  const prizes = [
    { id: 'dinner', name: 'Dinner for two 雙人晚餐', description: 'With wine', stock: 5, odds: 5_000 },
    { id: 'drink', name: 'A free drink', stock: 3, odds: 95_000, codes: true },
  ];
  const draftDraw: string = (await call('POST', `${bot}/draws`, { name: 'Spring draw', document: { title: 'Try your luck 試試手氣', description: 'One try for everybody.', kind: 'wheel', prizes, losersPrize: { name: '5 % off' }, terms: 'Only for grown-ups.' } })).id;
  await call('POST', `${bot}/draws/${draftDraw}/prizes/drink/codes`, { text: 'TEA-1\nTEA-2\nTEA-1' });
  const openDraw: string = (await call('POST', `${bot}/draws`, { name: 'Raffle 抽選', document: { title: 'Win a dinner', kind: 'raffle', prizes: [{ id: 'dinner', name: 'Dinner', stock: 2 }], drawAt: '2099-12-31T00:00:00.000Z' } })).id;
  await call('POST', `${bot}/draws/${openDraw}/start`);
  await call('PUT', `${bot}/draws/${openDraw}/page`, { isOn: true });

  const shop = await call('POST', `${bot}/shops`, { name: 'Zhongshan 中山店', pin: '4711' });
  const voucher: string = (await call('POST', `${bot}/vouchers`, { name: 'Drink', document: { title: 'Any drink 任選飲料', value: '20 % off', text: 'With every breakfast.', expiry: { by: 'days', days: 30 }, stock: 500, perPerson: 2 } })).id;
  await call('POST', `${bot}/vouchers/${voucher}/open`);
  for (let n = 0; n < 2; n += 1) await call('POST', `${bot}/vouchers/${voucher}/give`, { contactIds: [contactId] });
  const { items } = await call('GET', `${bot}/vouchers/${voucher}/issued`);
  await call('POST', `${bot}/voucher-counter/redeem`, { code: items[0].code, shopId: shop.id });

  const card = { title: 'Coffee card 咖啡集點卡', text: 'A stamp for every cup.', stamps: 10, icon: 'cup', rewardText: 'A free coffee', reward: { by: 'voucher', voucherId: voucher }, perDay: null };
  const stampCard: string = (await call('POST', `${bot}/stamp-cards`, { name: 'Coffee card', document: card })).id;
  await call('POST', `${bot}/stamp-cards/${stampCard}/open`);
  await call('POST', `${bot}/stamp-cards/${stampCard}/places`, { name: 'Counter 櫃檯', shopId: shop.id });
  for (const tapId of ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']) await call('POST', `${bot}/stamp-cards/${stampCard}/people/${contactId}/stamps`, { tapId });
  return { draftDraw, openDraw, voucher, stampCard };
}
