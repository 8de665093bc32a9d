import { IconPlus } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ZodType } from 'zod';
import { useForm, type ControlProps } from '../formContext';
import { emptyValue, readShape, type Path } from '../readSchema';
import { SchemaField } from '../SchemaField';
import styles from '../form.module.css';
import { VariantsControl } from './GroupControls';
import { ItemTools } from './ListControl';

interface Group {
  match?: string;
  rules?: unknown[];
}

/** Groups of rules: within a group "all" or "any", and the same between the groups (the field `match` beside them). */
export function ConditionsControl({ schema, ...props }: ControlProps & { schema: ZodType }) {
  const form = useForm();
  const groups = (Array.isArray(props.value) ? props.value : []) as Group[];
  const list = readShape(schema);
  const group = list.is === 'list' ? readShape(list.item) : undefined;
  const fields = new Map(group?.is === 'object' ? group.fields : []);
  const match = fields.get('match');
  const rules = fields.get('rules');
  const rule = rules ? readShape(rules) : undefined;
  if (list.is !== 'list' || !match || rule?.is !== 'list') return null;
  return (
    <div className={styles.form} style={{ gap: 8 }} role="group" aria-labelledby={props.labelId} id={props.field.id}>
      {groups.map((each, index) => {
        const path = [...props.path, index];
        const label = form.t('form.ruleGroup', { number: index + 1 });
        const all = each.rules ?? [];
        return (
          <Fragment key={index}>
            <fieldset className={styles.group}>
              <legend style={{ display: 'contents' }}>
                <span className={styles.itemHead}>
                  <span className={styles.itemTitle}>{label}</span>
                  <ItemTools
                    name={label}
                    index={0}
                    count={1}
                    least={groups.length === 1}
                    onMove={() => undefined}
                    onRemove={() => props.onChange(groups.filter((_, place) => place !== index))}
                  />
                </span>
              </legend>
              {all.length > 1 && <SchemaField schema={match} name="match" path={[...path, 'match']} value={each.match} />}
              {all.map((value, place) => (
                <Rule
                  key={place}
                  schema={rule.item}
                  props={props}
                  path={[...path, 'rules', place]}
                  value={value}
                  label={form.t('form.rule', { number: place + 1 })}
                  count={all.length}
                  onRemove={() => form.change([...path, 'rules'], all.filter((_, at) => at !== place))}
                />
              ))}
              {!form.readOnly && (
                <button type="button" className={styles.button} onClick={() => form.change([...path, 'rules'], [...all, emptyValue(rule.item, form.newId)])}>
                  <IconPlus size={16} aria-hidden />
                  {form.t('form.addRule')}
                </button>
              )}
            </fieldset>
          </Fragment>
        );
      })}
      {!form.readOnly && (
        <button
          type="button"
          className={styles.button}
          onClick={() => props.onChange([...groups, { match: 'all', rules: [emptyValue(rule.item, form.newId)] }])}
        >
          <IconPlus size={16} aria-hidden />
          {form.t('form.addRuleGroup')}
        </button>
      )}
    </div>
  );
}

function Rule(input: { schema: ZodType; props: ControlProps; path: Path; value: unknown; label: string; count: number; onRemove(): void }) {
  const form = useForm();
  const shape = readShape(input.schema);
  if (shape.is !== 'variants') return null;
  const id = `${input.props.field.id}-${input.path.join('-')}`;
  return (
    <div className={styles.form} style={{ gap: 8 }} data-path={input.path.join('.')}>
      <div className={styles.itemHead}>
        <label className={styles.itemTitle} id={`${id}-label`} htmlFor={id}>
          {input.label}
        </label>
        <ItemTools name={input.label} index={0} count={1} least={input.count === 1} onMove={() => undefined} onRemove={input.onRemove} />
      </div>
      <VariantsControl
        {...input.props}
        labelId={`${id}-label`}
        name="rule"
        path={input.path}
        value={input.value}
        field={{ ...input.props.field, id }}
        onChange={(next) => form.change(input.path, next)}
        variants={shape.variants}
        discriminator={shape.discriminator}
      />
    </div>
  );
}
