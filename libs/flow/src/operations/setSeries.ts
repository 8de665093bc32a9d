import { z } from 'zod';
import { seriesSchema } from '../series';
import type { OperationKind } from './operationKind';

const schema = z.strictObject({ type: z.literal('setSeries'), series: seriesSchema.nullable() });
/** Makes the flow a series, says how people enter it again and leave it, or makes it an ordinary flow (`null`). */
export type SetSeriesOperation = z.infer<typeof schema>;

export const setSeries: OperationKind<SetSeriesOperation> = {
  schema,
  apply: (document, { series }) => {
    const { series: before, ...rest } = document;
    return { document: series === null ? rest : { ...rest, series }, inverse: { type: 'setSeries', series: before ?? null } };
  },
};
