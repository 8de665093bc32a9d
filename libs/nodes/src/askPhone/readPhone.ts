import { westernDigits } from '../shared/cleanAnswer';

export type PhoneCountry = 'JP' | 'TW' | 'TH';

/** Country code and how many digits a local number has after its leading 0. */
const COUNTRIES: Record<PhoneCountry, { code: string; digits: RegExp }> = {
  JP: { code: '81', digits: /^[1-9]\d{8,9}$/ },
  TW: { code: '886', digits: /^[2-9]\d{7,8}$/ },
  TH: { code: '66', digits: /^[2-9]\d{7,8}$/ },
};

/** The country whose local numbers people of a language write. */
export function phoneCountryOf(language: string | undefined): PhoneCountry | undefined {
  const base = language?.toLowerCase().split('-')[0];
  return base === 'ja' ? 'JP' : base === 'zh' ? 'TW' : base === 'th' ? 'TH' : undefined;
}

/**
 * A telephone number in international form (E.164: `+` and at most 15 digits), from an international number or from
 * a local one of the country. Spaces, dashes, brackets and full-width digits are fine. `undefined` when it is none.
 */
export function readPhone(text: string, country: PhoneCountry | undefined): string | undefined {
  const plain = westernDigits(text).replace(/[\s().\-‐‑‒–—―ー−/]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(plain)) return withoutTrunkZero(plain);
  const international = /^(?:00|010)([1-9]\d{7,14})$/.exec(plain)?.[1];
  if (international && !localOf(plain, country)) return withoutTrunkZero(`+${international}`);
  const local = localOf(plain, country);
  return local && country ? `+${COUNTRIES[country].code}${local}` : undefined;
}

function localOf(plain: string, country: PhoneCountry | undefined): string | undefined {
  if (!country || !plain.startsWith('0')) return undefined;
  const rest = plain.slice(1);
  return COUNTRIES[country].digits.test(rest) ? rest : undefined;
}

/** "+81 (0)90 …" keeps the 0 of local dialling by mistake. */
function withoutTrunkZero(number: string): string | undefined {
  for (const { code, digits } of Object.values(COUNTRIES)) {
    if (!number.startsWith(`+${code}`)) continue;
    const rest = number.slice(code.length + 1).replace(/^0/, '');
    return digits.test(rest) ? `+${code}${rest}` : undefined;
  }
  return number;
}
