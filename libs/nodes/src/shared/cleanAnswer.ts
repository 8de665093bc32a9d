/** Digits of other scripts (Thai, Arabic, Devanagari …) and of full width as 0-9. */
export function westernDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    // Unicode puts decimal digits in runs of ten that begin at their zero.
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Without what PostgreSQL and LINE refuse: NUL is taken out, half characters become `\ufffd`. */
export function wellFormed(text: string): string {
  return text.replaceAll('\u0000', '').replace(LONE_SURROGATE, '\ufffd');
}

/** What a person typed, fit to be kept: well formed, no spaces at the ends. */
export function cleanAnswer(text: string): string {
  return wellFormed(text).trim();
}
