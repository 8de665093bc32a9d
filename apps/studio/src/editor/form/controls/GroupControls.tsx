import type { ReactNode } from 'react';
import type { ZodType } from 'zod';
import type { ControlProps } from '../formContext';
import { useForm } from '../formContext';
import { emptyValue, readShape } from '../readSchema';
import { ObjectFields } from '../SchemaField';
import styles from '../form.module.css';
import { useOptionLabel } from './SimpleControls';

/** A group that may be missing: ticking it adds it with the emptiest values, unticking takes it away. */
export function OptionalGroup(props: {
  schema: ZodType;
  label: string;
  value: unknown;
  readOnly: boolean;
  onChange(value: unknown): void;
  newId(): string;
  children: ReactNode;
}) {
  const on = props.value !== undefined;
  return (
    <>
      <label className={styles.check}>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          disabled={props.readOnly}
          onChange={(event) => props.onChange(event.target.checked ? emptyValue(innerOf(props.schema), props.newId) : undefined)}
        />
        <span className={styles.label}>{props.label}</span>
      </label>
      {on && props.children}
    </>
  );
}

/** The object behind `optional`: `emptyValue` of the optional itself would be nothing. */
function innerOf(schema: ZodType): ZodType {
  return (schema as unknown as { def: { innerType?: ZodType } }).def.innerType ?? schema;
}

/** One of several shapes: a choice of the shape, then its fields. Fields that both shapes have keep their values. */
export function VariantsControl({
  variants,
  discriminator,
  allowed,
  ...props
}: ControlProps & { variants: { value: string; schema: ZodType }[]; discriminator: string; allowed?: readonly string[] }) {
  const form = useForm();
  const label = useOptionLabel(discriminator);
  const record = (props.value ?? {}) as Record<string, unknown>;
  const current = variants.find((variant) => variant.value === record[discriminator]);
  const offered = variants.filter((variant) => variant === current || ((!allowed || allowed.includes(variant.value)) && !form.withoutVariants?.includes(variant.value)));
  return (
    <div className={styles.form} style={{ gap: 12 }}>
      <select
        {...props.field}
        className={styles.input}
        aria-labelledby={props.labelId}
        value={current?.value ?? ''}
        onChange={(event) => {
          const next = variants.find((variant) => variant.value === event.target.value);
          if (next) props.onChange(switchVariant(record, next.schema, form.newId));
        }}
      >
        {!current && <option value="">{form.t('form.choose')}</option>}
        {offered.map((variant) => (
          <option key={variant.value} value={variant.value}>
            {label(variant.value)}
          </option>
        ))}
      </select>
      {current && <ObjectFields schema={current.schema} path={props.path} value={record} skip={[discriminator]} />}
    </div>
  );
}

/** The emptiest value of another shape, with the fields that both have taken over. */
export function switchVariant(from: Record<string, unknown>, to: ZodType, newId: () => string): Record<string, unknown> {
  const empty = emptyValue(to, newId) as Record<string, unknown>;
  const shape = readShape(to);
  if (shape.is !== 'object') return empty;
  for (const [name, field] of shape.fields) {
    if (name in from && readShape(field).is !== 'literal' && from[name] !== undefined) empty[name] = from[name];
  }
  return empty;
}
