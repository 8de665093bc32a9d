import { importMappingSchema, importTargetSchema, type ImportMapping, type ImportTarget } from '@chatloom/contract';
import { fitMapping, mappingFaults, newTarget } from './importMapping';

const mapping = (...columns: ImportTarget[]): ImportMapping => ({ columns, hasHeader: true, tags: [], dateOrder: 'ymd' });

it.each(['ignore', 'lineUserId', 'matchField', 'name', 'language', 'tags', 'tagIfYes', 'field', 'consent'] as const)('makes a target "%s" that the server takes', (to) => {
  expect(importTargetSchema.safeParse(newTarget(to, { field: 'birthday', tag: 'vip' })).success).toBe(true);
});

it('needs exactly one column that finds the person', () => {
  expect(mappingFaults(mapping({ to: 'name' }))).toMatchObject({ noMatch: true, twice: false });
  expect(mappingFaults(mapping({ to: 'lineUserId' }))).toEqual({ noMatch: false, twice: false, columns: [] });
  expect(mappingFaults(mapping({ to: 'lineUserId' }, { to: 'matchField', field: 'number' }))).toMatchObject({ twice: true });
});

it('names the columns where something is missing', () => {
  expect(mappingFaults(mapping({ to: 'lineUserId' }, { to: 'field', field: '', emptyClears: false }, { to: 'tagIfYes', tag: ' ' }, { to: 'field', field: 'two words', emptyClears: false })).columns).toEqual([1, 2, 3]);
});

it('has one target per column of the file, whatever was suggested', () => {
  const fitted = fitMapping(mapping({ to: 'name' }, { to: 'consent' }, { to: 'name' }), 2);
  expect(fitted.columns).toEqual([{ to: 'name' }, { to: 'consent' }]);
  expect(fitMapping(null, 2).columns).toEqual([{ to: 'ignore' }, { to: 'ignore' }]);
  expect(importMappingSchema.safeParse(fitted).success).toBe(true);
});
