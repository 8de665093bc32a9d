import type { FaultCode, LineFault } from './readImportLine';

/**
 * What is wrong with a line and what to do, for files people mend and programs read; on its pages the studio has words of its own by the code.
 * @param language of the reader; English where there are no words of it
 */
export function describeLineFault({ code, value }: LineFault, language = 'en'): string {
  const spoken = Object.keys(SENTENCES).find((known) => known === language || known.split('-')[0] === language.split('-')[0]) ?? 'en';
  return SENTENCES[spoken as keyof typeof SENTENCES][code].replace('{}', () => value ?? '');
}

const SENTENCES = {
  en: {
    unknownPerson: 'Nobody here is called "{}". People of LINE channels come in by following the account, or by the import of followers.',
    severalPeople: 'Several people have "{}", so nobody knows who is meant.',
    idMissing: 'The cell that says whom the line is about is empty.',
    idInvalid: '"{}" does not look like a LINE user id.',
    notANumber: '"{}" is no number.',
    notADate: '"{}" is no date that can be read; write 2026-12-24.',
    notYesNo: '"{}" is neither yes nor no.',
    notAnOption: '"{}" is none of the choices of this field.',
    tagInvalid: '"{}" cannot be a tag: at most 64 characters, no line breaks.',
    textTooLong: 'The text "{}…" is too long.',
    consentInvalid: '"{}" is neither yes nor no nor unknown.',
    doubled: '"{}" stands in an earlier line already.',
    cellsMissing: 'The line has fewer cells than it needs.',
    cellsTooMany: 'The line has more cells than the first one; perhaps a separator stands inside a cell without quotes.',
  },
  'zh-TW': {
    unknownPerson: '這裡沒有「{}」這個人。LINE 帳號的好友要加入好友，或由匯入好友帶入。',
    severalPeople: '有多人是「{}」，無法判斷是誰。',
    idMissing: '用來辨識是誰的儲存格是空的。',
    idInvalid: '「{}」看起來不是 LINE 使用者 ID。',
    notANumber: '「{}」不是數字。',
    notADate: '「{}」不是可辨識的日期，請寫成 2026-12-24。',
    notYesNo: '「{}」不是「是」也不是「否」。',
    notAnOption: '「{}」不在這個欄位的選項中。',
    tagInvalid: '「{}」無法作為標籤：最多 64 個字元，不可換行。',
    textTooLong: '文字「{}…」過長。',
    consentInvalid: '「{}」不是同意、不同意或不明。',
    doubled: '「{}」在前面的列已經出現過。',
    cellsMissing: '這一列的欄位太少。',
    cellsTooMany: '這一列的欄位比第一列多；也許儲存格裡有分隔符號卻沒有加上引號。',
  },
  ja: {
    unknownPerson: '「{}」という人はいません。LINEアカウントの人は、友だち追加か友だちの取り込みで入ります。',
    severalPeople: '「{}」の人が複数いるため、誰のことかわかりません。',
    idMissing: '誰のことかを示すセルが空です。',
    idInvalid: '「{}」はLINEのユーザーIDではないようです。',
    notANumber: '「{}」は数ではありません。',
    notADate: '「{}」は日付として読めません。2026-12-24 のように書いてください。',
    notYesNo: '「{}」は「はい」でも「いいえ」でもありません。',
    notAnOption: '「{}」はこの項目の選択肢にありません。',
    tagInvalid: '「{}」はタグにできません。64文字以内で、改行は使えません。',
    textTooLong: '文字「{}…」が長すぎます。',
    consentInvalid: '「{}」では同意の有無がわかりません。',
    doubled: '「{}」は前の行にもあります。',
    cellsMissing: 'この行はセルが足りません。',
    cellsTooMany: 'この行は最初の行よりセルが多くなっています。引用符のないセルに区切り文字が入っているかもしれません。',
  },
  th: {
    unknownPerson: 'ไม่มีใครชื่อ “{}” ที่นี่ คนของบัญชี LINE จะเข้ามาเมื่อเพิ่มเพื่อน หรือเมื่อนำเข้าเพื่อน',
    severalPeople: 'มีหลายคนที่มี “{}” จึงไม่รู้ว่าหมายถึงใคร',
    idMissing: 'เซลล์ที่บอกว่าเป็นของใครว่างอยู่',
    idInvalid: '“{}” ดูไม่เหมือนรหัสผู้ใช้ LINE',
    notANumber: '“{}” ไม่ใช่ตัวเลข',
    notADate: '“{}” อ่านเป็นวันที่ไม่ได้ ให้เขียนแบบ 2026-12-24',
    notYesNo: '“{}” ไม่ใช่ “ใช่” หรือ “ไม่”',
    notAnOption: '“{}” ไม่อยู่ในตัวเลือกของฟิลด์นี้',
    tagInvalid: '“{}” ใช้เป็นแท็กไม่ได้: ไม่เกิน 64 ตัวอักษร และห้ามขึ้นบรรทัดใหม่',
    textTooLong: 'ข้อความ “{}…” ยาวเกินไป',
    consentInvalid: '“{}” ไม่ใช่ยินยอม ไม่ยินยอม หรือไม่ทราบ',
    doubled: '“{}” อยู่ในบรรทัดก่อนหน้าแล้ว',
    cellsMissing: 'บรรทัดนี้มีเซลล์น้อยเกินไป',
    cellsTooMany: 'บรรทัดนี้มีเซลล์มากกว่าบรรทัดแรก อาจมีตัวคั่นอยู่ในเซลล์โดยไม่ได้ใส่เครื่องหมายคำพูด',
  },
} satisfies Record<string, Record<FaultCode, string>>;
