import { CONTACT_IMPORT_MAX_BYTES, CONTACT_IMPORT_PIECE_BYTES } from '@chatloom/contract';
import { assert, integer, property } from 'fast-check';
import { MAX_BYTES, PIECE_BYTES, piecesOf } from './uploadPieces';

it('knows the sizes of the contract', () => expect([MAX_BYTES, PIECE_BYTES]).toEqual([CONTACT_IMPORT_MAX_BYTES, CONTACT_IMPORT_PIECE_BYTES]));

it('covers every byte once, with whole pieces but the last', () => {
  assert(
    property(integer({ min: 1, max: 10_000 }), integer({ min: 1, max: 400 }), (bytes, size) => {
      const pieces = piecesOf(bytes, size);
      expect(pieces[0]!.from).toBe(0);
      expect(pieces.at(-1)!.to).toBe(bytes);
      pieces.forEach(({ from, to }, index) => {
        expect(index === pieces.length - 1 ? to - from : size).toBe(to - from);
        expect(to).toBe(pieces[index + 1]?.from ?? bytes);
      });
    }),
  );
});
