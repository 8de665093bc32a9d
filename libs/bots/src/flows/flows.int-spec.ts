import type { FlowDocument } from '@chatloom/flow';
import { nodeDefinitions } from '@chatloom/nodes/definitions';
import { ManualClock, SecretsBox, UuidSource } from '@chatloom/platform';
import { testDatabase } from '@chatloom/test/database';
import { Bots } from '../bots/Bots';
import { ChannelDirectory } from '../channels/ChannelDirectory';
import { Channels } from '../channels/Channels';
import { DocumentRefusedError, DraftConflictError } from '../errors';
import { botsSchema } from '../schema';
import { Drafts } from './Drafts';
import { FlowDirectory } from './FlowDirectory';
import { Flows } from './Flows';
import { KnownThings } from './KnownThings';
import { Publishing } from './Publishing';

const database = testDatabase(botsSchema);
const ids = new UuidSource();
const ann = { personId: ids.newId(), clientId: 'ann-window' };
const bob = { personId: ids.newId(), clientId: 'bob-window' };

function open() {
  const clock = new ManualClock();
  const directory = new ChannelDirectory(database(), new SecretsBox(['a key of at least thirty-two characters']), clock);
  const channels = new Channels(database(), new SecretsBox(['a key of at least thirty-two characters']), ids, directory);
  const bots = new Bots(database(), ids, channels, directory);
  const known = new KnownThings();
  const drafts = new Drafts(database(), known);
  const flows = new Flows(database(), ids, drafts, known);
  const publishing = new Publishing(database(), ids, drafts, known);
  return { bots, drafts, flows, publishing, known, directory: new FlowDirectory(database()) };
}
async function withBot() {
  const all = open();
  const { bot } = await all.bots.create({ name: 'Ann’s café', timeZone: 'Asia/Tokyo', language: 'ja' });
  const revisions = async () => all.bots.getOrThrow(bot.id);
  return { ...all, botId: bot.id, revisions };
}

/** A keyword answered with a text. */
function greeting(text = 'Hello!', keyword = 'hi', name = 'Greeting'): FlowDocument {
  return {
    formatVersion: 1,
    name,
    language: 'en',
    nodes: {
      start: { type: 'keywordTrigger', data: { ...(nodeDefinitions.keywordTrigger.defaults() as object), rules: [{ mode: 'equals', text: keyword }] } },
      hello: { type: 'text', data: { ...(nodeDefinitions.text.defaults() as object), text } },
    },
    edges: [{ id: 'e1', from: 'start', port: 'next', to: 'hello' }],
    layout: { nodes: { start: { x: 0, y: 0 }, hello: { x: 320, y: 0 } } },
  };
}
const rename = (name: string) => ({ type: 'renameFlow', name });
const textOf = (document: FlowDocument | undefined) => document?.nodes['hello']?.data['text'];

describe('a flow', () => {
  it('is made from a document, listed with its state, problems and picture, and found by its bot only', async () => {
    const { flows, botId, bots } = await withBot();
    const flow = await flows.create(botId, greeting());
    expect(flow).toMatchObject({ name: 'Greeting', state: 'draft', draftRevision: 1, publishedVersion: null, position: 0 });
    expect(flow.problems.filter((problem) => problem.severity === 'blocking')).toEqual([]);
    const [listed] = await flows.list(botId);
    expect(listed).toMatchObject({ id: flow.id, problems: { blocking: 0 }, picture: { edges: [{ from: 'start', to: 'hello' }] } });
    expect(listed).not.toHaveProperty('document');
    const { bot: other } = await bots.create({ name: 'Bob’s bar', timeZone: 'UTC', language: 'en' });
    await expect(flows.getOrThrow(other.id, flow.id)).rejects.toThrow('no such flow');
    expect(await flows.list(other.id)).toEqual([]);
  });

  it('starts blank with the one thing missing that starts it', async () => {
    const { flows, botId } = await withBot();
    const flow = await flows.createBlank(botId, 'New', 'th');
    expect(flow.problems.map((problem) => problem.code)).toEqual(['noTrigger']);
    expect(flow.document).toMatchObject({ language: 'th', nodes: {} });
  });

  it('is not made from a broken document, and each fault has its sentence', async () => {
    const { flows, botId } = await withBot();
    const broken = { ...greeting(), nodes: { 'bad id!': { type: 'text', data: {} } }, language: 7 };
    const refusal: DocumentRefusedError = await flows.create(botId, broken).catch((error) => error);
    expect(refusal).toBeInstanceOf(DocumentRefusedError);
    expect(refusal.problems.length).toBeGreaterThanOrEqual(2);
    for (const problem of refusal.problems) expect(problem.message).toMatch(/\.$/);
    expect(await flows.list(botId)).toEqual([]);
  });

  it('can be copied, archived and taken back as it was', async () => {
    const { flows, publishing, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    const copy = await flows.duplicate(botId, flow.id);
    expect(copy).toMatchObject({ name: 'Greeting 2', state: 'draft', position: 1 });
    await flows.archive(botId, flow.id);
    expect((await flows.list(botId)).map((listed) => listed.id)).toEqual([copy.id]);
    expect(await flows.list(botId, true)).toMatchObject([{ id: flow.id, state: 'archived' }]);
    await expect(publishing.publish(botId, flow.id, { existing: 'keep', personId: null })).rejects.toThrow('archived');
    expect(await flows.restore(botId, flow.id)).toMatchObject({ state: 'live', publishedVersion: 1 });
  });

  it('is put in another place while the others close up', async () => {
    const { flows, botId } = await withBot();
    const made: string[] = [];
    for (const name of ['A', 'B', 'C']) made.push((await flows.create(botId, greeting('x', name, name))).id);
    await flows.moveTo(botId, made[2]!, 0);
    expect((await flows.list(botId)).map((flow) => [flow.name, flow.position])).toEqual([['C', 0], ['A', 1], ['B', 2]]);
    await flows.moveTo(botId, made[2]!, 99);
    expect((await flows.list(botId)).map((flow) => flow.name)).toEqual(['A', 'B', 'C']);
  });

  it('counts a reference to a flow that is gone as blocking, in the list as in the flow', async () => {
    const { flows, botId } = await withBot();
    const target = await flows.create(botId, greeting());
    const leading = greeting('x', 'go');
    leading.nodes['hello'] = { type: 'goTo', data: { ...(nodeDefinitions as Record<string, { defaults(): object }>)['goTo']!.defaults(), flowId: target.id } };
    const flow = await flows.create(botId, leading);
    const counts = async () => (await flows.list(botId)).find((listed) => listed.id === flow.id)!.problems.blocking;
    expect(await counts()).toBe(0);
    await flows.archive(botId, target.id);
    expect(await counts()).toBe(1);
    expect((await flows.getOrThrow(botId, flow.id)).problems).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'flowUnknown', severity: 'blocking' })]));
  });
});

describe('a flow that waits for people of a segment', () => {
  const waiting = (segmentId: string): FlowDocument => {
    const document = greeting();
    document.nodes['start'] = { type: 'segmentTrigger', data: { ...(nodeDefinitions.segmentTrigger.defaults() as object), segmentId } };
    (document.nodes['hello']!.data as { ifTooLate: string }).ifTooLate = 'push';
    return document;
  };

  it('says so in the list, in the flow and on publishing when the segment is gone, and warns when its rules can find nobody', async () => {
    const { flows, publishing, known, botId } = await withBot();
    const found = new Map([['regulars', { usable: true }]]);
    known.registerSegments(async (bot) => (bot === botId ? found : new Map()));
    const flow = await flows.create(botId, waiting('regulars'));
    const said = async () => ({
      list: (await flows.list(botId))[0]!.problems,
      flow: (await flows.getOrThrow(botId, flow.id)).problems.filter(({ code }) => code.startsWith('segment')).map(({ severity, code, nodeId }) => `${severity} ${code} ${nodeId}`),
    });
    const fine = await said();
    expect(fine).toEqual({ list: expect.objectContaining({ blocking: 0 }), flow: [] });
    found.set('regulars', { usable: false });
    expect(await said()).toEqual({ list: { ...fine.list, warning: fine.list.warning + 1 }, flow: ['warning segmentUnusable start'] });
    const publish = () => publishing.publish(botId, flow.id, { existing: 'keep', personId: ann.personId });
    await expect(publish()).resolves.toMatchObject({ number: 1 });
    found.clear();
    expect(await said()).toEqual({ list: { ...fine.list, blocking: 1 }, flow: ['blocking segmentUnknown start'] });
    await expect(publish()).rejects.toThrow(DocumentRefusedError);
  });
});

describe('edits of a draft', () => {
  it('count up the revision of the draft and of what the simulator runs, not of what customers run', async () => {
    const { flows, drafts, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting());
    const before = await revisions();
    const saved = await drafts.apply(botId, flow.id, 1, [{ type: 'updateNodeData', nodeId: 'hello', data: greeting('Hey!').nodes['hello']!.data }], ann);
    expect(saved.revision).toBe(2);
    expect(textOf((await flows.getOrThrow(botId, flow.id)).document)).toBe('Hey!');
    const after = await revisions();
    expect([after.liveRevision - before.liveRevision, after.draftRevision - before.draftRevision]).toEqual([0, 1]);
  });

  it('of an old revision are told what happened since, and change nothing', async () => {
    const { flows, drafts, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    await drafts.apply(botId, flow.id, 1, [rename('By Bob')], bob);
    const conflict: DraftConflictError = await drafts.apply(botId, flow.id, 1, [rename('By Ann')], ann).catch((error) => error);
    expect(conflict).toBeInstanceOf(DraftConflictError);
    expect(conflict).toMatchObject({ currentRevision: 2, operations: [{ revision: 2, clientId: 'bob-window', operations: [rename('By Bob')] }] });
    expect((await flows.summary(botId, flow.id)).name).toBe('By Bob');
  });

  it('are not applied twice when the answer was lost and the window sends them again', async () => {
    const { flows, drafts, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    const note = { type: 'addNote', noteId: 'n1', note: { x: 0, y: 0, width: 100, height: 80, text: 'Ask Dan', color: 'yellow' } };
    const first = await drafts.apply(botId, flow.id, 1, [note], ann);
    expect((await drafts.apply(botId, flow.id, 1, [note], ann)).revision).toBe(first.revision);
    await drafts.apply(botId, flow.id, 2, [rename('By Bob')], bob);
    expect((await drafts.apply(botId, flow.id, 1, [note], ann)).revision).toBe(2);
    expect((await flows.summary(botId, flow.id)).draftRevision).toBe(3);
  });

  it('are applied all or not at all', async () => {
    const { flows, drafts, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    const refusal: DocumentRefusedError = await drafts.apply(botId, flow.id, 1, [rename('Half'), { type: 'removeNode', nodeId: 'nobody' }], ann).catch((error) => error);
    expect(refusal).toBeInstanceOf(DocumentRefusedError);
    expect(refusal.problems).toMatchObject([{ code: 'nodeNotFound', path: ['operations', 1] }]);
    const unknown: DocumentRefusedError = await drafts.apply(botId, flow.id, 1, [{ type: 'explode' }], ann).catch((error) => error);
    expect(unknown.problems).toMatchObject([{ code: 'operationUnknown' }]);
    expect(await flows.summary(botId, flow.id)).toMatchObject({ name: 'Greeting', draftRevision: 1 });
  });

  it('made at the same moment on the same revision: one is stored, the other told', async () => {
    const { flows, drafts, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    const outcomes = await Promise.allSettled([drafts.apply(botId, flow.id, 1, [rename('Ann’s')], ann), drafts.apply(botId, flow.id, 1, [rename('Bob’s')], bob)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { currentRevision: 2 } });
  });

  it('may replace the whole draft; a broken document leaves it as it was', async () => {
    const { flows, drafts, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    await expect(drafts.save(botId, flow.id, 1, { ...greeting('New'), edges: 'none' }, ann)).rejects.toThrow(DocumentRefusedError);
    expect(await flows.getOrThrow(botId, flow.id)).toMatchObject({ draftRevision: 1 });
    expect((await drafts.save(botId, flow.id, 1, greeting('New'), ann)).revision).toBe(2);
    expect(textOf((await flows.getOrThrow(botId, flow.id)).document)).toBe('New');
    // Whoever was behind a replaced draft cannot be told in edits.
    await expect(drafts.apply(botId, flow.id, 1, [rename('x')], bob)).rejects.toMatchObject({ currentRevision: 2, operations: null });
  });

  it.each([
    ['100,000 nodes', () => ({ ...greeting(), nodes: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, { type: 'text', data: {} }])) })],
    ['a million levels', () => JSON.parse(`{"formatVersion":1,"name":"x","language":"en","edges":[],"layout":{"nodes":{}},"nodes":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}}`)],
    ['prototype keys', () => JSON.parse(`{"formatVersion":1,"name":"x","language":"en","edges":[],"layout":{"nodes":{}},"nodes":{"__proto__":{"type":"text","data":{}}}}`)],
  ])('with %s are refused at once', async (_, hostile) => {
    const { flows, drafts, botId } = await withBot();
    const flow = await flows.create(botId, greeting());
    const document: unknown = hostile();
    const begun = performance.now();
    await expect(drafts.save(botId, flow.id, 1, document, ann)).rejects.toThrow(DocumentRefusedError);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect((await flows.summary(botId, flow.id)).draftRevision).toBe(1);
  });
});

describe('publishing', () => {
  it('makes numbered versions that stand still while the draft goes on', async () => {
    const { flows, drafts, publishing, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    const before = await revisions();
    const first = await publishing.publish(botId, flow.id, { note: 'First', existing: 'keep', personId: ann.personId });
    expect(first).toMatchObject({ number: 1, note: 'First', publishedBy: ann.personId, current: true });
    expect((await revisions()).liveRevision).toBe(before.liveRevision + 1);
    expect((await flows.summary(botId, flow.id)).state).toBe('live');
    await drafts.save(botId, flow.id, 1, greeting('Two'), ann);
    expect(await flows.summary(botId, flow.id)).toMatchObject({ state: 'changed', publishedVersion: 1 });
    await publishing.publish(botId, flow.id, { baseRevision: 2, existing: 'keep', personId: null });
    expect((await publishing.list(botId, flow.id)).map((version) => [version.number, version.current])).toEqual([[2, true], [1, false]]);
    expect(textOf((await publishing.getOrThrow(botId, flow.id, 1)).document)).toBe('One');
    expect(textOf((await publishing.getOrThrow(botId, flow.id, 2)).document)).toBe('Two');
  });

  it('is refused with the blocking problems, or when the draft is not what was looked at', async () => {
    const { flows, publishing, botId } = await withBot();
    const blank = await flows.createBlank(botId, 'Blank', 'en');
    await expect(publishing.publish(botId, blank.id, { existing: 'keep', personId: null })).rejects.toMatchObject({ problems: [{ code: 'noTrigger', severity: 'blocking' }] });
    const flow = await flows.create(botId, greeting());
    await expect(publishing.publish(botId, flow.id, { baseRevision: 0, existing: 'keep', personId: null })).rejects.toThrow(DraftConflictError);
    expect(await publishing.list(botId, flow.id)).toEqual([]);
  });

  it('goes back to an old version under a new number, which is also the draft then', async () => {
    const { flows, drafts, publishing, botId } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    await drafts.save(botId, flow.id, 1, greeting('Two'), ann);
    await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    const { version, revision } = await publishing.rollBack(botId, flow.id, 1, { existing: 'keep', personId: ann.personId });
    expect(version).toMatchObject({ number: 3, note: 'Back to version 1' });
    const now = await flows.getOrThrow(botId, flow.id);
    expect(now).toMatchObject({ state: 'live', publishedVersion: 3, draftRevision: revision });
    expect(textOf(now.document)).toBe('One');
    await expect(publishing.rollBack(botId, flow.id, 9, { existing: 'keep', personId: null })).rejects.toThrow('no such version');
  });
});

describe('flows for conversations', () => {
  it('are what is published, or the drafts, in the designer’s order', async () => {
    const { flows, publishing, directory, botId, revisions } = await withBot();
    const one = await flows.create(botId, greeting('One', 'one', 'One'));
    const two = await flows.create(botId, greeting('Two', 'two', 'Two'));
    await publishing.publish(botId, two.id, { existing: 'keep', personId: null });
    const { liveRevision, draftRevision } = await revisions();
    const live = await directory.load({ botId, runs: 'published', revision: liveRevision, versionIds: [] });
    expect(live.bot).toEqual({ id: botId, name: 'Ann’s café', timeZone: 'Asia/Tokyo' });
    expect(live.flows.all().map((flow) => flow.flowId)).toEqual([two.id]);
    const drafts = await directory.load({ botId, runs: 'draft', revision: draftRevision, versionIds: [] });
    expect(drafts.flows.all().map((flow) => flow.versionId)).toEqual([`draft:${one.id}`, `draft:${two.id}`]);
    const matched = live.flows.triggers().match({ type: 'messageReceived', at: 0, message: { id: '1', type: 'text', text: 'ＴＷＯ' } }, { bot: live.bot, contact: { id: 'c', fields: {}, tags: [], isFriend: true, createdAt: 0 } });
    expect(matched.map((match) => match.flowId)).toEqual([two.id]);
  });

  it('cost no query while revision and versions are known, and only what is new after a publish', async () => {
    const { flows, drafts, publishing, directory, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    const other = await flows.create(botId, greeting('Other', 'other'));
    const v1 = await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    await publishing.publish(botId, other.id, { existing: 'keep', personId: null });
    await drafts.save(botId, flow.id, 1, greeting('Two'), ann);
    await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    const request = { botId, runs: 'published', revision: (await revisions()).liveRevision, versionIds: [v1.id] } as const;
    const world = await directory.load(request);
    // Ann is still inside version 1.
    expect(textOf(world.flows.version(v1.id)?.document)).toBe('One');
    expect(textOf(world.flows.live(flow.id)?.document)).toBe('Two');
    const queries = jest.spyOn(database().pg, 'query');
    await directory.load(request);
    expect(queries).not.toHaveBeenCalled();
    await drafts.save(botId, flow.id, 2, greeting('Three'), ann);
    await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    const next = await directory.load({ ...request, revision: request.revision + 1 });
    expect(queries.mock.calls.map(([name]) => name)).toEqual(['bots.edition.published', 'bots.versions']);
    expect(next.flows.live(other.id)).toBe(world.flows.live(other.id));
    expect(textOf(next.flows.live(flow.id)?.document)).toBe('Three');
    queries.mockRestore();
  });

  it('of people inside an older version continue in the new one when the publisher moved them', async () => {
    const { flows, drafts, publishing, directory, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    const v1 = await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    await drafts.save(botId, flow.id, 1, greeting('Two'), ann);
    await publishing.publish(botId, flow.id, { existing: 'move', personId: null });
    const world = await directory.load({ botId, runs: 'published', revision: (await revisions()).liveRevision, versionIds: [v1.id] });
    expect(textOf(world.flows.version(v1.id)?.document)).toBe('Two');
  });

  it('end for new people when a flow is unpublished or archived, not for those inside', async () => {
    const { flows, publishing, directory, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    const v1 = await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    await publishing.unpublish(botId, flow.id);
    const world = await directory.load({ botId, runs: 'published', revision: (await revisions()).liveRevision, versionIds: [v1.id] });
    expect(world.flows.all()).toEqual([]);
    expect(textOf(world.flows.version(v1.id)?.document)).toBe('One');
  });

  it('never come from another bot, whatever an old button claims, and nonsense is asked for once', async () => {
    const { flows, publishing, directory, bots, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    const v1 = await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    const { bot: other } = await bots.create({ name: 'Bob’s bar', timeZone: 'UTC', language: 'en' });
    await directory.load({ botId, runs: 'published', revision: (await revisions()).liveRevision, versionIds: [] });
    const forged = { botId: other.id, runs: 'published', revision: 1, versionIds: [v1.id, `draft:${flow.id}`, 'nonsense', ids.newId()] } as const;
    const world = await directory.load(forged);
    for (const id of forged.versionIds) expect(world.flows.version(id)).toBeUndefined();
    const queries = jest.spyOn(database().pg, 'query');
    await directory.load(forged);
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
  });

  it('asked for by many at once are read once', async () => {
    const { flows, publishing, directory, botId, revisions } = await withBot();
    const flow = await flows.create(botId, greeting('One'));
    await publishing.publish(botId, flow.id, { existing: 'keep', personId: null });
    const { liveRevision: revision } = await revisions();
    const queries = jest.spyOn(database().pg, 'query');
    const worlds = await Promise.all(Array.from({ length: 20 }, () => directory.load({ botId, runs: 'published', revision, versionIds: [] })));
    expect(new Set(worlds.map((world) => world.flows)).size).toBe(1);
    expect(queries).toHaveBeenCalledTimes(2);
    queries.mockRestore();
  });
});
