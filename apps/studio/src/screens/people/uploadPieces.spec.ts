import { CONTACT_IMPORT_MAX_BYTES, CONTACT_IMPORT_PIECE_BYTES } from '@chatloom/contract';
import { assert, integer, property } from 'fast-check';
import { MAX_BYTES, PIECE_BYTES, piecesOf } from './uploadPieces';

it('knows the sizes of the contract', () => expect([MAX_BYTES, PIECE_BYTES]).toEqual([CONTACT_IMPORT_MAX_BYTES, CONTACT_IMPORT_PIECE_BYTES]));

it('covers every byte once, with whole pieces but the last', () => {
  assert(
    property(integer({ min: 1, max: 10_000 }), integer({ min: 1, max: 400 }), (bytes, size) => {
      const pieces = piecesOf(bytes, size);
      // Compared as lists: asking `expect` about each of a million pieces takes seconds.
      expect([...pieces.map(({ from }) => from), bytes]).toEqual([0, ...pieces.map(({ to }) => to)]);
      expect(pieces.slice(0, -1).filter(({ from, to }) => to - from !== size)).toEqual([]);
    }),
  );
});
