import type { FieldHint } from '@chatloom/nodes/definitions';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ZodType } from 'zod';
import { useForm, type ControlProps } from '../formContext';
import { bareSchema, emptyValue, hintOf, metaOf, readShape, type Path } from '../readSchema';
import { fieldLabel, ObjectFields, SchemaField } from '../SchemaField';
import styles from '../form.module.css';
import { VariantsControl } from './GroupControls';
import { SelectControl } from './SimpleControls';
import { TextControl } from './TextControl';

/** A list of things: each with its fields, to be added, moved and taken away. */
export function ListControl({
  schema,
  hint,
  newItem,
  markOf = (index) => String(index + 1),
  ...props
}: ControlProps & {
  schema: ZodType;
  hint: FieldHint | undefined;
  /** What an added entry begins as; without it the emptiest one. */
  newItem?(): unknown;
  /** What tells an entry from the others: its number, if nothing else. */
  markOf?(index: number): string;
}) {
  const form = useForm();
  const shape = readShape(schema);
  if (shape.is !== 'list') return null;
  const items: unknown[] = Array.isArray(props.value) ? props.value : [];
  const max = hint?.maxItems ?? metaOf(schema).maxItems ?? Infinity;
  const min = hint?.minItems ?? 0;
  const replace = (next: unknown[]): void => props.onChange(next);
  const itemName = form.word(`nodes.${form.nodeType}.items.${props.name}`, `items.${props.name}`, 'items.entry') ?? '';
  return (
    <div className={styles.form} style={{ gap: 8 }} role="group" aria-labelledby={props.labelId} aria-describedby={props.field['aria-describedby']} id={props.field.id}>
      {items.map((item, index) => {
        const tools = (
          <ItemTools
            name={`${itemName} ${markOf(index)}`}
            index={index}
            count={isOrdered(shape.item) ? items.length : 1}
            least={items.length <= min}
            onMove={(to) => replace(moved(items, index, to))}
            onRemove={() => replace(items.filter((_, each) => each !== index))}
          />
        );
        return <ListItem key={keyOf(item, index)} schema={shape.item} value={item} path={[...props.path, index]} props={props} label={`${itemName} ${markOf(index)}`} tools={tools} />;
      })}
      {!form.readOnly && (
        <button
          type="button"
          className={styles.button}
          disabled={items.length >= max}
          onClick={() => replace([...items, newItem ? newItem() : emptyValue(shape.item, form.newId)])}
        >
          <IconPlus size={16} aria-hidden />
          {form.word(`nodes.${form.nodeType}.addItem.${props.name}`, `addItem.${props.name}`, 'addItem.entry')}
          {Number.isFinite(max) && max <= 50 && <span className={styles.counter}>{form.t('form.count', { length: items.length, max })}</span>}
        </button>
      )}
    </div>
  );
}

/** An entry of a list: one line for plain texts and for a mode with a text, else a box with fields. */
function ListItem({ schema, value, path, props, label, tools }: { schema: ZodType; value: unknown; path: Path; props: ControlProps; label: string; tools: React.ReactNode }) {
  const form = useForm();
  const shape = readShape(schema);
  const change = (next: unknown): void => form.change(path, next);
  const own: ControlProps = { ...props, path, value, onChange: change, field: { ...props.field, id: `${props.field.id}-${String(path.at(-1))}` } };

  if (shape.is === 'text' || shape.is === 'number') {
    return (
      <div className={styles.row} style={{ flexWrap: 'nowrap' }}>
        <div className={styles.grow}>
          <TextControl {...own} field={{ ...own.field, ...named(label) }} hint={hintOf(schema)} />
        </div>
        {tools}
      </div>
    );
  }
  if (shape.is === 'object' && isModeAndText(shape.fields)) {
    const record = (value ?? {}) as Record<string, unknown>;
    const [, modeSchema] = shape.fields[0]!;
    const [textName, textSchema] = shape.fields[1]!;
    const problems = form.problems.filter((problem) => path.every((key, i) => String(problem.path?.[i]) === String(key)));
    const problemId = `${own.field.id}-problems`;
    return (
      <div data-path={path.join('.')}>
        <div className={styles.row} style={{ flexWrap: 'nowrap' }}>
          <div style={{ flex: '0 1 42%' }}>
            <SelectControl
              {...own}
              name="mode"
              value={record.mode}
              hint={hintOf(modeSchema)}
              field={{ ...own.field, id: `${own.field.id}-mode`, 'aria-describedby': undefined, ...named(form.t('form.howCompared', { item: label })) }}
              onChange={(mode) => change({ ...record, mode })}
            />
          </div>
          <div className={styles.grow}>
            <TextControl
              {...own}
              value={record[textName]}
              hint={hintOf(textSchema)}
              field={{
                ...own.field,
                'aria-invalid': problems.some((problem) => problem.severity === 'blocking') || undefined,
                'aria-describedby': problems.length > 0 ? problemId : undefined,
                ...named(label),
              }}
              onChange={(text) => change({ ...record, [textName]: text })}
            />
          </div>
          {tools}
        </div>
        {problems.length > 0 && (
          <div id={problemId}>
            {problems.map((problem, index) => (
              <div key={index} className={`${styles.problem} ${problem.severity === 'blocking' ? '' : styles[problem.severity]}`}>
                {form.sayProblem(problem)}
              </div>
            ))}
          </div>
        )}
      </div>
    );
  }
  return (
    <fieldset className={styles.group} data-path={path.join('.')}>
      <legend style={{ display: 'contents' }}>
        <span className={styles.itemHead}>
          <span className={styles.itemTitle}>{label}</span>
          {tools}
        </span>
      </legend>
      {shape.is === 'variants' ? (
        <VariantItem {...own} schema={schema} labelText={label} />
      ) : shape.is === 'object' ? (
        <>
          <ObjectFields schema={schema} path={path} value={value} />
          {isFlexExit(value, shape.fields) && <span className={styles.help}>{form.t('form.flexExit', { id: value.id })}</span>}
        </>
      ) : (
        <SchemaField schema={schema} name={String(props.name)} path={path} value={value} />
      )}
    </fieldset>
  );
}

/** A button or rule: fields shared by all its shapes first (the label), then what it does, then the fields of that. */
function VariantItem({ schema, labelText, ...props }: ControlProps & { schema: ZodType; labelText: string }) {
  const form = useForm();
  const shape = readShape(schema);
  const record = (props.value ?? {}) as Record<string, unknown>;
  if (shape.is !== 'variants') return null;
  const first = readShape(shape.variants[0]!.schema);
  const shared = first.is === 'object' && first.fields.some(([name]) => name === 'label') ? ['label'] : [];
  const variants = shape.variants.map((variant) => ({ ...variant, schema: withoutFields(variant.schema, shared) }));
  return (
    <>
      {shared.map((name) => {
        const field = first.is === 'object' ? first.fields.find(([each]) => each === name)?.[1] : undefined;
        return field && <SchemaField key={name} schema={field} name={name} path={[...props.path, name]} value={record[name]} />;
      })}
      <div className={styles.field}>
        <label id={`${props.field.id}-kind`} htmlFor={props.field.id} className={styles.label}>
          {fieldLabel(form, shape.discriminator)}
        </label>
        <VariantsControl
          {...props}
          labelId={`${props.field.id}-kind`}
          variants={variants}
          discriminator={shape.discriminator}
          onChange={(next) => props.onChange({ ...Object.fromEntries(shared.map((name) => [name, record[name]]).filter(([, value]) => value !== undefined)), ...(next as object) })}
        />
      </div>
    </>
  );
}

/** The same object schema without some of its fields, for drawing only. */
function withoutFields(schema: ZodType, names: readonly string[]): ZodType {
  if (names.length === 0) return schema;
  const bare = bareSchema(schema) as ZodType & { omit?(mask: Record<string, true>): ZodType };
  return bare.omit ? bare.omit(Object.fromEntries(names.map((name) => [name, true as const]))) : schema;
}

/** Keywords and plain words mean the same in any order: nothing to move there. */
function isOrdered(item: ZodType): boolean {
  const shape = readShape(item);
  return shape.is !== 'text' && !(shape.is === 'object' && isModeAndText(shape.fields));
}

/** Up, down and away. */
export function ItemTools(props: { name: string; index: number; count: number; least: boolean; onMove(to: number): void; onRemove(): void }) {
  const form = useForm();
  if (form.readOnly) return null;
  return (
    <>
      {props.count > 1 && (
        <>
          <button type="button" className={styles.icon} disabled={props.index === 0} aria-label={form.t('form.moveUp', { item: props.name })} onClick={() => props.onMove(props.index - 1)}>
            <IconArrowUp size={16} aria-hidden />
          </button>
          <button
            type="button"
            className={styles.icon}
            disabled={props.index === props.count - 1}
            aria-label={form.t('form.moveDown', { item: props.name })}
            onClick={() => props.onMove(props.index + 1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </button>
        </>
      )}
      <button type="button" className={styles.icon} disabled={props.least} aria-label={form.t('form.remove', { item: props.name })} onClick={props.onRemove}>
        <IconTrash size={16} aria-hidden />
      </button>
    </>
  );
}

/** A copy with one entry at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  next.splice(to, 0, item!);
  return next;
}

const named = (label: string): { 'aria-label': string } => ({ 'aria-label': label });

/** Keeps the focus in an entry while it moves: by its id where it has one. */
function keyOf(item: unknown, index: number): string | number {
  const id = item !== null && typeof item === 'object' ? (item as { id?: unknown }).id : undefined;
  return typeof id === 'string' && id !== '' ? id : index;
}

/** An exit of a Flex message: its id is what the design's JSON has to name. */
function isFlexExit(value: unknown, fields: [string, ZodType][]): value is { id: string } {
  return fields.length === 2 && fields[0]![0] === 'id' && fields[1]![0] === 'label' && typeof (value as { id?: unknown } | null)?.id === 'string';
}

function isModeAndText(fields: [string, ZodType][]): boolean {
  return fields.length === 2 && fields[0]![0] === 'mode' && readShape(fields[0]![1]).is === 'select' && readShape(fields[1]![1]).is === 'text';
}
