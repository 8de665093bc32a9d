import type { RouteOutput } from '../../api/call';
import { pictureGeometry } from './pictureGeometry';
import styles from './FlowPicture.module.css';

type Picture = RouteOutput<'GET /bots/:botId/flows'>['items'][number]['picture'];

/** The flow the size of a stamp: tiles in the colour of their kind and the wires between them. Decoration: the card says the rest. */
export function FlowPicture({ picture }: { picture: Picture }) {
  const { viewBox, tiles, wires } = pictureGeometry(picture);
  return (
    <svg className={styles.picture} viewBox={viewBox} preserveAspectRatio="xMidYMid meet" aria-hidden focusable="false">
      {wires.map(({ id, path }) => (
        <path key={id} d={path} className={styles.wire} />
      ))}
      {tiles.map(({ id, kind, x, y, width, height }) => (
        <g key={id}>
          <rect className={styles.tile} x={x} y={y} width={width} height={height} rx={12} />
          <rect data-kind={kind} className={styles.kind} x={x + 14} y={y + 14} width={34} height={34} rx={8} />
          <rect className={styles.words} x={x + 60} y={y + 18} width={width - 90} height={10} rx={5} />
          <rect className={styles.words} x={x + 60} y={y + 36} width={width - 140} height={10} rx={5} />
        </g>
      ))}
    </svg>
  );
}
