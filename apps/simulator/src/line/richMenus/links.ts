import { RICH_MENU_BATCH_OPERATIONS, RICH_MENU_BULK_USERS } from '@chatloom/messages';
import type { Channel } from '../../world/channel';
import type { RichMenuBatch } from '../../world/richMenus';
import type { JobHandler } from '../../world/world';
import { type Answer, type Call, done, type LineRoute } from '../call';
import { bodyErrors, type ErrorDetail, invalidParameter, invalidProperty, LineError, notFound } from '../lineError';
import { isUserId } from '../recipients';
import { pictured } from './menus';

const RESUME_KEY = /^[A-Za-z0-9_-]{1,100}$/;
/** How long a `resumeRequestKey` is remembered, and progress can be asked for (FACTS §9). */
const BATCH_MEMORY_MS = 14 * 86_400_000;

/** Which person sees which rich menu: one by one, in bulk, and by replacing (FACTS §9). */
export const linkRoutes: LineRoute[] = [
  { method: 'GET', path: '/v2/bot/user/:userId/richmenu', endpoint: 'richMenuOfUser', answer: ofUser },
  { method: 'POST', path: '/v2/bot/user/:userId/richmenu/:richMenuId', endpoint: 'richMenuLink', answer: link },
  { method: 'DELETE', path: '/v2/bot/user/:userId/richmenu', endpoint: 'richMenuUnlink', answer: unlink },
  { method: 'POST', path: '/v2/bot/richmenu/bulk/link', endpoint: 'richMenuBulkLink', answer: bulkLink },
  { method: 'POST', path: '/v2/bot/richmenu/bulk/unlink', endpoint: 'richMenuBulkUnlink', answer: bulkUnlink },
  { method: 'POST', path: '/v2/bot/richmenu/batch', endpoint: 'richMenuBatch', answer: batch },
  { method: 'POST', path: '/v2/bot/richmenu/validate/batch', endpoint: 'richMenuValidateBatch', answer: ({ body, channel }) => (operationsOf(body, channel), done()) },
  { method: 'GET', path: '/v2/bot/richmenu/progress/batch', endpoint: 'richMenuBatchProgress', answer: progress },
];

/** What was accepted with 202 and comes a little later. */
export const richMenuJobs: Record<string, JobHandler> = {
  richMenuBulk({ channel }, payload) {
    const { userIds, richMenuId } = payload as { userIds: string[]; richMenuId?: string };
    for (const userId of userIds) setLink(channel, userId, richMenuId);
  },
  richMenuBatch({ channel, now }, payload) {
    const { requestId, operations } = payload as { requestId: string; operations: Operation[] };
    const progress = channel.richMenus.batches.get(requestId);
    if (!progress) return;
    const { menus } = channel.richMenus;
    // By what was linked when the batch began: operations are independent of each other.
    const before = [...channel.richMenus.links];
    let failed = false;
    for (const operation of operations) {
      if (operation.type === 'link' && !menus.get(operation.to)?.image) failed = true;
      else {
        for (const [userId, from] of before) {
          if (operation.type === 'unlinkAll' || operation.from === from) setLink(channel, userId, operation.type === 'link' ? operation.to : undefined);
        }
      }
    }
    progress.phase = failed ? 'failed' : 'succeeded';
    progress.completedAt = now;
  },
};

/** Links a menu, or ends the link; seen at once. Non-friends are ignored (FACTS §9). */
export function setLink(channel: Channel, userId: string, richMenuId: string | undefined): void {
  const user = channel.users.get(userId);
  if (!user || (richMenuId !== undefined && !user.friend)) return;
  if (richMenuId === undefined) channel.richMenus.links.delete(userId);
  else channel.richMenus.links.set(userId, richMenuId);
  channel.richMenus.open(userId);
  channel.chat(userId).tell({ type: 'richMenu' });
}

function ofUser({ channel, params }: Call): Answer {
  if (!isUserId(params.userId)) throw invalidParameter('userId');
  const richMenuId = channel.richMenus.links.get(params.userId);
  if (richMenuId === undefined || !channel.richMenus.menus.has(richMenuId)) throw new LineError(404, 'the user has no richmenu', [], {}, { details: [] });
  return { status: 200, body: { richMenuId } };
}

function link({ channel, params }: Call): Answer {
  if (!isUserId(params.userId)) throw invalidParameter('userId');
  setLink(channel, params.userId, pictured(channel, params.richMenuId!).richMenuId);
  return done();
}

function unlink({ channel, params }: Call): Answer {
  if (!isUserId(params.userId)) throw invalidParameter('userId');
  setLink(channel, params.userId, undefined);
  return done();
}

function bulkLink(call: Call): Answer {
  const userIds = usersOf(call.body);
  if (typeof call.body.richMenuId !== 'string' || call.body.richMenuId === '') throw bodyErrors([{ message: 'May not be empty', property: 'richMenuId' }]);
  return later(call, 'richMenuBulk', { userIds, richMenuId: pictured(call.channel, call.body.richMenuId).richMenuId });
}

function bulkUnlink(call: Call): Answer {
  return later(call, 'richMenuBulk', { userIds: usersOf(call.body) });
}

function usersOf(body: Record<string, unknown>): string[] {
  const { userIds } = body;
  if (!Array.isArray(userIds) || userIds.length < 1 || userIds.length > RICH_MENU_BULK_USERS) {
    throw bodyErrors([{ message: `Size must be between 1 and ${RICH_MENU_BULK_USERS}`, property: 'userIds' }]);
  }
  const malformed = userIds.findIndex((id) => !isUserId(id));
  if (malformed >= 0) throw invalidProperty(`userIds[${malformed}]`);
  return userIds as string[];
}

function later({ world, channel }: Call, kind: string, payload: unknown): Answer {
  world.later(channel, kind, payload);
  return { status: 202, body: {} };
}

type Operation = { type: 'link'; from: string; to: string } | { type: 'unlink'; from: string } | { type: 'unlinkAll'; from?: undefined };

function batch(call: Call): Answer {
  const { channel, world, requestId } = call;
  const operations = operationsOf(call.body, channel);
  const { resumeRequestKey } = call.body as { resumeRequestKey?: string };
  const accepted: RichMenuBatch = { phase: 'ongoing', acceptedAt: world.now(), ...(resumeRequestKey !== undefined && { resumeRequestKey }) };
  channel.richMenus.batches.set(requestId, accepted);
  return later(call, 'richMenuBatch', { requestId, operations });
}

/** Operations name menus that exist; each `from` once; `unlinkAll` stands alone (FACTS §9). */
function operationsOf(body: Record<string, unknown>, channel: Channel): Operation[] {
  const { operations, resumeRequestKey } = body;
  const faults: ErrorDetail[] = [];
  if (resumeRequestKey !== undefined && (typeof resumeRequestKey !== 'string' || !RESUME_KEY.test(resumeRequestKey))) {
    faults.push({ message: 'Must match the pattern ^[a-zA-Z0-9_-]{1,100}$', property: 'resumeRequestKey' });
  }
  if (!Array.isArray(operations) || operations.length < 1 || operations.length > RICH_MENU_BATCH_OPERATIONS) {
    throw bodyErrors([...faults, { message: `Size must be between 1 and ${RICH_MENU_BATCH_OPERATIONS}`, property: 'operations' }]);
  }
  const seen = new Set<unknown>();
  operations.forEach((operation: Record<string, unknown> | null, index) => {
    const property = `operations[${index}]`;
    const type = operation?.type;
    if (type === 'unlinkAll') {
      if (operations.length > 1) faults.push({ message: 'unlinkAll must be the only operation', property });
      return;
    }
    if (type !== 'link' && type !== 'unlink') return void faults.push({ message: 'Must be one of the following values: [link, unlink, unlinkAll]', property: `${property}.type` });
    for (const end of type === 'link' ? ['from', 'to'] : ['from']) {
      const id = operation![end];
      if (typeof id !== 'string' || !channel.richMenus.menus.has(id)) faults.push({ message: 'richmenu not found', property: `${property}.${end}` });
    }
    if (seen.has(operation!.from)) faults.push({ message: 'Must be unique', property: `${property}.from` });
    seen.add(operation!.from);
  });
  if (faults.length > 0) throw bodyErrors(faults);
  return operations as Operation[];
}

function progress({ channel, query, world }: Call): Answer {
  const found = channel.richMenus.batches.get(query.get('requestId') ?? '');
  if (!found || world.now() - found.acceptedAt > BATCH_MEMORY_MS) throw notFound();
  const { phase, acceptedAt, completedAt } = found;
  return {
    status: 200,
    body: {
      phase,
      acceptedTime: new Date(acceptedAt).toISOString(),
      ...(completedAt !== undefined && { completedTime: new Date(completedAt).toISOString() }),
    },
  };
}
