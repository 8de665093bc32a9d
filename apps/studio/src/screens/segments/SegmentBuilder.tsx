import { IconArrowDown, IconArrowUp, IconBracketsContain, IconBracketsOff, IconPlus, IconTrash } from '@tabler/icons-react';
import type { SegmentMatch, SegmentProblem, SegmentRule } from '@chatloom/contract';
import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionIcon } from '../../ui/ActionIcon';
import { Button } from '../../ui/Button';
import { NativeSelect } from '../../ui/NativeSelect';
import { RuleControls } from './RuleControls';
import { addPart, changeMatch, changeRule, isGroup, movePart, removePart, unwrapGroup, wrapPart } from './ruleTree';
import { hasRoomForGroup, hasRoomForRule, isRuleFinished, newPartId, newRule, problemsAt, type SegmentTree } from './segmentDraft';
import { problemWords } from './segmentWords';
import { useRuleNames, type RuleNames } from './useRuleNames';
import styles from './SegmentBuilder.module.css';

const PERSON_TYPES = ['tag', 'field', 'language', 'consent', 'friend', 'channel', 'source', 'added', 'lastActive'] as const;
const FLOW_TYPES = ['flowReached', 'flowFinished', 'flowDropped', 'flowWaiting'] as const;
const MATCHES = ['all', 'any', 'none'] as const satisfies readonly SegmentMatch[];

interface Desk {
  botId: string;
  tree: SegmentTree;
  names: RuleNames;
  problems: readonly SegmentProblem[];
  change: (tree: SegmentTree) => void;
  /** Does something to the tree, then puts the focus on a part that is there afterwards. */
  changeAndGo: (tree: SegmentTree, partId: string) => void;
}

/**
 * Who is meant, as rules in groups: each rule a line that reads as a sentence, with its problems below it. Everything works by keyboard.
 * The caller holds the tree (`toTree`, `toSegment`, `isFinished` of `segmentDraft`) and hands in what the server said about it.
 */
export function SegmentBuilder({ botId, tree, problems, onChange }: { botId: string; tree: SegmentTree; problems: readonly SegmentProblem[]; onChange: (tree: SegmentTree) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const names = useRuleNames(botId);
  const desk: Desk = {
    botId,
    tree,
    names,
    problems,
    change: onChange,
    changeAndGo(changed, partId) {
      onChange(changed);
      // The part is drawn in the next frame; without this the focus would fall back to the page.
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-part="${partId}"] :is(select, input, button)`)?.focus());
    },
  };
  return (
    <div ref={box}>
      <Group desk={desk} group={tree} path={[]} />
    </div>
  );
}

function Group({ desk, group, path, tools }: { desk: Desk; group: SegmentTree; path: number[]; tools?: ReactNode }) {
  const { t } = useTranslation('segments');
  const id = useId();
  const problems = problemsAt(desk.problems, path);
  const isRoot = path.length === 0;
  const add = (kind: Parameters<typeof newRule>[0]) => {
    const part = { id: newPartId(), rule: newRule(kind, desk.names.facts) };
    desk.changeAndGo(addPart(desk.tree, group.id, part), part.id);
  };
  const addGroup = () => {
    const inner = { id: newPartId(), match: 'any' as const, parts: [{ id: newPartId(), rule: newRule('tag') }] };
    desk.changeAndGo(addPart(desk.tree, group.id, inner), inner.id);
  };
  return (
    <div className={styles.group} role="group" aria-label={t(isRoot ? 'group.root' : 'group.inner', { number: path.map((index) => index + 1).join('.') })} aria-describedby={problems.length > 0 ? id : undefined} data-part={group.id}>
      <div className={styles.head}>
        <NativeSelect
          aria-label={t('group.match')}
          value={group.match}
          data={MATCHES.map((value) => ({ value, label: t(`group.${value}`) }))}
          onChange={(event) => desk.change(changeMatch(desk.tree, group.id, event.currentTarget.value as SegmentMatch))}
        />
        {tools}
      </div>
      <Problems id={id} problems={problems} />
      {group.parts.length === 0 ? (
        <p className={styles.hint}>{t(isRoot ? (group.match === 'any' ? 'group.nobody' : 'group.everybody') : 'group.empty')}</p>
      ) : (
        <ol className={styles.parts}>
          {group.parts.map((part, index) => {
            const at = [...path, index];
            const partTools = <Tools desk={desk} partId={part.id} path={at} isGroup={isGroup(part)} name={t(isGroup(part) ? 'group.inner' : 'rule.name', { number: at.map((step) => step + 1).join('.') })} index={index} count={group.parts.length} next={group.parts[index + 1]?.id ?? group.parts[index - 1]?.id ?? group.id} />;
            return (
              <li key={part.id}>
                {index > 0 && <span className={styles.between}>{t(group.match === 'all' ? 'group.and' : group.match === 'any' ? 'group.or' : 'group.nor')}</span>}
                {isGroup(part) ? <Group desk={desk} group={part} path={at} tools={partTools} /> : <Rule desk={desk} id={part.id} rule={part.rule} path={at} tools={partTools} />}
              </li>
            );
          })}
        </ol>
      )}
      <div className={styles.add}>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={!hasRoomForRule(desk.tree)} onClick={() => add('tag')}>
          {t('rule.add')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" leftSection={<IconBracketsContain size={14} aria-hidden />} disabled={!hasRoomForRule(desk.tree) || !hasRoomForGroup([...path, group.parts.length])} onClick={addGroup}>
          {t('group.add')}
        </Button>
      </div>
    </div>
  );
}

function Rule({ desk, id, rule, path, tools }: { desk: Desk; id: string; rule: SegmentRule; path: number[]; tools: ReactNode }) {
  const { t } = useTranslation('segments');
  const problemsId = useId();
  const problems = problemsAt(desk.problems, path);
  const finished = isRuleFinished(rule);
  const state = !finished ? 'unfinished' : problems.some(({ severity }) => severity === 'blocking') ? 'blocking' : problems.length > 0 ? 'warning' : 'fine';
  const kind = rule.type === 'fact' ? `fact:${rule.fact}` : rule.type;
  const facts = desk.names.facts.map(({ fact }) => `fact:${fact}`);
  const change = (changed: SegmentRule) => desk.change(changeRule(desk.tree, id, changed));
  return (
    <div className={styles.rule} role="group" aria-label={t('rule.name', { number: path.map((index) => index + 1).join('.') })} aria-describedby={problems.length > 0 || !finished ? problemsId : undefined} data-state={state} data-part={id}>
      <div className={styles.row}>
        <div className={styles.controls}>
          <NativeSelect
            aria-label={t('rule.about')}
            value={kind}
            data={[
              { group: t('about.person'), items: PERSON_TYPES.map((value) => ({ value, label: t(`types.${value}`) })) },
              { group: t('about.flows'), items: FLOW_TYPES.map((value) => ({ value, label: t(`types.${value}`) })) },
              ...(facts.length > 0 || rule.type === 'fact'
                ? [{ group: t('about.others'), items: [...new Set([...facts, ...(rule.type === 'fact' ? [kind] : [])])].map((value) => ({ value, label: t(`facts.${value.slice(5)}`, { defaultValue: value.slice(5) }) })) }]
                : []),
            ]}
            onChange={(event) => change(newRule(event.currentTarget.value as Parameters<typeof newRule>[0], desk.names.facts))}
          />
          <NativeSelect
            aria-label={t('rule.verb')}
            value={rule.not ? 'not' : 'is'}
            data={(['is', 'not'] as const).map((value) => ({ value, label: t(`verbs.${rule.type}.${value}`) }))}
            onChange={(event) => {
              const { not: _, ...rest } = rule;
              change((event.currentTarget.value === 'not' ? { ...rest, not: true } : rest) as SegmentRule);
            }}
          />
          <RuleControls botId={desk.botId} rule={rule} names={desk.names} onChange={change} />
        </div>
        {tools}
      </div>
      {finished ? (
        <Problems id={problemsId} problems={problems} />
      ) : (
        <p id={problemsId} className={styles.hint}>
          {t('rule.unfinished')}
        </p>
      )}
    </div>
  );
}

function Problems({ id, problems }: { id: string; problems: readonly SegmentProblem[] }) {
  const { t } = useTranslation('segments');
  if (problems.length === 0) return null;
  return (
    <div id={id}>
      {problems.map((problem, index) => (
        <p key={index} className={styles.problem} data-severity={problem.severity}>
          {problemWords(problem, t)}
        </p>
      ))}
    </div>
  );
}

/** Moving, grouping and taking away one part. */
function Tools({ desk, partId, path, isGroup: isInner, name, index, count, next }: { desk: Desk; partId: string; path: number[]; isGroup: boolean; name: string; index: number; count: number; next: string }) {
  const { t } = useTranslation('segments');
  const icon = { variant: 'subtle', color: 'gray', size: 'lg' } as const;
  return (
    <div className={styles.tools}>
      {count > 1 && (
        <>
          <ActionIcon {...icon} aria-label={t('tools.up', { name })} disabled={index === 0} onClick={() => desk.change(movePart(desk.tree, partId, -1))}>
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon {...icon} aria-label={t('tools.down', { name })} disabled={index === count - 1} onClick={() => desk.change(movePart(desk.tree, partId, 1))}>
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
      {isInner ? (
        <ActionIcon {...icon} aria-label={t('tools.unwrap', { name })} onClick={() => desk.changeAndGo(unwrapGroup(desk.tree, partId), next)}>
          <IconBracketsOff size={16} aria-hidden />
        </ActionIcon>
      ) : (
        <ActionIcon {...icon} aria-label={t('tools.wrap', { name })} disabled={!hasRoomForGroup(path)} onClick={() => desk.changeAndGo(wrapPart(desk.tree, partId, newPartId()), partId)}>
          <IconBracketsContain size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon {...icon} aria-label={t('tools.remove', { name })} onClick={() => desk.changeAndGo(removePart(desk.tree, partId), next)}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
