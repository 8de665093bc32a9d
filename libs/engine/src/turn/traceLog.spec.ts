import { MAX_TRACE_ENTRIES, MAX_TRACE_JSON, MAX_TRACE_TEXT } from './limits';
import { TraceLog } from './traceLog';

describe('the trace of a turn', () => {
  it('keeps short values as they are and cuts long ones, without touching what was handed in', () => {
    const log = new TraceLog();
    const params = { short: 'a', long: 'x'.repeat(MAX_TRACE_TEXT + 1), nested: { list: 'y'.repeat(MAX_TRACE_JSON) }, small: { a: 1 } };
    log.add({ at: 'note', code: 'n', params });
    const [entry] = log.finish();
    expect(entry!.params).toEqual({ short: 'a', long: `${'x'.repeat(MAX_TRACE_TEXT)}…`, nested: expect.stringMatching(/^\{"list":"y+…$/), small: { a: 1 } });
    expect(params.long).toHaveLength(MAX_TRACE_TEXT + 1);
  });

  it('counts the lines that do not fit, and keeps the reason of an end', () => {
    const log = new TraceLog();
    for (let index = 0; index < MAX_TRACE_ENTRIES + 7; index += 1) log.add({ at: 'note', code: 'n' });
    log.add({ at: 'ended', code: 'turnLimit' });
    const entries = log.finish();
    expect(entries).toHaveLength(MAX_TRACE_ENTRIES + 2);
    expect(entries.slice(-2)).toEqual([{ at: 'ended', code: 'turnLimit' }, { at: 'note', code: 'traceCut', params: { count: 7 } }]);
  });
});
