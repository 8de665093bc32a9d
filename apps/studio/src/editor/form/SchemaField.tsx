import type { LocalizedText, Problem } from '@chatloom/flow';
import { countText, type Counter } from '@chatloom/messages';
import type { FieldHint } from '@chatloom/nodes/definitions';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import type { ZodType } from 'zod';
import { AreasControl } from './controls/AreasControl';
import { DateControl } from './controls/DateControl';
import { CronControl } from './controls/CronControl';
import { ConditionsControl } from './controls/ConditionsControl';
import { JsonControl } from './controls/JsonControl';
import { ListControl } from './controls/ListControl';
import { OptionalGroup, VariantsControl } from './controls/GroupControls';
import {
  ColorControl,
  CouponControl,
  DurationControl,
  MediaControl,
  MomentControl,
  MultiSelectControl,
  NumberControl,
  PickControl,
  SegmentControl,
  SelectControl,
  SuggestControl,
  SwitchControl,
  WeekdaysControl,
} from './controls/SimpleControls';
import { TextControl } from './controls/TextControl';
import { useForm, type ControlProps, type FormContextValue } from './formContext';
import { textIn } from './localizedValue';
import { hintOf, isOptional, isWithin, metaOf, readShape, type Path } from './readSchema';
import styles from './form.module.css';

/** Words of a field: its own in this type, else those of all fields of that name. */
export function fieldLabel(form: Pick<FormContextValue, 'word' | 'nodeType'>, name: string): string {
  return form.word(`nodes.${form.nodeType}.fields.${name}`, `fields.${name}`) ?? name;
}

/** All fields of an object schema, in its order; the seldom needed ones behind "More". */
export function ObjectFields({ schema, path, value, skip = [] }: { schema: ZodType; path: Path; value: unknown; skip?: readonly string[] }) {
  const form = useForm();
  const shape = readShape(schema);
  if (shape.is !== 'object') return null;
  const record = (value ?? {}) as Record<string, unknown>;
  const shown = shape.fields.filter(([name, field]) => !skip.includes(name) && isShown(metaOf(field), record) && !isIdle(name, record));
  const plain = shown.filter(([, field]) => !metaOf(field).advanced);
  const advanced = shown.filter(([, field]) => metaOf(field).advanced);
  const draw = ([name, field]: [string, ZodType]) => <SchemaField key={name} schema={field} name={name} path={[...path, name]} value={record[name]} />;
  const faulty = advanced.some(([name]) => form.problems.some((problem) => problem.severity === 'blocking' && isWithin(problem.path ?? [], [...path, name])));
  return (
    <>
      {plain.map(draw)}
      {advanced.length > 0 && (
        <details className={styles.more} open={faulty || undefined}>
          <summary>{form.t('form.more')}</summary>
          <div className={styles.form}>{advanced.map(draw)}</div>
        </details>
      )}
    </>
  );
}

function isShown(hint: Partial<FieldHint>, siblings: Record<string, unknown>): boolean {
  if (hint.control === 'hidden') return false;
  return !hint.showWhen || hint.showWhen.is.includes(siblings[hint.showWhen.field] as string);
}

/** "All or any of the groups" asks nothing while there is one group. */
function isIdle(name: string, siblings: Record<string, unknown>): boolean {
  return name === 'match' && Array.isArray(siblings.groups) && siblings.groups.length < 2;
}

/** One field of a settings form: label, control, counter, help and the problems that belong to it. */
export function SchemaField({ schema, name, path, value }: { schema: ZodType; name: string; path: Path; value: unknown }) {
  const form = useForm();
  const id = useId();
  const hint = hintOf(schema);
  const shape = readShape(schema);
  if (hint?.control === 'hidden') return null;

  const label = fieldLabel(form, name);
  const help = form.word(`nodes.${form.nodeType}.help_.${name}`, `fieldHelp.${name}`);
  const control = hint?.control;
  const isGroup = control === undefined || ['choices', 'answers', 'cases', 'weights', 'columns', 'keywords', 'strings', 'bubbles', 'conditions', 'sender', 'saveTo', 'sticker', 'location', 'areas', 'group'].includes(control);
  const problems = problemsOf(form.problems, path, isGroup);
  const described = [help && `${id}-help`, hint?.counter && `${id}-count`, problems.length > 0 && `${id}-problems`].filter(Boolean).join(' ');
  const props: ControlProps = {
    value,
    path,
    name,
    labelId: `${id}-label`,
    field: {
      id,
      'aria-describedby': described || undefined,
      'aria-invalid': problems.some((problem) => problem.severity === 'blocking') || undefined,
      disabled: form.readOnly,
    },
    onChange: (next) => form.change(path, next),
  };

  const below = (
    <>
      {help && (
        <span id={`${id}-help`} className={styles.help}>
          {help}
        </span>
      )}
      {problems.length > 0 && <FieldProblems id={`${id}-problems`} problems={problems} />}
    </>
  );

  if (control === 'switch') {
    return (
      <div className={styles.field} data-path={path.join('.')}>
        <SwitchControl {...props} label={label} />
        {below}
      </div>
    );
  }
  if (isGroup && shape.is === 'object') {
    const group = (
      <fieldset className={styles.group} data-path={path.join('.')}>
        <ObjectFields schema={schema} path={path} value={value} />
      </fieldset>
    );
    return (
      <fieldset className={styles.field} data-path={path.join('.')} aria-describedby={described || undefined}>
        {isOptional(schema) ? (
          <OptionalGroup schema={schema} label={label} value={value} readOnly={form.readOnly} onChange={props.onChange} newId={form.newId}>
            {group}
          </OptionalGroup>
        ) : (
          <>
            <legend className={styles.label}>{label}</legend>
            {group}
          </>
        )}
        {below}
      </fieldset>
    );
  }
  if (isGroup && shape.is === 'variants') {
    return (
      <div className={styles.field} data-path={path.join('.')}>
        <span id={props.labelId} className={styles.label}>
          {label}
        </span>
        <VariantsControl {...props} variants={shape.variants} discriminator={shape.discriminator} />
        {below}
      </div>
    );
  }
  return (
    <div className={styles.field} data-path={path.join('.')}>
      <div className={styles.labelRow}>
        <label id={props.labelId} htmlFor={id} className={styles.label}>
          {label}
        </label>
        {hint?.counter && <LengthCounter id={`${id}-count`} value={value} counter={hint.counter} localized={hint.localized === true} />}
      </div>
      <Control {...props} schema={schema} hint={hint} />
      {below}
    </div>
  );
}

/** The control a hint asks for. */
function Control({ schema, hint, ...props }: ControlProps & { schema: ZodType; hint: FieldHint | undefined }) {
  const form = useForm();
  const { suggestions } = form;
  switch (hint?.control) {
    case 'text':
      return <TextControl {...props} hint={hint} />;
    case 'textarea':
      return <TextControl {...props} hint={hint} lines={4} />;
    case 'expression':
      return <TextControl {...props} hint={hint} lines={2} />;
    case 'number':
      return <NumberControl {...props} hint={hint} />;
    case 'select':
      return <SelectControl {...props} hint={hint} />;
    case 'multiSelect':
      return <MultiSelectControl {...props} hint={hint} />;
    case 'duration':
      return <DurationControl {...props} />;
    case 'weekday':
      return <WeekdaysControl {...props} several={false} />;
    case 'weekdays':
      return <WeekdaysControl {...props} several />;
    case 'timeOfDay':
      return <MomentControl {...props} kind="time" />;
    case 'date':
      return <DateControl {...props} />;
    case 'dateTime':
      return <MomentControl {...props} kind="datetime-local" />;
    case 'timeZone':
      return <SuggestControl {...props} names={timeZones()} placeholder={form.t('form.botTimeZone')} />;
    case 'cron':
      return <CronControl {...props} />;
    case 'coupon':
      return <CouponControl {...props} hint={hint} />;
    case 'media':
      return <MediaControl {...props} hint={hint} />;
    case 'color':
      return <ColorControl {...props} />;
    case 'field':
      return <SuggestControl {...props} names={suggestions.fields} />;
    case 'tag':
      return <SuggestControl {...props} names={suggestions.tags} />;
    case 'flow':
    case 'richMenu':
    case 'topic':
    case 'poll':
    case 'bingo':
    case 'draw':
    case 'voucher':
    case 'stampCard':
      return <PickControl {...props} items={suggestions.things[hint.control] ?? []} />;
    case 'segment':
      return <SegmentControl {...props} items={suggestions.things.segment ?? []} />;
    case 'node':
      return <PickControl {...props} items={suggestions.nodes} />;
    case 'areas':
      return <AreasControl {...props} schema={schema} hint={hint} />;
    case 'conditions':
      return <ConditionsControl {...props} schema={schema} />;
    case 'json':
      return <JsonControl {...props} />;
    default:
      return readShape(schema).is === 'list' ? <ListControl {...props} schema={schema} hint={hint} /> : <JsonControl {...props} />;
  }
}

/** Length of the text in the unit LINE counts it in; variables count as nothing, nobody knows their length yet. */
function LengthCounter({ id, value, counter, localized }: { id: string; value: unknown; counter: Counter; localized: boolean }) {
  const form = useForm();
  const text = localized ? (textIn(value as LocalizedText | undefined, form.language, form.mainLanguage) ?? '') : typeof value === 'string' ? value : '';
  const length = countText(text.replace(/\{\{[^{}]*\}\}/g, ''), counter.unit);
  // A counter under an address nobody will ever fill is noise; it appears when the end comes near.
  if (counter.max >= 1000 && length < counter.max * 0.8) return null;
  return (
    <span id={id} className={`${styles.counter} ${length > counter.max ? styles.over : ''}`}>
      {form.t('form.count', { length, max: counter.max })}
    </span>
  );
}

function FieldProblems({ id, problems }: { id: string; problems: readonly Problem[] }) {
  const form = useForm();
  return (
    <div id={id}>
      {problems.map((problem, index) => (
        <div key={index} className={`${styles.problem} ${problem.severity === 'blocking' ? '' : styles[problem.severity]}`}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>{form.sayProblem(problem)}</span>
        </div>
      ))}
    </div>
  );
}

/**
 * Problems of a field: those at its path, and for a field that is not drawn in parts those below it
 * (one language of a text, for example).
 */
function problemsOf(problems: readonly Problem[], path: Path, isGroup: boolean): Problem[] {
  return problems.filter((problem) => {
    const place = problem.path ?? [];
    return isWithin(place, path) && (!isGroup || place.length === path.length);
  });
}

let zones: string[] | undefined;
const timeZones = (): string[] => (zones ??= Intl.supportedValuesOf('timeZone'));
