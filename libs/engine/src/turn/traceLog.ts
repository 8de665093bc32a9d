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
    this.entries.push(entry.params ? { ...entry, params: clampParams(entry.params) } : entry);
  }

  /** The trace, closed by a line that says how many others were left out. */
  finish(): TraceEntry[] {
    if (this.dropped > 0) this.entries.push({ at: 'note', code: 'traceCut', params: { count: this.dropped } });
    return this.entries;
  }
}

function clampParams(params: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(params)) result[key] = clamp(value);
  return result;
}

function clamp(value: Json): Json {
  if (typeof value === 'string') return value.length > MAX_TRACE_TEXT ? `${value.slice(0, MAX_TRACE_TEXT)}…` : value;
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  return text.length > MAX_TRACE_JSON ? `${text.slice(0, MAX_TRACE_TEXT)}…` : value;
}
