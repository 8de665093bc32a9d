import type { KeywordRule } from '../types';
import { AhoCorasick } from './ahoCorasick';
import { foldCase, normaliseText, tidyText } from './normaliseText';
import { PrefixTrie } from './prefixTrie';
import { requiredLiteral } from './requiredLiteral';
import { compilePattern } from './safePattern';
import type { SafePattern } from './safePattern';

/** A rule of somebody, as it matched. */
export interface KeywordHit<Owner> {
  owner: Owner;
  rule: KeywordRule;
}

/**
 * All keyword rules of all flows in one look-up: a table for whole messages, a trie for beginnings, Aho-Corasick for
 * parts, re2js for patterns, which are only run where a text holds the letters they cannot do without. A message
 * costs about the same with ten rules as with ten thousand. Rules that cannot be (empty, a broken pattern) match nothing.
 */
export class KeywordIndex<Owner> {
  private readonly whole = new Map<string, KeywordHit<Owner>[]>();
  private readonly beginnings = new PrefixTrie<KeywordHit<Owner>>();
  private readonly parts = new AhoCorasick<KeywordHit<Owner> | PatternRule<Owner>>();
  private readonly freePatterns: PatternRule<Owner>[] = [];

  add(owner: Owner, rule: KeywordRule): void {
    const hit = { owner, rule };
    if (rule.mode === 'pattern') return this.addPattern(hit);
    const word = normaliseText(rule.text);
    if (word === '') return;
    if (rule.mode === 'startsWith') this.beginnings.add(word, hit);
    else if (rule.mode === 'contains') this.parts.add(word, hit);
    else {
      const known = this.whole.get(word);
      if (known) known.push(hit);
      else this.whole.set(word, [hit]);
    }
  }

  private addPattern(hit: KeywordHit<Owner>): void {
    if (hit.rule.text === '') return;
    const compiled = compilePattern(hit.rule.text);
    if (!compiled.ok) return;
    const rule = { hit, pattern: compiled.pattern };
    const literal = requiredLiteral(hit.rule.text);
    if (literal === undefined) this.freePatterns.push(rule);
    else this.parts.add(literal, rule);
  }

  /** Every rule the text satisfies, each once. */
  find(text: string): KeywordHit<Owner>[] {
    const tidy = tidyText(text);
    const folded = foldCase(tidy);
    const hits = new Set<KeywordHit<Owner>>();
    const tried = new Set<PatternRule<Owner>>();
    let work = 0;
    // A designer may have typed a pattern in full-width letters: it then finds the text as it was written.
    const runPattern = (rule: PatternRule<Owner>): void => {
      if (tried.has(rule)) return;
      tried.add(rule);
      work += rule.pattern.size * tidy.length;
      if (work > MAX_PATTERN_WORK) return;
      if (rule.pattern.test(tidy) || (text !== tidy && rule.pattern.test(text))) hits.add(rule.hit);
    };
    for (const hit of this.whole.get(folded) ?? []) hits.add(hit);
    this.beginnings.search(folded, (hit) => hits.add(hit));
    this.parts.search(folded, (found) => ('pattern' in found ? runPattern(found) : hits.add(found)));
    for (const rule of this.freePatterns) runPattern(rule);
    return [...hits];
  }
}

/**
 * Instructions times letters that the patterns of all flows may cost one message. A thousand ordinary patterns on an
 * ordinary message cost a quarter; at the limit a bot that was built to be slow costs a fraction of a second, not minutes.
 */
const MAX_PATTERN_WORK = 4_000_000;

interface PatternRule<Owner> {
  hit: KeywordHit<Owner>;
  pattern: SafePattern;
}
