import fc from 'fast-check';
import { detectEncoding } from './detectEncoding';

/** Names and places as they stand in such files. */
const WORDS = {
  shift_jis: ['山田太郎', '佐藤花子', '東京都渋谷区', 'カフェ', '鈴木一郎', 'さくら', '大阪府', '会員', '誕生日', '渡辺', '高橋健一', '福岡市中央区', 'タグ'],
  big5: ['王小明', '陳美玲', '台北市', '高雄市', '林志豪', '張雅婷', '會員', '生日', '黃建宏', '新北市板橋區', '姓名', '標籤', '李淑芬'],
  'windows-874': ['สมชาย ใจดี', 'กรุงเทพมหานคร', 'สมหญิง', 'เชียงใหม่', 'ชื่อ', 'ลูกค้า', 'วันเกิด', 'ภูเก็ต'],
  'windows-1252': ['Zoë', 'Müller', 'José', 'Núñez', 'François', 'Ångström'],
};
type Legacy = keyof typeof WORDS;

/** Every character of the words, as bytes of the encoding: made by reading all there are, since Node only writes Unicode. */
const tables = Object.fromEntries(
  (Object.keys(WORDS) as Legacy[]).map((encoding) => {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const table = new Map<string, number[]>();
    const learn = (...bytes: number[]) => {
      try {
        const character = decoder.decode(Uint8Array.from(bytes));
        if ([...character].length === 1 && !table.has(character)) table.set(character, bytes);
      } catch {
        // These bytes mean nothing.
      }
    };
    for (let a = 0; a < 256; a++) learn(a);
    if (encoding === 'shift_jis' || encoding === 'big5') for (let a = 0x81; a < 255; a++) for (let b = 0x40; b < 255; b++) learn(a, b);
    return [encoding, table];
  }),
) as Record<Legacy, Map<string, number[]>>;
const write = (text: string, encoding: Legacy) => Uint8Array.from([...text].flatMap((character) => tables[encoding].get(character)!));

describe('recognising an encoding', () => {
  it.each(Object.keys(WORDS) as Legacy[])('finds %s in a table of two lines or more', (encoding) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[0-9a-f]{4,32}$/), fc.constantFrom(...WORDS[encoding]), fc.constantFrom(...WORDS[encoding])), { minLength: 2, maxLength: 30 }), (rows) => {
        const text = `id,name,place\r\n${rows.map(([id, name, place]) => `U${id},${name},${place}`).join('\r\n')}`;
        expect(detectEncoding(write(text, encoding))).toBe(encoding);
      }),
      { numRuns: 200 },
    );
  });

  it('finds windows-1252 where every accented word is also possible Big5', () => {
    const text = 'id,name,place\r\nU0aaa,Ångström,Ångström\r\nU000a,Ångström,Zoë';
    expect(detectEncoding(write(text, 'windows-1252'))).toBe('windows-1252');
  });

  it('takes valid UTF-8 for UTF-8, wherever the sample ends', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WORDS.shift_jis, ...WORDS.big5, ...WORDS['windows-874'], 'plain', '😀'), fc.nat(20), (word, cut) => {
        const bytes = new TextEncoder().encode(`id,name\n1,${word}\n2,${word}\n`);
        expect(detectEncoding(bytes.subarray(0, bytes.length - cut))).toBe('utf-8');
      }),
    );
  });

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf, 0x61]],
    ['utf-16le', [0xff, 0xfe, 0x61, 0x00]],
    ['utf-16be', [0xfe, 0xff, 0x00, 0x61]],
    ['utf-8', []],
  ])('believes a byte order mark (%s)', (encoding, bytes) => expect(detectEncoding(Uint8Array.from(bytes as number[]))).toBe(encoding));

  it('finds UTF-16 without a mark by its separators', () => {
    const little = Buffer.from('id,名前\nU1,山田\nU2,佐藤\n', 'utf16le');
    expect(detectEncoding(little)).toBe('utf-16le');
    expect(detectEncoding(Buffer.from(little).swap16())).toBe('utf-16be');
  });
});
