import type { FieldHint } from '@chatloom/nodes/definitions';
import { IMAGEMAP_BASE_WIDTH, readStoredPicture, storedPictureUrl } from '@chatloom/messages';
import { lazy, Suspense, useId, useState } from 'react';
import { useBotScope } from '../../../shell/botScope';
import { StoredPictureRow } from '../../../pictures/StoredPictureRow';
import { useForm, type ControlProps } from '../formContext';
import { valueAt } from '../readSchema';
import styles from '../form.module.css';

/** Loaded with the first step that sends a coupon. */
const SegmentNow = lazy(() => import('./SegmentNow'));
const CouponPicker = lazy(() => import('./CouponPicker'));
/** Loaded with the first field that takes pictures. */
const PicturePicker = lazy(() => import('../../../pictures/PicturePicker'));

type Hinted = ControlProps & { hint: FieldHint | undefined };

/** Label of a select's value: the field's own words, then words shared by all fields. */
export function useOptionLabel(name: string): (option: string | number) => string {
  const form = useForm();
  return (option) => form.word(`nodes.${form.nodeType}.options.${name}.${option}`, `options.${name}.${option}`, `options.${option}`) ?? String(option);
}

/** A number; what is not a number yet stays visible and is not reported. */
export function NumberControl({ hint, value, field, onChange }: Hinted) {
  const form = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const unit = hint?.unitKey ? form.word(hint.unitKey) : undefined;
  return (
    <div className={styles.row}>
      <input
        {...field}
        type="number"
        className={`${styles.input} ${styles.narrow}`}
        value={typed ?? (typeof value === 'number' ? value : '')}
        min={hint?.min}
        max={hint?.max}
        step={hint?.step ?? 'any'}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          if (text === '') onChange(undefined);
          else if (Number.isFinite(Number(text))) onChange(Number(text));
        }}
        onBlur={() => setTyped(null)}
      />
      {unit && <span>{unit}</span>}
    </div>
  );
}

export function SelectControl({ hint, value, name, field, onChange }: Hinted) {
  const label = useOptionLabel(name);
  const options = hint?.options ?? [];
  // Nothing said yet is the same as the option that says so.
  const shown = value === undefined && options.includes('none') ? 'none' : value;
  return (
    <select
      {...field}
      className={styles.input}
      value={shown === undefined ? '' : String(shown)}
      onChange={(event) => onChange(options.find((option) => String(option) === event.target.value))}
    >
      {(shown === undefined || !options.some((option) => option === shown)) && <option value={shown === undefined ? '' : String(shown)} />}
      {options.map((option) => (
        <option key={option} value={String(option)}>
          {label(option)}
        </option>
      ))}
    </select>
  );
}

/** Several of a few: one box each. */
export function MultiSelectControl({ hint, value, name, field, labelId, onChange }: Hinted) {
  const label = useOptionLabel(name);
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  return (
    <div role="group" aria-labelledby={labelId} aria-describedby={field['aria-describedby']} id={field.id}>
      {(hint?.options ?? []).map((option) => (
        <div key={option}>
          <label className={styles.check}>
            <input
              type="checkbox"
              disabled={field.disabled}
              checked={chosen.includes(option)}
              // Kept in the order of the options, so that ticking twice changes nothing.
              onChange={(event) => onChange((hint?.options ?? []).filter((each) => (each === option ? event.target.checked : chosen.includes(each))))}
            />
            {label(option)}
          </label>
        </div>
      ))}
    </div>
  );
}

const UNITS = ['seconds', 'minutes', 'hours', 'days', 'weeks'] as const;

/** How long: a number and its unit. */
export function DurationControl({ value, field, labelId, onChange }: ControlProps) {
  const form = useForm();
  const duration = (value ?? {}) as { amount?: number; unit?: string };
  const unit = duration.unit ?? 'minutes';
  return (
    <div className={styles.row} role="group" aria-labelledby={labelId}>
      <input
        {...field}
        type="number"
        min={1}
        className={`${styles.input} ${styles.narrow}`}
        value={duration.amount ?? ''}
        aria-label={form.t('form.amount')}
        onChange={(event) => onChange({ amount: event.target.value === '' ? 0 : Number(event.target.value), unit })}
      />
      <select
        className={`${styles.input} ${styles.grow}`}
        style={{ width: 'auto' }}
        aria-label={form.t('form.unit')}
        disabled={field.disabled}
        value={unit}
        onChange={(event) => onChange({ amount: duration.amount ?? 1, unit: event.target.value })}
      >
        {UNITS.map((each) => (
          <option key={each} value={each}>
            {form.word(`units.${each}`) ?? each}
          </option>
        ))}
      </select>
    </div>
  );
}

/** ISO weekdays 1 (Monday) to 7 as small buttons; `several` lets more than one be on. */
export function WeekdaysControl({ value, field, labelId, onChange, several }: ControlProps & { several: boolean }) {
  const form = useForm();
  const name = useId();
  const chosen: number[] = Array.isArray(value) ? value : typeof value === 'number' ? [value] : [];
  return (
    <div className={styles.days} role={several ? 'group' : 'radiogroup'} aria-labelledby={labelId} aria-describedby={field['aria-describedby']} id={field.id}>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <label key={day} className={styles.day}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            disabled={field.disabled}
            checked={chosen.includes(day)}
            onChange={(event) => onChange(several ? [1, 2, 3, 4, 5, 6, 7].filter((each) => (each === day ? event.target.checked : chosen.includes(each))) : day)}
          />
          <span aria-hidden>{form.word(`weekdaysShort.${day}`) ?? day}</span>
          <span style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>{form.word(`weekdays.${day}`) ?? day}</span>
        </label>
      ))}
    </div>
  );
}

/** Time of day, date, or both: what the browser offers for it. */
export function MomentControl({ value, field, onChange, kind }: ControlProps & { kind: 'time' | 'date' | 'datetime-local' }) {
  return <input {...field} type={kind} className={styles.input} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange(event.target.value)} />;
}

/** One line with names to choose from (fields, tags, time zones); new names may be typed. */
export function SuggestControl({ value, field, onChange, names, placeholder }: ControlProps & { names: readonly string[]; placeholder?: string }) {
  const listId = useId();
  return (
    <>
      <input
        {...field}
        type="text"
        className={styles.input}
        list={listId}
        placeholder={placeholder}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {names.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

/** One of the bot's flows or of this flow's steps, by id. */
export function PickControl({ value, field, onChange, items }: ControlProps & { items: readonly { id: string; name: string }[] }) {
  const form = useForm();
  const id = typeof value === 'string' ? value : '';
  return (
    <select {...field} className={styles.input} value={id} onChange={(event) => onChange(event.target.value)}>
      <option value="">{form.t('form.choose')}</option>
      {id !== '' && !items.some((item) => item.id === id) && <option value={id}>{form.t('form.gone')}</option>}
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {item.name}
        </option>
      ))}
    </select>
  );
}

/** A saved segment, with how many people are in it now. */
export function SegmentControl(props: ControlProps & { items: readonly { id: string; name: string }[] }) {
  const botId = useBotScope();
  const { value, items } = props;
  return (
    <>
      <PickControl {...props} />
      <Suspense>{botId !== null && typeof value === 'string' && items.some(({ id }) => id === value) && <SegmentNow botId={botId} segmentId={value} />}</Suspense>
    </>
  );
}

export function SwitchControl({ value, field, onChange, label }: ControlProps & { label: string }) {
  return (
    <label className={styles.check}>
      <input {...field} type="checkbox" role="switch" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

export function ColorControl({ value, field, onChange, labelId }: ControlProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <div className={styles.row}>
      <input
        type="color"
        className={styles.color}
        aria-labelledby={labelId}
        disabled={field.disabled}
        value={/^#[0-9a-fA-F]{6}$/.test(text) ? text : '#ffffff'}
        onChange={(event) => onChange(event.target.value.toUpperCase())}
      />
      <input {...field} type="text" className={`${styles.input} ${styles.grow}`} style={{ width: 'auto' }} value={text} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

/** Address of a picture, film or sound, with a look at it when it is a picture; pictures may also be brought. */
export function MediaControl({ hint, value, path, field, onChange }: Hinted) {
  const form = useForm();
  const botId = useBotScope();
  const address = typeof value === 'string' ? value : '';
  const [broken, setBroken] = useState('');
  const stored = readStoredPicture(address);
  const isPicture = /^https:\/\/[^/]+\/.*\.(?:png|jpe?g|webp|gif)(?:[?#]|$)/i.test(address) && !address.includes('{{');
  const pick = ({ code, width, height }: { code: string; width: number; height: number }): void => {
    const size = hint?.picture ?? 'fit';
    if (size !== 'imagemap') return onChange(storedPictureUrl(code, size));
    // The areas lie on a picture 1040 wide; its height follows from its shape.
    const around = path.slice(0, -1);
    form.change(around, { ...(valueAt(form.data, around) as object), [path.at(-1)!]: storedPictureUrl(code), pictureHeight: Math.max(1, Math.round((IMAGEMAP_BASE_WIDTH * height) / width)) });
  };
  return (
    <>
      {stored ? (
        <StoredPictureRow address={address} disabled={field.disabled} onRemove={() => onChange('')} />
      ) : (
        <input {...field} type="url" inputMode="url" className={styles.input} placeholder="https://" value={address} onChange={(event) => onChange(event.target.value)} />
      )}
      {isPicture && broken !== address && <img className={styles.thumb} src={address} alt="" referrerPolicy="no-referrer" onError={() => setBroken(address)} />}
      {hint?.picture !== undefined && botId !== null && (
        <Suspense fallback={null}>
          <PicturePicker botId={botId} disabled={field.disabled} onPick={pick} />
        </Suspense>
      )}
    </>
  );
}

/** A coupon of the account; its ID where nothing is known of the account. */
export function CouponControl({ value, field, onChange }: Hinted) {
  const botId = useBotScope();
  if (botId === null) return <input {...field} type="text" className={styles.input} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange(event.target.value)} />;
  return (
    <Suspense fallback={<input {...field} type="text" className={styles.input} value={typeof value === 'string' ? value : ''} readOnly />}>
      <CouponPicker botId={botId} value={value} field={field} onChange={onChange} />
    </Suspense>
  );
}
