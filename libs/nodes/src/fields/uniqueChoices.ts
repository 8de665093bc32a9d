import type { z } from 'zod';
import { refuseDoubleIds } from './portIds';

interface Buttons {
  choices?: readonly { id: string }[];
  quickReplies?: readonly { id: string }[];
  columns?: readonly { choices?: readonly { id: string }[]; choice?: { id: string } }[];
}

/** For `superRefine`: all buttons of one node are exits of it, so no two may share an id. */
export function uniqueChoices(data: Buttons, context: z.core.$RefinementCtx): void {
  refuseDoubleIds(
    [
      ...(data.choices ?? []).map(({ id }, index) => ({ id, path: ['choices', index, 'id'] })),
      ...(data.columns ?? []).flatMap((column, columnIndex) => [
        ...(column.choices ?? []).map(({ id }, index) => ({ id, path: ['columns', columnIndex, 'choices', index, 'id'] })),
        ...(column.choice ? [{ id: column.choice.id, path: ['columns', columnIndex, 'choice', 'id'] }] : []),
      ]),
      ...(data.quickReplies ?? []).map(({ id }, index) => ({ id, path: ['quickReplies', index, 'id'] })),
    ],
    context,
  );
}
