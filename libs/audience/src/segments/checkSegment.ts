import { SEGMENT_FIELD_TESTS, type Segment, type SegmentFieldType, type SegmentItem, type SegmentProblem, type SegmentRule } from '@chatloom/contract';
import { rulesOf } from './rulesOf';

/** What there is, of all that some segments name. */
export interface KnownNames {
  tags: ReadonlySet<string>;
  /** Null: met in flows or people's data, but not described by anybody; any test may be asked of it. */
  fields: ReadonlyMap<string, { type: SegmentFieldType; options: ReadonlySet<string> } | null>;
  sources: ReadonlySet<string>;
  channels: ReadonlySet<string>;
  /** With those of the named nodes that the draft or any version has. */
  flows: ReadonlyMap<string, ReadonlySet<string>>;
  /** With those of the named subjects that exist. */
  facts: ReadonlyMap<string, { needsSubject: boolean; subjects: ReadonlySet<string> }>;
}

type Finding = Pick<SegmentProblem, 'code' | 'severity' | 'message'> & { at?: (string | number)[]; params?: SegmentProblem['params'] };

/** What a segment names that is not there (any more), and what it cannot mean. */
export function checkSegment(segment: Segment, known: KnownNames): SegmentProblem[] {
  const ofRules = rulesOf(segment).flatMap(({ rule, path }) => ruleFindings(rule, known).map(({ at = [], ...finding }): SegmentProblem => ({ ...finding, path: [...path, ...at] })));
  return [...emptyGroups(segment, []), ...ofRules];
}

export function isBlocked(problems: readonly SegmentProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'blocking');
}

/** The outermost group may be empty. */
function emptyGroups(item: SegmentItem, path: (string | number)[]): SegmentProblem[] {
  if (item.type !== 'group') return [];
  if (item.items.length === 0 && path.length > 0) return [{ code: 'emptyGroup', severity: 'blocking', path, message: 'This group is empty. Put a rule into it, or take it away.' }];
  return item.items.flatMap((inner, index) => emptyGroups(inner, [...path, 'items', index]));
}

function ruleFindings(rule: SegmentRule, known: KnownNames): Finding[] {
  const isBackwards = 'when' in rule && rule.when.op === 'between' && rule.when.day > rule.when.until;
  return [...(isBackwards ? [{ ...BACKWARDS, at: ['when'] }] : []), ...namesFindings(rule, known)];
}

const BACKWARDS = { code: 'rangeBackwards', severity: 'blocking', message: 'The end lies before the beginning.' } as const;

function namesFindings(rule: SegmentRule, known: KnownNames): Finding[] {
  switch (rule.type) {
    case 'tag':
      return gone(rule.tags, known.tags, (tag, index) => ({ code: 'tagGone', severity: 'blocking', at: ['tags', index], params: { tag }, message: `There is no tag "${tag}" any more.` }));
    case 'source':
      return gone(rule.sourceIds, known.sources, (_, index) => ({ code: 'sourceGone', severity: 'blocking', at: ['sourceIds', index], message: 'This friend source does not exist any more.' }));
    case 'channel':
      return gone(rule.channelIds, known.channels, (_, index) => ({ code: 'channelGone', severity: 'blocking', at: ['channelIds', index], message: 'This channel is not connected any more.' }));
    case 'field':
      return fieldFindings(rule, known);
    case 'flowReached':
    case 'flowDropped':
    case 'flowWaiting':
    case 'flowFinished': {
      const nodes = known.flows.get(rule.flowId);
      if (!nodes) return [{ code: 'flowGone', severity: 'blocking', at: ['flowId'], message: 'This flow does not exist any more.' }];
      const nodeId = 'nodeId' in rule ? rule.nodeId : undefined;
      return nodeId === undefined || nodes.has(nodeId) ? [] : [{ code: 'nodeGone', severity: 'blocking', at: ['nodeId'], message: 'This step is neither in the flow nor in any version of it.' }];
    }
    case 'fact': {
      const kind = known.facts.get(rule.fact);
      if (!kind) return [{ code: 'factUnknown', severity: 'blocking', at: ['fact'], params: { fact: rule.fact }, message: `Nobody knows of "${rule.fact}".` }];
      if (rule.subjectId === undefined) return kind.needsSubject ? [{ code: 'subjectMissing', severity: 'blocking', at: ['subjectId'], message: 'Say which one is meant.' }] : [];
      return kind.subjects.has(rule.subjectId) ? [] : [{ code: 'subjectGone', severity: 'blocking', at: ['subjectId'], message: 'What this rule speaks of does not exist any more.' }];
    }
    default:
      return [];
  }
}

function fieldFindings({ field, test }: Extract<SegmentRule, { type: 'field' }>, known: KnownNames): Finding[] {
  const found: Finding[] = [];
  const definition = known.fields.get(field);
  if (definition === undefined) found.push({ code: 'fieldGone', severity: 'blocking', at: ['field'], params: { field }, message: `There is no field "${field}" any more.` });
  if (definition && !(SEGMENT_FIELD_TESTS[definition.type] as readonly string[]).includes(test.op)) {
    found.push({ code: 'fieldTestUnfit', severity: 'blocking', at: ['test', 'op'], params: { field }, message: `The field "${field}" is of another type by now; this cannot be asked of it.` });
  } else if (definition?.type.toLowerCase().endsWith('choice') && 'values' in test) {
    found.push(
      ...gone(test.values, definition.options, (option, index): Finding => ({
        code: 'optionGone', severity: 'warning', at: ['test', 'values', index], params: { field, option }, message: `The field "${field}" has no choice "${option}" any more. Those who chose it before still count.`,
      })),
    );
  }
  const isBackwards = (test.op === 'numberBetween' && test.from > test.to) || (test.op === 'anniversary' && test.fromDays > test.toDays);
  if (isBackwards) found.push({ ...BACKWARDS, at: ['test'] });
  return found;
}

function gone(named: readonly string[], known: ReadonlySet<string>, say: (name: string, index: number) => Finding): Finding[] {
  return named.flatMap((name, index) => (known.has(name) ? [] : [say(name, index)]));
}
