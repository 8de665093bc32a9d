import type { ImportMapping, ImportTarget } from '@chatloom/contract';
import { isFieldKey } from './fieldKey';

/** A new target of a kind; `header` helps to guess names. */
export function newTarget(to: ImportTarget['to'], guess: { field: string; tag: string }): ImportTarget {
  switch (to) {
    case 'matchField':
      return { to, field: guess.field };
    case 'tags':
      return { to, separator: ',' };
    case 'tagIfYes':
      return { to, tag: guess.tag };
    case 'field':
      return { to, field: guess.field, emptyClears: false };
    default:
      return { to };
  }
}

/** What has to be mended before lines can be tried. `columns` are the places with something missing. */
export function mappingFaults(mapping: ImportMapping): { noMatch: boolean; twice: boolean; columns: number[] } {
  const finders = mapping.columns.filter(({ to }) => to === 'lineUserId' || to === 'matchField').length;
  const columns = mapping.columns.flatMap((target, index) => {
    const missing = ((target.to === 'field' || target.to === 'matchField') && !isFieldKey(target.field)) || (target.to === 'tagIfYes' && target.tag.trim() === '');
    return missing ? [index] : [];
  });
  return { noMatch: finders === 0, twice: finders > 1, columns };
}

/** As many targets as the file has columns: missing ones are ignored, surplus ones dropped. */
export function fitMapping(mapping: ImportMapping | null, width: number): ImportMapping {
  const columns = mapping?.columns ?? [];
  return {
    columns: Array.from({ length: width }, (_, index): ImportTarget => columns[index] ?? { to: 'ignore' }),
    hasHeader: mapping?.hasHeader ?? true,
    tags: mapping?.tags ?? [],
    dateOrder: mapping?.dateOrder ?? 'ymd',
  };
}
