import { createHash } from 'node:crypto';
import type { RichMenuPublication } from '@chatloom/contract';
import type { RichMenuBounds, RichMenuDocument } from '@chatloom/messages';

/** A tab as it is at LINE. */
export interface LiveTab {
  tabId: string;
  richMenuId: string;
  /** null for a menu without tabs. */
  aliasId: string | null;
  /** LINE's statistics name an area by its bounds. */
  areas: { id: string; bounds: RichMenuBounds }[];
}
/** What people see of a menu at a channel. */
export interface LiveMenu {
  revision: number;
  tabs: LiveTab[];
}

export type StepCode = RichMenuPublication['steps'][number]['code'];
export type JobStep = RichMenuPublication['steps'][number];
export type JobFailure = NonNullable<RichMenuPublication['failure']>;
/** `undo` takes back what was made; then the job ends with its failure. */
export type Phase = StepCode | 'undo';

/** A publishing or unpublishing under way, complete enough to be taken up by another process at any point. */
export interface PublishJob {
  /** Part of the names at LINE, by which what was made can be found again. */
  id: string;
  kind: 'publish' | 'unpublish';
  revision: number;
  name: string;
  document: RichMenuDocument;
  phase: Phase;
  steps: JobStep[];
  /** Set before a menu is created, cleared after: if it is set when a job is taken up, LINE may have a menu we do not know. */
  creating: boolean;
  made: { tabId: string; richMenuId: string; uploaded: boolean }[];
  /** Aliases that are led to the new menus, and where they pointed before. Noted before LINE is told, so that it can be taken back; `told` after. */
  aliased: { aliasId: string; before: string | null; told: boolean }[];
  /** What people saw when the job began. */
  old: LiveTab[];
  /** Of the batch that moves people from the old menus to the new ones; `skipped` when LINE does not take one now. */
  batch: { requestId: string } | 'skipped' | null;
  /** How often moving people was looked at. */
  looks: number;
  failure: JobFailure | null;
  /** Why it waits, when it does. */
  waitsFor: 'rate' | 'server' | 'network' | 'people' | 'token' | null;
}

export const PUBLISH_STEPS: readonly StepCode[] = ['validate', 'create', 'upload', 'alias', 'show', 'move', 'cleanUp'];
export const UNPUBLISH_STEPS: readonly StepCode[] = ['show', 'move', 'cleanUp'];

/** A job at its beginning. */
export function newJob(given: Pick<PublishJob, 'id' | 'kind' | 'revision' | 'name' | 'document' | 'old'>): PublishJob {
  const codes = given.kind === 'publish' ? PUBLISH_STEPS : UNPUBLISH_STEPS;
  return {
    ...given,
    phase: codes[0]!,
    steps: codes.map((code) => ({ code, state: 'waiting', at: null })),
    creating: false,
    made: [],
    aliased: [],
    batch: null,
    looks: 0,
    failure: null,
    waitsFor: null,
  };
}

/** LINE's alias of a tab: the same for every publication, so that open menus go on working (FACTS §9 "alias id": 32 of a-z, 0-9, _, -). */
export function aliasOf(menuId: string, tabId: string): string {
  return `cl-${createHash('sha256').update(`${menuId}|${tabId}`).digest('hex').slice(0, 24)}`;
}

/** The end of a menu's name at LINE: whose it is, and of which job. */
export function tagOf(menuId: string, jobId: string, tabIndex: number): string {
  return `#cl-${menuId.slice(-12)}-${jobId.slice(-12)}-${tabIndex}`;
}

/** Reads what `tagOf` wrote at the end of a name. */
export function readTag(name: string): { menu: string; job: string; tabIndex: number } | undefined {
  const found = /#cl-([0-9a-f]{12})-([0-9a-f]{12})-(\d{1,2})$/.exec(name);
  return found ? { menu: found[1]!, job: found[2]!, tabIndex: Number(found[3]) } : undefined;
}
