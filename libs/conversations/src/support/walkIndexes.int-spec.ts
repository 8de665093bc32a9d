import { createHarness, harnessSchema } from '@chatloom/test/conversationsHarness';
import { testDatabase } from '@chatloom/test/database';
import { lockConversations, takePending } from '../turns/readTurns';

const database = testDatabase(harnessSchema);
const FLOW = '019a0000-0000-7000-8000-00000000000a';
const HELLO = {
  formatVersion: 1 as const, name: 'Hello', language: 'en', layout: { nodes: {} },
  nodes: { start: { type: 'messageTrigger', data: { messageTypes: ['text'] } }, say: { type: 'text', data: { text: 'Hello' } } },
  edges: [{ id: 'e', from: 'start', port: 'next', to: 'say' }],
};

it('what is pending is found by an index, also by plans made when nothing was', async () => {
  const h = await createHarness(database(), { [FLOW]: HELLO });
  await h.says('hi');
  const { pg } = database();
  const [ann] = (await pg.run<{ id: string }>('SELECT id FROM conversation')).rows;
  // From here on the planner knows that the table has no pages at all.
  await pg.run('VACUUM inbox');
  expect((await pg.run<{ pages: number }>(`SELECT relpages AS pages FROM pg_class WHERE relname = 'inbox'`)).rows[0]!.pages).toBe(0);
  const plan = await pg.transaction(async (tx) => {
    expect(await lockConversations(tx, [ann!.id], false)).toHaveLength(1);
    await takePending(tx, [ann!.id], 1);
    return (await tx.run<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE "turns.take"('{${ann!.id}}', 1)`)).rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('inbox_by_conversation');
  expect(plan).not.toContain('Seq Scan on inbox');
  expect((await pg.run<{ enable_seqscan: string }>('SHOW enable_seqscan')).rows).toEqual([{ enable_seqscan: 'on' }]);
});
