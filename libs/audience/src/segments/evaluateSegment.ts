import type { SegmentGroup, SegmentItem, SegmentReason, SegmentRule, SegmentTime } from '@chatloom/contract';
import type { JsonObject } from '@chatloom/engine';
import type { FlowRun } from '../activity/FlowRun';
import type { Visit } from '../activity/Progress';
import { passesFieldTest } from './fieldTest';
import { choicesOf, fold, isSet, textOf } from './fieldValue';
import type { FactRule } from './SegmentFacts';
import { isInSpan, type SegmentScene, spanOf } from './SegmentScene';

/** Everything rules look at, for one person. Times are epoch ms. */
export interface PersonFacts {
  channelId: string;
  language: string | null;
  isFriend: boolean;
  consent: 'yes' | 'no' | 'unknown';
  sourceId: string | null;
  tags: readonly string[];
  fields: JsonObject;
  createdAt: number;
  /** Null: never wrote or tapped. */
  lastActiveAt: number | null;
  visits: readonly Omit<Visit, 'times'>[];
  runs: readonly Pick<FlowRun, 'flowId' | 'state' | 'nodeId' | 'since' | 'firstReachedAt' | 'lastReachedAt' | 'firstFinishedAt' | 'lastFinishedAt'>[];
  /** What capabilities answered to the rules that ask for their facts. */
  answers: ReadonlyMap<FactRule, { isMet: boolean; lastAt: number | null }>;
}

/**
 * Is the person in the segment, and why: the same answer as the SQL of `compileSegment`, rule by rule, with the values each rule looked at.
 * Reasons have words below `segments.reasons`.
 */
export function evaluateSegment(segment: SegmentGroup, person: PersonFacts, scene: SegmentScene): SegmentReason {
  return evaluateItem(segment, person, scene, []);
}

function evaluateItem(item: SegmentItem, person: PersonFacts, scene: SegmentScene, path: (string | number)[]): SegmentReason {
  if (item.type !== 'group') {
    const { isMet, ...why } = evaluateRule(item, person, scene);
    return { path, type: item.type, isMet: isMet !== (item.not ?? false), ...why };
  }
  const items = item.items.map((inner, index) => evaluateItem(inner, person, scene, [...path, 'items', index]));
  const met = items.filter(({ isMet }) => isMet).length;
  const isMet = item.match === 'all' ? met === items.length : (met > 0) === (item.match === 'any');
  return { path, type: 'group', isMet, code: 'group', seen: { met, of: items.length }, items };
}

type Finding = Pick<SegmentReason, 'isMet' | 'code' | 'seen'>;

function evaluateRule(rule: SegmentRule, person: PersonFacts, scene: SegmentScene): Finding {
  switch (rule.type) {
    case 'tag': {
      const has = rule.tags.filter((tag) => person.tags.includes(tag));
      const lacks = rule.tags.filter((tag) => !person.tags.includes(tag));
      return { isMet: rule.match === 'any' ? has.length > 0 : lacks.length === 0, code: has.length > 0 ? 'tagsHas' : 'tagsHasNone', seen: { has, lacks } };
    }
    case 'field':
      return fieldFinding(rule, person, scene);
    case 'source':
      return { isMet: person.sourceId !== null && rule.sourceIds.includes(person.sourceId), code: person.sourceId === null ? 'sourceNone' : 'source', seen: { sourceId: person.sourceId } };
    case 'language':
      return { isMet: speaks(person.language, rule.languages), code: person.language === null ? 'languageUnknown' : 'language', seen: { language: person.language } };
    case 'channel':
      return { isMet: rule.channelIds.includes(person.channelId), code: 'channel', seen: { channelId: person.channelId } };
    case 'friend':
      return { isMet: person.isFriend, code: person.isFriend ? 'friend' : 'notFriend', seen: {} };
    case 'added':
      return { isMet: isInSpan(person.createdAt, spanOf(rule.when, scene)), code: 'added', seen: { at: time(person.createdAt) } };
    case 'lastActive':
      return { isMet: hasMoment([person.lastActiveAt], rule.when, scene), code: person.lastActiveAt === null ? 'neverActive' : 'lastActive', seen: { at: time(person.lastActiveAt) } };
    case 'consent':
      return { isMet: person.consent === rule.is, code: 'consent', seen: { state: person.consent } };
    case 'flowReached': {
      const run = person.runs.find(({ flowId }) => flowId === rule.flowId);
      const visit = person.visits.find(({ flowId, nodeId }) => flowId === rule.flowId && nodeId === rule.nodeId);
      const [first, last] = rule.nodeId === undefined ? [run?.firstReachedAt, run?.lastReachedAt] : [visit?.firstAt, visit?.lastAt];
      if (first === undefined || last === undefined) return { isMet: false, code: 'flowNeverReached', seen: {} };
      return { isMet: hasMoment([first, last], rule.when, scene), code: 'flowReached', seen: { firstAt: time(first), at: time(last) } };
    }
    case 'flowFinished': {
      const run = person.runs.find(({ flowId }) => flowId === rule.flowId);
      const moments = [run?.firstFinishedAt ?? null, run?.lastFinishedAt ?? null];
      return { isMet: hasMoment(moments, rule.when, scene), code: moments[1] === null ? 'flowNeverFinished' : 'flowFinished', seen: { firstAt: time(moments[0]!), at: time(moments[1]!) } };
    }
    case 'flowDropped': {
      const run = person.runs.find(({ flowId }) => flowId === rule.flowId);
      if (!run) return { isMet: false, code: 'flowNeverReached', seen: {} };
      const isSilent = run.state === 'asking' && run.since <= scene.now - rule.silentDays * 86_400_000;
      const isHere = rule.nodeId === undefined || run.nodeId === rule.nodeId;
      return { isMet: (run.state === 'dropped' || isSilent) && isHere, code: run.state === 'dropped' ? 'flowDropped' : isSilent ? 'flowSilent' : 'flowNotDropped', seen: { nodeId: run.nodeId, at: time(run.since) } };
    }
    case 'flowWaiting': {
      const run = person.runs.find(({ flowId }) => flowId === rule.flowId);
      const waits = run !== undefined && ['asking', 'waiting', 'calling'].includes(run.state);
      const isHere = rule.nodeId === undefined || run?.nodeId === rule.nodeId;
      return { isMet: waits && isHere, code: waits ? 'flowWaiting' : 'flowNotWaiting', seen: waits ? { nodeId: run.nodeId, at: time(run.since) } : {} };
    }
    case 'fact': {
      const answer = person.answers.get(rule) ?? { isMet: false, lastAt: null };
      return { isMet: answer.isMet, code: answer.lastAt === null ? (answer.isMet ? 'factIs' : 'factIsNot') : 'factAt', seen: { fact: rule.fact, at: time(answer.lastAt) } };
    }
  }
}

function fieldFinding({ field, test }: Extract<SegmentRule, { type: 'field' }>, person: PersonFacts, scene: SegmentScene): Finding {
  const value = Object.hasOwn(person.fields, field) ? person.fields[field] : undefined;
  if (!isSet(value)) return { isMet: passesFieldTest(value, test, scene), code: 'fieldNotSet', seen: { field } };
  const choices = choicesOf(value);
  return { isMet: passesFieldTest(value, test, scene), code: 'fieldIs', seen: { field, value: Array.isArray(value) ? choices : (textOf(value) ?? JSON.stringify(value)) } };
}

function speaks(language: string | null, asked: readonly string[]): boolean {
  if (language === null) return asked.includes('unknown');
  const spoken = fold(language);
  return asked.some((one) => one !== 'unknown' && (spoken === fold(one) || spoken.startsWith(`${fold(one)}-`)));
}

function hasMoment(moments: readonly (number | null)[], when: SegmentTime, scene: SegmentScene): boolean {
  const span = spanOf(when, scene);
  return moments.some((at) => at !== null && isInSpan(at, span));
}

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
