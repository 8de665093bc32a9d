import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Coupon } from '../line/coupons';
import type { InsightKind } from '../line/insight';
import type { Bubble } from './bubble';
import type { Channel, SimGroup, SimUser } from './channel';
import type { Narrowcast } from './narrowcast';
import { type ChannelSettings, defaultSettings } from './settings';
import type { IssuedToken, World } from './world';

/** Changes are gathered this long before they are written, and longer when writing takes long. */
const GATHER_MS = 1_000;
/** Under load at most this share of the time goes into writing. */
const WRITING_SHARE = 1 / 20;

interface SavedChannel {
  id: string;
  settings: ChannelSettings;
  users: SimUser[];
  groups: (Omit<SimGroup, 'members'> & { members: string[] })[];
  chats: { id: string; bubbles: Bubble[] }[];
  replyTokens: Parameters<Channel['replyTokens']['restore']>[0];
  retryKeys: Parameters<Channel['retryKeys']['restore']>[0];
  usage: Parameters<Channel['usage']['restore']>[0];
  contents: Parameters<Channel['contents']['restore']>[0];
  /** Absent in files of an earlier version, as is what follows. */
  richMenus?: Parameters<Channel['richMenus']['restore']>[0];
  jobs?: Parameters<Channel['jobs']['restore']>[0];
  menuVisits?: Parameters<Channel['menuVisits']['restore']>[0];
  sends?: Parameters<Channel['sends']['restore']>[0];
  audiences?: Parameters<Channel['audiences']['restore']>[0];
  memberships?: Parameters<Channel['memberships']['restore']>[0];
  linkTokens?: Parameters<Channel['linkTokens']['restore']>[0];
  narrowcasts?: [string, Narrowcast][];
  coupons?: [string, Coupon][];
  insight?: [InsightKind, Record<string, unknown>][];
  issuedTokens?: IssuedToken[];
}
interface Saved {
  simulator: 1;
  clockOffsetMs: number;
  channels: SavedChannel[];
}

/**
 * Restores the world from a file, if it is there, and keeps the file up to date: about a second behind, and always
 * whole, because a new one is written beside it and renamed over it.
 */
export async function openSnapshot(world: World, file: string): Promise<{ close(): Promise<void> }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) restore(world, parse(text, file));

  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let tookMs = 0;
  const write = (): Promise<void> => {
    timer = undefined;
    writing = writing
      .then(async () => {
        const started = performance.now();
        await save(world, file);
        tookMs = performance.now() - started;
      })
      .catch((error: unknown) => console.error(`The simulator could not write ${file}:`, error));
    return writing;
  };
  world.onTouch(() => (timer ??= setTimeout(() => void write(), Math.max(GATHER_MS, tookMs / WRITING_SHARE))));
  return {
    async close() {
      clearTimeout(timer);
      await write();
    },
  };
}

function parse(text: string, file: string): Saved {
  let saved: Partial<Saved> | null = null;
  try {
    saved = JSON.parse(text) as Partial<Saved> | null;
  } catch {
    // Said below.
  }
  if (saved?.simulator !== 1 || !Array.isArray(saved.channels)) throw new Error(`${file} is not a data file of the simulator.`);
  return saved as Saved;
}

async function save(world: World, file: string): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  const saved: Saved = { simulator: 1, clockOffsetMs: world.clockOffsetMs, channels: [...world.channels.values()].map((channel) => toSaved(world, channel)) };
  // Holds channel secrets: for the owner's eyes.
  await writeFile(beside, JSON.stringify(saved), { mode: 0o600 });
  await rename(beside, file);
}

function toSaved(world: World, channel: Channel): SavedChannel {
  return {
    id: channel.id,
    settings: channel.settings,
    users: [...channel.users.values()],
    groups: [...channel.groups.values()].map((group) => ({ ...group, members: [...group.members] })),
    chats: [...channel.chats.values()].map(({ id, bubbles }) => ({ id, bubbles })),
    replyTokens: channel.replyTokens.entries(),
    retryKeys: channel.retryKeys.entries(),
    usage: channel.usage.toJSON(),
    contents: channel.contents.entries(),
    richMenus: channel.richMenus.toJSON(),
    jobs: channel.jobs.toJSON(),
    menuVisits: channel.menuVisits.toJSON(),
    sends: channel.sends.toJSON(),
    audiences: channel.audiences.toJSON(),
    memberships: channel.memberships.toJSON(),
    linkTokens: channel.linkTokens.entries(),
    narrowcasts: [...channel.narrowcasts],
    coupons: [...channel.coupons],
    insight: [...channel.insight],
    issuedTokens: world.tokensOf(channel),
  };
}

function restore(world: World, saved: Saved): void {
  world.clockOffsetMs = saved.clockOffsetMs;
  for (const from of saved.channels) {
    // Settings a file of an earlier version does not know have their defaults.
    const channel = world.restoreChannel(from.id, { ...defaultSettings(from.id, from.settings.botUserId), ...from.settings });
    for (const user of from.users) channel.users.set(user.userId, user);
    for (const group of from.groups) channel.groups.set(group.id, { ...group, members: new Set(group.members) });
    for (const { id, bubbles } of from.chats) channel.chat(id).bubbles.push(...bubbles.map(afterStop));
    channel.replyTokens.restore(from.replyTokens);
    channel.retryKeys.restore(from.retryKeys);
    channel.usage.restore(from.usage);
    channel.contents.restore(from.contents);
    if (from.richMenus) channel.richMenus.restore(from.richMenus);
    if (from.jobs) channel.jobs.restore(from.jobs);
    if (from.menuVisits) channel.menuVisits.restore(from.menuVisits);
    if (from.sends) channel.sends.restore(from.sends);
    if (from.audiences) channel.audiences.restore(from.audiences);
    if (from.memberships) channel.memberships.restore(from.memberships);
    if (from.linkTokens) channel.linkTokens.restore(from.linkTokens);
    for (const [id, narrowcast] of from.narrowcasts ?? []) channel.narrowcasts.set(id, narrowcast);
    for (const [id, coupon] of from.coupons ?? []) channel.coupons.set(id, coupon);
    for (const [kind, numbers] of from.insight ?? []) channel.insight.set(kind, numbers);
    for (const token of from.issuedTokens ?? []) world.restoreToken(channel, token);
  }
}

/** What was still to be delivered when the simulator stopped is not delivered any more. */
function afterStop(bubble: Bubble): Bubble {
  return bubble.webhook?.state === 'waiting' ? { ...bubble, webhook: { ...bubble.webhook, state: 'failed', reason: 'unclassified' } } : bubble;
}
