import { sayer } from '../words';

/** Words of a player's own card of bingo. */
export const sayMyBingo = sayer({
  en: {
    notBegun: 'The game has not begun yet. Your place is kept.', between: 'The round is over. The next one comes soon.', over: 'The game is over.', missing: '{n} to go', reach: 'Reach! One to go', full: 'BINGO!', card: 'Your card', picture: 'The card as a picture', free: 'FREE', marked: '(marked)', called: '(called)',
    say: 'Say BINGO!', sayWithin: '{n} s left', last: 'Called last: {n}', nothing: 'Nothing has been called yet.', next: 'Next call in {n} s', playingFor: 'Playing for', won: 'You have won!', howToMark: 'Tap what has been called.', calls: 'Called so far',
    notCalled: 'This has not been called.', noBingo: 'Not yet: your card has no bingo, or the time to say it is over.', tooLate: 'It is too late for that: the round is over.',
  },
  'zh-TW': {
    notBegun: '遊戲還沒開始，已為您保留座位。', between: '這一局結束，下一局即將開始。', over: '遊戲結束。', missing: '還差 {n} 格', reach: '聽牌！只差 1 格', full: '賓果！', card: '我的卡片', picture: '卡片圖片', free: '免費', marked: '（已標記）', called: '（已開出）',
    say: '喊賓果！', sayWithin: '剩 {n} 秒', last: '剛開出：{n}', nothing: '還沒有開出任何號碼。', next: '{n} 秒後開下一個', playingFor: '目前獎項', won: '恭喜中獎！', howToMark: '請點選已開出的格子。', calls: '已開出',
    notCalled: '這個還沒有開出。', noBingo: '還沒有：您的卡片尚未連線，或已超過喊出的時間。', tooLate: '來不及了，這一局已經結束。',
  },
  ja: {
    notBegun: 'ゲーム開始前です。お席は確保しました。', between: 'このラウンドは終了しました。次のラウンドをお待ちください。', over: 'ゲームは終了しました。', missing: 'あと{n}マス', reach: 'リーチ！あと1マス', full: 'ビンゴ！', card: 'あなたのカード', picture: 'カードを画像で見る', free: 'FREE', marked: '（マーク済み）', called: '（出ました）',
    say: 'ビンゴと言う！', sayWithin: '残り{n}秒', last: '今出た番号：{n}', nothing: 'まだ何も出ていません。', next: '次まで{n}秒', playingFor: '今の賞', won: '当選しました！', howToMark: '出たマスをタップしてください。', calls: 'これまでに出た番号',
    notCalled: 'まだ出ていません。', noBingo: 'まだビンゴではないか、宣言の時間が過ぎました。', tooLate: 'このラウンドはもう終わりました。',
  },
  th: {
    notBegun: 'เกมยังไม่เริ่ม เราเก็บที่นั่งไว้ให้คุณแล้ว', between: 'จบรอบนี้แล้ว รอบต่อไปจะเริ่มเร็ว ๆ นี้', over: 'จบเกมแล้ว', missing: 'ขาดอีก {n} ช่อง', reach: 'ลุ้น! ขาดอีก 1 ช่อง', full: 'บิงโก!', card: 'การ์ดของคุณ', picture: 'ดูการ์ดเป็นรูปภาพ', free: 'ฟรี', marked: '(ทำเครื่องหมายแล้ว)', called: '(ออกแล้ว)',
    say: 'ประกาศบิงโก!', sayWithin: 'เหลือ {n} วินาที', last: 'เพิ่งออก: {n}', nothing: 'ยังไม่มีการเรียก', next: 'เรียกครั้งต่อไปใน {n} วินาที', playingFor: 'กำลังชิง', won: 'คุณได้รับรางวัล!', howToMark: 'แตะช่องที่ออกแล้ว', calls: 'ออกแล้ว',
    notCalled: 'ยังไม่ถูกเรียก', noBingo: 'ยังไม่บิงโก หรือหมดเวลาประกาศแล้ว', tooLate: 'ช้าไปแล้ว รอบนี้จบแล้ว',
  },
});
