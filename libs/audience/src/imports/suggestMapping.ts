import type { ImportMapping, ImportTarget } from '@chatloom/contract';

const LINE_USER_ID = /^U[0-9a-f]{32}$/;
const HEADERS: [RegExp, ImportTarget][] = [
  [/^(line ?)?(user ?id|uid|userid|ユーザー? ?id|使用者 ?id|用戶 ?id)$|^line ?id$/i, { to: 'lineUserId' }],
  [/^((display|full) ?)?name$|^(名前|氏名|表示名|お名前|姓名|名稱|顯示名稱|ชื่อ|ชื่อที่แสดง)$/i, { to: 'name' }],
  [/^(lang(uage)?|言語|語言|語系|ภาษา)$/i, { to: 'language' }],
  [/^(tags?|labels?|タグ|標籤|แท็ก)$/i, { to: 'tags', separator: ',' }],
  [/^((marketing )?consent|opt-?in|同意|配信同意|行銷同意|ความยินยอม)$/i, { to: 'consent' }],
];

/** A first idea of what each column is: by its heading, by the names of fields, and by ids in the lines below. */
export function suggestMapping(preview: readonly string[][], fields: readonly { key: string; label: string }[]): ImportMapping {
  const width = Math.max(0, ...preview.map((cells) => cells.length));
  const first = preview[0] ?? [];
  const hasHeader = preview.length > 1 && !first.some((cell) => LINE_USER_ID.test(cell.trim())) && first.every((cell) => cell.trim() === '' || !/^[\d.,/-]+$/.test(cell.trim()));
  const below = hasHeader ? preview.slice(1) : preview;
  let hasId = false;
  const columns = Array.from({ length: width }, (_, column): ImportTarget => {
    const heading = hasHeader ? (first[column] ?? '').normalize('NFKC').trim() : '';
    const looksLikeIds = below.length > 0 && below.every((cells) => LINE_USER_ID.test((cells[column] ?? '').trim()));
    const known = looksLikeIds ? ({ to: 'lineUserId' } as const) : HEADERS.find(([pattern]) => pattern.test(heading))?.[1];
    if (known?.to === 'lineUserId') {
      if (hasId) return { to: 'ignore' };
      hasId = true;
    }
    if (known) return known;
    const field = fields.find(({ key, label }) => fold(key) === fold(heading) || fold(label) === fold(heading));
    return heading !== '' && field ? { to: 'field', field: field.key, emptyClears: false } : { to: 'ignore' };
  });
  return { columns, hasHeader, tags: [], dateOrder: 'ymd' };
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
