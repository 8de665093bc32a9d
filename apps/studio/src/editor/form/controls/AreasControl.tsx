import { IMAGEMAP_BASE_WIDTH } from '@chatloom/messages';
import type { FieldHint } from '@chatloom/nodes/definitions';
import { lazy, Suspense, useState } from 'react';
import type { ZodType } from 'zod';
import { shownPicture } from '../../../pictures/shownPicture';
import { freePlace, type Bounds } from '../../../screens/richMenus/areaGeometry';
import { areaLetter } from '../../../screens/richMenus/areaLetter';
import { useForm, type ControlProps } from '../formContext';
import { emptyValue, isWithin, readShape, valueAt } from '../readSchema';
import styles from '../form.module.css';
import { ListControl } from './ListControl';
import { useOptionLabel } from './SimpleControls';

/** Drawn when somebody opens a step with areas, not with every form. */
const AreaCanvas = lazy(() => import('../../../screens/richMenus/AreaCanvas').then((file) => ({ default: file.AreaCanvas })));

type Area = Bounds & { kind?: string; text?: unknown; uri?: unknown };

/**
 * Areas of a picture: drawn, moved and sized on the picture itself, and as a list with what each of them does. The picture and its
 * height are the neighbours `baseUrl` and `pictureHeight`.
 */
export function AreasControl({ schema, hint, ...props }: ControlProps & { schema: ZodType; hint: FieldHint | undefined }) {
  const form = useForm();
  const kindWord = useOptionLabel('kind');
  const [selected, setSelected] = useState<number | null>(null);
  const shape = readShape(schema);
  if (shape.is !== 'list') return null;

  const areas = (Array.isArray(props.value) ? props.value : []) as Area[];
  const { baseUrl, pictureHeight } = (valueAt(form.data, props.path.slice(0, -1)) ?? {}) as { baseUrl?: unknown; pictureHeight?: unknown };
  const size = { width: IMAGEMAP_BASE_WIDTH, height: typeof pictureHeight === 'number' && pictureHeight > 0 ? pictureHeight : IMAGEMAP_BASE_WIDTH };
  const isFull = areas.length >= (hint?.maxItems ?? Infinity);
  const placed = (bounds: Bounds): unknown => ({ ...(emptyValue(shape.item, form.newId) as object), ...bounds });
  const add = (bounds: Bounds): void => {
    props.onChange([...areas, placed(bounds)]);
    setSelected(areas.length);
  };
  const remove = (index: number): void => {
    // The form wants at least one area; the last one is mended, not removed.
    if (areas.length <= (hint?.minItems ?? 0)) return;
    props.onChange(areas.filter((_, each) => each !== index));
    setSelected(null);
  };

  return (
    <div className={styles.form} style={{ gap: 12 }}>
      <Suspense fallback={<div style={{ aspectRatio: `${size.width} / ${size.height}` }} />}>
        <AreaCanvas
          size={size}
          areas={areas.map((area, index) => ({
            bounds: boundsOf(area),
            does: area.kind === undefined ? '' : kindWord(area.kind),
            problems: form.problems.filter((problem) => isWithin(problem.path ?? [], [...props.path, index])).map((problem) => form.sayProblem(problem)),
          }))}
          selected={selected}
          readOnly={form.readOnly}
          onSelect={setSelected}
          onChange={(index, bounds) => form.change([...props.path, index], { ...areas[index], ...bounds })}
          onDraw={isFull ? undefined : add}
          onRemove={remove}
        >
          <Picture address={typeof baseUrl === 'string' ? baseUrl : ''} />
        </AreaCanvas>
      </Suspense>
      <ListControl {...props} schema={schema} hint={hint} newItem={() => placed(freePlace(size, areas.map(boundsOf)))} markOf={areaLetter} />
    </div>
  );
}

/** LINE's largest version of the picture; nothing while the address is not finished or holds variables. */
function Picture({ address }: { address: string }) {
  const [broken, setBroken] = useState('');
  if (!/^https:\/\/[^/]+\/./.test(address) || address.includes('{{') || broken === address) return null;
  return <img src={shownPicture(`${address.replace(/\/+$/, '')}/${IMAGEMAP_BASE_WIDTH}`)} alt="" referrerPolicy="no-referrer" style={{ width: '100%', height: '100%' }} onError={() => setBroken(address)} />;
}

function boundsOf({ x, y, width, height }: Area): Bounds {
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  return { x: number(x), y: number(y), width: number(width), height: number(height) };
}
