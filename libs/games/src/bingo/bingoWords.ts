import { baseLanguage } from '../frame/gameWords';

/** What cards and answers of bingo say besides the host's words. `{n}` is filled in by `sayBingo`. */
const WORDS = {
  en: {
    bingo: 'Bingo: {n}', free: 'FREE', notBegun: 'The game has not begun yet. This is your place at the table.', missing: '{n} to go', reach: 'Reach! One to go', full: 'BINGO!', sayIt: 'Say BINGO!', won: 'You have won: {n}', called: 'Called: {n}',
    nothingCalled: 'Nothing has been called yet', refresh: 'What is new?', page: 'Live page', myCard: 'Open my card', tapMark: 'Tap what you have', playingFor: 'Playing for: {n}', over: 'The game is over', between: 'The round is over, the next one comes soon',
    alreadyJoined: 'You are playing already.', notOpen: 'Nobody can join this game yet.', closed: 'This game is over.', seatsTaken: 'Sorry, all places are taken.', tooLate: 'The game has begun, it is too late to join.', notAllowed: 'This game is for others.', wrongCode: 'This is not the right code.',
    notCalled: 'This has not been called.', notOnCard: 'This is not on your card.', noBingo: 'Not yet: your card has no bingo, or the time to say it is over.', notPlaying: 'You are not playing yet.', joined: 'You are in. Good luck!', marked: 'Marked.', join: 'Join',
  },
  zh: {
    bingo: '賓果：{n}', free: '免費', notBegun: '遊戲還沒開始，您已經入座。', missing: '還差 {n} 格', reach: '聽牌！只差 1 格', full: '賓果！', sayIt: '喊賓果！', won: '恭喜中獎：{n}', called: '已開出：{n}',
    nothingCalled: '還沒有開出任何號碼', refresh: '看最新狀況', page: '即時頁面', myCard: '打開我的卡片', tapMark: '點選您有的格子', playingFor: '目前獎項：{n}', over: '遊戲結束', between: '這一局結束，下一局即將開始',
    alreadyJoined: '您已經在遊戲中。', notOpen: '這個遊戲還沒開放加入。', closed: '這個遊戲已經結束。', seatsTaken: '抱歉，名額已滿。', tooLate: '遊戲已經開始，來不及加入了。', notAllowed: '這個遊戲開放給其他人。', wrongCode: '代碼不正確。',
    notCalled: '這個還沒有開出。', notOnCard: '您的卡片上沒有這個。', noBingo: '還沒有：您的卡片尚未連線，或已超過喊出的時間。', notPlaying: '您還沒有加入。', joined: '加入成功，祝您好運！', marked: '已標記。', join: '加入',
  },
  ja: {
    bingo: 'ビンゴ：{n}', free: 'FREE', notBegun: 'ゲーム開始前です。お席は確保しました。', missing: 'あと{n}マス', reach: 'リーチ！あと1マス', full: 'ビンゴ！', sayIt: 'ビンゴと言う！', won: '当選：{n}', called: '出た番号：{n}',
    nothingCalled: 'まだ何も出ていません', refresh: '最新を見る', page: 'ライブページ', myCard: '自分のカードを開く', tapMark: '持っているマスをタップ', playingFor: '今の賞：{n}', over: 'ゲーム終了', between: 'このラウンドは終了。次のラウンドをお待ちください',
    alreadyJoined: 'すでに参加しています。', notOpen: 'まだ参加できません。', closed: 'このゲームは終了しました。', seatsTaken: '申し訳ありません。満席です。', tooLate: 'ゲームが始まったため、参加できません。', notAllowed: 'このゲームの対象ではありません。', wrongCode: 'コードが違います。',
    notCalled: 'まだ出ていません。', notOnCard: 'あなたのカードにはありません。', noBingo: 'まだビンゴではないか、宣言の時間が過ぎました。', notPlaying: 'まだ参加していません。', joined: '参加しました。幸運を！', marked: 'マークしました。', join: '参加する',
  },
  th: {
    bingo: 'บิงโก: {n}', free: 'ฟรี', notBegun: 'เกมยังไม่เริ่ม คุณมีที่นั่งแล้ว', missing: 'ขาดอีก {n} ช่อง', reach: 'ลุ้น! ขาดอีก 1 ช่อง', full: 'บิงโก!', sayIt: 'ประกาศบิงโก!', won: 'คุณได้รับรางวัล: {n}', called: 'ออกแล้ว: {n}',
    nothingCalled: 'ยังไม่มีการเรียก', refresh: 'ดูล่าสุด', page: 'หน้าสด', myCard: 'เปิดการ์ดของฉัน', tapMark: 'แตะช่องที่คุณมี', playingFor: 'กำลังชิง: {n}', over: 'จบเกมแล้ว', between: 'จบรอบนี้แล้ว รอบต่อไปจะเริ่มเร็ว ๆ นี้',
    alreadyJoined: 'คุณเข้าร่วมแล้ว', notOpen: 'เกมนี้ยังไม่เปิดให้เข้าร่วม', closed: 'เกมนี้จบแล้ว', seatsTaken: 'ขออภัย ที่นั่งเต็มแล้ว', tooLate: 'เกมเริ่มแล้ว เข้าร่วมไม่ทัน', notAllowed: 'เกมนี้สำหรับผู้อื่น', wrongCode: 'รหัสไม่ถูกต้อง',
    notCalled: 'ยังไม่ถูกเรียก', notOnCard: 'ไม่มีบนการ์ดของคุณ', noBingo: 'ยังไม่บิงโก หรือหมดเวลาประกาศแล้ว', notPlaying: 'คุณยังไม่ได้เข้าร่วม', joined: 'เข้าร่วมแล้ว ขอให้โชคดี!', marked: 'ทำเครื่องหมายแล้ว', join: 'เข้าร่วม',
  },
} as const;
export type BingoWord = keyof (typeof WORDS)['en'];

/** A word in the language a person reads best. */
export function sayBingo(language: string | undefined, word: BingoWord, n: string | number = ''): string {
  return WORDS[baseLanguage(language)][word].replace('{n}', () => String(n));
}
