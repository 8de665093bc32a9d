import { baseLanguage } from '../frame/gameWords';

/** What cards and answers about vouchers say besides the team's words. `{n}` is filled in by `sayVoucher`. */
const WORDS = {
  en: {
    coupon: 'Coupon: {n}', coupons: '{n} coupons', redeem: 'Redeem', show: 'Show the coupon', look: 'Is it still good?', through: 'Good through {n}', always: 'No expiry date', redeemedOn: 'Redeemed {n}', hasExpired: 'Expired {n}',
    given: 'This is yours.', alreadyHas: 'You have this already.', soldOut: 'Sorry, all of these are gone.', notOpen: 'This is not available at present.', none: 'You have no coupon to redeem.', redeemed: 'Redeemed. Enjoy!',
    inOurChat: 'It waits for you in our chat. Ask for it there.',
  },
  zh: {
    coupon: '優惠券：{n}', coupons: '{n} 張優惠券', redeem: '使用', show: '顯示優惠券', look: '查看是否有效', through: '有效期限至 {n}', always: '無使用期限', redeemedOn: '已於 {n} 使用', hasExpired: '已於 {n} 到期',
    given: '這張優惠券送給您。', alreadyHas: '您已經有這張優惠券了。', soldOut: '抱歉，優惠券已全數發完。', notOpen: '目前沒有提供這張優惠券。', none: '您沒有可以使用的優惠券。', redeemed: '使用完成，祝您愉快！',
    inOurChat: '優惠券在我們的一對一聊天室裡，請到那裡索取。',
  },
  ja: {
    coupon: 'クーポン：{n}', coupons: 'クーポン{n}枚', redeem: '使う', show: 'クーポンを表示', look: '有効か確認する', through: '{n}まで有効', always: '有効期限なし', redeemedOn: '{n}に使用済み', hasExpired: '{n}に期限切れ',
    given: 'クーポンをお受け取りください。', alreadyHas: 'このクーポンはすでにお持ちです。', soldOut: '申し訳ありません。配布はすべて終了しました。', notOpen: 'このクーポンは現在配布していません。', none: '使えるクーポンはありません。', redeemed: 'ご利用ありがとうございます！',
    inOurChat: 'クーポンは1対1のトークでお受け取りください。',
  },
  th: {
    coupon: 'คูปอง: {n}', coupons: 'คูปอง {n} ใบ', redeem: 'ใช้คูปอง', show: 'แสดงคูปอง', look: 'ยังใช้ได้ไหม', through: 'ใช้ได้ถึง {n}', always: 'ไม่มีวันหมดอายุ', redeemedOn: 'ใช้แล้วเมื่อ {n}', hasExpired: 'หมดอายุเมื่อ {n}',
    given: 'คูปองนี้เป็นของคุณ', alreadyHas: 'คุณมีคูปองนี้อยู่แล้ว', soldOut: 'ขออภัย คูปองหมดแล้ว', notOpen: 'ขณะนี้ยังไม่มีคูปองนี้', none: 'คุณไม่มีคูปองที่ใช้ได้', redeemed: 'ใช้คูปองแล้ว ขอให้มีความสุข!',
    inOurChat: 'คูปองรอคุณอยู่ในแชตส่วนตัวของเรา ขอได้ที่นั่น',
  },
} as const;
export type VoucherWord = keyof (typeof WORDS)['en'];

/** A word in the language a person reads best. */
export function sayVoucher(language: string | undefined, word: VoucherWord, n: string | number = ''): string {
  return WORDS[baseLanguage(language)][word].replace('{n}', () => String(n));
}
