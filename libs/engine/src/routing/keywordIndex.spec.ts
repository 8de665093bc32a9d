import { cpuTime } from '@chatloom/test/cpuTime';
import fc from 'fast-check';
import type { KeywordRule } from '../types';
import { AhoCorasick } from './ahoCorasick';
import { KeywordIndex } from './keywordIndex';
import { foldCase, normaliseText, tidyText } from './normaliseText';
import { PrefixTrie } from './prefixTrie';
import { requiredLiteral } from './requiredLiteral';
import { compilePattern } from './safePattern';

const rule = (mode: KeywordRule['mode'], text: string): KeywordRule => ({ mode, text });
const hits = (rules: KeywordRule[], text: string): string[] => {
  const index = new KeywordIndex<number>();
  rules.forEach((each, owner) => index.add(owner, each));
  return index.find(text).map((hit) => `${hit.rule.mode} ${hit.rule.text}`).sort();
};

describe('the form in which words are compared', () => {
  it.each([
    ['  Hello   World ', 'hello world'],
    ['ＨＥＬＬＯ　ｗｏｒｌｄ', 'hello world'],
    ['ﾖﾔｸ', 'ヨヤク'],
    ['ｶﾞｿﾞ', 'ガゾ'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['❤️', '❤'],
    ['a\u200bb', 'ab'],
    ['สวัสดี', 'สวัสดี'],
    ['①', '1'],
  ])('%j becomes %j', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('stays as it is when made twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => normaliseText(normaliseText(text)) === normaliseText(text)));
  });
});

describe('keywords of all flows', () => {
  it('are found whole, at the beginning, inside, and by pattern', () => {
    const rules = [rule('equals', 'book'), rule('startsWith', 'book'), rule('contains', 'ook'), rule('pattern', '^b.+ a (table|room)$'), rule('equals', 'book a')];
    expect(hits(rules, 'BOOK')).toEqual(['contains ook', 'equals book', 'startsWith book']);
    expect(hits(rules, 'Book a Table')).toEqual(['contains ook', 'pattern ^b.+ a (table|room)$', 'startsWith book']);
    expect(hits(rules, 'nothing')).toEqual([]);
  });

  it('are found without regard to case and width', () => {
    expect(hits([rule('equals', 'ﾖﾔｸ'), rule('contains', 'ABC')], 'ヨヤク')).toEqual(['equals ﾖﾔｸ']);
    expect(hits([rule('contains', 'ABC')], 'xａｂｃx')).toEqual(['contains ABC']);
    expect(hits([rule('pattern', 'ＡＢＣ')], 'ＡＢＣ')).toEqual(['pattern ＡＢＣ']);
  });

  it('that are empty or broken match nothing', () => {
    expect(hits([rule('equals', ' '), rule('contains', ''), rule('startsWith', '\u200b'), rule('pattern', '('), rule('pattern', '')], ' ')).toEqual([]);
  });

  it('agree with looking at every rule by itself', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'ｂ', ' ', 'あ', '😀'), maxLength: 5 });
    const rules = fc.array(fc.record({ mode: fc.constantFrom('equals' as const, 'startsWith' as const, 'contains' as const), text: word }), { maxLength: 20 });
    fc.assert(
      fc.property(rules, fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'ｂ', ' ', 'あ', '😀'), maxLength: 20 }), (list, text) => {
        const message = normaliseText(text);
        const expected = list.filter((each) => {
          const keyword = normaliseText(each.text);
          if (keyword === '') return false;
          return each.mode === 'equals' ? message === keyword : each.mode === 'startsWith' ? message.startsWith(keyword) : message.includes(keyword);
        });
        expect(hits(list, text)).toEqual(expected.map((each) => `${each.mode} ${each.text}`).sort());
      }),
    );
  });

  it('report a rule once, however often its word stands', () => {
    expect(hits([rule('contains', 'a'), rule('pattern', 'aa+')], 'aaaa')).toEqual(['contains a', 'pattern aa+']);
  });
});

describe('finding words in a text', () => {
  it('reports words inside words and words that end alike', () => {
    const found: string[] = [];
    const words = new AhoCorasick<string>();
    for (const word of ['he', 'she', 'his', 'hers', 's']) words.add(word, word);
    words.search('ushers', (word) => found.push(word));
    expect(found.sort()).toEqual(['he', 'hers', 's', 's', 'she']);
  });

  it('takes words added after a search', () => {
    const found: string[] = [];
    const words = new AhoCorasick<string>();
    words.search('ab', (word) => found.push(word));
    words.add('b', 'b');
    words.search('ab', (word) => found.push(word));
    words.add('ab', 'ab');
    words.search('ab', (word) => found.push(word));
    expect(found).toEqual(['b', 'ab', 'b']);
  });

  it('finds every beginning', () => {
    const found: string[] = [];
    const trie = new PrefixTrie<string>();
    for (const word of ['', 'a', 'ab', 'abc', 'b']) trie.add(word, word);
    trie.search('abx', (word) => found.push(word));
    expect(found).toEqual(['a', 'ab']);
  });
});

describe('letters a pattern cannot do without', () => {
  it.each([
    ['order\\s+\\d+', 'order'],
    ['^hello$', 'hello'],
    ['colou?r', 'colo'],
    ['(red|blue)', undefined],
    ['red|blue', undefined],
    ['(abc)?def', 'def'],
    ['[abc]def', 'def'],
    ['[]a]bcd', 'bcd'],
    ['a{2}bcd', 'bcd'],
    ['ab+', 'ab'],
    ['\\d+', undefined],
    ['x\\.yz', 'x.yz'],
    ['予約.*', '予約'],
    ['.', undefined],
    ['\\Qa.b\\E', undefined],
    ['É', undefined],
  ])('of %s are %s', (pattern, expected) => {
    expect(requiredLiteral(pattern)).toBe(expected);
  });

  it('stand in every text the pattern matches', () => {
    const piece = fc.constantFrom('a', 'b', 'B', 'c', '1', ' ', '.', '*', '+', '?', '^', '$', '(', ')', '[', ']', '|', '\\d', '\\.', '{2}', 'あ', 'É');
    const pattern = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'c', '1', ' ', '.', 'あ', 'é'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (source, message) => {
        const compiled = compilePattern(source);
        const literal = requiredLiteral(source);
        if (!compiled.ok || literal === undefined) return;
        for (const form of [message, tidyText(message)]) if (compiled.pattern.test(form)) expect(foldCase(tidyText(message))).toContain(literal);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('patterns of designers', () => {
  it('run in linear time', () => {
    const evil = compilePattern('^(a+)+$');
    expect(evil.ok).toBe(true);
    expect(cpuTime(() => evil.ok && evil.pattern.test(`${'a'.repeat(5_000)}!`))).toBeLessThan(1_000);
  });

  it('cost a bounded time even when there are a thousand that were made to be slow', () => {
    const index = new KeywordIndex<number>();
    for (let owner = 0; owner < 1_000; owner += 1) index.add(owner, rule('pattern', `.*a.{${200 + (owner % 200)}}x`));
    index.add(1_000, rule('equals', 'hello'));
    expect(cpuTime(() => index.find('ab'.repeat(2_500)))).toBeLessThan(3_000);
    expect(index.find('hello').map((hit) => hit.owner)).toEqual([1_000]);
  });

  it('are refused when they would be too slow', () => {
    expect(compilePattern('(.{30}){30}x')).toEqual({ ok: false, message: 'The pattern is too complicated: it makes 963 steps, at most 500 are allowed.' });
  });

  it('are refused when too long, broken, or not linear', () => {
    expect(compilePattern('a'.repeat(257))).toEqual({ ok: false, message: 'A pattern has at most 256 characters.' });
    for (const pattern of ['(', '(?=a)', '\\1', '((a{100}){100}){100}']) expect(compilePattern(pattern)).toMatchObject({ ok: false });
  });
});
