import type { Port } from '@chatloom/flow';
import { z } from 'zod';

/** Fields of every trigger; routing reads them (`TriggerData` of the engine). */
export const triggerFields = {
  /** 1 is looked at last, 100 first. */
  priority: z.int().min(1).max(100).default(50).meta({ control: 'number', min: 1, max: 100, step: 1, advanced: true }),
  /** What to do while another flow is running in the same conversation. */
  whileRunning: z
    .enum(['interrupt', 'queue', 'ignore'])
    .default('interrupt')
    .meta({ control: 'select', options: ['interrupt', 'queue', 'ignore'], advanced: true }),
};

/** Values of a freshly dropped trigger. */
export const triggerDefaults = { priority: 50, whileRunning: 'interrupt' as const };

/** A trigger has one exit. */
export const triggerPorts: Port[] = [{ id: 'next', label: { key: 'next' } }];
