import {
  AGGREGATION_UNIT_MAX_UTF16,
  AGGREGATION_UNITS,
  LOADING_MAX_SECONDS,
  LOADING_MIN_SECONDS,
  LOADING_STEP_SECONDS,
} from './limits';
import type { MessageFault } from './validateMessages';
import { SAID } from './wire/leaves';

const UNIT_NAME = new RegExp(`^[A-Za-z0-9_]{1,${AGGREGATION_UNIT_MAX_UTF16}}$`);

/** May statistics be collected under this name? 1 to 30 letters, digits and `_` (FACTS §12). */
export function isAggregationUnit(name: string): boolean {
  return UNIT_NAME.test(name);
}

/**
 * Check what stands beside `messages` in a send: silent or not, and the name statistics are collected under.
 * A reply has no such name (FACTS §3 "Sending"); LINE ignores fields it does not know.
 */
export function validateSendOptions(body: { notificationDisabled?: unknown; customAggregationUnits?: unknown }, call: 'reply' | 'push' | 'multicast' | 'narrowcast' | 'broadcast'): MessageFault[] {
  const faults: MessageFault[] = [];
  const { notificationDisabled: silent, customAggregationUnits: units } = body;
  if (silent !== undefined && typeof silent !== 'boolean') faults.push({ message: 'Must be a boolean', property: 'notificationDisabled' });
  if (call === 'reply' || call === 'broadcast' || call === 'narrowcast' || units === undefined) return faults;
  if (!Array.isArray(units) || units.length > AGGREGATION_UNITS) {
    faults.push({ message: SAID.size(0, AGGREGATION_UNITS), property: 'customAggregationUnits' });
  } else if (units.length === 1 && (typeof units[0] !== 'string' || !isAggregationUnit(units[0]))) {
    faults.push({ message: `Must match the pattern [A-Za-z0-9_]{1,${AGGREGATION_UNIT_MAX_UTF16}}`, property: 'customAggregationUnits[0]' });
  }
  return faults;
}

/** What LINE says about the length of a loading animation, all of it at once (FACTS §18 "Acceptance probes"); empty when it is fine. */
export function loadingSecondsFaults(seconds: unknown): MessageFault[] {
  const said: string[] = [];
  if (typeof seconds !== 'number' || seconds < LOADING_MIN_SECONDS || seconds > LOADING_MAX_SECONDS) said.push(SAID.range(LOADING_MIN_SECONDS, LOADING_MAX_SECONDS));
  if (typeof seconds !== 'number' || seconds % LOADING_STEP_SECONDS !== 0) said.push('must be a multiple of five');
  return said.map((message) => ({ message, property: 'loadingSeconds' }));
}
