import type { ConsentState } from '@chatloom/contract';
import type { Json } from '@chatloom/engine';
import type { LineChange, LineFault } from './readImportLine';

/** Somebody as they are now. */
export interface KnownContact {
  id: string;
  name: string | null;
  language: string | null;
  tags: string[];
  fields: Record<string, Json>;
  consent: ConsentState;
}
/** A line as it was read: whom it is about and what it changes, or what is wrong with it. */
export interface FileLine {
  key: string | null;
  change: LineChange | null;
  fault: LineFault | null;
}
/** What a line does, by the names of `ImportCounts`. */
export interface LineEffect {
  does: 'create' | 'update' | 'unchanged' | 'unknown' | 'faulty';
  fault?: LineFault;
}

/**
 * What each line would do to the people there are; the same in the dry run and in the run.
 * @param options `keyColumn`: the column that says whom a line is about. `seen`: keys of earlier parts of the file
 */
export function judgeLines(lines: readonly FileLine[], people: ReadonlyMap<string, KnownContact[]>, { mayCreate, keyColumn, seen }: { mayCreate: boolean; keyColumn: number; seen: ReadonlySet<string> }): LineEffect[] {
  const met = new Set(seen);
  return lines.map(({ key, change, fault }) => {
    if (fault) return { does: fault.code === 'unknownPerson' ? 'unknown' : 'faulty', fault };
    const about = (code: LineFault['code']): LineFault => ({ column: keyColumn, code, value: key });
    if (met.has(key!)) return { does: 'faulty', fault: about('doubled') };
    met.add(key!);
    const found = people.get(key!) ?? [];
    if (found.length > 1) return { does: 'faulty', fault: about('severalPeople') };
    if (found.length === 0) return mayCreate ? { does: 'create' } : { does: 'unknown', fault: about('unknownPerson') };
    return { does: changes(found[0]!, change!) ? 'update' : 'unchanged' };
  });
}

function changes(person: KnownContact, change: LineChange): boolean {
  return (
    (change.name !== undefined && change.name !== person.name) ||
    (change.language !== undefined && change.language !== person.language) ||
    (change.consent !== undefined && change.consent !== person.consent) ||
    change.addTags.some((tag) => !person.tags.includes(tag)) ||
    change.clear.some((field) => field in person.fields) ||
    Object.entries(change.fields).some(([field, value]) => JSON.stringify(person.fields[field]) !== JSON.stringify(value))
  );
}
