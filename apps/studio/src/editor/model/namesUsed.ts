import type { FlowDocument } from '@chatloom/flow';
import type { Variable } from '../form/formContext';

/** Names a flow uses: what fields offer to choose from. */
export interface NamesUsed {
  fields: string[];
  answers: string[];
  tags: string[];
}

/** Collects names of contact fields, answers and tags from the data of all nodes, wherever they stand in it. */
export function namesUsed(document: FlowDocument): NamesUsed {
  const fields = new Set<string>();
  const answers = new Set<string>();
  const tags = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (value === null || typeof value !== 'object') return undefined;
    const record = value as Record<string, unknown>;
    if (typeof record.field === 'string' && record.field) fields.add(record.field);
    if (typeof record.tag === 'string' && record.tag) tags.add(record.tag);
    if (typeof record.name === 'string' && record.name) {
      if (record.in === 'field') fields.add(record.name);
      else if (record.in === 'answer' || record.kind === 'answer') answers.add(record.name);
    }
    return Object.values(record).forEach(look);
  };
  Object.values(document.nodes).forEach((node) => look(node.data));
  const sorted = (names: Set<string>): string[] => [...names].sort((a, b) => a.localeCompare(b));
  return { fields: sorted(fields), answers: sorted(answers), tags: sorted(tags) };
}

const SYSTEM = ['contact.displayName', 'message.text', 'bot.name', 'group.name', 'group.newcomers', 'now', 'flow.name'] as const;

/** Variables that can be written into texts, each with a sample of what a customer might see. */
export function variablesOf(names: NamesUsed, word: (key: string) => string): Variable[] {
  return [
    ...SYSTEM.map((path) => ({ path, label: word(`${path.replace('.', '_')}.label`), sample: word(`${path.replace('.', '_')}.sample`) })),
    ...names.answers.map((name) => ({ path: `answer.${name}`, label: name, sample: word('answer') })),
    ...names.fields.map((name) => ({ path: `field.${name}`, label: name, sample: word('field') })),
  ];
}
