/** What players of any game may read in the chat, in the four languages of the studio. */
const WORDS = {
  en: { buttonInvalid: 'This button is not valid here. Please open the card anew.', gameGone: 'This is over: it has been taken away.' },
  zh: { buttonInvalid: '這個按鈕在這裡無效，請重新開啟卡片。', gameGone: '這個活動已經移除了。' },
  ja: { buttonInvalid: 'このボタンはここでは使えません。カードをもう一度開いてください。', gameGone: 'このイベントは終了し、削除されました。' },
  th: { buttonInvalid: 'ปุ่มนี้ใช้ที่นี่ไม่ได้ โปรดเปิดการ์ดใหม่อีกครั้ง', gameGone: 'กิจกรรมนี้ถูกนำออกไปแล้ว' },
} as const;

/** Which of the four a person reads best: by the language of their profile, English where it is none of them. */
export function baseLanguage(language: string | undefined): keyof typeof WORDS {
  const base = language?.toLowerCase().split('-')[0] ?? '';
  return base in WORDS ? (base as keyof typeof WORDS) : 'en';
}

export function wordsFor(language: string | undefined): (typeof WORDS)[keyof typeof WORDS] {
  return WORDS[baseLanguage(language)];
}
