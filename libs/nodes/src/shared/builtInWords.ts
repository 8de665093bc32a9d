/** Labels of buttons that a question puts up by itself, at most 20 characters each; used when the designer gave none. */
const WORDS = {
  pickDate: { en: 'Choose a date', ja: '日付を選ぶ', zh: '選擇日期', th: 'เลือกวันที่' },
  pickTime: { en: 'Choose a time', ja: '時間を選ぶ', zh: '選擇時間', th: 'เลือกเวลา' },
  pickDateTime: { en: 'Choose date and time', ja: '日時を選ぶ', zh: '選擇日期和時間', th: 'เลือกวันและเวลา' },
  shareLocation: { en: 'Share location', ja: '位置情報を送る', zh: '傳送位置資訊', th: 'ส่งตำแหน่งที่ตั้ง' },
  takePhoto: { en: 'Take a photo', ja: '写真を撮る', zh: '拍照', th: 'ถ่ายรูป' },
  choosePhoto: { en: 'Choose a photo', ja: '写真を選ぶ', zh: '選擇照片', th: 'เลือกรูปภาพ' },
} as const;

/** The words in the first of the languages we have them in; English otherwise. */
export function builtInWords(key: keyof typeof WORDS, languages: readonly (string | undefined)[]): string {
  for (const language of languages) {
    const base = language?.toLowerCase().split('-')[0];
    if (base && Object.hasOwn(WORDS[key], base)) return WORDS[key][base as 'en'];
  }
  return WORDS[key].en;
}
