import type { RouteOutput } from '../../api/call';
import { PICTURE, pictureGeometry } from './pictureGeometry';
import styles from './FlowPicture.module.css';

type Picture = RouteOutput<'GET /bots/:botId/flows'>['items'][number]['picture'];

/** From this width on a tile shows a coloured square and a line of words; below it is all colour. */
const ROOM_FOR_WORDS = 24;

/** The flow the size of a stamp: tiles in the colour of their kind and the wires between them. Decoration: the card says the rest. */
export function FlowPicture({ picture }: { picture: Picture }) {
  const { tiles, tile, wires } = pictureGeometry(picture);
  const square = tile.height - 6;
  return (
    <svg className={styles.picture} viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`} aria-hidden focusable="false">
      {wires.map(({ id, path }) => (
        <path key={id} d={path} className={styles.wire} />
      ))}
      {tiles.map(({ id, kind, x, y }) =>
        tile.width < ROOM_FOR_WORDS ? (
          <rect key={id} data-kind={kind} className={styles.kind} x={x} y={y} width={tile.width} height={tile.height} rx={2} />
        ) : (
          <g key={id}>
            <rect className={styles.tile} x={x} y={y} width={tile.width} height={tile.height} rx={3} />
            <rect data-kind={kind} className={styles.kind} x={x + 3} y={y + 3} width={square} height={square} rx={2} />
            <rect className={styles.words} x={x + square + 6} y={y + tile.height / 2 - 1.5} width={tile.width - square - 11} height={3} rx={1.5} />
          </g>
        ),
      )}
    </svg>
  );
}
