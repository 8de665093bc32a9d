import { type PersonalBingo, type PersonalDraw, personalPageSchema, type PersonalPage, type PersonalStampCard, type PersonalVoucher, type PublicBingo, type PublicDraw, type PublicPage, publicPageSchema, type PublicPoll } from '@chatloom/contract';

/** The moment all samples speak of. */
export const NOW = Date.UTC(2026, 10, 22, 9, 30);
const after = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const FINGERPRINT = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const PICTURE = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"%3E%3Crect width="10" height="10" fill="teal"/%3E%3C/svg%3E';

const TEXTS = {
  en: { bot: 'Tea House', question: 'Where shall we eat on Friday evening?', choices: ['Noodles on the corner', 'The small place by the harbour with the long name', 'Everybody brings something'], draw: 'Autumn draw', about: 'Turn the wheel once a day.', prizes: ['A weekend for two', 'Tea for a year', 'A cup of tea'], loser: 'A sticker', terms: 'Everybody over 18 may take part.\nPrizes are not paid out in cash.', voucher: 'Welcome present', worth: '20 % off', card: 'Ten teas', reward: 'A free tea', shop: 'Old Town', items: ['Bakery', 'Florist', 'Books', 'Shoes', 'Toys', 'Tea'] },
  'zh-TW': { bot: '茶屋', question: '星期五晚上要去哪裡吃飯？', choices: ['轉角的麵店', '港口旁邊那家名字很長的小餐廳，座位不多但是氣氛很好', '每個人帶一道菜'], draw: '秋季大抽獎', about: '每天可以轉一次轉盤。', prizes: ['雙人週末住宿', '一整年的茶', '一杯好茶'], loser: '紀念貼紙', terms: '年滿 18 歲即可參加。\n獎品不得折換現金。', voucher: '新朋友見面禮', worth: '八折', card: '十杯茶集點卡', reward: '免費好茶一杯', shop: '老街店', items: ['麵包店', '花店', '書店', '鞋店', '玩具店', '茶行'] },
  ja: { bot: 'お茶の家', question: '金曜日の夜、どこで食事をしましょうか？', choices: ['角のラーメン屋', '港のそばの、名前がとても長い小さなレストラン', 'それぞれ一品を持ち寄る'], draw: '秋の大抽選会', about: '1日1回ルーレットを回せます。', prizes: ['ペア宿泊券', 'お茶1年分', 'お茶1杯'], loser: 'ステッカー', terms: '18歳以上の方が対象です。\n賞品は現金に換えられません。', voucher: 'はじめての方へ', worth: '20%引き', card: 'お茶10杯カード', reward: 'お茶1杯無料', shop: '旧市街店', items: ['パン屋', '花屋', '本屋', '靴屋', 'おもちゃ屋', 'お茶屋'] },
  th: { bot: 'โรงน้ำชา', question: 'วันศุกร์เย็นนี้เราจะไปกินข้าวที่ไหนกันดี?', choices: ['ร้านก๋วยเตี๋ยวหัวมุม', 'ร้านเล็ก ๆ ริมท่าเรือที่ชื่อยาวมาก', 'ทุกคนเอาอาหารมาคนละอย่าง'], draw: 'จับรางวัลฤดูใบไม้ร่วง', about: 'หมุนวงล้อได้วันละครั้ง', prizes: ['ที่พักสุดสัปดาห์สำหรับสองคน', 'ชาฟรีหนึ่งปี', 'ชาหนึ่งถ้วย'], loser: 'สติกเกอร์', terms: 'ผู้มีอายุ 18 ปีขึ้นไปร่วมสนุกได้\nรางวัลแลกเป็นเงินสดไม่ได้', voucher: 'ของขวัญต้อนรับ', worth: 'ลด 20%', card: 'ชาสิบแก้ว', reward: 'ชาฟรีหนึ่งแก้ว', shop: 'สาขาเมืองเก่า', items: ['ร้านขนมปัง', 'ร้านดอกไม้', 'ร้านหนังสือ', 'ร้านรองเท้า', 'ร้านของเล่น', 'ร้านชา'] },
} as const;
export type SampleLanguage = keyof typeof TEXTS;
export const SAMPLE_LANGUAGES = Object.keys(TEXTS) as SampleLanguage[];

/** One of each kind of public page, by the name of its picture. */
export function publicSamples(language: SampleLanguage): Record<string, PublicPage> {
  const t = TEXTS[language];
  const facts = { joinUrl: 'https://line.me/R/oaMessage/%40teahouse/?play', botName: t.bot, language };
  const poll: PublicPoll = {
    kind: 'poll', question: t.question, voting: 'single', state: 'open', closesAt: after(25), voters: 20, average: null, ...facts,
    choices: t.choices.map((label, n) => ({ id: `c${n}`, label, imageUrl: n === 0 ? PICTURE : null, votes: [13, 7, 0][n]!, points: null, leads: n === 0 })),
  };
  const bingo: PublicBingo = {
    kind: 'bingo', title: 'Bingo', state: 'running', round: 1, rounds: 2, players: 30, items: [...t.items], calls: [{ item: 2, label: t.items[2] }, { item: 5, label: t.items[5] }], nextCallAt: after(0.4),
    prizes: t.prizes.map((name, n) => ({ name, winners: n + 1, given: n === 0 ? 1 : 0, isPlayedFor: n === 1 })), reaching: 4, winners: [{ prize: t.prizes[0], place: 1, name: 'Ann' }], commitment: FINGERPRINT, seed: null, ...facts,
  };
  const draw: PublicDraw = {
    kind: 'draw', draw: 'raffle', title: t.draw, description: t.about, terms: t.terms, state: 'open', opensAt: after(-600), closesAt: after(200), drawAt: after(260), prizes: prizesOf(language), losersPrize: null,
    commitment: FINGERPRINT, seed: null, botName: t.bot, language, joinUrl: facts.joinUrl, people: 128, winners: [],
  };
  const drawn: PublicDraw = { ...draw, state: 'ended', seed: FINGERPRINT, winners: [{ prizeId: 'p0', name: 'Ann' }, { prizeId: 'p1', name: 'Bob' }, { prizeId: 'p2', name: null }] };
  return validated({ poll, 'poll-closed': { ...poll, state: 'closed' } as PublicPoll, bingo, draw, drawn }, publicPageSchema);
}

/** One of each kind of personal page and state, by the name of its picture. */
export function personalSamples(language: SampleLanguage): Record<string, PersonalPage> {
  const t = TEXTS[language];
  const facts = { botName: t.bot, language, displayName: 'Ann' };
  const draw: PersonalDraw = {
    kind: 'draw', draw: 'wheel', title: t.draw, description: t.about, terms: t.terms, state: 'open', opensAt: after(-600), closesAt: after(3_000), drawAt: null, prizes: prizesOf(language),
    losersPrize: { name: t.loser, description: '', imageUrl: null }, commitment: FINGERPRINT, seed: null, ...facts,
    me: { ticket: null, agreed: true, nextAttempt: 2, triesLeft: 3, refusal: null, outcomes: [{ attempt: 1, prizeId: null, code: null, at: after(-60) }] },
  };
  const raffle: PersonalDraw = { ...draw, draw: 'raffle', losersPrize: null, drawAt: after(4_000), me: { ...draw.me, nextAttempt: 1, triesLeft: 1, outcomes: [] } };
  const voucher: PersonalVoucher = {
    kind: 'voucher', title: t.voucher, text: t.about, value: t.worth, imageUrl: null, terms: t.terms, code: '7KQ2-MMXW-3HTB', state: 'issued', issuedAt: after(-90), expiresAt: after(2_000), redeemedAt: null, shop: null,
    takesPin: true, triesLeft: 5, pausedUntil: null, now: after(0), timeZone: 'Asia/Taipei', ...facts,
  };
  const card: PersonalStampCard = {
    kind: 'stampCard', title: t.card, text: t.about, imageUrl: null, terms: t.terms, icon: 'cup', rewardText: t.reward, state: 'open', fields: 10, stamps: 4, full: 1, expiresAt: after(40_000), nextAt: after(600), isDone: false, isOwed: false,
    history: [1, 2, 3, 4].map((n) => ({ at: after(-3_000 + n * 500), place: n % 2 ? t.shop : null })), rewards: [{ title: t.reward, value: '', url: 'https://chat.example.com/p/x', expiresAt: after(9_000) }],
    takesPin: true, triesLeft: 5, pausedUntil: null, now: after(0), timeZone: 'Asia/Taipei', ...facts,
  };
  const bingo: PersonalBingo = {
    kind: 'bingo', title: 'Bingo', state: 'running', round: 1, rounds: 2, rows: 3, columns: 3, marking: 'byPlayer', pictureUrl: null, claimUntil: after(0.5), won: [{ prize: t.prizes[0], round: 1, place: 1 }], now: after(0), ...facts,
    cells: Array.from({ length: 9 }, (_, n) => (n === 4 ? { item: null, label: '', imageUrl: null, isMarked: true } : { item: n, label: t.items[n % 6]!, imageUrl: n === 0 ? PICTURE : null, isMarked: n === 2 })),
    calls: [2, 5].map((item) => ({ item, label: t.items[item]! })), prizes: t.prizes.map((name, n) => ({ name, pattern: { type: 'line' }, winners: n + 1, given: n === 0 ? 1 : 0, isPlayedFor: n === 1 })),
  };
  return validated(
    {
      bingo,
      'bingo-before': { ...bingo, state: 'joining', round: 0, cells: [], calls: [], won: [], claimUntil: null } as PersonalBingo,
      terms: { ...draw, me: { ...draw.me, agreed: false, refusal: 'terms', outcomes: [] } } as PersonalDraw,
      wheel: draw,
      scratch: { ...draw, draw: 'scratch' } as PersonalDraw,
      instant: { ...draw, draw: 'instant', me: { ...draw.me, nextAttempt: 3, outcomes: [{ attempt: 2, prizeId: 'p2', code: 'TEA-7781', at: after(-5) }, ...draw.me.outcomes] } } as PersonalDraw,
      raffle,
      'raffle-won': { ...raffle, state: 'ended', seed: FINGERPRINT, me: { ...raffle.me, ticket: '7f3a9c01', refusal: 'closed', outcomes: [{ attempt: 1, prizeId: 'p0', code: 'SUITE-0042', at: after(-5) }] } } as PersonalDraw,
      voucher,
      'voucher-used': { ...voucher, state: 'redeemed', redeemedAt: after(-3), shop: t.shop } as PersonalVoucher,
      'voucher-expired': { ...voucher, state: 'expired', expiresAt: after(-30) } as PersonalVoucher,
      stamps: card,
      'stamps-full': { ...card, fields: 20, stamps: 20, isDone: true, nextAt: null, isOwed: true, icon: 'paw' } as PersonalStampCard,
    },
    personalPageSchema,
  );
}

function prizesOf(language: SampleLanguage): PersonalDraw['prizes'] {
  return TEXTS[language].prizes.map((name, n) => ({ id: `p${n}`, name, description: n === 0 ? TEXTS[language].about : '', imageUrl: n === 0 ? PICTURE : null, stock: 10 ** n, left: n === 0 ? 0 : 7 }));
}

/** Samples are held against the contract, so that they cannot say what the server never says. */
function validated<P>(samples: Record<string, P>, schema: { parse(value: unknown): unknown }): Record<string, P> {
  for (const sample of Object.values(samples)) schema.parse(sample);
  return samples;
}
