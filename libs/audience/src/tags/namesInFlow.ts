import type { FlowDocument } from '@chatloom/flow';

/** Something flows call by its name. */
export interface NamedThing {
  kind: 'tag' | 'field';
  name: string;
}

/** Ids of the nodes that name this tag or field: as their own setting, in an expression or in a `{{ variable }}`. */
export function nodesNaming(document: FlowDocument, thing: NamedThing): string[] {
  const mentions = thing.kind === 'tag' ? quoted(thing.name) : variable(thing.name);
  return Object.entries(document.nodes).flatMap(([id, node]) => (names(node.data, thing, mentions) ? [id] : []));
}

/** All tags and fields the settings of a flow name; words inside expressions are left out. */
export function namesInFlow(document: FlowDocument): { tags: Set<string>; fields: Set<string> } {
  const tags = new Set<string>();
  const fields = new Set<string>();
  for (const node of Object.values(document.nodes)) {
    everyRecord(node.data, (record) => {
      for (const kind of ['tag', 'field'] as const) {
        const name = settingOf(record, kind);
        if (name !== undefined) (kind === 'tag' ? tags : fields).add(name);
      }
      return false;
    });
  }
  return { tags, fields };
}

function names(data: unknown, { kind, name }: NamedThing, mentions: RegExp): boolean {
  return everyRecord(data, (record) => settingOf(record, kind) === name || Object.values(record).some((value) => typeof value === 'string' && mentions.test(value)));
}

/** Visits the records inside a value. @returns whether the visitor said yes to one, which ends the visit */
function everyRecord(value: unknown, visit: (record: Record<string, unknown>) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => everyRecord(item, visit));
  if (value === null || typeof value !== 'object') return false;
  return visit(value as Record<string, unknown>) || Object.values(value).some((item) => everyRecord(item, visit));
}

/** `{ tag: 'vip' }`, `{ field: 'city' }`, and conditions' `{ in: 'field', name: 'city' }`. */
function settingOf(record: Record<string, unknown>, kind: NamedThing['kind']): string | undefined {
  const own = record[kind];
  if (typeof own === 'string' && own !== '') return own;
  return record['in'] === kind && typeof record['name'] === 'string' && record['name'] !== '' ? record['name'] : undefined;
}

function quoted(name: string): RegExp {
  return new RegExp(`(["'])${escaped(name)}\\1`);
}

function variable(name: string): RegExp {
  return new RegExp(`(^|[^\\p{L}\\p{N}_.])field\\s*\\.\\s*${escaped(name)}(?![\\p{L}\\p{M}\\p{N}_])`, 'u');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
