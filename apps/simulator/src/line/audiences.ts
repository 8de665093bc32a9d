import { AUDIENCE_LIFE_MS, type Audience, type AudienceJob } from '../world/audiences';
import { type Answer, type Call, done, type LineRoute } from './call';
import { bodyErrors, type ErrorDetail, invalidParameter, LineError, rateExceeded } from './lineError';
import { isUserId } from './recipients';

/** FACTS §12. */
const AUDIENCES_PER_CHANNEL = 1_000;
const NAME_MAX_UTF16 = 120;
const UPLOAD_NAME_MAX_UTF16 = 300;
const IDS_PER_CALL = 10_000;
const IDS_PER_FILE = 1_500_000;
const CLICK_URL_MAX_UTF16 = 2_000;
const REQUEST_AGE_MAX_MS = 60 * 86_400_000;
const LEAST_PEOPLE = 50;
/** Jobs that are not done yet, per audience (FACTS §2). */
const OPEN_JOBS = 10;
const PAGE_MAX = 40;

/** Audiences by IDs, by file, and by what people did with a message (FACTS §12, §18 rule 10). */
export const audienceRoutes: LineRoute[] = [
  { method: 'POST', path: '/v2/bot/audienceGroup/upload', endpoint: 'audienceCreate', answer: create },
  { method: 'PUT', path: '/v2/bot/audienceGroup/upload', endpoint: 'audienceAdd', answer: add },
  { method: 'POST', path: '/v2/bot/audienceGroup/upload/byFile', endpoint: 'audienceCreateByFile', takesBytes: true, answer: createByFile },
  { method: 'PUT', path: '/v2/bot/audienceGroup/upload/byFile', endpoint: 'audienceAddByFile', takesBytes: true, answer: addByFile },
  { method: 'POST', path: '/v2/bot/audienceGroup/click', endpoint: 'audienceClick', answer: (call) => follow(call, 'CLICK') },
  { method: 'POST', path: '/v2/bot/audienceGroup/imp', endpoint: 'audienceImp', answer: (call) => follow(call, 'IMP') },
  { method: 'GET', path: '/v2/bot/audienceGroup/list', endpoint: 'audienceList', answer: list },
  // Nothing is shared here: no business manager, no second channel of the same account.
  { method: 'GET', path: '/v2/bot/audienceGroup/shared/list', endpoint: 'audienceSharedList', answer: ({ query }) => ({ status: 200, body: page([], query) }) },
  {
    method: 'GET',
    path: '/v2/bot/audienceGroup/shared/:audienceGroupId',
    endpoint: 'audienceShared',
    answer: () => {
      throw unknown();
    },
  },
  { method: 'GET', path: '/v2/bot/audienceGroup/:audienceGroupId', endpoint: 'audienceGet', answer: get },
  { method: 'DELETE', path: '/v2/bot/audienceGroup/:audienceGroupId', endpoint: 'audienceDelete', answer: remove },
  { method: 'PUT', path: '/v2/bot/audienceGroup/:audienceGroupId/updateDescription', endpoint: 'audienceRename', answer: rename },
];

/** LINE's word for how far an audience is, by the clock. */
export function audienceStatus(audience: Audience, now: number, asyncMs: number, lenient: boolean): 'IN_PROGRESS' | 'READY' | 'FAILED' | 'EXPIRED' {
  if (now >= audience.createdAt + AUDIENCE_LIFE_MS) return 'EXPIRED';
  if (now < audience.createdAt + asyncMs || audience.jobs.some((job) => now < job.createdAt + asyncMs)) return 'IN_PROGRESS';
  const failed = audience.type === 'UPLOAD' ? audience.jobs.length > 0 && audience.jobs.every((job) => job.invalid) : audience.members.length < LEAST_PEOPLE && !lenient;
  return failed ? 'FAILED' : 'READY';
}

function create(call: Call): Answer {
  const { description, isIfaAudience = false, uploadDescription, audiences = [] } = call.body;
  const faults = [...nameFaults(description), ...uploadNameFaults(uploadDescription), ...idsFaults(audiences)];
  if (typeof isIfaAudience !== 'boolean') faults.push({ message: 'Must be a boolean', property: 'isIfaAudience' });
  if (faults.length > 0) throw bodyErrors(faults);
  return made(call, description as string, isIfaAudience as boolean, idsOf(audiences), uploadDescription as string | undefined);
}

function add(call: Call): Answer {
  const { audienceGroupId, uploadDescription, audiences } = call.body;
  const faults = [...uploadNameFaults(uploadDescription), ...idsFaults(audiences)];
  if (faults.length > 0) throw bodyErrors(faults);
  return added(call, uploadOf(call, audienceGroupId), idsOf(audiences), uploadDescription as string | undefined);
}

async function createByFile(call: Call): Promise<Answer> {
  const { fields, ids } = await readForm(call);
  const faults = [...nameFaults(fields.description), ...uploadNameFaults(fields.uploadDescription)];
  if (faults.length > 0) throw bodyErrors(faults);
  return made(call, fields.description!, fields.isIfaAudience === 'true', ids, fields.uploadDescription);
}

async function addByFile(call: Call): Promise<Answer> {
  const { fields, ids } = await readForm(call);
  const faults = uploadNameFaults(fields.uploadDescription);
  if (faults.length > 0) throw bodyErrors(faults);
  return added(call, uploadOf(call, Number(fields.audienceGroupId)), ids, fields.uploadDescription);
}

/** Who opened an address of a message, or saw the message (FACTS §12). */
function follow(call: Call, type: 'CLICK' | 'IMP'): Answer {
  const { channel, body, world } = call;
  const { description, requestId, clickUrl } = body;
  const faults = nameFaults(description);
  if (clickUrl !== undefined && (typeof clickUrl !== 'string' || clickUrl.length > CLICK_URL_MAX_UTF16)) {
    faults.push({ message: `Length must be between 0 and ${CLICK_URL_MAX_UTF16}`, property: 'clickUrl' });
  }
  if (typeof requestId !== 'string' || requestId === '') faults.push({ message: 'May not be empty', property: 'requestId' });
  if (faults.length > 0) throw bodyErrors(faults);
  const send = channel.sends.get(requestId as string);
  if (!send || (send.via !== 'broadcast' && send.via !== 'narrowcast')) throw refusal('request not found', 'REQUEST_NOT_FOUND');
  if (world.now() - send.at > REQUEST_AGE_MAX_MS) throw refusal('request is too old', 'TOO_OLD_MESSAGES');
  const clicked = send.clicks.filter(({ url }) => clickUrl === undefined || clickUrl === '' || url === clickUrl).map(({ userId }) => userId);
  const audience = store(call, { type, description: description as string, isIfaAudience: false, members: type === 'CLICK' ? [...new Set(clicked)] : [...send.seen], jobs: [], requestId: requestId as string, ...(typeof clickUrl === 'string' && clickUrl !== '' && { clickUrl }) });
  const { requestId: followed, clickUrl: address } = audience;
  const base = { audienceGroupId: audience.audienceGroupId, type, description: audience.description, created: seconds(audience.createdAt), requestId: followed };
  if (type === 'IMP') return { status: 202, body: base };
  return { status: 202, body: { ...base, ...(address !== undefined && { clickUrl: address }), ...origin(audience) } };
}

function get(call: Call): Answer {
  const audience = audienceOf(call, call.params.audienceGroupId);
  const { world, channel } = call;
  const jobs = audience.jobs.slice(-50).map((job) => ({
    audienceGroupJobId: job.id,
    audienceGroupId: audience.audienceGroupId,
    description: job.description,
    type: 'DIFF_ADD',
    ...(isOpen(call, job) ? { jobStatus: 'WORKING' } : job.invalid ? { jobStatus: 'FAILED', failedType: 'INTERNAL_ERROR' } : { jobStatus: 'FINISHED' }),
    audienceCount: job.count,
    created: seconds(job.createdAt),
  }));
  return { status: 200, body: { audienceGroup: view(audience, world.now(), channel.settings), jobs } };
}

function list({ channel, query, world }: Call): Answer {
  const name = query.get('description')?.toLowerCase();
  const status = query.get('status');
  const route = query.get('createRoute');
  const found = [...channel.audiences.groups.values()]
    .map((audience) => view(audience, world.now(), channel.settings))
    .filter((audience) => (name === undefined || audience.description.toLowerCase().includes(name)) && (status === null || audience.status === status))
    .filter(() => route === null || route === 'MESSAGING_API');
  return { status: 200, body: page(found, query) };
}

function rename(call: Call): Answer {
  const faults = nameFaults(call.body.description);
  if (faults.length > 0) throw bodyErrors(faults);
  audienceOf(call, call.params.audienceGroupId).description = call.body.description as string;
  return done();
}

function remove(call: Call): Answer {
  call.channel.audiences.groups.delete(audienceOf(call, call.params.audienceGroupId).audienceGroupId);
  return done();
}

function made(call: Call, description: string, isIfaAudience: boolean, ids: string[], uploadDescription = ''): Answer {
  const audience = store(call, { type: 'UPLOAD', description, isIfaAudience, members: [], jobs: [] });
  if (ids.length > 0) upload(call, audience, ids, uploadDescription);
  const body = { audienceGroupId: audience.audienceGroupId, type: 'UPLOAD', description, created: seconds(audience.createdAt), ...origin(audience) };
  return { status: 202, body };
}

function added(call: Call, audience: Audience, ids: string[], uploadDescription = ''): Answer {
  if (audience.jobs.filter((job) => isOpen(call, job)).length >= OPEN_JOBS) throw rateExceeded();
  upload(call, audience, ids, uploadDescription);
  return { status: 202, body: {} };
}

function upload({ channel, world }: Call, audience: Audience, ids: string[], description: string): void {
  const invalid = !audience.isIfaAudience && ids.some((id) => !isUserId(id));
  audience.jobs.push({ id: channel.audiences.nextId(), description, createdAt: world.now(), count: ids.length, invalid });
  // IDs nobody here has are dropped silently, as anywhere else.
  if (!invalid) audience.members = [...new Set([...audience.members, ...ids.filter((id) => channel.users.has(id))])];
}

function store({ channel, world }: Call, audience: Omit<Audience, 'audienceGroupId' | 'createdAt'>): Audience {
  const { groups } = channel.audiences;
  if (groups.size >= AUDIENCES_PER_CHANNEL) throw refusal('audience group count is over the limit', 'AUDIENCE_GROUP_COUNT_MAX_OVER');
  const stored = { audienceGroupId: channel.audiences.nextId(), createdAt: world.now(), ...audience };
  groups.set(stored.audienceGroupId, stored);
  return stored;
}

function audienceOf({ channel }: Call, id: unknown): Audience {
  if (!/^\d+$/.test(String(id))) throw invalidParameter('audienceGroupId');
  const audience = channel.audiences.groups.get(Number(id));
  if (!audience) throw unknown();
  return audience;
}

/** IDs can be added only to what was uploaded. */
function uploadOf(call: Call, id: unknown): Audience {
  const audience = audienceOf(call, id);
  if (audience.type !== 'UPLOAD') throw refusal('wrong audience group type', 'WRONG_AUDIENCE_GROUP_TYPE');
  return audience;
}

const isOpen = ({ world, channel }: Call, job: AudienceJob): boolean => world.now() < job.createdAt + channel.settings.asyncMs;

const seconds = (ms: number): number => Math.floor(ms / 1_000);

/** What is told of a new audience beside its own fields. */
function origin(audience: Audience): object {
  return { createRoute: 'MESSAGING_API', permission: 'READ_WRITE', expireTimestamp: seconds(audience.createdAt + AUDIENCE_LIFE_MS), isIfaAudience: audience.isIfaAudience };
}

function view(audience: Audience, now: number, settings: { asyncMs: number; lenient: boolean }) {
  const { audienceGroupId, type, description, createdAt, isIfaAudience, members, requestId, clickUrl } = audience;
  const status = audienceStatus(audience, now, settings.asyncMs, settings.lenient);
  return {
    audienceGroupId,
    type,
    description,
    status,
    ...(status === 'FAILED' && { failedType: type === 'UPLOAD' ? 'INTERNAL_ERROR' : 'AUDIENCE_GROUP_AUDIENCE_INSUFFICIENT' }),
    audienceCount: members.length,
    created: seconds(createdAt),
    ...(requestId !== undefined && { requestId }),
    ...(clickUrl !== undefined && { clickUrl }),
    isIfaAudience,
    permission: 'READ_WRITE',
    createRoute: 'MESSAGING_API',
  };
}

function page(found: object[], query: URLSearchParams): object {
  const number = Number(query.get('page') ?? NaN);
  if (!Number.isInteger(number) || number < 1) throw invalidParameter('page');
  const size = Number(query.get('size') ?? 20);
  if (!Number.isInteger(size) || size < 1 || size > PAGE_MAX) throw invalidParameter('size');
  const audienceGroups = found.slice((number - 1) * size, number * size);
  return { audienceGroups, hasNextPage: number * size < found.length, totalCount: found.length, readWriteAudienceGroupTotalCount: found.length, page: number, size };
}

function nameFaults(name: unknown): ErrorDetail[] {
  if (typeof name !== 'string' || name === '') return [{ message: 'May not be empty', property: 'description' }];
  if (name.length > NAME_MAX_UTF16) return [{ message: `Length must be between 1 and ${NAME_MAX_UTF16}`, property: 'description' }];
  return /[\u0000-\u001f\u007f]/.test(name) ? [{ message: 'must not contain control characters', property: 'description' }] : [];
}

function uploadNameFaults(name: unknown): ErrorDetail[] {
  const fine = name === undefined || (typeof name === 'string' && name.length <= UPLOAD_NAME_MAX_UTF16);
  return fine ? [] : [{ message: `Length must be between 0 and ${UPLOAD_NAME_MAX_UTF16}`, property: 'uploadDescription' }];
}

function idsFaults(audiences: unknown): ErrorDetail[] {
  if (!Array.isArray(audiences) || audiences.length > IDS_PER_CALL) return [{ message: `Size must be between 0 and ${IDS_PER_CALL}`, property: 'audiences' }];
  const wrong = audiences.findIndex((entry: { id?: unknown } | null) => typeof entry?.id !== 'string');
  return wrong < 0 ? [] : [{ message: 'May not be empty', property: `audiences[${wrong}].id` }];
}

const idsOf = (audiences: unknown): string[] => (audiences as { id: string }[]).map(({ id }) => id);

/** The fields of a form with one text file of IDs, one a line. */
async function readForm({ bytes = Buffer.alloc(0), contentType = '' }: Call): Promise<{ fields: Record<string, string | undefined>; ids: string[] }> {
  if (!contentType.startsWith('multipart/form-data')) throw new LineError(415, `The content type, ${contentType}, is not supported`);
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new LineError(400, 'The request body could not be parsed');
  });
  const file = form.get('file');
  if (!(file instanceof Blob)) throw bodyErrors([{ message: 'must be specified', property: 'file' }]);
  const ids = (await file.text()).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  if (ids.length > IDS_PER_FILE) throw refusal('too many ids', 'UPLOAD_FILE_SIZE_OVER');
  const field = (name: string): string | undefined => {
    const value = form.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    fields: { description: field('description'), uploadDescription: field('uploadDescription'), isIfaAudience: field('isIfaAudience'), audienceGroupId: field('audienceGroupId') },
    ids,
  };
}

const unknown = (): LineError => refusal('audience group not found', 'AUDIENCE_GROUP_NOT_FOUND');

const refusal = (message: string, detail: string): LineError => new LineError(400, message, [{ message: detail }]);
