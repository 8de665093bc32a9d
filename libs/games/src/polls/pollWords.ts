import { baseLanguage } from '../frame/gameWords';

/** What the card says besides the designer's words. `{n}` is filled in by `say`. */
const WORDS = {
  en: {
    yes: 'Yes', no: 'No', votes: '{n} votes', oneVote: '1 vote', noVotes: 'No votes yet', closed: 'Closed', notOpen: 'Not open yet', minutesLeft: '{n} min left', hoursLeft: '{n} h left', daysLeft: '{n} days left',
    tapOne: 'Tap a choice to vote', tapSome: 'Tap your choices, then “Done”', tapRank: 'Tap in your order, best first, then “Done”', tapMark: 'Tap a mark from 1 to 5', done: 'Done', thanks: 'Thank you, your vote is counted.',
    resultsLater: 'The result is shown when the vote has closed.', average: 'Average {n}', placesLeft: '{n} left', full: 'Full', seeResults: 'See the results',
    already: 'You have voted already.', closedSorry: 'This vote has closed.', notOpenYet: 'This vote has not begun yet.', fullSorry: 'Sorry, all places for this choice are taken.', tooMany: 'At most {n} choices. Tap one of yours to take it back.',
    tooFew: 'Please choose at least {n}.', notAllowed: 'This vote is for others.', groupOnly: 'This vote is only held in the group.', unknownVoter: 'LINE did not tell us who you are, so this tap could not be counted. Adding this account as a friend helps.',
    poll: 'Vote: {n}',
  },
  zh: {
    yes: '是', no: '否', votes: '{n} 票', oneVote: '1 票', noVotes: '還沒有人投票', closed: '已結束', notOpen: '尚未開始', minutesLeft: '剩 {n} 分鐘', hoursLeft: '剩 {n} 小時', daysLeft: '剩 {n} 天',
    tapOne: '點選一個選項即可投票', tapSome: '點選想要的選項，再按「完成」', tapRank: '依喜好順序點選，再按「完成」', tapMark: '點選 1 到 5 分', done: '完成', thanks: '謝謝，已計入您的一票。',
    resultsLater: '投票結束後公布結果。', average: '平均 {n}', placesLeft: '剩 {n} 個名額', full: '額滿', seeResults: '查看結果',
    already: '您已經投過票了。', closedSorry: '這個投票已經結束。', notOpenYet: '這個投票還沒開始。', fullSorry: '抱歉，這個選項已額滿。', tooMany: '最多選 {n} 項。點一下已選的可取消。',
    tooFew: '請至少選 {n} 項。', notAllowed: '這個投票開放給其他人。', groupOnly: '這個投票只在群組中進行。', unknownVoter: 'LINE 沒有提供您的身分，這次點選無法計票。加此帳號為好友即可。',
    poll: '投票：{n}',
  },
  ja: {
    yes: 'はい', no: 'いいえ', votes: '{n}票', oneVote: '1票', noVotes: 'まだ投票はありません', closed: '終了', notOpen: '開始前', minutesLeft: '残り{n}分', hoursLeft: '残り{n}時間', daysLeft: '残り{n}日',
    tapOne: '選択肢をタップして投票', tapSome: '選んでから「完了」をタップ', tapRank: '好きな順にタップし、「完了」', tapMark: '1〜5をタップして評価', done: '完了', thanks: 'ありがとうございます。投票を受け付けました。',
    resultsLater: '結果は投票の終了後に表示されます。', average: '平均 {n}', placesLeft: '残り{n}', full: '満員', seeResults: '結果を見る',
    already: 'すでに投票済みです。', closedSorry: 'この投票は終了しました。', notOpenYet: 'この投票はまだ始まっていません。', fullSorry: '申し訳ありません。この選択肢は満員です。', tooMany: '選べるのは{n}個までです。選んだものをタップすると取り消せます。',
    tooFew: '{n}個以上選んでください。', notAllowed: 'この投票の対象ではありません。', groupOnly: 'この投票はグループの中だけで行われます。', unknownVoter: 'LINEからどなたか分からないため、このタップは数えられませんでした。友だち追加すると投票できます。',
    poll: '投票：{n}',
  },
  th: {
    yes: 'ใช่', no: 'ไม่ใช่', votes: '{n} เสียง', oneVote: '1 เสียง', noVotes: 'ยังไม่มีเสียงโหวต', closed: 'ปิดแล้ว', notOpen: 'ยังไม่เปิด', minutesLeft: 'เหลือ {n} นาที', hoursLeft: 'เหลือ {n} ชม.', daysLeft: 'เหลือ {n} วัน',
    tapOne: 'แตะตัวเลือกเพื่อโหวต', tapSome: 'แตะตัวเลือก แล้วแตะ “เสร็จ”', tapRank: 'แตะตามลำดับที่ชอบ แล้วแตะ “เสร็จ”', tapMark: 'แตะคะแนน 1 ถึง 5', done: 'เสร็จ', thanks: 'ขอบคุณ นับเสียงของคุณแล้ว',
    resultsLater: 'จะแสดงผลเมื่อปิดโหวต', average: 'เฉลี่ย {n}', placesLeft: 'เหลือ {n} ที่', full: 'เต็มแล้ว', seeResults: 'ดูผลโหวต',
    already: 'คุณโหวตไปแล้ว', closedSorry: 'โหวตนี้ปิดแล้ว', notOpenYet: 'โหวตนี้ยังไม่เริ่ม', fullSorry: 'ขออภัย ตัวเลือกนี้เต็มแล้ว', tooMany: 'เลือกได้ไม่เกิน {n} ข้อ แตะข้อที่เลือกไว้เพื่อยกเลิก',
    tooFew: 'โปรดเลือกอย่างน้อย {n} ข้อ', notAllowed: 'โหวตนี้สำหรับผู้อื่น', groupOnly: 'โหวตนี้จัดเฉพาะในกลุ่ม', unknownVoter: 'LINE ไม่ได้บอกว่าคุณคือใคร จึงนับเสียงนี้ไม่ได้ ลองเพิ่มบัญชีนี้เป็นเพื่อน',
    poll: 'โหวต: {n}',
  },
} as const;
export type PollWord = keyof (typeof WORDS)['en'];

/** A word in the language a person reads best. */
export function say(language: string | undefined, word: PollWord, n: string | number = ''): string {
  return WORDS[baseLanguage(language)][word].replace('{n}', () => String(n));
}

/** A word in every language, as texts with languages are kept. */
export function inEveryLanguage(word: PollWord): Record<string, string> {
  return { en: WORDS.en[word], 'zh-TW': WORDS.zh[word], ja: WORDS.ja[word], th: WORDS.th[word] };
}
