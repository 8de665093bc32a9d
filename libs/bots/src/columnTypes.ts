import type { ValueTransformer } from 'typeorm';

/** `bigint` counters come from the driver as text; ours stay far below 2^53. */
export const bigintAsNumber: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};
