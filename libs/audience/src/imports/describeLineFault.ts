import type { FaultCode, LineFault } from './readImportLine';

/** What is wrong with a line and what to do, in English: for files and programs; the studio has words of its own by the code. */
export function describeLineFault({ code, value }: LineFault): string {
  return SENTENCES[code].replace('{}', value ?? '');
}

const SENTENCES: Record<FaultCode, string> = {
  unknownPerson: 'Nobody here is called "{}". People of LINE channels come in by following the account, or by the import of followers.',
  severalPeople: 'Several people have "{}", so nobody knows who is meant.',
  idMissing: 'The cell that says whom the line is about is empty.',
  idInvalid: '"{}" does not look like a LINE user id.',
  notANumber: '"{}" is no number.',
  notADate: '"{}" is no date that can be read; write 2026-12-24.',
  notYesNo: '"{}" is neither yes nor no.',
  notAnOption: '"{}" is none of the choices of this field.',
  tagInvalid: '"{}" cannot be a tag: at most 64 characters, no line breaks.',
  textTooLong: 'The text "{}…" is too long.',
  consentInvalid: '"{}" is neither yes nor no nor unknown.',
  doubled: '"{}" stands in an earlier line already.',
  cellsMissing: 'The line has fewer cells than it needs.',
  cellsTooMany: 'The line has more cells than the first one; perhaps a separator stands inside a cell without quotes.',
};
