import type { Json, JsonObject, TraceEntry } from '../types';
import { MAX_TRACE_ENTRIES, MAX_TRACE_JSON, MAX_TRACE_TEXT } from './limits';

/** Collects one turn's trace and keeps it small: long texts are cut, lines beyond the limit are only counted. */
export class TraceLog {
  readonly entries: TraceEntry[] = [];
  private dropped = 0;

  add(entry: TraceEntry): void {
    // The reason why a run ended is the one line nobody can do without.
    if (this.entries.length >= MAX_TRACE_ENTRIES && entry.at !== 'ended') {
      this.dropped += 1;
      return;
    }
    const params = entry.params && clampParams(entry.params);
    this.entries.push(params === entry.params ? entry : { ...entry, params: params! });
  }

  /** The trace, closed by a line that says how many others were left out. */
  finish(): TraceEntry[] {
    if (this.dropped > 0) this.entries.push({ at: 'note', code: 'traceCut', params: { count: this.dropped } });
    return this.entries;
  }
}

/** The same object when everything in it is short, which is nearly always so: this runs for every line of every turn. */
function clampParams(params: JsonObject): JsonObject {
  let result = params;
  for (const key in params) {
    const value = params[key]!;
    const short = clamp(value);
    if (short === value) continue;
    if (result === params) result = { ...params };
    result[key] = short;
  }
  return result;
}

function clamp(value: Json): Json {
  if (typeof value === 'string') return value.length > MAX_TRACE_TEXT ? `${value.slice(0, MAX_TRACE_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  return text.length > MAX_TRACE_JSON ? `${text.slice(0, MAX_TRACE_TEXT)}…` : value;
}
