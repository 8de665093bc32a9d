import { baseLanguage } from '../frame/gameWords';

/** What cards and answers of draws say besides the host's words. `{n}` is filled in by `sayDraw`. */
const WORDS = {
  en: {
    draw: 'Draw: {n}', won: 'You have won: {n}', lostPrize: 'Not this time, but this is for you: {n}', lost: 'No luck this time.', code: 'Your code', codeInOwnChat: 'Your code waits in your own chat with this account.',
    entered: 'You are in. Good luck!', drawnAt: 'Winners are drawn on {n}', notDrawn: 'Winners have not been drawn yet.', tryNow: 'Try my luck', tryAgain: 'Try again', scratch: 'Scratch', spin: 'Spin the wheel', enter: 'Take part', agreeTry: 'I agree, go on', result: 'My result', page: 'More about it',
    triesLeft: '{n} tries left', oneTryLeft: '1 try left', prizes: 'To be won: {n}', terms: 'Terms', termsFirst: 'Please read the terms. Taking part means agreeing to them.', notOpen: 'This has not begun yet.', closed: 'This is over.', notAllowed: 'This is for others.', limit: 'You have used all your tries.',
    limitToday: 'That was all for today. Come back tomorrow.', soldOut: 'Sorry, everything has been won.', already: 'You are in already.', trial: 'A trial run: nothing is taken from the real prizes.', nothingYet: 'You have not tried yet.',
  },
  zh: {
    draw: '抽獎：{n}', won: '恭喜中獎：{n}', lostPrize: '這次沒中，但這個送給您：{n}', lost: '這次沒有中獎。', code: '您的兌換碼', codeInOwnChat: '您的兌換碼在您與本帳號的一對一聊天室中。',
    entered: '已參加，祝您好運！', drawnAt: '開獎時間：{n}', notDrawn: '尚未開獎。', tryNow: '試試手氣', tryAgain: '再試一次', scratch: '刮刮看', spin: '轉動轉盤', enter: '參加抽獎', agreeTry: '我同意，繼續', result: '看我的結果', page: '活動詳情',
    triesLeft: '還有 {n} 次機會', oneTryLeft: '還有 1 次機會', prizes: '獎品：{n}', terms: '活動辦法', termsFirst: '請先閱讀活動辦法，參加即表示同意。', notOpen: '活動還沒開始。', closed: '活動已經結束。', notAllowed: '這個活動開放給其他人。', limit: '您的機會已經用完了。',
    limitToday: '今天的機會用完了，明天再來吧。', soldOut: '抱歉，獎品已全部抽完。', already: '您已經參加了。', trial: '試玩：不會用掉真正的獎品。', nothingYet: '您還沒有抽過。',
  },
  ja: {
    draw: '抽選：{n}', won: '当選：{n}', lostPrize: '今回ははずれですが、こちらをどうぞ：{n}', lost: '今回ははずれでした。', code: 'あなたのコード', codeInOwnChat: 'コードはこのアカウントとの個別トークで確認できます。',
    entered: '応募しました。幸運を！', drawnAt: '抽選日時：{n}', notDrawn: '抽選はまだ行われていません。', tryNow: '運試しをする', tryAgain: 'もう一度', scratch: 'スクラッチする', spin: 'ルーレットを回す', enter: '応募する', agreeTry: '同意して進む', result: '結果を見る', page: '詳しく見る',
    triesLeft: 'あと{n}回', oneTryLeft: 'あと1回', prizes: '賞品：{n}', terms: '応募規約', termsFirst: '応募規約をお読みください。参加すると同意したことになります。', notOpen: 'まだ始まっていません。', closed: '終了しました。', notAllowed: 'この抽選の対象ではありません。', limit: '回数をすべて使いました。',
    limitToday: '今日の分は終わりです。また明日どうぞ。', soldOut: '申し訳ありません。賞品はすべてなくなりました。', already: 'すでに応募済みです。', trial: 'お試しです。本物の賞品は減りません。', nothingYet: 'まだ参加していません。',
  },
  th: {
    draw: 'จับรางวัล: {n}', won: 'คุณได้รับรางวัล: {n}', lostPrize: 'ครั้งนี้ไม่ได้รางวัล แต่เรามีสิ่งนี้ให้คุณ: {n}', lost: 'ครั้งนี้ยังไม่ได้รางวัล', code: 'รหัสของคุณ', codeInOwnChat: 'รหัสของคุณอยู่ในแชทส่วนตัวกับบัญชีนี้',
    entered: 'คุณร่วมลุ้นแล้ว ขอให้โชคดี!', drawnAt: 'จับรางวัลวันที่ {n}', notDrawn: 'ยังไม่ได้จับรางวัล', tryNow: 'ลองเสี่ยงโชค', tryAgain: 'ลองอีกครั้ง', scratch: 'ขูดเลย', spin: 'หมุนวงล้อ', enter: 'ร่วมลุ้น', agreeTry: 'ยอมรับและไปต่อ', result: 'ดูผลของฉัน', page: 'รายละเอียด',
    triesLeft: 'เหลืออีก {n} ครั้ง', oneTryLeft: 'เหลืออีก 1 ครั้ง', prizes: 'ของรางวัล: {n}', terms: 'กติกา', termsFirst: 'โปรดอ่านกติกา การเข้าร่วมถือว่ายอมรับกติกา', notOpen: 'กิจกรรมยังไม่เริ่ม', closed: 'กิจกรรมจบแล้ว', notAllowed: 'กิจกรรมนี้สำหรับผู้อื่น', limit: 'คุณใช้สิทธิ์ครบแล้ว',
    limitToday: 'วันนี้ครบสิทธิ์แล้ว กลับมาใหม่พรุ่งนี้', soldOut: 'ขออภัย ของรางวัลหมดแล้ว', already: 'คุณร่วมลุ้นแล้ว', trial: 'ทดลองเล่น: ไม่ได้ใช้ของรางวัลจริง', nothingYet: 'คุณยังไม่ได้ลอง',
  },
} as const;
export type DrawWord = keyof (typeof WORDS)['en'];

/** A word in the language a person reads best. */
export function sayDraw(language: string | undefined, word: DrawWord, n: string | number = ''): string {
  return WORDS[baseLanguage(language)][word].replace('{n}', () => String(n));
}
