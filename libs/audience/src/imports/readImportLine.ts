import type { ConsentState, ImportFault, ImportMapping } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import { sanitizeText } from '@chatloom/platform';
import { type FieldRule, readFieldCell, readYesNo } from '../fields/readFieldValue';

/** What a line of a file changes about a person. */
export interface LineChange {
  name?: string;
  language?: string;
  addTags: string[];
  fields: Record<string, Json>;
  clear: string[];
  consent?: ConsentState;
}
export type FaultCode = ImportFault['code'];
/** `column` counts from 0; null: the whole line. */
export interface LineFault {
  column: number | null;
  code: FaultCode;
  value: string | null;
}
export type LineReading = { key: string; change: LineChange } | { fault: LineFault };

const NAME_MAX = 100;
const TAG_MAX = 64;
/** As LINE's ids look, with room for those of module channels (FACTS §1). */
const LINE_ID = /^[A-Za-z0-9_-]{4,80}$/;
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
const SHOWN = 100;

/**
 * What a line means by the mapping; the first problem makes it faulty as a whole, so that nobody gets half of a line.
 * @param rules of the fields that are described; others are text
 */
export function readImportLine(cells: readonly string[], mapping: ImportMapping, rules: ReadonlyMap<string, FieldRule>): LineReading {
  const change: LineChange = { addTags: [...mapping.tags], fields: {}, clear: [] };
  let key = '';
  if (cells.length > mapping.columns.length && cells.slice(mapping.columns.length).some((cell) => cell.trim() !== '')) return fault('cellsTooMany', null);
  for (const [column, target] of mapping.columns.entries()) {
    if (target.to === 'ignore') continue;
    const text = sanitizeText(cells[column] ?? '');
    const word = text.trim();
    const wrong = (code: FaultCode): LineReading => fault(code, column, text);
    switch (target.to) {
      case 'lineUserId':
        if (word === '') return wrong('idMissing');
        if (!LINE_ID.test(word)) return wrong('idInvalid');
        key = word;
        break;
      case 'matchField': {
        if (word === '') return wrong('idMissing');
        const read = readFieldCell(ruleOf(target.field, rules), word, mapping.dateOrder);
        if ('fault' in read) return wrong(read.fault);
        key = typeof read.value === 'string' ? read.value : JSON.stringify(read.value);
        break;
      }
      case 'name':
        if (word.length > NAME_MAX) return wrong('textTooLong');
        if (word !== '') change.name = word;
        break;
      case 'language':
        if (LANGUAGE.test(word)) change.language = word;
        break;
      case 'tags':
        for (const part of text.split(target.separator)) {
          const tag = part.trim();
          if (tag === '') continue;
          if (!isTag(tag)) return wrong('tagInvalid');
          change.addTags.push(tag);
        }
        break;
      case 'tagIfYes':
        if (word !== '') {
          const answer = readYesNo(word);
          if (answer === null) return wrong('notYesNo');
          if (answer) change.addTags.push(target.tag);
        }
        break;
      case 'field': {
        if (word === '') {
          if (target.emptyClears) change.clear.push(target.field);
          break;
        }
        const read = readFieldCell(ruleOf(target.field, rules), text, mapping.dateOrder);
        if ('fault' in read) return wrong(read.fault);
        change.fields[target.field] = read.value;
        break;
      }
      case 'consent':
        if (word !== '') {
          const consent = readConsent(word);
          if (consent === null) return wrong('consentInvalid');
          change.consent = consent;
        }
        break;
    }
  }
  change.addTags = [...new Set(change.addTags)];
  return { key, change };
}

function fault(code: FaultCode, column: number | null, value?: string): LineReading {
  return { fault: { column, code, value: value === undefined ? null : value.slice(0, SHOWN) } };
}

function ruleOf(field: string, rules: ReadonlyMap<string, FieldRule>): FieldRule {
  return rules.get(field) ?? { type: 'text', options: [] };
}

/** The rule of the tag nodes. */
function isTag(tag: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused
  return tag.length <= TAG_MAX && !/[\u0000-\u001f\u007f]/.test(tag);
}

function readConsent(word: string): ConsentState | null {
  if (/^(unknown|不明|未知|ไม่ทราบ)$/i.test(word)) return 'unknown';
  const answer = readYesNo(word);
  return answer === null ? null : answer ? 'yes' : 'no';
}
